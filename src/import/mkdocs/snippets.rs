//! Snippets and abbreviations of Python-Markdown.
//!
//! In: a page, and the files that it may include. Out: the page's lines with snippets in their place, and with
//! abbreviations written out where they are first used.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::super::Loss;
use super::super::blocks::code_spans;
use super::super::skip::joined;
use super::super::text::{self, Fences};
use crate::source::Files;

/// Includes inside includes.
const MAX_DEPTH: usize = 8;
/// Lines that one page may grow to; includes that include themselves twice grow fast.
const MAX_ROWS: usize = 100_000;

/// Snippets that one page may bring in; two in each double at every level.
const MAX_BROUGHT: usize = 1_000;

/// A line and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// Path of its file.
    pub source: Rc<str>,
    /// Number in its file, from 1.
    pub line: usize,
    /// Its text.
    pub text: String,
}

/// The lines of a text.
pub(super) fn rows(source: &str, text: &str, before: usize) -> Vec<Row> {
    let source: Rc<str> = source.into();
    let lines = text.lines().enumerate();
    lines
        .map(|(at, line)| Row {
            source: Rc::clone(&source),
            line: before + at + 1,
            text: line.to_owned(),
        })
        .collect()
}

/// Puts snippets in their place. `folders` are where their paths may start.
pub(super) fn expand(
    rows: Vec<Row>,
    files: &dyn Files,
    folders: &[String],
    losses: &mut Vec<Loss>,
) -> Vec<Row> {
    let mut out = Vec::with_capacity(rows.len());
    let mut search = Search {
        files,
        folders,
        open: Vec::new(),
        brought: 0,
    };
    search.expand(rows, &mut out, losses);
    out
}

struct Search<'a> {
    files: &'a dyn Files,
    folders: &'a [String],
    /// Files that are being included.
    open: Vec<String>,
    /// Snippets brought in so far.
    brought: usize,
}

impl Search<'_> {
    fn expand(&mut self, rows: Vec<Row>, out: &mut Vec<Row>, losses: &mut Vec<Loss>) {
        let mut block = false;
        for row in rows {
            let bare = row.text.trim_start();
            let pad = row.text[..row.text.len() - bare.len()].to_owned();
            if bare.contains("8<") && (bare.contains("-- [start:") || bare.contains("-- [end:")) {
                // The start or the end of a part that others include, often inside a comment.
                continue;
            }
            let Some(rest) = scissors(bare) else {
                if block && !bare.trim().is_empty() {
                    self.include(&row, &pad, bare.trim(), out, losses);
                } else if bare.starts_with(';') && scissors(bare.trim_start_matches(';')).is_some()
                {
                    // Escaped: the scissors themselves are meant.
                    out.push(Row {
                        text: format!("{pad}{}", &bare[1..]),
                        ..row
                    });
                } else {
                    out.push(row);
                }
                continue;
            };
            let rest = rest.trim();
            if rest.is_empty() {
                block = !block;
            } else {
                self.include(&row, &pad, rest.trim_matches(['"', '\'']), out, losses);
            }
        }
    }

    fn include(
        &mut self,
        row: &Row,
        pad: &str,
        wanted: &str,
        out: &mut Vec<Row>,
        losses: &mut Vec<Loss>,
    ) {
        if wanted.starts_with(';') {
            return;
        }
        let mut lose = |what: &str| losses.push(Loss::new(&row.source, row.line, what, wanted));
        if wanted.contains("://") {
            return lose("snippet from another site");
        }
        let (path, part) = match wanted.split_once(':') {
            Some((path, part)) => (path, Some(part)),
            None => (wanted, None),
        };
        let Some(found) = self.find(path, &row.source) else {
            return lose("snippet whose file is not there");
        };
        if self.open.contains(&found) {
            return lose("snippet that includes itself");
        }
        if self.open.len() >= MAX_DEPTH {
            return lose("snippet inside more than 8 others");
        }
        self.brought += 1;
        if self.brought > MAX_BROUGHT || out.len() > MAX_ROWS {
            return lose("snippet past 1,000 snippets or 100,000 lines in one page");
        }
        let Ok(bytes) = self.files.read(&found) else {
            return lose("snippet whose file can't be read");
        };
        let text = text::decode(&found, &bytes, losses);
        let mut inner = rows(&found, &text, 0);
        if let Some(part) = part {
            inner = section(inner, part);
            if inner.is_empty() {
                losses.push(Loss::new(
                    &row.source,
                    row.line,
                    "part of a snippet that is not there",
                    wanted,
                ));
            }
        }
        for row in &mut inner {
            row.text.insert_str(0, pad);
        }
        self.open.push(found);
        self.expand(inner, out, losses);
        self.open.pop();
    }

    fn find(&self, path: &str, from: &str) -> Option<String> {
        let own = super::super::skip::folder(from).to_owned();
        let folders = self.folders.iter().chain(std::iter::once(&own));
        folders
            .filter_map(|folder| joined(folder, path))
            .find(|path| self.files.contains(path))
    }
}

