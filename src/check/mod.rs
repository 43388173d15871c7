//! What resolves and still is not right.
//!
//! In: a book, its links, the files. Out: diagnostics. The rules are a list, [`RULES`]; each looks at
//! the whole book and knows nothing of the others.

mod guides;
mod links;
mod review;
mod unused;

use std::collections::BTreeMap;

use crate::book::Book;
use crate::diag::Diagnostic;
use crate::link::LinkGraph;
use crate::model::{ArticleId, SharedFixId};
use crate::source::Files;

/// What a rule can look at.
pub struct Facts<'a> {
    /// The book.
    pub book: &'a Book,
    /// Its links.
    pub graph: &'a LinkGraph,
    /// The files of the knowledge base.
    pub files: &'a dyn Files,
    /// Pages by the path of their source.
    pub pages: BTreeMap<&'a str, Page>,
}

/// What a source file becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// An article's page.
    Article(ArticleId),
    /// A shared fix's page.
    Fix(SharedFixId),
}

/// A rule: looks at the facts and adds what it finds.
pub type Rule = fn(&Facts<'_>, &mut Vec<Diagnostic>);

/// All rules, each with its name.
pub const RULES: &[(&str, Rule)] = &[
    ("links lead somewhere", links::links),
    ("images exist", links::images),
    ("code is closed", links::fences),
    ("nothing leads to itself", unused::loops),
    ("articles have symptoms and fixes", unused::incomplete),
    ("causes and conditions are used", unused::names),
    ("shared fixes are used", unused::fixes),
    ("reviews make sense", review::review),
    ("guides lead on", guides::guides),
];

/// Applies every rule.
pub fn check(book: &Book, graph: &LinkGraph, files: &dyn Files) -> Vec<Diagnostic> {
    let articles = book.articles.iter().enumerate();
    let fixes = book.fixes.iter().enumerate();
    let pages = articles
        .map(|(i, article)| (article.source.as_str(), Page::Article(ArticleId(i))))
        .chain(fixes.map(|(i, fix)| (fix.source.as_str(), Page::Fix(SharedFixId(i)))))
        .collect();
    let facts = Facts {
        book,
        graph,
        files,
        pages,
    };
    let mut found = Vec::new();
    for (_, rule) in RULES {
        rule(&facts, &mut found);
    }
    found
}
