//! Links and images.
//!
//! In: addresses as written. Out: elements with the addresses that the resolver gives; what could run a script is left out.

use super::events::{Event, LinkType};
use super::render::Page;
use super::{Resolver, Word, escape, scan};

impl Page<'_, '_> {
    pub(super) fn link(&mut self, link_type: LinkType, href: &str, title: &str) {
        let href = scan::destination(link_type, href);
        let target = if escape::is_dangerous(&href) {
            String::new()
        } else {
            self.resolver.link(&href)
        };
        let nested = self.links.contains(&true) || self.writer.is_raw_open("a");
        let written =
            !nested && !escape::is_dangerous(&target) && (!target.is_empty() || href.is_empty());
        self.links.push(written);
        if !written {
            return;
        }
        let mut start = String::from("<a href=\"");
        escape::address(&mut start, &target);
        start.push('"');
        if escape::is_external(&target) {
            start.push_str(" rel=\"noopener\"");
        }
        if !title.is_empty() {
            start.push_str(" title=\"");
            escape::attribute(&mut start, title);
            start.push('"');
        }
        start.push('>');
        self.writer.start(&start, "</a>");
    }

    pub(super) fn image(&mut self, at: usize, src: &str, title: &str) -> usize {
        let (mut depth, mut end, mut alt) = (0usize, at, String::new());
        for (event, _) in &self.list[at..] {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                Event::Text(text) | Event::Code(text) => alt.push_str(text),
                Event::SoftBreak | Event::HardBreak => alt.push(' '),
                _ => {}
            }
            end += 1;
            if depth == 0 {
                break;
            }
        }
        let (target, size) = if escape::is_dangerous_image(src) {
            (String::new(), None)
        } else {
            self.resolver.image(src)
        };
        if target.is_empty() && !escape::is_dangerous_image(src) {
            no_image(&mut self.writer.out, &alt, self.resolver);
            return end;
        }
        if target.is_empty() || escape::is_dangerous_image(&target) {
            escape::text(&mut self.writer.out, &alt);
            return end;
        }
        let out = &mut self.writer.out;
        out.push_str("<img src=\"");
        escape::address(out, &target);
        out.push_str("\" alt=\"");
        escape::attribute(out, &alt);
        out.push('"');
        if let Some((width, height)) = size {
            out.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
        }
        if !title.is_empty() {
            out.push_str(" title=\"");
            escape::attribute(out, title);
            out.push('"');
        }
        out.push_str(" loading=\"lazy\" decoding=\"async\">");
        end
    }
}

/// Says that an image is not there, and what it shows.
pub(super) fn no_image(out: &mut String, alt: &str, resolver: &dyn Resolver) {
    out.push_str("<em>");
    escape::text(out, &resolver.word(Word::NoImage));
    if !alt.trim().is_empty() {
        out.push_str(": ");
        escape::text(out, alt.trim());
    }
    out.push_str("</em>");
}
