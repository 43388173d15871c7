//! The search index.

use std::sync::OnceLock;

use super::Par;
use crate::book::Book;
use crate::model::ArticleId;
use crate::output::Output;
use crate::search;
use crate::view::{search_doc, search_site};

/// The shards of the index.
pub(super) fn outputs(book: &Book, par: &Par<'_>) -> Vec<Output> {
    let slots: Vec<OnceLock<search::DocTerms>> =
        book.articles.iter().map(|_| OnceLock::new()).collect();
    par(slots.len(), &|at| {
        // Each number comes once, so the place is empty.
        let _ = slots[at].set(search::terms(search_doc(book, ArticleId(at))));
    });
    let terms = slots.into_iter().filter_map(OnceLock::into_inner).collect();
    search::shards(terms, &search_site(book))
}
