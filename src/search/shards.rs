//! The index as script files.
//!
//! In: the counts of all articles, in document order. Out: `search/index.js`, which says what there is, and beside it the
//! shards: `t*` terms by range, `n*` the neighbours of words, `d*` what results show, `w` the words for corrections; in
//! `index.js` itself `f`, which articles each facet value has, and `s`, stop words. A small site has all terms in `index.js`: two requests.
//! Each file is one call, `fixbook.shard(name, value)`, so that it works from a disk without `fetch`.

use super::index::{Index, index};
use super::lines::{Line, cut, lines, near_lines};
use super::neighbours::{NOTICE, neighbours};
use super::packed::pack;
use super::parts::Parts;
use super::rows::{facets, rows};
use super::stop;
use super::terms::{DocTerms, synonym_words};
use super::{SearchSite, noise};
use crate::output::Output;
use serde_json::{Value, json};

/// Version of the file format; `search.js` refuses another one in words.
pub const FORMAT: u32 = 3;

/// Bytes of the list of words for corrections.
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
    /// Bytes of a shard of neighbours; 0 for no neighbours.
    pub near: usize,
}

impl Default for Sizes {
    fn default() -> Self {
        Self {
            whole: 60_000,
            terms: 10_000,
            docs: 48,
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
    shards_with(docs, site, sizes, Parts::default())
}

/// The same with some parts left out.
pub fn shards_with(
    docs: &[DocTerms],
    site: &SearchSite,
    sizes: Sizes,
    parts: Parts,
) -> Vec<Output> {
    let index = index(docs, parts);
    let near = match sizes.near {
        0 => Vec::new(),
        _ => neighbours(&index, docs.len()),
    };
    let mut terms = lines(&index);
    let size: usize = terms.iter().map(|l| l.key.len() + l.list.len() + 2).sum();
    let whole = size <= sizes.whole;
    let mut files: Vec<(String, Value)> = vec![("f".to_string(), facets(docs, site))];
    if !whole {
        let stops = terms.extract_if(.., |line| stop::is_stop(line.word));
        let stops: Vec<Line<'_>> = stops.collect();
        let text = cut(&stops, usize::MAX)
            .pop()
            .map_or_else(String::new, |r| r.1);
        files.push(("s".to_string(), json!(text)));
    }
    let ranges = cut(&terms, if whole { usize::MAX } else { sizes.terms });
    for (i, (_, lines)) in ranges.iter().enumerate() {
        files.push((format!("t{i}"), json!(lines)));
    }
    // Of a small site the terms, of others the stop words are in `index.js`.
    let inlined = 2;
    if !whole {
        files.push(("w".to_string(), json!(word_list(&index))));
    }
    let per = if whole { docs.len().max(1) } else { sizes.docs };
    for (i, part) in docs.chunks(per).enumerate() {
        files.push((format!("d{i}"), json!(pack(&rows(part, site).to_string()))));
    }
    let near_ranges = cut(&near_lines(&near), sizes.near);
    for (i, (_, lines)) in near_ranges.iter().enumerate() {
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
        let firsts: Vec<&str> = ranges.iter().map(|(first, _)| first.as_str()).collect();
        firsts.join(" ")
    };
    let synonyms: Vec<Vec<Vec<String>>> = site
        .synonyms
        .iter()
        .map(|group| {
            let words = group.iter().map(|m| synonym_words(m));
            words.filter(|m| !m.is_empty()).collect()
        })
        .collect();
    let about = json!({
        "format": FORMAT,
        "docs": docs.len(),
        "per": per,
        "starts": starts(&ranges),
        "near": starts(&near_ranges),
        "pairs": index.pair_weights,
        "version": &version.finalize().to_hex()[..8],
        "noise": noise::PATTERNS,
        "stop": stop::list().join(" "),
        "synonyms": synonyms,
        "products": site.products,
        "platforms": site.platforms,
        "roles": site.roles,
    });
    outputs.insert(
        0,
        Output::text("search/index.js", call("index", &about) + &inline),
    );
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

/// Words without digits, each with the size of its list on a scale of 0 to 9; the rarest are left out where there are
/// too many.
fn word_list(index: &Index) -> String {
    (0..10)
        .map(|least| {
            let words = index.order.iter().filter_map(|id| {
                let term = index.terms.word(*id as usize);
                Some((term, correctable(term, index.list(*id as usize).len())?))
            });
            let words = words.filter(|(_, scale)| *scale >= least);
            let words: Vec<String> = words.map(|(w, scale)| format!("{w}{scale}")).collect();
            words.join(" ")
        })
        .find(|text| text.len() < LARGEST)
        .unwrap_or_default()
}

/// How often a word stands in the site, on a scale of 0 to 9, if typing errors may mean it.
pub(crate) fn correctable(term: &str, articles: usize) -> Option<u32> {
    let fits = term.chars().count() > 3 && term.chars().all(char::is_alphabetic);
    fits.then(|| articles.max(1).ilog2().min(9))
}
