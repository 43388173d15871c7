//! Destinations of the links in a Markdown text, and its headings.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

/// Destinations of links in the order written, autolinks left out; e-mail and web addresses are
/// among them, since only a later phase knows which are its business.
pub fn destinations(text: &str) -> Vec<String> {
    if !text.contains("](") && !text.contains("]:") {
        return Vec::new();
    }
    let destination = |event| match event {
        Event::Start(Tag::Link {
            link_type: LinkType::Autolink | LinkType::Email,
            ..
        }) => None,
        Event::Start(Tag::Link { dest_url, .. }) => Some(dest_url.into_string()),
        _ => None,
    };
    Parser::new(text).filter_map(destination).collect()
}

/// A heading of a Markdown text.
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Where it stands.
    pub range: Range<usize>,
    /// As written, without the signs of a heading.
    pub markdown: String,
    /// Its words.
    pub words: String,
}

/// Headings that are not empty, in the order written.
pub fn headings(text: &str) -> Vec<Heading> {
    let mut found: Vec<Heading> = Vec::new();
    let mut open: Option<Heading> = None;
    let mut inner: Option<Range<usize>> = None;
    for (event, range) in Parser::new(text).into_offset_iter() {
        match (&event, &mut open) {
            (Event::Start(Tag::Heading { level, .. }), _) => {
                inner = None;
                open = Some(Heading {
                    level: *level as u8,
                    range,
                    markdown: String::new(),
                    words: String::new(),
                });
            }
            (Event::End(TagEnd::Heading(_)), Some(heading)) => {
                heading.markdown = inner.take().map_or("", |range| &text[range]).to_owned();
                found.extend(
                    open.take()
                        .filter(|heading| !heading.markdown.trim().is_empty()),
                );
            }
            (_, Some(heading)) => {
                let start = inner.as_ref().map_or(range.start, |known| known.start);
                inner = Some(start..range.end.max(inner.as_ref().map_or(0, |known| known.end)));
                if let Event::Text(words) | Event::Code(words) = &event {
                    heading.words.push_str(words);
                }
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::destinations;

    #[test]
    fn links_are_found_where_markdown_sees_them() {
        let text = "See [a](b.md#c), `[no](code)`, [d][e] and <https://f>.\n\n[e]: ../g.md\n";
        assert_eq!(destinations(text), ["b.md#c", "../g.md"]);
        assert!(destinations("plain ](").is_empty());
    }
}
