//! Lines of comma-separated values (RFC 4180), one record a line.
//!
//! In: a line without its end. Out: its cells with their places, or the byte at which it breaks the rules.

use std::ops::Range;

/// A cell: its bytes in the line, and its value without quotation marks.
pub type Cell = (Range<usize>, String);

/// Reads the cells of a line.
///
/// # Errors
/// The byte at which a line breaks the rules, and which one.
pub fn cells(line: &str) -> Result<Vec<Cell>, (usize, &'static str)> {
    let mut cells = Vec::new();
    let mut at = 0;
    loop {
        let rest = &line[at..];
        let (end, value) = if rest.starts_with('"') {
            let (len, value) = quoted(rest).ok_or((at, "this quotation mark is never closed"))?;
            (at + len, value)
        } else {
            let end = rest.find(',').map_or(line.len(), |len| at + len);
            if let Some(mark) = line[at..end].find('"') {
                return Err((
                    at + mark,
                    "a quotation mark stands inside a cell without any",
                ));
            }
            (end, line[at..end].to_owned())
        };
        cells.push((at..end, value));
        match line[end..].chars().next() {
            None => return Ok(cells),
            Some(',') => at = end + 1,
            Some(_) => return Err((end, "something follows the closing quotation mark")),
        }
    }
}

/// Length and value of the quoted cell that a text begins with.
fn quoted(text: &str) -> Option<(usize, String)> {
    let mut value = String::new();
    let mut rest = &text[1..];
    loop {
        let mark = rest.find('"')?;
        value.push_str(&rest[..mark]);
        rest = &rest[mark + 1..];
        let Some(after) = rest.strip_prefix('"') else {
            return Some((text.len() - rest.len(), value));
        };
        value.push('"');
        rest = after;
    }
}

/// A value as a cell.
pub fn cell(value: &str) -> String {
    if value.contains(['"', ',']) {
        return format!("\"{}\"", value.replace('"', "\"\""));
    }
    value.to_owned()
}