/// What follows `--8<--`.
fn scissors(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches('-');
    let rest = (rest.len() < text.len())
        .then_some(rest)?
        .strip_prefix("8<")?;
    let end = rest.trim_start_matches('-');
    (end.len() < rest.len()).then_some(end)
}

/// Lines `3:10` of a file, or those between `[start:name]` and `[end:name]`.
fn section(rows: Vec<Row>, part: &str) -> Vec<Row> {
    let number = |text: &str| text.trim().parse::<usize>().ok();
    let (first, last) = part.split_once(':').unwrap_or((part, ""));
    if number(first).is_some() || (first.is_empty() && number(last).is_some()) {
        let start = number(first).unwrap_or(1).max(1) - 1;
        let end = number(last).unwrap_or(rows.len()).min(rows.len());
        return rows.into_iter().take(end).skip(start).collect();
    }
    let marks = |row: &Row, word: &str| {
        row.text.contains("8<") && row.text.contains(&format!("[{word}:{}]", part.trim()))
    };
    let inner = rows
        .into_iter()
        .skip_while(|row| !marks(row, "start"))
        .skip(1);
    inner.take_while(|row| !marks(row, "end")).collect()
}

/// Takes `*[HTML]: Hyper Text Markup Language` out of the lines.
pub(super) fn abbreviations(rows: &mut Vec<Row>) -> BTreeMap<String, (Row, String)> {
    let mut found = BTreeMap::new();
    let mut fences = Fences::default();
    rows.retain(|row| {
        if fences.is_code(&row.text) {
            return true;
        }
        let Some((name, long)) = abbreviation(&row.text) else {
            return true;
        };
        let first = found
            .entry(name.to_owned())
            .or_insert_with(|| (row.clone(), long.to_owned()));
        // A second meaning stays where it stands.
        first.1 != long
    });
    found
}

fn abbreviation(line: &str) -> Option<(&str, &str)> {
    let (name, long) = line.strip_prefix("*[")?.split_once("]:")?;
    let (name, long) = (name.trim(), long.trim());
    (!name.is_empty() && !long.is_empty()).then_some((name, long))
}

/// Writes each abbreviation out behind its first use, and returns those that are not used.
pub(super) fn write_out(
    lines: &mut [String],
    mut names: BTreeMap<String, (Row, String)>,
) -> BTreeMap<String, (Row, String)> {
    let mut fences = Fences::default();
    for line in lines {
        if names.is_empty() {
            break;
        }
        let skipped = fences.is_code(line)
            || super::super::blocks::heading_level(line).is_some()
            || line.trim_start().starts_with(['|', '<']);
        if skipped || line.contains("](") || line.contains("]: ") {
            continue;
        }
        let mut out = String::with_capacity(line.len());
        let mut changed = false;
        for (code, part) in code_spans(line) {
            if code {
                out.push_str(part);
                continue;
            }
            let mut start = 0;
            for (at, word) in words(part) {
                let Some((_, long)) = names.remove(word) else {
                    continue;
                };
                let end = at + word.len();
                out.push_str(&part[start..end]);
                out.push_str(&format!(" ({long})"));
                start = end;
                changed = true;
            }
            out.push_str(&part[start..]);
        }
        if changed {
            *line = out;
        }
    }
    names
}

/// Words of a line with their places.
fn words(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text
        .char_indices()
        .chain(std::iter::once((text.len(), ' ')))
    {
        let inside = c.is_alphanumeric() || matches!(c, '-' | '_' | '&');
        match (start, inside) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                found.push((from, &text[from..at]));
                start = None;
            }
            _ => {}
        }
    }
    found
}
