//! A question answered from the index: the reference for `search.js`, step by step the same.
//!
//! In: a [`Reader`] and what a reader typed or pasted. Out: articles with scores, best first.
//!
//! 1. Drop the noise of pasted text, split into terms.
//! 2. One group for each term: the term itself and what stands in for it (beginning, correction,
//!    synonym) at a share; of a group only the best counts, groups add up.
//! 3. Whole messages and codes of articles found in the question lift their articles.
//! 4. Filter, count facets, sort by score and document number.

pub use super::reader::{Load, Reader};
use super::terms::pair_keys;
use super::{Tokens, clean, stop, tokens};
use std::collections::{BTreeMap, BTreeSet};

/// Shares in percent, and limits; `search.js` has the same.
const SYNONYM: u64 = 45;
const BEGINNING: u64 = 70;
const BEGINNING_OF_KNOWN: u64 = 35;
const GLUED: u64 = 90;
const CORRECTED: [u64; 3] = [90, 70, 50];

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
    /// Id and count of each value by facet: products, platforms, roles.
    pub facets: Vec<Vec<(String, usize)>>,
}

type Group = BTreeMap<String, u64>;

/// Answers a question.
pub fn ask(reader: &mut Reader, text: &str, options: &Ask) -> Answer {
    let asked = tokens(&clean(text));
    let mut corrected = Vec::new();
    let groups = groups(reader, text, &asked, options.complete, &mut corrected);
    let mut scores: BTreeMap<u32, u64> = BTreeMap::new();
    for group in &groups {
        let mut best: BTreeMap<u32, u64> = BTreeMap::new();
        for (term, share) in group {
            let Some(entry) = reader.entry(term) else {
                continue;
            };
            for (doc, steps) in &entry.postings {
                let score = u64::from(entry.weight) * u64::from(*steps) * share / 100;
                let slot = best.entry(*doc).or_default();
                *slot = score.max(*slot);
            }
        }
        for (doc, score) in best {
            *scores.entry(doc).or_default() += score;
        }
    }
    lift(reader, &asked, &mut scores);
    finish(reader, scores, options, corrected)
}

/// The groups of a question.
fn groups(
    reader: &mut Reader,
    text: &str,
    asked: &Tokens,
    complete: bool,
    corrected: &mut Vec<(String, String)>,
) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut seen = BTreeSet::new();
    let last = asked.words.last().cloned().unwrap_or_default();
    let typing = !complete
        && asked.words.len() < 13
        && last.chars().count() > 1
        && !text.contains('\n')
        && text.chars().next_back().is_some_and(char::is_alphanumeric);
    for word in &asked.words {
        if !seen.insert(word.clone()) {
            continue;
        }
        let known = reader.entry(word).is_some();
        let mut group = Group::from([(word.clone(), 100)]);
        let mut begun = false;
        if typing && *word == last {
            let share = if known { BEGINNING_OF_KNOWN } else { BEGINNING };
            for term in reader.beginning(word, 20) {
                begun = true;
                group.insert(term, share);
            }
        }
        if !known && !begun {
            let found = corrections(reader, word);
            if let Some((best, _)) = found.first() {
                corrected.push((word.clone(), best.clone()));
            }
            group.extend(found);
        }
        groups.push(group);
    }
    for term in &asked.extra {
        if seen.insert(term.clone()) {
            groups.push(Group::from([(term.clone(), 100)]));
        }
    }
    for pair in pair_keys(&asked.words) {
        let glued = pair.replace(' ', "");
        let plain = pair
            .split(' ')
            .all(|w| !stop::is_stop(w) && w.chars().all(char::is_alphabetic));
        if plain && seen.insert(glued.clone()) {
            groups.push(Group::from([(glued, GLUED)]));
        }
        if seen.insert(pair.clone()) {
            groups.push(Group::from([(pair, 100)]));
        }
    }
    synonyms(reader, asked, &mut groups);
    groups
}

