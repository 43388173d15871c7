//! PowerShell, the language of help desks, which the grammar collection lacks: its grammar needs a regular-expression
//! engine in C.
//!
//! In: code. Out: ranges with classes for comments, strings, variables, parameters, commands, keywords and numbers.

use std::ops::Range;

const KEYWORDS: &[&str] = &[
    "begin",
    "break",
    "catch",
    "class",
    "continue",
    "do",
    "dynamicparam",
    "else",
    "elseif",
    "end",
    "enum",
    "exit",
    "filter",
    "finally",
    "for",
    "foreach",
    "function",
    "if",
    "in",
    "param",
    "process",
    "return",
    "switch",
    "throw",
    "trap",
    "try",
    "until",
    "using",
    "while",
];
const OPERATORS: &[&str] = &[
    "-and",
    "-as",
    "-band",
    "-bor",
    "-contains",
    "-eq",
    "-ge",
    "-gt",
    "-in",
    "-is",
    "-isnot",
    "-join",
    "-le",
    "-like",
    "-lt",
    "-match",
    "-ne",
    "-not",
    "-notcontains",
    "-notin",
    "-notlike",
    "-notmatch",
    "-or",
    "-replace",
    "-split",
    "-xor",
];

/// Classes of the parts of `code`.
pub(super) fn spans(code: &str) -> Vec<(Range<usize>, &'static str)> {
    let mut spans = Vec::new();
    let mut at = 0;
    while let Some(first) = code[at..].chars().next() {
        let rest = &code[at..];
        let before = code[..at].chars().next_back();
        let starts_word = before.is_none_or(|c| {
            c.is_whitespace()
                || matches!(
                    c,
                    '(' | '{' | '|' | ';' | '=' | '&' | '@' | ',' | '[' | '!' | '.'
                )
        });
        let (length, class) = match first {
            '<' if rest.starts_with("<#") => {
                (rest.find("#>").map_or(rest.len(), |end| end + 2), "hc")
            }
            '#' if starts_word => (rest.find('\n').unwrap_or(rest.len()), "hc"),
            '"' | '\'' => (string(rest, first), "hs"),
            '$' => (
                1 + run(&rest[1..], |c| {
                    c.is_alphanumeric() || matches!(c, '_' | ':' | '?')
                }),
                "hv",
            ),
            '-' if starts_word && rest[1..].starts_with(char::is_alphabetic) => {
                let length = 1 + run(&rest[1..], |c| c.is_alphanumeric() || c == '_');
                (
                    length,
                    if OPERATORS.contains(&rest[..length].to_lowercase().as_str()) {
                        "hk"
                    } else {
                        "hv"
                    },
                )
            }
            c if c.is_ascii_digit() && starts_word => {
                (run(rest, |c| c.is_ascii_alphanumeric() || c == '.'), "hn")
            }
            c if c.is_alphabetic() || c == '_' => {
                let length = run(rest, |c| c.is_alphanumeric() || matches!(c, '-' | '_'));
                (
                    length,
                    if starts_word && before != Some('.') {
                        word(&rest[..length])
                    } else {
                        ""
                    },
                )
            }
            c => (c.len_utf8(), ""),
        };
        if !class.is_empty() {
            spans.push((at..at + length, class));
        }
        at += length;
    }
    spans
}

/// Keywords, and commands by their form: `Verb-Noun`.
fn word(word: &str) -> &'static str {
    if KEYWORDS.contains(&word.to_lowercase().as_str()) {
        return "hk";
    }
    match word.split_once('-') {
        Some((verb, noun))
            if verb.chars().all(char::is_alphabetic) && noun.starts_with(char::is_alphabetic) =>
        {
            "hf"
        }
        _ => "",
    }
}

/// Bytes of the string that starts `rest`; the backtick escapes in double quotes.
fn string(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        if escaped {
            escaped = false;
        } else if c == '`' && quote == '"' {
            escaped = true;
        } else if c == quote {
            return at + 1;
        }
    }
    rest.len()
}

fn run(text: &str, is_in: impl Fn(char) -> bool) -> usize {
    text.find(|c| !is_in(c)).unwrap_or(text.len())
}
