//! The line of a pasted log that the site knows.
//!
//! In: the text, an open index. Out: [`Line`], or none for text of one line. Logs end with what happened last, so the
//! last line with a message of some article wins, then the last with a code, then the one that scores most.

use crate::search::query::{Ask, Reader, ask, recognised};
use crate::search::{clean, tokens};
use std::collections::BTreeSet;

/// Lines from the end that are read.
const LAST: usize = 2_000;
/// Different lines among them that are looked at.
const LINES: usize = 200;
/// Lines of which the best is taken where none is recognised.
const GUESSED: usize = 40;
/// Words of lines that tell of a fault rather than of what goes well.
const ALARMS: &[&str] = &[
    "error",
    "fatal",
    "fail",
    "exception",
    "denied",
    "refused",
    "critical",
    "panic",
    "unable",
    "cannot",
    "could not",
];
/// A text with more words than a question may have is searched by one line.
const WORDS: usize = 80;

/// A line of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The line, trimmed.
    pub text: String,
    /// Whether an article has its message or code; else it only scores most.
    pub known: bool,
    /// Whether the text is too long to be searched as a whole.
    pub alone: bool,
}

/// The telling line of a text with several.
pub fn line(reader: &mut Reader, text: &str) -> Option<Line> {
    let (mut raw, mut seen) = (BTreeSet::new(), BTreeSet::new());
    let lines = text.lines().rev().take(LAST).map(str::trim);
    // The same message at another time is the same line.
    let lines: Vec<&str> = lines
        .filter(|line| !line.is_empty() && raw.insert(*line) && seen.insert(clean(line)))
        .take(LINES)
        .collect();
    if lines.len() < 2 {
        return None;
    }
    let words = lines.iter().map(|line| tokens(line).words.len());
    let alone = words.sum::<usize>() > WORDS || text.len() > 20_000;
    let mut code = None;
    for line in &lines {
        match recognised(reader, line) {
            Some(known) if !known.code => return Some(told(line, true, alone)),
            Some(_) => code = code.or(Some(*line)),
            None => {}
        }
    }
    if let Some(line) = code {
        return Some(told(line, true, alone));
    }
    let options = Ask {
        limit: 1,
        complete: true,
        ..Ask::default()
    };
    let mut best: Option<(bool, u64, &str)> = None;
    for line in lines.iter().take(GUESSED) {
        let hits = ask(reader, line, &options).hits;
        let score = hits.first().map_or(0, |hit| hit.score);
        let low = line.to_lowercase();
        let alarm = ALARMS.iter().any(|word| low.contains(word));
        if best.is_none_or(|(a, most, _)| (alarm, score) > (a, most)) {
            best = Some((alarm, score, line));
        }
    }
    best.filter(|_| alone)
        .map(|(_, _, line)| told(line, false, alone))
}

fn told(line: &str, known: bool, alone: bool) -> Line {
    Line {
        text: line.to_owned(),
        known,
        alone,
    }
}
