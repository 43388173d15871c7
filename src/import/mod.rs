//! Knowledge bases that other tools made.
//!
//! In: the files of a source. Out: articles, images and settings of a knowledge base, and a report of what could
//! not be kept. A kind reads its source into drafts and knows nothing of the knowledge base; everything after
//! that is the same for all kinds.

mod markdown;
mod types;

pub use types::{Asset, Draft, Front, Imported, Loss, Skipped, Value};

use crate::source::Files;

/// A kind of source.
pub struct Kind {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it reads, for the help text.
    pub reads: &'static str,
    /// Reads a source.
    pub read: fn(&dyn Files) -> Imported,
}

/// All kinds.
pub const KINDS: &[Kind] = &[Kind {
    name: "markdown",
    reads: "any folder of Markdown files",
    read: markdown::read,
}];
