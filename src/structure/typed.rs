//! Sections to symptoms, causes and platforms.

use super::codes::codes;
use super::messages;
use super::outline::Part;
use super::owners::Run;
use crate::config::{Config, HeadingRole};
use crate::html::{Kind, Reading};
use crate::model::{Section, Symptom, Text};
use crate::parse::ParsedArticle;

/// Sentences of a section that are shown as what the reader sees.
const SEEN: usize = 3;
/// A longer sentence is no observation but a story.
const LONG: usize = 240;

/// The section that a run shows.
pub(super) fn section(reading: &Reading<'_>, body: &str, part: &Part, run: &Run) -> Section {
    Section {
        title: title(reading, body, part),
        anchor: part.id.clone(),
        piece: run.content,
    }
}

/// A heading as written, for inline Markdown.
pub(super) fn title(reading: &Reading<'_>, body: &str, part: &Part) -> Text {
    let inner = crate::model::Piece {
        start: part.heading.start + 1,
        end: part.heading.end.saturating_sub(1),
    };
    let written = body.get(reading.bytes(inner)).unwrap_or_default().trim();
    let markdown = !written.is_empty() && !written.starts_with('<') && !inner.is_empty();
    Text(if markdown {
        written.to_owned()
    } else {
        part.words.clone()
    })
}

/// The symptoms that a section and its heading tell.
pub(super) fn symptoms(reading: &Reading<'_>, part: &Part, run: &Run, known: &mut Vec<Symptom>) {
    for message in messages::of_title(&part.words)
        .into_iter()
        .chain(messages::of_section(reading, run.content))
    {
        add_message(known, message);
    }
    for code in codes(&part.words) {
        add_code(known, code);
    }
    for seen in seen(reading, run) {
        let symptom = Symptom {
            message: None,
            code: None,
            observation: Some(Text(seen)),
            place: None,
        };
        if !known.contains(&symptom) {
            known.push(symptom);
        }
    }
}

/// The symptoms that the title of an article tells.
/// A number such as `ABC-123` is that of a ticket, unless the words of the symptoms hold it too.
pub(super) fn of_title(title: &str, symptoms: &str, known: &mut Vec<Symptom>) {
    let plain = crate::html::plain(title);
    for message in messages::of_title(&plain) {
        add_message(known, message);
    }
    let lower = plain.to_lowercase();
    if ["error", "code", "exception", "fail", "status"]
        .iter()
        .any(|word| lower.contains(word))
    {
        for code in codes(&plain) {
            if !code.contains('-') || symptoms.contains(&code) {
                add_code(known, code);
            }
        }
    }
}

fn add_message(known: &mut Vec<Symptom>, message: String) {
    let key = |text: &str| text.to_lowercase().replace(['.', ' ', '\n', '"'], "");
    let same = |s: &Symptom| {
        s.message
            .as_ref()
            .is_some_and(|other| key(other) == key(&message))
    };
    if known.iter().any(same) {
        return;
    }
    let mut in_it = codes(&message).into_iter();
    known.push(Symptom {
        code: in_it.next(),
        message: Some(message),
        observation: None,
        place: None,
    });
    for code in in_it {
        add_code(known, code);
    }
}

fn add_code(known: &mut Vec<Symptom>, code: String) {
    if !known.iter().any(|s| s.code.as_ref() == Some(&code)) {
        known.push(Symptom {
            message: None,
            code: Some(code),
            observation: None,
            place: None,
        });
    }
}

/// Short sentences at the start of a section.
fn seen(reading: &Reading<'_>, run: &Run) -> Vec<String> {
    let mut seen = Vec::new();
    for block in reading.blocks(run.content) {
        match block.kind {
            Kind::Paragraph => {
                let words = reading.words(block.inner);
                let first = first_sentence(&words);
                let leads = first.ends_with(':');
                if !leads && first.chars().count() <= LONG && first.split(' ').count() >= 3 {
                    seen.push(escape(first));
                }
            }
            Kind::Bullets => {
                let items = reading.parts(&block);
                for item in items.iter().take(SEEN) {
                    let words = reading.words(*item);
                    if words.chars().count() <= LONG && words.split(' ').count() >= 3 {
                        seen.push(escape(&words));
                    }
                }
            }
            _ => break,
        }
        if seen.len() >= SEEN {
            break;
        }
    }
    seen.truncate(SEEN);
    seen
}

/// The first sentence of a paragraph.
pub(super) fn first_sentence(words: &str) -> &str {
    let mut at = 0;
    while let Some(end) = words[at..].find(". ").map(|end| at + end) {
        let next = words[end + 2..].chars().next();
        let short = words[..end].rsplit(' ').next().is_some_and(|word| {
            word.len() <= 3 && word.contains('.') || matches!(word, "e.g" | "i.e" | "vs" | "etc")
        });
        if next.is_some_and(|c| !c.is_lowercase()) && !short {
            return &words[..=end];
        }
        at = end + 2;
    }
    words
}

/// Plain words as inline Markdown that shows them.
pub(super) fn escape(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        if matches!(
            c,
            '*' | '_' | '`' | '[' | ']' | '<' | '>' | '\\' | '&' | '~' | '$' | '^' | '|'
        ) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Products and platforms that the sections about the environment name, where the front matter names none.
pub(super) fn environment(
    reading: &Reading<'_>,
    runs: &[Run],
    body_offset: usize,
    article: &mut ParsedArticle,
    config: &Config,
) {
    let (platforms, products) = (article.platforms.is_empty(), article.products.is_empty());
    for run in runs
        .iter()
        .filter(|run| run.role == Some(HeadingRole::Environment))
    {
        let words = format!(" {} ", super::words::plain(&reading.words(run.content)));
        let bytes = reading.bytes(run.content);
        let at = crate::diag::At::Span(body_offset + bytes.start..body_offset + bytes.end);
        let names = |name: &str| {
            let name = super::words::plain(name);
            !name.is_empty()
                && words.match_indices(&name).any(|(at, _)| {
                    let free = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '-');
                    free(words[..at].chars().next_back())
                        && free(words[at + name.len()..].chars().next())
                })
        };
        let reference = |text: &str| crate::parse::Ref {
            text: text.to_owned(),
            at: at.clone(),
        };
        if platforms {
            article.platforms.extend(
                config
                    .platforms
                    .iter()
                    .filter(|p| names(&p.label) || names(&p.id) && p.id.len() > 3)
                    .map(|p| reference(&p.id)),
            );
        }
        if products {
            article.products.extend(
                config
                    .products
                    .iter()
                    .filter(|p| names(&p.name))
                    .map(|p| reference(&p.id)),
            );
        }
    }
}
