//! Characters that look like spaces, or like nothing, where Markdown and YAML want a space.
//!
//! In: the text of a file. Out: a text of the same length, so that places stay right, in which they are spaces.
//! Only spots that shape the text are changed: between the keys of front matter, at the start of a line and after
//! the sign that starts a heading, a list item or a quote. Words and code keep what they have.

use std::borrow::Cow;

/// Whether a character has no width at all.
pub fn is_zero_width(c: char) -> bool {
    matches!(
        c,
        '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}'
    )
}

/// The text with spaces for look-alikes where they shape it.
pub fn replaced(text: &str) -> Cow<'_, str> {
    let odd = |c: char| is_odd(c);
    if !text.contains(odd) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut fence = None;
    let mut front = front_lines(text);
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let bare = line.trim_start();
        if number == 0 && line.starts_with('\u{feff}') {
            // The mark at the very start is known to all readers.
            out.push('\u{feff}');
            push(&mut out, &line['\u{feff}'.len_utf8()..], front > 0);
            front = front.saturating_sub(1);
            continue;
        }
        let sign = ["```", "~~~"]
            .into_iter()
            .find(|sign| bare.starts_with(sign));
        match (fence, sign) {
            (None, Some(sign)) => fence = Some(sign),
            (Some(open), Some(sign)) if open == sign => fence = None,
            _ => {}
        }
        if fence.is_some() || !line.contains(odd) {
            out.push_str(line);
        } else {
            push(&mut out, line, front > 0);
        }
        front = front.saturating_sub(1);
    }
    Cow::Owned(out)
}

/// How many lines front matter takes at the start of the text.
fn front_lines(text: &str) -> usize {
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    if lines.next().is_none_or(|line| line.trim() != "---") {
        return 0;
    }
    lines
        .position(|line| line.trim() == "---")
        .map_or(0, |at| at + 2)
}

fn push(out: &mut String, line: &str, front: bool) {
    if front {
        line.chars().for_each(|c| spaced(out, c, is_odd(c)));
        return;
    }
    let lead: usize = line
        .chars()
        .take_while(|c| is_odd(*c) || *c == ' ')
        .map(char::len_utf8)
        .sum();
    let rest = &line[lead..];
    let sign = sign(rest);
    // Four spaces would make it code.
    let shift = sign > 0 && lead < 4;
    line[..lead]
        .chars()
        .for_each(|c| spaced(out, c, shift && is_odd(c)));
    out.push_str(&rest[..sign]);
    let mut after = sign > 0;
    for c in rest[sign..].chars() {
        after &= is_odd(c) || c == ' ';
        spaced(out, c, after && is_odd(c));
    }
}

/// Bytes of the sign that a block starts with.
fn sign(text: &str) -> usize {
    let count = |c: char| text.bytes().take_while(|b| *b == c as u8).count();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match text.chars().next() {
        Some('#') if count('#') <= 6 => count('#'),
        Some('-' | '*' | '+') if count('*') < 2 && count('-') < 2 => 1,
        Some('>') => 1,
        Some('0'..='9') if digits < 10 && text[digits..].starts_with(['.', ')']) => digits + 1,
        _ => 0,
    }
}

fn spaced(out: &mut String, c: char, space: bool) {
    if space {
        (0..c.len_utf8()).for_each(|_| out.push(' '));
    } else {
        out.push(c);
    }
}

fn is_odd(c: char) -> bool {
    is_zero_width(c)
        || matches!(
            c,
            '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}'
        )
}

#[cfg(test)]
mod tests {
    use super::replaced;

    #[test]
    fn only_what_shapes_the_text_is_replaced() {
        for (text, wanted) in [
            ("##\u{a0}Cause\n", "##  Cause\n"),
            ("\u{200b}## Cause\n", "   ## Cause\n"),
            ("-\u{a0}one\u{a0}two\n", "-  one\u{a0}two\n"),
            ("1.\u{a0}one\n", "1.  one\n"),
            ("a\u{a0}b\n", "a\u{a0}b\n"),
            ("```\n#\u{a0}x\n```\n", "```\n#\u{a0}x\n```\n"),
            ("---\ntitle:\u{a0}x\n---\n", "---\ntitle:  x\n---\n"),
        ] {
            assert_eq!(replaced(text), wanted);
            assert_eq!(replaced(text).len(), text.len());
        }
    }
}
