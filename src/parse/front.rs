//! The parts of a Markdown file: YAML front matter between two `---` lines, then the body.

use std::ops::Range;

use crate::diag::{At, Diagnostic};

/// The parts of a file, as byte ranges.
pub struct Parts {
    /// The YAML between the fences.
    pub yaml: Range<usize>,
    /// Everything after the closing fence.
    pub body: Range<usize>,
}

/// Splits a file.
///
/// # Errors
/// When the front matter is missing or not closed.
pub fn split(file: &str, text: &str) -> Result<Parts, Diagnostic> {
    let start = bom(text);
    let first = text[start..]
        .split_inclusive('\n')
        .next()
        .unwrap_or_default();
    if first.trim_end() != "---" {
        let at = At::Span(start..start + first.trim_end().len());
        return Err(Diagnostic::error(
            "no-front-matter",
            file,
            at,
            "this file has no front matter",
        )
        .help("begin it with a line `---`, keys such as `title: ...`, and another line `---`"));
    }
    let yaml = start + first.len();
    let mut at = yaml;
    for line in text[yaml..].split_inclusive('\n') {
        let end = at + line.len();
        if matches!(line.trim_end(), "---" | "...") {
            return Ok(Parts {
                yaml: yaml..at,
                body: end..text.len(),
            });
        }
        at = end;
    }
    let place = At::Span(start..start + 3);
    Err(Diagnostic::error(
        "open-front-matter",
        file,
        place,
        "the front matter that begins here is not closed",
    )
    .help("write a line `---` between the last key and the text"))
}

/// Splits a file of another tool: fences and keys may be indented, and empty lines may stand before them.
///
/// # Errors
/// As [`split`].
pub fn split_loosely(file: &str, text: &str) -> Result<Parts, Diagnostic> {
    let start = bom(text);
    let blank: usize = text[start..]
        .split_inclusive('\n')
        .take_while(|line| line.trim().is_empty())
        .map(str::len)
        .sum();
    let mut lines = Lines(&text[start + blank..], start + blank);
    let first = lines.next().map(|(line, _)| line).unwrap_or_default();
    if first.trim() != "---" {
        return split(file, text);
    }
    let yaml = start + blank + first.len();
    for (line, at) in lines {
        if matches!(line.trim(), "---" | "...") {
            return Ok(Parts {
                yaml: yaml..at,
                body: at + line.len()..text.len(),
            });
        }
    }
    split(file, text)
}

/// Lines with the place where each starts.
struct Lines<'a>(&'a str, usize);

impl<'a> Iterator for Lines<'a> {
    type Item = (&'a str, usize);

    fn next(&mut self) -> Option<Self::Item> {
        let line = self.0.split_inclusive('\n').next()?;
        let at = self.1;
        (self.0, self.1) = (&self.0[line.len()..], at + line.len());
        Some((line, at))
    }
}

/// Length of the byte order mark that some editors write in front; 0 where there is none.
pub fn bom(text: &str) -> usize {
    let mark = '\u{feff}';
    if text.starts_with(mark) {
        mark.len_utf8()
    } else {
        0
    }
}
