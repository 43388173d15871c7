//! Markdown to HTML.
//!
//! In: Markdown text and a [`Resolver`] that knows where links and images lead from the page at hand.
//! Out: HTML that is safe to show, and by [`scan`] the headings, links and images of a text with their places.

use std::ops::Range;

/// Says where a link or an image leads from the page at hand.
pub trait Resolver {
    /// The address to write for a link as written in the source.
    fn link(&self, href: &str) -> String;
    /// The address to write for an image, and its width and height in pixels if known.
    fn image(&self, src: &str) -> (String, Option<(u32, u32)>);
}

/// What a Markdown text holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scan {
    /// Headings in order, with the ids that [`block`] gives them.
    pub headings: Vec<Heading>,
    /// Link destinations with the byte range of the whole link in the text.
    pub links: Vec<(String, Range<usize>)>,
    /// Image sources with the byte range of the whole image in the text.
    pub images: Vec<(String, Range<usize>)>,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Unique within the text, and never one of the ids that pages use themselves.
    pub id: String,
    /// Its words without markup.
    pub text: String,
}
