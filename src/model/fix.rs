//! A fix: the steps that make a problem go away, with what they cost and where they lead.

use super::{ArticleId, Piece, PlatformId, RoleId, Section, SharedFixId, StepPieces, Text};

/// What a fix does to the problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FixKind {
    /// Removes the cause; the default.
    Resolution,
    /// Goes round the problem.
    Workaround,
    /// Tells which cause it is.
    Diagnostic,
    /// Keeps it from coming back.
    Prevention,
    /// Hands it to somebody with more rights.
    Escalation,
}

/// What can be lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Risk {
    /// Nothing changes that matters; the default.
    None,
    /// Something changes and can be changed back.
    Reversible,
    /// Data or access can be lost.
    DataLoss,
}

/// One fix of an article, or a shared fix by itself.
#[derive(Debug, Clone)]
pub struct Fix {
    /// Name inside its article; the file stem of a shared fix.
    pub id: String,
    /// The shared fix it was made from, if any.
    pub shared: Option<SharedFixId>,
    /// The action, as a heading.
    pub title: Text,
    /// What it does to the problem.
    pub kind: FixKind,
    /// Whether it stays in front where the order is computed.
    pub pin: bool,
    /// Causes it removes: positions in the article's causes. Empty on shared fix pages.
    pub addresses: Vec<usize>,
    /// Minutes it takes, if known.
    pub minutes: Option<u32>,
    /// What can be lost.
    pub risk: Risk,
    /// What it changes, in a few words ("Removes saved passwords").
    pub changes: Option<Text>,
    /// Why one would try it: a sentence at the top.
    pub why: Option<Text>,
    /// A risk callout in front of the steps.
    pub warning: Option<Text>,
    /// What it takes to do it.
    pub requires: Requires,
    /// The condition under which it applies: position in the article's conditions.
    pub when: Option<When>,
    /// Steps for everybody and by platform.
    pub steps: Steps,
    /// How one sees that it worked.
    pub verify: Option<Text>,
    /// Where to go when it does not work out.
    pub then: Vec<Edge>,
    /// Block Markdown after the steps; may be empty.
    pub details: String,
    /// Path of the file that `details` stands in, against which its links are read.
    pub details_source: String,
    /// Versions it holds for, as written.
    pub versions: Option<String>,
    /// Where it stands in the article's body, if it was found there.
    pub found: FoundFix,
}

/// The parts of an article's body that a fix was found in; all empty for a fix of the front matter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FoundFix {
    /// Headings of the group that starts with this fix, with what stands between them and the fix.
    pub leads: Vec<Section>,
    /// The problem of the article that it is for, where there are several.
    pub group: Option<Text>,
    /// Ids of headings that are shown as something else: the title, a platform, a step.
    pub anchors: Vec<String>,
    /// What stands behind the last step.
    pub rest: Option<Piece>,
    /// What stands in front of the first.
    pub intro: Option<Piece>,
}

/// A shared fix: written once, used by many articles.
#[derive(Debug, Clone)]
pub struct SharedFix {
    /// Path of its source, for example `fixes/flush-dns.md`.
    pub source: String,
    /// Path of its page, for example `fixes/flush-dns.html`.
    pub url: String,
    /// The fix as written in its file.
    pub fix: Fix,
}

/// What it takes to do a fix.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Requires {
    /// Role the person must have.
    pub role: Option<RoleId>,
    /// Things needed, in a few words each ("your old phone").
    pub needs: Vec<Text>,
}

/// A condition that a fix depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct When {
    /// Position in the article's conditions.
    pub condition: usize,
    /// True where the condition must not hold.
    pub negated: bool,
}

/// Steps of a fix.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Steps {
    /// Steps for everybody, in front of the platform's own.
    pub all: Vec<Step>,
    /// Steps by platform, in display order of the platforms; none is empty.
    pub by_platform: Vec<(PlatformId, Vec<Step>)>,
}

/// One action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What to do.
    pub text: Text,
    /// A command line to copy. Not Markdown.
    pub command: Option<String>,
    /// What is seen when it worked.
    pub expect: Option<Text>,
    /// What to do when it did not.
    pub if_fails: Option<Text>,
    /// How to take it back.
    pub undo: Option<Text>,
    /// Parts of the article's body that belong to it, where it was found there.
    pub pieces: StepPieces,
}

/// Where to go from a fix that does not work out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// What the reader meets.
    pub meets: Text,
    /// What that means, if it needs saying.
    pub say: Option<Text>,
    /// Where to go, if anywhere.
    pub go: Option<Target>,
}

/// Where an edge leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// Another fix of the same article, by position.
    Fix(usize),
    /// Another article.
    Article(ArticleId),
    /// A shared fix's page: on pages where the article has no such fix.
    Shared(SharedFixId),
}
