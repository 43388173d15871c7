//! How codes and names are spelled: hexadecimal numbers, seams inside a word, what is written in two pieces.
//!
//! In: a word. Out: its one spelling, its pieces.

use super::stop::is_stop;
use super::tokens::LONGEST;

/// Whether a word is nothing but letters a to z, the first perhaps a capital: most words are, and
/// they have one spelling and no seams.
pub(crate) fn is_everyday(raw: &str) -> bool {
    let bytes = raw.as_bytes();
    (2..=LONGEST).contains(&bytes.len())
        && bytes[0].is_ascii_alphabetic()
        && bytes[1..].iter().all(u8::is_ascii_lowercase)
}

/// `0x0000F` is `f`.
pub(crate) fn hex(word: &str) -> Option<String> {
    let digits = word.strip_prefix("0x")?;
    if digits.is_empty() || digits.len() > 16 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let short = digits.trim_start_matches('0');
    Some(if short.is_empty() { "0" } else { short }.to_string())
}

/// A code with letters for digits as it is probably meant, in its one spelling: `ox8oo4de4o` is `8004de40`. None where
/// there is no such letter.
pub(crate) fn twin(word: &str) -> Option<String> {
    // Letters before the first digit are letters, but for the `0x` of a number.
    let start = if word.starts_with("ox") {
        0
    } else {
        word.find(|c: char| c.is_ascii_digit())?
    };
    let (letters, digits) = word.split_at(start);
    let meant = digits.replace('o', "0").replace(['l', 'i'], "1");
    let twin = format!("{letters}{meant}");
    (twin != word).then(|| hex(&twin).unwrap_or(twin))
}

/// Cuts `CamelCase`, `HTMLParser` and `KB4012` at their seams; nothing where there is none.
pub(crate) fn pieces(raw: &str) -> Vec<String> {
    let raw_hex = raw.len() > 2 && (raw.starts_with("0x") || raw.starts_with("0X"));
    let hexish = raw.len() > 5 && raw.bytes().all(|b| b.is_ascii_hexdigit());
    if hexish || raw_hex {
        return Vec::new();
    }
    let chars: Vec<char> = raw.chars().collect();
    let mut out = vec![String::new()];
    for (i, &c) in chars.iter().enumerate() {
        let seam = i > 0 && {
            let before = chars[i - 1];
            let after_lower = chars.get(i + 1).is_some_and(|n| n.is_lowercase());
            (before.is_lowercase() && c.is_uppercase())
                || (before.is_uppercase() && c.is_uppercase() && after_lower)
                || (before.is_ascii_digit() != c.is_ascii_digit())
        };
        if seam {
            out.push(String::new());
        }
        if let Some(last) = out.last_mut() {
            last.push(c);
        }
    }
    if out.len() < 2 { Vec::new() } else { out }
}

/// `KB 4012`, `550 5764`: a short word or number and the number behind it.
pub(crate) fn glues(a: &str, b: &str) -> bool {
    let number = b.len() > 1
        && a.len() + b.len() < 17
        && b.as_bytes()[0].is_ascii_digit()
        && b.bytes().all(|c| c.is_ascii_alphanumeric());
    let letters =
        || (2..=8).contains(&a.len()) && a.bytes().all(|c| c.is_ascii_lowercase()) && !is_stop(a);
    let digits = || (2..=4).contains(&a.len()) && a.bytes().all(|c| c.is_ascii_digit());
    number && (letters() || digits())
}
