//! The search index: judged at build time, shipped as integers, read by `search.js` in the browser.
//!
//! In: one [`SearchDoc`] an article, reduced to terms article by article. Out: script files below `search/`.
//!
//! 1. [`terms`] counts the words, codes, pairs and exact messages of one article (pure, so in parallel).
//! 2. [`shards`] turns the counts of all articles into integer weights and writes them by term range.
//! 3. [`query`] answers a question from those files as `search.js` does; `tests/search/` holds both to it.
//!
//! Every judgement is made here: weights, stop words, synonyms and noise patterns reach the browser as data.

mod codes;
mod encode;
mod files;
mod fold;
mod groups;
mod index;
mod lift;
mod lines;
mod neighbours;
mod noise;
mod packed;
mod parts;
pub mod query;
mod reader;
mod reader_facets;
mod rows;
mod score;
mod shards;
mod spelling;
mod stop;
mod terms;
mod tokens;
mod why;
mod words;

pub use fold::fold;
pub use neighbours::NOTICE as NEIGHBOURS_NOTICE;
pub use noise::clean;
pub use parts::Parts;
pub use shards::{FORMAT, Sizes, shards, shards_sized, shards_with};
pub use terms::{DocTerms, terms, terms_with};
pub use tokens::{Tokens, canonical, tokens};
pub use why::{Kind, Why};

/// What search knows of one article; all texts are plain, without markup.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchDoc {
    /// Path of the article inside the knowledge base.
    pub source: String,
    /// Path of its page inside the site.
    pub url: String,
    /// Title without the quoted message.
    pub title: String,
    /// The line under the title in results.
    pub summary: String,
    /// Exact messages; `{placeholders}` stand for any value.
    pub messages: Vec<String>,
    /// Error codes as written.
    pub codes: Vec<String>,
    /// Observations.
    pub symptoms: Vec<String>,
    /// Headings of the body, fix titles, cause texts.
    pub headings: Vec<String>,
    /// Everything else, in page order: steps, checks, body.
    pub body: String,
    /// Free words by the writer.
    pub tags: Vec<String>,
    /// Product ids, with the products they belong to.
    pub products: Vec<String>,
    /// Platform ids.
    pub platforms: Vec<String>,
    /// Ids of the roles that some fix requires.
    pub roles: Vec<String>,
    /// Whether some fix can be done by anyone.
    pub anyone: bool,
    /// Fixes: title, anchor on the page, minutes (0 where unknown).
    pub fixes: Vec<(String, String, u32)>,
}

/// What search knows of the site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchSite {
    /// Product id and name, in display order.
    pub products: Vec<(String, String)>,
    /// Platform id and label, in display order.
    pub platforms: Vec<(String, String)>,
    /// Role id and label, in display order.
    pub roles: Vec<(String, String)>,
    /// Groups of words that mean the same.
    pub synonyms: Vec<Vec<String>>,
}
