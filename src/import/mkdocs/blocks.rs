//! Blocks of Python-Markdown and its extensions.
//!
//! In: the lines of a page, snippets already in place. Out: lines of CommonMark: admonitions as alerts, folded ones
//! as `<details>`, tabs as headings.

use super::super::Loss;
use super::super::blocks::{
    Lists, Tab, alert, capital, dedent, details, fence, heading_level, indent, tabs, trimmed,
};
use super::super::text::Fences;
use super::inline;
use super::snippets::Row;

/// Deeper blocks are left as they are.
const MAX_DEPTH: usize = 12;

/// Converts the lines of a page, or of a block inside one.
pub(super) fn convert(
    rows: &[Row],
    depth: usize,
    level: usize,
    losses: &mut Vec<Loss>,
) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut fences = Fences::default();
    let mut lists = Lists::default();
    let mut level = level;
    let mut after_tabs = false;
    let mut at = 0;
    while at < rows.len() {
        let row = &rows[at];
        let text = row.text.as_str();
        let was_code = fences.closing().is_some();
        if !was_code && lists.is_indented_code(text) {
            out.push(text.to_owned());
            at += 1;
            continue;
        }
        if fences.is_code(text) {
            if !was_code {
                let (line, other) = fence(text);
                if !other.is_empty() {
                    losses.push(Loss::new(
                        &row.source,
                        row.line,
                        "options of a code block",
                        other,
                    ));
                }
                out.push(line);
            } else {
                out.push(text.to_owned());
            }
            at += 1;
            continue;
        }
        let width = indent(text);
        let bare = text.trim();
        let pad = " ".repeat(width);
        if depth < MAX_DEPTH && width < 40 {
            if let Some(block) = admonition(bare) {
                let end = inside(rows, at + 1, width + 4);
                let body = body(&rows[at + 1..end], width + 4, depth, level, losses);
                let lines = match block.open {
                    None => alert(&block.kind, block.title.as_deref(), &body),
                    Some(open) => {
                        let title = block.title.unwrap_or_else(|| capital(&block.kind));
                        details(&title, open, &body)
                    }
                };
                put(&mut out, &pad, lines);
                at = end;
                continue;
            }
            if tab(bare).is_some() {
                let mut group = Vec::new();
                let mut last = at;
                while let Some(title) = rows
                    .get(at)
                    .filter(|row| indent(&row.text) == width)
                    .and_then(|row| tab(row.text.trim()))
                {
                    let end = inside(rows, at + 1, width + 4);
                    let tab_level = if width == 0 && depth == 0 {
                        level + 2
                    } else {
                        level
                    };
                    group.push(Tab {
                        title,
                        body: body(&rows[at + 1..end], width + 4, depth, tab_level, losses),
                    });
                    last = end;
                    at = end;
                    while rows.get(at).is_some_and(|row| row.text.trim().is_empty()) {
                        at += 1;
                    }
                }
                at = last;
                let headings = width == 0 && depth == 0;
                put(
                    &mut out,
                    &pad,
                    tabs(group, headings.then_some((level + 1).clamp(2, 5))),
                );
                after_tabs = headings;
                continue;
            }
        }
        if let Some(found) = heading_level(text) {
            level = found;
            after_tabs = false;
        } else if after_tabs && !bare.is_empty() {
            // What follows the last tab does not belong to it.
            out.extend(["---".to_owned(), String::new()]);
            after_tabs = false;
        }
        out.push(inline::line(row, losses));
        at += 1;
    }
    out
}

fn put(out: &mut Vec<String>, pad: &str, lines: Vec<String>) {
    if lines.is_empty() {
        return;
    }
    if out.last().is_some_and(|line| !line.trim().is_empty()) {
        out.push(String::new());
    }
    out.extend(lines.into_iter().map(|line| {
        if line.is_empty() {
            line
        } else {
            format!("{pad}{line}")
        }
    }));
    out.push(String::new());
}

/// Where the lines end that are indented by `width`, empty ones between them included.
fn inside(rows: &[Row], start: usize, width: usize) -> usize {
    let mut end = start;
    for (at, row) in rows.iter().enumerate().skip(start) {
        if row.text.trim().is_empty() {
            continue;
        }
        if indent(&row.text) < width {
            break;
        }
        end = at + 1;
    }
    end
}

fn body(
    rows: &[Row],
    width: usize,
    depth: usize,
    level: usize,
    losses: &mut Vec<Loss>,
) -> Vec<String> {
    let inner: Vec<Row> = rows
        .iter()
        .map(|row| Row {
            text: dedent(&row.text, width),
            ..row.clone()
        })
        .collect();
    trimmed(convert(&inner, depth + 1, level, losses))
}

struct Admonition {
    kind: String,
    title: Option<String>,
    /// Whether it can be folded, and is open.
    open: Option<bool>,
}

/// `!!! note "Title"`, `??? tip`, `???+ warning "Title"`.
fn admonition(text: &str) -> Option<Admonition> {
    let (open, rest) = if let Some(rest) = text.strip_prefix("!!!") {
        (None, rest)
    } else if let Some(rest) = text.strip_prefix("???+") {
        (Some(true), rest)
    } else {
        (Some(false), text.strip_prefix("???")?)
    };
    if !rest.starts_with([' ', '\t']) {
        return None;
    }
    let (names, title) = match rest.find(['"', '\'']) {
        Some(at) => {
            let quote = &rest[at..at + 1];
            let title = rest[at + 1..].trim_end().strip_suffix(quote)?;
            (&rest[..at], Some(title.replace("\\\"", "\"")))
        }
        None => (rest, None),
    };
    let mut names = names.split_whitespace();
    let kind = names.next()?.to_lowercase();
    let plain = |name: &str| {
        name.chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '#'))
    };
    // `inline end` says where it floats; no other word is expected.
    (plain(&kind) && names.all(|name| plain(name) && name.len() < 30)).then_some(Admonition {
        kind,
        title,
        open,
    })
}

/// `=== "Title"`, `===+ "Title"`, `===! "Title"`.
fn tab(text: &str) -> Option<String> {
    let rest = text.strip_prefix("===")?;
    let rest = rest.trim_start_matches(['+', '!']);
    if !rest.starts_with([' ', '\t']) {
        return None;
    }
    let rest = rest.trim();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let title = rest.get(1..)?.strip_suffix(quote)?.trim();
    (!title.is_empty()).then(|| title.to_owned())
}
