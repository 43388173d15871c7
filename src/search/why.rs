//! Why an article was found: what the result shows of it, with the words of the question marked.
//!
//! In: what the index has of the article, what of it stands in the question as a whole, the terms of the question.
//! Out: [`Why`]; `search.js` gives the same.

use super::fold::{fold, plain};
use super::lift::Lifted;
use super::rows::Row;
use super::stop::is_stop;
use super::terms::message_key;
use super::tokens::{Tokens, canonical, is_word, part};
use std::collections::BTreeSet;
use std::ops::Range;

/// What of an article the question met.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Kind {
    /// An exact message.
    Message,
    /// An error code.
    Code,
    /// A symptom or message, in part.
    Symptom,
    /// The title.
    Title,
    /// Something in its text.
    #[default]
    Text,
}

impl Kind {
    /// The name that scripts get.
    pub fn name(self) -> &'static str {
        match self {
            Self::Message => "message",
            Self::Code => "code",
            Self::Symptom => "symptom",
            Self::Title => "title",
            Self::Text => "text",
        }
    }
}

/// Why an article was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Why {
    /// What the question met.
    pub kind: Kind,
    /// Its words; empty where it is somewhere in the text.
    pub text: String,
    /// Bytes of `text` that stand in the question.
    pub marks: Vec<Range<usize>>,
}

/// Why an article was found.
pub(crate) fn why(row: &Row, lifted: Option<&Lifted>, terms: &BTreeSet<&str>) -> Why {
    if let Some(lifted) = lifted
        && let Some(text) = exact(row, lifted)
    {
        let kind = if lifted.code {
            Kind::Code
        } else {
            Kind::Message
        };
        return Why {
            kind,
            text: text.clone(),
            marks: marks(text, terms),
        };
    }
    let mut best = Why::default();
    let mut most = 0;
    let symptoms = row.messages.iter().chain(&row.symptoms);
    let texts = symptoms
        .map(|text| (Kind::Symptom, text))
        .chain([(Kind::Title, &row.title)]);
    for (kind, text) in texts {
        let marks = marks(text, terms);
        if marks.len() > most {
            most = marks.len();
            best = Why {
                kind,
                text: text.clone(),
                marks,
            };
        }
    }
    best
}

/// The message or code as the article writes it.
fn exact<'a>(row: &'a Row, lifted: &Lifted) -> Option<&'a String> {
    if lifted.code {
        let code = lifted.key.split(' ').next();
        return row
            .codes
            .iter()
            .find(|c| Some(canonical(c).as_str()) == code);
    }
    let same = |m: &&String| message_key(m).as_ref() == Some(&lifted.key);
    row.messages.iter().find(same)
}

/// Where the words of the question stand in a text, neighbours joined; a mark neither begins nor ends with a stop word.
pub(crate) fn marks(text: &str, terms: &BTreeSet<&str>) -> Vec<Range<usize>> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let word_at = |i: usize| chars.get(i).is_some_and(|(_, c)| is_word(*c));
    let mut out: Vec<Range<usize>> = Vec::new();
    // Where the words that belong to the last mark end.
    let mut reach = None;
    let mut at = 0;
    while at < chars.len() {
        if !word_at(at) {
            at += 1;
            continue;
        }
        let start = chars[at].0;
        while word_at(at)
            || matches!(chars.get(at), Some((_, '\'' | '\u{2019}')) if word_at(at + 1))
        {
            at += 1;
        }
        let end = chars.get(at).map_or(text.len(), |(at, _)| *at);
        let mut probe = Tokens::default();
        part(&plain(&text[start..end]), true, false, &mut probe);
        let mut found = probe.words.iter().chain(&probe.extra);
        if !found.any(|term| terms.contains(term.as_str())) {
            continue;
        }
        // "on" and "and" tell nothing but between words that do.
        let beside = reach.is_some_and(|reach: usize| text[reach..start].trim().is_empty());
        let empty = is_stop(&fold(&text[start..end]));
        if empty && !beside {
            continue;
        }
        reach = Some(end);
        match out.last_mut() {
            _ if empty => {}
            Some(last) if beside => last.end = end,
            _ => out.push(start..end),
        }
    }
    out
}
