//! Events to HTML.
//!
//! In: events of block or inline Markdown, settings and a resolver. Out: HTML; for inline events without block elements.

use super::events::{
    Alignment, BlockQuoteKind, CodeBlockKind, Event, LinkType, Placed, Tag, TagEnd,
};
use super::path::{self, Mark};
use super::slug::Ids;
use super::write::Writer;
use super::{Resolver, Word, code, escape, raw, scan};
use crate::config::{MarkdownConfig, RawHtml};
use std::collections::BTreeMap;

/// Writes events as HTML.
pub(super) fn render(
    list: &[Placed<'_>],
    config: MarkdownConfig,
    resolver: &dyn Resolver,
    block: bool,
) -> String {
    let marks = path::marks(list);
    let mut page = Page {
        list,
        config,
        resolver,
        block,
        writer: Writer::default(),
        ids: Ids::default(),
        levels: levels(list),
        headings: 0,
        links: Vec::new(),
        path_depth: 0,
        cells: Cells::default(),
        labels: BTreeMap::new(),
        notes: Notes::default(),
    };
    let mut at = 0;
    while at < list.len() {
        at = page.event(at, marks[at]);
    }
    page.footnotes();
    page.writer.finish()
}

struct Page<'a, 'b> {
    list: &'a [Placed<'b>],
    config: MarkdownConfig,
    resolver: &'a dyn Resolver,
    block: bool,
    writer: Writer,
    ids: Ids,
    /// Levels to write, one for each heading.
    levels: Vec<u8>,
    headings: usize,
    /// Links that are open, and whether each is written.
    links: Vec<bool>,
    path_depth: usize,
    cells: Cells,
    labels: BTreeMap<String, usize>,
    notes: Notes,
}

#[derive(Default)]
struct Cells {
    alignments: Vec<Alignment>,
    column: usize,
    head: bool,
    body: bool,
}

#[derive(Default)]
struct Notes {
    /// Names in the order of their first mention.
    order: Vec<String>,
    numbers: BTreeMap<String, usize>,
    /// Definitions; the first of a name counts.
    texts: BTreeMap<String, String>,
    /// Writers that wait while a definition is written, with the definition's name.
    outer: Vec<(Writer, String)>,
}

