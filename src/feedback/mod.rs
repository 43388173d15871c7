//! Readers' answers into the table of counts.
//!
//! In: a book, the rows of its table, the ids of the answers in it, and files of answers that devices or a form
//! endpoint gave. Out: the new table and ids, and for every line that is no answer to this knowledge base a
//! diagnostic and the line itself, so that it can be kept. Steps: `answers` reads lines, `names` finds what they
//! speak of. An answer has a random id, made where it was given; an id that is known is not counted again, so the
//! same file, or two files that overlap, count once.

mod answers;
mod names;

use std::collections::{BTreeMap, BTreeSet};

use crate::book::Book;
use crate::diag::Diagnostic;
use crate::model::Counts;
use crate::parse::{ParsedCount, feedback_text};
use answers::Outcome;
use names::Names;

/// A file of answers.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its name in reports.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Lines of a file that were not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Position of the file among those given.
    pub source: usize,
    /// The lines as they were, after the line that names the columns where the file has one.
    pub bytes: Vec<u8>,
    /// How many there are.
    pub lines: usize,
}

/// What came out of some files.
#[derive(Debug, Clone, Default)]
pub struct Imported {
    /// The new table.
    pub table: String,
    /// The new list of ids.
    pub seen: String,
    /// Answers that were counted.
    pub taken: usize,
    /// Answers that were known already.
    pub repeated: usize,
    /// What was not taken, by file.
    pub refused: Vec<Refused>,
    /// Why.
    pub diagnostics: Vec<Diagnostic>,
}

/// Lines that hold something.
fn lines(bytes: &[u8]) -> usize {
    let lines = bytes.split(|byte| *byte == b'\n');
    lines.filter(|line| !line.trim_ascii().is_empty()).count()
}

/// First line of the list of ids.
const SEEN: &str = "# Answers that are counted in feedback.csv, by their random ids. Written by `fixbook feedback import`.";

/// Counts the answers of some files.
pub fn import(book: &Book, rows: &[ParsedCount], seen: &str, sources: &[Source]) -> Imported {
    let names = Names::new(book);
    let mut known: BTreeSet<String> = seen
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(str::to_owned)
        .collect();
    let mut table: BTreeMap<(&str, &str, &str), Counts> = BTreeMap::new();
    for row in rows {
        let platform = row.platform.as_ref().map_or("", |name| &name.text);
        let counts = table
            .entry((&row.article.text, &row.fix.text, platform))
            .or_default();
        *counts = counts.plus(row.counts);
    }
    let mut imported = Imported::default();
    for (at, source) in sources.iter().enumerate() {
        let file = answers::read(source);
        let mut refused = file.refused;
        for answer in file.answers {
            let place = match names.find(&answer, &source.name) {
                Ok(place) => place,
                Err(problem) => {
                    refused.push((answer.line, *problem));
                    continue;
                }
            };
            if !known.insert(answer.id) {
                imported.repeated += 1;
                continue;
            }
            imported.taken += 1;
            let counts = table.entry(place).or_default();
            *counts = counts.plus(match answer.outcome {
                Outcome::Worked => Counts {
                    worked: 1,
                    ..Counts::default()
                },
                Outcome::Failed => Counts {
                    failed: 1,
                    ..Counts::default()
                },
                Outcome::Wrong => Counts {
                    wrong: 1,
                    ..Counts::default()
                },
            });
        }
        if refused.is_empty() {
            continue;
        }
        refused.sort_by_key(|(line, _)| line.start);
        let mut bytes = source.bytes[file.header].to_vec();
        for (line, _) in &refused {
            bytes.extend_from_slice(&source.bytes[line.clone()]);
        }
        imported.refused.push(Refused {
            source: at,
            bytes,
            lines: refused
                .iter()
                .map(|(line, _)| lines(&source.bytes[line.clone()]))
                .sum(),
        });
        let problems = refused.into_iter().map(|(_, problem)| problem);
        imported.diagnostics.extend(problems);
    }
    let rows = table.iter();
    imported.table = feedback_text(rows.map(|((a, f, p), counts)| (*a, *f, *p, *counts)));
    let ids: Vec<&str> = known.iter().map(String::as_str).collect();
    imported.seen = format!("{SEEN}\n{}\n", ids.join("\n"));
    imported
}
