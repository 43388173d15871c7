//! The text of an article, and of the settings.
//!
//! In: front matter as types. Out: YAML in one order of keys, so that equal drafts give equal bytes.

use std::collections::BTreeMap;

use super::types::{Front, Value};
use super::yaml;
use crate::config::Config;

/// Products and platforms by the id that stands in articles.
#[derive(Debug, Default, Clone)]
pub(super) struct Vocabulary {
    /// Name of each product by id.
    pub(super) products: BTreeMap<String, String>,
    /// Name of each platform by id.
    pub(super) platforms: BTreeMap<String, String>,
}

/// Platforms that every knowledge base knows, with names that other tools use for them.
const PLATFORMS: &[(&str, &str, &[&str])] = &[
    ("ios", "iOS", &["iphone", "ipad", "ipados"]),
    ("android", "Android", &[]),
    ("windows", "Windows", &["win", "windows 10", "windows 11"]),
    ("macos", "macOS", &["mac", "os x", "mac os"]),
    ("linux", "Linux", &["ubuntu", "debian"]),
    ("web", "Web", &["browser", "web browser"]),
];

impl Vocabulary {
    /// The ids of products that have these names; new ones are added.
    pub(super) fn products(&mut self, names: &[String]) -> Vec<String> {
        names
            .iter()
            .filter_map(|name| id_of(&mut self.products, name))
            .collect()
    }

    /// The same for platforms.
    pub(super) fn platforms(&mut self, names: &[String]) -> Vec<String> {
        let known = |name: &String| {
            let lower = name.to_lowercase();
            let found = PLATFORMS.iter().find(|(id, label, others)| {
                *id == lower || label.to_lowercase() == lower || others.contains(&lower.as_str())
            });
            found.map_or_else(|| name.clone(), |(_, label, _)| (*label).to_owned())
        };
        let names: Vec<String> = names.iter().map(known).collect();
        let mut ids: Vec<String> = names
            .iter()
            .filter_map(|name| id_of(&mut self.platforms, name))
            .collect();
        ids.dedup();
        ids
    }
}

/// The id of a name: the same for names that differ in case, another one for other names.
fn id_of(known: &mut BTreeMap<String, String>, name: &str) -> Option<String> {
    if let Some((id, _)) = known
        .iter()
        .find(|(id, known)| *id == name || known.to_lowercase() == name.to_lowercase())
    {
        return Some(id.clone());
    }
    let mut id = String::new();
    for c in name.chars().flat_map(char::to_lowercase) {
        if c.is_ascii_alphanumeric() {
            id.push(c);
        } else if !id.ends_with('-') && !id.is_empty() {
            id.push('-');
        }
    }
    id.truncate(60);
    let id = id.trim_matches('-').to_owned();
    let id = if id.is_empty() || id == "index" {
        format!("x-{id}").trim_end_matches('-').to_owned()
    } else {
        id
    };
    let mut free = id.clone();
    let mut number = 2;
    while known.contains_key(&free) {
        free = format!("{id}-{number}");
        number += 1;
    }
    known.insert(free.clone(), name.to_owned());
    Some(free)
}

