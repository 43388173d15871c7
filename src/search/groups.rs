//! What a question looks for.
//!
//! In: the terms of a question. Out: one group for each term: the term and what stands in for it, each at a share
//! in percent. `search.js` has the same shares and limits.

use super::reader::Reader;
use super::spelling::twin;
use super::stop;
use super::terms::pair_keys;
use super::tokens::{Tokens, is_cjk};
use std::collections::{BTreeMap, BTreeSet};

const SYNONYM: u64 = 45;
const BEGINNING: u64 = 70;
const BEGINNING_OF_KNOWN: u64 = 20;
const GLUED: u64 = 50;
const CORRECTED: [u64; 3] = [90, 70, 40];

/// A question of more words looks pasted.
pub(crate) const TYPED: usize = 22;

/// Terms that stand for each other, with their shares.
pub(crate) type Group = BTreeMap<String, u64>;

/// The groups of a question.
pub(crate) fn groups(
    reader: &mut Reader,
    text: &str,
    asked: &Tokens,
    complete: bool,
    corrected: &mut Vec<(String, String)>,
) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut seen = BTreeSet::new();
    let last = asked.words.last().cloned().unwrap_or_default();
    let typing = !complete
        && asked.words.len() < 13
        && (last.chars().count() > 1 || last.chars().any(is_cjk))
        && !text.contains('\n')
        && text.chars().next_back().is_some_and(char::is_alphanumeric);
    for word in &asked.words {
        if !seen.insert(word.clone()) {
            continue;
        }
        let known = reader.entry(word).is_some();
        let mut group = Group::from([(word.clone(), 100)]);
        let mut begun = false;
        if typing && *word == last {
            let share = if known { BEGINNING_OF_KNOWN } else { BEGINNING };
            for term in reader.beginning(word, 20) {
                begun = true;
                group.insert(term, share);
            }
        }
        // Typing errors are looked for in what looks typed.
        let typed = asked.words.len() <= TYPED || word.bytes().any(|b| b.is_ascii_digit());
        if !known && !begun && typed && reader.parts.fuzzy {
            let found = corrections(reader, word);
            if let Some((best, _)) = found.first() {
                corrected.push((word.clone(), shown(word, best)));
            }
            group.extend(found);
        }
        groups.push(group);
    }
    for term in &asked.extra {
        if seen.insert(term.clone()) {
            groups.push(Group::from([(term.clone(), 100)]));
        }
    }
    let phrases = reader.parts.phrases;
    for pair in pair_keys(&asked.words).filter(|_| phrases) {
        let glued = pair.replace(' ', "");
        let plain = pair
            .split(' ')
            .all(|w| !stop::is_stop(w) && w.chars().all(char::is_alphabetic));
        if plain && seen.insert(glued.clone()) {
            groups.push(Group::from([(glued, GLUED)]));
        }
        if seen.insert(pair.clone()) {
            groups.push(Group::from([(pair, 100)]));
        }
    }
    synonyms(reader, asked, &mut groups);
    groups
}

/// Adds to the group of a member's first word the words of the other members.
fn synonyms(reader: &Reader, asked: &Tokens, groups: &mut [Group]) {
    for set in &reader.synonyms {
        for member in set {
            let stands = asked
                .words
                .windows(member.len())
                .any(|w| w == member.as_slice());
            if !stands {
                continue;
            }
            let others = set.iter().filter(|m| *m != member);
            let Some(group) = groups.iter_mut().find(|g| g.get(&member[0]) == Some(&100)) else {
                continue;
            };
            for other in others {
                let term = if other.len() > 1 {
                    other[..2].join(" ")
                } else {
                    other[0].clone()
                };
                group.entry(term).or_insert(SYNONYM);
            }
        }
    }
}

/// Edits between two words, neighbours swapped being one.
pub(crate) fn distance(a: &str, b: &str) -> usize {
    strsim::osa_distance(a, b)
}

/// A word as it sounds, roughly: fotos is photos, acount is account.
fn sound(word: &str) -> String {
    let mut out = word.replace("ph", "f").replace("ck", "k");
    let mut before = None;
    out.retain(|c| before.replace(c) != Some(c));
    out
}

/// A correction as a reader would write it: with the `0x` that its one spelling lacks.
fn shown(word: &str, known: &str) -> String {
    let number = word.starts_with("0x") || word.starts_with("ox");
    if number && known.bytes().all(|b| b.is_ascii_hexdigit()) {
        format!("0x{known}")
    } else {
        known.to_string()
    }
}

/// Known words near an unknown one: letters for digits, one or two edits, the same sound.
fn corrections(reader: &mut Reader, word: &str) -> Vec<(String, u64)> {
    if word.bytes().any(|b| b.is_ascii_digit()) {
        let twin = twin(word).filter(|twin| reader.entry(twin).is_some());
        return twin.map(|twin| (twin, CORRECTED[0])).into_iter().collect();
    }
    let length = word.chars().count();
    if length < 5 || !word.chars().all(char::is_alphabetic) {
        return Vec::new();
    }
    // A word that general English has is no typing error.
    if reader.near(word).is_some() {
        return Vec::new();
    }
    let allowed = if length < 8 { 1 } else { 2 };
    let first = word.chars().next();
    let sounds = sound(word);
    let mut found: Vec<(usize, bool, u32, String)> = Vec::new();
    for (known, scale) in reader.words() {
        if known.chars().count().abs_diff(length) > 2 {
            continue;
        }
        let alike = sound(&known) == sounds;
        let distance = if alike {
            1
        } else {
            strsim::osa_distance(word, &known)
        };
        if distance <= allowed {
            found.push((
                distance,
                known.chars().next() != first,
                9 - scale.min(9),
                known,
            ));
        }
    }
    found.sort();
    let nearest = found.first().map_or(0, |f| f.0);
    found
        .into_iter()
        .take_while(|f| f.0 == nearest)
        .take(4)
        .map(|f| (f.3, CORRECTED[f.0.min(2)]))
        .collect()
}
