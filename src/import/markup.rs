//! Raw HTML in the body of a draft.
//!
//! In: the place of a piece of HTML. Out: edits that turn placeholders into text and take out what pages would leave
//! out, which is a loss; tags and attributes as written.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::text::Edits;
use crate::html::{self, Element};

/// A body whose raw HTML is looked at.
pub(super) struct Raw<'a> {
    body: &'a str,
    lower: String,
    /// Where the next end tag of an element stands, as far as it was looked for.
    ends: RefCell<BTreeMap<String, Option<usize>>>,
}

impl<'a> Raw<'a> {
    /// A body to look at.
    pub(super) fn new(body: &'a str) -> Self {
        Self {
            body,
            lower: body.to_ascii_lowercase(),
            ends: RefCell::default(),
        }
    }

    /// The end of the first end tag of `name` behind `from`.
    fn end(&self, name: &str, from: usize) -> Option<usize> {
        let mut ends = self.ends.borrow_mut();
        let known = ends.get(name).copied();
        let found = match known {
            Some(None) => None,
            Some(Some(at)) if at >= from => Some(at),
            _ => self.lower[from..]
                .find(&format!("</{name}"))
                .map(|at| from + at),
        };
        ends.insert(name.to_owned(), found);
        let found = found?;
        self.body[found..].find('>').map(|end| found + end + 1)
    }
}

/// Tidies the raw HTML in `range`. Where the tag that begins a block turns out to be text, there is no block, and
/// what it held is Markdown: it is left alone unless `whole`, and the answer is yes.
pub(super) fn markup(
    raw: &Raw<'_>,
    range: std::ops::Range<usize>,
    block: bool,
    whole: bool,
    edits: &mut Edits,
    lose: &mut dyn FnMut(&'static str, &str),
) -> bool {
    let body = raw.body;
    let mut dissolved = false;
    let first = range.start + body[range.clone()].find('<').unwrap_or(0);
    let shown = if block { "&lt;" } else { "\\<" };
    let mut at = range.start;
    while let Some(found) = body[at..range.end].find('<') {
        let start = at + found;
        let mut text = |edits: &mut Edits| {
            edits.put(start..start + 1, shown);
            dissolved |= block && start == first;
        };
        let rest = &body[start..];
        at = start + 1;
        if rest.starts_with("<!--") {
            let end = rest.find("-->").map_or(rest.len(), |end| end + 3);
            let inner = rest[..end]
                .trim_start_matches("<!--")
                .trim_end_matches("-->")
                .trim();
            if !inner.is_empty() {
                lose("comment", inner);
            }
            edits.put(start..start + end, "");
            at = start + end;
        } else if rest.starts_with("<!") || rest.starts_with("<?") {
            text(edits);
        } else if let Some(tag) = Tag::read(rest) {
            at = start + tag.length;
            let closed = || raw.end(&tag.name, start).map(|end| end - start);
            let element = if html::is_placeholder(&rest[..tag.length]) {
                Element::Text
            } else {
                html::element(&tag.name)
            };
            match element {
                Element::Text => text(edits),
                Element::Kept => {}
                Element::Unwrapped if tag.closing => {}
                Element::Unwrapped if !tag.attributes.is_empty() => {
                    lose("HTML that pages do not keep", &rest[..tag.length]);
                }
                Element::Unwrapped => {
                    if closed().is_none() {
                        text(edits);
                    }
                }
                Element::Removed if tag.closing => text(edits),
                Element::Removed => match closed() {
                    Some(end) => {
                        lose("HTML that pages do not show", &rest[..end]);
                        let address = attribute(&rest[..end], "src").map(|(_, address)| address);
                        let link = address
                            .filter(|a| a.starts_with("https://"))
                            .map(|address| {
                                let word = if tag.name == "iframe" {
                                    "Embedded page"
                                } else {
                                    "Media"
                                };
                                if block {
                                    format!("<p><a href=\"{address}\">{word}</a></p>")
                                } else {
                                    format!("[{word}](<{address}>)")
                                }
                            });
                        edits.put(start..start + end, link.unwrap_or_default());
                        at = start + end;
                    }
                    None => text(edits),
                },
            }
        }
        if at >= range.end || dissolved && !whole {
            break;
        }
    }
    dissolved
}

/// Letters of a tag; a longer one is none.
const LONGEST: usize = 10_000;

/// A tag as written.
pub(super) struct Tag<'a> {
    closing: bool,
    /// Its name in small letters.
    pub(super) name: String,
    attributes: &'a str,
    /// Bytes from bracket to bracket.
    pub(super) length: usize,
}

impl<'a> Tag<'a> {
    /// The tag at the start of a text; none where `<` begins none.
    pub(super) fn read(text: &'a str) -> Option<Self> {
        let closing = text.starts_with("</");
        let from = if closing { 2 } else { 1 };
        let name = text[from..]
            .find(|c: char| c.is_whitespace() || matches!(c, '/' | '>'))
            .map(|end| &text[from..from + end])?;
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let mut quote = None;
        for (at, c) in text.char_indices().skip(1).take(LONGEST) {
            match quote {
                Some(open) if c == open => quote = None,
                Some(_) => {}
                None if matches!(c, '"' | '\'') => quote = Some(c),
                None if c == '>' => {
                    let attributes = text[from + name.len()..at]
                        .trim_matches(|c: char| c.is_whitespace() || c == '/');
                    return Some(Self {
                        closing,
                        name: name.to_ascii_lowercase(),
                        attributes,
                        length: at + 1,
                    });
                }
                None => {}
            }
        }
        None
    }
}

/// The value of an attribute and the bytes it stands at, inside the text of a tag.
pub(super) fn attribute<'a>(tag: &'a str, name: &str) -> Option<(std::ops::Range<usize>, &'a str)> {
    let lower = tag.to_ascii_lowercase();
    let mut from = 0;
    while let Some(found) = lower[from..].find(name) {
        let at = from + found;
        from = at + name.len();
        let before = at == 0
            || lower[..at].ends_with(|c: char| c.is_whitespace() || matches!(c, '"' | '\''));
        let rest = &tag[from..];
        let value = rest.trim_start();
        if !before || !value.starts_with('=') {
            continue;
        }
        let value = value[1..].trim_start();
        let start = tag.len() - value.len();
        let range = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let end = value[1..].find(quote)?;
                start + 1..start + 1 + end
            }
            _ => {
                let end = value
                    .find(|c: char| c.is_whitespace() || c == '>')
                    .unwrap_or(value.len());
                start..start + end
            }
        };
        return Some((range.clone(), &tag[range]));
    }
    None
}
