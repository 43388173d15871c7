//! Numbers as text that needs no escaping in a script: 90 characters; the first 45 end a number, the others go on.
//!
//! Left out of the printable characters are `"`, `\` and `<`, which a script would have to escape, and `;` and `|`,
//! which separate.

use super::index::{Entry, STEP};

/// How many marks of pairs there are.
const MARKS: u32 = 90 * 90;
/// Levels of an article's part of a weight.
pub(crate) const LEVELS: u32 = 16;

const fn alphabet() -> [u8; 90] {
    let (mut out, mut at, mut c) = ([0; 90], 0, 0x20);
    while c < 0x7f {
        if !matches!(c, b'"' | b'\\' | b'<' | b';' | b'|') {
            out[at] = c;
            at += 1;
        }
        c += 1;
    }
    out
}

const fn digits() -> [u8; 128] {
    let (mut out, mut at) = ([0; 128], 0);
    while at < 90 {
        out[ALPHABET[at] as usize] = at as u8;
        at += 1;
    }
    out
}

const ALPHABET: [u8; 90] = alphabet();
const DIGITS: [u8; 128] = digits();

/// The number that a character stands for.
pub(crate) fn digit(byte: u8) -> u32 {
    u32::from(DIGITS[usize::from(byte & 127)])
}

/// The character that stands for a number below 90.
pub(crate) fn figure(n: u32) -> u16 {
    u16::from(ALPHABET[n as usize % 90])
}

/// Adds a number.
pub(crate) fn push(out: &mut String, mut n: u32) {
    while n > 44 {
        out.push(char::from(ALPHABET[(45 + n % 45) as usize]));
        n /= 45;
    }
    out.push(char::from(ALPHABET[n as usize]));
}

/// A number at the beginning, and what stands behind it.
pub(crate) fn read_number(text: &str) -> Option<(u32, &str)> {
    let (mut n, mut unit) = (0u32, 1u32);
    for (at, byte) in text.bytes().enumerate() {
        let digit = digit(byte);
        n = n.wrapping_add((digit % 45).wrapping_mul(unit));
        unit = unit.wrapping_mul(45);
        if digit < 45 {
            return Some((n, text.get(at + 1..)?));
        }
    }
    None
}

/// Adds document numbers as gaps.
pub(crate) fn push_docs(out: &mut String, docs: impl IntoIterator<Item = u32>) {
    let mut before = 0;
    for doc in docs {
        push(out, doc - before);
        before = doc;
    }
}

/// Reads what [`push_docs`] wrote.
pub(crate) fn read_docs(mut text: &str) -> Vec<u32> {
    let (mut out, mut doc) = (Vec::new(), 0u32);
    while let Some((gap, rest)) = read_number(text) {
        doc = doc.wrapping_add(gap);
        out.push(doc);
        text = rest;
    }
    out
}

/// Adds runs of document numbers: the gap before each, its length less one.
pub(crate) fn runs(docs: impl IntoIterator<Item = u32>) -> String {
    let mut list: Vec<(u32, u32)> = Vec::new();
    for doc in docs {
        match list.last_mut() {
            Some((start, length)) if *start + *length == doc => *length += 1,
            _ => list.push((doc, 1)),
        }
    }
    let (mut out, mut behind) = (String::new(), 0);
    for (start, length) in list {
        push(&mut out, start - behind);
        push(&mut out, length - 1);
        behind = start + length;
    }
    out
}

/// Reads what [`runs`] wrote.
pub(crate) fn read_runs(mut text: &str) -> Vec<u32> {
    let (mut out, mut behind) = (Vec::new(), 0u32);
    while let Some((gap, rest)) = read_number(text)
        && let Some((more, rest)) = read_number(rest)
    {
        let start = behind.saturating_add(gap);
        behind = start.saturating_add(more).saturating_add(1);
        out.extend(start..behind);
        text = rest;
    }
    out
}

