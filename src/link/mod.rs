//! What leads to what, derived from the book and never written by hand.
//!
//! In: a [`Book`](crate::book::Book). Out: [`LinkGraph`]; every list is sorted and holds no repeats.

use crate::model::ArticleId;

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
