//! HTML that is nested deeper than anybody writes.
//!
//! In: text. Out: the same without the tags beyond a depth that parsers can bear.

/// HTML without the tags that are nested deeper than anybody writes, and how many these were: parsers take quadratic
/// time for them.
pub(super) fn flattened(html: &str) -> (std::borrow::Cow<'_, str>, usize) {
    const MOST: usize = 400;
    const OPEN: &[&str] = &[
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source",
        "track", "wbr", "li", "td", "th", "tr", "dt", "dd", "option", "thead", "tbody", "tfoot",
    ];
    let mut depth = 0usize;
    let mut gone = 0;
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let closing = rest.starts_with("</");
        let name = rest[1 + usize::from(closing)..]
            .split(|c: char| !c.is_ascii_alphanumeric())
            .next()
            .unwrap_or_default();
        let end = rest.find('>').map_or(rest.len(), |at| at + 1);
        if name.is_empty() || OPEN.contains(&name.to_ascii_lowercase().as_str()) {
            out.push('<');
            rest = &rest[1..];
            continue;
        }
        if closing {
            depth = depth.saturating_sub(1);
        }
        if depth >= MOST {
            gone += 1;
            out.push(' ');
        } else {
            out.push_str(&rest[..end]);
        }
        if !closing {
            depth += 1;
        }
        rest = &rest[end..];
    }
    if gone == 0 {
        return (std::borrow::Cow::Borrowed(html), 0);
    }
    out.push_str(rest);
    (std::borrow::Cow::Owned(out), gone)
}
