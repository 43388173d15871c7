//! From the bytes of somebody else's file to lines that can be worked on.
//!
//! In: bytes in any encoding that editors write, text. Out: text with `\n` alone and without marks nobody sees,
//! and for each line whether it stands in fenced code.

use super::types::Loss;

/// The text of a file; what is no text in it is a loss.
pub(super) fn decode(source: &str, bytes: &[u8], losses: &mut Vec<Loss>) -> String {
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    };
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let broken = std::str::from_utf8(bytes).is_err();
    if broken && let Some(line) = text.lines().position(|line| line.contains('\u{fffd}')) {
        let shown = text.lines().nth(line).unwrap_or_default().trim();
        losses.push(Loss::new(source, line + 1, "bytes that are no text", shown));
    }
    clean(&text)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units: Vec<u16> = bytes
        .chunks_exact(2)
        .map(|pair| unit([pair[0], pair[1]]))
        .collect();
    String::from_utf16_lossy(&units)
}

/// Takes out marks that nobody sees and that make equal words unequal. Joiners stay: scripts and emoji need them.
pub(super) fn clean(text: &str) -> String {
    let unseen = |c: char| {
        matches!(c, '\u{feff}' | '\u{200b}' | '\u{2060}' | '\u{ad}')
            || (c.is_control() && !matches!(c, '\n' | '\t'))
    };
    if text.contains(unseen) {
        text.chars().filter(|c| !unseen(*c)).collect()
    } else {
        text.to_owned()
    }
}

/// Knows, line by line, whether it is inside fenced code.
#[derive(Debug, Default, Clone)]
pub(super) struct Fences {
    open: Option<(char, usize)>,
}

impl Fences {
    /// Whether this line is code or a fence; lines are to be asked for in order.
    pub(super) fn is_code(&mut self, line: &str) -> bool {
        let (mark, count, rest) = fence(line);
        match self.open {
            Some((open, least)) => {
                if mark == open && count >= least && rest.trim().is_empty() {
                    self.open = None;
                }
                true
            }
            None if count >= 3 && !(mark == '`' && rest.contains('`')) => {
                self.open = Some((mark, count));
                true
            }
            None => false,
        }
    }

    /// The fence that would close what is open.
    pub(super) fn closing(&self) -> Option<String> {
        self.open
            .map(|(mark, count)| mark.to_string().repeat(count))
    }
}

/// The fence that a line begins with, behind quotes and blanks: its mark, how many, and what follows.
fn fence(line: &str) -> (char, usize, &str) {
    let start = line.trim_start_matches(|c: char| c.is_whitespace() || c == '>');
    // A fence may be the first thing of a list item.
    let start = match start.split_once(' ') {
        Some((mark, rest)) if is_list_mark(mark) => rest.trim_start(),
        _ => start,
    };
    let mark = start.chars().next().unwrap_or(' ');
    if !matches!(mark, '`' | '~') {
        return (mark, 0, start);
    }
    let rest = start.trim_start_matches(mark);
    (mark, start.len() - rest.len(), rest)
}

/// Whether a word marks an item of a list.
pub(super) fn is_list_mark(word: &str) -> bool {
    let number = word.strip_suffix(['.', ')']);
    matches!(word, "-" | "*" | "+")
        || number
            .is_some_and(|n| !n.is_empty() && n.len() < 10 && n.bytes().all(|b| b.is_ascii_digit()))
}

/// Number of the first line, from 1, that holds `needle`; 0 where none does.
pub(super) fn line_of(text: &str, needle: &str) -> usize {
    let Some(first) = needle.lines().map(str::trim).find(|line| !line.is_empty()) else {
        return 0;
    };
    text.find(first)
        .map_or(0, |at| text[..at].matches('\n').count() + 1)
}

/// Changes of a text, by the bytes they replace.
#[derive(Debug, Default)]
pub(super) struct Edits(Vec<(std::ops::Range<usize>, String)>);

impl Edits {
    /// Replaces these bytes.
    pub(super) fn put(&mut self, range: std::ops::Range<usize>, text: impl Into<String>) {
        self.0.push((range, text.into()));
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The changed text; of two changes that overlap the first one counts.
    pub(super) fn apply(mut self, text: &str) -> String {
        if self.0.is_empty() {
            return text.to_owned();
        }
        self.0.sort_by_key(|(range, _)| (range.start, range.end));
        let mut out = String::with_capacity(text.len() + 64);
        let mut at = 0;
        for (range, new) in self.0 {
            if range.start >= at {
                out.push_str(&text[at..range.start]);
                out.push_str(&new);
                at = range.end;
            }
        }
        out.push_str(&text[at..]);
        out
    }
}
