//! What results show, and what they can be filtered by.
//!
//! In: the articles. Out: rows for the `d*` files, and the lists of the facets for `f`.

use super::encode::runs;
use super::query::HitFix;
use super::terms::DocTerms;
use super::{SearchDoc, SearchSite};
use serde_json::{Value, json};

/// Symptoms of an article that a result may show.
const SYMPTOMS: usize = 3;

/// A file of rows: folders, then one row an article: the number of its folder, the name of its page (empty if it is the
/// title's), title, summary (or which symptom), symptoms, messages, codes, fixes (minutes and anchor where needed),
/// products, platforms, roles, anyone, source (empty if it goes without saying). What is empty at the end is left out.
pub(crate) fn rows(docs: &[DocTerms], site: &SearchSite) -> Value {
    let mut folders: Vec<&str> = Vec::new();
    let mut rows: Vec<Value> = Vec::with_capacity(docs.len());
    for doc in docs {
        let (folder, name) = doc.doc.url.rsplit_once('/').unwrap_or(("", &doc.doc.url));
        let known = folders.iter().position(|f| *f == folder);
        let number = known.unwrap_or_else(|| {
            folders.push(folder);
            folders.len() - 1
        });
        rows.push(row(&doc.doc, number, name, site));
    }
    json!([folders, rows])
}

fn row(doc: &SearchDoc, folder: usize, name: &str, site: &SearchSite) -> Value {
    let places = |ids: &[String], known: &[(String, String)]| -> Vec<usize> {
        let place = |id: &String| known.iter().position(|(k, _)| k == id);
        ids.iter().filter_map(place).collect()
    };
    let symptoms: Vec<String> = doc
        .symptoms
        .iter()
        .take(SYMPTOMS)
        .map(|s| short(s))
        .collect();
    let summary = short(&doc.summary);
    let same = symptoms.iter().position(|s| *s == summary);
    let fix = |(at, (title, anchor, minutes)): (usize, &(String, String, u32))| {
        let usual = *anchor == format!("fix-{}", at + 1);
        match (usual, minutes) {
            (true, 0) => json!(title),
            (true, _) => json!([title, minutes]),
            _ => json!([title, minutes, anchor]),
        }
    };
    let name = name.strip_suffix(".html").unwrap_or(name);
    let source = if doc.source == source_of(&doc.url) {
        ""
    } else {
        &doc.source
    };
    let mut row = vec![
        json!(folder),
        json!(if name == slug(&doc.title) { "" } else { name }),
        json!(doc.title),
        same.map_or_else(|| json!(summary), |at| json!(at)),
        json!(symptoms),
        json!(doc.messages),
        json!(doc.codes),
        json!(doc.fixes.iter().enumerate().map(fix).collect::<Vec<_>>()),
        json!(places(&doc.products, &site.products)),
        json!(places(&doc.platforms, &site.platforms)),
        json!(places(&doc.roles, &site.roles)),
        json!(u8::from(doc.anyone)),
        json!(source),
    ];
    let empty = |value: &Value| match value {
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        value => value.as_u64() == Some(0),
    };
    // The summary's number is no emptiness.
    while row.len() > 4 && row.last().is_some_and(empty) {
        row.pop();
    }
    Value::Array(row)
}

/// The file from which a page usually comes.
fn source_of(url: &str) -> String {
    url.strip_suffix(".html").unwrap_or(url).to_string() + ".md"
}

/// The name that a title would give its page: letters a to z and digits, the others a hyphen.
fn slug(title: &str) -> String {
    let lower = title.to_lowercase();
    let parts = lower.split(|c: char| !matches!(c, 'a'..='z' | '0'..='9'));
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    parts.join("-")
}

/// A row read back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Row {
    pub source: String,
    pub url: String,
    pub title: String,
    pub summary: String,
    pub fixes: Vec<HitFix>,
    pub messages: Vec<String>,
    pub codes: Vec<String>,
    pub symptoms: Vec<String>,
}

impl Row {
    /// Reads a row that [`rows`] wrote; what is not there is empty.
    pub(crate) fn read(file: &Value, at: usize) -> Self {
        let row = &file[1][at];
        let text = |at: usize| row[at].as_str().unwrap_or("").to_string();
        let texts = |at: usize| -> Vec<String> {
            let list = row[at].as_array().into_iter().flatten();
            list.filter_map(Value::as_str).map(str::to_string).collect()
        };
        let symptoms = texts(4);
        let same = row[3].as_u64().and_then(|at| symptoms.get(at as usize));
        let summary = same.cloned().unwrap_or_else(|| text(3));
        let folder = file[0][row[0].as_u64().unwrap_or(0) as usize]
            .as_str()
            .unwrap_or("");
        let name = match text(1) {
            name if name.is_empty() => slug(&text(2)),
            name => name,
        };
        let slash = if folder.is_empty() { "" } else { "/" };
        let url = format!("{folder}{slash}{name}.html");
        let source = match text(12) {
            source if source.is_empty() => source_of(&url),
            source => source,
        };
        let fix = |(at, fix): (usize, &Value)| HitFix {
            title: fix.as_str().or(fix[0].as_str()).unwrap_or("").to_string(),
            anchor: fix[2]
                .as_str()
                .map_or_else(|| format!("fix-{}", at + 1), str::to_string),
            minutes: fix[1].as_u64().map_or(0, |n| n as u32),
        };
        Self {
            source,
            url,
            title: text(2),
            summary,
            fixes: row[7]
                .as_array()
                .into_iter()
                .flatten()
                .enumerate()
                .map(fix)
                .collect(),
            messages: texts(5),
            codes: texts(6),
            symptoms,
        }
    }
}

/// A symptom short enough for a result.
fn short(text: &str) -> String {
    match text.char_indices().nth(120) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_string(),
    }
}

/// Lists of articles: by product, by platform (articles without any stand in all), "anyone", by role.
pub(crate) fn facets(docs: &[DocTerms], site: &SearchSite) -> Value {
    let list = |holds: &dyn Fn(&SearchDoc) -> bool| {
        let found = docs.iter().zip(0u32..).filter(|(d, _)| holds(&d.doc));
        runs(found.map(|(_, n)| n))
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
