//! Plain words from values of other tools.
//!
//! In: values, texts, paths. Out: lists of words, single lines, titles in inline Markdown.

use super::types::Value;
use crate::html;

/// Plain text of each item; a single text is cut at its commas.
pub(super) fn words(value: &Value) -> Vec<String> {
    let items: Vec<String> = match value {
        Value::Text(text) => text.split(',').map(str::to_owned).collect(),
        Value::List(items) => items.iter().map(flat).collect(),
        Value::Map(_) => vec![flat(value)],
    };
    let word = |item: String| {
        let plain = without_tags(&item);
        let plain = html::plain(&plain);
        plain
            .trim_matches(|c: char| {
                !c.is_alphanumeric()
                    && !matches!(
                        c,
                        ')' | '(' | '+' | '#' | '.' | '>' | '<' | '=' | '"' | '%' | '}'
                    )
            })
            .to_owned()
    };
    items
        .into_iter()
        .map(word)
        .filter(|word| !word.is_empty())
        .collect()
}

/// Text without HTML tags; what only looks like one stays.
fn without_tags(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let name: String = rest[1..]
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        match rest.find('>') {
            Some(end) if !name.is_empty() && html::element(&name) != html::Element::Text => {
                rest = &rest[end + 1..]
            }
            _ => {
                out.push('<');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// A value on one line.
pub(super) fn flat(value: &Value) -> String {
    match value {
        Value::Text(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Value::List(items) => items.iter().map(flat).collect::<Vec<_>>().join(", "),
        Value::Map(entries) => {
            let entry = |(key, value): &(String, Value)| format!("{key}: {}", flat(value));
            entries.iter().map(entry).collect::<Vec<_>>().join(", ")
        }
    }
}

/// Plain text so that inline Markdown shows it as it is; code in backticks stays code.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let ticks = text.matches('`').count().is_multiple_of(2);
    let mut code = false;
    for c in text.chars() {
        match c {
            '`' if ticks => code = !code,
            '\\' | '*' | '[' | ']' | '<' | '`' | '~' | '_' | '&' if !code => out.push('\\'),
            _ => {}
        }
        out.push(c);
    }
    out
}

/// The title that a draft gets where its front matter and headings have none: the name of its file, or of its
/// folder for a file that stands for it.
pub(super) fn from_name(path: &str) -> String {
    let mut parts = path.rsplit('/');
    let name = parts.next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let stem = match stem.to_ascii_lowercase().as_str() {
        "index" | "readme" | "_index" => parts.next().unwrap_or(stem),
        _ => stem,
    };
    let words = stem.replace(['-', '_'], " ");
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut chars = words.chars();
    match chars.next() {
        Some(first) => escape(&(first.to_uppercase().collect::<String>() + chars.as_str())),
        None => "Untitled".to_owned(),
    }
}
