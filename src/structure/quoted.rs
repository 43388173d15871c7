//! Words that a writer sets apart.
//!
//! In: the words of a paragraph with their styles. Out: what stands in quotation marks, italics, bold or code, in order,
//! each with the sentence around it.

use super::messages::LONGEST;
use crate::html::Style;

/// Words that are set apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quoted {
    /// The words, without the marks around them.
    pub text: String,
    /// How they are set; plain for words in quotation marks.
    pub style: Style,
    /// The rest of the sentence.
    pub around: String,
    /// The part of it in front.
    pub before: String,
    /// Whether the word `message` follows.
    pub named: bool,
}

/// Texts in quotation marks, italics, bold or code, with how they are set and the sentence around them.
pub(super) fn quoted(styled: &[(Style, String)]) -> Vec<Quoted> {
    let mut found = Vec::new();
    let whole: String = styled.iter().map(|(_, text)| text.as_str()).collect();
    let mut at = 0;
    let mut taken: Vec<(usize, usize)> = Vec::new();
    for (style, text) in styled {
        let end = at + text.len();
        if *style != Style::Plain && !text.trim().is_empty() {
            taken.push((at, end));
            let inner = bare(text.trim());
            found.push((at, inner.to_owned(), *style, end));
        }
        at = end;
    }
    for (start, end) in marks(&whole) {
        // Quotation marks inside italics are those of the message, around it they add nothing.
        let inside = taken.iter().any(|(from, to)| start >= *from && end <= *to);
        if !inside {
            let text = whole[start..end].trim();
            // A message in quotation marks with code in it is the message, not the code.
            found.retain(|(at, ..)| !(*at >= start && *at < end));
            found.push((start, text.to_owned(), Style::Plain, end));
        }
    }
    found.sort_by_key(|(at, ..)| *at);
    let quoted = found.into_iter().map(|(start, text, style, end)| {
        let (before, after) = sentence(&whole, start, end);
        Quoted {
            text,
            style,
            around: format!("{before} {after}"),
            before: before.to_owned(),
            named: after
                .trim_start_matches(['"', '”', '\'', '’', '»', ' '])
                .to_lowercase()
                .starts_with("message"),
        }
    });
    quoted.collect()
}

/// Byte ranges between quotation marks.
fn marks(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut at = 0;
    while at < chars.len() {
        let (byte, open) = chars[at];
        let before = at.checked_sub(1).map(|i| chars[i].1);
        let starts = before.is_none_or(|c| !c.is_alphanumeric());
        let closes: &[char] = match open {
            '"' if starts => &['"'],
            '“' | '„' => &['”', '“', '"'],
            '«' => &['»'],
            '\'' if starts => &['\''],
            '‘' if starts => &['’'],
            _ => &[],
        };
        let single = matches!(open, '\'' | '‘');
        let close = (at + 1..chars.len().min(at + LONGEST + 2)).find(|i| {
            let next = chars.get(i + 1).map(|(_, c)| *c);
            closes.contains(&chars[*i].1) && (!single || next.is_none_or(|c| !c.is_alphanumeric()))
        });
        match close {
            Some(close) if !closes.is_empty() && chars[close].0 - byte <= LONGEST => {
                found.push((byte + open.len_utf8(), chars[close].0));
                at = close + 1;
            }
            _ => at += 1,
        }
    }
    found
}

/// What stands before and behind a range in its sentence.
fn sentence(text: &str, start: usize, end: usize) -> (&str, &str) {
    let before = &text[..start];
    let from = before.rfind(". ").map_or(0, |at| at + 2);
    let after = &text[end..];
    let to = after.find(". ").unwrap_or(after.len());
    (&before[from..], &after[..to])
}

/// A text without the quotation marks around it.
pub(super) fn bare(text: &str) -> &str {
    let text = text.trim();
    let pairs = [('"', '"'), ('“', '”'), ('\'', '\''), ('‘', '’'), ('«', '»')];
    for (open, close) in pairs {
        let inner = text.strip_prefix(open).and_then(|rest| {
            let rest = rest.strip_suffix(['.', ',']).unwrap_or(rest);
            rest.strip_suffix(close)
        });
        if let Some(inner) = inner.filter(|inner| !inner.contains([open, close])) {
            return inner.trim();
        }
    }
    text
}
