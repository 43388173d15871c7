//! What pasted text carries along: times, addresses, ids.
//!
//! In: a question, of which only the beginning is read. Out: that without them, or as it was if hardly anything would be
//! left. The patterns go to the browser as they are, so they use only what both regular expression engines share.

use fancy_regex::Regex;
use std::sync::LazyLock;

/// Patterns in order; each match becomes a space.
pub(crate) const PATTERNS: &[&str] = &[
    // Terminal colours.
    r"\x1b\[[0-9;]*[A-Za-z]",
    // GUIDs.
    r"\{?[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\}?",
    // IP addresses.
    r"[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}(?::[0-9]+)?",
    // Dates, with or without a time; then lone times.
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9:.,]+(?:Z|[+-][0-9:]+)?)?",
    r"[0-9]{1,2}[/.][0-9]{1,2}[/.](?:19|20)[0-9]{2}",
    r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?(?: ?[AaPp][Mm]\b)?",
    // Mail addresses, the scheme and host of web addresses.
    r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+",
    r"[a-z]{2,10}://[^ \t\r\n/]+",
    // Folders of absolute paths; the file's name stays.
    r"(?:[A-Za-z]:)?(?:\\[^ \t\r\n\\:'<>|]+){2,}(?=\\)",
    r"(?:/[A-Za-z0-9_.~-]+){3,}(?=/)",
    // Line numbers, process numbers, long runs of hexadecimal digits and letters.
    r"(?:\bline |:)[0-9]+\b(?=[ \t\r\n,;)}\]]|$)",
    r"\[[0-9]+\](?=:)",
    r"\b(?=[a-f]*[0-9])(?=[0-9]*[a-f])[0-9a-f]{12,}\b",
];

/// The share of words that must be left.
const LEFT: usize = 3;
/// UTF-16 units of a question that are read.
const LENGTH: usize = 20_000;

/// The part of a text that is read: as in the browser, which counts in UTF-16.
pub(crate) fn beginning(text: &str) -> &str {
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > LENGTH
    });
    end.map_or(text, |(at, _)| &text[..at])
}

static COMPILED: LazyLock<Vec<Regex>> =
    LazyLock::new(|| PATTERNS.iter().filter_map(|p| Regex::new(p).ok()).collect());

/// A question without the noise of pasted text.
pub fn clean(text: &str) -> String {
    let text = beginning(text);
    let mut out = text.to_string();
    for pattern in COMPILED.iter() {
        // Where the engine gives up, nothing is noise.
        if let Ok(cleaned) = pattern.try_replacen(&out, 0, " ") {
            out = cleaned.into_owned();
        }
    }
    let words = |s: &str| super::tokens(s).words.len();
    if words(&out) < LEFT.min(words(text)) {
        text.to_string()
    } else {
        out
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_pattern_compiles() {
        assert_eq!(super::COMPILED.len(), super::PATTERNS.len());
    }

    /// The browser's engine has no such limit; what stays below it there is no long work either.
    #[test]
    fn no_pattern_tries_too_much() {
        let parts = [
            "a",
            "a.",
            "a1",
            "a-b.",
            "/a",
            "/",
            "\\a",
            "\\",
            "a@",
            "1:",
            ":1",
            "1",
            "1.",
            "[1",
            "{",
            "-",
            "'a",
            "x",
            "<",
            "phone ",
            "0a",
            "日本",
            "\u{1b}[",
            "aaaaaaaa://",
            "line 1",
            "/a/b/c d",
            "\\a\\b c",
        ];
        for part in parts {
            for tail in ["", " ", "!", "/", "\\", "é"] {
                let text = part.repeat(20_000 / part.len()) + tail;
                for pattern in super::COMPILED.iter() {
                    let found = pattern.try_replacen(&text, 0, " ");
                    assert!(found.is_ok(), "{pattern} with {part:?} {tail:?}");
                }
            }
        }
    }
}
