//! One article, counted.
//!
//! In: a [`SearchDoc`]. Out: how often each term stands in each field, its pairs of neighbouring words, and
//! the keys of its exact messages and codes.

use super::parts::Parts;
use super::stop::is_stop;
use super::tokens::{Take, canonical, is_cjk, scan, tokens};
use super::words::Words;
use super::{SearchDoc, fold};
use std::collections::BTreeSet;

/// How many words of the body count: later ones cost more than they give.
const BODY: usize = 400;
/// How many words of a body stand in for symptoms where fewer are told.
const OPENING: usize = 100;
/// With so many words of symptoms, none of the body stand in.
const TOLD: usize = 25;
/// How many words of a body make pairs.
const PAIRED: usize = 300;
/// Fields: title, headings, symptoms and messages, body.
pub(crate) const FIELDS: usize = 4;

/// What an article brings to the index.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DocTerms {
    /// Its terms.
    pub(crate) terms: Words,
    /// Occurrences of each term by field.
    pub(crate) counts: Vec<[u16; FIELDS]>,
    /// Pairs of neighbouring words, as numbers of terms, each once, sorted; whether it stands in the body alone, else in the
    /// title or in symptoms and messages.
    pub(crate) pairs: Vec<(u32, u32, bool)>,
    /// Words in each field.
    pub(crate) lengths: [u32; FIELDS],
    /// Keys of exact messages and codes, as they stand in the index.
    pub(crate) exact: BTreeSet<String>,
    /// What results show; the body is gone.
    pub(crate) doc: SearchDoc,
}

/// What is counted while an article is read.
#[derive(Default)]
struct Counter {
    terms: Words,
    counts: Vec<[u16; FIELDS]>,
    /// Whether a term is a stop word, whether it makes no pairs.
    kinds: Vec<(bool, bool)>,
    pairs: Vec<(u32, u32, bool)>,
    lengths: [u32; FIELDS],
    field: usize,
    paired: bool,
    /// Words of a body that count.
    cap: usize,
    /// Words of this text that are still counted.
    left: usize,
    before: Option<usize>,
}

/// Counts one article.
pub fn terms(doc: SearchDoc) -> DocTerms {
    terms_with(doc, Parts::default())
}

/// The same with some parts left out.
pub fn terms_with(mut doc: SearchDoc, parts: Parts) -> DocTerms {
    let mut out = Counter {
        cap: if parts.body_cap { BODY } else { usize::MAX },
        ..Counter::default()
    };
    let mut exact = BTreeSet::new();
    out.text(0, &doc.title, true);
    for text in doc.headings.iter().chain(&doc.tags).chain(&doc.codes) {
        out.text(1, text, false);
    }
    for code in &doc.codes {
        let key = canonical(code);
        if !key.is_empty() {
            out.count(1, &key);
            exact.insert(format!("{key} =#"));
        }
    }
    out.text(2, &doc.summary, true);
    for text in &doc.symptoms {
        out.text(2, text, true);
    }
    for text in &doc.messages {
        out.text(2, &without_placeholders(text, " "), true);
        exact.extend(message_key(text));
    }
    let whole = std::mem::take(&mut doc.body);
    let mut body = whole.as_str();
    // Where hardly any symptoms are told as such, the opening stands in for them.
    let told = out.lengths[2] as usize;
    let missing = if told < TOLD { OPENING - told } else { 0 };
    let opening = first_words(body, missing);
    out.text(2, opening, true);
    body = &body[opening.len()..];
    out.text(3, body, true);
    out.pairs.sort_unstable();
    // Of a pair in both places the one above the body stays.
    out.pairs
        .dedup_by_key(|(first, second, _)| (*first, *second));
    out.terms.shrink();
    DocTerms {
        terms: out.terms,
        counts: out.counts,
        pairs: out.pairs,
        lengths: out.lengths,
        exact,
        doc,
    }
}

