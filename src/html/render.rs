//! Events to HTML.
//!
//! In: events of block or inline Markdown, settings and a resolver. Out: HTML; for inline events without block elements.

use super::events::{Alignment, BlockQuoteKind, Event, Placed, Tag, TagEnd};
use super::notes::Notes;
use super::path::{self, Mark};
use super::reading::Reading;
use super::slug::Ids;
use super::write::Writer;
use super::{Resolver, Word, code, escape, heading};
use crate::config::{MarkdownConfig, RawHtml};
use crate::model::Piece;
use std::collections::BTreeMap;

/// Writes events as HTML.
pub(super) fn render(
    list: &[Placed<'_>],
    config: MarkdownConfig,
    resolver: &dyn Resolver,
    block: bool,
) -> String {
    let marks = path::marks(list);
    let mut page = page(list, config, resolver, block);
    let raw_counts = config.html == RawHtml::Sanitise && block;
    page.levels = heading::levels(list, 2, raw_counts);
    page.events(&marks, 0, list.len());
    page.footnotes();
    page.writer.finish()
}

/// Writes pieces of a body; the highest heading in them gets the level `top`.
pub(super) fn pieces(
    reading: &Reading<'_>,
    pieces: &[Piece],
    top: u8,
    config: MarkdownConfig,
    resolver: &dyn Resolver,
    block: bool,
) -> String {
    let mut page = page(&reading.list, config, resolver, block);
    let events: Vec<Placed<'_>> = pieces
        .iter()
        .flat_map(|piece| reading.events(*piece).iter().cloned())
        .collect();
    let raw_counts = config.html == RawHtml::Sanitise && block;
    page.levels = heading::levels(&events, top, raw_counts);
    page.within = Some(&reading.ids);
    page.ids = reading.other_ids(pieces);
    let first = pieces.first().map_or(0, |piece| piece.start);
    page.notes.prefix = if first > 0 {
        format!("{first}-")
    } else {
        String::new()
    };
    for piece in pieces {
        page.events(
            &reading.marks,
            piece.start,
            piece.end.min(reading.list.len()),
        );
    }
    page.definitions(&reading.marks, pieces);
    page.footnotes();
    page.writer.finish()
}

fn page<'a, 'b>(
    list: &'a [Placed<'b>],
    config: MarkdownConfig,
    resolver: &'a dyn Resolver,
    block: bool,
) -> Page<'a, 'b> {
    Page {
        list,
        config,
        resolver,
        block,
        writer: Writer::default(),
        ids: Ids::default(),
        within: None,
        levels: heading::Levels::default(),
        links: Vec::new(),
        path_depth: 0,
        cells: Cells::default(),
        labels: BTreeMap::new(),
        notes: Notes::default(),
    }
}

/// A text while it is written.
pub(super) struct Page<'a, 'b> {
    pub(super) list: &'a [Placed<'b>],
    pub(super) config: MarkdownConfig,
    pub(super) resolver: &'a dyn Resolver,
    pub(super) block: bool,
    pub(super) writer: Writer,
    pub(super) ids: Ids,
    /// Ids of headings by position, where only pieces of the text are written.
    pub(super) within: Option<&'a BTreeMap<usize, String>>,
    /// Levels to write, one for each heading.
    pub(super) levels: heading::Levels,
    /// Links that are open, and whether each is written.
    pub(super) links: Vec<bool>,
    path_depth: usize,
    cells: Cells,
    labels: BTreeMap<String, usize>,
    pub(super) notes: Notes,
}

#[derive(Default)]
struct Cells {
    alignments: Vec<Alignment>,
    column: usize,
    head: bool,
    body: bool,
}

impl<'b> Page<'_, 'b> {
    /// Writes the events from `at` to `end`.
    pub(super) fn events(&mut self, marks: &[Mark], mut at: usize, end: usize) {
        while at < end {
            at = self.event(at, marks[at]);
        }
    }

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
                // What holds words only ends where a block begins.
                while let Some(
                    name @ ("p" | "pre" | "code" | "em" | "strong" | "b" | "i" | "span"),
                ) = self.writer.innermost_raw()
                {
                    let name = name.to_owned();
                    self.writer.end_raw(&name);
                }
                if !matches!(tag, Tag::TableCell) {
                    self.writer.line();
                }
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

    fn separated(&mut self, text: &str) {
        for (number, part) in path::parts(text).enumerate() {
            if number > 0 {
                self.writer.out.push_str(path::SEPARATOR);
            }
            escape::text(&mut self.writer.out, part);
        }
    }

    /// The name, with a number from its second use on: regions of a page need names of their own.
    pub(super) fn label(&mut self, name: String) -> String {
        if let Some(name) = self.resolver.label(&name) {
            return name;
        }
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
}