impl<'b> Page<'_, 'b> {
    /// Writes the event at `at`; where to go on.
    fn event(&mut self, at: usize, mark: Mark) -> usize {
        let list = self.list;
        match mark {
            Mark::Open => {
                self.path_depth += 1;
                self.writer.start("<span class=\"path\">", "</span>");
                return at + 1;
            }
            Mark::Close => {
                self.path_depth -= 1;
                self.writer.end();
                return at + 1;
            }
            Mark::Joint => return at + 1,
            Mark::Between => {
                if let Event::Text(text) = &list[at].0 {
                    self.separated(
                        &format!(" {} ", text.trim())
                            .replace(" > ", " › ")
                            .replace(" › › ", " › "),
                    );
                }
                return at + 1;
            }
            Mark::None => {}
        }
        match &list[at].0 {
            Event::Start(tag) => return self.start(at, tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.path_depth > 0 => self.separated(text),
            Event::Text(text) => escape::text(&mut self.writer.out, text),
            Event::Code(text) => {
                self.writer.out.push_str("<code>");
                code::with_placeholders(&mut self.writer.out, text);
                self.writer.out.push_str("</code>");
            }
            Event::InlineHtml(html) => self.raw(html, false),
            Event::Html(html) => self.raw(html, self.block),
            Event::SoftBreak => self.writer.out.push('\n'),
            Event::HardBreak => self.writer.out.push_str("<br>\n"),
            Event::Rule => {
                self.writer.line();
                self.writer.out.push_str("<hr>\n");
            }
            Event::FootnoteReference(name) => self.note_reference(name),
            // The start of the item has written it.
            Event::TaskListMarker(_) => {}
            Event::InlineMath(text) | Event::DisplayMath(text) => {
                escape::text(&mut self.writer.out, text)
            }
        }
        at + 1
    }

    fn start(&mut self, at: usize, tag: &Tag<'b>) -> usize {
        match tag {
            Tag::Emphasis => self.writer.start("<em>", "</em>"),
            Tag::Strong => self.writer.start("<strong>", "</strong>"),
            Tag::Strikethrough => self.writer.start("<del>", "</del>"),
            Tag::Superscript => self.writer.start("<sup>", "</sup>"),
            Tag::Subscript => self.writer.start("<sub>", "</sub>"),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => self.link(*link_type, dest_url, title),
            Tag::Image {
                dest_url, title, ..
            } => return self.image(at, dest_url, title),
            Tag::CodeBlock(kind) => return self.code(at, kind),
            Tag::HtmlBlock => return self.html_block(at),
            _ => {
                self.writer.end_raw("p");
                self.writer.line();
                self.start_block(at, tag);
            }
        }
        at + 1
    }

    fn start_block(&mut self, at: usize, tag: &Tag<'b>) {
        let writer = &mut self.writer;
        match tag {
            Tag::Heading { id, .. } => self.heading(at, id.as_deref()),
            Tag::BlockQuote(None) => writer.start("<blockquote>\n", "</blockquote>\n"),
            Tag::BlockQuote(Some(kind)) => self.alert(*kind),
            Tag::List(None) => writer.start("<ul>\n", "</ul>\n"),
            Tag::List(Some(1)) => writer.start("<ol>\n", "</ol>\n"),
            Tag::List(Some(first)) => writer.start(&format!("<ol start=\"{first}\">\n"), "</ol>\n"),
            Tag::Item => self.item(at),
            Tag::FootnoteDefinition(name) => {
                let outer = std::mem::take(&mut self.writer);
                self.notes.outer.push((outer, name.to_string()));
            }
            Tag::DefinitionList => writer.start("<dl>\n", "</dl>\n"),
            Tag::DefinitionListTitle => writer.start("<dt>", "</dt>\n"),
            Tag::DefinitionListDefinition => writer.start("<dd>", "</dd>\n"),
            Tag::Table(alignments) => {
                self.cells = Cells {
                    alignments: alignments.clone(),
                    ..Cells::default()
                };
                let label = self.label(self.resolver.word(Word::Table));
                let mut start = String::from(
                    "<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"",
                );
                escape::attribute(&mut start, &label);
                start.push_str("\"><table>\n");
                self.writer.start(&start, "</table></div>\n");
            }
            Tag::TableHead => {
                (self.cells.head, self.cells.column) = (true, 0);
                writer.start("<thead><tr>", "</tr></thead>\n");
            }
            Tag::TableRow => {
                self.cells.column = 0;
                if !self.cells.body {
                    self.cells.body = true;
                    writer.out.push_str("<tbody>\n");
                }
                writer.start("<tr>", "</tr>\n");
            }
            Tag::TableCell => self.cell(),
            // Paragraphs, and what the options leave off.
            _ => writer.start("<p>", "</p>\n"),
        }
    }

    fn end(&mut self, tag: &TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                self.writer.end();
                if self.links.pop() == Some(true) {
                    self.writer.end();
                }
                self.writer.out.push('\n');
            }
            TagEnd::Link => {
                if self.links.pop() == Some(true) {
                    self.writer.end();
                }
            }
            TagEnd::FootnoteDefinition => self.note_end(),
            TagEnd::TableHead => {
                self.writer.end();
                self.cells.head = false;
            }
            TagEnd::TableCell => {
                self.writer.end();
                self.cells.column += 1;
            }
            TagEnd::Table => {
                if self.cells.body {
                    self.writer.out.push_str("</tbody>");
                }
                self.writer.end();
            }
            // The start has written the whole element.
            TagEnd::Image | TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => {}
            _ => self.writer.end(),
        }
    }

    fn heading(&mut self, at: usize, custom: Option<&str>) {
        let words = scan::heading_words(self.list, at);
        let id = self.ids.next(&words, custom);
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

    fn alert(&mut self, kind: BlockQuoteKind) {
        let (class, icon, word) = match kind {
            BlockQuoteKind::Note => ("note", "info", Word::Note),
            BlockQuoteKind::Tip => ("note", "info", Word::Tip),
            BlockQuoteKind::Important => ("note warn", "alert", Word::Important),
            BlockQuoteKind::Warning => ("note warn", "alert", Word::Warning),
            BlockQuoteKind::Caution => ("note stop", "alert", Word::Caution),
        };
        let mut start = format!(
            "<div class=\"{class}\"><svg aria-hidden=\"true\"><use href=\"#{icon}\"/></svg><div><p><b>"
        );
        escape::text(&mut start, &self.resolver.word(word));
        start.push_str("</b></p>\n");
        self.writer.start(&start, "</div></div>\n");
    }

    fn item(&mut self, at: usize) {
        let marker = |at: usize| match self.list.get(at) {
            Some((Event::TaskListMarker(done), _)) => Some(*done),
            _ => None,
        };
        let Some(done) = marker(at + 1).or_else(|| marker(at + 2)) else {
            return self.writer.start("<li>", "</li>\n");
        };
        let mut start = String::from("<li class=\"task\"><input type=\"checkbox\" disabled");
        start.push_str(if done {
            " checked aria-label=\""
        } else {
            " aria-label=\""
        });
        escape::attribute(
            &mut start,
            &self
                .resolver
                .word(if done { Word::Done } else { Word::Open }),
        );
        start.push_str("\"> ");
        self.writer.start(&start, "</li>\n");
    }

    fn cell(&mut self) {
        let class = match self.cells.alignments.get(self.cells.column) {
            Some(Alignment::Right) => " class=\"num\"",
            Some(Alignment::Center) => " class=\"mid\"",
            _ => "",
        };
        if self.cells.head {
            self.writer
                .start(&format!("<th scope=\"col\"{class}>"), "</th>");
        } else {
            self.writer.start(&format!("<td{class}>"), "</td>");
        }
    }

    fn link(&mut self, link_type: LinkType, href: &str, title: &str) {
        let href = scan::destination(link_type, href);
        let target = if escape::is_dangerous(&href) {
            String::new()
        } else {
            self.resolver.link(&href)
        };
        let nested = self.links.contains(&true) || self.writer.is_raw_open("a");
        let written =
            !nested && !escape::is_dangerous(&target) && !(target.is_empty() && !href.is_empty());
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

    fn image(&mut self, at: usize, src: &str, title: &str) -> usize {
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

    fn code(&mut self, at: usize, kind: &CodeBlockKind<'_>) -> usize {
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

    fn html_block(&mut self, at: usize) -> usize {
        let (html, end) = self.inside(at, |tag| matches!(tag, TagEnd::HtmlBlock));
        self.writer.line();
        self.raw(&html, self.block);
        end
    }

    fn raw(&mut self, html: &str, block: bool) {
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

    fn separated(&mut self, text: &str) {
        for (number, part) in path::parts(text).enumerate() {
            if number > 0 {
                self.writer.out.push_str(path::SEPARATOR);
            }
            escape::text(&mut self.writer.out, part);
        }
    }

    /// The name, with a number from its second use on: regions of a page need names of their own.
    fn label(&mut self, name: String) -> String {
        let uses = self
            .labels
            .entry(name.clone())
            .and_modify(|uses| *uses += 1)
            .or_insert(1);
        if *uses == 1 {
            name
        } else {
            format!("{name} {uses}")
        }
    }

    fn note_reference(&mut self, name: &str) {
        let notes = &mut self.notes;
        let next = notes.numbers.len() + 1;
        let first = !notes.numbers.contains_key(name);
        let number = *notes.numbers.entry(name.to_owned()).or_insert(next);
        if first {
            notes.order.push(name.to_owned());
        }
        let id = if first {
            format!(" id=\"fnref-{number}\"")
        } else {
            String::new()
        };
        self.writer.out.push_str(&format!(
            "<sup><a href=\"#fn-{number}\"{id} role=\"doc-noteref\">{number}</a></sup>"
        ));
    }

    fn note_end(&mut self) {
        if let Some((outer, name)) = self.notes.outer.pop() {
            let text = std::mem::replace(&mut self.writer, outer).finish();
            self.notes.texts.entry(name).or_insert(text);
        }
    }

    fn footnotes(&mut self) {
        while !self.notes.outer.is_empty() {
            self.note_end();
        }
        if self.notes.order.is_empty() {
            return;
        }
        let (label, back) = (
            self.resolver.word(Word::Footnotes),
            self.resolver.word(Word::Back),
        );
        self.writer.line();
        let out = &mut self.writer.out;
        out.push_str("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"");
        escape::attribute(out, &label);
        out.push_str("\"><ol>\n");
        for (number, name) in self
            .notes
            .order
            .iter()
            .enumerate()
            .map(|(at, name)| (at + 1, name))
        {
            let text = self
                .notes
                .texts
                .get(name)
                .map(String::as_str)
                .unwrap_or_default()
                .trim_end();
            let (text, close) = match text.strip_suffix("</p>") {
                Some(text) => (text, "</p>"),
                None => (text, ""),
            };
            out.push_str(&format!("<li id=\"fn-{number}\">{text} <a href=\"#fnref-{number}\" role=\"doc-backlink\" aria-label=\""));
            escape::attribute(out, &format!("{back} ({number})"));
            out.push_str(&format!("\">↩</a>{close}</li>\n"));
        }
        out.push_str("</ol></section>\n");
    }
}

/// Levels to write: the highest heading of the text becomes `h2`, and no level is skipped on the way down.
fn levels(list: &[Placed<'_>]) -> Vec<u8> {
    let written = || {
        list.iter().filter_map(|(event, _)| match event {
            Event::Start(Tag::Heading { level, .. }) => Some(*level as u8),
            _ => None,
        })
    };
    let highest = written().min().unwrap_or(2);
    let mut before = 1;
    written()
        .map(|level| {
            before = (level + 2 - highest).min(before + 1).min(6);
            before
        })
        .collect()
}
