//! What an answer speaks of.
//!
//! In: a book. Out: for an answer, the row of the table that it counts in: the file of its page, the fix, the platform.

use std::collections::BTreeMap;

use super::answers::Answer;
use crate::book::Book;
use crate::diag::{At, Diagnostic, nearest};
use crate::model::Fix;

/// Everything that answers can name.
pub(super) struct Names<'a> {
    /// By path of source or page, with or without its ending, also where a page was before: source and fixes.
    pages: BTreeMap<&'a str, (&'a str, &'a [Fix])>,
    platforms: Vec<&'a str>,
    /// Ids of shared fixes, in their order.
    shared: Vec<&'a str>,
}

impl<'a> Names<'a> {
    pub(super) fn new(book: &'a Book) -> Self {
        let mut pages = BTreeMap::new();
        let bare = |url: &'a str| url.strip_suffix(".html").unwrap_or(url);
        for article in &book.articles {
            let page = (article.source.as_str(), article.fixes.as_slice());
            for old in &article.aliases {
                pages.entry(bare(old)).or_insert(page);
            }
        }
        for article in &book.articles {
            let page = (article.source.as_str(), article.fixes.as_slice());
            pages.insert(&article.source, page);
            pages.insert(&article.url, page);
            pages.insert(bare(&article.url), page);
        }
        for fix in &book.fixes {
            let page = (fix.source.as_str(), std::slice::from_ref(&fix.fix));
            pages.insert(&fix.source, page);
            pages.insert(&fix.url, page);
            pages.insert(bare(&fix.url), page);
        }
        Self {
            pages,
            platforms: book
                .config
                .platforms
                .iter()
                .map(|p| p.id.as_str())
                .collect(),
            shared: book.fixes.iter().map(|fix| fix.fix.id.as_str()).collect(),
        }
    }

    /// The row for an answer, or why there is none.
    pub(super) fn find(
        &self,
        answer: &Answer,
        file: &str,
    ) -> Result<(&'a str, &'a str, &'a str), Box<Diagnostic>> {
        let refuse = |code,
                      at: &std::ops::Range<usize>,
                      message: String,
                      help: Option<&str>,
                      otherwise: &str| {
            let help = help.map(|name| format!("did you mean `{name}`?"));
            let help = help.unwrap_or_else(|| otherwise.to_owned());
            Box::new(Diagnostic::error(code, file, At::Span(at.clone()), message).help(help))
        };
        let (name, at) = &answer.article;
        let Some((source, fixes)) = self.pages.get(name.as_str()) else {
            let near = nearest(name, self.pages.keys().copied());
            let message = format!("there is no article `{name}`");
            let help = "if it moved, write its old path under `aliases:` and import the refused lines again";
            return Err(refuse("unknown-article", at, message, near, help));
        };
        let (name, at) = &answer.fix;
        let of_shared = |fix: &&Fix| {
            let shared = fix.shared.and_then(|id| self.shared.get(id.0));
            shared.is_some_and(|id| id == name)
        };
        let fix = fixes.iter().find(|fix| fix.id == *name);
        let Some(fix) = fix.or_else(|| fixes.iter().find(of_shared)) else {
            let near = nearest(name, fixes.iter().map(|fix| fix.id.as_str()));
            let message = format!("`{source}` has no fix `{name}`");
            let help =
                "if it was renamed, change the name in the refused lines and import them again";
            return Err(refuse("unknown-fix", at, message, near, help));
        };
        let (name, at) = &answer.platform;
        let platform = match name.as_str() {
            "" | "all" => "",
            name => match self.platforms.iter().find(|id| **id == name) {
                Some(id) => id,
                None => {
                    let near = nearest(name, self.platforms.iter().copied());
                    let message = format!("there is no platform `{name}`");
                    let help = "leave it empty where it is not known";
                    return Err(refuse("unknown-platform", at, message, near, help));
                }
            },
        };
        Ok((source, &fix.id, platform))
    }
}
