//! Where a link written in a source file leads.
//!
//! In: the path of the file that a link stands in, and the link as written. Out: [`Href`]. Paths are
//! relative to the file; a leading `/` means the root of the knowledge base.

use percent_encoding::percent_decode_str;

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Href {
    /// Another site, a mail address, a phone number: anything with a scheme or a host.
    Outside,
    /// A place on the same page; the anchor, decoded, may be empty.
    Here(String),
    /// A file of the knowledge base and a place in it, both decoded.
    File {
        /// Path inside the knowledge base.
        path: String,
        /// The part after `#`, if there is one.
        anchor: Option<String>,
    },
    /// A path that leads out of the knowledge base, or that no file can have.
    Escapes,
}

/// Reads a link of the file `from`.
///
/// ```
/// use fixbook::book::{Href, href};
/// let lost = Href::File { path: "articles/lost.md".into(), anchor: Some("codes".into()) };
/// assert_eq!(href("articles/mail/full.md", "../lost.md#codes"), lost);
/// assert_eq!(href("articles/mail/full.md", "../../../etc/passwd"), Href::Escapes);
/// ```
pub fn href(from: &str, link: &str) -> Href {
    let link = link.trim();
    if link.starts_with("//") || link.starts_with("\\\\") || has_scheme(link) {
        return Href::Outside;
    }
    let (rest, anchor) = match link.split_once('#') {
        Some((rest, anchor)) => (rest, decode(anchor)),
        None => (link, Some(String::new())),
    };
    let has_anchor = link.contains('#');
    let Some(anchor) = anchor else {
        return Href::Escapes;
    };
    let path = rest.split('?').next().unwrap_or_default();
    if path.is_empty() {
        return Href::Here(anchor);
    }
    let Some(path) = decode(path) else {
        return Href::Escapes;
    };
    match join(from, &path) {
        Some(path) => Href::File {
            path,
            anchor: has_anchor.then_some(anchor),
        },
        None => Href::Escapes,
    }
}

/// The path from the file `from` to the file `to`, both inside one tree, percent-encoded where needed.
pub fn relative(from: &str, to: &str) -> String {
    let mut base: Vec<&str> = from.split('/').collect();
    base.pop();
    let target: Vec<&str> = to.split('/').collect();
    let folders = target.len().saturating_sub(1);
    let common = base
        .iter()
        .zip(&target[..folders])
        .take_while(|(a, b)| a == b)
        .count();
    let mut parts: Vec<String> = vec!["..".to_owned(); base.len() - common];
    parts.extend(target[common..].iter().map(|part| encode(part)));
    parts.join("/")
}

fn encode(part: &str) -> String {
    use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
    const PART: &AsciiSet = &NON_ALPHANUMERIC
        .remove(b'-')
        .remove(b'_')
        .remove(b'.')
        .remove(b'~');
    utf8_percent_encode(part, PART).to_string()
}

fn has_scheme(link: &str) -> bool {
    let Some((scheme, _)) = link.split_once(':') else {
        return false;
    };
    let mut bytes = scheme.bytes();
    bytes.next().is_some_and(|b| b.is_ascii_alphabetic())
        && bytes.all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
}

fn decode(text: &str) -> Option<String> {
    let text = percent_decode_str(text).decode_utf8().ok()?;
    (!text.contains(['\0', '\n', '\r'])).then(|| text.into_owned())
}

fn join(from: &str, path: &str) -> Option<String> {
    if path.contains('\\') {
        return None;
    }
    let mut parts: Vec<&str> = Vec::new();
    if !path.starts_with('/') {
        parts = from.split('/').collect();
        parts.pop();
    }
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str) -> Href {
        Href::File {
            path: path.to_owned(),
            anchor: None,
        }
    }

    #[test]
    fn reads_paths_relative_to_the_file() {
        assert_eq!(href("articles/a/b.md", "c.md"), file("articles/a/c.md"));
        assert_eq!(
            href("articles/a/b.md", "./../c%20d.md"),
            file("articles/c d.md")
        );
        assert_eq!(href("articles/a/b.md", "/fixes/x.md"), file("fixes/x.md"));
        assert_eq!(href("a.md", "#x%C3%A9"), Href::Here("xé".to_owned()));
    }

    #[test]
    fn nothing_leads_out() {
        for link in [
            "../x",
            "a/../../x",
            "%2e%2e/x",
            "a\\..\\..\\x",
            "%00",
            "%ff",
        ] {
            assert_eq!(href("a.md", link), Href::Escapes, "{link}");
        }
        for link in ["https://example.com", "mailto:a@b", "//host/x", "tel:1"] {
            assert_eq!(href("a.md", link), Href::Outside, "{link}");
        }
    }

    #[test]
    fn relative_paths_lead_back() {
        for (from, to) in [
            ("articles/a/b.html", "articles/c d.html"),
            ("index.html", "articles/a/b.html"),
            ("articles/a/b.html", "index.html"),
            ("articles/a.html", "articles/a.html"),
            ("a", "a/b"),
        ] {
            assert_eq!(href(from, &relative(from, to)), file(to), "{from} -> {to}");
        }
    }
}
