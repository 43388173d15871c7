//! A body as a tree that other modules can walk, and of which pieces can be written.
//!
//! In: block Markdown. Out: its blocks, list items, cells and words by position ([`Piece`]), and HTML of any piece. The
//! body is read once and as a whole, so that link definitions, footnotes and ids of headings hold across its pieces.

use std::collections::BTreeMap;
use std::ops::Range;

use super::events::{self, CodeBlockKind, Event, Placed, Tag, TagEnd};
use super::path::{self, Mark};
use super::slug::Ids;
use super::{Resolver, Scan, raw, raw_words, render, scan};
use crate::config::MarkdownConfig;
use crate::model::Piece;

/// A body that was read.
pub struct Reading<'a> {
    text: &'a str,
    pub(super) list: Vec<Placed<'a>>,
    /// Position of the end of what starts at a position; its own where nothing starts.
    ends: Vec<usize>,
    /// Ids of headings by the position they start at.
    pub(super) ids: BTreeMap<usize, String>,
    /// What each event means for menu paths.
    pub(super) marks: Vec<Mark>,
    /// Ids of elements in raw HTML, by the position they stand at.
    pub(super) raw_ids: Vec<(usize, String)>,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A heading, in Markdown or as raw HTML.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Id on the page.
        id: String,
        /// Its words.
        words: String,
        /// Whether the block holds nothing but the heading.
        alone: bool,
    },
    /// A paragraph, or the words of an item without one.
    Paragraph,
    /// Code, with what stands behind its fence.
    Code(String),
    /// A quotation; true for notes and warnings.
    Quote(bool),
    /// A numbered list.
    Ordered,
    /// Another list.
    Bullets,
    /// A table.
    Table,
    /// A line across the page.
    Rule,
    /// Anything else.
    Other,
}

/// A block of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// All of it.
    pub piece: Piece,
    /// What is in it, without its own start and end.
    pub inner: Piece,
    /// Bytes of the body that it stands for.
    pub at: Range<usize>,
}

/// How words are set apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Not at all.
    Plain,
    /// As code.
    Code,
    /// In italics.
    Emphasis,
    /// In bold.
    Strong,
}

impl<'a> Reading<'a> {
    /// Reads a body.
    pub fn new(text: &'a str) -> Self {
        let list = events::block(text);
        let mut ends: Vec<usize> = (0..list.len()).collect();
        let mut open = Vec::new();
        let mut ids = BTreeMap::new();
        let mut raw_ids = Vec::new();
        let mut names = Ids::default();
        for (at, (event, _)) in list.iter().enumerate() {
            match event {
                Event::Start(tag) => {
                    open.push(at);
                    if let Tag::Heading { id, .. } = tag {
                        let words = scan::heading_words(&list, at);
                        ids.insert(at, names.next(&words, id.as_deref()));
                    }
                }
                Event::Html(html) | Event::InlineHtml(html) => {
                    let block = matches!(event, Event::Html(_));
                    for id in raw::ids(html, block) {
                        raw_ids.extend(names.exact(&id).map(|id| (at, id)));
                    }
                }
                Event::End(_) => {
                    if let Some(start) = open.pop() {
                        ends[start] = at;
                    }
                }
                _ => {}
            }
        }
        let marks = path::marks(&list);
        Self {
            text,
            list,
            marks,
            ends,
            ids,
            raw_ids,
        }
    }

    /// Headings, links and images of the body, with their places.
    pub fn scan(&self) -> Scan {
        scan::of_events(self.text, &self.list)
    }

    /// Number of headings, at most.
    pub fn headings(&self) -> usize {
        let raw = |(event, _): &&Placed<'_>| matches!(event, Event::Start(Tag::HtmlBlock));
        self.ids.len() + self.list.iter().filter(raw).count()
    }

    /// The whole body.
    pub fn all(&self) -> Piece {
        Piece {
            start: 0,
            end: self.list.len(),
        }
    }

