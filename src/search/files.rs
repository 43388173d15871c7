//! The files of an index read back.
//!
//! In: their text. Out: values by name; lists of articles by term.

use super::encode::{read_docs, read_entry, read_key};
use super::index::Entry;
use super::lines::filed;
use serde_json::Value;
use std::collections::BTreeMap;

/// Lists by term, and the articles of exact messages and codes by key.
#[derive(Default)]
pub(crate) struct Shard {
    pub lists: BTreeMap<String, Entry>,
    pub exact: BTreeMap<String, Vec<u32>>,
}

/// The shard that holds a word, if any does.
pub(crate) fn place(starts: &[String], word: &str) -> usize {
    starts
        .partition_point(|s| s.as_str() <= word)
        .saturating_sub(1)
}

/// Reads the lines of a shard.
pub(crate) fn shard(text: &str) -> Shard {
    let mut out = Shard::default();
    let mut before = String::new();
    for line in text.split(';') {
        let Some((key, list)) = line.split_once('|') else {
            continue;
        };
        let Some(key) = read_key(&before, key) else {
            continue;
        };
        if filed(&key) != key {
            out.exact.insert(key.clone(), read_docs(list));
        } else if let Some(same) = list.strip_prefix('|') {
            let entry = out.lists.get(same).cloned().unwrap_or_default();
            out.lists.insert(key.clone(), entry);
        } else {
            let entry = read_entry(list).unwrap_or_default();
            out.lists.insert(key.clone(), entry);
        }
        before = key;
    }
    out
}

/// The calls of a file: one a line.
pub(crate) fn calls(text: &str) -> BTreeMap<String, Value> {
    text.lines()
        .filter_map(|line| {
            let (name, value) = line.strip_prefix("fixbook.shard(\"")?.split_once("\",")?;
            let value = serde_json::from_str(value.strip_suffix(");")?).ok()?;
            Some((name.to_string(), value))
        })
        .collect()
}
