//! The words of the field as types: an article and what it is made of.
//!
//! In: nothing. Out: resolved types, made by `book`: every reference to a product, platform, role,
//! condition, cause or fix is an index that is known to exist, shared fixes are merged into the
//! articles that use them. The words are those of DITA's troubleshooting topic and of KCS v6.

mod article;
mod date;
mod feedback;
mod fix;
mod guide;
mod piece;

pub use article::*;
pub use date::{Date, Days};
pub use feedback::{Counts, FixOrder, Tried};
pub use fix::*;
pub use guide::*;
pub use piece::{Piece, Section, StepPieces, Taken};

/// Position of a product in [`crate::config::Config::products`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProductId(pub usize);

/// Position of a platform in [`crate::config::Config::platforms`], which is their display order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlatformId(pub usize);

/// Position of a role in [`crate::config::Config::roles`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RoleId(pub usize);

/// Position of an article in [`crate::book::Book::articles`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub usize);

/// Position of a shared fix in [`crate::book::Book::fixes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SharedFixId(pub usize);

/// A piece of inline Markdown, as the writer wrote it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Text(pub String);

impl Text {
    /// The Markdown source.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
