//! Headings.
//!
//! In: headings of any level. Out: `h2` to `h6` with ids, each a link to itself.

use super::events::{Event, Placed, Tag, TagEnd};
use super::render::Page;
use super::{raw, scan};

impl Page<'_, '_> {
    pub(super) fn heading(&mut self, at: usize, custom: Option<&str>) {
        let words = scan::heading_words(self.list, at);
        let id = match self.within.and_then(|ids| ids.get(&at)) {
            Some(id) => id.clone(),
            None => self.ids.next(&words, custom),
        };
        let level = self.levels.next().unwrap_or(2);
        const CLOSE: [&str; 5] = ["</h2>", "</h3>", "</h4>", "</h5>", "</h6>"];
        self.writer.start(
            &format!("<h{level} id=\"{id}\">"),
            CLOSE[usize::from(level.clamp(2, 6)) - 2],
        );
        // A link to itself, unless a link or raw HTML inside would put one link into another.
        let linked = self.list[at + 1..]
            .iter()
            .take_while(|(event, _)| !matches!(event, Event::End(TagEnd::Heading(_))))
            .any(|(event, _)| {
                matches!(
                    event,
                    Event::Start(Tag::Link { .. })
                        | Event::InlineHtml(_)
                        | Event::FootnoteReference(_)
                )
            });
        let itself = !linked && !words.is_empty();
        if itself {
            self.writer.start(&format!("<a href=\"#{id}\">"), "</a>");
        }
        self.links.push(itself);
    }
}

/// Levels to write, in the order of the headings.
#[derive(Default)]
pub(super) struct Levels(std::vec::IntoIter<u8>);

impl Levels {
    /// The level of the next heading.
    pub(super) fn next(&mut self) -> Option<u8> {
        self.0.next()
    }
}

/// Levels to write: the highest heading of the text gets the level `top`, and no level is skipped on the way down. Headings
/// of raw HTML between paragraphs count as those of Markdown do.
pub(super) fn levels(list: &[Placed<'_>], top: u8, raw_counts: bool) -> Levels {
    let mut written: Vec<u8> = Vec::new();
    for (event, _) in list {
        match event {
            Event::Start(Tag::Heading { level, .. }) => written.push(*level as u8),
            Event::Html(html) if raw_counts => written.extend(raw::headings(html)),
            _ => {}
        }
    }
    let highest = written.iter().min().copied().unwrap_or(2);
    let mut before = top - 1;
    for level in &mut written {
        before = (*level + top - highest).min(before + 1).min(6);
        *level = before;
    }
    Levels(written.into_iter())
}
