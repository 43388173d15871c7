//! Icons: one `<symbol>` a line in `icons.svg`; a page carries those that it uses.

use std::collections::BTreeMap;

/// Icons that scripts add to any page, so that every page carries them.
const SCRIPTS: &[&str] = &["check", "copy", "link", "print"];
/// How templates and Markdown name an icon.
const USE: &str = "<use href=\"#";
/// How a finished page names it, so that no heading can have the same id.
const USE_ID: &str = "<use href=\"#i-";

/// Symbols by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Icons(BTreeMap<String, String>);

impl Icons {
    /// Reads lines of the form `<symbol id="name" ...>...</symbol>`.
    pub(super) fn parse(text: &str) -> Self {
        let symbol = |line: &str| {
            let name = line.strip_prefix("<symbol id=\"")?.split('"').next()?;
            let line = line.replacen("id=\"", "id=\"i-", 1);
            Some((name.to_owned(), line))
        };
        Self(text.lines().map(str::trim).filter_map(symbol).collect())
    }

    /// The icon with this name, or the one that stands for anything.
    pub fn known<'a>(&self, name: Option<&'a str>, otherwise: &'a str) -> &'a str {
        name.filter(|name| self.0.contains_key(*name))
            .unwrap_or(otherwise)
    }

    /// The page with the symbols that it uses, in the order of their names, in the place of `sprite`.
    pub(super) fn fill(&self, html: &str, sprite: &str) -> String {
        let (head, rest) = html.split_once(sprite).unwrap_or((html, ""));
        let mut names: Vec<&str> = SCRIPTS.to_vec();
        let mut start = String::with_capacity(html.len() + 4096);
        named(head, &mut start, &mut names);
        let mut end = String::with_capacity(rest.len() + 1024);
        named(rest, &mut end, &mut names);
        if head.len() < html.len() {
            names.sort_unstable();
            start.push_str("<svg hidden>");
            let symbols = names.iter().filter_map(|name| self.0.get(*name));
            symbols.for_each(|symbol| start.push_str(symbol));
            start.push_str("</svg>");
        }
        start + &end
    }
}

/// Appends a part of a page under the icons' final names, and collects these.
fn named<'a>(html: &'a str, out: &mut String, names: &mut Vec<&'a str>) {
    let mut parts = html.split(USE);
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let name = part.split('"').next().unwrap_or_default();
        if !names.contains(&name) {
            names.push(name);
        }
        out.push_str(USE_ID);
        out.push_str(part);
    }
}
