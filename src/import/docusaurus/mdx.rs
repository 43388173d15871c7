//! MDX as text with marks for its blocks.
//!
//! In: the text of a document. Out: Markdown in which imports, comments and components are gone, expressions are
//! code, and everything that becomes a block stands on a [`MARK`] line of its own for `mdx_blocks`.

use std::collections::BTreeMap;

use super::super::Loss;
use super::super::text::Fences;
use super::jsx;
use crate::source::Files;

/// Begins a line that is no text but a block's start or end.
pub(super) const MARK: char = '\u{f8fd}';

/// Everything that stays the same while a document and its parts are read.
pub(super) struct Reader<'a> {
    /// The files of the source.
    pub files: &'a dyn Files,
    /// Folder that `@site/` stands for.
    pub root: &'a str,
    /// What could not be kept.
    pub losses: Vec<Loss>,
    /// Documents that are being read.
    pub open: Vec<String>,
    /// Bytes written so far.
    pub written: usize,
}

/// One document.
pub(super) struct Document<'r, 'a> {
    /// What all documents share.
    pub(super) reader: &'r mut Reader<'a>,
    /// Path in the source.
    pub(super) source: String,
    /// Names and the paths they were imported from.
    pub(super) imports: BTreeMap<String, String>,
    /// Labels of tabs by their values, for each open group.
    pub(super) labels: Vec<Vec<(String, String)>>,
    /// Where open links lead.
    pub(super) links: Vec<String>,
    /// Tags and expressions that never end.
    pub(super) unended: usize,
    /// What is written so far.
    pub(super) out: String,
}

/// Reads a document whose text begins behind `before` lines.
pub(super) fn read(reader: &mut Reader<'_>, source: &str, body: &str, before: usize) -> String {
    let body = body.replace(MARK, "");
    let mut document = Document {
        reader,
        source: source.to_owned(),
        imports: BTreeMap::new(),
        labels: Vec::new(),
        links: Vec::new(),
        unended: 0,
        out: String::with_capacity(body.len()),
    };
    document.parts(&body, before);
    document.out
}

impl Document<'_, '_> {
    /// How long a tag or an expression may be.
    pub(super) fn most(&self) -> usize {
        if self.unended < 100 {
            jsx::LONG
        } else {
            jsx::SHORT
        }
    }

    /// Notes a loss.
    pub(super) fn lose(&mut self, line: usize, what: impl Into<String>, text: impl Into<String>) {
        self.reader
            .losses
            .push(Loss::new(&self.source, line, what, text));
    }

    /// Cuts the text at fenced code and at imports.
    fn parts(&mut self, body: &str, before: usize) {
        let mut fences = Fences::default();
        let mut text = String::new();
        let mut start = before + 1;
        let mut statement: Option<(usize, String)> = None;
        let mut blank = true;
        for (at, line) in body.split_inclusive('\n').enumerate() {
            let number = before + at + 1;
            if let Some((from, code)) = &mut statement {
                if !line.trim().is_empty() && !is_statement(line) {
                    code.push_str(line);
                    continue;
                }
                let (from, code) = (*from, std::mem::take(code));
                self.statement(from, &code);
                statement = None;
            }
            let opens = fences.closing().is_none();
            if fences.is_code(line) {
                self.flush(&mut text, start);
                start = number + 1;
                if opens {
                    let (line, other) = super::super::blocks::fence(line.trim_end());
                    if !other.is_empty() {
                        self.lose(number, "options of a code block", other);
                    }
                    self.out.push_str(&line);
                    self.out.push('\n');
                } else {
                    self.out.push_str(line);
                }
                blank = false;
                continue;
            }
            if (blank || statement.is_some()) && is_statement(line) {
                self.flush(&mut text, start);
                start = number + 1;
                statement = Some((number, line.to_owned()));
                continue;
            }
            blank = line.trim().is_empty();
            if text.is_empty() {
                start = number;
            }
            text.push_str(line);
        }
        if let Some((from, code)) = statement {
            self.statement(from, &code);
        }
        self.flush(&mut text, start);
    }

