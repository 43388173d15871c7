//! What results show, and what they can be filtered by.
//!
//! In: the articles. Out: one row an article for the `d*` files, and the lists of the facets for `f`.

use super::encode::postings;
use super::query::HitFix;
use super::terms::DocTerms;
use super::{SearchDoc, SearchSite};
use serde_json::{Value, json};

/// What a result shows: source (empty if it goes without saying), url, title, summary (or which symptom), products,
/// platforms, roles, anyone, fixes (minutes and anchor where needed), messages, codes, symptoms.
pub(crate) fn row(doc: &SearchDoc, site: &SearchSite) -> Value {
    let places = |ids: &[String], known: &[(String, String)]| -> Vec<usize> {
        let place = |id: &String| known.iter().position(|(k, _)| k == id);
        ids.iter().filter_map(place).collect()
    };
    let symptoms: Vec<String> = doc.symptoms.iter().take(4).map(|s| short(s)).collect();
    let summary = short(&doc.summary);
    let same = symptoms.iter().position(|s| *s == summary);
    let page = doc
        .source
        .strip_suffix(".md")
        .map(|s| s.to_string() + ".html");
    let fix = |(at, (title, anchor, minutes)): (usize, &(String, String, u32))| {
        let usual = *anchor == format!("fix-{}", at + 1);
        match (usual, minutes) {
            (true, 0) => json!(title),
            (true, _) => json!([title, minutes]),
            _ => json!([title, minutes, anchor]),
        }
    };
    json!([
        if page.as_ref() == Some(&doc.url) {
            ""
        } else {
            &doc.source
        },
        doc.url,
        doc.title,
        same.map_or_else(|| json!(summary), |at| json!(at)),
        places(&doc.products, &site.products),
        places(&doc.platforms, &site.platforms),
        places(&doc.roles, &site.roles),
        u8::from(doc.anyone),
        doc.fixes.iter().enumerate().map(fix).collect::<Vec<_>>(),
        doc.messages,
        doc.codes,
        symptoms,
    ])
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
    /// Reads what [`row`] wrote; what is not there is empty.
    pub(crate) fn read(row: &Value) -> Self {
        let text = |at: usize| row[at].as_str().unwrap_or("").to_string();
        let texts = |at: usize| -> Vec<String> {
            let list = row[at].as_array().into_iter().flatten();
            list.filter_map(Value::as_str).map(str::to_string).collect()
        };
        let symptoms = texts(11);
        let same = row[3].as_u64().and_then(|at| symptoms.get(at as usize));
        let summary = same.cloned().unwrap_or_else(|| text(3));
        let url = text(1);
        let source = match text(0) {
            source if source.is_empty() => url.trim_end_matches(".html").to_string() + ".md",
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
            fixes: row[8]
                .as_array()
                .into_iter()
                .flatten()
                .enumerate()
                .map(fix)
                .collect(),
            messages: texts(9),
            codes: texts(10),
            symptoms,
        }
    }
}

/// A symptom short enough for a result.
fn short(text: &str) -> String {
    match text.char_indices().nth(160) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_string(),
    }
}

/// Lists of articles: by product, by platform (articles without any stand in all), "anyone", by role.
pub(crate) fn facets(docs: &[DocTerms], site: &SearchSite) -> Value {
    let list = |holds: &dyn Fn(&SearchDoc) -> bool| {
        let found: Vec<(u32, u32)> = docs
            .iter()
            .zip(0u32..)
            .filter(|(d, _)| holds(&d.doc))
            .map(|(_, n)| (n, 1))
            .collect();
        postings(&found, false)
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
