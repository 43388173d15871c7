//! Paths that an article names.
//!
//! In: the path of the naming file and what it writes. Out: a file of the source.

use crate::book::{Href, href};
use crate::source::Files;

/// The file that `link`, written in the file `from`, means; `~/` is the top of the repository or of a part of it.
pub(super) fn find(files: &dyn Files, from: &str, link: &str) -> Option<String> {
    let link = link.trim().replace('\\', "/");
    if let Some(rest) = link.strip_prefix("~/") {
        return tops(from)
            .into_iter()
            .find_map(|top| existing(files, &inside(top, rest)?));
    }
    existing(files, &path_of(from, &link)?)
}

/// The path that a relative link means, whether or not it exists; none for all other links.
pub(super) fn path_of(from: &str, link: &str) -> Option<String> {
    match href(from, link) {
        Href::File { path, .. } => Some(path),
        _ => None,
    }
}

/// Folders from that of a file up to the top, the top last.
fn tops(from: &str) -> Vec<&str> {
    let mut tops: Vec<&str> = from.match_indices('/').map(|(at, _)| &from[..at]).collect();
    tops.reverse();
    tops.push("");
    tops
}

fn inside(top: &str, rest: &str) -> Option<String> {
    let from = if top.is_empty() {
        "x".to_owned()
    } else {
        format!("{top}/x")
    };
    path_of(&from, rest)
}

fn existing(files: &dyn Files, path: &str) -> Option<String> {
    if files.contains(path) {
        return Some(path.to_owned());
    }
    // Windows does not tell cases apart, and the site is built there.
    let found = files
        .list()
        .iter()
        .find(|entry| entry.path.eq_ignore_ascii_case(path));
    found.map(|entry| entry.path.clone())
}
