//! Problems as people read them: message, place, source line, carets, help.
//!
//! Text carries styles always; the writer takes them out where nobody wants colours. Of warnings with one code
//! five are shown in full, the others are counted: a thousand equal remarks hide the one that matters.

use std::collections::BTreeMap;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::clean;
use super::places::{Sources, level};
use super::snippet::snippet;
use crate::diag::{Diagnostic, Label, Level};

const SHOWN: usize = 5;
const BOLD: Style = Style::new().bold();
const FRAME: Style = AnsiColor::Blue.on_default();
const HELP: Style = AnsiColor::Cyan.on_default();
const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();

pub(super) fn write(
    found: &[Diagnostic],
    sources: &Sources,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for d in found {
        if d.level == Level::Warning {
            let count = counts.entry(d.code).or_default();
            *count += 1;
            if *count > SHOWN {
                continue;
            }
        }
        one(d, sources, out)?;
    }
    for (code, count) in counts.iter().filter(|(_, count)| **count > SHOWN) {
        let more = count - SHOWN;
        let s = if more == 1 { "" } else { "s" };
        writeln!(
            out,
            "{WARNING}warning[{code}]{WARNING:#}: {more} more like the {SHOWN} above, {more} line{s} with `--format short`\n"
        )?;
    }
    Ok(())
}

fn one(d: &Diagnostic, sources: &Sources, out: &mut dyn Write) -> io::Result<()> {
    let style = match d.level {
        Level::Error => ERROR,
        Level::Warning => WARNING,
        Level::Note => FRAME,
    };
    let (level, code, message) = (level(d.level), d.code, clean(&d.message));
    writeln!(
        out,
        "{style}{level}[{code}]{style:#}{BOLD}: {message}{BOLD:#}"
    )?;
    let places = d.labels.iter().filter_map(|label| sources.place(label));
    let gutter = places.map(|p| p.line.to_string().len()).max().unwrap_or(1);
    for (at, label) in d.labels.iter().enumerate() {
        let style = if at == 0 { style } else { FRAME };
        show(label, at == 0, style, gutter, sources, out)?;
    }
    if !d.help.is_empty() {
        let help = clean(&d.help);
        writeln!(
            out,
            "{:gutter$} {FRAME}={FRAME:#} {HELP}help{HELP:#}: {help}",
            ""
        )?;
    }
    writeln!(out)
}

fn show(
    label: &Label,
    main: bool,
    style: Style,
    gutter: usize,
    sources: &Sources,
    out: &mut dyn Write,
) -> io::Result<()> {
    let arrow = if main { "-->" } else { ":::" };
    let (path, text) = (sources.path(label), clean(&label.text));
    let Some((source, place)) = sources.text_and_place(label) else {
        let text = if text.is_empty() {
            text
        } else {
            format!(": {text}")
        };
        return writeln!(out, "{:gutter$}{FRAME}{arrow}{FRAME:#} {path}{text}", "");
    };
    let (line, column) = (place.line, place.column);
    writeln!(
        out,
        "{:gutter$}{FRAME}{arrow}{FRAME:#} {path}:{line}:{column}",
        ""
    )?;
    let start = source.start(line);
    // A range over several lines is marked in its first one.
    let shown = snippet(source.line(line), place.start - start, place.end - start);
    let mark = if main { "^" } else { "-" }.repeat(shown.carets);
    let space = if text.is_empty() { "" } else { " " };
    writeln!(out, "{:gutter$} {FRAME}|{FRAME:#}", "")?;
    writeln!(out, "{FRAME}{line:>gutter$} |{FRAME:#} {}", shown.line)?;
    let indent = shown.indent;
    writeln!(
        out,
        "{:gutter$} {FRAME}|{FRAME:#} {:indent$}{style}{mark}{space}{text}{style:#}",
        "", ""
    )
}