    fn statement(&mut self, line: usize, code: &str) {
        let import = code.trim_start().starts_with("import");
        if import && let Some(path) = jsx::string_inside(code) {
            let names = code.trim_start()["import".len()..]
                .split(" from ")
                .next()
                .unwrap_or_default();
            let name = names.split(['{', ',']).next().unwrap_or_default().trim();
            let name = name.rsplit(' ').next().unwrap_or_default();
            if !name.is_empty() && !name.starts_with(['"', '\'']) {
                self.imports.insert(name.to_owned(), path.to_owned());
            }
        }
        let what = if import {
            "`import` of JavaScript"
        } else {
            "`export` of JavaScript"
        };
        self.lose(line, what, code.trim());
    }

    fn flush(&mut self, text: &mut String, line: usize) {
        let text = std::mem::take(text);
        self.markup(&text, line);
    }

    /// Text without fenced code.
    fn markup(&mut self, text: &str, first: usize) {
        let mut rest = text;
        let mut line = first;
        while let Some(at) = rest.find(['`', '\\', '{', '<']) {
            self.out.push_str(&rest[..at]);
            line += newlines(&rest[..at]);
            rest = &rest[at..];
            let length = match rest.as_bytes()[0] {
                b'`' => self.code_span(rest),
                b'\\' => {
                    let next = rest[1..].chars().next();
                    match next {
                        Some(c @ ('{' | '}')) => self.out.push(c),
                        Some(c) => self.out.extend(['\\', c]),
                        None => self.out.push('\\'),
                    }
                    1 + next.map_or(0, char::len_utf8)
                }
                b'{' => self.expression(rest, line),
                _ => self.tag(rest, line),
            };
            line += newlines(&rest[..length]);
            rest = &rest[length..];
        }
        self.out.push_str(rest);
    }

    fn code_span(&mut self, text: &str) -> usize {
        let paragraph = text.split("\n\n").next().unwrap_or(text);
        let parts = super::super::blocks::code_spans(paragraph);
        let ticks = paragraph.len() - paragraph.trim_start_matches('`').len();
        let length = match parts.iter().find(|(code, part)| *code || !part.is_empty()) {
            Some((true, part)) => part.len(),
            _ => ticks,
        };
        self.out.push_str(&text[..length]);
        length
    }

    fn expression(&mut self, text: &str, line: usize) -> usize {
        let Some(length) = jsx::expression(text, self.most()) else {
            self.unended += 1;
            self.out.push('{');
            return 1;
        };
        let code = &text[1..length - 1];
        let bare = code.trim();
        if bare.starts_with('#') && !bare.contains(char::is_whitespace) {
            // The id of a heading.
            self.out.push_str(&format!("{{{bare}}}"));
        } else if bare.starts_with("/*") && bare.ends_with("*/") && bare.len() >= 4 {
            self.lose(line, "comment", bare[2..bare.len() - 2].trim());
        } else if let Some(text) = jsx::literal(code) {
            self.out.push_str(text);
        } else if bare.is_empty() {
            self.out.push_str("{}");
        } else {
            let words = bare.split_whitespace().collect::<Vec<_>>().join(" ");
            let longest = words.split(|c| c != '`').map(str::len).max().unwrap_or(0);
            let ticks = "`".repeat(longest + 1);
            let pad = if longest > 0 { " " } else { "" };
            self.out
                .push_str(&format!("{ticks}{pad}{{{words}}}{pad}{ticks}"));
            self.lose(line, "JavaScript expression, kept as code", words);
        }
        length
    }
}

/// Whether a line begins an `import` or `export` of JavaScript.
fn is_statement(line: &str) -> bool {
    let follows = |word: &str, next: &[&str]| {
        line.strip_prefix(word).is_some_and(|rest| {
            next.iter()
                .any(|start| rest.trim_start().starts_with(start))
        })
    };
    if let Some(rest) = line.strip_prefix("import") {
        let from = rest.contains(" from ") || rest.trim_start().starts_with(['\'', '"', '{', '*']);
        return rest.starts_with([' ', '\'', '"', '{']) && from;
    }
    follows(
        "export ",
        &[
            "const ",
            "default ",
            "function ",
            "let ",
            "var ",
            "{",
            "class ",
            "async ",
            "*",
        ],
    )
}

fn newlines(text: &str) -> usize {
    text.matches('\n').count()
}
