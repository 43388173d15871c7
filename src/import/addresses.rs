//! Whom an address in a source means.
//!
//! In: drafts with every address they are known by, and the files of the source. Out: for a link, the draft or the
//! file that it leads to. Exact spelling counts before equal letters, a file before a page without ending.

use std::collections::BTreeMap;

use super::types::Draft;
use crate::book::{Href, href};
use crate::source::Files;

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// A draft, by its number, and a place in it.
    Draft(usize, Option<String>),
    /// A file of the source that is no draft.
    File(String),
    /// A place on the same page.
    Here(String),
    /// A web address, or another one with a scheme that pages may hold.
    Outside,
    /// A path of the old site that nothing here has.
    Site(String),
    /// Nothing.
    Nowhere,
    /// An address that pages must not hold.
    Unsafe,
}

/// All addresses of a source.
pub(super) struct Addresses<'a> {
    files: &'a dyn Files,
    /// Address of the old site as [`normal`] gives it.
    site: Option<String>,
    exact: BTreeMap<String, usize>,
    folded: BTreeMap<String, Option<usize>>,
    folded_files: BTreeMap<String, &'a str>,
}

impl<'a> Addresses<'a> {
    /// Collects them.
    pub(super) fn of(drafts: &[Draft], files: &'a dyn Files, site: Option<&str>) -> Self {
        let mut exact = BTreeMap::new();
        let mut folded: BTreeMap<String, Option<usize>> = BTreeMap::new();
        for (number, draft) in drafts.iter().enumerate() {
            exact.entry(draft.source.clone()).or_insert(number);
            for address in &draft.addresses {
                exact.entry(normal(address)).or_insert(number);
            }
        }
        // Short forms come after all full ones, so that they never hide one.
        for (number, draft) in drafts.iter().enumerate() {
            for address in std::iter::once(&draft.source).chain(&draft.addresses) {
                for short in shortened(&normal(address)) {
                    exact.entry(short).or_insert(number);
                }
            }
        }
        for (address, number) in &exact {
            let slot = folded
                .entry(address.to_lowercase())
                .or_insert(Some(*number));
            if *slot != Some(*number) {
                *slot = None;
            }
        }
        let folded_files = files
            .list()
            .iter()
            .rev()
            .map(|entry| (entry.path.to_lowercase(), entry.path.as_str()))
            .collect();
        Self {
            files,
            site: site.map(normal),
            exact,
            folded,
            folded_files,
        }
    }

    /// Reads a link of a draft whose relative links start at `base`.
    pub(super) fn find(&self, base: &str, link: &str) -> Found {
        let link = link.trim().replace('\\', "/");
        let from = if base.is_empty() {
            "x".to_owned()
        } else {
            format!("{base}/x")
        };
        match href(&from, &link) {
            Href::Outside if link.starts_with("//") => self.outside(&format!("https:{link}")),
            Href::Outside => self.outside(&link),
            Href::Here(anchor) => Found::Here(anchor),
            Href::Escapes => Found::Nowhere,
            Href::File { path, anchor } => self.file(&link, &path, anchor),
        }
    }

    fn outside(&self, link: &str) -> Found {
        let scheme = link
            .split(':')
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        if !matches!(scheme.as_str(), "http" | "https") {
            let bad = [
                "javascript",
                "vbscript",
                "livescript",
                "data",
                "blob",
                "file",
                "filesystem",
                "xref",
            ];
            let fine = scheme.len() > 1 && !bad.contains(&scheme.as_str());
            return if fine { Found::Outside } else { Found::Unsafe };
        }
        let anchor = link.split_once('#').map(|(_, anchor)| anchor.to_owned());
        let normal = normal(link);
        let inside = self
            .site
            .as_deref()
            .and_then(|site| normal.strip_prefix(site));
        match self.lookup(inside.unwrap_or(&normal)) {
            Some(number) => Found::Draft(number, anchor),
            None => Found::Outside,
        }
    }

    fn file(&self, link: &str, path: &str, anchor: Option<String>) -> Found {
        let site = link.starts_with('/');
        if site && let Some(number) = self.lookup(&normal(&format!("/{path}"))) {
            return Found::Draft(number, anchor);
        }
        if let Some(number) = self.exact.get(path) {
            return Found::Draft(*number, anchor);
        }
        if self.files.contains(path) {
            return Found::File(path.to_owned());
        }
        let stem = path
            .strip_suffix(".html")
            .or_else(|| path.strip_suffix(".htm"));
        let tried = [Some(path), stem].into_iter().flatten();
        for path in tried {
            if let Some(number) = self.lookup(path.trim_end_matches('/')) {
                return Found::Draft(number, anchor);
            }
        }
        if let Some(path) = self.folded_files.get(&path.to_lowercase()) {
            return Found::File((*path).to_owned());
        }
        if site {
            Found::Site(link.to_owned())
        } else {
            Found::Nowhere
        }
    }

    fn lookup(&self, address: &str) -> Option<usize> {
        let exact = self.exact.get(address).copied();
        exact.or_else(|| self.folded.get(&address.to_lowercase()).copied().flatten())
    }
}

/// An address without what does not tell pages apart: scheme, query, anchor, language of a page, last slash.
pub(super) fn normal(address: &str) -> String {
    let bare = address.split(['#', '?']).next().unwrap_or_default().trim();
    let web = bare
        .strip_prefix("https://")
        .or_else(|| bare.strip_prefix("http://"));
    let Some(web) = web else {
        let path = bare.trim_end_matches('/');
        let rest = path.strip_prefix('/').map(without_language);
        return rest.map_or_else(|| path.to_owned(), |rest| format!("/{rest}"));
    };
    let web = web
        .strip_prefix("www.")
        .unwrap_or(web)
        .trim_end_matches('/');
    match web.split_once('/') {
        Some((host, path)) => format!("//{}/{}", host.to_lowercase(), without_language(path)),
        None => format!("//{}", web.to_lowercase()),
    }
}

/// A path without `en-us/` at its start.
fn without_language(path: &str) -> &str {
    let Some((first, rest)) = path.split_once('/') else {
        return path;
    };
    let language = first.len() == 5
        && first.as_bytes()[2] == b'-'
        && first
            .bytes()
            .enumerate()
            .all(|(at, b)| at == 2 || b.is_ascii_alphabetic());
    if language { rest } else { path }
}

/// Other spellings of an address: without ending, as a folder.
fn shortened(address: &str) -> Vec<String> {
    let mut found = Vec::new();
    let stem = match address.rsplit_once('.') {
        Some((stem, "md" | "markdown" | "html" | "htm" | "mdx" | "yml" | "json")) => stem,
        _ => address,
    };
    found.push(stem.to_owned());
    let lower = stem.to_ascii_lowercase();
    for front in ["/index", "/_index", "/readme"] {
        if lower.ends_with(front) {
            found.push(stem[..stem.len() - front.len()].to_owned());
        }
    }
    found.retain(|short| !short.is_empty() && short != address);
    found
}
