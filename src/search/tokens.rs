//! Text to terms.
//!
//! In: any text. Out: its words in order, and beside them the other spellings under which a code, a
//! compound or a CamelCase name is to be found. A chunk is a run of words held together by one or
//! two of `_ - . : / \ @`:
//!
//! ```text
//! 550-5.7.64   words 550 64      extra 5505764 5764
//! AADSTS65005  words aadsts65005 extra aadsts 65005
//! 0x8004010F   words 8004010f
//! ```

use super::fold::{fold, plain};
use super::stop::is_stop;
use unicode_normalization::char::is_combining_mark;

/// The longest word worth keeping, in characters.
const LONGEST: usize = 40;

/// The terms of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tokens {
    /// Words in order.
    pub words: Vec<String>,
    /// Other spellings: compounds in one piece, their parts, neighbours glued to a code.
    pub extra: Vec<String>,
    /// Each chunk in one piece, in order.
    pub wholes: Vec<String>,
}

/// Splits a text into terms.
pub fn tokens(text: &str) -> Tokens {
    let chars: Vec<char> = plain(text).chars().collect();
    let mut out = Tokens::default();
    let mut at = 0;
    while at < chars.len() {
        if is_word(chars[at]) {
            let minus = at > 0 && chars[at - 1] == '-';
            at = chunk(&chars, at, minus, &mut out);
        } else {
            at += 1;
        }
    }
    out
}

/// A code in its one spelling: no case, spaces, separators, `0x`.
pub fn canonical(code: &str) -> String {
    tokens(code).wholes.concat()
}

pub(crate) fn is_word(c: char) -> bool {
    c.is_alphabetic() || c.is_numeric() || is_combining_mark(c)
}

fn is_joiner(c: char) -> bool {
    matches!(c, '_' | '-' | '.' | ':' | '/' | '\\' | '@')
}

/// Reads one chunk from `at`; gives the position behind it.
fn chunk(chars: &[char], mut at: usize, minus: bool, out: &mut Tokens) -> usize {
    let word_at = |i: usize| chars.get(i).is_some_and(|c| is_word(*c));
    let mut parts: Vec<String> = Vec::new();
    // Where a stronger separator than `_` or `.` stands before a part.
    let mut cuts: Vec<bool> = Vec::new();
    let mut cut = false;
    loop {
        let mut raw = String::new();
        while word_at(at) || (chars.get(at) == Some(&'\'') && word_at(at + 1)) {
            raw.push(chars[at]);
            at += 1;
        }
        parts.push(raw);
        cuts.push(cut);
        let joiners = chars[at..]
            .iter()
            .take(3)
            .take_while(|c| is_joiner(**c))
            .count();
        if !(1..=2).contains(&joiners) || !word_at(at + joiners) {
            break;
        }
        cut = chars[at..at + joiners]
            .iter()
            .any(|c| !matches!(c, '_' | '.'));
        at += joiners;
    }
    let single = parts.len() == 1;
    let mut mains = Vec::with_capacity(parts.len());
    for raw in &parts {
        mains.push(part(raw, single, minus, out));
    }
    whole(&mains, &cuts, out);
    at
}

/// The terms of one word; gives its one spelling.
pub(crate) fn part(raw: &str, single: bool, minus: bool, out: &mut Tokens) -> String {
    if is_everyday(raw) {
        let main = raw.to_ascii_lowercase();
        out.words.push(main.clone());
        return main;
    }
    let raw = raw
        .strip_suffix("'s")
        .or_else(|| raw.strip_suffix("'S"))
        .unwrap_or(raw)
        .replace('\'', "");
    let folded = fold(&raw);
    if folded.chars().any(is_cjk) {
        grams(&folded, &mut out.words);
        return folded;
    }
    let main = hex(&folded).unwrap_or(folded);
    if main.is_empty() || main.chars().count() > LONGEST || (!single && main.len() < 2) {
        return main;
    }
    out.words.push(main.clone());
    for piece in pieces(&raw) {
        let piece = fold(&piece);
        if piece.chars().count() > 2 && piece != main {
            out.extra.push(piece);
        }
    }
    if (9..=10).contains(&main.len())
        && let Ok(value) = main.parse::<u64>()
    {
        // Windows writes 0x80070005 also as -2147024891 and 2147942405.
        if (1 << 31..1 << 32).contains(&value) {
            out.extra.push(format!("{value:x}"));
        } else if minus && value < 1 << 31 {
            out.extra.push(format!("{:x}", (1u64 << 32) - value));
        }
    }
    main
}

