//! Titles of folders.
//!
//! In: tables of contents. Out: for each folder whose articles all stand below one entry, the title of that entry.

use std::collections::{BTreeMap, BTreeSet};

use super::super::targets::fit;
use super::super::text::decode;
use super::super::types::{Draft, Value};
use super::super::{skip, words, yaml};
use super::paths;
use crate::source::Files;

/// Titles by folder below `articles/`.
pub(super) fn sections(files: &dyn Files, drafts: &[Draft]) -> BTreeMap<String, String> {
    let known: BTreeSet<&str> = drafts.iter().map(|draft| draft.source.as_str()).collect();
    let mut sections = BTreeMap::new();
    for entry in files.list() {
        let name = entry
            .path
            .rsplit('/')
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        if !matches!(name.as_str(), "toc.yml" | "toc.yaml") {
            continue;
        }
        let bytes = files.read(&entry.path).unwrap_or_default();
        let text = decode(&entry.path, &bytes, &mut Vec::new());
        if let Ok(Some(value)) = yaml::read_any(&text) {
            walk(files, &entry.path, &value, &known, &mut sections);
        }
    }
    sections
}

/// Folders of the articles below an entry.
fn walk(
    files: &dyn Files,
    toc: &str,
    value: &Value,
    known: &BTreeSet<&str>,
    sections: &mut BTreeMap<String, String>,
) -> BTreeSet<String> {
    let mut folders = BTreeSet::new();
    match value {
        Value::Text(_) => {}
        Value::List(items) => {
            for item in items {
                folders.extend(walk(files, toc, item, known, sections));
            }
        }
        Value::Map(entries) => {
            let get = |key: &str| {
                entries
                    .iter()
                    .find(|(known, _)| known == key)
                    .map(|(_, value)| value)
            };
            if let Some(items) = get("items") {
                folders.extend(walk(files, toc, items, known, sections));
                if let (Some(name), 1) = (get("name"), folders.len()) {
                    // An outer entry comes later and says more of the folder as a whole.
                    let folder = folders
                        .first()
                        .map(|folder| fit(folder))
                        .unwrap_or_default();
                    let name = words::flat(name);
                    if folder != "untitled" && !name.is_empty() {
                        sections.insert(folder, name);
                    }
                }
            }
            if let Some(Value::Text(link)) = get("href")
                && let Some(path) = paths::find(files, toc, link)
                && known.contains(path.as_str())
            {
                folders.insert(skip::folder(&path).to_owned());
            }
        }
    }
    folders
}
