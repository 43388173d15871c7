//! The index as script files.
//!
//! In: the counts of all articles, in document order. Out: `search/index.js`, which says what there is,
//! and beside it the shards: `t*` terms by range with the neighbours of their words, `d*` what results show, `w` the words
//! for corrections, `f` which articles each facet value has; `s` stop words, in `index.js` like `f`. A small site has all terms in `index.js` and the neighbours,
//! which it needs for unknown words only, beside it in `n*`: two requests.
//! Each file is one call, `fixbook.shard(name, value)`, so that it works from a disk without `fetch`.

use super::encode::{postings, push, push_key};
use super::index::{Entry, entries};
use super::neighbours::{NOTICE, neighbours};
use super::rows::{facets, row};
use super::stop;
use super::terms::{DocTerms, home, synonym_words};
use super::{SearchSite, noise};
use crate::output::Output;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Version of the file format; `search.js` refuses another one in words.
pub const FORMAT: u32 = 2;

/// About how many files of terms there may be.
const MOST: usize = 1_000;
/// Bytes of the largest file, but for a word that needs more.
const LARGEST: usize = 60_000;

/// When to cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sizes {
    /// Bytes up to which all terms stand in `index.js`.
    pub whole: usize,
    /// Bytes of a term shard.
    pub terms: usize,
    /// Articles of a result shard.
    pub docs: usize,
    /// Bytes of a shard of neighbours of a small site; 0 for no neighbours.
    pub near: usize,
}

impl Default for Sizes {
    fn default() -> Self {
        Self {
            whole: 120_000,
            terms: 10_000,
            docs: 32,
            near: 16_000,
        }
    }
}

/// Writes the index.
pub fn shards(docs: Vec<DocTerms>, site: &SearchSite) -> Vec<Output> {
    shards_sized(&docs, site, Sizes::default())
}

