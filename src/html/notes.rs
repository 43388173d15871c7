//! Footnotes.
//!
//! In: mentions and definitions in any order. Out: numbers in the order of the first mentions, and the notes at the end.

use super::render::Page;
use super::write::Writer;
use super::{Word, escape};
use std::collections::BTreeMap;

/// Footnotes of a text.
#[derive(Default)]
pub(super) struct Notes {
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
            format!(" id=\"fnref-{number}\"")
        } else {
            String::new()
        };
        self.writer.out.push_str(&format!(
            "<sup><a href=\"#fn-{number}\"{id} role=\"doc-noteref\">{number}</a></sup>"
        ));
    }

    pub(super) fn note_end(&mut self) {
        if let Some((outer, name)) = self.notes.outer.pop() {
            let text = std::mem::replace(&mut self.writer, outer).finish();
            self.notes.texts.entry(name).or_default().push_str(&text);
        }
    }

    pub(super) fn footnotes(&mut self) {
        while !self.notes.outer.is_empty() {
            self.note_end();
        }
        // A note that nothing mentions is shown all the same, after the others.
        let mentioned = self.notes.order.len();
        for name in self.notes.texts.keys() {
            if !self.notes.numbers.contains_key(name) {
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
            out.push_str(&format!("<li id=\"fn-{number}\">{text} <a href=\"#fnref-{number}\" role=\"doc-backlink\" aria-label=\""));
            escape::attribute(out, &format!("{back} ({number})"));
            out.push_str(&format!("\">↩</a>{close}</li>\n"));
        }
        out.push_str("</ol></section>\n");
    }
}
