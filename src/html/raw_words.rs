//! What raw HTML says, for those who read and do not show it.
//!
//! In: raw HTML. Out: the heading that a block starts with, and words without tags.

use super::raw::{is_placeholder, markup_length};

/// A heading written as raw HTML.
pub(super) struct RawHeading {
    /// 1 to 6.
    pub level: u8,
    /// Its words.
    pub words: String,
    /// Whether nothing stands behind it.
    pub alone: bool,
}

/// The heading that a block of raw HTML starts with.
pub(super) fn heading(html: &str) -> Option<RawHeading> {
    let html = html.trim_start();
    let bytes = html.as_bytes();
    let level = bytes.get(2)?.wrapping_sub(b'0');
    let is_heading = bytes[0] == b'<' && bytes[1].eq_ignore_ascii_case(&b'h');
    if !is_heading || !(1..=6).contains(&level) {
        return None;
    }
    let length = markup_length(html)?;
    let rest = &html[length..];
    let close = format!("</h{level}");
    let end = rest.to_ascii_lowercase().find(&close)?;
    let after = rest[end..].split_once('>').map_or("", |(_, after)| after);
    Some(RawHeading {
        level,
        words: text(&rest[..end]),
        alone: after.trim().is_empty(),
    })
}

/// The words between tags, on one line.
fn text(html: &str) -> String {
    let lines = lines(html);
    lines.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text between tags with its lines, the usual entities read.
pub(super) fn lines(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let length = markup_length(&rest[at..]).unwrap_or(1);
        if is_placeholder(&rest[at..at + length]) {
            out.push_str(&rest[at..at + length]);
        }
        rest = &rest[at + length..];
    }
    out.push_str(rest);
    out.replace("&nbsp;", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}
