//! Names of pivots, which zones are told apart by.
//!
//! In: the lists of pivots of a repository. Out: a name for each id.

use std::collections::BTreeMap;

use super::super::text::decode;
use super::super::types::Value;
use super::super::yaml;
use crate::source::Files;

/// Names that readers know, where no list has one.
const KNOWN: &[(&str, &str)] = &[
    ("android", "Android"),
    ("ios", "iOS"),
    ("ipados", "iPadOS"),
    ("linux", "Linux"),
    ("mac", "macOS"),
    ("macos", "macOS"),
    ("os-linux", "Linux"),
    ("os-macos", "macOS"),
    ("os-windows", "Windows"),
    ("web", "Web"),
    ("win", "Windows"),
    ("windows", "Windows"),
];

/// Names by id from all lists.
pub(super) fn names(files: &dyn Files) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    for entry in files.list() {
        if !entry
            .path
            .rsplit('/')
            .next()
            .is_some_and(|name| name.starts_with("zone-pivot-groups."))
        {
            continue;
        }
        let bytes = files.read(&entry.path).unwrap_or_default();
        let text = decode(&entry.path, &bytes, &mut Vec::new());
        for (_, value) in yaml::read(&text).unwrap_or_default() {
            collect(&value, &mut names);
        }
    }
    names
}

fn collect(value: &Value, names: &mut BTreeMap<String, String>) {
    match value {
        Value::Text(_) => {}
        Value::List(items) => items.iter().for_each(|item| collect(item, names)),
        Value::Map(entries) => {
            let text = |key: &str| {
                entries.iter().find_map(|(known, value)| match value {
                    Value::Text(text) if known == key => Some(text.clone()),
                    _ => None,
                })
            };
            if let (Some(id), Some(title)) = (text("id"), text("title")) {
                names.entry(id).or_insert(title);
            }
            entries.iter().for_each(|(_, value)| collect(value, names));
        }
    }
}

/// The name of a pivot.
pub(super) fn name(id: &str, names: &BTreeMap<String, String>) -> String {
    if let Some(name) = names.get(id) {
        return name.clone();
    }
    let lower = id.to_ascii_lowercase();
    if let Some((_, name)) = KNOWN.iter().find(|(known, _)| *known == lower) {
        return (*name).to_owned();
    }
    let words = id.replace(['-', '_'], " ");
    let mut chars = words.trim().chars();
    chars.next().map_or_else(
        || "Variant".to_owned(),
        |first| first.to_uppercase().collect::<String>() + chars.as_str(),
    )
}
