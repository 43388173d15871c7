//! Numbers as text that needs no escaping in a script: 64 characters, five bits each, the sixth says "more follows".

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Adds a number.
pub(crate) fn push(out: &mut String, mut n: u32) {
    while n > 31 {
        out.push(char::from(ALPHABET[(32 + (n & 31)) as usize]));
        n >>= 5;
    }
    out.push(char::from(ALPHABET[n as usize]));
}

/// Adds one character for a number below 64.
pub(crate) fn push_small(out: &mut String, n: u32) {
    out.push(char::from(ALPHABET[n.min(63) as usize]));
}

/// Document numbers, each with its weight if there are weights, as gaps.
pub(crate) fn postings(list: &[(u32, u32)], weighted: bool) -> String {
    let mut out = String::new();
    let mut before = 0;
    for (doc, weight) in list {
        push(&mut out, doc - before);
        before = *doc;
        if weighted {
            push_small(&mut out, *weight);
        }
    }
    out
}

/// Adds a key after the key before it: how many characters both begin with, then the others.
pub(crate) fn push_key(out: &mut String, before: &str, key: &str) {
    let same = |(a, b): &(u8, u8)| a == b && a.is_ascii();
    let common = before.bytes().zip(key.bytes()).take(63).take_while(same);
    let common = common.count();
    push_small(out, common as u32);
    out.push_str(&key[common..]);
}

/// Reads what [`push_key`] wrote.
pub(crate) fn read_key(before: &str, text: &str) -> Option<String> {
    let first = text.chars().next()?;
    let common = ALPHABET.iter().position(|a| char::from(*a) == first)?;
    Some(before.get(..common)?.to_string() + &text[1..])
}

/// A number at the beginning, and what stands behind it.
pub(crate) fn read_number(text: &str) -> Option<(u32, &str)> {
    let (mut n, mut shift) = (0, 0);
    for (at, b) in text.bytes().enumerate() {
        let d = ALPHABET.iter().position(|a| *a == b)? as u32;
        n |= (d & 31) << shift.min(30);
        shift += 5;
        if d < 32 {
            return Some((n, &text[at + 1..]));
        }
    }
    None
}

/// Reads what [`postings`] wrote; stops at what it cannot read.
pub(crate) fn read(text: &str, weighted: bool) -> Vec<(u32, u32)> {
    let digit = |b: u8| {
        ALPHABET
            .iter()
            .position(|a| *a == b)
            .map_or(0, |p| p as u32)
    };
    let mut bytes = text.bytes();
    let (mut doc, mut n, mut shift) = (0u32, 0u32, 0u32);
    let mut out = Vec::new();
    while let Some(b) = bytes.next() {
        let d = digit(b);
        n |= (d & 31) << shift.min(30);
        shift += 5;
        if d < 32 {
            doc += n;
            (n, shift) = (0, 0);
            let weight = if weighted {
                bytes.next().map_or(0, digit)
            } else {
                1
            };
            out.push((doc, weight));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn reads_what_it_wrote() {
        let list = [(0, 1), (1, 63), (40, 2), (100_000, 7)];
        assert_eq!(super::read(&super::postings(&list, true), true), list);
        for n in [0, 31, 32, 5000] {
            let mut text = String::new();
            super::push(&mut text, n);
            assert_eq!(super::read_number(&(text + "x")), Some((n, "x")));
        }
        for (before, key) in [("", "print"), ("print", "printer"), ("größe", "größer")] {
            let mut text = String::new();
            super::push_key(&mut text, before, key);
            assert_eq!(super::read_key(before, &text).as_deref(), Some(key));
        }
    }
}
