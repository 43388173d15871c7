//! A question answered from the index: the reference for `search.js`, step by step the same.
//!
//! In: a [`Reader`] and what a reader typed or pasted. Out: articles with scores, best first.
//!
//! 1. Drop the noise of pasted text, split into terms.
//! 2. One group for each term: the term itself and what stands in for it (beginning, correction,
//!    synonym) at a share; of a group only the best counts, groups add up.
//!    Unless the question looks pasted, the neighbours of its words stand in too.
//! 3. Whole messages and codes of articles found in the question lift their articles.
//! 4. Filter, count facets, sort by score and document number.

use super::codes;
use super::groups::{Group, groups};
use super::lift::{Lifted, lift, lifts};
use super::noise::beginning;
pub use super::reader::{Load, Reader};
use super::score::{opens, pasted, score};
use super::stop::is_stop;
use super::why::{self, Why};
use super::{Tokens, clean, tokens};
use std::collections::{BTreeMap, BTreeSet};

/// Words of a question that count.
const WORDS: usize = 80;

/// What is asked, beside the text.
#[derive(Debug, Clone, Default)]
pub struct Ask {
    /// How many hits; 0 for ten.
    pub limit: usize,
    /// Any of these products.
    pub product: Vec<String>,
    /// Any of these platforms.
    pub platform: Vec<String>,
    /// Any of these roles; `anyone` is one.
    pub role: Vec<String>,
    /// Whether the last word is complete.
    pub complete: bool,
}

/// One article found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Path inside the knowledge base.
    pub source: String,
    /// Path inside the site.
    pub url: String,
    /// Title.
    pub title: String,
    /// Summary.
    pub summary: String,
    /// Score: an integer without a unit.
    pub score: u64,
    /// Number of the article in the index.
    pub doc: u32,
    /// Why it was found.
    pub why: Why,
    /// Its fixes, in order.
    pub fixes: Vec<HitFix>,
}

/// A fix of an article found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HitFix {
    /// What is done.
    pub title: String,
    /// Where it stands on the page.
    pub anchor: String,
    /// Minutes it takes; 0 where nobody knows.
    pub minutes: u32,
}

/// The answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// Articles found, also beyond the limit.
    pub total: usize,
    /// The best of them.
    pub hits: Vec<Hit>,
    /// Unknown words and the known ones taken instead.
    pub corrected: Vec<(String, String)>,
    /// Words that no article has, not even in another spelling.
    pub unknown: Vec<String>,
    /// Codes of articles like those asked for that no article has: asked, code, title and source.
    pub codes: Vec<[String; 4]>,
    /// Id and count of each value by facet: products, platforms, roles.
    pub facets: Vec<Vec<(String, usize)>>,
}

/// Answers a question.
pub fn ask(reader: &mut Reader, text: &str, options: &Ask) -> Answer {
    let text = beginning(text);
    let mut asked = tokens(&clean(text));
    asked.words.truncate(WORDS);
    asked.extra.truncate(WORDS);
    asked.wholes.truncate(WORDS);
    if !reader.parts.codes {
        asked.extra.clear();
    }
    reader.wide = pasted(text, &asked);
    let mut corrected = Vec::new();
    let groups = groups(reader, text, &asked, options.complete, &mut corrected);
    let mut scores = score(reader, &groups, false);
    if opens(reader, text, &asked, &scores.all) {
        scores = score(reader, &groups, true);
    }
    let lifted = lifts(reader, &asked);
    lift(&lifted, &mut scores.all);
    scores.telling.extend(lifted.keys());
    let mut answer = finish(reader, scores.told(), options, corrected);
    let terms: BTreeSet<&str> = groups
        .iter()
        .flat_map(|g| g.keys().map(String::as_str))
        .collect();
    for hit in &mut answer.hits {
        let row = reader.row(hit.doc);
        hit.why = why::why(&row, lifted.get(&hit.doc), &terms);
        hit.fixes = row.fixes;
    }
    answer.unknown = unknown(reader, &asked, &groups);
    answer.codes = codes::near(reader, text, &asked);
    answer
}

/// Words that no article has, not even in another spelling or form, in order.
fn unknown(reader: &mut Reader, asked: &Tokens, groups: &[Group]) -> Vec<String> {
    let alone = groups.iter().filter(|group| group.len() == 1);
    let alone = alone.filter_map(|group| group.keys().next());
    let words = alone.filter(|word| asked.words.contains(word) && !is_stop(word));
    words
        .filter(|word| reader.entry(word).is_none() && !reader.alike(word))
        .cloned()
        .collect()
}

/// What of some article stands in a text as a whole: the largest share of it, messages before codes.
pub fn recognised(reader: &mut Reader, text: &str) -> Option<Recognised> {
    let asked = beginning(text).trim();
    let mut asked = tokens(&clean(asked));
    asked.words.truncate(WORDS);
    asked.extra.truncate(WORDS);
    asked.wholes.truncate(WORDS);
    let lifted = lifts(reader, &asked);
    let best = lifted
        .into_iter()
        .max_by_key(|(doc, l)| (!l.code, l.share, u32::MAX - doc));
    best.map(|(_, Lifted { code, share, .. })| Recognised { code, share })
}

/// That a text holds a message or a code of some article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recognised {
    /// Whether it is a code; else a message.
    pub code: bool,
    /// How much of the text it is, in percent.
    pub share: u64,
}

fn finish(
    reader: &mut Reader,
    scores: BTreeMap<u32, u64>,
    options: &Ask,
    corrected: Vec<(String, String)>,
) -> Answer {
    let lists = reader.facets();
    let chosen = [&options.product, &options.platform, &options.role];
    let mut passes: Vec<Option<BTreeSet<u32>>> = Vec::new();
    let mut names = Vec::new();
    for (i, facet) in ["products", "platforms", "roles"].iter().enumerate() {
        let ids = reader.ids(facet);
        let set = (!chosen[i].is_empty()).then(|| {
            let lists = ids
                .iter()
                .zip(&lists[i])
                .filter(|(id, _)| chosen[i].contains(id));
            lists.flat_map(|(_, l)| l.iter().copied()).collect()
        });
        passes.push(set);
        names.push(ids);
    }
    let allowed = |doc: u32, except: usize| {
        passes
            .iter()
            .enumerate()
            .all(|(i, p)| i == except || p.as_ref().is_none_or(|p| p.contains(&doc)))
    };
    let facets = names
        .iter()
        .enumerate()
        .map(|(i, ids)| {
            let count = |l: &Vec<u32>| {
                l.iter()
                    .filter(|d| scores.contains_key(d) && allowed(**d, i))
                    .count()
            };
            ids.iter()
                .zip(&lists[i])
                .map(|(id, l)| (id.clone(), count(l)))
                .collect()
        })
        .collect();
    let mut order: Vec<(u64, u32)> = scores
        .iter()
        .filter(|(d, _)| allowed(**d, 3))
        .map(|(d, s)| (*s, *d))
        .collect();
    order.sort_by_key(|(score, doc)| (u64::MAX - score, *doc));
    let limit = if options.limit == 0 {
        10
    } else {
        options.limit
    };
    let hits = order
        .iter()
        .take(limit)
        .map(|(score, doc)| {
            let row = reader.row(*doc);
            Hit {
                source: row.source,
                url: row.url,
                title: row.title,
                summary: row.summary,
                score: *score,
                doc: *doc,
                why: Why::default(),
                fixes: Vec::new(),
            }
        })
        .collect();
    Answer {
        total: order.len(),
        hits,
        corrected,
        unknown: Vec::new(),
        codes: Vec::new(),
        facets,
    }
}
