//! Where links, images, code, raw HTML and headings stand in a text, for those who rewrite Markdown.
//!
//! In: Markdown. Out: [`Place`]s in the order they begin, read by the same rules that pages are written by.

use std::ops::Range;

use super::elements::{DROPPED, FLOW, PHRASING, WHOLE};
use super::events::{self, Event, LinkType, Tag};
use super::scan;

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// What stands there.
    pub what: Part,
    /// Its bytes.
    pub range: Range<usize>,
    /// For links, images and headings: the bytes of what it encloses; the same as `range` for all else.
    pub inside: Range<usize>,
}

/// What stands at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A link and where it leads. Written `[text](here)`, or else by a name, or bare in angle brackets.
    Link(String, Written),
    /// An image and its source.
    Image(String, Written),
    /// Code: a block or a span.
    Code,
    /// A piece of raw HTML; whether it stands between paragraphs.
    Html(bool),
    /// A heading; whether a block of attributes behind it would vanish with words of the text.
    Heading(bool),
}

/// How a link is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// `[text](address)`.
    Inline,
    /// `[text][name]`, `[name]`.
    ByName,
    /// `<address>`.
    Bare,
}

/// What pages do with an HTML element that stands in Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Element {
    /// It is kept.
    Kept,
    /// It goes, and what is in it stays.
    Unwrapped,
    /// It goes with all that is in it.
    Removed,
    /// It is no element, and shown as text.
    Text,
}

/// What becomes of an element by its name.
pub fn element(name: &str) -> Element {
    let name = name.to_ascii_lowercase();
    let name = name.as_str();
    if WHOLE.contains(&name) {
        Element::Removed
    } else if PHRASING.contains(&name) || FLOW.contains(&name) {
        Element::Kept
    } else if DROPPED.contains(&name) {
        Element::Unwrapped
    } else {
        Element::Text
    }
}

/// The parts of a text that a rewriter has to know.
pub fn places(text: &str) -> Vec<Place> {
    let list = events::block(text);
    let mut places = Vec::new();
    for (at, (event, range)) in list.iter().enumerate() {
        let what = match event {
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) => Part::Link(scan::destination(*link_type, dest_url), written(*link_type)),
            Event::Start(Tag::Image {
                link_type,
                dest_url,
                ..
            }) => Part::Image(dest_url.to_string(), written(*link_type)),
            Event::Start(Tag::CodeBlock(_)) | Event::Code(_) => Part::Code,
            Event::Html(_) => Part::Html(true),
            Event::InlineHtml(_) => Part::Html(false),
            Event::Start(Tag::Heading { classes, attrs, .. }) => {
                Part::Heading(!attrs.is_empty() || !classes.is_empty())
            }
            _ => continue,
        };
        let encloses = matches!(what, Part::Link(..) | Part::Image(..) | Part::Heading(_));
        let inside = if encloses {
            inside(&list, at, range)
        } else {
            range.clone()
        };
        let place = Place {
            what,
            range: range.clone(),
            inside,
        };
        // A block of HTML comes line by line; its tags may go over several.
        match places.last_mut() {
            Some(Place {
                what: Part::Html(true),
                range: before,
                inside,
            }) if place.what == Part::Html(true) && before.end == place.range.start => {
                before.end = place.range.end;
                *inside = before.clone();
            }
            _ => places.push(place),
        }
    }
    places
}

/// The bytes between a start tag and its end.
fn inside(list: &[events::Placed<'_>], at: usize, range: &Range<usize>) -> Range<usize> {
    let mut depth = 0usize;
    let mut span: Option<Range<usize>> = None;
    for (event, place) in &list[at..] {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
        if place != range {
            let so_far = span.unwrap_or(place.clone());
            span = Some(so_far.start.min(place.start)..so_far.end.max(place.end));
        }
    }
    span.unwrap_or(range.start..range.start)
}

fn written(link_type: LinkType) -> Written {
    match link_type {
        LinkType::Inline => Written::Inline,
        LinkType::Autolink | LinkType::Email => Written::Bare,
        _ => Written::ByName,
    }
}
