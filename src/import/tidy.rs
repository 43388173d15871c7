//! The body of a draft so that pages show all of it.
//!
//! In: Markdown as people and other tools write it. Out: the same with headings and notes in Markdown's own
//! spelling, placeholders such as `<project>` as text, and without what pages would leave out: that is a loss.

use super::markup::{Raw, attribute, markup};
use super::text::{Edits, Fences, clean, is_list_mark, line_of};
use super::types::Loss;
use crate::html::{self, Part};

/// Readings of one body, before the last one.
const PASSES: usize = 40;
/// Losses of one body whose lines are looked for.
const PLACED: usize = 1_000;
/// Starts of blocks that do not end with a blank line.
const LONG: &[&str] = &["<script", "<pre", "<style", "<textarea", "<!", "<?"];

/// Tidies a body; losses are placed in `original`, the text of the whole file.
pub(super) fn tidy(source: &str, original: &str, body: &str, losses: &mut Vec<Loss>) -> String {
    let mut body = lines(&clean(body));
    if !body.contains(['<', '}']) {
        return body;
    }
    // A block of HTML that turns out to be text sets free what it had swallowed, which is then to be read anew.
    for pass in 0..=PASSES {
        let whole = pass == PASSES;
        let mut edits = Edits::default();
        let raw = Raw::new(&body);
        let mut count = 0;
        let mut lose = |what, text: &str| {
            count += 1;
            let line = if count < PLACED {
                line_of(original, text)
            } else {
                0
            };
            losses.push(Loss::new(source, line, what, text));
        };
        for place in html::places(&body) {
            match place.what {
                Part::Html(block) => {
                    let begin = body[place.range.clone()].trim_start().to_ascii_lowercase();
                    let dissolved = markup(&raw, place.range, block, whole, &mut edits, &mut lose);
                    if dissolved && !whole && LONG.iter().any(|tag| begin.starts_with(tag)) {
                        break;
                    }
                }
                Part::Heading(true) => {
                    let heading = &body[place.range.clone()];
                    if let Some(at) = heading.rfind('{') {
                        let at = place.range.start + at;
                        edits.put(at..at + 1, "&#123;");
                    }
                }
                _ => {}
            }
        }
        if edits.is_empty() {
            break;
        }
        body = edits.apply(&body);
    }
    body
}

/// What can be told line by line.
fn lines(body: &str) -> String {
    let mut out = String::with_capacity(body.len() + 16);
    let mut fences = Fences::default();
    let mut blank = true;
    for line in body.lines() {
        let before = std::mem::replace(&mut blank, line.trim().is_empty());
        if fences.is_code(line) {
            blank = false;
            out.push_str(line);
        } else if let Some(heading) = raw_heading(line) {
            if !before {
                out.push('\n');
            }
            out.push_str(&heading);
            out.push('\n');
        } else if let Some((start, rest)) = note(line) {
            out.push_str(&start);
            if !rest.is_empty() {
                let quote = start.find('>').map_or("", |at| &start[..=at]);
                out.push_str(&format!("\n{quote} {rest}"));
            }
        } else if blank && before {
            continue;
        } else {
            out.push_str(&blanks(line));
        }
        out.push('\n');
    }
    if let Some(fence) = fences.closing() {
        out.push_str(&fence);
        out.push('\n');
    }
    out
}

/// `<h2 id="x">Words</h2>` on a line of its own, as a heading of Markdown.
fn raw_heading(line: &str) -> Option<String> {
    let line = line.trim();
    let rest = line
        .strip_prefix("<h")
        .or_else(|| line.strip_prefix("<H"))?;
    let level = rest
        .chars()
        .next()?
        .to_digit(10)
        .filter(|level| (1..=6).contains(level))?;
    let (attributes, rest) = rest[1..].split_once('>')?;
    if !attributes.is_empty() && !attributes.starts_with(' ') {
        return None;
    }
    let end = rest.to_ascii_lowercase().find(&format!("</h{level}>"))?;
    let (words, after) = (&rest[..end], &rest[end + 5..]);
    if !after.trim().is_empty() || words.trim().is_empty() {
        return None;
    }
    let id = attribute(attributes, "id")
        .map(|(_, id)| id)
        .filter(|id| !id.is_empty());
    let id = id.filter(|id| {
        id.chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
    });
    let id = id.map(|id| format!(" {{#{id}}}")).unwrap_or_default();
    Some(format!(
        "{} {}{id}",
        "#".repeat(level as usize),
        words.trim()
    ))
}

/// The first line of a note in the spellings of several tools, and words that stand behind it.
fn note(line: &str) -> Option<(String, String)> {
    let quote = line.len()
        - line
            .trim_start_matches(|c: char| c.is_whitespace() || c == '>')
            .len();
    let (start, rest) = line.split_at(quote);
    if !start.contains('>') {
        return None;
    }
    let inner = rest.trim_start_matches('!').strip_prefix('[')?;
    let (word, after) = inner.split_once(']')?;
    if after.starts_with(['(', '[', ':']) {
        return None;
    }
    let word = match word
        .trim()
        .trim_start_matches('!')
        .to_ascii_lowercase()
        .as_str()
    {
        "note" | "info" => "NOTE",
        "tip" | "hint" | "success" => "TIP",
        "important" => "IMPORTANT",
        "warning" => "WARNING",
        "caution" | "danger" => "CAUTION",
        _ => return None,
    };
    // `![info]` alone is known to pages, which drop a `Note:` behind it.
    let known = rest.starts_with('!') && after.trim().is_empty();
    let marked = !known && (rest.starts_with('!') || inner.starts_with('!'));
    marked.then(|| {
        (
            format!("{} [!{word}]", start.trim_end()),
            after.trim().to_owned(),
        )
    })
}

/// Blanks of word processors where Markdown wants its own.
fn blanks(line: &str) -> String {
    const HARD: char = '\u{a0}';
    if !line.contains(HARD) {
        return line.to_owned();
    }
    let start = line.len()
        - line
            .trim_start_matches(|c: char| c.is_whitespace() || c == '>')
            .len();
    let (indent, rest) = line.split_at(start);
    let indent = indent.replace(HARD, " ");
    if let Some((mark, words)) = rest.split_once(HARD)
        && (is_list_mark(mark) || (1..=6).contains(&mark.len()) && mark.bytes().all(|b| b == b'#'))
    {
        return format!("{indent}{mark} {words}");
    }
    format!("{indent}{rest}")
}
