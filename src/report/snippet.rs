//! A source line with its carets.
//!
//! In: bytes of a line and a range in it. Out: what a terminal shows of both. Long lines are cut around the
//! range; tabs become spaces; wide characters get as many carets as they have columns.

use unicode_width::UnicodeWidthChar;

/// Columns of source that are shown at most.
const WIDEST: usize = 100;
/// Columns kept before a range that starts far to the right.
const BEFORE: usize = 30;

/// A line and what stands under it.
pub(super) struct Snippet {
    /// The line.
    pub(super) line: String,
    /// Columns before the first caret.
    pub(super) indent: usize,
    /// Number of carets.
    pub(super) carets: usize,
}

/// Shows the bytes `start..end` of a line.
pub(super) fn snippet(line: &[u8], start: usize, end: usize) -> Snippet {
    let start = start.min(line.len());
    let end = end.clamp(start, line.len());
    // Only the neighbourhood is looked at, so that a line of a megabyte costs nothing.
    let from = start.saturating_sub(4 * WIDEST);
    let to = line.len().min(start + 4 * WIDEST);
    let from = edge(line, from);
    let to = edge(line, to).max(start);
    let (before, _) = columns(&line[from..start]);
    let (marked, _) = columns(&line[start..end.min(to)]);
    let (after, _) = columns(&line[end.min(to)..to]);

    let cut = width(&before) + width(&marked).max(1) > WIDEST;
    let mut head = before;
    if from > 0 || cut {
        head = format!("…{}", last(&head, BEFORE));
    }
    let indent = width(&head);
    let room = WIDEST.saturating_sub(indent).max(1);
    let rest = format!("{marked}{after}");
    let mut tail = first(&rest, room);
    if tail.len() < rest.len() || to < line.len() {
        tail.push('…');
    }
    Snippet {
        line: format!("{head}{tail}").trim_end().to_owned(),
        indent,
        carets: width(&marked).clamp(1, room),
    }
}

/// The next place at or after `at` where a character starts.
fn edge(line: &[u8], mut at: usize) -> usize {
    while at < line.len() && line[at] & 0xC0 == 0x80 {
        at += 1;
    }
    at
}

fn columns(bytes: &[u8]) -> (String, usize) {
    let text = String::from_utf8_lossy(bytes).replace('\t', "    ");
    let text = super::clean(text.trim_start_matches('\u{FEFF}'));
    let width = width(&text);
    (text, width)
}

fn width(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

fn first(text: &str, most: usize) -> String {
    let mut used = 0;
    let fits = |c: &char| {
        used += c.width().unwrap_or(0);
        used <= most
    };
    text.chars().take_while(fits).collect()
}

fn last(text: &str, most: usize) -> String {
    let mut used = 0;
    let fits = |c: &char| {
        used += c.width().unwrap_or(0);
        used <= most
    };
    let kept: Vec<char> = text.chars().rev().take_while(fits).collect();
    kept.into_iter().rev().collect()
}
