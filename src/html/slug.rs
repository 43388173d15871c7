//! Ids of headings.
//!
//! In: the words of each heading in order, or the id that the writer gave. Out: ids that are unique within the
//! text and never one that a page uses itself, so that `#fix-1` always leads to the fix.

use std::collections::BTreeMap;

/// Ids handed out so far, with the number to try next after each.
#[derive(Debug, Default)]
pub(super) struct Ids(BTreeMap<String, usize>);

impl Ids {
    /// The id of the next heading.
    pub(super) fn next(&mut self, words: &str, custom: Option<&str>) -> String {
        let base = match custom.map(clean).filter(|id| !id.is_empty()) {
            Some(id) => id,
            None => slug(words),
        };
        let base = if is_taken_by_pages(&base) {
            format!("s-{base}")
        } else {
            base
        };
        let mut id = base.clone();
        let mut number = self.0.get(&base).copied().unwrap_or(1);
        while self.0.contains_key(&id) {
            number += 1;
            id = format!("{base}-{number}");
            if is_taken_by_pages(&id) {
                id = format!("s-{id}");
            }
        }
        self.0.insert(base, number);
        self.0.entry(id.clone()).or_insert(1);
        id
    }
}

impl Ids {
    /// An id that the writer gave to an element, as it is; none where it can't be one or another has it.
    pub(super) fn exact(&mut self, id: &str) -> Option<String> {
        let fine = !id.is_empty() && clean(id) == id && !is_taken_by_pages(id);
        if !fine || self.0.contains_key(id) {
            return None;
        }
        self.0.insert(id.to_owned(), 1);
        Some(id.to_owned())
    }
}

/// Words as an id: letters and digits of all scripts in lower case, one hyphen between.
pub(super) fn slug(words: &str) -> String {
    let mut id = String::with_capacity(words.len());
    for c in words.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() || (is_mark(c) && !id.is_empty()) {
            id.push(c);
        } else if (c.is_whitespace() || matches!(c, '-' | '_' | '/' | '.' | '›' | '>' | '–' | '—'))
            && !id.ends_with('-')
            && !id.is_empty()
        {
            id.push('-');
        }
        if id.len() >= 96 {
            break;
        }
    }
    let id = id.trim_end_matches('-');
    if id.is_empty() {
        "section".to_owned()
    } else {
        id.to_owned()
    }
}

/// Vowel signs and accents that stand alone belong to the letter before them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{d7f}' | '\u{e31}'..='\u{e4e}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}')
}

fn clean(id: &str) -> String {
    id.chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
        .take(96)
        .collect()
}

/// Ids of the default theme's pages: landmarks, icons, fixes, steps, fields, footnotes, and what scripts look up.
fn is_taken_by_pages(id: &str) -> bool {
    const NAMES: &[&str] = &[
        "main",
        "foot",
        "footer",
        "header",
        "top",
        "nav",
        "menu",
        "search",
        "results",
        "status",
        "stuck",
        "wt",
        "gh",
        "related",
        "match",
        "symptoms",
        "products",
        "platforms",
        "errors",
        "guided",
        "m",
        "st",
        "rl",
        "q",
        "home",
        "check",
        "copy",
        "link",
        "clock",
        "shield",
        "alert",
        "phone",
        "next",
        "down",
        "print",
        "mail",
        "cloud",
        "doc",
        "wifi",
        "pc",
        "info",
        "close",
        "plus",
        "minus",
        "sun",
        "moon",
        "theme",
        "filter",
        "external",
        "more",
        "user",
        "key",
        "lock",
        "disk",
        "box",
        "back",
        "up",
        "prev",
        "list",
        "tag",
        "star",
        "warn",
        "stop",
        "fixbook",
        "fixes",
        "toc",
        "body",
        "title",
    ];
    const STARTS: &[&str] = &[
        "fix-", "fixed-", "q-", "fn-", "fnref-", "p-", "s-", "os-", "icon-", "i-",
    ];
    let lower = id.to_lowercase();
    NAMES.contains(&lower.as_str())
        || STARTS.iter().any(|start| lower.starts_with(start))
        || (lower.len() > 1
            && lower.starts_with(['f', 'q', 'm', 'h', 'r'])
            && lower[1..].bytes().all(|b| b.is_ascii_digit()))
}