    /// Blocks of a piece in order, those inside others left out.
    pub fn blocks(&self, piece: Piece) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut at = piece.start;
        while at < piece.end.min(self.list.len()) {
            let start = at;
            let mut kind = self.kind(at);
            let mut bytes = self.list[at].1.clone();
            let inner;
            if kind.is_some() {
                at = self.ends[at] + 1;
                inner = Piece {
                    start: start + 1,
                    end: at - 1,
                };
            } else if matches!(self.list[at].0, Event::Rule) {
                (kind, inner, at) = (Some(Kind::Rule), Piece { start, end: start }, at + 1);
            } else {
                // Words without a paragraph around them, up to the next block.
                while at < piece.end && self.kind(at).is_none() {
                    bytes.end = bytes.end.max(self.list[at].1.end);
                    at = self.ends[at] + 1;
                }
                inner = Piece { start, end: at };
            }
            blocks.push(Block {
                kind: kind.unwrap_or(Kind::Paragraph),
                piece: Piece { start, end: at },
                inner,
                at: bytes,
            });
        }
        blocks
    }

    /// What the items of a list hold, or the cells of a table; nothing for other blocks.
    pub fn parts(&self, block: &Block) -> Vec<Piece> {
        let mut parts = Vec::new();
        let mut at = block.inner.start;
        while at < block.inner.end {
            let end = self.ends[at];
            match &self.list[at].0 {
                Event::Start(Tag::Item | Tag::TableCell) => {
                    parts.push(Piece { start: at + 1, end });
                    at = end + 1;
                }
                Event::Start(Tag::TableHead | Tag::TableRow) => at += 1,
                _ => at = end + 1,
            }
        }
        parts
    }

    /// The words of a piece, without markup and raw HTML.
    pub fn words(&self, piece: Piece) -> String {
        scan::words(self.events(piece))
    }

    /// The text of a piece of code; of raw HTML the words between its tags.
    pub fn verbatim(&self, piece: Piece) -> String {
        if matches!(self.list.get(piece.start), Some((Event::Html(_), _))) {
            let html: String = self.events(piece).iter().map(text).collect();
            return raw_words::lines(&html);
        }
        self.events(piece).iter().map(text).collect()
    }

    /// The words of a piece with what sets them apart, in order.
    pub fn styled(&self, piece: Piece) -> Vec<(Style, String)> {
        let mut found: Vec<(Style, String)> = Vec::new();
        let mut open = Vec::new();
        let mut add = |style: Style, text: &str| match found.last_mut() {
            Some((last, words)) if *last == style && style != Style::Code => words.push_str(text),
            _ => found.push((style, text.to_owned())),
        };
        for (event, _) in self.events(piece) {
            let style = open.last().copied().unwrap_or(Style::Plain);
            match event {
                Event::Start(Tag::Emphasis) => open.push(Style::Emphasis),
                Event::Start(Tag::Strong) => open.push(Style::Strong),
                Event::End(TagEnd::Emphasis | TagEnd::Strong) => {
                    open.pop();
                }
                Event::Text(text) => add(style, text),
                // Code inside a phrase that is set apart is a part of the phrase.
                Event::InlineHtml(html) if raw::is_placeholder(html) => add(style, html),
                Event::Code(text) if style == Style::Plain => add(Style::Code, text),
                Event::Code(text) => add(style, text),
                Event::Start(Tag::Link { .. }) => {}
                Event::SoftBreak | Event::HardBreak | Event::Start(_) => add(style, " "),
                _ => {}
            }
        }
        found
    }

    /// Destinations of the links in a piece.
    pub fn links(&self, piece: Piece) -> Vec<String> {
        let link = |(event, _): &Placed<'_>| match event {
            Event::Start(Tag::Link { dest_url, .. }) => Some(dest_url.to_string()),
            _ => None,
        };
        self.events(piece).iter().filter_map(link).collect()
    }

    /// Pieces as HTML; the highest heading in them gets the level `top`.
    pub fn html(
        &self,
        pieces: &[Piece],
        top: u8,
        config: MarkdownConfig,
        resolver: &dyn Resolver,
    ) -> String {
        render::pieces(self, pieces, top, config, resolver, true)
    }

    /// A piece as HTML that may stand inside a paragraph or a heading.
    pub fn inline(&self, piece: Piece, config: MarkdownConfig, resolver: &dyn Resolver) -> String {
        render::pieces(self, &[piece], 2, config, resolver, false)
    }

    /// The ids of raw HTML outside some pieces, which these can't have.
    pub(super) fn other_ids(&self, pieces: &[Piece]) -> Ids {
        let mut ids = Ids::default();
        if self.raw_ids.is_empty() {
            return ids;
        }
        let inside = |at: usize| {
            pieces
                .iter()
                .any(|piece| (piece.start..piece.end).contains(&at))
        };
        for (at, id) in &self.raw_ids {
            if !inside(*at) {
                ids.exact(id);
            }
        }
        for id in self.ids.values() {
            ids.exact(id);
        }
        ids
    }

    /// Number of bytes of a block's first line.
    pub fn first_line(&self, block: &Block) -> usize {
        let written = self.text.get(block.at.clone()).unwrap_or_default();
        written.lines().next().unwrap_or_default().trim_end().len()
    }

    /// Whether a block is the heading of a tab, as `## [Windows](#tab/windows)`.
    pub fn is_tab(&self, block: &Block) -> bool {
        matches!(block.kind, Kind::Heading { .. })
            && self
                .links(block.inner)
                .iter()
                .any(|link| link.starts_with("#tab/"))
    }

    /// Whether a piece is words alone, without images and raw HTML.
    pub fn is_text(&self, piece: Piece) -> bool {
        let other = |(event, _): &Placed<'_>| {
            matches!(
                event,
                Event::Start(Tag::Image { .. }) | Event::InlineHtml(_) | Event::Html(_)
            )
        };
        !self.events(piece).iter().any(other)
    }

    /// Whether a piece mentions footnotes.
    pub fn mentions_notes(&self, piece: Piece) -> bool {
        let events = self.events(piece).iter();
        events
            .map(|(event, _)| event)
            .any(|event| matches!(event, Event::FootnoteReference(_)))
    }

    /// The bytes that a piece stands for.
    pub fn bytes(&self, piece: Piece) -> Range<usize> {
        let events = self.events(piece);
        let start = events.iter().map(|(_, range)| range.start).min();
        let end = events.iter().map(|(_, range)| range.end).max();
        start.unwrap_or(0)..end.unwrap_or(0)
    }

    pub(super) fn events(&self, piece: Piece) -> &[Placed<'a>] {
        let end = piece.end.min(self.list.len());
        self.list.get(piece.start..end).unwrap_or_default()
    }

    fn raw_id(&self, at: usize) -> Option<String> {
        let found = self.raw_ids.iter().find(|(place, _)| *place == at);
        found.map(|(_, id)| id.clone())
    }

    /// The kind of the block that starts at a position.
    fn kind(&self, at: usize) -> Option<Kind> {
        let Event::Start(tag) = &self.list[at].0 else {
            return None;
        };
        Some(match tag {
            Tag::Heading { level, .. } => Kind::Heading {
                level: *level as u8,
                id: self.ids.get(&at).cloned().unwrap_or_default(),
                words: scan::heading_words(&self.list, at),
                alone: true,
            },
            Tag::HtmlBlock => match raw_words::heading(&html_text(&self.list, at)) {
                Some(heading) => Kind::Heading {
                    level: heading.level,
                    id: self.raw_id(at + 1).unwrap_or_default(),
                    words: heading.words,
                    alone: heading.alone,
                },
                None if html_text(&self.list, at).trim_start().starts_with("<pre") => {
                    Kind::Code(String::new())
                }
                None => Kind::Other,
            },
            Tag::Paragraph => Kind::Paragraph,
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => Kind::Code(info.to_string()),
            Tag::CodeBlock(CodeBlockKind::Indented) => Kind::Code(String::new()),
            Tag::BlockQuote(kind) => Kind::Quote(kind.is_some()),
            Tag::List(Some(_)) => Kind::Ordered,
            Tag::List(None) => Kind::Bullets,
            Tag::Table(_) => Kind::Table,
            Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. } => return None,
            _ => Kind::Other,
        })
    }
}

fn text((event, _): &Placed<'_>) -> String {
    match event {
        Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => text.to_string(),
        _ => String::new(),
    }
}

/// The text of the block of raw HTML that starts at a position.
pub(super) fn html_text(list: &[Placed<'_>], at: usize) -> String {
    let mut text = String::new();
    for (event, _) in &list[at + 1..] {
        match event {
            Event::Html(html) | Event::Text(html) | Event::InlineHtml(html) => text.push_str(html),
            _ => break,
        }
    }
    text
}
