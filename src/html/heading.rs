//! Headings.
//!
//! In: headings of any level. Out: `h2` to `h6` with ids, each a link to itself.

use super::events::{Event, Placed, Tag, TagEnd};
use super::render::Page;
use super::scan;

impl Page<'_, '_> {
    pub(super) fn heading(&mut self, at: usize, custom: Option<&str>) {
        let words = scan::heading_words(self.list, at);
        let id = match self.within.and_then(|ids| ids.get(&at)) {
            Some(id) => id.clone(),
            None => self.ids.next(&words, custom),
        };
        let level = self.levels.get(self.headings).copied().unwrap_or(2);
        self.headings += 1;
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

/// Levels to write: the highest heading of the text gets the level `top`, and no level is skipped on the way down.
pub(super) fn levels(list: &[Placed<'_>], top: u8) -> Vec<u8> {
    let written = || {
        list.iter().filter_map(|(event, _)| match event {
            Event::Start(Tag::Heading { level, .. }) => Some(*level as u8),
            _ => None,
        })
    };
    let highest = written().min().unwrap_or(2);
    let mut before = top - 1;
    written()
        .map(|level| {
            before = (level + top - highest).min(before + 1).min(6);
            before
        })
        .collect()
}
