//! One spelling for text that looks the same to a reader.
//!
//! In: text as written or pasted. Out: [`plain`] keeps case (CamelCase is cut later), [`fold`] does not.
//! `themes/default/search/` does the same; `tests/search/tokens.json` holds both to it.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// Quotes, dashes and full-width letters in one form; invisible characters gone.
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    if !text.is_ascii() {
        return text.chars().filter_map(one_mark).nfkc().collect();
    }
    // Already in its normal form; only the grave accent is another mark.
    if text.contains('`') {
        return text.replace('`', "'").into();
    }
    text.into()
}

fn one_mark(c: char) -> Option<char> {
    Some(match c {
        '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{2bc}' | '\u{b4}' | '`' | '\u{ff07}' => '\'',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{ad}' | '\u{feff}' | '\u{2060}' => return None,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => return None,
        _ => c,
    })
}

/// A word without case and diacritics; look-alike letters inside a Latin word become Latin.
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        return plain(word).to_ascii_lowercase();
    }
    let mut out = String::with_capacity(word.len());
    for c in plain(word)
        .to_lowercase()
        .nfd()
        .filter(|c| !('\u{300}'..='\u{36f}').contains(c))
        .nfc()
    {
        match c {
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'þ' => out.push_str("th"),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' | 'ð' => out.push('d'),
            'ı' => out.push('i'),
            'ς' => out.push('σ'),
            _ => out.push(c),
        }
    }
    if out.bytes().any(|b| b.is_ascii_lowercase()) && !out.is_ascii() {
        out = out.chars().map(latin_twin).collect();
    }
    out
}

/// Cyrillic and Greek letters that look Latin.
const TWINS: [(char, char); 18] = [
    ('а', 'a'),
    ('в', 'b'),
    ('е', 'e'),
    ('к', 'k'),
    ('м', 'm'),
    ('н', 'h'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('т', 't'),
    ('у', 'y'),
    ('х', 'x'),
    ('і', 'i'),
    ('ј', 'j'),
    ('ѕ', 's'),
    ('ο', 'o'),
    ('α', 'a'),
    ('ν', 'v'),
];

fn latin_twin(c: char) -> char {
    TWINS
        .iter()
        .find(|(from, _)| *from == c)
        .map_or(c, |(_, to)| *to)
}
