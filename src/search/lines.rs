//! The lines of a shard: keys with their lists, cut into files by range.
//!
//! In: terms, exact messages and codes, neighbours, each with its list as text. Out: ranges of lines joined by `;`. A line
//! is a key without what it has in common with the one before, `|` and its list.

use super::encode::{push, push_docs, push_key, push_posting};
use super::index::{Index, marks};
use super::neighbours::List;
use super::terms::home;
use std::collections::HashMap;

/// A key and its list.
pub(crate) struct Line<'a> {
    /// The word under which it is filed.
    pub word: &'a str,
    pub key: &'a str,
    pub list: String,
}

/// Terms and what is filed under them, sorted by word and key.
pub(crate) fn lines(index: &Index) -> Vec<Line<'_>> {
    let word = |id: u32| index.terms.word(id as usize);
    let marks = marks(index, |a, b| {
        if home(word(a), word(b)) == word(a) {
            a
        } else {
            b
        }
    });
    // Where the marks of each term begin.
    let mut starts = vec![0usize; index.terms.len() + 1];
    for (id, _, _) in &marks {
        starts[*id as usize + 1] += 1;
    }
    for id in 1..starts.len() {
        starts[id] += starts[id - 1];
    }
    let mut lines = Vec::new();
    let mut exact = index.exact.iter().peekable();
    let mut buffer: Vec<u32> = Vec::new();
    for id in &index.order {
        let term = word(*id);
        let id = *id as usize;
        let mut list = String::new();
        push(&mut list, index.weighed[id].weight);
        let mut own = &marks[starts[id]..starts[id + 1]];
        let mut before = 0;
        for (doc, level) in index.list(id) {
            buffer.clear();
            while let Some(((_, of, mark), rest)) = own.split_first()
                && of <= doc
            {
                if of == doc {
                    buffer.push(*mark);
                }
                own = rest;
            }
            buffer.dedup();
            push_posting(&mut list, doc - before, *level, &buffer);
            before = *doc;
        }
        lines.push(Line {
            word: term,
            key: term,
            list,
        });
        // Keys in order: what begins with a word and a space comes before any longer word.
        while let Some((key, docs)) = exact.next_if(|(key, _)| filed(key) <= term) {
            let mut list = String::new();
            push_docs(&mut list, docs.iter().copied());
            lines.push(Line {
                word: filed(key),
                key,
                list,
            });
        }
    }
    lines
}

/// The word under which an exact message or code is filed.
pub(crate) fn filed(key: &str) -> &str {
    key.split(' ').next().unwrap_or(key)
}

/// The lists of neighbours; of equal ones, the second names the word of the first, below the cut of a file.
pub(crate) fn near_lines<'a>(found: &'a [(&'static str, List)]) -> Vec<Line<'a>> {
    let line = |(word, (weight, postings)): &'a (&'static str, List)| {
        let mut list = String::new();
        push(&mut list, *weight);
        let mut before = 0;
        for (doc, level) in postings {
            push_posting(&mut list, doc - before, *level, &[]);
            before = *doc;
        }
        Line {
            word,
            key: word,
            list,
        }
    };
    found.iter().map(line).collect()
}

/// Words that begin alike stay in one file: with a word come its forms and what is written in one piece with it.
fn beginning(word: &str) -> &str {
    word.char_indices()
        .nth(4)
        .map_or(word, |(at, _)| &word[..at])
}

/// Joins lines; cut between beginnings of words, in the middle of one that has too many; each range with its first word.
pub(crate) fn cut(lines: &[Line<'_>], size: usize) -> Vec<(String, String)> {
    let mut ranges: Vec<(String, String)> = Vec::new();
    let (mut last, mut before) = ("", "");
    let mut lists: HashMap<&str, &str> = HashMap::new();
    for line in lines {
        let new = beginning(line.word) != beginning(last);
        let length = ranges.last().map(|(_, text)| text.len());
        let over = |size: usize| length.is_none_or(|length| length > size);
        if over(size) && (new || (line.word != last && over(size.saturating_mul(2)))) {
            let start = if new { beginning(line.word) } else { line.word };
            ranges.push((start.to_string(), String::new()));
            lists.clear();
            before = "";
        }
        let Some((_, text)) = ranges.last_mut() else {
            continue;
        };
        if !text.is_empty() {
            text.push(';');
        }
        push_key(text, before, line.key);
        text.push('|');
        match lists.get(line.list.as_str()) {
            Some(same) if line.list.len() > same.len() + 1 => {
                text.push('|');
                text.push_str(same);
            }
            _ => {
                text.push_str(&line.list);
                if line.key == line.word {
                    lists.insert(&line.list, line.word);
                }
            }
        }
        (last, before) = (line.word, line.key);
    }
    ranges
}
