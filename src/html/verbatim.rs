//! Code blocks and raw HTML: what Markdown hands on as it is.
//!
//! In: events whose text stands for itself. Out: a code figure, or raw HTML as the settings ask.

use super::events::{CodeBlockKind, Event, TagEnd};
use super::render::Page;
use super::{Word, code, escape, raw};
use crate::config::RawHtml;

impl Page<'_, '_> {
    pub(super) fn code(&mut self, at: usize, kind: &CodeBlockKind<'_>) -> usize {
        let (text, end) = self.inside(at, |tag| matches!(tag, TagEnd::CodeBlock));
        let info = match kind {
            CodeBlockKind::Fenced(info) => code::info(info),
            CodeBlockKind::Indented => code::Info::default(),
        };
        let caption = info
            .caption()
            .unwrap_or_else(|| self.resolver.word(Word::Code));
        let label = self.label(caption.clone());
        self.writer.end_raw("p");
        self.writer.line();
        code::figure(
            &mut self.writer.out,
            &info,
            &caption,
            &label,
            &text,
            self.config.highlight,
        );
        end
    }

    pub(super) fn html_block(&mut self, at: usize) -> usize {
        let (html, end) = self.inside(at, |tag| matches!(tag, TagEnd::HtmlBlock));
        self.writer.line();
        self.raw(&html, self.block);
        end
    }

    pub(super) fn raw(&mut self, html: &str, block: bool) {
        match self.config.html {
            RawHtml::Trust => self.writer.out.push_str(html),
            RawHtml::Escape if block => {
                self.writer.out.push_str("<p>");
                escape::text(&mut self.writer.out, html.trim_end());
                self.writer.out.push_str("</p>\n");
            }
            RawHtml::Escape => escape::text(&mut self.writer.out, html),
            RawHtml::Sanitise => raw::sanitise(
                &mut self.writer,
                html,
                block,
                self.links.contains(&true),
                (&mut self.ids, &mut self.levels),
                self.resolver,
            ),
        }
    }

    /// The text up to the end of the element that starts at `at`, and where to go on.
    fn inside(&self, at: usize, is_end: impl Fn(&TagEnd) -> bool) -> (String, usize) {
        let mut text = String::new();
        for (offset, (event, _)) in self.list[at + 1..].iter().enumerate() {
            match event {
                Event::End(tag) if is_end(tag) => return (text, at + offset + 2),
                Event::Text(piece) | Event::Html(piece) | Event::InlineHtml(piece) => {
                    text.push_str(piece)
                }
                _ => {}
            }
        }
        (text, self.list.len())
    }
}
