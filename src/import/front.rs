//! Front matter of other tools.
//!
//! In: the text of a file. Out: its parts, and front matter in our keys; every key that has no place here, or
//! whose value can't be read, is a loss.

use super::text::line_of;
use super::types::{Front, Loss, Value};
use super::words::{escape, flat, words};
use super::yaml;
use crate::model::Date;

/// A file in two parts.
pub(super) struct Parts {
    /// Entries of the front matter.
    pub(super) entries: Vec<(String, Value)>,
    /// The text behind it.
    pub(super) body: String,
}

impl Parts {
    /// Number of lines that stand before the body in the whole text.
    pub(super) fn before(&self, text: &str) -> usize {
        let start = text.len().saturating_sub(self.body.len());
        text.get(..start)
            .map_or(0, |front| front.matches('\n').count())
    }
}

/// Splits a file; front matter that is no YAML is a loss, and what can be read of it line by line is kept.
pub(super) fn split(source: &str, text: &str, losses: &mut Vec<Loss>) -> Parts {
    let blank = text.len() - text.trim_start().len();
    let rest = &text[blank..];
    let none = |text: &str| Parts {
        entries: Vec::new(),
        body: text.to_owned(),
    };
    let first = rest.lines().next().unwrap_or_default().trim_end();
    if !matches!(first, "---" | "+++") {
        return none(text);
    }
    let start = rest.find('\n').map_or(rest.len(), |at| at + 1);
    let mut at = start;
    for line in rest[start..].split_inclusive('\n') {
        let end = at + line.len();
        let mark = line.trim_end();
        if mark == first || (first == "---" && mark == "...") {
            let front = &rest[start..at];
            return Parts {
                entries: entries(source, front, first == "---", losses),
                body: rest[end..].to_owned(),
            };
        }
        at = end;
    }
    none(text)
}

fn entries(
    source: &str,
    front: &str,
    is_yaml: bool,
    losses: &mut Vec<Loss>,
) -> Vec<(String, Value)> {
    let comments = front.lines().filter_map(comment);
    losses.extend(comments.map(|text| {
        let line = line_of(front, text) + 1;
        Loss::new(source, line, "comment in the front matter", text)
    }));
    let why = match is_yaml {
        true => match yaml::read(&front.replace('\t', "    ")) {
            Ok(entries) => return entries,
            Err(why) => format!(
                "front matter that is no YAML: {}",
                why.lines().next().unwrap_or_default()
            ),
        },
        false => "front matter that is TOML".to_owned(),
    };
    // The reader's own words differ from file to file; losses of one sort need one name.
    let what = why.split(':').next().unwrap_or_default();
    losses.push(Loss::new(source, 1, what, front.trim_end()));
    by_line(front, if is_yaml { ':' } else { '=' })
}

/// The comment on a line of YAML, where it is plain to see.
fn comment(line: &str) -> Option<&str> {
    let text = line.trim_start();
    if text.starts_with('#') {
        return Some(text.trim_start_matches('#').trim()).filter(|text| !text.is_empty());
    }
    let (before, after) = text.split_once(" #")?;
    (!before.contains(['"', '\'', '|', '[', '{'])).then_some(after.trim())
}

/// Keys and values where each stands on a line of its own.
fn by_line(front: &str, sign: char) -> Vec<(String, Value)> {
    let mut entries: Vec<(String, Value)> = Vec::new();
    for line in front.lines() {
        let Some((key, value)) = line.split_once(sign) else {
            continue;
        };
        let (key, value) = (key.trim(), value.trim());
        let is_key = !key.is_empty()
            && key
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'));
        let value = value.trim_matches(['"', '\'']);
        if is_key && !value.is_empty() && !entries.iter().any(|(known, _)| known == key) {
            entries.push((key.to_owned(), Value::text(value)));
        }
    }
    entries
}