/// Whether a word is nothing but letters a to z, the first perhaps a capital: most words are, and
/// they have one spelling and no seams.
fn is_everyday(raw: &str) -> bool {
    let bytes = raw.as_bytes();
    (2..=LONGEST).contains(&bytes.len())
        && bytes[0].is_ascii_alphabetic()
        && bytes[1..].iter().all(u8::is_ascii_lowercase)
}

/// `0x0000F` is `f`.
fn hex(word: &str) -> Option<String> {
    let digits = word.strip_prefix("0x")?;
    if digits.is_empty() || digits.len() > 16 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let short = digits.trim_start_matches('0');
    Some(if short.is_empty() { "0" } else { short }.to_string())
}

/// Cuts `CamelCase`, `HTMLParser` and `KB4012` at their seams; nothing where there is none.
fn pieces(raw: &str) -> Vec<String> {
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

/// Adds the chunk in one piece, its segments, and the piece glued to the chunk before it.
fn whole(mains: &[String], cuts: &[bool], out: &mut Tokens) {
    let fits = |s: &str| (3..=LONGEST).contains(&s.chars().count());
    let all = mains.concat();
    if mains.len() > 1 {
        if mains.len() < 7 && fits(&all) {
            out.extra.push(all.clone());
        }
        let mut start = 0;
        for end in 1..=mains.len() {
            if end == mains.len() || cuts[end] {
                let segment = mains[start..end].concat();
                if end - start > 1 && end - start < mains.len() && end - start < 7 && fits(&segment)
                {
                    out.extra.push(segment);
                }
                start = end;
            }
        }
    }
    if let Some(before) = out.wholes.last()
        && glues(before, &all)
    {
        out.extra.push(format!("{before}{all}"));
    }
    out.wholes.push(all);
}

/// `KB 4012`, `550 5764`: a short word or number and the number behind it.
fn glues(a: &str, b: &str) -> bool {
    let number = b.len() > 1
        && a.len() + b.len() < 17
        && b.as_bytes()[0].is_ascii_digit()
        && b.bytes().all(|c| c.is_ascii_alphanumeric());
    let letters =
        || (2..=8).contains(&a.len()) && a.bytes().all(|c| c.is_ascii_lowercase()) && !is_stop(a);
    let digits = || (2..=4).contains(&a.len()) && a.bytes().all(|c| c.is_ascii_digit());
    number && (letters() || digits())
}

/// Scripts written without spaces, and Hangul, whose words carry their particles.
pub(crate) fn is_cjk(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Pairs of neighbouring characters of such a script; other runs as they are.
fn grams(text: &str, out: &mut Vec<String>) {
    let chars: Vec<char> = text.chars().collect();
    let mut at = 0;
    while at < chars.len() {
        let kind = is_cjk(chars[at]);
        let end = (at..chars.len())
            .find(|&i| is_cjk(chars[i]) != kind)
            .unwrap_or(chars.len());
        if !kind {
            if end - at <= LONGEST {
                out.push(chars[at..end].iter().collect());
            }
        } else if end - at == 1 {
            out.push(chars[at].to_string());
        } else {
            for i in at..end - 1 {
                out.push(chars[i..i + 2].iter().collect());
            }
        }
        at = end;
    }
}
