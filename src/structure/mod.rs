//! The structure that the headings of a body hold, as the same types that front matter gives.
//!
//! In: a parsed article and the settings. Out: the article with symptoms, causes, fixes and platforms from its body, and a
//! [`Record`] of what was recognised. Steps: `outline` cuts the body into sections and gives them roles by `roles`, `owners`
//! puts sections together, `typed` reads symptoms (with `messages` and `codes`) and the environment, `fixes` and `steps`
//! the fixes. No text is copied out of the body: pages show pieces of it, each once, so that nothing gets lost.

mod codes;
mod fixes;
mod messages;
mod outline;
mod owners;
mod platforms;
mod quoted;
mod roles;
mod signs;
mod steps;
mod table;
mod typed;
mod words;

use crate::config::{Config, HeadingRole};
use crate::diag::{At, Diagnostic};
use crate::html::{Kind, Reading, Scan, scan};
use crate::model::{Cause, Piece, Section, Text};
use crate::parse::ParsedArticle;
use outline::Part;
use owners::Run;
use roles::Says;

/// What was recognised in one body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// All headings in order.
    pub sections: Vec<Recognised>,
}

/// A heading and the role of its section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognised {
    /// Byte of the file at which it starts.
    pub at: usize,
    /// 1 to 6.
    pub level: u8,
    /// Its words.
    pub heading: String,
    /// Its own role; none where it has none.
    pub role: Option<HeadingRole>,
    /// The role of the section that it is a part of.
    pub inside: Option<HeadingRole>,
}

/// What reading a body gives besides the article.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// What was recognised.
    pub record: Record,
    /// Headings, links and images of the body.
    pub scan: Scan,
    /// Parts that the front matter tells too.
    pub problems: Vec<Diagnostic>,
}

/// Reads the structure of an article's body into the article.
pub fn read(article: &mut ParsedArticle, config: &Config) -> Found {
    let mut problems = Vec::new();
    if !config.headings.read {
        return Found {
            scan: scan(&article.body),
            ..Found::default()
        };
    }
    let body = std::mem::take(&mut article.body);
    let reading = Reading::new(&body);
    let scan = reading.scan();
    let (intro, parts) = outline::parts(&reading, &config.headings);
    let runs = owners::runs(&parts);
    let taken = Front::of(article);
    told_twice(article, &parts, &runs, &taken, &mut problems);

    let lead = lead(&reading, intro);
    let mut rest = vec![if lead.is_some() {
        Piece::default()
    } else {
        intro
    }];
    let mut causes: Vec<Option<Section>> = vec![None; article.causes.len()];
    if !taken.symptoms {
        let symptoms = runs
            .iter()
            .filter(|run| run.role == Some(HeadingRole::Symptom));
        let words: Vec<String> = symptoms.map(|run| reading.words(run.content)).collect();
        let title = article.title.as_str();
        typed::of_title(title, &words.join(" "), &mut article.symptoms);
    }
    let mut fixes = fixes::Fixes::default();
    for (at, run) in runs.iter().enumerate() {
        let part = &parts[run.part];
        match run.role {
            Some(HeadingRole::Symptom | HeadingRole::Cause) if run.content.is_empty() => {
                rest.push(run.whole(&parts));
            }
            Some(HeadingRole::Symptom) if !taken.symptoms => {
                typed::symptoms(&reading, part, run, &mut article.symptoms);
                let section = typed::section(&reading, &body, part, run);
                fixes.symptom(&section, &reading);
                article.taken.symptoms.push(section);
            }
            Some(HeadingRole::Cause) if !taken.causes => {
                let section = typed::section(&reading, &body, part, run);
                fixes.cause(article.causes.len(), &section, &reading);
                article.causes.push(cause(&reading, article, part, run));
                causes.push(Some(section));
            }
            Some(role) if role.is_fix() && !taken.fixes => {
                fixes.fix(&reading, &body, article, config, &parts, &runs, at);
            }
            None if outline::repeats_title(part, article.title.as_str()) => {
                let id = Some(part.id.clone()).filter(|id| !id.is_empty());
                article.taken.anchors.extend(id);
                rest.push(run.content);
            }
            None if !taken.fixes && fixes::leads(&parts, &runs, run.part) => {
                fixes.lead(typed::section(&reading, &body, part, run));
            }
            _ => rest.push(run.whole(&parts)),
        }
    }
    let (found, alone) = fixes.finish(&article.causes);
    article.taken.causes = causes;
    let changed = !found.is_empty()
        || !article.taken.symptoms.is_empty()
        || article.taken.causes.iter().any(Option::is_some);
    if changed {
        article.fixes.extend(found);
        article.taken.alone = alone;
        article.taken.rest = Some(joined(rest));
        article.taken.lead = lead;
    }
    typed::environment(&reading, &runs, article.body_offset, article, config);
    for run in runs
        .iter()
        .filter(|run| run.role == Some(HeadingRole::Related))
    {
        article.taken.related.extend(reading.links(run.content));
    }
    let offset = article.body_offset;
    let sections = parts.iter().enumerate().map(|(at, part)| Recognised {
        at: offset + part.at,
        level: part.level,
        heading: part.words.clone(),
        role: part.role,
        inside: outline::around(&parts, at),
    });
    let record = Record {
        sections: sections.collect(),
    };
    drop(reading);
    article.body = body;
    Found {
        record,
        scan,
        problems,
    }
}

