//! Markdown to HTML.
//!
//! In: Markdown text and a [`Resolver`] that knows where links and images lead from the page at hand.
//! Out: HTML that is safe to show, and by [`scan`] the headings, links and images of a text with their places.
//!
//! Steps: `events` reads Markdown (bounded in depth), `habits` sees what writers mean that it does not say, `path` finds menu paths, `slug` names headings,
//! `render` writes HTML with `heading`, `link`, `notes` and `verbatim`, and leaves code to `code` and `highlight`,
//! raw HTML to `raw`, addresses to `escape`.

mod code;
mod elements;
mod escape;
mod events;
mod habits;
mod heading;
mod highlight;
mod link;
mod notes;
mod path;
mod places;
mod powershell;
mod raw;
mod raw_words;
mod reading;
mod render;
mod scan;
mod slug;
mod verbatim;
mod write;

use crate::config::MarkdownConfig;
use std::ops::Range;

pub use highlight::css as highlight_css;
pub use places::{Element, Part, Place, Written, element, places};
pub use raw::is_placeholder;
pub use reading::{Block, Kind, Reading, Style};
pub use scan::{plain, scan};

/// Plain text, escaped for an element or a double-quoted attribute.
pub fn escape_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape::attribute(&mut out, text);
    out
}

/// Markdown with paragraphs, lists, headings and so on as HTML. Its headings start at `h2`.
pub fn block(text: &str, config: MarkdownConfig, resolver: &dyn Resolver) -> String {
    if escape::is_plain_block(text) {
        let mut out = String::with_capacity(text.len() + 8);
        out.push_str("<p>");
        escape::text(&mut out, text.trim());
        out.push_str("</p>\n");
        return out;
    }
    render::render(&events::block(text), config, resolver, true)
}

/// One value with inline Markdown as HTML that may stand inside a paragraph or a heading.
///
/// What would start a block (`#`, `-`, `1.`) is text here; line ends are spaces. Raw HTML is sanitised.
pub fn inline(text: &str, resolver: &dyn Resolver) -> String {
    if escape::is_plain_inline(text) {
        let mut out = String::with_capacity(text.len() + 8);
        escape::text(&mut out, text.trim());
        return out;
    }
    let config = MarkdownConfig {
        html: crate::config::RawHtml::Sanitise,
        highlight: false,
    };
    events::inline(text, |list| render::render(list, config, resolver, false))
}

/// Says where a link or an image leads from the page at hand.
pub trait Resolver {
    /// The address to write for a link as written in the source.
    fn link(&self, href: &str) -> String;
    /// The address to write for an image, and its width and height in pixels if known.
    fn image(&self, src: &str) -> (String, Option<(u32, u32)>);
    /// A name that no other region of the page has; none where this text is all that the page holds.
    fn label(&self, _name: &str) -> Option<String> {
        None
    }
    /// The word of the page's language for something that the writer did not write.
    fn word(&self, word: Word) -> String {
        word.english().to_owned()
    }
}

/// Words that the HTML needs beyond those of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// Label of `> [!NOTE]`.
    Note,
    /// Label of `> [!TIP]`.
    Tip,
    /// Label of `> [!IMPORTANT]`.
    Important,
    /// Label of `> [!WARNING]`.
    Warning,
    /// Label of `> [!CAUTION]`.
    Caution,
    /// Caption of code that has neither title nor language.
    Code,
    /// Name of a table's scroll area.
    Table,
    /// A ticked item of a task list.
    Done,
    /// An open item of a task list.
    Open,
    /// Name of the footnotes.
    Footnotes,
    /// The link from a footnote to its place in the text.
    Back,
    /// Before the description of an image that is not there.
    NoImage,
}

impl Word {
    /// The word in English, used where the resolver has no other.
    pub fn english(self) -> &'static str {
        match self {
            Word::Note => "Note",
            Word::Tip => "Tip",
            Word::Important => "Important",
            Word::Warning => "Warning",
            Word::Caution => "Caution",
            Word::Code => "Code",
            Word::Table => "Table",
            Word::Done => "Done",
            Word::Open => "Not done",
            Word::Footnotes => "Footnotes",
            Word::Back => "Back to the text",
            Word::NoImage => "Image not available",
        }
    }
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
    /// Ids of elements in raw HTML.
    pub anchors: Vec<String>,
    /// Code blocks that nothing closes: the lines that open them.
    pub open_fences: Vec<Range<usize>>,
}

impl Scan {
    /// Every id that the text gives to a place on its page.
    pub fn ids(&self) -> impl Iterator<Item = &String> {
        let headings = self.headings.iter().map(|heading| &heading.id);
        headings.chain(&self.anchors)
    }
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