/// An article: front matter and body.
pub(super) fn article(
    front: &Front,
    products: &[String],
    platforms: &[String],
    body: &str,
) -> String {
    let mut out = String::from("---\n");
    let mut text = |key: &str, value: &Option<String>| {
        if let Some(value) = value.as_deref().filter(|value| !value.trim().is_empty()) {
            out.push_str(&format!("{key}: {}\n", yaml::scalar(value)));
        }
    };
    text("id", &front.id);
    text("title", &Some(front.title.clone()));
    text("type", &front.kind);
    text("summary", &front.summary);
    let list = |items: &[String]| {
        items
            .iter()
            .map(|item| yaml::scalar(item))
            .collect::<Vec<_>>()
            .join(", ")
    };
    if !products.is_empty() || !platforms.is_empty() || front.versions.is_some() {
        out.push_str("environment:\n");
        if !products.is_empty() {
            out.push_str(&format!("  products: [{}]\n", list(products)));
        }
        if !platforms.is_empty() {
            out.push_str(&format!("  platforms: [{}]\n", list(platforms)));
        }
        if let Some(versions) = &front.versions {
            out.push_str(&format!("  versions: {}\n", yaml::scalar(versions)));
        }
    }
    for (key, value) in &front.more {
        if !is_empty(value) {
            out.push_str(key);
            out.push(':');
            yaml::write(value, 2, &mut out);
        }
    }
    if !front.tags.is_empty() {
        out.push_str(&format!("tags: [{}]\n", list(&front.tags)));
    }
    if !front.aliases.is_empty() {
        out.push_str("aliases:\n");
        for alias in &front.aliases {
            out.push_str(&format!("  - {}\n", yaml::scalar(alias)));
        }
    }
    let owner = front
        .owner
        .as_ref()
        .map(|owner| format!("owner: {}", yaml::scalar(owner)));
    // A date needs no quotes.
    let reviewed = front
        .reviewed
        .as_ref()
        .map(|day| format!("reviewed: {day}"));
    let review: Vec<String> = owner.into_iter().chain(reviewed).collect();
    if !review.is_empty() {
        out.push_str(&format!("review: {{{}}}\n", review.join(", ")));
    }
    let mut text = |key: &str, value: &Option<String>| {
        if let Some(value) = value {
            out.push_str(&format!("{key}: {}\n", yaml::scalar(value)));
        }
    };
    text("confidence", &front.confidence);
    text("audience", &front.audience);
    out.push_str("---\n");
    let body = body.trim_matches('\n');
    if !body.trim().is_empty() {
        out.push('\n');
        out.push_str(body);
        out.push('\n');
    }
    out
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Text(text) => text.trim().is_empty(),
        Value::List(items) => items.is_empty(),
        Value::Map(entries) => entries.is_empty(),
    }
}

/// A new `fixbook.yaml`.
pub(super) fn settings(
    title: &str,
    vocabulary: &Vocabulary,
    roles: &BTreeMap<String, String>,
    sections: &BTreeMap<String, String>,
    common: &[String],
) -> String {
    let mut out = format!("title: {}\n", yaml::scalar(title));
    if !vocabulary.products.is_empty() {
        out.push_str("\nproducts:\n");
        for (id, name) in &vocabulary.products {
            out.push_str(&format!(
                "  - {{id: {}, name: {}}}\n",
                yaml::scalar(id),
                yaml::scalar(name)
            ));
        }
    }
    out.push_str("\nplatforms:\n");
    for (id, label, _) in PLATFORMS {
        let label = vocabulary.platforms.get(*id).map_or(*label, String::as_str);
        let detect = match *id {
            "ios" => ", detect: [iPhone, iPad], icon: phone",
            "android" => ", detect: [Android], icon: phone",
            "windows" => ", detect: [Windows], icon: pc",
            "macos" => ", detect: [Macintosh], icon: pc",
            "linux" => ", detect: [Linux], icon: pc",
            _ => "",
        };
        out.push_str(&format!(
            "  - {{id: {id}, label: {}{detect}}}\n",
            yaml::scalar(label)
        ));
    }
    let further = vocabulary
        .platforms
        .iter()
        .filter(|(id, _)| !PLATFORMS.iter().any(|(known, ..)| known == id));
    for (id, label) in further {
        out.push_str(&format!(
            "  - {{id: {}, label: {}}}\n",
            yaml::scalar(id),
            yaml::scalar(label)
        ));
    }
    if !roles.is_empty() {
        out.push_str("\nroles:\n");
        for (id, label) in roles {
            let (id, label) = (yaml::scalar(id), yaml::scalar(label));
            out.push_str(&format!("  - {{id: {id}, label: {label}}}\n"));
        }
    }
    if !common.is_empty() {
        let names: Vec<String> = common.iter().map(|name| yaml::scalar(name)).collect();
        out.push_str(&format!("\nhome:\n  common: [{}]\n", names.join(", ")));
    }
    if !sections.is_empty() {
        out.push_str("\nsections:\n");
        for (folder, title) in sections {
            out.push_str(&format!(
                "  {}: {}\n",
                yaml::scalar(folder),
                yaml::scalar(title)
            ));
        }
    }
    out
}

/// The vocabulary of settings that exist.
pub(super) fn vocabulary(config: &Config) -> Vocabulary {
    let products = config
        .products
        .iter()
        .map(|product| (product.id.clone(), product.name.clone()));
    let platforms = config
        .platforms
        .iter()
        .map(|platform| (platform.id.clone(), platform.label.clone()));
    Vocabulary {
        products: products.collect(),
        platforms: platforms.collect(),
    }
}
