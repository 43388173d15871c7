//! What leads to what, derived from the book and never written by hand.
//!
//! In: a [`Book`]. Out: [`LinkGraph`]; every list is sorted and holds no repeats. One pass over the
//! articles collects links and shared facts, a second one weighs the candidates of each article.

mod related;

use std::collections::BTreeMap;

use crate::book::{Book, Href};
use crate::model::{ArticleId, Goal, SharedFixId, Target};

/// Derived links of a whole knowledge base.
#[derive(Debug, Clone, Default)]
pub struct LinkGraph {
    /// By shared fix: the articles that use it.
    pub users_of_fix: Vec<Vec<ArticleId>>,
    /// By article: the articles whose text or edges link to it.
    pub backlinks: Vec<Vec<ArticleId>>,
    /// By article: articles to offer beside it, best first, at most five, with the reason.
    pub related: Vec<Vec<(ArticleId, Why)>>,
    /// By product: articles about it or about a product that belongs to it.
    pub by_product: Vec<Vec<ArticleId>>,
    /// By platform: articles with steps for it.
    pub by_platform: Vec<Vec<ArticleId>>,
    /// By article: articles that say they replace it.
    pub superseded_by: Vec<Vec<ArticleId>>,
}

/// Why two articles belong together, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// The author says so.
    Named,
    /// One is the cause of the other.
    CausedBy,
    /// They show the same message.
    Message,
    /// They show the same code.
    Code,
    /// They have the same cause.
    Cause,
    /// They use the same shared fix.
    Fix,
    /// They are about the same product.
    Product,
}

/// Derives all links of a book.
pub fn link(book: &Book) -> LinkGraph {
    let articles = book.articles.len();
    let mut graph = LinkGraph {
        users_of_fix: vec![Vec::new(); book.fixes.len()],
        backlinks: vec![Vec::new(); articles],
        related: related::related(book),
        by_product: vec![Vec::new(); book.config.products.len()],
        by_platform: vec![Vec::new(); book.config.platforms.len()],
        superseded_by: vec![Vec::new(); articles],
    };
    let by_source: BTreeMap<&str, ArticleId> = book
        .articles
        .iter()
        .enumerate()
        .map(|(i, article)| (article.source.as_str(), ArticleId(i)))
        .collect();
    for (i, article) in book.articles.iter().enumerate() {
        let id = ArticleId(i);
        for fix in &article.fixes {
            if let Some(SharedFixId(shared)) = fix.shared {
                graph.users_of_fix[shared].push(id);
            }
        }
        for to in leads_to(book, id, &by_source) {
            graph.backlinks[to.0].push(id);
        }
        for product in &article.products {
            for above in book.config.lineage(*product) {
                graph.by_product[above.0].push(id);
            }
        }
        for platform in &article.platforms {
            graph.by_platform[platform.0].push(id);
        }
        for old in &article.supersedes {
            graph.superseded_by[old.0].push(id);
        }
    }
    for list in [
        &mut graph.users_of_fix,
        &mut graph.backlinks,
        &mut graph.by_product,
        &mut graph.by_platform,
        &mut graph.superseded_by,
    ]
    .into_iter()
    .flatten()
    {
        // Filled in the order of the articles, so repeats stand side by side.
        list.dedup();
        list.shrink_to_fit();
    }
    graph
}

/// The articles that one article's texts and edges lead to, without itself; with repeats.
fn leads_to(book: &Book, id: ArticleId, by_source: &BTreeMap<&str, ArticleId>) -> Vec<ArticleId> {
    let article = &book.articles[id.0];
    let in_texts = book.article_links[id.0]
        .iter()
        .map(|link| link.text.as_str());
    let in_body = book.article_scans[id.0]
        .links
        .iter()
        .map(|(link, _)| link.as_str());
    let mut found: Vec<ArticleId> = Vec::new();
    for link in in_texts.chain(in_body) {
        if let Href::File { path, .. } = book.href(&article.source, link) {
            found.extend(by_source.get(path.as_str()));
        }
    }
    for edge in article.fixes.iter().flat_map(|fix| &fix.then) {
        if let Some(Target::Article(to)) = edge.go {
            found.push(to);
        }
    }
    for answer in article.questions.iter().flat_map(|q| &q.answers) {
        if let Some(Goal::Article(to)) = answer.go {
            found.push(to);
        }
    }
    found.retain(|to| *to != id);
    found
}
