//! One line a problem: `file:line:column: level[code]: message`.

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
        let (line, column) = sources.place(label).map_or((1, 1), |p| (p.line, p.column));
        let (path, message) = (sources.path(label), clean(&d.message));
        writeln!(
            out,
            "{path}:{line}:{column}: {}[{}]: {message}",
            level(d.level),
            d.code
        )?;
    }
    Ok(())
}
