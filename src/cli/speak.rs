//! What the command says: problems, one line of summary, failures.
//!
//! The error stream is for people, the output stream for data. A stream that nobody reads any more (`| head`)
//! is no failure.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use serde_json::json;

use crate::diag::{Diagnostic, Level};
use crate::disk::Published;
use crate::parse::ParsedArticle;
use crate::pipeline::Report;
use crate::report::{self, Format, Sources};
use crate::structure::Record;

/// Says what was found.
pub(super) fn problems(format: Format, report: &Report, sources: &Sources) {
    diagnostics(format, &report.diagnostics, sources);
}

/// Says what is wrong with some files.
pub(super) fn diagnostics(format: Format, found: &[Diagnostic], sources: &Sources) {
    // What can't be written has no reader.
    let _ = if format == Format::Json {
        let mut out = io::BufWriter::new(io::stdout().lock());
        report::write(format, found, sources, &mut out).and_then(|()| out.flush())
    } else {
        let mut out = io::BufWriter::new(anstream::stderr().lock());
        report::write(format, found, sources, &mut out).and_then(|()| out.flush())
    };
}

/// Says in one line what was done; `site` is the page to open, none where nothing was to be written.
pub(super) fn summary(format: Format, report: &Report, site: Option<&Path>, started: Instant) {
    let seconds = started.elapsed().as_secs_f64();
    let (errors, warnings) = (report.count(Level::Error), report.count(Level::Warning));
    let mut parts = vec![
        many(report.articles, "article", "articles"),
        many(report.fixes, "fix", "fixes"),
        many(report.pages, "page", "pages"),
    ];
    if report.failed() {
        parts.truncate(2);
    }
    if errors > 0 {
        parts.push(many(errors, "error", "errors"));
    }
    if warnings > 0 {
        parts.push(many(warnings, "warning", "warnings"));
    }
    let end = match site {
        Some(_) if report.failed() => "; nothing was written".to_owned(),
        Some(site) => format!(" -> {}", site.display()),
        None => String::new(),
    };
    line(&format!("{} in {seconds:.2} s{end}", parts.join(", ")));
    if format == Format::Json {
        let site = site
            .filter(|_| !report.failed())
            .map(|site| site.display().to_string());
        data(&json!({
            "type": "summary", "articles": report.articles, "fixes": report.fixes, "pages": report.pages,
            "errors": errors, "warnings": warnings, "seconds": seconds, "site": site,
        }));
    }
}

/// Says what was kept of an earlier site.
pub(super) fn kept(published: &Published, out: &Path) {
    for path in &published.changed {
        let path = out.join(path);
        line(&format!(
            "kept {}: somebody changed it after it was built",
            path.display()
        ));
    }
    if let Some(left) = &published.left {
        line(&format!(
            "the site is published, but the old one is not wholly removed: {left}"
        ));
    }
}

/// Says what the headings of an article are understood to be.
pub(super) fn structure(format: Format, article: &ParsedArticle, record: &Record, text: &str) {
    if format == Format::Json {
        return data(&report::structure_json(article, record, text));
    }
    let _ = write!(
        io::stdout(),
        "{}",
        report::structure_text(article, record, text)
    );
}

/// Says what became of readers' answers; `kept` has the number of refused lines and where they are now.
pub(super) fn imported(format: Format, taken: usize, repeated: usize, kept: &[(usize, PathBuf)]) {
    let refused: usize = kept.iter().map(|(lines, _)| lines).sum();
    let mut parts = vec![format!("{} counted", many(taken, "answer", "answers"))];
    if repeated > 0 {
        parts.push(format!("{repeated} known already"));
    }
    if refused > 0 {
        parts.push(format!("{} refused", many(refused, "line", "lines")));
    }
    line(&parts.join(", "));
    for (lines, path) in kept {
        let what = many(*lines, "refused line", "refused lines");
        line(&format!("{what} kept in {}", path.display()));
    }
    if format == Format::Json {
        let kept: Vec<String> = kept
            .iter()
            .map(|(_, path)| path.display().to_string())
            .collect();
        data(&json!({
            "type": "feedback", "counted": taken, "known": repeated, "refused": refused, "kept": kept,
        }));
    }
}

/// Says why the command gives up.
pub(super) fn failure(format: Format, message: &str) {
    line(&format!("error: {message}"));
    if format == Format::Json {
        data(&json!({ "type": "failure", "message": message }));
    }
}

/// Writes a line on the error stream.
pub(super) fn line(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// Writes an answer on the output stream, in colours where they are wanted.
pub(super) fn answer(text: &str) {
    let _ = anstream::stdout().lock().write_all(text.as_bytes());
}

/// Writes data on the output stream.
pub(super) fn data(value: &serde_json::Value) {
    let _ = writeln!(io::stdout(), "{value}");
}

/// A number with its noun.
pub(super) fn many(count: usize, one: &str, more: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { more })
}
