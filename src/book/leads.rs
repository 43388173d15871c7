//! Where the links of articles that were written for another tool lead.
//!
//! In: sources and aliases of what is published, the files, the settings. Out: [`Leads`]. Other tools let a link
//! name the page (`x.html`, `x`, `x/`) as well as the file (`x.md`), an old address, or a path from the root of
//! the site, which may be the folder of the articles; case often does not matter.

use std::collections::{BTreeMap, BTreeSet};

use super::href::{Href, href};
use crate::config::Content;
use crate::html::Scan;
use crate::model::{Article, SharedFix};
use crate::source::Files;

/// Endings by which a page may be named instead of `.md`.
const PAGES: &[&str] = &[".html", ".htm", ".mdx", ".markdown", ".yml"];
/// Names of the page that stands for a folder.
const INDEX: &[&str] = &["index.md", "readme.md", "README.md"];
/// Files that are read or run, and never handed to readers.
const KEPT: &[&str] = &[
    "md", "mdx", "yml", "yaml", "html", "htm", "xhtml", "js", "mjs", "svgz", "php",
];

/// Where links lead beyond what they say; empty for articles that were written for Fixbook.
#[derive(Debug, Clone, Default)]
pub struct Leads {
    pages: BTreeSet<String>,
    /// Old addresses, and sources in small letters, to sources.
    others: BTreeMap<String, String>,
    files: BTreeSet<String>,
    root: String,
}

impl Leads {
    pub(super) fn new(
        content: &Content,
        articles: &[Article],
        fixes: &[SharedFix],
        files: &dyn Files,
    ) -> Self {
        if !content.lenient {
            return Self::default();
        }
        let mut others = BTreeMap::new();
        for article in articles {
            for alias in &article.aliases {
                others
                    .entry(alias.clone())
                    .or_insert_with(|| article.source.clone());
            }
        }
        for article in articles {
            let small = article.source.to_lowercase();
            others
                .entry(small)
                .or_insert_with(|| article.source.clone());
        }
        let articles = articles.iter().map(|article| article.source.clone());
        let fixes = fixes.iter().map(|fix| fix.source.clone());
        let listed = files.list().iter().map(|entry| &entry.path);
        Self {
            pages: articles.chain(fixes).collect(),
            others,
            files: listed
                .filter(|path| may_be_handed_out(path) && !content.leaves_out(path))
                .cloned()
                .collect(),
            root: content.articles.clone(),
        }
    }

    /// Where a link of the file `from` leads; a file that is nowhere keeps the path it was written with.
    pub(super) fn href(&self, from: &str, link: &str) -> Href {
        match href(from, link) {
            Href::File { path, anchor } => {
                let path = self
                    .find(&path, link.trim().starts_with('/'))
                    .unwrap_or(path);
                Href::File { path, anchor }
            }
            other => other,
        }
    }

    /// Files that are linked to and are no pages: they go with the site.
    pub(super) fn assets(&self, articles: &[Article], scans: &[Scan]) -> BTreeSet<String> {
        let mut assets = BTreeSet::new();
        if self.pages.is_empty() {
            return assets;
        }
        for (article, scan) in articles.iter().zip(scans) {
            for (link, _) in scan.links.iter().chain(&scan.images) {
                if let Href::File { path, .. } = self.href(&article.source, link)
                    && self.files.contains(&path)
                {
                    assets.insert(path);
                }
            }
        }
        assets
    }

    fn find(&self, path: &str, from_root: bool) -> Option<String> {
        let mut places = vec![path.to_owned()];
        if from_root {
            if !self.root.is_empty() {
                places.push(format!("{}/{path}", self.root));
            }
            places.push(format!("static/{path}"));
        }
        for place in &places {
            if let Some(found) = self.page(place) {
                return Some(found);
            }
            if self.files.contains(place) {
                return Some(place.clone());
            }
        }
        let small = places.iter().find_map(|place| self.small(place));
        small.or_else(|| {
            let alias = [path.to_owned(), format!("{path}/index.html")];
            alias.iter().find_map(|path| self.others.get(path).cloned())
        })
    }

    fn page(&self, path: &str) -> Option<String> {
        names(path)
            .into_iter()
            .find(|name| self.pages.contains(name))
    }

    fn small(&self, path: &str) -> Option<String> {
        let small = path.to_lowercase();
        names(&small)
            .iter()
            .find_map(|name| self.others.get(name).cloned())
    }
}

/// The sources that a path may mean.
fn names(path: &str) -> Vec<String> {
    let stem = PAGES.iter().find_map(|ending| path.strip_suffix(ending));
    let mut names = vec![path.to_owned(), format!("{}.md", stem.unwrap_or(path))];
    let folder = stem
        .and_then(|stem| stem.strip_suffix("/index"))
        .unwrap_or(path);
    names.extend(INDEX.iter().map(|index| format!("{folder}/{index}")));
    names.push(format!("{folder}.md"));
    names
}

fn may_be_handed_out(path: &str) -> bool {
    if path.starts_with("themes/") || path == "fixbook.yaml" {
        return false;
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| !KEPT.contains(&ending.as_str()))
}
