//! What stands in one file, before any reference is resolved.
//!
//! Shapes follow `model`; every name of something else is a [`Ref`] that remembers its place.

pub use crate::model::Taken;

use crate::diag::At;
use crate::model::{
    ArticleType, Audience, Cause, Condition, Confidence, Counts, FixKind, FixOrder, FoundFix,
    Review, Risk, SourceLink, Step, Symptom, Text,
};

/// A reference by name, with its place in the file that makes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ref {
    /// The name as written.
    pub text: String,
    /// Where it stands.
    pub at: At,
}

/// A question and the articles of which it must find one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchTest {
    /// What a reader types or pastes.
    pub query: Ref,
    /// Articles that are right.
    pub find: Vec<Ref>,
    /// Places among which one of them must stand: 1 for the first.
    pub within: usize,
}

/// An article as one file holds it.
#[derive(Debug, Clone)]
pub struct ParsedArticle {
    /// Path inside the knowledge base.
    pub source: String,
    /// Permanent id.
    pub id: Option<Ref>,
    /// Title.
    pub title: Text,
    /// Type.
    pub kind: ArticleType,
    /// One sentence for lists.
    pub summary: Option<Text>,
    /// `environment.products`.
    pub products: Vec<Ref>,
    /// `environment.platforms`; empty where left out.
    pub platforms: Vec<Ref>,
    /// `environment.versions`.
    pub versions: Option<String>,
    /// Symptoms.
    pub symptoms: Vec<Symptom>,
    /// Causes, with the place of each id.
    pub causes: Vec<(Cause, At)>,
    /// Conditions, with the place of each id.
    pub conditions: Vec<(Condition, At)>,
    /// Questions of a guide, with the place of each id.
    pub questions: Vec<ParsedQuestion>,
    /// Fixes in the order written.
    pub fixes: Vec<ParsedFix>,
    /// `order`.
    pub order: Option<FixOrder>,
    /// Sources of the facts.
    pub sources: Vec<SourceLink>,
    /// `related` without a type.
    pub related: Vec<Ref>,
    /// `supersedes`, top level or inside `related`.
    pub supersedes: Vec<Ref>,
    /// `duplicate_of`, likewise.
    pub duplicate_of: Option<Ref>,
    /// `caused_by`, likewise.
    pub caused_by: Vec<Ref>,
    /// Old addresses as written.
    pub aliases: Vec<Ref>,
    /// Review.
    pub review: Review,
    /// Confidence.
    pub confidence: Confidence,
    /// Audience.
    pub audience: Audience,
    /// What support will ask for.
    pub collect_before_support: Vec<Text>,
    /// Tags.
    pub tags: Vec<String>,
    /// Destinations of the links in inline texts and fix details, with their places.
    pub text_links: Vec<Ref>,
    /// Markdown after the front matter.
    pub body: String,
    /// Byte offset of the body in the file.
    pub body_offset: usize,
    /// How the body is taken apart; whole where its headings say nothing.
    pub taken: Taken,
}

/// A fix as written: of an article, or a file of `fixes/`.
///
/// A key that is not written is none, so that a used shared fix keeps its own.
#[derive(Debug, Clone, Default)]
pub struct ParsedFix {
    /// Where the fix stands: the list item, or the file.
    pub at: Option<At>,
    /// `use`: the shared fix it is made from.
    pub shared: Option<Ref>,
    /// `id`; of a file: its stem where none is written. An article's fix without id and `use` gets
    /// one made from its title.
    pub id: Option<Ref>,
    /// `title`.
    pub title: Option<Text>,
    /// `kind`.
    pub kind: Option<FixKind>,
    /// `pin`.
    pub pin: Option<bool>,
    /// `addresses`: ids of causes.
    pub addresses: Option<Vec<Ref>>,
    /// `effort` in minutes.
    pub minutes: Option<u32>,
    /// `risk`.
    pub risk: Option<Risk>,
    /// `changes`.
    pub changes: Option<Text>,
    /// `why`.
    pub why: Option<Text>,
    /// `warning`.
    pub warning: Option<Text>,
    /// `requires`.
    pub requires: Option<ParsedRequires>,
    /// `when`: the condition, and whether it is negated.
    pub when: Option<(Ref, bool)>,
    /// `steps`.
    pub steps: Option<ParsedSteps>,
    /// `verify`.
    pub verify: Option<Text>,
    /// `then`.
    pub then: Option<Vec<ParsedEdge>>,
    /// `details`.
    pub details: Option<String>,
    /// `versions`.
    pub versions: Option<String>,
    /// `sources`. Those of an article's fix stand among the article's own as well.
    pub sources: Vec<SourceLink>,
    /// Where it stands in the body, if it was found there.
    pub found: FoundFix,
}

/// A file of `fixes/`.
#[derive(Debug, Clone)]
pub struct ParsedSharedFix {
    /// Path inside the knowledge base.
    pub source: String,
    /// The fix; its id is always there.
    pub fix: ParsedFix,
    /// Destinations of the links in inline texts and details, with their places.
    pub text_links: Vec<Ref>,
    /// Markdown after the front matter.
    pub body: String,
    /// Byte offset of the body in the file.
    pub body_offset: usize,
}

/// A row of the table of readers' answers.
#[derive(Debug, Clone)]
pub struct ParsedCount {
    /// Path of the article or shared fix on whose page the answers were given.
    pub article: Ref,
    /// The fix.
    pub fix: Ref,
    /// The platform, if it is known.
    pub platform: Option<Ref>,
    /// The answers.
    pub counts: Counts,
}

/// `requires` of a fix.
#[derive(Debug, Clone, Default)]
pub struct ParsedRequires {
    /// `role`.
    pub role: Option<Ref>,
    /// `needs`.
    pub needs: Vec<Text>,
}

/// `steps` of a fix.
#[derive(Debug, Clone, Default)]
pub struct ParsedSteps {
    /// A plain list, or `all` of the map.
    pub all: Vec<Step>,
    /// By platform, in the order written.
    pub by_platform: Vec<(Ref, Vec<Step>)>,
}

/// An item of a guide's `questions`.
#[derive(Debug, Clone)]
pub struct ParsedQuestion {
    /// `id`; of one without: `q` and its number.
    pub id: Ref,
    /// `ask`.
    pub ask: Text,
    /// `help`.
    pub help: Option<Text>,
    /// `answers`.
    pub answers: Vec<ParsedAnswer>,
}

/// An item of `answers`.
#[derive(Debug, Clone)]
pub struct ParsedAnswer {
    /// `answer`.
    pub text: Text,
    /// `say`.
    pub say: Option<Text>,
    /// `go`.
    pub go: Option<Ref>,
}

/// An item of `then`.
#[derive(Debug, Clone)]
pub struct ParsedEdge {
    /// `if`.
    pub meets: Text,
    /// `say`.
    pub say: Option<Text>,
    /// `go`.
    pub go: Option<Ref>,
}
