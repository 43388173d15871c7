//! Threads of questions and answers.
//!
//! In: a folder of threads, one a file: text as copied from a page, or JSON of a forum. Out: a draft for each: the
//! question as title, message and symptoms, the answers as fixes in the order that readers found them helpful.
//! Everything is a proposal (`confidence: wip`), and nobody's name comes along.

mod answer;
mod draft;
mod json;
mod lists;
mod names;
mod page;
mod people;
mod spelling;
mod steps;
mod symptoms;
mod words;
mod written;

use super::text::decode;
use super::{Imported, Loss, Skipped};
use crate::source::Files;

/// A line of text with its number in the source; 0 where the source has no lines.
pub(super) type Line = (usize, String);

/// A thread, whatever it was read from.
#[derive(Debug, Default)]
pub(super) struct Thread {
    /// Path in the source.
    pub source: String,
    /// What was asked, in one line.
    pub title: String,
    /// Where it stands.
    pub url: Option<String>,
    /// Day of the question.
    pub date: Option<String>,
    /// Products that the forum files it under.
    pub products: Vec<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// The question as Markdown.
    pub question: Vec<Line>,
    /// Answers in the order of the page.
    pub answers: Vec<Answer>,
    /// What was left out.
    pub losses: Vec<Loss>,
}

/// An answer.
#[derive(Debug, Default)]
pub(super) struct Answer {
    /// Its text as Markdown.
    pub lines: Vec<Line>,
    /// Day it was written.
    pub date: Option<String>,
    /// Whether the person who asked accepted it.
    pub accepted: bool,
    /// What readers think of it.
    pub score: i64,
}

/// Reads the source.
pub(super) fn read(files: &dyn Files) -> Imported {
    let mut imported = Imported::default();
    for entry in files.list() {
        let path = entry.path.as_str();
        let ending = path
            .rsplit('.')
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        let skip = |why: &str| Skipped {
            source: path.to_owned(),
            why: why.to_owned(),
        };
        if !matches!(ending.as_str(), "txt" | "text" | "md" | "json") {
            imported
                .skipped
                .push(skip("files that are neither text nor JSON"));
            continue;
        }
        let Ok(bytes) = files.read(path) else {
            imported.skipped.push(skip(super::UNREAD));
            continue;
        };
        let text = decode(path, &bytes, &mut imported.losses);
        let threads = if ending == "json" {
            match json::read(path, &text) {
                Ok(threads) => threads,
                Err(loss) => {
                    imported.losses.push(loss);
                    imported.skipped.push(skip("files with broken JSON"));
                    continue;
                }
            }
        } else {
            vec![page::read(path, &text)]
        };
        let mut drafts = 0;
        let many = threads.len() > 1;
        for (at, mut thread) in threads.into_iter().enumerate() {
            imported.losses.append(&mut thread.losses);
            if thread.title.is_empty() && thread.question.is_empty() && thread.answers.is_empty() {
                continue;
            }
            let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
            let target = if many {
                format!("{stem}-{}.md", at + 1)
            } else {
                format!("{stem}.md")
            };
            draft::draft(thread, target, &mut imported);
            drafts += 1;
        }
        if drafts == 0 {
            imported.skipped.push(skip("files without a thread"));
        }
    }
    imported
}
