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
    }
}