impl Counter {
    fn count(&mut self, field: usize, term: &str) -> usize {
        let id = self.terms.id(term);
        if id == self.counts.len() {
            self.counts.push([0; FIELDS]);
            let alone = !term.is_ascii() && term.chars().any(is_cjk);
            self.kinds.push((is_stop(term), alone));
        }
        let slot = &mut self.counts[id][field];
        *slot = slot.saturating_add(1);
        id
    }

    fn text(&mut self, field: usize, text: &str, paired: bool) {
        (self.field, self.paired, self.before) = (field, paired, None);
        self.left = if field == 3 { self.cap } else { usize::MAX };
        scan(text, self);
    }
}

impl Take for Counter {
    fn word(&mut self, word: &str) {
        if self.left == 0 {
            return;
        }
        self.left -= 1;
        self.lengths[self.field] += 1;
        let id = self.count(self.field, word);
        let before = self.before.replace(id);
        if let Some(before) = before.filter(|_| self.paired) {
            let (a, b) = (self.kinds[before], self.kinds[id]);
            let none = (a.0 && b.0) || a.1 || b.1;
            if !none {
                let body = self.field == 3;
                if !body || self.left + PAIRED >= self.cap {
                    self.pairs.push((before as u32, id as u32, body));
                }
            }
        }
    }

    fn extra(&mut self, term: &str) {
        self.count(self.field, term);
    }

    fn full(&self) -> bool {
        self.left == 0
    }
}

/// The pairs of neighbouring words but of two stop words; pairs of characters are pairs already.
pub(crate) fn pair_keys(words: &[String]) -> impl Iterator<Item = String> + '_ {
    words
        .windows(2)
        .filter(|w| !w.iter().any(|w| w.chars().any(is_cjk)))
        .filter(|w| !is_stop(&w[0]) || !is_stop(&w[1]))
        .map(|w| format!("{} {}", w[0], w[1]))
}

/// The word of a pair under which it is filed: the longer one, for it is likely to be the rarer, but no stop word. So a
/// question needs no file for its stop words, and no word brings too much along.
pub(crate) fn home<'a>(first: &'a str, second: &'a str) -> &'a str {
    let length = |word: &str| {
        if is_stop(word) {
            0
        } else {
            word.chars().count()
        }
    };
    if length(second) > length(first) {
        second
    } else {
        first
    }
}

/// The text up to its n-th space, so that a long body is not split for nothing.
fn first_words(text: &str, n: usize) -> &str {
    text.char_indices()
        .filter(|(_, c)| c.is_whitespace())
        .nth(n)
        .map_or(text, |(at, _)| &text[..at])
}

/// Replaces each `{placeholder}`.
fn without_placeholders(text: &str, by: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, behind)) = after.split_once('}') else {
            break;
        };
        if name.is_empty() || name.len() > 60 {
            out.push_str(before);
            out.push('{');
            rest = after;
            continue;
        }
        out.push_str(before);
        out.push_str(by);
        rest = behind;
    }
    out + rest
}

/// `backup =your backup is not stored`: filed under its first word that says something, `*` for a placeholder.
pub(crate) fn message_key(message: &str) -> Option<String> {
    let mut words: Vec<String> = Vec::new();
    for (i, piece) in without_placeholders(message, "\u{0}")
        .split('\u{0}')
        .enumerate()
    {
        if i > 0 && words.last().is_some_and(|w| w != "*") {
            words.push("*".to_string());
        }
        words.extend(tokens(piece).words);
    }
    while words.last().is_some_and(|w| w == "*") {
        words.pop();
    }
    // A message is filed under its first word that says something; what stands before a placeholder without such
    // a word is left out.
    while let Some(star) = words.iter().position(|w| w == "*")
        && words[..star].iter().all(|w| is_stop(w))
        && words[star..].iter().any(|w| w != "*" && !is_stop(w))
    {
        words.drain(..=star);
    }
    let first = words.iter().find(|w| !is_stop(w) && *w != "*");
    let first = first.or_else(|| words.first())?;
    Some(format!("{} ={}", first, words.join(" ")))
}

/// The words of a synonym as the index spells them.
pub(crate) fn synonym_words(text: &str) -> Vec<String> {
    tokens(&fold(text)).words
}
