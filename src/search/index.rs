//! All articles, weighed.
//!
//! In: the counts of every article in document order. Out: for each term an integer weight and its
//! articles with a level of 1 to 16. The weight of an article for a term is the product: the
//! browser multiplies, adds and sorts. BM25F, by the figures in `src/README.md`.

use super::encode::{LEVELS, mark};
use super::parts::Parts;
use super::stop::is_stop;
use super::terms::{DocTerms, FIELDS};
use super::words::Words;
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};

const K1: f64 = 2.2;
const B: f64 = 0.9;
/// Title, headings, symptoms and messages, body.
const WEIGHTS: [f64; FIELDS] = [12.0, 3.0, 1.5, 1.0];
const PAIR_SHARE: f64 = 0.7;
const STOP_SHARE: f64 = 0.5;
/// What a level is worth.
pub(crate) const STEP: u32 = 4;
/// The part of a pair's weight that an article with it gets.
pub(crate) const PAIR_STEPS: u32 = 20;
/// Pairs in more articles than this weigh what those in so many do.
const PAIR_WEIGHTS: usize = 48;
/// Weight of a term that stands in half of many articles: it only breaks silence.
const SILENT: u32 = 1;
/// Few articles have no boilerplate.
const MANY: usize = 60;
/// Articles of a term, at most a third of all, or so many: those of the greatest weight.
const LEAST_KEPT: usize = 20;
/// Articles of a term in a large site.
const KEPT: usize = 300;
/// Articles of a stop word: they stand in `index.js`.
const STOP_KEPT: usize = 40;

/// A term read back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Weight of the term.
    pub weight: u32,
    /// Document number and its part of the weight.
    pub postings: Vec<(u32, u32)>,
    /// Document number and the mark of a pair that it has with the term.
    pub pairs: Vec<(u32, u32)>,
}

/// A term's weight, and where its articles stand in [`Index::postings`].
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Weighed {
    pub weight: u32,
    pub from: usize,
    pub to: usize,
}

/// Everything the shards hold.
pub(crate) struct Index {
    /// All terms.
    pub terms: Words,
    /// Numbers of the terms in order of their spelling.
    pub order: Vec<u32>,
    /// By number of the term.
    pub weighed: Vec<Weighed>,
    /// Document number and level, in order for each term.
    pub postings: Vec<(u32, u32)>,
    /// Pairs of terms with the articles that have them, sorted by article.
    pub pairs: Vec<Pair>,
    /// Weights of pairs by number of articles, from one.
    pub pair_weights: Vec<u32>,
    /// Articles by key of an exact message or code.
    pub exact: BTreeMap<String, Vec<u32>>,
    /// Share of function words in percent.
    pub functional: u64,
}

/// A pair of terms in an article.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pair {
    pub first: u32,
    pub second: u32,
    pub doc: u32,
    /// Whether it stands in the body alone.
    pub body: bool,
}

impl Index {
    /// The articles of a term.
    pub(crate) fn list(&self, id: usize) -> &[(u32, u32)] {
        &self.postings[self.weighed[id].from..self.weighed[id].to]
    }
}

/// Weighs all articles.
pub(crate) fn index(docs: &[DocTerms], parts: Parts) -> Index {
    let many = if parts.boilerplate { MANY } else { usize::MAX };
    let mut terms = Words::default();
    let mut ids: Vec<u32> = Vec::new();
    let mut ends: Vec<usize> = Vec::new();
    for doc in docs {
        for term in doc.terms.iter() {
            let id = terms.id(term);
            if id == ends.len() {
                ends.push(0);
            }
            ends[id] += 1;
            ids.push(id as u32);
        }
    }
    let mut next = 0;
    for end in &mut ends {
        (*end, next) = (next, next + *end);
    }
    let mut amounts = vec![(0u32, 0f32); ids.len()];
    let mean = mean_lengths(docs);
    let stops: Vec<bool> = terms.iter().map(is_stop).collect();
    let (mut all, mut functional) = (0u64, 0u64);
    let mut of_doc = ids.as_slice();
    let mut pairs = Vec::new();
    for (doc, number) in docs.iter().zip(0u32..) {
        let (own, rest) = of_doc.split_at(doc.terms.len());
        of_doc = rest;
        let scale: [f64; FIELDS] = std::array::from_fn(|f| {
            WEIGHTS[f] / (1.0 - B + B * f64::from(doc.lengths[f]) / mean[f])
        });
        for (id, counts) in own.iter().zip(&doc.counts) {
            let id = *id as usize;
            let amount: f64 = counts
                .iter()
                .zip(scale)
                .map(|(n, s)| f64::from(*n) * s)
                .sum();
            amounts[ends[id]] = (number, amount as f32);
            ends[id] += 1;
            let times: u64 = counts.iter().map(|n| u64::from(*n)).sum();
            all += times;
            functional += times * u64::from(stops[id]);
        }
        pairs.extend(doc.pairs.iter().map(|(a, b, body)| Pair {
            first: own[*a as usize],
            second: own[*b as usize],
            doc: number,
            body: *body,
        }));
    }
    let mut order: Vec<u32> = (0..terms.len() as u32).collect();
    order.sort_unstable_by_key(|id| terms.word(*id as usize));
    let mut out = Index {
        weighed: Vec::with_capacity(terms.len()),
        postings: Vec::with_capacity(amounts.len()),
        pairs: telling(pairs, docs.len(), many),
        pair_weights: (1..=PAIR_WEIGHTS)
            .map(|n| weight(n, docs.len(), PAIR_SHARE))
            .collect(),
        exact: exact(docs),
        functional: functional * 100 / all.max(1),
        terms,
        order,
    };
    let mut from = 0;
    for (end, stop) in ends.into_iter().zip(stops) {
        let list = &mut amounts[from..end];
        from = end;
        out.add(list, docs.len(), stop, many);
    }
    out
}

