//! What a knowledge base remembers of imports.
//!
//! In: the text of `.fixbook-import`. Out: for each file that an import wrote, the hash of what it wrote, and the
//! source that it came from. A source is its kind and its name, never a path of the machine.

use std::collections::BTreeMap;
use std::io;

use super::store::{MANIFEST, Store};
use crate::disk::{Hashes, hashes, hashes_text};

/// Names of folders that many sources have; the folder above tells them apart.
const COMMON: &[&str] = &[
    "articles", "content", "doc", "docs", "help", "html", "json", "kb", "markdown", "md", "pages",
    "site", "source", "sources", "src", "website", "wiki",
];

/// A file that an import wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Known {
    /// The hash of what was written.
    pub(super) hash: String,
    /// Kind and name of the source, `markdown:handbook`; none where an older version did not say.
    pub(super) from: Option<String>,
}

/// All files that imports wrote, by path.
pub(super) type Memory = BTreeMap<String, Known>;

/// Reads it; empty where there is none that is whole.
pub(super) fn memory(store: &dyn Store) -> io::Result<Memory> {
    let bytes = store.read(MANIFEST)?.unwrap_or_default();
    let lines = std::str::from_utf8(&bytes).ok().and_then(hashes);
    Ok(lines
        .unwrap_or_default()
        .into_iter()
        .map(|(path, value)| {
            let (hash, from) = match value.split_once(':') {
                Some((hash, from)) => (hash.to_owned(), Some(from.to_owned())),
                None => (value, None),
            };
            (path, Known { hash, from })
        })
        .collect())
}

/// Its text.
pub(super) fn text(memory: &Memory) -> String {
    let lines: Hashes = memory
        .iter()
        .map(|(path, known)| {
            let value = match &known.from {
                Some(from) => format!("{}:{from}", known.hash),
                None => known.hash.clone(),
            };
            (path.clone(), value)
        })
        .collect();
    hashes_text(&lines)
}

/// The name of a source for the memory: no spaces, nothing that ends a line.
pub(super) fn origin(kind: &str, name: &str) -> String {
    let plain = |c: char| {
        if c.is_whitespace() || c.is_control() {
            '-'
        } else {
            c
        }
    };
    format!("{kind}:{}", name.chars().map(plain).collect::<String>())
}

/// The name of a source by its path, `/`-separated: its last folder, with the one above where many sources have
/// that name.
pub fn source_name(path: &str) -> String {
    let parts: Vec<&str> = path
        .split(['/', '\\'])
        .filter(|part| !part.is_empty())
        .collect();
    let last = parts.last().copied().unwrap_or_default();
    match parts.len().checked_sub(2).map(|at| parts[at]) {
        Some(above) if COMMON.contains(&last.to_lowercase().as_str()) => format!("{above}/{last}"),
        _ => last.to_owned(),
    }
}
