//! The type of an article whose source names none: not everything that comes over tells of a problem and its fix.
//!
//! In: the article as it will be written, and the settings it will be read with. Out: a word for `type`.

use crate::config::Config;
use crate::{parse, structure};

/// The type, by what front matter and headings tell; none for a problem, which needs no word.
pub(super) fn of(text: &str, config: Option<&Config>) -> Option<&'static str> {
    let mut article = parse::article("articles/a.md", text).0?;
    let config = config
        .cloned()
        .unwrap_or_else(|| parse::config("title: x").0);
    structure::read(&mut article, &config);
    match (article.symptoms.is_empty(), article.fixes.is_empty()) {
        (false, false) => None,
        (true, false) => Some("how-to"),
        (false, true) => Some("known-issue"),
        (true, true) => Some("reference"),
    }
}
