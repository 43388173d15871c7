//! Diagnostics as text.
//!
//! In: diagnostics and the files they point into. Out: text in one of four forms. Lines and columns exist only
//! here: both count from 1, columns in characters. Whatever comes from a file is shown without control characters.

mod github;
mod human;
mod json;
mod places;
mod short;
mod snippet;
mod structure;

pub use json::to_json;
pub use places::{Place, Sources};
pub use structure::{structure_json, structure_text};

use std::io::{self, Write};

use crate::diag::Diagnostic;

/// A form of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Source lines, carets, help; for people.
    Human,
    /// One line each; for editors.
    Short,
    /// One JSON object a line; for programs.
    Json,
    /// Workflow commands; GitHub shows them beside the changed lines.
    Github,
}

/// Writes all diagnostics in one form, in the order given.
///
/// # Errors
/// When the writer fails.
pub fn write(
    format: Format,
    diagnostics: &[Diagnostic],
    sources: &Sources,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Human => human::write(diagnostics, sources, out),
        Format::Short => short::write(diagnostics, sources, out),
        Format::Json => json::write(diagnostics, sources, out),
        Format::Github => github::write(diagnostics, sources, out),
    }
}

/// Text that a terminal shows as it is: control characters and marks that turn the direction are replaced.
fn clean(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\t' => ' ',
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => '\u{FFFD}',
            c if c.is_control() => '\u{FFFD}',
            c => c,
        })
        .collect()
}
