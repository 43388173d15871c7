//! A part of an article's body that is shown in a place of its own.

use super::Text;

/// A part of a body: positions in the list of its Markdown events, the end left out. What the events are
/// is the business of `html`; nothing is copied, so that links, footnotes and places stay those of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Piece {
    /// First event.
    pub start: usize,
    /// The event after the last.
    pub end: usize,
}

impl Piece {
    /// Whether nothing is in it.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// Itself, or none where it is empty.
    pub fn some(self) -> Option<Self> {
        (!self.is_empty()).then_some(self)
    }
}

/// A section of a body: its heading, and what stands under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The heading as written.
    pub title: Text,
    /// Its id, to which other pages link.
    pub anchor: String,
    /// What stands under it.
    pub piece: Piece,
}

/// Parts of a body that belong to a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StepPieces {
    /// Prose in front of the step, outside the list.
    pub before: Option<Piece>,
    /// The action with its markup, in place of the step's text.
    pub head: Option<Piece>,
    /// Blocks under the action.
    pub more: Option<Piece>,
    /// Prose behind the step, outside the list.
    pub after: Option<Piece>,
}

/// How a body is taken apart by its headings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Taken {
    /// The words in front of the first section, where they are one short paragraph.
    pub lead: Option<Piece>,
    /// Sections that tell how the problem shows.
    pub symptoms: Vec<Section>,
    /// By cause of the article: the section that tells it, if one does.
    pub causes: Vec<Option<Section>>,
    /// What is left, in order; none where the body is shown as a whole.
    pub rest: Option<Vec<Piece>>,
    /// Headings of groups that no fix follows.
    pub alone: Vec<Section>,
    /// Ids of headings that are not shown because the page has their words already.
    pub anchors: Vec<String>,
    /// Destinations of the links under headings such as "Related".
    pub related: Vec<String>,
}
