//! The site's style sheet, joined from the theme's parts, and the parts that only some pages have.

use super::lookup::Lookup;
use crate::config::Platform;

/// Parts of the style sheet in order; `tokens` declares the layers.
pub const CSS_PARTS: &[&str] = &[
    "tokens", "base", "chrome", "article", "lists", "prose", "states",
];

/// Parts of a style sheet, ready to be joined.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Styles {
    theme: String,
    site: String,
}

impl Styles {
    /// Reads the parts: the theme's, and what the settings and the site add, which wins.
    pub(super) fn load(look: &Lookup<'_>, platforms: &[Platform], accent: String) -> Self {
        let part = |name: &&str| look.text(&format!("css/{name}.css"));
        let theme: Vec<String> = CSS_PARTS.iter().filter_map(part).collect();
        let own = look.own_text("site.css").unwrap_or_default();
        Self {
            theme: theme.join("\n"),
            site: platform_rules(platforms) + &accent + &own,
        }
    }

    /// The style sheet.
    pub fn join(&self) -> String {
        minify(&format!("{}{}", self.theme, self.site))
    }
}

/// With a platform chosen, the other platforms' steps and notes go away; with all, every note that one has no steps.
fn platform_rules(platforms: &[Platform]) -> String {
    let mut css = String::from("body:has(#p-all:checked) .na{display:none}\n");
    for Platform { id, .. } in platforms {
        // What the script hides from view only (`hidden=until-found`), the browser's find still reaches.
        css += &format!("body:has(#p-{id}:checked) .os:not(.os-{id},[hidden]){{display:none}}\n");
    }
    css
}

/// A part of the style that only some pages have.
pub(super) fn extra(look: &Lookup<'_>, name: &str) -> String {
    minify(&look.text(&format!("css/{name}.css")).unwrap_or_default())
}

/// Removes comments, and white space where it means nothing; strings stay as they are.
fn minify(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(first) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix("/*") {
            rest = after.find("*/").map_or("", |end| &after[end + 2..]);
        } else if first == '"' || first == '\'' {
            let end = string_end(rest, first);
            out.push_str(&rest[..end]);
            rest = &rest[end..];
        } else if first.is_whitespace() {
            rest = rest.trim_start();
            let glued = out.ends_with(['{', '}', ';', ',', ':', ' ']) || out.is_empty();
            if !glued && !rest.starts_with(['{', '}', ';', ',']) {
                out.push(' ');
            }
        } else {
            if first == '}' && out.ends_with(';') {
                out.pop();
            }
            out.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    out
}

fn string_end(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        if !escaped && c == quote {
            return at + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minifying_keeps_meaning() {
        let css = "a :hover { color : red ; }\n/* x */ b::before{content:\"/* ; */ \\\" }\";}";
        assert_eq!(
            minify(css),
            "a :hover{color :red}b::before{content:\"/* ; */ \\\" }\"}"
        );
    }
}
