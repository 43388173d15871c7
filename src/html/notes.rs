//! Footnotes.
//!
//! In: mentions and definitions in any order. Out: numbers in the order of the first mentions, and the notes at the end.

use super::events::{Event, Tag, TagEnd};
use super::path::Mark;
use super::render::Page;
use super::write::Writer;
use super::{Word, escape};
use crate::model::Piece;
use std::collections::BTreeMap;

/// Footnotes of a text.
#[derive(Default)]
pub(super) struct Notes {
    /// What stands in front of numbers in ids, so that pieces on one page keep theirs apart.
    pub(super) prefix: String,
    /// Names in the order of their first mention.
    order: Vec<String>,
    numbers: BTreeMap<String, usize>,
    /// Definitions; those of one name are one.
    texts: BTreeMap<String, String>,
    /// Writers that wait while a definition is written, with the definition's name.
    pub(super) outer: Vec<(Writer, String)>,
}

impl Page<'_, '_> {
    pub(super) fn note_reference(&mut self, name: &str) {
        let notes = &mut self.notes;
        let next = notes.numbers.len() + 1;
        let first = !notes.numbers.contains_key(name);
        let number = *notes.numbers.entry(name.to_owned()).or_insert(next);
        if first {
            notes.order.push(name.to_owned());
        }
        let id = if first {
            format!(" id=\"fnref-{}{number}\"", self.notes.prefix)
        } else {
            String::new()
        };
        self.writer.out.push_str(&format!(
            "<sup><a href=\"#fn-{}{number}\"{id} role=\"doc-noteref\">{number}</a></sup>",
            self.notes.prefix
        ));
    }

    pub(super) fn note_end(&mut self) {
        if let Some((outer, name)) = self.notes.outer.pop() {
            let text = std::mem::replace(&mut self.writer, outer).finish();
            self.notes.texts.entry(name).or_default().push_str(&text);
        }
    }

    /// Writes definitions that stand outside the pieces which mention them.
    pub(super) fn definitions(&mut self, marks: &[Mark], pieces: &[Piece]) {
        let list = self.list;
        let mut next = 0;
        while let Some(name) = self.notes.order.get(next).cloned() {
            next += 1;
            for (start, (event, _)) in list.iter().enumerate() {
                let here = |piece: &Piece| (piece.start..piece.end).contains(&start);
                let Event::Start(Tag::FootnoteDefinition(other)) = event else {
                    continue;
                };
                if **other != *name || pieces.iter().any(here) {
                    continue;
                }
                let end = list[start..]
                    .iter()
                    .position(|(event, _)| matches!(event, Event::End(TagEnd::FootnoteDefinition)));
                let end = end.map_or(list.len(), |end| start + end + 1);
                self.events(marks, start, end);
            }
        }
    }

    pub(super) fn footnotes(&mut self) {
        while !self.notes.outer.is_empty() {
            self.note_end();
        }
        // A note that nothing mentions is shown all the same, after the others.
        let mentioned = self.notes.order.len();
        let list = self.list;
        let elsewhere = |name: &str| {
            list.iter().any(
                |(event, _)| matches!(event, Event::FootnoteReference(other) if **other == *name),
            )
        };
        for name in self.notes.texts.keys() {
            if !self.notes.numbers.contains_key(name) && !elsewhere(name) {
                self.notes.order.push(name.clone());
            }
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
            if number > mentioned {
                out.push_str(&format!("<li>{text}{close}</li>\n"));
                continue;
            }
            let prefix = &self.notes.prefix;
            out.push_str(&format!("<li id=\"fn-{prefix}{number}\">{text} <a href=\"#fnref-{prefix}{number}\" role=\"doc-backlink\" aria-label=\""));
            escape::attribute(out, &format!("{back} ({number})"));
            out.push_str(&format!("\">↩</a>{close}</li>\n"));
        }
        out.push_str("</ol></section>\n");
    }
}