/// Writes the index, cut at the given sizes.
pub fn shards_sized(docs: &[DocTerms], site: &SearchSite, sizes: Sizes) -> Vec<Output> {
    let all = entries(docs);
    let total: usize = all
        .iter()
        .map(|(term, e)| term.len() + 2 * e.postings.len() + 6)
        .sum();
    let words = word_list(&all);
    let whole = total <= sizes.whole;
    let near = if sizes.near > 0 {
        neighbours(&all, docs)
    } else {
        BTreeMap::new()
    };
    let named = !near.is_empty();
    let mut near: BTreeMap<String, Entry> =
        near.into_iter().map(|(word, e)| (word + " ~", e)).collect();
    let (mut all, mut stops) = (all, BTreeMap::new());
    if !whole {
        all.append(&mut near);
        (stops, all) = all
            .into_iter()
            .partition(|(key, _)| stop::is_stop(home(key)));
    }

    let mut files: Vec<(String, Value)> = Vec::new();
    let ranges = cut(
        &all,
        if whole {
            usize::MAX
        } else {
            sizes.terms.max(total / MOST).min(LARGEST)
        },
    );
    for (i, (_, lines)) in ranges.iter().enumerate() {
        files.push((format!("t{i}"), json!(lines)));
    }
    let near = cut(&near, sizes.near);
    let per = if whole { docs.len().max(1) } else { sizes.docs };
    files.push(("f".to_string(), facets(docs, site)));
    let inlined = if whole { files.len() } else { 2 };
    if !whole {
        files.rotate_right(1);
        let lines = cut(&stops, usize::MAX)
            .pop()
            .map_or_else(String::new, |r| r.1);
        files.insert(1, ("s".to_string(), json!(lines)));
        files.push(("w".to_string(), json!(words)));
    }
    for (i, part) in docs.chunks(per).enumerate() {
        let rows: Vec<Value> = part.iter().map(|d| row(&d.doc, site)).collect();
        files.push((format!("d{i}"), json!(rows)));
    }
    for (i, (_, lines)) in near.iter().enumerate() {
        files.push((format!("n{i}"), json!(lines)));
    }

    let mut inline = String::new();
    let mut outputs = Vec::new();
    let mut version = blake3::Hasher::new();
    for (i, (name, value)) in files.iter().enumerate() {
        let text = call(name, value);
        if i < inlined {
            inline.push_str(&text);
        } else {
            version.update(text.as_bytes());
            outputs.push(Output::text(format!("search/{name}.js"), text));
        }
    }
    let starts = |ranges: &[(String, String)]| {
        ranges
            .iter()
            .map(|(first, _)| first.clone())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let synonyms: Vec<Vec<Vec<String>>> = site
        .synonyms
        .iter()
        .map(|group| {
            group
                .iter()
                .map(|m| synonym_words(m))
                .filter(|m| !m.is_empty())
                .collect()
        })
        .collect();
    let index = json!({
        "format": FORMAT,
        "docs": docs.len(),
        "per": per,
        "starts": starts(&ranges),
        "near": starts(&near),
        "version": &version.finalize().to_hex()[..8],
        "noise": noise::PATTERNS,
        "stop": stop::list().join(" "),
        "synonyms": synonyms,
        "products": site.products,
        "platforms": site.platforms,
        "roles": site.roles,
    });
    let text = call("index", &index) + &inline;
    outputs.insert(0, Output::text("search/index.js", text));
    if named {
        // The words of the table stand in the shards, so its notice goes along.
        outputs.push(Output::text("search/NOTICE.txt", NOTICE));
    }
    outputs
}

/// One file's text.
fn call(name: &str, value: &Value) -> String {
    // The two line separators and `</` are fine in JSON but not everywhere in a script.
    let json = value
        .to_string()
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
        .replace("</", "<\\/");
    format!("fixbook.shard(\"{name}\",{json});\n")
}

/// Words that begin alike stay in one file: with a word come its forms and what is written in one piece with it.
fn beginning(word: &str) -> &str {
    word.char_indices()
        .nth(4)
        .map_or(word, |(at, _)| &word[..at])
}

/// Lines joined by `;`, each a key without what it has in common with the one before, `|`, its weight and articles,
/// or `*` and the word whose list it shares. Cut between beginnings of words; each range with its first.
fn cut(all: &BTreeMap<String, Entry>, size: usize) -> Vec<(String, String)> {
    let mut ranges: Vec<(String, String)> = Vec::new();
    // All keys of one word stay together, so that a question looks for each word in one place.
    let mut keys: Vec<(&str, &str)> = all.keys().map(|k| (home(k), k.as_str())).collect();
    keys.sort_unstable();
    let (mut start, mut before) = ("", "");
    let mut lists: BTreeMap<String, &str> = BTreeMap::new();
    for (word, key) in keys {
        let full = ranges.last().is_none_or(|(_, lines)| lines.len() > size);
        if full && beginning(word) != start {
            ranges.push((beginning(word).to_string(), String::new()));
            lists.clear();
            before = "";
        }
        start = beginning(word);
        let entry = &all[key];
        let mut list = String::new();
        push(&mut list, entry.weight);
        list.push_str(&postings(&entry.postings, entry.weight > 0));
        if let Some((_, lines)) = ranges.last_mut() {
            if !lines.is_empty() {
                lines.push(';');
            }
            push_key(lines, before, key);
            lines.push('|');
            match lists.get(&list) {
                Some(same) if key.ends_with(" ~") => {
                    lines.push('*');
                    lines.push_str(same);
                }
                _ => lines.push_str(&list),
            }
        }
        if key.ends_with(" ~") {
            lists.entry(list).or_insert(word);
        }
        before = key;
    }
    ranges
}

/// Words without digits, each with the size of its list on a scale of 0 to 9; the rarest are left out where there are
/// too many.
fn word_list(all: &BTreeMap<String, Entry>) -> String {
    (0..10)
        .map(|least| {
            let words = all
                .iter()
                .filter_map(|(term, e)| Some((term, correctable(term, e)?)));
            let words = words.filter(|(_, scale)| *scale >= least);
            let words: Vec<String> = words.map(|(w, scale)| format!("{w}{scale}")).collect();
            words.join(" ")
        })
        .find(|text| text.len() < LARGEST)
        .unwrap_or_default()
}

/// How often a word stands in the site, on a scale of 0 to 9, if typing errors may mean it.
pub(crate) fn correctable(term: &str, entry: &Entry) -> Option<u32> {
    let fits = term.chars().count() > 3 && term.chars().all(char::is_alphabetic);
    fits.then(|| entry.postings.len().max(1).ilog2().min(9))
}
