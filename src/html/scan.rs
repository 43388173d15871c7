//! What a text holds, without writing HTML.
//!
//! In: Markdown. Out: its headings, links and images with places ([`scan`]); its words ([`plain`]).

use std::ops::Range;

use super::events::{self, CodeBlockKind, Event, LinkType, Placed, Tag, TagEnd};
use super::slug::Ids;
use super::{Heading, Scan, escape, raw};

/// Headings, links and images of block Markdown.
pub fn scan(text: &str) -> Scan {
    if escape::is_plain_block(text) {
        return Scan::default();
    }
    of_events(text, &events::block(text))
}

/// The same where the text is read already.
pub(super) fn of_events(text: &str, list: &[Placed<'_>]) -> Scan {
    let mut scan = Scan::default();
    let mut ids = Ids::default();
    for (at, (event, range)) in list.iter().enumerate() {
        match event {
            Event::Start(Tag::Heading { level, id, .. }) => {
                let text = heading_words(list, at);
                let id = ids.next(&text, id.as_deref());
                scan.headings.push(Heading {
                    level: *level as u8,
                    id,
                    text,
                });
            }
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) => scan
                .links
                .push((destination(*link_type, dest_url), range.clone())),
            Event::Start(Tag::Image { dest_url, .. }) => {
                scan.images.push((dest_url.to_string(), range.clone()))
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => {
                scan.open_fences.extend(open_fence(text, range));
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                let block = matches!(event, Event::Html(_));
                for id in raw::ids(html, block) {
                    scan.anchors.extend(ids.exact(&id));
                }
                for (is_image, address) in raw::addresses(html) {
                    if is_image {
                        &mut scan.images
                    } else {
                        &mut scan.links
                    }
                    .push((address, range.clone()));
                }
            }
            _ => {}
        }
    }
    scan
}

/// The line that opens a block of code which nothing closes.
fn open_fence(text: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let inside = &text[range.clone()];
    let first = inside.lines().next().unwrap_or_default();
    let sign = first.chars().next()?;
    let width = first.chars().take_while(|c| *c == sign).count();
    let bare = |line: &str| {
        line.trim_matches(|c: char| c == '>' || c.is_whitespace())
            .to_owned()
    };
    let last = inside.lines().skip(1).last().map(bare).unwrap_or_default();
    let closed = last.chars().count() >= width && last.chars().all(|c| c == sign);
    (!closed).then(|| range.start..range.start + first.len())
}

/// The words of inline or block Markdown, with single spaces, and without markup, code fences and raw HTML.
pub fn plain(text: &str) -> String {
    if escape::is_plain_inline(text) {
        return single_spaced(text);
    }
    if text.trim().contains('\n') {
        words(&events::block(text))
    } else {
        events::inline(text, words)
    }
}

/// The words of the heading whose start is at `at`.
pub(super) fn heading_words(list: &[Placed<'_>], at: usize) -> String {
    let length = list[at..]
        .iter()
        .position(|(event, _)| matches!(event, Event::End(TagEnd::Heading(_))))
        .unwrap_or(0);
    words(&list[at..at + length])
}

/// Where a link leads; e-mail addresses in angle brackets get their scheme.
pub(super) fn destination(link_type: LinkType, href: &str) -> String {
    if link_type == LinkType::Email {
        format!("mailto:{href}")
    } else {
        href.to_owned()
    }
}

pub(super) fn words(list: &[Placed<'_>]) -> String {
    let mut out = String::new();
    for (event, _) in list {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(text),
            Event::InlineHtml(html) if raw::is_placeholder(html) => out.push_str(html),
            Event::SoftBreak | Event::HardBreak | Event::Rule => out.push(' '),
            Event::Start(tag) if !is_inline(&tag.to_end()) => out.push(' '),
            Event::End(tag) if !is_inline(tag) => out.push(' '),
            _ => {}
        }
    }
    single_spaced(&out)
}

fn single_spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

fn is_inline(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}
