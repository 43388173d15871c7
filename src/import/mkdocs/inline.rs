//! Marks inside the lines of Python-Markdown.
//!
//! In: a line. Out: the line in CommonMark: attribute lists go, keys and marks become HTML, icons go.

use super::super::Loss;
use super::snippets::Row;

/// Sets of icons that have a shortcode.
const ICONS: &[&str] = &[":material-", ":fontawesome-", ":octicons-", ":simple-"];

/// A line of text.
pub(super) fn line(row: &Row, losses: &mut Vec<Loss>) -> String {
    let text = row.text.as_str();
    let mut lose =
        |what: &str, text: &str| losses.push(Loss::new(&row.source, row.line, what, text));
    let bare = text.trim();
    if matches!(bare, "[TOC]" | "[[TOC]]") {
        lose("table of contents inside a page", bare);
        return String::new();
    }
    // Indented code is code; what is indented inside a list is not, but marks are rare in both.
    if !text.contains(['{', '+', '=', ':', '^']) {
        return text.to_owned();
    }
    let heading = super::super::blocks::heading_level(text).is_some();
    let mut out = String::with_capacity(text.len());
    for (at, part) in super::super::blocks::code_spans(text) {
        if at {
            out.push_str(part);
            continue;
        }
        let mut rest = part;
        while let Some(found) = rest.find(['{', '+', '=', ':', '^']) {
            out.push_str(&rest[..found]);
            rest = &rest[found..];
            if let Some(length) = attribute_list(rest) {
                let after_mark = out
                    .trim_end()
                    .ends_with([')', ']', '*', '_', '`', '>', ':'])
                    || out.trim().is_empty();
                let ends = rest[length..].trim().is_empty();
                if heading && ends {
                    let id = identifier(&rest[..length]);
                    let other = others(&rest[..length]);
                    if !other.is_empty() {
                        lose("style attributes", &other);
                    }
                    if let Some(id) = id {
                        out.push_str(&format!("{{#{id}}}"));
                    }
                    rest = &rest[length..];
                    continue;
                }
                if after_mark || (ends && rest.starts_with("{:")) {
                    lose("style attributes", &rest[..length]);
                    rest = &rest[length..];
                    continue;
                }
            }
            let icon = ICONS.iter().any(|icon| rest.starts_with(icon));
            if icon && let Some(end) = rest[1..].find(':').filter(|end| shortcode(&rest[1..=*end]))
            {
                lose("icon", &rest[..end + 2]);
                rest = rest[end + 2..].trim_start_matches(' ');
                continue;
            }
            if let Some((new, length)) = keys(rest).or_else(|| marked(rest)) {
                out.push_str(&new);
                rest = &rest[length..];
                continue;
            }
            out.push_str(&rest[..1]);
            rest = &rest[1..];
        }
        out.push_str(rest);
    }
    if out.trim().is_empty() {
        String::new()
    } else {
        out.trim_end_matches(' ').to_owned() + trailing(text)
    }
}

/// Two spaces at the end of a line are a line break.
fn trailing(text: &str) -> &str {
    if text.ends_with("  ") { "  " } else { "" }
}

/// Length of an attribute list that a text begins with: `{: .class #id key="value" }`.
fn attribute_list(text: &str) -> Option<usize> {
    let end = text.find('}')?;
    let inner = text[1..end].strip_prefix(':').unwrap_or(&text[1..end]);
    let words = split_words(inner)?;
    let fits = |word: &String| {
        let name = |text: &str| {
            !text.is_empty()
                && text
                    .chars()
                    .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))
        };
        match word.strip_prefix(['.', '#']) {
            Some(rest) => name(rest),
            None => word.split_once('=').is_some_and(|(key, _)| name(key)),
        }
    };
    (!words.is_empty() && words.iter().all(fits)).then_some(end + 1)
}

/// Words of an attribute list; values in quotes hold spaces.
fn split_words(text: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut quote = None;
    for c in text.chars() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), c) => word.push(c),
            (None, '"' | '\'') => quote = Some(c),
            (None, c) if c.is_whitespace() => {
                if !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
            }
            (None, c) => word.push(c),
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    quote.is_none().then_some(words)
}

fn identifier(list: &str) -> Option<&str> {
    let inner = list.trim_matches(['{', '}', ':']);
    inner
        .split_whitespace()
        .find_map(|word| word.strip_prefix('#'))
}

fn others(list: &str) -> String {
    let inner = list.trim_matches(['{', '}', ':']);
    let words: Vec<&str> = inner
        .split_whitespace()
        .filter(|word| !word.starts_with('#'))
        .collect();
    words.join(" ")
}

fn shortcode(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}

/// `++ctrl+alt+del++` as keys, and its length.
fn keys(text: &str) -> Option<(String, usize)> {
    let inner = text.strip_prefix("++")?;
    let end = inner.find("++")?;
    let names = &inner[..end];
    let fits = |name: &str| {
        let name = name.trim_matches('"');
        !name.is_empty()
            && name.len() < 30
            && name
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '-' | ' ' | '_'))
    };
    if names.is_empty() || !names.split('+').all(fits) {
        return None;
    }
    let names: Vec<String> = names
        .split('+')
        .map(|name| {
            format!(
                "<kbd>{}</kbd>",
                super::super::blocks::capital(name.trim_matches('"'))
            )
        })
        .collect();
    Some((names.join("+"), end + 4))
}

/// `==marked==` and `^^inserted^^`, and their length.
fn marked(text: &str) -> Option<(String, usize)> {
    let (sign, tag) = match text.get(..2)? {
        "==" => ("==", "mark"),
        "^^" => ("^^", "ins"),
        _ => return None,
    };
    let inner = &text[2..];
    let end = inner.find(sign)?;
    let words = &inner[..end];
    let fits =
        !words.trim().is_empty() && words.trim() == words && !words.starts_with(['=', '^', '>']);
    fits.then(|| (format!("<{tag}>{words}</{tag}>"), end + 4))
}
