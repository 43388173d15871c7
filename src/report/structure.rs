//! What was recognised in an article's body, as text.
//!
//! In: the article with its structure, the record of its headings and the text of its file. Out: words for people, or one
//! JSON object: `{"type": "structure", "article", "sections": [{"line", "level", "heading", "role", "inside"}], "messages",
//! "codes", "observations", "causes", "fixes": [{"title", "kind", "line", "steps", "platforms", "group", "addresses"}],
//! "products", "platforms"}`.

use serde_json::{Value, json};

use super::clean;
use crate::config::HeadingRole;
use crate::diag::At;
use crate::html::plain;
use crate::model::FixKind;
use crate::parse::{ParsedArticle, ParsedFix};
use crate::structure::Record;

/// What was recognised, as JSON.
pub fn structure_json(article: &ParsedArticle, record: &Record, text: &str) -> Value {
    let sections = record.sections.iter().map(|section| {
        json!({
            "line": line(text, section.at),
            "level": section.level,
            "heading": section.heading,
            "role": section.role.map_or("none", HeadingRole::name),
            "inside": section.inside.map_or("none", HeadingRole::name),
        })
    });
    let fixes = article.fixes.iter().map(|fix| {
        let addresses = fix.addresses.iter().flatten().map(|cause| cause.text.as_str());
        json!({
            "title": title(fix),
            "kind": fix.kind.map_or("resolution", kind),
            "line": place(fix, text),
            "steps": fix.steps.as_ref().map_or(0, |steps| steps.all.len()),
            "platforms": on_platforms(fix).iter().map(|(id, steps)| json!({"platform": id, "steps": steps})).collect::<Vec<_>>(),
            "group": fix.found.group.as_ref().map(|group| plain(group.as_str())),
            "addresses": addresses.collect::<Vec<_>>(),
        })
    });
    json!({
        "type": "structure",
        "article": article.source,
        "sections": sections.collect::<Vec<_>>(),
        "messages": messages(article),
        "codes": codes(article),
        "observations": observations(article),
        "causes": article.causes.iter().map(|(cause, _)| plain(cause.text.as_str())).collect::<Vec<_>>(),
        "fixes": fixes.collect::<Vec<_>>(),
        "products": article.products.iter().map(|name| name.text.as_str()).collect::<Vec<_>>(),
        "platforms": article.platforms.iter().map(|name| name.text.as_str()).collect::<Vec<_>>(),
    })
}

/// What was recognised, in words.
pub fn structure_text(article: &ParsedArticle, record: &Record, text: &str) -> String {
    let mut out = format!("{}\n", article.source);
    if record.sections.is_empty() {
        out.push_str("  no headings\n");
    }
    for section in &record.sections {
        let role = match (section.role, section.inside) {
            (Some(role), _) => role.name().to_owned(),
            (None, Some(inside)) => format!("({})", inside.name()),
            (None, None) => "-".to_owned(),
        };
        let indent = "  ".repeat(usize::from(section.level.saturating_sub(1)));
        let heading = clean(&section.heading);
        out.push_str(&format!(
            "{:>6}  {role:<13} {indent}{heading}\n",
            line(text, section.at)
        ));
    }
    let list = |out: &mut String, name: &str, items: Vec<String>| {
        for item in items {
            let first = item.lines().next().unwrap_or_default().to_owned();
            let more = item.lines().count().saturating_sub(1);
            let more = if more > 0 {
                format!(" (+ {more} lines)")
            } else {
                String::new()
            };
            out.push_str(&format!("  {name:<12} {}{more}\n", clean(&first)));
        }
    };
    list(&mut out, "message", messages(article));
    list(&mut out, "code", codes(article));
    list(&mut out, "observation", observations(article));
    list(
        &mut out,
        "cause",
        article
            .causes
            .iter()
            .map(|(cause, _)| plain(cause.text.as_str()))
            .collect(),
    );
    for (at, fix) in article.fixes.iter().enumerate() {
        let kind = fix.kind.map_or("resolution", kind);
        let steps = fix.steps.as_ref().map_or(0, |steps| steps.all.len());
        let mut parts = vec![format!("line {}", place(fix, text)), kind.to_owned()];
        if steps > 0 {
            parts.push(many(steps));
        }
        parts.extend(
            on_platforms(fix)
                .into_iter()
                .map(|(id, steps)| format!("{id}: {}", many(steps))),
        );
        if let Some(group) = &fix.found.group {
            parts.push(format!("for: {}", clean(&plain(group.as_str()))));
        }
        out.push_str(&format!(
            "  {:<12} {} ({})\n",
            format!("fix {}", at + 1),
            clean(&title(fix)),
            parts.join(", ")
        ));
    }
    out
}

fn many(steps: usize) -> String {
    format!("{steps} {}", if steps == 1 { "step" } else { "steps" })
}

fn title(fix: &ParsedFix) -> String {
    fix.title
        .as_ref()
        .map(|title| plain(title.as_str()))
        .unwrap_or_default()
}

fn on_platforms(fix: &ParsedFix) -> Vec<(&str, usize)> {
    let steps = fix.steps.iter().flat_map(|steps| &steps.by_platform);
    steps
        .map(|(name, steps)| (name.text.as_str(), steps.len()))
        .collect()
}

fn messages(article: &ParsedArticle) -> Vec<String> {
    article
        .symptoms
        .iter()
        .filter_map(|s| s.message.clone())
        .collect()
}

fn codes(article: &ParsedArticle) -> Vec<String> {
    article
        .symptoms
        .iter()
        .filter_map(|s| s.code.clone())
        .collect()
}

fn observations(article: &ParsedArticle) -> Vec<String> {
    let seen = article
        .symptoms
        .iter()
        .filter_map(|s| s.observation.as_ref());
    seen.map(|text| plain(text.as_str())).collect()
}

fn kind(kind: FixKind) -> &'static str {
    match kind {
        FixKind::Resolution => "resolution",
        FixKind::Workaround => "workaround",
        FixKind::Diagnostic => "diagnostic",
        FixKind::Prevention => "prevention",
        FixKind::Escalation => "escalation",
    }
}

/// The line of a fix; 1 where it stands in the front matter.
fn place(fix: &ParsedFix, text: &str) -> usize {
    match &fix.at {
        Some(At::Span(range)) => line(text, range.start),
        _ => 1,
    }
}

fn line(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|b| *b == b'\n').count() + 1
}