/// Front matter in our keys, and addresses that the article says it has.
pub(super) fn front(
    source: &str,
    text: &str,
    entries: Vec<(String, Value)>,
    losses: &mut Vec<Loss>,
) -> (Front, Vec<String>) {
    let mut front = Front::default();
    let mut addresses = Vec::new();
    for (key, value) in entries {
        let kept = take(&mut front, &mut addresses, &key, &value);
        let shown = flat(&value);
        if !kept && !shown.is_empty() {
            let what = format!("front matter key `{key}`");
            losses.push(Loss::new(
                source,
                line_of(text, &format!("{key}:")),
                what,
                shown,
            ));
        }
    }
    (front, addresses)
}

/// Whether a key has found its place.
fn take(front: &mut Front, addresses: &mut Vec<String>, key: &str, value: &Value) -> bool {
    let text = flat(value);
    let text = text.trim();
    let free = |slot: &Option<String>| {
        slot.is_none() && !text.is_empty() && matches!(value, Value::Text(_))
    };
    match key.to_ascii_lowercase().replace(['-', '.'], "_").as_str() {
        "title" if front.title.is_empty() => front.title = escape(text),
        "description" | "summary" | "excerpt" if free(&front.summary) => {
            front.summary = Some(escape(text))
        }
        "tags" | "labels" | "keywords" | "categories" | "tag" | "category" => {
            add(&mut front.tags, words(value));
        }
        "appliesto" | "applies_to" | "products" | "product" => {
            add(&mut front.products, words(value))
        }
        "platforms" | "platform" | "os" => add(&mut front.platforms, words(value)),
        "versions" | "version" if free(&front.versions) => front.versions = Some(text.to_owned()),
        "ms_date" | "reviewed" | "last_reviewed" | "review_date" if front.reviewed.is_none() => {
            let day = date(text);
            let known = day.is_some();
            front.reviewed = day;
            return known;
        }
        "owner" if free(&front.owner) => front.owner = Some(text.to_owned()),
        "ms_topic" | "type" | "topic_type" if front.kind.is_none() => {
            front.kind = kind(text).map(str::to_owned);
            return front.kind.is_some();
        }
        "draft" if text == "false" => {}
        "draft" if text == "true" => front.confidence = Some("wip".to_owned()),
        "published" if text == "true" => {}
        "published" if text == "false" => front.confidence = Some("wip".to_owned()),
        "audience" if matches!(text, "internal" | "public") => {
            front.audience = Some(text.to_owned())
        }
        "permalink" | "url" | "aliases" | "alias" | "redirect_from" => {
            let list = match value {
                Value::List(items) => items.iter().map(flat).collect(),
                _ => vec![text.to_owned()],
            };
            addresses.extend(list.into_iter().map(|address| {
                let whole = address.starts_with('/') || address.contains("://");
                if whole {
                    address
                } else {
                    format!("/{address}")
                }
            }));
        }
        _ => return false,
    }
    true
}

/// Our word for a type of article.
fn kind(text: &str) -> Option<&'static str> {
    let text = text.to_ascii_lowercase().replace('_', "-");
    Some(match text.as_str() {
        "problem"
        | "troubleshooting"
        | "troubleshooting-general"
        | "troubleshooting-problem-resolution"
        | "support" => "problem",
        "known-issue" | "known-issues" | "troubleshooting-known-issue" => "known-issue",
        "error-code" | "error-reference" | "troubleshooting-error-codes" => "error-code",
        "how-to" | "howto" | "tutorial" | "quickstart" | "get-started" => "how-to",
        "reference" | "conceptual" | "concept" | "concept-article" | "overview" | "faq"
        | "article" | "release-notes" | "glossary" => "reference",
        _ => return None,
    })
}

/// A day as `2026-11-03`, from that or from `11/03/2026`, whatever stands behind it.
pub(super) fn date(text: &str) -> Option<String> {
    let day = text.trim().split(['T', ' ']).next().unwrap_or_default();
    let day = match day.split('/').collect::<Vec<_>>()[..] {
        [month, day, year] => format!("{year:0>4}-{month:0>2}-{day:0>2}"),
        _ => day.to_owned(),
    };
    Date::parse(&day).map(|_| day)
}

fn add(list: &mut Vec<String>, words: Vec<String>) {
    for word in words {
        if !list.contains(&word) {
            list.push(word);
        }
    }
}
