//! Workflow commands: GitHub shows each beside the line it is about.

use std::io::{self, Write};

use super::clean;
use super::places::{Sources, level};
use crate::diag::Diagnostic;

pub(super) fn write(
    found: &[Diagnostic],
    sources: &Sources,
    out: &mut dyn Write,
) -> io::Result<()> {
    for d in found {
        let Some(label) = d.labels.first() else {
            continue;
        };
        write!(
            out,
            "::{} file={}",
            // Its word for a note is longer.
            level(d.level).replace("note", "notice"),
            property(&sources.path(label))
        )?;
        if let Some(place) = sources.place(label) {
            write!(out, ",line={},endLine={}", place.line, place.end_line)?;
            // GitHub takes columns only where both ends are in one line.
            if place.line == place.end_line {
                write!(out, ",col={},endColumn={}", place.column, place.end_column)?;
            }
        }
        let mut text = clean(&d.message);
        if !d.help.is_empty() {
            text.push('\n');
            text.push_str(&clean(&d.help));
        }
        writeln!(out, ",title={}::{}", property(d.code), data(&text))?;
    }
    Ok(())
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
