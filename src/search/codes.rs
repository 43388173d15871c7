//! Codes like one that no article has.
//!
//! In: the terms of a question. Out: for each code among them that is unknown, the nearest known ones: a reader may have
//! mistyped it, and neighbours in a list of codes often have the same cause.

use super::groups::distance;
use super::reader::Reader;
use super::spelling::twin;
use super::tokens::{Tokens, canonical, tokens};
use std::collections::BTreeSet;

/// How many are named.
const MOST: usize = 3;

/// The nearest codes: what was asked, the code as its article writes it, the article's title and source.
pub(crate) fn near(reader: &mut Reader, text: &str, asked: &Tokens) -> Vec<[String; 4]> {
    let mut found: BTreeSet<(usize, String, String)> = BTreeSet::new();
    for term in asked.words.iter().chain(&asked.wholes) {
        let digits = term.bytes().any(|b| b.is_ascii_digit());
        let known = reader.entry(term).is_some() || !reader.code(term).is_empty();
        let length = term.chars().count();
        if !digits || length < 4 || known {
            continue;
        }
        // With letters for digits it may be known, or near as what it means.
        let meant = twin(term).unwrap_or_else(|| term.clone());
        if reader.entry(&meant).is_some() {
            continue;
        }
        let allowed = if meant.chars().count() < 6 { 1 } else { 2 };
        for code in reader.codes(&meant) {
            let edits = distance(&meant, &code);
            if edits <= allowed {
                found.insert((edits, code, term.clone()));
            }
        }
    }
    let mut out: Vec<[String; 4]> = Vec::new();
    for (_, code, term) in found.into_iter().take(MOST) {
        let doc = reader.code(&code).first().copied();
        let Some(row) = doc.map(|doc| reader.row(doc)) else {
            continue;
        };
        let written = row.codes.iter().find(|c| canonical(c) == code).cloned();
        // As the reader wrote it.
        let holds = |w: &&str| {
            let parts = tokens(w);
            parts.words.contains(&term) || parts.wholes.contains(&term)
        };
        let typed = text.split_whitespace().find(holds).map(str::to_string);
        out.push([
            typed.unwrap_or(term),
            written.unwrap_or(code),
            row.title,
            row.source,
        ]);
    }
    out
}
