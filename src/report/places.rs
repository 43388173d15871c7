//! From bytes to lines and columns.
//!
//! In: labels and the files they point into. Out: [`Place`]s. A file is read once; one that can't be read
//! any more has no lines, and its problems are reported without them.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::diag::{At, Label, Level};
use crate::source::Files;

/// The files of a knowledge base as a report shows them.
pub struct Sources<'a> {
    files: &'a dyn Files,
    prefix: String,
    texts: RefCell<BTreeMap<String, Option<Rc<Text>>>>,
}

/// Where a label points, for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// First line, from 1.
    pub line: usize,
    /// First column in characters, from 1.
    pub column: usize,
    /// Line of the end.
    pub end_line: usize,
    /// Column after the last character.
    pub end_column: usize,
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}

/// A file with the places where its lines start.
pub(super) struct Text {
    bytes: Vec<u8>,
    starts: Vec<usize>,
}

impl<'a> Sources<'a> {
    /// Files below `prefix`, which stands before their paths in reports: empty, or ending in `/`.
    pub fn new(files: &'a dyn Files, prefix: impl Into<String>) -> Self {
        Self {
            files,
            prefix: prefix.into(),
            texts: RefCell::default(),
        }
    }

    /// The path of a label's file as shown.
    pub fn path(&self, label: &Label) -> String {
        super::clean(&format!("{}{}", self.prefix, label.file))
    }

    /// The place of a label; none for a file as a whole.
    pub fn place(&self, label: &Label) -> Option<Place> {
        self.text_and_place(label).map(|(_, place)| place)
    }

    pub(super) fn text_and_place(&self, label: &Label) -> Option<(Rc<Text>, Place)> {
        let At::Span(span) = &label.at else {
            return None;
        };
        let text = self.text(&label.file)?;
        let start = span.start.min(text.bytes.len());
        let end = span.end.clamp(start, text.bytes.len());
        let (line, column) = text.position(start);
        let (end_line, end_column) = text.position(end);
        let place = Place {
            line,
            column,
            end_line,
            end_column,
            start,
            end,
        };
        Some((text, place))
    }

    fn text(&self, path: &str) -> Option<Rc<Text>> {
        let mut texts = self.texts.borrow_mut();
        if let Some(text) = texts.get(path) {
            return text.clone();
        }
        let text = self.files.read(path).ok().map(|b| Rc::new(Text::new(b)));
        texts.insert(path.to_owned(), text.clone());
        text
    }
}

impl Text {
    fn new(bytes: Vec<u8>) -> Self {
        let ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
        let starts = std::iter::once(0)
            .chain(ends.map(|(at, _)| at + 1))
            .collect();
        Self { bytes, starts }
    }

    /// Bytes of a line, from 1, without its end.
    pub(super) fn line(&self, line: usize) -> &[u8] {
        let start = self
            .starts
            .get(line - 1)
            .copied()
            .unwrap_or(self.bytes.len());
        let end = self
            .starts
            .get(line)
            .map_or(self.bytes.len(), |next| next - 1);
        let bytes = &self.bytes[start..end];
        bytes.strip_suffix(b"\r").unwrap_or(bytes)
    }

    /// Byte at which a line starts.
    pub(super) fn start(&self, line: usize) -> usize {
        self.starts
            .get(line - 1)
            .copied()
            .unwrap_or(self.bytes.len())
    }

    fn position(&self, byte: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= byte).max(1);
        let before = &self.bytes[self.start(line)..byte];
        // Every byte but those that go on with a character; right for UTF-8 and harmless otherwise.
        let characters = before.iter().filter(|byte| **byte & 0xC0 != 0x80).count();
        // A byte order mark is no column.
        let mark = usize::from(line == 1 && before.starts_with(b"\xEF\xBB\xBF"));
        (line, characters + 1 - mark)
    }
}

pub(super) fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "note",
    }
}
