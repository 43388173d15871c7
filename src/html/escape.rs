//! Escaping of text, attributes and addresses.
//!
//! In: text as written. Out: the same appended to HTML, with nothing in it that a browser would take for markup,
//! and the judgement whether an address may be followed at all.

/// Appends `text` as element content.
pub(super) fn text(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '\0']) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "\u{fffd}",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// Appends `text` as the inside of a double-quoted attribute.
pub(super) fn attribute(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\0' => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
}

/// Appends an address as the inside of a double-quoted attribute; what no address may hold is percent-encoded.
pub(super) fn address(out: &mut String, address: &str) {
    for c in address.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | '\0'..=' ' | '\x7f' => {
                out.push_str(&format!("%{:02X}", u32::from(c)));
            }
            _ => out.push(c),
        }
    }
}

/// Whether following the address could run a script. Browsers skip blanks and control characters inside a scheme.
pub(super) fn is_dangerous(address: &str) -> bool {
    let scheme: String = address
        .chars()
        .filter(|c| {
            !c.is_whitespace()
                && !c.is_control()
                && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}')
        })
        .take_while(|c| *c != ':' && !matches!(c, '/' | '?' | '#'))
        .take(24)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    let has_colon = address.contains(':') || address.contains("%3a") || address.contains("%3A");
    has_colon
        && [
            "javascript",
            "data",
            "vbscript",
            "livescript",
            "blob",
            "filesystem",
        ]
        .iter()
        .any(|bad| scheme == *bad || scheme.starts_with(&format!("{bad}%3a")))
}

/// Whether an image must not have the address. Images load by themselves, and on a page opened from disk a
/// drive, a share or `//host` makes the reader's computer reach for another machine; so only files of the
/// site, web addresses and small pictures written as data remain.
pub(super) fn is_dangerous_image(address: &str) -> bool {
    let start: String = address
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .take(16)
        .collect::<String>()
        .to_ascii_lowercase();
    let safe = [
        "https://",
        "http://",
        "data:image/png",
        "data:image/gif",
        "data:image/jpe",
        "data:image/web",
    ];
    if safe.iter().any(|good| start.starts_with(good)) {
        return false;
    }
    let scheme = start.split(['/', '?', '#']).next().unwrap_or_default();
    let host = start.starts_with("//") || start.contains('\\');
    host || scheme.contains(':') || is_dangerous(address)
}

/// Whether the address leads to another host.
pub(super) fn is_external(address: &str) -> bool {
    let start: String = address
        .chars()
        .take(8)
        .collect::<String>()
        .to_ascii_lowercase();
    start.starts_with("https://") || start.starts_with("http://") || start.starts_with("//")
}

/// Whether inline Markdown would leave the text as it is, apart from escaping.
pub(super) fn is_plain_inline(text: &str) -> bool {
    !text.bytes().any(|b| {
        matches!(
            b,
            b'\\' | b'`' | b'*' | b'_' | b'[' | b'<' | b'&' | b'~' | b'\n' | b'\r' | 0
        )
    })
}

/// Whether block Markdown would make one paragraph of it and nothing else.
pub(super) fn is_plain_block(text: &str) -> bool {
    let text = text.trim_end_matches('\n');
    text.chars().next().is_some_and(char::is_alphabetic)
        && is_plain_inline(text)
        && !text.ends_with([' ', '\t'])
}
