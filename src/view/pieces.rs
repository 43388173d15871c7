//! Pieces of an article's body, each shown in its own place of the page.

use serde::Serialize;

use super::Html;
use super::text::Place;
use crate::html::Reading;
use crate::model::{Piece, Section};

/// A section of the body with its heading.
#[derive(Debug, Clone, Serialize)]
pub struct SectionView {
    /// Heading.
    pub title: Html,
    /// Its id, if it has one.
    pub anchor: Option<String>,
    /// What stands under it.
    pub body: Option<Html>,
}

/// A body that is read once for all its pieces.
pub(super) struct Pieces<'a, 'b> {
    pub reading: &'a Reading<'a>,
    pub place: &'a Place<'b>,
}

impl Pieces<'_, '_> {
    /// A piece as blocks; headings in it start at the level `top`.
    pub(super) fn blocks(&self, piece: Option<Piece>, top: u8) -> Option<Html> {
        self.all(&[piece?], top)
    }

    /// Pieces as blocks.
    pub(super) fn all(&self, pieces: &[Piece], top: u8) -> Option<Html> {
        let config = self.place.site.book.config.markdown;
        let html = self.reading.html(pieces, top, config, self.place);
        (!html.trim().is_empty()).then_some(html)
    }

    /// A piece inside a paragraph.
    pub(super) fn inline(&self, piece: Piece) -> Html {
        let config = self.place.site.book.config.markdown;
        self.reading.inline(piece, config, self.place)
    }

    /// A section; headings below its own start at the level `top`.
    pub(super) fn section(&self, section: &Section, top: u8) -> SectionView {
        SectionView {
            title: self.place.inline(&section.title),
            anchor: Some(section.anchor.clone()).filter(|id| !id.is_empty()),
            body: self.blocks(section.piece.some(), top),
        }
    }
}