impl Index {
    fn add(&mut self, list: &mut [(u32, f32)], total: usize, stop: bool, many: usize) {
        let silent = total >= many && list.len() * 2 > total;
        let weight = match silent {
            true => SILENT,
            false => weight(list.len(), total, if stop { STOP_SHARE } else { 1.0 }),
        };
        let most = if stop {
            STOP_KEPT
        } else {
            (total / 3).clamp(LEAST_KEPT, KEPT)
        };
        let kept = list.len().min(most);
        if kept < list.len() {
            list.select_nth_unstable_by(kept, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            list[..kept].sort_unstable_by_key(|(doc, _)| *doc);
        }
        let from = self.postings.len();
        self.postings.extend(
            list[..kept]
                .iter()
                .map(|(doc, amount)| (*doc, level(f64::from(*amount)))),
        );
        self.weighed.push(Weighed {
            weight,
            from,
            to: self.postings.len(),
        });
    }
}

fn level(amount: f64) -> u32 {
    ((amount / (K1 + amount) * f64::from(LEVELS)).round() as u32).clamp(1, LEVELS)
}

fn weight(articles: usize, total: usize, share: f64) -> u32 {
    let n = articles as f64;
    let idf = (1.0 + (total as f64 - n + 0.5).max(0.0) / (n + 0.5)).ln();
    ((idf * share * 100.0).round() as u32).max(1)
}

fn mean_lengths(docs: &[DocTerms]) -> [f64; FIELDS] {
    let mut mean = [1.0; FIELDS];
    for (f, slot) in mean.iter_mut().enumerate() {
        let sum: u32 = docs.iter().map(|d| d.lengths[f]).sum();
        *slot = (f64::from(sum) / docs.len().max(1) as f64).max(1.0);
    }
    mean
}

/// Drops the pairs that stand in a tenth of many articles: boilerplate.
fn telling(mut pairs: Vec<Pair>, total: usize, many: usize) -> Vec<Pair> {
    if total < MANY {
        // Few articles are told apart without them.
        pairs.retain(|pair| !pair.body);
    }
    if total < many {
        return pairs;
    }
    let key = |pair: &Pair| (u64::from(pair.first) << 32) | u64::from(pair.second);
    let mut counts: HashMap<u64, u32, BuildHasherDefault<Number>> = HashMap::default();
    for pair in &pairs {
        *counts.entry(key(pair)).or_default() += 1;
    }
    pairs.retain(|pair| counts[&key(pair)] as usize * 10 < total);
    pairs
}

/// A hash of one number.
#[derive(Default)]
struct Number(u64);

impl Hasher for Number {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, n: u64) {
        let mixed = (self.0 ^ n).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ (mixed >> 32);
    }
}

fn exact(docs: &[DocTerms]) -> BTreeMap<String, Vec<u32>> {
    let mut out: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (doc, number) in docs.iter().zip(0u32..) {
        for key in &doc.exact {
            out.entry(key.clone()).or_default().push(number);
        }
    }
    out
}

/// The marks of the pairs filed under each term: number of the term, article, mark; sorted.
pub(crate) fn marks(index: &Index, home: impl Fn(u32, u32) -> u32) -> Vec<(u32, u32, u32)> {
    let word = |id: u32| index.terms.word(id as usize);
    let mut out: Vec<(u32, u32, u32)> = index
        .pairs
        .iter()
        .map(|p| {
            (
                home(p.first, p.second),
                p.doc,
                mark(word(p.first), word(p.second), p.body),
            )
        })
        .collect();
    out.sort_unstable();
    out
}
