//! Directives of three colons, and of `[!WORD`.
//!
//! In: text that begins with one. Out: its parts and its length. What is not whole is no directive, and stays text.

use super::place::head;

/// `:::name key="value" ...:::`, over several lines if need be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Directive {
    /// Its name in small letters.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    /// Bytes from the first colon to the last.
    pub(super) length: usize,
}

impl Directive {
    /// Reads one that ends in three colons.
    pub(super) fn closed(text: &str) -> Option<Self> {
        let text = head(text, 16_000);
        let found = Self::read(text)?;
        let rest = &text[found.length..];
        rest.starts_with(":::").then(|| Self {
            length: found.length + 3,
            ..found
        })
    }

    /// Reads one that may end with its line.
    pub(super) fn line(text: &str) -> Option<Self> {
        let line = text.trim();
        let found = Self::read(line)?;
        line[found.length..]
            .trim_matches(':')
            .trim()
            .is_empty()
            .then_some(found)
    }

    fn read(text: &str) -> Option<Self> {
        let rest = text.strip_prefix(":::")?;
        let start = rest.trim_start_matches([' ', '\t']);
        let end = start
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
            .unwrap_or(start.len());
        if end == 0 {
            return None;
        }
        let name = start[..end].to_ascii_lowercase();
        let mut rest = &start[end..];
        let mut attributes = Vec::new();
        loop {
            if rest.starts_with("\n\n") {
                return None;
            }
            let next = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '>');
            let length = next
                .find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_')
                .unwrap_or(next.len());
            let (key, after) = next.split_at(length);
            let Some(value) = after.trim_start().strip_prefix('=').filter(|_| length > 0) else {
                // The end, or something else that is not ours to judge.
                let kept = if next.starts_with(":::") { next } else { rest };
                return Some(Self {
                    name,
                    attributes,
                    length: text.len() - kept.len(),
                });
            };
            let value = value.trim_start();
            let (value, after) = match value.chars().next() {
                Some(quote @ ('"' | '\'')) => {
                    let inner = &value[1..];
                    let end = inner.find(quote)?;
                    (&inner[..end], &inner[end + 1..])
                }
                _ => {
                    let end = value.find(char::is_whitespace).unwrap_or(value.len());
                    let end = value.find(":::").map_or(end, |colons| colons.min(end));
                    value.split_at(end)
                }
            };
            if value.contains("\n\n") {
                return None;
            }
            let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
            attributes.push((key.to_ascii_lowercase(), value));
            rest = after;
        }
    }

    /// The value of an attribute; none where it is missing or empty.
    pub(super) fn get(&self, key: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == key);
        found
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    }
}

/// `[!WORD ...]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Call<'a> {
    /// The word in small letters.
    pub(super) word: String,
    /// What stands between the word and the last bracket.
    pub(super) rest: &'a str,
    /// Bytes from bracket to bracket.
    pub(super) length: usize,
}

impl<'a> Call<'a> {
    /// Reads one at the start of a text.
    pub(super) fn read(text: &'a str) -> Option<Self> {
        let inner = head(text, 2_000).strip_prefix("[!")?;
        let end = inner.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_')?;
        let word = inner[..end].to_ascii_lowercase();
        let mut depth = 1usize;
        for (at, c) in inner.char_indices().skip(end) {
            match c {
                '[' => depth += 1,
                ']' => depth -= 1,
                '\n' if inner[at + 1..].starts_with('\n') => return None,
                _ => {}
            }
            if depth == 0 {
                return Some(Self {
                    word,
                    rest: inner[end..at].trim(),
                    length: at + 3,
                });
            }
        }
        None
    }

    /// Title and path of `[title](path)` in it.
    pub(super) fn link(&self) -> Option<(&'a str, &'a str)> {
        let inner = self.rest.strip_prefix('[')?;
        let (title, rest) = inner.split_once("](")?;
        let path = rest.trim_end().strip_suffix(')')?.trim();
        let path = path
            .strip_prefix('<')
            .and_then(|path| path.strip_suffix('>'))
            .unwrap_or(path);
        // A title may stand behind the path.
        let path = path.split(" \"").next().unwrap_or(path).trim();
        (!path.is_empty()).then_some((title, path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directives_go_over_lines() {
        let text = ":::image type=\"content\"\n  source='a b.png'\n  alt-text=\"A: b\"::: after";
        let found = Directive::closed(text).expect("it is whole");
        assert_eq!(found.get("source"), Some("a b.png"));
        assert_eq!(found.get("alt-text"), Some("A: b"));
        assert_eq!(&text[found.length..], " after");
        assert_eq!(Directive::closed(":::image source=\"a"), None);
        assert_eq!(Directive::closed(":::image source=\"a\" b"), None);
        let zone = Directive::line("::: zone pivot=\"windows\"").expect("its line ends it");
        assert_eq!(
            (zone.name.as_str(), zone.get("pivot")),
            ("zone", Some("windows"))
        );
    }

    #[test]
    fn calls_hold_links() {
        let call = Call::read("[!INCLUDE[a [b]](c d.md)] e").expect("it is whole");
        assert_eq!(call.link(), Some(("a [b]", "c d.md")));
        assert_eq!(call.length, 25);
        assert_eq!(Call::read("[!NOTE"), None);
    }
}
