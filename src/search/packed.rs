//! Text in fewer characters: what stood before is named instead of repeated.
//!
//! In: JSON. Out: the same with `"` and the grave accent exchanged, for a script writes `"` as two characters, and with
//! repetitions as `|`, how far back (two digits), how long (one digit); `|` itself as `|` and two zeros. Distances and
//! lengths count UTF-16 units, as a script does.

use super::encode::{digit, figure};

/// The farthest and the shortest repetition that is worth it, and the longest.
const FAR: usize = 8099;
const SHORT: usize = 6;
const LONG: usize = SHORT + 89;
/// Earlier places that are compared.
const TRIES: usize = 3;
const TABLE: usize = 1 << 13;
const NONE: u32 = u32::MAX;

fn exchanged(unit: u16) -> u16 {
    match unit {
        0x22 => 0x60,
        0x60 => 0x22,
        unit => unit,
    }
}

/// Packs a text.
pub(crate) fn pack(text: &str) -> String {
    let units: Vec<u16> = text.encode_utf16().map(exchanged).collect();
    let mut out: Vec<u16> = Vec::with_capacity(units.len() / 2);
    let mut last = vec![NONE; TABLE];
    let mut before = vec![NONE; units.len()];
    let mut at = 0;
    while at < units.len() {
        let (length, back) = longest(&units, at, &last, &before);
        let step = length.max(1);
        if length > 0 {
            let (back, length) = (back as u32, (length - SHORT) as u32);
            out.extend([0x7c, figure(back / 90), figure(back % 90), figure(length)]);
        } else if units[at] == 0x7c {
            out.extend([0x7c, figure(0), figure(0)]);
        } else {
            out.push(units[at]);
        }
        for (place, before) in (at..).zip(&mut before[at..at + step]) {
            if let Some(slot) = slot(&units, place) {
                *before = std::mem::replace(&mut last[slot], place as u32);
            }
        }
        at += step;
    }
    String::from_utf16_lossy(&out)
}

/// The longest repetition at a place, and how far back it stood; no character is cut in two.
fn longest(units: &[u16], at: usize, last: &[u32], before: &[u32]) -> (usize, usize) {
    let (mut best, mut back) = (0, 0);
    if (0xdc00..0xe000).contains(&units[at]) {
        return (0, 0);
    }
    let mut place = slot(units, at).map_or(NONE, |slot| last[slot]);
    for _ in 0..TRIES {
        let from = place as usize;
        if place == NONE || at - from > FAR {
            break;
        }
        let most = LONG.min(at - from).min(units.len() - at);
        let pairs = units[from..from + most].iter().zip(&units[at..at + most]);
        let mut length = pairs.take_while(|(a, b)| a == b).count();
        if length > 0 && (0xd800..0xdc00).contains(&units[at + length - 1]) {
            length -= 1;
        }
        if length >= SHORT && length > best {
            (best, back) = (length, at - from);
        }
        place = before[from];
    }
    (best, back)
}

/// Where places that begin with the same characters meet.
fn slot(units: &[u16], at: usize) -> Option<usize> {
    let start = units.get(at..at + SHORT)?;
    let mix = |hash: u32, unit: &u16| {
        (hash ^ u32::from(*unit))
            .wrapping_mul(0x9e37_79b1)
            .rotate_left(9)
    };
    Some(start.iter().fold(0, mix) as usize % TABLE)
}

/// Reads what [`pack`] wrote; stops where it cannot.
pub(crate) fn unpack(text: &str) -> String {
    let mut parts = text.split('|');
    let mut out: Vec<u16> = parts.next().unwrap_or("").encode_utf16().collect();
    for part in parts {
        let [far, near, rest @ ..] = part.as_bytes() else {
            break;
        };
        let back = (digit(*far) * 90 + digit(*near)) as usize;
        let skip = if back == 0 {
            out.push(0x7c);
            2
        } else {
            let length = rest.first().map_or(0, |byte| digit(*byte) as usize + SHORT);
            let Some(from) = out.len().checked_sub(back).filter(|_| length <= back) else {
                break;
            };
            out.extend_from_within(from..from + length);
            3
        };
        out.extend(part.get(skip..).unwrap_or("").encode_utf16());
    }
    out.iter_mut().for_each(|unit| *unit = exchanged(*unit));
    String::from_utf16_lossy(&out)
}

#[cfg(test)]
mod tests {
    use super::{pack, unpack};

    #[test]
    fn reads_what_it_wrote() {
        let long =
            "The printer is offline. The printer is on fire | 😀😀😀😀😀😀 \"x\" `y` ".repeat(200);
        let far: String = (0..9000).map(|n| format!("{n} ")).collect();
        for text in ["", "|", "a||b", "ö😀ö😀ö😀ö😀ö😁", &long, &far] {
            assert_eq!(unpack(&pack(text)), text);
        }
        assert!(pack(&long).len() * 5 < long.len());
    }

    #[test]
    fn broken_text_is_no_trouble() {
        for text in ["a|", "a|  ", "a| !", "a| !!", "|~~~", "x|\u{e9}\u{e9}"] {
            unpack(text);
        }
    }
}
