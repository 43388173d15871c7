//! Headings written In Large Letters.
//!
//! In: all sentences of a thread. Out: headings in which only those words are large that are so inside sentences.

use std::collections::BTreeSet;

use super::steps::{list_item, menu_path};
use super::words::sentences;
use super::{Answer, Thread};

/// Words by how the thread writes them.
pub(super) struct Spelling {
    /// Words that stand large inside sentences.
    large: BTreeSet<String>,
}

impl Spelling {
    /// Reads the question and all answers.
    pub(super) fn of(thread: &Thread, answers: &[Answer]) -> Self {
        let mut large = BTreeSet::new();
        let mut small = BTreeSet::new();
        let lines = answers.iter().flat_map(|answer| &answer.lines);
        for (_, line) in thread.question.iter().chain(lines) {
            // What a step sets in bold is a name.
            for name in menu_path(list_item(line).unwrap_or(line))
                .split("**")
                .skip(1)
                .step_by(2)
            {
                large.extend(name.split_whitespace().map(|word| bare(word).to_owned()));
            }
            for sentence in sentences(line) {
                // In a heading every word is large and tells nothing; in a sentence most are small.
                let words: Vec<&str> = sentence.split_whitespace().collect();
                let count = words
                    .iter()
                    .filter(|word| word.starts_with(char::is_lowercase))
                    .count();
                for (at, word) in words.iter().enumerate() {
                    let bare = bare(word);
                    if word.starts_with(char::is_lowercase) {
                        small.insert(bare.to_lowercase());
                    } else if at > 0 && count * 2 >= words.len() {
                        large.insert(bare.to_owned());
                    }
                }
            }
        }
        let large: BTreeSet<String> = large
            .into_iter()
            .filter(|word| !small.contains(&word.to_lowercase()))
            .collect();
        Self { large }
    }

    /// A heading in the spelling of sentences.
    pub(super) fn calm(&self, heading: &str) -> String {
        let words: Vec<&str> = heading.split_whitespace().collect();
        let count = words
            .iter()
            .skip(1)
            .filter(|word| word.starts_with(char::is_uppercase))
            .count();
        if words.len() < 3 || count * 2 < words.len() - 1 {
            return heading.to_owned();
        }
        let mut out = Vec::with_capacity(words.len());
        for (at, word) in words.iter().enumerate() {
            let name =
                word.chars().skip(1).any(char::is_uppercase) || self.large.contains(bare(word));
            if at == 0 || name {
                out.push((*word).to_owned());
            } else {
                out.push(word.to_lowercase());
            }
        }
        out.join(" ")
    }
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}
