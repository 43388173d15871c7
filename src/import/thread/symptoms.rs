//! The question of a thread as symptoms.
//!
//! In: a thread. Out: quoted messages, codes and observations, and the lines that are none of these.

use std::collections::BTreeSet;

use super::super::Value;
use super::steps::list_item;
use super::words::{is_polite, sentences, without_mentions};
use super::{Line, Thread};

/// More observations than this are a story, which the body tells better.
const MOST: usize = 6;

/// What a question gives away.
pub(super) struct Symptoms {
    /// Items of `symptoms`.
    pub values: Vec<Value>,
    /// Markdown lines that are no symptoms.
    pub rest: Vec<String>,
}

/// Reads the question. Sentences that speak to other people go to `polite`.
pub(super) fn symptoms(thread: &Thread, polite: &mut Vec<Line>) -> Symptoms {
    let mut seen = BTreeSet::new();
    let mut messages: Vec<Value> = Vec::new();
    let mut observations: Vec<Value> = Vec::new();
    let mut rest = Vec::new();
    let mut fences = super::super::text::Fences::default();
    let mut message = |text: &str| {
        let text = crate::html::plain(text);
        let text = text.trim();
        if !text.is_empty() && seen.insert(text.to_lowercase()) {
            messages.push(Value::map([("message", Value::text(text))]));
        }
    };
    for text in quoted(&thread.title) {
        message(text);
    }
    let mut in_code = false;
    for (number, line) in &thread.question {
        let code = fences.is_code(line);
        if code {
            let bare = line.trim();
            // The first line of a block that stands alone is what was on screen.
            if in_code
                && !bare.starts_with("```")
                && !bare.starts_with("~~~")
                && bare.len() <= 300
                && looks_wrong(bare)
            {
                message(&bare.replace('\\', "\\\\"));
            }
            in_code = true;
            rest.push(line.clone());
            continue;
        }
        in_code = false;
        let (bare, person) = without_mentions(line);
        if person {
            polite.push((*number, String::new()));
        }
        let bare = bare.trim();
        if bare.is_empty() {
            rest.push(String::new());
            continue;
        }
        if let Some(text) = bare.strip_prefix('>') {
            message(text);
            rest.push(bare.to_owned());
            continue;
        }
        if bare.starts_with(['|', '!', '<', '#']) {
            rest.push(bare.to_owned());
            continue;
        }
        let text = list_item(bare).unwrap_or(bare);
        for sentence in sentences(text.trim_end_matches('\\')) {
            for text in quoted(&sentence) {
                message(text);
            }
            if is_polite(&sentence) || sentence.ends_with('?') {
                polite.push((*number, sentence));
                continue;
            }
            let told = without_quotes(&sentence);
            if told.split_whitespace().count() < 3 {
                if !codes(&sentence).is_empty() {
                    polite.push((*number, sentence));
                } else if quoted(&sentence).is_empty() {
                    rest.push(sentence);
                } else if !told.is_empty() {
                    observations.push(Value::map([("observation", Value::text(sentence))]));
                }
            } else if observations.len() < MOST && sentence.len() <= 300 {
                observations.push(Value::map([("observation", Value::text(told))]));
            } else {
                rest.push(sentence);
            }
        }
    }
    let mut values = messages;
    let all: Vec<&str> = thread
        .question
        .iter()
        .map(|(_, line)| line.as_str())
        .collect();
    values.extend(codes(&format!("{} {}", thread.title, all.join(" "))));
    values.append(&mut observations);
    Symptoms { values, rest }
}

/// Whether a line of code tells of a failure.
fn looks_wrong(line: &str) -> bool {
    let small = line.to_lowercase();
    [
        "error",
        "fail",
        "not ",
        "denied",
        "unable",
        "cannot",
        "can't",
        "invalid",
        "exception",
        "refused",
        "0x",
    ]
    .iter()
    .any(|word| small.contains(word))
}

/// What stands in double quotes and has at least two words.
pub(super) fn quoted(text: &str) -> Vec<&str> {
    places(text)
        .into_iter()
        .map(|(start, end)| text[start..end].trim())
        .collect()
}

/// Places of quoted texts, without the quotes.
fn places(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, c) in text.char_indices() {
        match open {
            Some((start, close)) if c == close => {
                let inner = text[start..at].trim();
                if inner.split_whitespace().count() >= 2 && inner.len() >= 8 {
                    found.push((start, at));
                }
                open = None;
            }
            Some(_) => {}
            None => {
                let close = match c {
                    '"' => '"',
                    '\u{201c}' | '\u{201e}' => '\u{201d}',
                    '«' => '»',
                    _ => continue,
                };
                open = Some((at + c.len_utf8(), close));
            }
        }
    }
    found
}

/// A sentence without its quoted message where that stands at the end: `It says: "..."` tells no more than the message.
fn without_quotes(sentence: &str) -> String {
    let Some((start, end)) = places(sentence).pop() else {
        return sentence.to_owned();
    };
    let after: String = sentence[end..].chars().skip(1).collect();
    if after.chars().any(char::is_alphanumeric) {
        return sentence.to_owned();
    }
    let before = sentence[..start].trim_end();
    let before = before
        .trim_end_matches(['"', '\u{201c}', '\u{201e}', '«'])
        .trim_end();
    before
        .trim_end_matches([':', ',', '-', '–'])
        .trim_end()
        .to_owned()
}

/// Codes of errors: `0x80070005`, `AADSTS50076`, `ERR_CONNECTION_REFUSED`.
fn codes(text: &str) -> Vec<Value> {
    let mut found = BTreeSet::new();
    for word in text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_') {
        let hex = word.strip_prefix("0x").or_else(|| word.strip_prefix("0X"));
        let hex =
            hex.is_some_and(|rest| rest.len() >= 4 && rest.chars().all(|c| c.is_ascii_hexdigit()));
        let letters = word.chars().take_while(char::is_ascii_uppercase).count();
        let digits = word.len() - letters;
        let numbered =
            letters >= 3 && digits >= 3 && word[letters..].chars().all(|c| c.is_ascii_digit());
        let named = word.len() >= 8
            && word.contains('_')
            && word
                .chars()
                .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
            && word.chars().any(|c| c.is_ascii_uppercase());
        if hex || numbered || named {
            found.insert(word.to_owned());
        }
    }
    found
        .into_iter()
        .map(|code| Value::map([("code", Value::text(code))]))
        .collect()
}
