//! All articles, weighed.
//!
//! In: the counts of every article in document order. Out: for each term an integer weight and its
//! articles with an integer of 1 to 63. The weight of an article for a term is the product: the
//! browser multiplies, adds and sorts. BM25F, by the figures in `src/README.md`.

use super::stop::is_stop;
use super::terms::{DocTerms, FIELDS};
use std::collections::BTreeMap;

const K1: f64 = 2.2;
const B: f64 = 0.9;
/// Title, headings, symptoms and messages, body.
const WEIGHTS: [f64; FIELDS] = [9.0, 3.0, 1.5, 1.0];
const PAIR_SHARE: f64 = 0.5;
const STOP_SHARE: f64 = 0.5;
/// Steps of an article's part of the weight.
const STEPS: f64 = 63.0;
/// Weight of a term that stands in half of many articles: it only breaks silence.
const SILENT: u32 = 1;
/// Few articles have no boilerplate.
const MANY: usize = 60;
const KEPT: usize = 200;
/// Articles of a stop word: they stand in `index.js`.
const STOP_KEPT: usize = 40;

/// A term of the index.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Weight of the term; 0 for keys of exact messages and codes.
    pub weight: u32,
    /// Document number and weight inside the term.
    pub postings: Vec<(u32, u32)>,
}

/// Everything the shards hold, by term.
pub(crate) fn entries(docs: &[DocTerms]) -> BTreeMap<String, Entry> {
    let mut counts: BTreeMap<&str, Vec<(u32, f64)>> = BTreeMap::new();
    let mut out = BTreeMap::new();
    let mean = mean_lengths(docs);
    for (doc, number) in docs.iter().zip(0u32..) {
        for (term, by_field) in doc.counts.iter() {
            let amount = (0..FIELDS)
                .map(|f| {
                    let norm = 1.0 - B + B * f64::from(doc.lengths[f]) / mean[f];
                    WEIGHTS[f] * f64::from(by_field[f]) / norm
                })
                .sum();
            counts.entry(term).or_default().push((number, amount));
        }
    }
    for (term, list) in counts {
        let share = if is_stop(term) { STOP_SHARE } else { 1.0 };
        let mut entry = weigh(list, docs.len(), share);
        if is_stop(term) {
            best(&mut entry.postings, STOP_KEPT);
        }
        out.insert(term.to_string(), entry);
    }
    let mut pairs: BTreeMap<&str, Vec<(u32, f64)>> = BTreeMap::new();
    for (doc, number) in docs.iter().zip(0u32..) {
        for (pair, times) in doc.pairs.iter() {
            pairs
                .entry(pair)
                .or_default()
                .push((number, f64::from(*times)));
        }
    }
    for (pair, list) in pairs {
        if docs.len() < MANY || list.len() * 10 < docs.len() {
            out.insert(pair.to_string(), weigh(list, docs.len(), PAIR_SHARE));
        }
    }
    for (doc, number) in docs.iter().zip(0u32..) {
        for key in &doc.exact {
            out.entry(key.clone())
                .or_default()
                .postings
                .push((number, 1));
        }
    }
    out
}

fn mean_lengths(docs: &[DocTerms]) -> [f64; FIELDS] {
    let mut mean = [1.0; FIELDS];
    for (f, slot) in mean.iter_mut().enumerate() {
        let sum: u32 = docs.iter().map(|d| d.lengths[f]).sum();
        *slot = (f64::from(sum) / docs.len().max(1) as f64).max(1.0);
    }
    mean
}

fn weigh(list: Vec<(u32, f64)>, total: usize, share: f64) -> Entry {
    let n = list.len() as f64;
    let idf = (1.0 + (total as f64 - n + 0.5) / (n + 0.5)).ln();
    let mut postings: Vec<(u32, u32)> = list
        .into_iter()
        .map(|(doc, amount)| {
            (
                doc,
                ((amount / (K1 + amount) * STEPS).round() as u32).clamp(1, 63),
            )
        })
        .collect();
    let mut weight = ((idf * share * 100.0).round() as u32).max(1);
    if total >= MANY && postings.len() * 2 > total {
        weight = SILENT;
        best(&mut postings, KEPT);
    }
    Entry { weight, postings }
}

/// Keeps the articles of the greatest weight.
fn best(postings: &mut Vec<(u32, u32)>, kept: usize) {
    postings.sort_by_key(|(doc, steps)| (u32::MAX - steps, *doc));
    postings.truncate(kept);
    postings.sort_unstable();
}
