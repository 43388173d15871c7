//! What a dump of a help center holds.
//!
//! In: files of JSON. Out: categories, sections and articles by id, and a folder for each section.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::super::{Loss, from_html};

/// Sections inside sections.
const MAX_DEPTH: usize = 8;
/// Everything that a dump holds, by id.
#[derive(Default)]
pub(super) struct Dump {
    pub(super) categories: BTreeMap<String, Value>,
    pub(super) sections: BTreeMap<String, Value>,
    /// Articles with the file that each stands in, in the order found.
    pub(super) articles: Vec<(String, String, Value)>,
}

impl Dump {
    /// Adds what a file holds; whether that is anything.
    pub(super) fn add(&mut self, path: &str, value: Value) -> bool {
        let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
        match value {
            Value::Array(items) => {
                let mut found = false;
                for item in items {
                    let kind = guess(&item, &name);
                    found |= self.item(path, kind, item);
                }
                found
            }
            Value::Object(mut map) => {
                let mut found = false;
                for (plural, one, kind) in [
                    ("categories", "category", Kind::Category),
                    ("sections", "section", Kind::Section),
                    ("articles", "article", Kind::Article),
                ] {
                    if let Some(Value::Array(items)) = map.get_mut(plural).map(Value::take) {
                        found = true;
                        for item in items {
                            self.item(path, kind, item);
                        }
                    }
                    if let Some(item) = map.get(one).filter(|item| item.is_object()).cloned() {
                        found |= self.item(path, kind, item);
                    }
                }
                if !found && map.contains_key("id") {
                    let item = Value::Object(map);
                    let kind = guess(&item, &name);
                    return self.item(path, kind, item);
                }
                found
            }
            _ => false,
        }
    }

    fn item(&mut self, path: &str, kind: Kind, item: Value) -> bool {
        let Some(id) = id_of(&item, "id") else {
            return false;
        };
        match kind {
            Kind::Category => {
                self.categories.entry(id).or_insert(item);
            }
            Kind::Section => {
                self.sections.entry(id).or_insert(item);
            }
            Kind::Article => self.articles.push((path.to_owned(), id, item)),
        }
        true
    }

    /// The folder of each section, and titles of folders.
    pub(super) fn folders(
        &self,
        titles: &mut BTreeMap<String, String>,
    ) -> BTreeMap<String, String> {
        let mut used = BTreeSet::new();
        let mut roots: BTreeMap<&String, String> = BTreeMap::new();
        for (id, category) in &self.categories {
            let title = name_of(category).unwrap_or_else(|| id.clone());
            let folder = free(&mut used, "", &title, id);
            titles.insert(folder.clone(), title);
            roots.insert(id, folder);
        }
        let mut folders: BTreeMap<String, String> = BTreeMap::new();
        // Parents come first, whatever their ids.
        for _ in 0..MAX_DEPTH {
            for (id, section) in &self.sections {
                if folders.contains_key(id) {
                    continue;
                }
                let parent = id_of(section, "parent_section_id")
                    .filter(|parent| self.sections.contains_key(parent) && parent != id);
                let above = match &parent {
                    Some(parent) => match folders.get(parent) {
                        Some(folder) => folder.clone(),
                        None => continue,
                    },
                    None => id_of(section, "category_id")
                        .and_then(|category| roots.get(&category).cloned())
                        .unwrap_or_default(),
                };
                let title = name_of(section).unwrap_or_else(|| id.clone());
                let folder = free(&mut used, &above, &title, id);
                titles.insert(folder.clone(), title);
                folders.insert(id.clone(), folder);
            }
        }
        folders
    }
}

#[derive(Clone, Copy)]
enum Kind {
    Category,
    Section,
    Article,
}

/// What an object is by its keys, or by the name of its file.
fn guess(item: &Value, name: &str) -> Kind {
    if item.get("body").is_some() || item.get("section_id").is_some() || name.contains("article") {
        Kind::Article
    } else if item.get("category_id").is_some()
        || item.get("parent_section_id").is_some()
        || name.contains("section")
    {
        Kind::Section
    } else if name.contains("categor") || item.get("title").is_none() {
        Kind::Category
    } else {
        Kind::Article
    }
}

/// An article under the id of another one, with all its words.
pub(super) fn second(name: &str, article: &Value) -> Loss {
    let html = string(article, "body").unwrap_or_default();
    let (text, lost) = from_html::markdown(&html, &|_| None);
    let mut parts = vec![name_of(article).unwrap_or_default(), text];
    parts.extend(
        lost.into_iter()
            .map(|(what, text)| format!("{what}: {text}")),
    );
    parts.retain(|part| !part.trim().is_empty());
    let what = "another article under the same id";
    Loss::new(name, 0, what, parts.join("\n\n"))
}

/// A text of an object.
pub(super) fn string(item: &Value, key: &str) -> Option<String> {
    item.get(key).and_then(Value::as_str).map(str::to_owned)
}

/// Title or name of an object, on one line.
pub(super) fn name_of(item: &Value) -> Option<String> {
    let text = ["title", "name"].iter().find_map(|key| string(item, key))?;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// An id, which is a number or, in some dumps, text.
pub(super) fn id_of(item: &Value, key: &str) -> Option<String> {
    match item.get(key)? {
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        _ => None,
    }
}

/// A folder name that nothing else has.
fn free(used: &mut BTreeSet<String>, above: &str, title: &str, id: &str) -> String {
    let mut name = slug(title);
    if name.is_empty() {
        name = slug(id);
    }
    let whole = |name: &str| {
        if above.is_empty() {
            name.to_owned()
        } else {
            format!("{above}/{name}")
        }
    };
    let mut path = whole(&name);
    let mut number = 2;
    while !used.insert(path.clone()) {
        path = whole(&format!("{name}-{number}"));
        number += 1;
    }
    path
}

/// Small letters and digits with `-` between them.
pub(super) fn slug(title: &str) -> String {
    let mut out = String::new();
    for c in title.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !matches!(c, '\'' | '\u{2019}') && !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
        if out.len() > 70 {
            break;
        }
    }
    out.trim_matches('-').to_owned()
}