/// What the front matter already tells.
struct Front {
    symptoms: bool,
    causes: bool,
    fixes: bool,
}

impl Front {
    fn of(article: &ParsedArticle) -> Self {
        Self {
            symptoms: !article.symptoms.is_empty(),
            causes: !article.causes.is_empty(),
            fixes: !article.fixes.is_empty(),
        }
    }
}

/// Says where the front matter and a heading tell the same part.
fn told_twice(
    article: &ParsedArticle,
    parts: &[Part],
    runs: &[Run],
    front: &Front,
    problems: &mut Vec<Diagnostic>,
) {
    for run in runs {
        let key = match run.role {
            Some(HeadingRole::Symptom) if front.symptoms => "symptoms",
            Some(HeadingRole::Cause) if front.causes => "causes",
            Some(role) if role.is_fix() && front.fixes => "fixes",
            _ => continue,
        };
        let part = &parts[run.part];
        if !matches!(part.says, Says::Role(_)) {
            continue;
        }
        let at = part.place(article.body_offset);
        let message = format!(
            "`{}` tells {key}, and the front matter has `{key}` already",
            part.words
        );
        problems.push(
            Diagnostic::warning("told-twice", &article.source, at, message)
                .label("shown as background")
                .also(&article.source, At::Key(key.to_owned()), "this is what counts")
                .help(format!(
                    "move it into `{key}`, or take `{key}` out of the front matter, or give the heading other words"
                )),
        );
    }
}

fn cause(reading: &Reading<'_>, article: &ParsedArticle, part: &Part, run: &Run) -> (Cause, At) {
    let blocks = reading.blocks(run.content);
    let first = blocks.iter().find(|block| block.kind == Kind::Paragraph);
    let words = first.map_or_else(|| part.words.clone(), |block| reading.words(block.inner));
    let cause = Cause {
        // Causes with one id are one cause for all articles, and this one is known here only.
        id: format!("{}#{}", article.source, part.at),
        text: Text(typed::escape(typed::first_sentence(&words))),
        likelihood: None,
        check: None,
    };
    (cause, part.place(article.body_offset))
}

/// The words of an introduction that is one paragraph and short enough to stand under the title.
fn lead(reading: &Reading<'_>, intro: Piece) -> Option<Piece> {
    const LONGEST: usize = 240;
    let blocks = reading.blocks(intro);
    let [only] = blocks.as_slice() else {
        return None;
    };
    let short = reading.words(only.inner).chars().count() <= LONGEST;
    let plain = only.kind == Kind::Paragraph && !reading.mentions_notes(only.inner);
    (short && plain && reading.is_text(only.inner)).then_some(only.inner)
}

/// Pieces without the empty ones, neighbours put together.
fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::new();
    for piece in pieces.into_iter().filter(|piece| !piece.is_empty()) {
        match joined.last_mut() {
            Some(last) if last.end == piece.start => last.end = piece.end,
            _ => joined.push(piece),
        }
    }
    joined
}
