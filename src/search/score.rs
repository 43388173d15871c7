//! Scores of articles.
//!
//! In: the groups of a question. Out: the sum over the groups of the best of each, and whether the neighbours of words may
//! take part.

use super::groups::{Group, TYPED};
use super::index::Entry;
use super::reader::Reader;
use super::stop::is_stop;
use super::terms::pair_keys;
use super::tokens::Tokens;
use std::collections::{BTreeMap, BTreeSet};

/// Sites with fewer articles ask the neighbours of unknown words only: one request must do.
const FEW: u64 = 60;

/// Scores by article.
#[derive(Default)]
pub(crate) struct Scores {
    pub all: BTreeMap<u32, u64>,
    /// Articles with more than stop words of the question.
    pub telling: BTreeSet<u32>,
}

impl Scores {
    /// The scores of articles with more than stop words, if there are any.
    pub(crate) fn told(mut self) -> BTreeMap<u32, u64> {
        if !self.telling.is_empty() {
            self.all.retain(|doc, _| self.telling.contains(doc));
        }
        self.all
    }
}

/// The sum over the groups of the best of each; with the neighbours of words or without.
pub(crate) fn score(reader: &mut Reader, groups: &[Group], near: bool) -> Scores {
    let mut scores = Scores::default();
    for group in groups {
        let mut best: BTreeMap<u32, u64> = BTreeMap::new();
        let mut add = |entry: &Entry, share: u64, telling: bool| {
            for (doc, steps) in &entry.postings {
                let score = u64::from(entry.weight) * u64::from(*steps) * share / 100;
                let slot = best.entry(*doc).or_default();
                *slot = score.max(*slot);
                if telling {
                    scores.telling.insert(*doc);
                }
            }
        };
        for (term, share) in group {
            let known = reader
                .entry(term)
                .map(|entry| add(entry, *share, !is_stop(term)));
            if near
                && (known.is_none() || reader.docs >= FEW)
                && *share == 100
                && let Some(entry) = reader.near(term)
            {
                add(entry, 100, true);
            }
        }
        for (doc, score) in best {
            *scores.all.entry(doc).or_default() += score;
        }
    }
    scores
}

/// Whether the neighbours of words may speak: not for codes, not for pasted text, not where the best article
/// already holds two pairs of the question's words with three tenths of their weight.
pub(crate) fn opens(
    reader: &mut Reader,
    text: &str,
    asked: &Tokens,
    scores: &BTreeMap<u32, u64>,
) -> bool {
    if !reader.parts.neighbours || !reader.parts.gate {
        return reader.parts.neighbours;
    }
    if pasted(text, asked) {
        return false;
    }
    let Some(top) = scores
        .iter()
        .max_by_key(|(doc, score)| (**score, u32::MAX - **doc))
        .map(|(doc, _)| *doc)
    else {
        return true;
    };
    let (mut held, mut weight, mut all) = (0, 0, 0);
    for pair in pair_keys(&asked.words).collect::<BTreeSet<_>>() {
        let Some(entry) = reader.entry(&pair) else {
            continue;
        };
        all += entry.weight;
        if entry.postings.binary_search_by_key(&top, |p| p.0).is_ok() {
            held += 1;
            weight += entry.weight;
        }
    }
    held < 2 || weight * 10 < all * 3
}

/// Whether a question is a code or looks pasted.
pub(crate) fn pasted(text: &str, asked: &Tokens) -> bool {
    let mut terms = asked.words.iter().chain(&asked.extra);
    let coded = terms.any(|w| w.bytes().any(|b| b.is_ascii_digit()) && w.len() > 1);
    coded || asked.words.len() > TYPED || text.contains(['_', '\\', '\n', '{', '='])
}
