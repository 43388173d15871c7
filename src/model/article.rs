//! An article: one problem, known issue, error code, how-to, reference or guide.

use super::{ArticleId, Date, Days, Fix, FixOrder, PlatformId, ProductId, Question, Taken, Text};

/// What kind of article this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ArticleType {
    /// A problem with fixes; the default.
    Problem,
    /// A defect that is known and not solved yet.
    KnownIssue,
    /// What one error code means.
    ErrorCode,
    /// How something is done.
    HowTo,
    /// Facts to look up.
    Reference,
    /// Questions about the symptom that lead to articles.
    Guide,
}

/// How sure the writers are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// Work in progress: built with `--drafts` only.
    Wip,
    /// Complete, not tried by a second person.
    NotValidated,
    /// Tried and found right; the default.
    Validated,
    /// Kept for those who still meet it.
    Archived,
}

/// Who may read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    /// Everybody.
    Public,
    /// The organisation; left out of sites whose audience is public.
    Internal,
}

/// One article, with every reference resolved.
#[derive(Debug, Clone)]
pub struct Article {
    /// Path of its source inside the knowledge base, for example `articles/mail/full.md`.
    pub source: String,
    /// Path of its page inside the site, for example `articles/mail/full.html`.
    pub url: String,
    /// File stem, the name by which other articles refer to it.
    pub slug: String,
    /// Permanent id, if it has one.
    pub id: Option<String>,
    /// The symptom in the reader's words.
    pub title: Text,
    /// Its type.
    pub kind: ArticleType,
    /// One sentence for lists and search results.
    pub summary: Option<Text>,
    /// Products it is about, in the order written.
    pub products: Vec<ProductId>,
    /// Platforms it is about, in display order; those of its steps where none are written.
    pub platforms: Vec<PlatformId>,
    /// Versions it holds for, as written.
    pub versions: Option<String>,
    /// How the problem shows, in the order written.
    pub symptoms: Vec<Symptom>,
    /// Why it happens.
    pub causes: Vec<Cause>,
    /// Questions that guard fixes.
    pub conditions: Vec<Condition>,
    /// Questions of a guide, the first one first.
    pub questions: Vec<Question>,
    /// Fixes in the author's order, shared fixes merged in.
    pub fixes: Vec<Fix>,
    /// Who decides in which order they are tried; the site where it is not written.
    pub order: Option<FixOrder>,
    /// Where the facts come from.
    pub sources: Vec<SourceLink>,
    /// Related articles, in the order written.
    pub related: Vec<ArticleId>,
    /// The articles that this one replaces.
    pub supersedes: Vec<ArticleId>,
    /// The article that this one repeats.
    pub duplicate_of: Option<ArticleId>,
    /// The problems that lead to this one.
    pub caused_by: Vec<ArticleId>,
    /// Old addresses, as paths inside the site.
    pub aliases: Vec<String>,
    /// Who looks after it, and when it was looked at.
    pub review: Review,
    /// How sure the writers are.
    pub confidence: Confidence,
    /// Who may read it.
    pub audience: Audience,
    /// What support will ask for.
    pub collect_before_support: Vec<Text>,
    /// Free words for search.
    pub tags: Vec<String>,
    /// Markdown after the front matter.
    pub body: Body,
}

/// Markdown of a file after its front matter.
#[derive(Debug, Clone, Default)]
pub struct Body {
    /// The Markdown, to the end of the file.
    pub markdown: String,
    /// Byte offset of the Markdown in its file.
    pub offset: usize,
    /// Ids of its headings in page order, unique within the body.
    pub anchors: Vec<String>,
    /// How it is taken apart by its headings.
    pub taken: Taken,
}

/// How a problem shows: at least one of message, code and observation is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symptom {
    /// Exact words on screen or in a log; `{placeholders}` stand for any value. Not Markdown.
    pub message: Option<String>,
    /// An error code as written. Not Markdown.
    pub code: Option<String>,
    /// What the reader sees, as a sentence.
    pub observation: Option<Text>,
    /// Where it is seen.
    pub place: Option<Text>,
}

/// Why a problem happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// Name inside the article, or shared between articles.
    pub id: String,
    /// What is the matter.
    pub text: Text,
    /// How often this is it.
    pub likelihood: Option<Likelihood>,
    /// How the reader can tell.
    pub check: Option<Text>,
}

/// How often a cause is the one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Likelihood {
    /// Most of the time.
    Common,
    /// Sometimes.
    Occasional,
    /// Hardly ever.
    Rare,
}

/// A question that guards fixes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// Name inside the article.
    pub id: String,
    /// The question, as a sentence to the reader.
    pub ask: Text,
}

/// Where a fact comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceLink {
    /// Name of the page.
    pub title: Text,
    /// Its address; none for a printed source.
    pub url: Option<String>,
    /// When it was last read.
    pub checked: Option<Date>,
}

/// Who looks after an article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Review {
    /// Team, as written.
    pub owner: Option<String>,
    /// Day of the last review.
    pub reviewed: Option<Date>,
    /// How long a review holds; the site's policy where none is written.
    pub every: Option<Days>,
}