/// Adds to the group of a member's first word the words of the other members.
fn synonyms(reader: &Reader, asked: &Tokens, groups: &mut [Group]) {
    for set in &reader.synonyms {
        for member in set {
            let stands = asked
                .words
                .windows(member.len())
                .any(|w| w == member.as_slice());
            if !stands {
                continue;
            }
            let others = set.iter().filter(|m| *m != member);
            let Some(group) = groups.iter_mut().find(|g| g.get(&member[0]) == Some(&100)) else {
                continue;
            };
            for other in others {
                let term = if other.len() > 1 {
                    other[..2].join(" ")
                } else {
                    other[0].clone()
                };
                group.entry(term).or_insert(SYNONYM);
            }
        }
    }
}

/// Known words near an unknown one: letters for digits, one or two edits.
fn corrections(reader: &mut Reader, word: &str) -> Vec<(String, u64)> {
    if word.bytes().any(|b| b.is_ascii_digit()) {
        let twin: String = word
            .chars()
            .map(|c| match c {
                'o' => '0',
                'l' | 'i' => '1',
                _ => c,
            })
            .collect();
        // Letters before the first digit are letters.
        let start = word.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
        let twin = format!("{}{}", &word[..start], &twin[start..]);
        let known = twin != word && reader.entry(&twin).is_some();
        return if known {
            vec![(twin, CORRECTED[0])]
        } else {
            Vec::new()
        };
    }
    let length = word.chars().count();
    if length < 5 || !word.chars().all(char::is_alphabetic) {
        return Vec::new();
    }
    let allowed = if length < 8 { 1 } else { 2 };
    let first = word.chars().next();
    let mut found: Vec<(usize, bool, u32, String)> = Vec::new();
    for (known, scale) in reader.words() {
        if known.chars().count().abs_diff(length) > allowed {
            continue;
        }
        let distance = strsim::osa_distance(word, &known);
        if distance <= allowed {
            found.push((
                distance,
                known.chars().next() != first,
                9 - scale.min(9),
                known,
            ));
        }
    }
    found.sort();
    let nearest = found.first().map_or(0, |f| f.0);
    found
        .into_iter()
        .take_while(|f| f.0 == nearest)
        .take(4)
        .map(|f| (f.3, CORRECTED[f.0.min(2)]))
        .collect()
}

/// Lifts the articles whose message or code stands in the question.
fn lift(reader: &mut Reader, asked: &Tokens, scores: &mut BTreeMap<u32, u64>) {
    let top = scores.values().copied().max().unwrap_or(0);
    let mut lifts: BTreeMap<u32, u64> = BTreeMap::new();
    let words = &asked.words;
    let mut seen = BTreeSet::new();
    for at in 0..words.len() {
        for (key, docs) in reader.messages(&words[at]) {
            let wanted: Vec<&str> = key.split(' ').collect();
            let Some(length) = matches(&words[at..], &wanted) else {
                continue;
            };
            let cover = (length * 100 / words.len()) as u64;
            let literal = wanted.iter().filter(|w| **w != "*").count();
            if literal < 2 && cover < 100 {
                continue;
            }
            let share = if literal > 3 { 50 + cover / 2 } else { cover };
            for doc in docs {
                let slot = lifts.entry(doc).or_default();
                *slot = share.max(*slot);
            }
        }
    }
    let all = asked.wholes.concat();
    for term in words
        .iter()
        .chain(&asked.extra)
        .chain(&asked.wholes)
        .chain([&all])
    {
        if !seen.insert(term.as_str()) {
            continue;
        }
        let digits = term.bytes().all(|b| b.is_ascii_digit());
        let plain = !term.bytes().any(|b| b.is_ascii_digit());
        if *term != all && ((digits && term.len() < 3) || (plain && words.len() > 3)) {
            continue;
        }
        let share = if words.len() < 5 { 100 } else { 50 };
        for (doc, _) in reader
            .entry(&format!("{term} =#"))
            .map(|e| e.postings.clone())
            .unwrap_or_default()
        {
            let slot = lifts.entry(doc).or_default();
            *slot = share.max(*slot);
        }
    }
    for (doc, share) in lifts {
        *scores.entry(doc).or_default() += (top * share / 100).max(1);
    }
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
            let [source, url, title, summary] = reader.row(*doc);
            Hit {
                source,
                url,
                title,
                summary,
                score: *score,
            }
        })
        .collect();
    Answer {
        total: order.len(),
        hits,
        corrected,
        facets,
    }
}
