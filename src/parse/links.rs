//! Destinations of the links in a Markdown text.

use pulldown_cmark::{Event, LinkType, Parser, Tag};

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