/// Adds an article of a term: the gap before it, its level from 1 to 16, the marks of the pairs that it has with the term.
pub(crate) fn push_posting(out: &mut String, gap: u32, level: u32, marks: &[u32]) {
    push(
        out,
        (gap * LEVELS + level - 1) * 2 + u32::from(!marks.is_empty()),
    );
    if !marks.is_empty() {
        push(out, marks.len() as u32);
    }
    for mark in marks {
        for unit in [90, 1] {
            out.push(char::from(ALPHABET[(mark / unit % 90) as usize]));
        }
    }
}

/// Reads a term's weight and articles.
pub(crate) fn read_entry(text: &str) -> Option<Entry> {
    let (weight, mut text) = read_number(text)?;
    let (mut entry, mut doc) = (
        Entry {
            weight,
            ..Entry::default()
        },
        0u32,
    );
    while let Some((n, rest)) = read_number(text) {
        text = rest;
        doc = doc.wrapping_add(n / 2 / LEVELS);
        entry.postings.push((doc, (n / 2 % LEVELS + 1) * STEP));
        if n % 2 == 1 {
            let (count, rest) = read_number(text)?;
            let (marks, rest) = rest.split_at_checked(2 * count as usize)?;
            text = rest;
            for mark in marks.as_bytes().chunks_exact(2) {
                entry
                    .pairs
                    .push((doc, mark.iter().fold(0, |n, byte| n * 90 + digit(*byte))));
            }
        }
    }
    Some(entry)
}

/// The mark of a pair of words, another one for a pair in a body (FNV-1a over UTF-16, as a script sees text).
pub(crate) fn mark(first: &str, second: &str, body: bool) -> u32 {
    let units = first
        .encode_utf16()
        .chain([if body { 0x0a } else { 0x20 }])
        .chain(second.encode_utf16());
    let hash = units.fold(0x811c_9dc5u32, |hash, unit| {
        (hash ^ u32::from(unit)).wrapping_mul(0x0100_0193)
    });
    hash % MARKS
}

/// Adds a key after the key before it: how many characters both begin with, then the others.
pub(crate) fn push_key(out: &mut String, before: &str, key: &str) {
    let same = |(a, b): &(u8, u8)| a == b && a.is_ascii();
    let common = before.bytes().zip(key.bytes()).take(89).take_while(same);
    let common = common.count();
    out.push(char::from(ALPHABET[common]));
    out.push_str(&key[common..]);
}

/// Reads what [`push_key`] wrote.
pub(crate) fn read_key(before: &str, text: &str) -> Option<String> {
    let common = digit(*text.as_bytes().first()?) as usize;
    Some(before.get(..common)?.to_string() + text.get(1..)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_wrote() {
        for n in [0, 44, 45, 5000, u32::MAX] {
            let mut text = String::new();
            push(&mut text, n);
            assert_eq!(read_number(&(text + "x")), Some((n, "x")));
        }
        let mut text = String::new();
        push(&mut text, 700);
        push_posting(&mut text, 0, 1, &[]);
        push_posting(&mut text, 3, 16, &[0, 8099]);
        push_posting(&mut text, 90_000, 7, &[mark("paper", "jam", true)]);
        let entry = read_entry(&text).expect("whole");
        assert_eq!(entry.weight, 700);
        assert_eq!(
            entry.postings,
            [(0, STEP), (3, 16 * STEP), (90_003, 7 * STEP)]
        );
        assert_eq!(entry.pairs[..2], [(3, 0), (3, 8099)]);
        assert_eq!(entry.pairs[2], (90_003, mark("paper", "jam", true)));
        for list in [vec![], vec![0], vec![3, 4, 5, 100, 7000]] {
            assert_eq!(read_runs(&runs(list.clone())), list);
            let mut text = String::new();
            push_docs(&mut text, list.clone());
            assert_eq!(read_docs(&text), list);
        }
        for (before, key) in [("", "print"), ("print", "printer"), ("größe", "größer")] {
            let mut text = String::new();
            push_key(&mut text, before, key);
            assert_eq!(read_key(before, &text).as_deref(), Some(key));
        }
    }
}
