//! Text at the place of a directive.
//!
//! In: what a directive stands for. Out: its lines with the indent and the quote signs of their new place, its links
//! as the new place has to write them.

use super::super::rewrite::{To, rewrite};
use super::super::skip;
use super::super::text::is_list_mark;
use super::paths;
use crate::book::relative;

/// The bytes of a code span; only its ticks where it is never closed.
pub(super) fn code_span(text: &str) -> usize {
    let ticks = text.len() - text.trim_start_matches('`').len();
    let text = head(text, 16_000);
    let paragraph = text.find("\n\n").unwrap_or(text.len());
    let mut at = ticks;
    while let Some(found) = text[at..paragraph.max(at)].find('`') {
        let start = at + found;
        let run = text[start..].len() - text[start..].trim_start_matches('`').len();
        if run == ticks {
            return start + run;
        }
        at = start + run;
    }
    ticks
}

/// The long description behind a complex image, as a paragraph below it; gives its length.
pub(super) fn description(text: &str, out: &mut String) -> usize {
    let Some(end) = text.find(":::image-end:::") else {
        return 0;
    };
    let words = text[..end].trim();
    if words.len() > 8_000 {
        return 0;
    }
    place(&format!("\n\n{words}"), true, out);
    end + ":::image-end:::".len()
}

/// Puts lines where a directive stood: each with the indent and the quote signs of that line.
pub(super) fn place(text: &str, alone: bool, out: &mut String) {
    let line = out.rsplit('\n').next().unwrap_or_default();
    if line.trim_start().starts_with('|') {
        // A cell is one line.
        out.push_str(&text.split_whitespace().collect::<Vec<_>>().join(" "));
        return;
    }
    let mut indent = String::new();
    let mut words = line;
    loop {
        let blank = words.len() - words.trim_start_matches([' ', '\t', '>']).len();
        indent.push_str(&words[..blank]);
        words = &words[blank..];
        match words.split_once(' ') {
            Some((mark, rest)) if is_list_mark(mark) => {
                indent.push_str(&" ".repeat(mark.len() + 1));
                words = rest;
            }
            _ => break,
        }
    }
    let block = alone && words.is_empty();
    for (number, line) in text.lines().enumerate() {
        if number > 0 {
            out.push('\n');
            out.push_str(if line.is_empty() {
                indent.trim_end()
            } else {
                &indent
            });
        }
        out.push_str(line);
    }
    if block && !text.ends_with('\n') && text.contains('\n') {
        out.push('\n');
        out.push_str(indent.trim_end());
    }
}

/// A text of the file `from` with its relative links as the file `to` has to write them.
pub(super) fn moved(text: &str, from: &str, to: &str) -> String {
    if skip::folder(from) == skip::folder(to) {
        return text.to_owned();
    }
    rewrite(text, |link, _| {
        if link.starts_with(['/', '#', '~']) {
            return To::Same;
        }
        let Some(path) = paths::path_of(from, &link.replace('\\', "/")) else {
            return To::Same;
        };
        let anchor = link.split_once('#').map(|(_, anchor)| format!("#{anchor}"));
        To::Address(relative(to, &path) + &anchor.unwrap_or_default())
    })
}

/// An address between round brackets.
pub(super) fn target(address: &str) -> String {
    let address = address.trim().replace('\\', "/");
    if address.contains([' ', '(', ')']) {
        format!("<{}>", address.replace(['<', '>'], ""))
    } else {
        address
    }
}

/// The start of a text: what is not whole within it is no directive and no span of code.
pub(super) fn head(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
