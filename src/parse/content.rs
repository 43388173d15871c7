//! `content` of `fixbook.yaml`: where articles are, and what another tool's keys mean.

use std::collections::BTreeMap;

use super::yaml::{Fields, Node};
use crate::config::{Config, Content, OurKey};
use crate::diag::nearest;

const KEYS: &[(&str, OurKey)] = &[
    ("title", OurKey::Title),
    ("summary", OurKey::Summary),
    ("id", OurKey::Id),
    ("products", OurKey::Products),
    ("platforms", OurKey::Platforms),
    ("versions", OurKey::Versions),
    ("tags", OurKey::Tags),
    ("aliases", OurKey::Aliases),
    ("owner", OurKey::Owner),
    ("reviewed", OurKey::Reviewed),
    ("ignore", OurKey::Ignore),
];

/// Decodes `content`.
pub fn content(fields: &Fields<'_>) -> Content {
    let mut content = Content::default();
    let Some(node) = fields.get("content") else {
        return content;
    };
    let inner = node.fields("a map with `articles`");
    if let Some(folder) = inner.get("articles").and_then(|node| folder(&node)) {
        content.articles = folder;
    }
    content.leave_out = inner
        .references("leave_out")
        .into_iter()
        .map(|pattern| pattern.text)
        .collect();
    content.lenient = inner
        .get("lenient")
        .and_then(|node| node.flag())
        .unwrap_or(false);
    content.address = inner.get("address").and_then(|node| {
        let text = node.string()?;
        let url = super::settings::normal_base_url(text.trim());
        if url.is_none() {
            node.error(
                "bad-url",
                format!("`{text}` is no address of a site"),
                "write it whole, for example https://learn.example.com",
            );
        }
        Some(url?.trim_end_matches('/').to_owned())
    });
    content.keys = entries(&inner, "keys")
        .into_iter()
        .filter_map(|(theirs, node)| Some((theirs, node.choice(KEYS)?)))
        .collect();
    content.values = entries(&inner, "values")
        .into_iter()
        .filter_map(|(theirs, node)| {
            let ours = if node.is_nothing() {
                String::new()
            } else {
                node.string()?.trim().to_owned()
            };
            Some((fold(&theirs), ours))
        })
        .collect();
    inner.finish();
    content
}

/// Notes values that become a tag and are nearly the id of a product or platform.
pub fn doubt(fields: &Fields<'_>, config: &Config) {
    let Some(node) = fields.get("content").filter(Node::is_map) else {
        return;
    };
    let values = node.fields("a map").get("values").filter(Node::is_map);
    let entries = values.map(|node| node.entries("a map")).unwrap_or_default();
    let products = config.products.iter().map(|product| product.id.as_str());
    let platforms = config.platforms.iter().map(|platform| platform.id.as_str());
    let ids: Vec<&str> = products.chain(platforms).collect();
    for (theirs, node) in entries {
        let Some(ours) = config.content.values.get(&fold(&theirs)) else {
            continue;
        };
        if ids.contains(&ours.as_str()) {
            continue;
        }
        if let Some(near) = nearest(ours, ids.iter().copied()) {
            node.note(
                "foreign-value",
                format!("`{ours}` is no product or platform, so it becomes a tag"),
                format!("did you mean `{near}`?"),
            );
        }
    }
}

/// A value of another tool as it is looked up.
pub fn fold(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

fn entries<'a>(fields: &Fields<'a>, key: &'static str) -> BTreeMap<String, Node<'a>> {
    let entries = fields
        .get(key)
        .map(|node| node.entries("a map from their names to ours"));
    entries.unwrap_or_default().into_iter().collect()
}

fn folder(node: &Node<'_>) -> Option<String> {
    let text = node.string()?;
    let path = text.trim().trim_start_matches("./").trim_matches('/');
    if path == "." || path.is_empty() {
        return Some(String::new());
    }
    let inside =
        !path.contains('\\') && path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    let taken = ["fixes", "static", "themes", "snippets", "data"];
    let first = path.split('/').next().unwrap_or(path);
    if inside && !taken.contains(&first) && !path.starts_with('.') {
        return Some(path.to_owned());
    }
    node.error(
        "bad-folder",
        format!("`{text}` is no folder for articles"),
        "write the path of a folder inside the knowledge base, or `.` for all of it",
    );
    None
}
