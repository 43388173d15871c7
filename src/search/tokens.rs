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
use super::spelling::{glues, hex, is_everyday, pieces};
use unicode_normalization::char::is_combining_mark;

/// The longest word worth keeping, in characters.
pub(crate) const LONGEST: usize = 40;

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

/// Takes the terms of a text one by one.
pub(crate) trait Take {
    /// The next word.
    fn word(&mut self, word: &str);
    /// Another spelling.
    fn extra(&mut self, term: &str);
    /// A chunk in one piece.
    fn whole(&mut self, _: &str) {}
    /// Whether no more is wanted.
    fn full(&self) -> bool {
        false
    }
}

impl Take for Tokens {
    fn word(&mut self, word: &str) {
        self.words.push(word.to_string());
    }

    fn extra(&mut self, term: &str) {
        self.extra.push(term.to_string());
    }

    fn whole(&mut self, whole: &str) {
        self.wholes.push(whole.to_string());
    }
}

/// Splits a text into terms.
pub fn tokens(text: &str) -> Tokens {
    let mut out = Tokens::default();
    scan(text, &mut out);
    out
}

/// Splits a text into terms, in order.
pub(crate) fn scan(text: &str, take: &mut impl Take) {
    let text = plain(text);
    let (text, bytes) = (text.as_ref(), text.as_bytes());
    // The chunk before, in one piece; empty before the first.
    let mut before = String::new();
    let mut at = 0;
    while at < bytes.len() && !take.full() {
        let mut end = at + 1;
        if bytes[at].is_ascii_alphabetic() {
            while end < bytes.len() && bytes[end].is_ascii_lowercase() {
                end += 1;
            }
            if end - at <= LONGEST && ends_chunk(&bytes[end..]) {
                before.clear();
                before.push_str(&text[at..end]);
                before.make_ascii_lowercase();
                take.word(&before);
                take.whole(&before);
                at = end;
                continue;
            }
        }
        match char_at(text, at) {
            Some(c) if is_word(c) => {
                let minus = at > 0 && bytes[at - 1] == b'-';
                at = chunk(text, at, minus, &mut before, take);
            }
            c => at += c.map_or(1, char::len_utf8),
        }
    }
}

/// Whether a chunk that may only have ASCII letters so far is over before these bytes.
fn ends_chunk(rest: &[u8]) -> bool {
    for byte in rest.iter().take(3) {
        if !byte.is_ascii() || byte.is_ascii_alphanumeric() || *byte == b'\'' {
            return false;
        }
        if !is_joiner(char::from(*byte)) {
            return true;
        }
    }
    true
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

fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// Reads one chunk from `at`; gives the position behind it.
fn chunk(
    text: &str,
    mut at: usize,
    minus: bool,
    before: &mut String,
    take: &mut impl Take,
) -> usize {
    let word_at = |at: usize| char_at(text, at).filter(|c| is_word(*c));
    let mut parts: Vec<&str> = Vec::new();
    // Where a stronger separator than `_` or `.` stands before a part.
    let mut cuts: Vec<bool> = Vec::new();
    let mut cut = false;
    loop {
        let start = at;
        loop {
            if let Some(c) = word_at(at) {
                at += c.len_utf8();
            } else if text[at..].starts_with('\'') && word_at(at + 1).is_some() {
                at += 1;
            } else {
                break;
            }
        }
        parts.push(&text[start..at]);
        cuts.push(cut);
        let joiners = text[at..].chars().take(3).take_while(|c| is_joiner(*c));
        let joiners = joiners.count();
        if !(1..=2).contains(&joiners) || word_at(at + joiners).is_none() {
            break;
        }
        cut = text[at..at + joiners].contains(|c| !matches!(c, '_' | '.'));
        at += joiners;
    }
    let single = parts.len() == 1;
    let mut mains = Vec::with_capacity(parts.len());
    for raw in &parts {
        mains.push(part(raw, single, minus, take));
    }
    whole(&mains, &cuts, before, take);
    at
}

/// The terms of one word; gives its one spelling.
pub(crate) fn part(raw: &str, single: bool, minus: bool, take: &mut impl Take) -> String {
    if is_everyday(raw) {
        let main = raw.to_ascii_lowercase();
        take.word(&main);
        return main;
    }
    let raw = raw
        .strip_suffix("'s")
        .or_else(|| raw.strip_suffix("'S"))
        .unwrap_or(raw)
        .replace('\'', "");
    let folded = fold(&raw);
    if !folded.is_ascii() && folded.chars().any(is_cjk) {
        grams(&folded, take);
        return folded;
    }
    let main = hex(&folded).unwrap_or(folded);
    if main.is_empty() || main.chars().count() > LONGEST || (!single && main.len() < 2) {
        return main;
    }
    take.word(&main);
    for piece in pieces(&raw) {
        let piece = fold(&piece);
        if piece.chars().count() > 2 && piece != main {
            take.extra(&piece);
        }
    }
    if (9..=10).contains(&main.len())
        && let Ok(value) = main.parse::<u64>()
    {
        // Windows writes 0x80070005 also as -2147024891 and 2147942405.
        if (1 << 31..1 << 32).contains(&value) {
            take.extra(&format!("{value:x}"));
        } else if minus && value < 1 << 31 {
            take.extra(&format!("{:x}", (1u64 << 32) - value));
        }
    }
    main
}

/// Adds the chunk in one piece, its segments, and the piece glued to the chunk before it.
fn whole(mains: &[String], cuts: &[bool], before: &mut String, take: &mut impl Take) {
    let fits = |s: &str| (3..=LONGEST).contains(&s.chars().count());
    let all = mains.concat();
    if mains.len() > 1 {
        if mains.len() < 7 && fits(&all) {
            take.extra(&all);
        }
        let mut start = 0;
        for end in 1..=mains.len() {
            if end == mains.len() || cuts[end] {
                let segment = mains[start..end].concat();
                if end - start > 1 && end - start < mains.len() && end - start < 7 && fits(&segment)
                {
                    take.extra(&segment);
                }
                start = end;
            }
        }
    }
    if glues(before, &all) {
        take.extra(&format!("{before}{all}"));
    }
    take.whole(&all);
    *before = all;
}

/// Scripts written without spaces, and Hangul, whose words carry their particles.
pub(crate) fn is_cjk(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Pairs of neighbouring characters of such a script; other runs as they are.
fn grams(text: &str, take: &mut impl Take) {
    let chars: Vec<char> = text.chars().collect();
    let mut at = 0;
    while at < chars.len() {
        let kind = is_cjk(chars[at]);
        let end = (at..chars.len())
            .find(|&i| is_cjk(chars[i]) != kind)
            .unwrap_or(chars.len());
        if !kind {
            if end - at <= LONGEST {
                take.word(&chars[at..end].iter().collect::<String>());
            }
        } else if end - at == 1 {
            take.word(&chars[at].to_string());
        } else {
            for i in at..end - 1 {
                take.word(&chars[i..i + 2].iter().collect::<String>());
            }
        }
        at = end;
    }
}
