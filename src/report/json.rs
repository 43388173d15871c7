//! One JSON object a line.
//!
//! `{"type": "diagnostic", "level", "code", "message", "help", "labels": [{"file", "text", "place"}]}`, the place being
//! null for a whole file, else `{"line", "column", "end_line", "end_column", "start", "end"}`; start and end are bytes.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::places::{Sources, level};
use crate::diag::Diagnostic;

pub(super) fn write(
    found: &[Diagnostic],
    sources: &Sources,
    out: &mut dyn Write,
) -> io::Result<()> {
    for diagnostic in found {
        writeln!(out, "{}", to_json(diagnostic, sources))?;
    }
    Ok(())
}

/// One diagnostic as JSON.
pub fn to_json(d: &Diagnostic, sources: &Sources) -> Value {
    let label = |label| {
        let place = sources.place(label).map(|p| {
            json!({
                "line": p.line, "column": p.column, "end_line": p.end_line, "end_column": p.end_column,
                "start": p.start, "end": p.end,
            })
        });
        json!({ "file": label.file, "text": label.text, "place": place })
    };
    json!({
        "type": "diagnostic",
        "level": level(d.level),
        "code": d.code,
        "message": d.message,
        "help": d.help,
        "labels": d.labels.iter().map(label).collect::<Vec<_>>(),
    })
}
