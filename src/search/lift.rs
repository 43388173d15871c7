//! Exact messages and codes first.
//!
//! In: the terms of a question and the scores so far. Out: the scores, with the articles lifted whose whole message
//! or code stands in the question: by up to the best score.

use super::reader::Reader;
use super::stop::is_stop;
use super::tokens::Tokens;
use std::collections::{BTreeMap, BTreeSet};

/// What of an article stands in a question as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Lifted {
    /// How much of the question it is, in percent.
    pub share: u64,
    /// Whether it is a code; else a message.
    pub code: bool,
    /// Its key in the index.
    pub key: String,
}

/// Lifts the articles whose message or code stands in the question.
pub(crate) fn lift(lifts: &BTreeMap<u32, Lifted>, scores: &mut BTreeMap<u32, u64>) {
    let top = scores.values().copied().max().unwrap_or(0);
    for (doc, lifted) in lifts {
        *scores.entry(*doc).or_default() += (top * lifted.share / 100).max(1);
    }
}

/// The articles whose message or code stands in the question.
pub(crate) fn lifts(reader: &mut Reader, asked: &Tokens) -> BTreeMap<u32, Lifted> {
    let mut lifts: BTreeMap<u32, Lifted> = BTreeMap::new();
    let mut raise = |doc: u32, share: u64, code: bool, key: &str| {
        let old = lifts.get(&doc);
        if old.is_none_or(|old| old.share < share) {
            let key = key.to_string();
            lifts.insert(doc, Lifted { share, code, key });
        }
    };
    let words = &asked.words;
    let mut seen = BTreeSet::new();
    for at in 0..words.len() {
        for (key, docs) in reader.messages(&words[at]) {
            let wanted: Vec<&str> = key.split(' ').collect();
            let before = wanted.iter().position(|w| *w == words[at]).unwrap_or(0);
            let Some(from) = at.checked_sub(before) else {
                continue;
            };
            let Some(length) = matches(&words[from..], &wanted) else {
                continue;
            };
            let cover = (length * 100 / words.len()) as u64;
            let literal = wanted.iter().filter(|w| **w != "*").count();
            if literal < 2 && cover < 100 {
                continue;
            }
            let share = if literal > 3 { 50 + cover / 2 } else { cover };
            for doc in docs {
                raise(doc, share, false, &format!("{} ={key}", words[at]));
            }
        }
    }
    let all = if words.len() < 5 {
        asked.wholes.concat()
    } else {
        String::new()
    };
    for term in words
        .iter()
        .chain(&asked.extra)
        .chain(&asked.wholes)
        .chain([&all])
    {
        if !seen.insert(term.as_str()) || is_stop(term) {
            continue;
        }
        let digits = term.bytes().all(|b| b.is_ascii_digit());
        let plain = !term.bytes().any(|b| b.is_ascii_digit());
        if *term != all && ((digits && term.len() < 3) || (plain && words.len() > 3)) {
            continue;
        }
        let share = if words.len() < 5 { 100 } else { 50 };
        let key = format!("{term} =#");
        let docs = match reader.parts.codes {
            true => reader.code(term),
            false => Vec::new(),
        };
        for doc in docs {
            raise(doc, share, true, &key);
        }
    }
    lifts
}

/// How many words of the question a message covers, standing at their beginning; `*` takes up to eight.
fn matches(words: &[String], wanted: &[&str]) -> Option<usize> {
    let Some(first) = wanted.first() else {
        return Some(0);
    };
    if *first == "*" {
        return (0..=words.len().min(8))
            .find_map(|skip| matches(&words[skip..], &wanted[1..]).map(|n| n + skip));
    }
    if words.first().is_some_and(|w| w == first) {
        matches(&words[1..], &wanted[1..]).map(|n| n + 1)
    } else {
        None
    }
}
