//! What a kind of import hands over: articles to be, files beside them, and what could not be kept.

use std::collections::BTreeMap;

/// Everything that was found in a source.
#[derive(Debug, Default, Clone)]
pub struct Imported {
    /// Name of the source's site, for a new `fixbook.yaml`; none where the source does not say.
    pub title: Option<String>,
    /// Address of the source's site, `https://host`; links to its paths that are not in the source lead there.
    pub site: Option<String>,
    /// Titles of folders below `articles/`.
    pub sections: BTreeMap<String, String>,
    /// Roles that drafts name: ids, and names for readers.
    pub roles: BTreeMap<String, String>,
    /// Targets of the drafts that the source shows first.
    pub common: Vec<String>,
    /// Articles to be.
    pub drafts: Vec<Draft>,
    /// Files that go into the knowledge base under a path of their own. Images and files that a draft links to
    /// need not be listed: those are found by following its links.
    pub assets: Vec<Asset>,
    /// Files that are no articles, or whose text went elsewhere.
    pub skipped: Vec<Skipped>,
    /// What could not be kept.
    pub losses: Vec<Loss>,
}

/// An article to be.
#[derive(Debug, Default, Clone)]
pub struct Draft {
    /// Path of its file in the source.
    pub source: String,
    /// Path below `articles/`, ending in `.md`. Names that a knowledge base can't have are made fit later.
    pub target: String,
    /// What stands in its front matter.
    pub front: Front,
    /// CommonMark; links and images still as the source has them.
    pub body: String,
    /// Every path or web address by which others may link here, besides `source`. A path that starts with `/`
    /// belongs to the old site (`/troubleshoot/disk-full`), any other to the source folder.
    pub addresses: Vec<String>,
    /// Folder of the source against which its relative links resolve; empty for the top.
    pub base: String,
}

/// Front matter in our own keys. The framework writes it in one order and declares products and platforms.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Front {
    /// `id`.
    pub id: Option<String>,
    /// `title`, inline Markdown.
    pub title: String,
    /// `type`, one of the words of the content model.
    pub kind: Option<String>,
    /// `summary`, inline Markdown.
    pub summary: Option<String>,
    /// Names of products as readers know them; ids are made from them.
    pub products: Vec<String>,
    /// Names of platforms as readers know them; ids are made from them.
    pub platforms: Vec<String>,
    /// `environment.versions`.
    pub versions: Option<String>,
    /// `symptoms`, `causes`, `conditions`, `fixes`, `sources` and other keys in the shape of the content model,
    /// in this order.
    pub more: Vec<(String, Value)>,
    /// `tags`.
    pub tags: Vec<String>,
    /// Old addresses inside the site, `/old/path.html`.
    pub aliases: Vec<String>,
    /// `review.owner`.
    pub owner: Option<String>,
    /// `review.reviewed`, as the source writes the date; one that can't be read becomes a loss.
    pub reviewed: Option<String>,
    /// `confidence`, one of the words of the content model.
    pub confidence: Option<String>,
    /// `audience`: `public` or `internal`.
    pub audience: Option<String>,
}

/// A value of front matter, in the order it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Text; written so that YAML reads the same text again.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// A map.
    Map(Vec<(String, Value)>),
}

impl Value {
    /// A text value.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A map of these entries.
    pub fn map<K: Into<String>>(entries: impl IntoIterator<Item = (K, Value)>) -> Self {
        let entries = entries.into_iter();
        Self::Map(entries.map(|(key, value)| (key.into(), value)).collect())
    }
}

/// A file that is copied as it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Asset {
    /// Path in the source.
    pub source: String,
    /// Path in the knowledge base, below `articles/` or `static/`.
    pub target: String,
}

/// A file that does not become an article.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Skipped {
    /// Path in the source.
    pub source: String,
    /// Why, in the plural of a group: `read-mes`, `tables of contents`.
    pub why: String,
}

/// Something that could not be kept.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Loss {
    /// Path in the source.
    pub source: String,
    /// Line in the source, 0 where it is the whole file.
    pub line: u32,
    /// What was lost, the same words for every loss of its sort: ``front matter key `ms.author` ``.
    pub what: String,
    /// The lost text itself.
    pub text: String,
}

impl Loss {
    /// A loss at a line.
    pub fn new(
        source: &str,
        line: usize,
        what: impl Into<String>,
        text: impl Into<String>,
    ) -> Self {
        Self {
            source: source.to_owned(),
            line: u32::try_from(line).unwrap_or(u32::MAX),
            what: what.into(),
            text: text.into(),
        }
    }
}
