//! Readers' answers: `feedback` of the settings, and the counts in `data/feedback.csv`.
//!
//! In: settings; the text of the table. Out: where answers go; one [`ParsedCount`] a row, names not resolved yet,
//! and a diagnostic at the cell for every row that is none.

use super::csv::{self, Cell};
use super::settings::{email, web};
use super::types::{ParsedCount, Ref};
use super::yaml::Fields;
use crate::config::Feedback;
use crate::diag::{At, Diagnostic};
use crate::model::Counts;

/// First line of the table.
pub const COLUMNS: &str = "article,fix,platform,worked,failed,wrong";
/// No fix of any site is tried more often; a larger number is a mistake.
const MOST: u64 = 1_000_000_000;

/// `feedback` of the settings.
pub(super) fn settings(fields: &Fields<'_>) -> Feedback {
    let Some(node) = fields.get("feedback") else {
        return Feedback::default();
    };
    let inner = node.fields("a map with `email`, `issue`, `form` or `queue`");
    let feedback = Feedback {
        email: inner.get("email").and_then(|value| email(&value)),
        issue: inner.get("issue").and_then(|value| web(&value)),
        form: inner.get("form").and_then(|value| {
            let url = web(&value)?;
            // Answers would travel in the open, and a page from https may not send them.
            if !url.starts_with("https://") {
                let message = format!("`{url}` is not encrypted");
                value.error("bad-url", message, "begin it with https://");
                return None;
            }
            Some(url)
        }),
        queue: inner
            .get("queue")
            .and_then(|value| value.flag())
            .unwrap_or(false),
    };
    inner.finish();
    feedback
}

/// Reads the table of counts.
pub fn feedback(path: &str, text: &str) -> (Vec<ParsedCount>, Vec<Diagnostic>) {
    let mut rows = Vec::new();
    let mut out = Vec::new();
    let mut start = super::front::bom(text);
    let mut header = false;
    for line in text[start..].split_inclusive('\n') {
        let (at, line) = (start, line.trim_end_matches(['\n', '\r']));
        start += text[at..].find('\n').map_or(text.len() - at, |end| end + 1);
        if line.trim().is_empty() {
            continue;
        }
        if !header {
            header = true;
            if line.trim_end() == COLUMNS {
                continue;
            }
            let message = "the first line does not name the columns";
            out.push(
                bad(path, at..at + line.len(), message).help(format!("write `{COLUMNS}` there")),
            );
        }
        match row(path, at, line) {
            Ok(row) => rows.push(row),
            Err(problem) => out.push(*problem),
        }
    }
    (rows, out)
}

fn bad(path: &str, at: std::ops::Range<usize>, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error("bad-feedback", path, At::Span(at), message)
}

fn row(path: &str, start: usize, line: &str) -> Result<ParsedCount, Box<Diagnostic>> {
    let cells = csv::cells(line).map_err(|(at, why)| {
        let at = start + at;
        Box::new(
            bad(path, at..start + line.len(), why)
                .help("put the whole cell in quotation marks, and double those inside it"),
        )
    })?;
    let [article, fix, platform, worked, failed, wrong] = cells.as_slice() else {
        let message = format!("this row has {} cells instead of 6", cells.len());
        return Err(Box::new(
            bad(path, start..start + line.len(), message)
                .help(format!("the columns are `{COLUMNS}`")),
        ));
    };
    let name = |(at, text): &Cell| Ref {
        text: text.trim().to_owned(),
        at: At::Span(start + at.start..start + at.end),
    };
    let number = |(at, text): &Cell| {
        let text = text.trim();
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let number = text.parse().ok().filter(|n| digits && *n <= MOST);
        number.ok_or_else(|| {
            let message = format!("`{text}` is no number of answers");
            Box::new(
                bad(path, start + at.start..start + at.end, message)
                    .help(format!("write a whole number from 0 to {MOST}")),
            )
        })
    };
    Ok(ParsedCount {
        article: name(article),
        fix: name(fix),
        platform: Some(name(platform)).filter(|name| !name.text.is_empty()),
        counts: Counts {
            worked: number(worked)?,
            failed: number(failed)?,
            wrong: number(wrong)?,
        },
    })
}

/// The table as text: the first line, then a row for each of these, in their order.
pub fn feedback_text<'a>(
    rows: impl Iterator<Item = (&'a str, &'a str, &'a str, Counts)>,
) -> String {
    let mut text = format!("{COLUMNS}\n");
    for (article, fix, platform, counts) in rows {
        let names = [article, fix, platform].map(csv::cell).join(",");
        let Counts {
            worked,
            failed,
            wrong,
        } = counts;
        text.push_str(&format!("{names},{worked},{failed},{wrong}\n"));
    }
    text
}
