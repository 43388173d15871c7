//! New addresses for the links and images of a text.
//!
//! In: Markdown, and a function that says for each address what becomes of it. Out: the text with nothing else
//! changed. Links that are written by a name get their address on the spot, so that a part of the text can be moved.

use std::ops::Range;

use super::markup::{Tag, attribute};
use super::text::Edits;
use crate::html::{self, Part, Place, Written};

/// What becomes of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum To {
    /// It stays.
    Same,
    /// It is replaced.
    Address(String),
    /// The link goes and its words stay.
    Plain,
    /// An image becomes a link to a file.
    Link(String),
}

/// Asks `answer` for every address; `true` means that it is an image's.
pub(super) fn rewrite(text: &str, mut answer: impl FnMut(&str, bool) -> To) -> String {
    if !text.contains(['[', '<']) {
        return text.to_owned();
    }
    let mut edits = Edits::default();
    for place in html::places(text) {
        match &place.what {
            Part::Link(address, written) => {
                let to = answer(address, false);
                markdown(text, &place, address, *written, to, false, &mut edits);
            }
            Part::Image(address, written) => {
                let to = answer(address, true);
                markdown(text, &place, address, *written, to, true, &mut edits);
            }
            Part::Html(_) => raw(text, place.range.clone(), &mut answer, &mut edits),
            _ => {}
        }
    }
    edits.apply(text)
}

fn markdown(
    text: &str,
    place: &Place,
    address: &str,
    written: Written,
    to: To,
    image: bool,
    edits: &mut Edits,
) {
    let (range, inside) = (place.range.clone(), place.inside.clone());
    let empty = inside.is_empty();
    let open = range.start + if image { 2 } else { 1 };
    let inner = if empty { open..open } else { inside };
    // A placeholder for a text that begins behind its brackets, as an image without description has none.
    let inner_end = inner.end.clamp(open, range.end);
    match (to, written) {
        (To::Same, Written::Inline | Written::Bare) => {}
        (To::Plain, Written::Bare) => edits.put(range, format!("`{}`", address.replace('`', "'"))),
        (_, Written::Bare) => {}
        (To::Same, Written::ByName) => edits.put(
            behind(text, inner_end, &range),
            format!("]({})", target(address)),
        ),
        (To::Address(new), Written::Inline) => {
            let tail = behind(text, inner_end, &range);
            let old = &text[tail.clone()];
            edits.put(tail, with_target(old, &new));
        }
        (To::Address(new), Written::ByName) => {
            edits.put(
                behind(text, inner_end, &range),
                format!("]({})", target(&new)),
            );
        }
        (To::Link(new), _) => {
            let name = new.rsplit('/').next().unwrap_or(&new).to_owned();
            let words = if empty {
                name
            } else {
                text[inner.start..inner_end].to_owned()
            };
            edits.put(range, format!("[{words}]({})", target(&new)));
        }
        (To::Plain, _) => {
            if image || empty {
                let words = if empty {
                    ""
                } else {
                    &text[inner.start..inner_end]
                };
                edits.put(range, words);
            } else {
                edits.put(range.start..open, "");
                edits.put(behind(text, inner_end, &range), "");
            }
        }
    }
}

/// From the bracket that closes a link's words to its end.
fn behind(text: &str, from: usize, range: &Range<usize>) -> Range<usize> {
    let at = text[from..range.end]
        .find(']')
        .map_or(range.end, |at| from + at);
    at..range.end
}

/// `](old "title")` with another address.
fn with_target(tail: &str, new: &str) -> String {
    let Some(open) = tail.find('(') else {
        return format!("]({})", target(new));
    };
    let rest = &tail[open + 1..];
    let blank = rest.len() - rest.trim_start().len();
    let address = &rest[blank..];
    let length = if let Some(inner) = address.strip_prefix('<') {
        inner.find('>').map_or(address.len(), |end| end + 2)
    } else {
        let mut depth = 0usize;
        let mut escaped = false;
        address
            .find(|c: char| {
                let stop = match c {
                    _ if escaped => false,
                    '(' => {
                        depth += 1;
                        false
                    }
                    ')' if depth > 0 => {
                        depth -= 1;
                        false
                    }
                    ')' => true,
                    c => c.is_ascii_whitespace(),
                };
                escaped = c == '\\' && !escaped;
                stop
            })
            .unwrap_or(address.len())
    };
    format!("{}{}{}", &tail[..=open], target(new), &address[length..])
}

/// An address as Markdown wants it between round brackets.
fn target(address: &str) -> String {
    let odd = |c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '(' | ')' | '<' | '>' | '\\' | '|')
    };
    if !address.is_empty() && !address.contains(odd) {
        return address.to_owned();
    }
    let mut out = String::from("<");
    for c in address.chars() {
        match c {
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            '|' => out.push_str("%7C"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out.push('>');
    out
}

fn raw(
    text: &str,
    range: Range<usize>,
    answer: &mut impl FnMut(&str, bool) -> To,
    edits: &mut Edits,
) {
    let mut at = range.start;
    while let Some(found) = text[at..range.end].find('<') {
        let start = at + found;
        let Some(found) = Tag::read(&text[start..range.end]) else {
            at = start + 1;
            continue;
        };
        at = start + found.length;
        let tag = &text[start..at];
        let (name, image) = match found.name.as_str() {
            "a" => ("href", false),
            "img" => ("src", true),
            _ => continue,
        };
        let Some((value, address)) = attribute(tag, name) else {
            continue;
        };
        let address = address.replace("&amp;", "&");
        match answer(&address, image) {
            To::Same => {}
            To::Address(new) => {
                let quoted = tag[..value.start].ends_with(['"', '\'']);
                let new = new.replace('&', "&amp;").replace(['"', '\''], "%27");
                let new = if quoted { new } else { format!("\"{new}\"") };
                edits.put(start + value.start..start + value.end, new);
            }
            To::Plain if image => edits.put(start..at, html::escape_text(alt(tag))),
            To::Plain => edits.put(start..at, "<a>"),
            To::Link(new) => {
                let words = Some(alt(tag))
                    .filter(|alt| !alt.is_empty())
                    .unwrap_or("image");
                let link = format!(
                    "<a href=\"{}\">{}</a>",
                    new.replace('&', "&amp;"),
                    html::escape_text(words)
                );
                edits.put(start..at, link);
            }
        }
    }
}

fn alt(tag: &str) -> &str {
    attribute(tag, "alt").map_or("", |(_, alt)| alt)
}
