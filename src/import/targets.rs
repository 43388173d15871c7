//! Paths that a knowledge base can have.
//!
//! In: paths as other systems allow them. Out: paths that every system can hold and no two of which are one file
//! where case does not count.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

/// Paths handed out so far.
#[derive(Debug, Default)]
pub(super) struct Targets {
    files: BTreeSet<String>,
    folders: BTreeSet<String>,
}

impl Targets {
    /// A free path as close to `path` as possible; the ending stays.
    pub(super) fn take(&mut self, path: &str) -> String {
        let path = fit(path);
        let (stem, ending) = match path.rsplit_once('.') {
            Some((stem, ending)) if !ending.contains('/') => (stem, format!(".{ending}")),
            _ => (path.as_str(), String::new()),
        };
        let mut number = 1;
        loop {
            let tried = match number {
                1 => path.clone(),
                number => format!("{stem}-{number}{ending}"),
            };
            if self.claim(&tried) {
                return tried;
            }
            number += 1;
        }
    }

    /// Takes this path if it is free, and no folder or file stands in its way.
    pub(super) fn claim(&mut self, path: &str) -> bool {
        let folded = fold(path);
        let parents: Vec<&str> = folded
            .match_indices('/')
            .map(|(at, _)| &folded[..at])
            .collect();
        let free = !self.files.contains(&folded)
            && !self.folders.contains(&folded)
            && !parents.iter().any(|parent| self.files.contains(*parent));
        if free {
            self.folders.extend(parents.into_iter().map(str::to_owned));
            self.files.insert(folded);
        }
        free
    }
}

fn fold(path: &str) -> String {
    // Pages and their sources go together: `a.md` becomes `a.html`.
    let path = path
        .strip_suffix(".md")
        .map_or_else(|| path.to_owned(), |stem| format!("{stem}.html"));
    path.nfc().flat_map(char::to_lowercase).collect()
}

/// The path with parts that every system allows.
pub(super) fn fit(path: &str) -> String {
    let parts: Vec<String> = path
        .split('/')
        .filter(|part| !matches!(*part, "" | "." | ".."))
        .map(part)
        .collect();
    if parts.is_empty() {
        "untitled".to_owned()
    } else {
        parts.join("/")
    }
}

fn part(part: &str) -> String {
    let odd = |c: char| {
        c.is_control()
            || matches!(
                c,
                '\\' | ':' | '?' | '*' | '<' | '>' | '|' | '"' | '\u{200b}' | '\u{feff}'
            )
    };
    let mut name: String = part.nfc().map(|c| if odd(c) { '-' } else { c }).collect();
    if name.starts_with('.') {
        name.replace_range(..1, "_");
    }
    let kept = name.trim_end_matches(['.', ' ']).len();
    name.truncate(kept);
    let (stem, ending) = name
        .rsplit_once('.')
        .map_or((name.as_str(), ""), |(stem, ending)| (stem, ending));
    // A stem must not end in a blank or a dot either: it is the name of the page.
    let stem = stem.trim_end_matches(['.', ' ']);
    let mut short = 0;
    for (at, c) in stem.char_indices() {
        if at + c.len_utf8() > 160 {
            break;
        }
        short = at + c.len_utf8();
    }
    let stem = &stem[..short];
    let stem = if stem.is_empty() || is_device(stem) {
        format!("_{stem}")
    } else {
        stem.to_owned()
    };
    if ending.is_empty() {
        stem
    } else {
        format!("{stem}.{ending}")
    }
}

/// Names that Windows keeps for devices.
fn is_device(stem: &str) -> bool {
    let stem = stem
        .split('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    match stem
        .strip_prefix("com")
        .or_else(|| stem.strip_prefix("lpt"))
    {
        Some(number) => number.len() == 1 && number.bytes().all(|b| b.is_ascii_digit()),
        None => matches!(stem.as_str(), "con" | "prn" | "aux" | "nul"),
    }
}
