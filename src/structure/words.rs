//! Headings as plain words, so that what looks the same is the same.
//!
//! In: a heading as written. Out: its words in small letters: no invisible characters, no-break spaces read as
//! spaces, full-width letters and Cyrillic and Greek look-alikes as the Latin ones they are taken for.

/// The words of a heading, with single spaces; punctuation stays.
pub(super) fn plain(heading: &str) -> String {
    let mut out = String::with_capacity(heading.len());
    for c in heading.chars().map(folded) {
        if is_invisible(c) {
            continue;
        }
        if c.is_whitespace() || matches!(c, '*' | '_' | '`') {
            out.push(' ');
        } else {
            out.extend(c.to_lowercase());
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Characters that take no place and change no meaning.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// The letter that a look-alike is taken for.
fn folded(c: char) -> char {
    const PAIRS: &[(&str, &str)] = &[
        ("АВСЕНІЈКМОРЅТХУасеіјорѕхуһԁ", "ABCEHIJKMOPSTXYaceijopsxyhd"),
        ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοιυν", "ABEZHIKMNOPTYXoiuv"),
    ];
    if c.is_ascii() {
        return c;
    }
    if let '\u{ff01}'..='\u{ff5e}' = c {
        return char::from_u32(c as u32 - 0xfee0).unwrap_or(c);
    }
    match c {
        '\u{2018}' | '\u{2019}' | '\u{2bc}' => return '\'',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => return '-',
        '\u{2236}' | '\u{a789}' => return ':',
        'ﬁ' => return 'f',
        _ => {}
    }
    for (from, to) in PAIRS {
        if let Some(at) = from.chars().position(|other| other == c) {
            return to.chars().nth(at).unwrap_or(c);
        }
    }
    c
}

/// The heading without a number in front: `2.`, `3)`, `1.2 `, `Q:`.
pub(super) fn unnumbered(plain: &str) -> &str {
    let end = plain
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(plain.len());
    if end == 0 {
        return plain;
    }
    let rest = &plain[end..];
    let dotted = plain[..end].ends_with('.') && rest.starts_with(' ');
    match rest.strip_prefix([')', ':', '-']) {
        Some(rest) => rest.trim_start(),
        None if dotted => rest.trim_start(),
        None => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_the_same_is_the_same() {
        for heading in [
            "Symptoms",
            "Sym\u{200b}ptoms",
            "\u{a0}Symptoms\u{a0}",
            "Ѕуmрtоms",
            "Ｓｙｍｐｔｏｍｓ",
            "**Symptoms**",
            "SYMPTOMS",
        ] {
            assert_eq!(plain(heading), "symptoms", "{heading}");
        }
        assert_eq!(unnumbered("2. cause"), "cause");
        assert_eq!(unnumbered("500 internal error"), "500 internal error");
        assert_eq!(unnumbered("2.4 problems"), "2.4 problems");
    }
}
