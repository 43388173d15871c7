//! The index as script files.
//!
//! In: the counts of all articles, in document order. Out: `search/index.js`, which says what there is,
//! and beside it the shards: `t*` terms by range, `d*` what results show, `n*` neighbours of words by range, `w` all words (for corrections),
//! `f` which articles each facet value has. A small site has everything in `index.js`: one request.
//! Each file is one call, `fixbook.shard(name, value)`, so that it works from a disk without `fetch`.

use super::encode::postings;
use super::index::{Entry, entries};
use super::neighbours::{NOTICE, neighbours};
use super::stop;
use super::terms::{DocTerms, synonym_words};
use super::{SearchDoc, SearchSite, noise};
use crate::output::Output;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Version of the file format; `search.js` refuses another one in words.
pub const FORMAT: u32 = 1;

/// When to cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sizes {
    /// Bytes up to which everything stands in `index.js`.
    pub whole: usize,
    /// Bytes of a term shard.
    pub terms: usize,
    /// Articles of a result shard.
    pub docs: usize,
    /// Bytes of a shard of neighbours; 0 for no neighbours.
    pub near: usize,
}

impl Default for Sizes {
    fn default() -> Self {
        Self {
            whole: 180_000,
            terms: 32_000,
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
    let shown: usize = docs
        .iter()
        .map(|d| d.doc.title.len() + d.doc.summary.len() + 400)
        .sum();
    let whole = total + words.len() + shown <= sizes.whole;

    let mut files: Vec<(String, Value)> = Vec::new();
    let ranges = cut(
        &all,
        if whole {
            usize::MAX
        } else {
            sizes.terms.max(total / 400)
        },
    );
    for (i, (_, lines)) in ranges.iter().enumerate() {
        files.push((format!("t{i}"), json!(lines)));
    }
    let near = if sizes.near > 0 {
        neighbours(&all, docs)
    } else {
        BTreeMap::new()
    };
    let near = cut(&near, sizes.near.max(total / 400));
    let per = if whole { docs.len().max(1) } else { sizes.docs };
    for (i, part) in docs.chunks(per).enumerate() {
        let rows: Vec<Value> = part.iter().map(|d| row(&d.doc, site)).collect();
        files.push((format!("d{i}"), json!(rows)));
    }
    files.push(("w".to_string(), json!(words)));
    files.push(("f".to_string(), facets(docs, site)));

    let inlined = if whole { files.len() } else { 0 };
    for (i, (_, lines)) in near.iter().enumerate() {
        files.push((format!("n{i}"), json!(lines)));
    }

    let mut inline = String::new();
    let mut outputs = Vec::new();
    let mut versions = BTreeMap::new();
    for (i, (name, value)) in files.iter().enumerate() {
        let text = call(name, value);
        if i < inlined {
            inline.push_str(&text);
            versions.insert(name.clone(), String::new());
        } else {
            versions.insert(name.clone(), hash(&text));
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
        "versions": versions,
        "noise": noise::PATTERNS,
        "stop": stop::list().join(" "),
        "synonyms": synonyms,
        "products": site.products,
        "platforms": site.platforms,
        "roles": site.roles,
    });
    let text = call("index", &index) + &inline;
    outputs.insert(0, Output::text("search/index.js", text));
    if !near.is_empty() {
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

fn hash(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex().as_str()[..8].to_string()
}

/// The first word of a key: what it is sorted and looked up by.
fn head(key: &str) -> &str {
    key.split(' ').next().unwrap_or(key)
}

/// Lines `term|weight|articles` joined by `;`, cut between first words; each range with its first word.
fn cut(all: &BTreeMap<String, Entry>, size: usize) -> Vec<(String, String)> {
    let mut ranges: Vec<(String, String)> = Vec::new();
    // All keys of one first word stay together, so that a question looks for each word in one place.
    let mut keys: Vec<(&str, &String)> = all.keys().map(|k| (head(k), k)).collect();
    keys.sort_unstable();
    let mut before = "";
    for (first, key) in keys {
        let full = ranges.last().is_none_or(|(_, lines)| lines.len() > size);
        if full && first != before {
            ranges.push((first.to_string(), String::new()));
        }
        let entry = &all[key];
        if let Some((_, lines)) = ranges.last_mut() {
            if !lines.is_empty() {
                lines.push(';');
            }
            lines.push_str(key);
            lines.push('|');
            if entry.weight > 0 {
                lines.push_str(&entry.weight.to_string());
            }
            lines.push('|');
            lines.push_str(&postings(&entry.postings, entry.weight > 0));
        }
        before = first;
    }
    ranges
}

/// Words without digits, each with the size of its list on a scale of 0 to 9.
fn word_list(all: &BTreeMap<String, Entry>) -> String {
    let mut out = String::new();
    for (term, entry) in all {
        if term.chars().count() > 3 && term.chars().all(char::is_alphabetic) {
            if !out.is_empty() {
                out.push(' ');
            }
            let scale = (entry.postings.len().max(1).ilog2()).min(9);
            out.push_str(term);
            out.push_str(&scale.to_string());
        }
    }
    out
}

/// What a result shows: source, url, title, summary, products, platforms, roles, anyone, fixes, messages, codes, symptoms.
fn row(doc: &SearchDoc, site: &SearchSite) -> Value {
    let places = |ids: &[String], known: &[(String, String)]| -> Vec<usize> {
        let place = |id: &String| known.iter().position(|(k, _)| k == id);
        ids.iter().filter_map(place).collect()
    };
    json!([
        doc.source,
        doc.url,
        doc.title,
        doc.summary,
        places(&doc.products, &site.products),
        places(&doc.platforms, &site.platforms),
        places(&doc.roles, &site.roles),
        u8::from(doc.anyone),
        doc.fixes,
        doc.messages,
        doc.codes,
        doc.symptoms
            .iter()
            .take(6)
            .map(|s| short(s))
            .collect::<Vec<_>>(),
    ])
}

/// A symptom short enough for a result.
fn short(text: &str) -> String {
    match text.char_indices().nth(160) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_string(),
    }
}

/// Lists of articles: by product, by platform (articles without any stand in all), "anyone", by role.
fn facets(docs: &[DocTerms], site: &SearchSite) -> Value {
    let list = |holds: &dyn Fn(&SearchDoc) -> bool| {
        let found: Vec<(u32, u32)> = docs
            .iter()
            .zip(0u32..)
            .filter(|(d, _)| holds(&d.doc))
            .map(|(_, n)| (n, 1))
            .collect();
        postings(&found, false)
    };
    let products: Vec<String> = site
        .products
        .iter()
        .map(|(id, _)| list(&|d| d.products.contains(id)))
        .collect();
    let platforms: Vec<String> = site
        .platforms
        .iter()
        .map(|(id, _)| list(&|d| d.platforms.is_empty() || d.platforms.contains(id)))
        .collect();
    let roles: Vec<String> = std::iter::once(list(&|d| d.anyone))
        .chain(
            site.roles
                .iter()
                .map(|(id, _)| list(&|d| d.roles.contains(id))),
        )
        .collect();
    json!([products, platforms, roles])
}
