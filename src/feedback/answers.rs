//! Lines of a file of answers.
//!
//! In: the bytes of a file: an answer a line, as a JSON object or, after a line of column names, comma-separated.
//! Out: answers whose own form is right, and the other lines with the reason. Nothing that a line holds is ever
//! run, looked up elsewhere or shown with its control characters.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;

use super::Source;
use crate::diag::{At, Diagnostic};
use crate::model::Date;
use crate::parse::cells;

/// The keys of an answer, and the columns.
const KEYS: [&str; 7] = ["v", "id", "article", "fix", "platform", "outcome", "day"];
/// No answer is longer, in bytes.
const LONGEST: usize = 4096;

/// What a fix did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Worked,
    Failed,
    Wrong,
}

/// A value with its place in the file.
pub(super) type Value = (String, Range<usize>);

/// An answer whose names are not looked up yet.
pub(super) struct Answer {
    /// The whole line with its end.
    pub(super) line: Range<usize>,
    pub(super) id: String,
    pub(super) article: Value,
    pub(super) fix: Value,
    pub(super) platform: Value,
    pub(super) outcome: Outcome,
}

/// A file's lines.
#[derive(Default)]
pub(super) struct File {
    pub(super) answers: Vec<Answer>,
    /// Lines that are none, and why.
    pub(super) refused: Vec<(Range<usize>, Diagnostic)>,
    /// Bytes of the line that names the columns; empty where there is none.
    pub(super) header: Range<usize>,
}

/// An answer as JSON.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    v: u64,
    id: String,
    article: String,
    fix: String,
    #[serde(default)]
    platform: String,
    outcome: String,
    day: String,
}

/// Reads the lines of a file.
pub(super) fn read(source: &Source) -> File {
    let mut file = File::default();
    let bytes = source.bytes.as_slice();
    let mut columns: Option<Vec<&str>> = None;
    let mut started = false;
    let mut next = if bytes.starts_with(b"\xEF\xBB\xBF") {
        3
    } else {
        0
    };
    while next < bytes.len() {
        let end = bytes[next..].iter().position(|byte| *byte == b'\n');
        let line = next..end.map_or(bytes.len(), |end| next + end + 1);
        next = line.end;
        let bare = bytes[line.clone()].trim_ascii_end();
        let place = line.start..line.start + bare.len();
        if bare.is_empty() {
            continue;
        }
        let refuse = |at: Range<usize>, message: String, help: &str| {
            Diagnostic::error("bad-answer", &source.name, At::Span(at), message).help(help)
        };
        let values = text(bare, place.clone()).map_err(|(at, why)| refuse(at, why, LIKE));
        let values = match values {
            Err(problem) => Err(problem),
            Ok(text) if !started && !text.starts_with('{') => {
                started = true;
                match header(text) {
                    Some(found) => {
                        columns = Some(found);
                        file.header = line;
                        continue;
                    }
                    None => {
                        // Whatever these columns mean, the rows below are not ours.
                        let message = "these are not the columns of a file of answers".to_owned();
                        let problem = refuse(
                            place,
                            message,
                            "the first line is `v,id,article,fix,platform,outcome,day`, or every line is a JSON object",
                        );
                        file.refused.push((line.start..bytes.len(), problem));
                        return file;
                    }
                }
            }
            Ok(text) => {
                started = true;
                match &columns {
                    Some(columns) => row(text, columns, line.start),
                    None => object(text, line.start),
                }
                .map_err(|(at, why)| refuse(at, why, LIKE))
            }
        };
        let answer = values.and_then(|values| {
            answer(values, line.clone()).map_err(|(at, why, help)| refuse(at, why, help))
        });
        match answer {
            Ok(answer) => file.answers.push(answer),
            Err(problem) => file.refused.push((line, problem)),
        }
    }
    file
}

const LIKE: &str = "an answer is a line as a site writes it; this one is kept beside the file";

type Wrong = (Range<usize>, String);

/// A line as text without control characters.
fn text(bytes: &[u8], place: Range<usize>) -> Result<&str, Wrong> {
    if bytes.len() > LONGEST {
        let why = format!("this line has {} bytes, more than any answer", bytes.len());
        return Err((place.start..place.start + 80, why));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let at = place.start + error.valid_up_to();
        (at..at + 1, "this line is not UTF-8".to_owned())
    })?;
    if let Some((at, c)) = text.char_indices().find(|(_, c)| c.is_control()) {
        let at = place.start + at;
        let why = format!(
            "this line holds a control character (U+{:04X})",
            u32::from(c)
        );
        return Err((at..at + c.len_utf8(), why));
    }
    Ok(text)
}

/// The columns that a first line names, if they are all there and nothing else is.
fn header(text: &str) -> Option<Vec<&'static str>> {
    let found = cells(text).ok()?;
    let key = |name: &String| KEYS.iter().find(|key| **key == name.trim()).copied();
    let columns: Vec<&str> = found.iter().filter_map(|(_, name)| key(name)).collect();
    let whole = columns.len() == found.len() && KEYS.iter().all(|key| columns.contains(key));
    (whole && columns.len() == KEYS.len()).then_some(columns)
}

type Values = BTreeMap<&'static str, Value>;

fn row(text: &str, columns: &[&'static str], start: usize) -> Result<Values, Wrong> {
    let whole = start..start + text.len();
    let found = cells(text).map_err(|(at, why)| (start + at..whole.end, why.to_owned()))?;
    if found.len() != columns.len() {
        let why = format!(
            "this row has {} cells instead of {}",
            found.len(),
            columns.len()
        );
        return Err((whole, why));
    }
    let value = |(at, value): (Range<usize>, String)| {
        (value.trim().to_owned(), start + at.start..start + at.end)
    };
    Ok(columns
        .iter()
        .copied()
        .zip(found.into_iter().map(value))
        .collect())
}

fn object(text: &str, start: usize) -> Result<Values, Wrong> {
    let whole = start..start + text.len();
    if !text.starts_with('{') {
        return Err((whole, "this line is no JSON object".to_owned()));
    }
    let line: Line = serde_json::from_str(text).map_err(|error| {
        let said = error.to_string();
        let said = said.split(" at line ").next().unwrap_or(&said).to_owned();
        let before: usize = text
            .chars()
            .take(error.column().saturating_sub(1))
            .map(char::len_utf8)
            .sum();
        let at = start + before.min(text.len());
        (
            at..whole.end.max(at),
            format!("this line is no answer: {said}"),
        )
    })?;
    let place = |key: &str, value: &str| {
        let after = text
            .find(&format!("\"{key}\""))
            .map_or(0, |at| at + key.len() + 2);
        let found = text[after..].find(value).map(|at| start + after + at);
        found.map_or(whole.clone(), |at| at..at + value.len())
    };
    let values = [
        line.v.to_string(),
        line.id,
        line.article,
        line.fix,
        line.platform,
        line.outcome,
        line.day,
    ];
    let pair = |(key, value): (&'static str, String)| {
        let at = place(key, &value);
        (key, (value, at))
    };
    Ok(KEYS.into_iter().zip(values).map(pair).collect())
}

type Refusal = (Range<usize>, String, &'static str);

/// Looks at the values themselves.
fn answer(mut values: Values, line: Range<usize>) -> Result<Answer, Refusal> {
    for (value, at) in values.values() {
        if value.starts_with(['=', '+', '-', '@']) {
            let why = format!("`{value}` begins like a formula of a spreadsheet");
            return Err((at.clone(), why, LIKE));
        }
    }
    let mut take = |key| values.remove(key).unwrap_or_default();
    let (version, at) = take("v");
    if version != "1" {
        let why = format!("`{version}` is a version that this program doesn't know");
        return Err((
            at,
            why,
            "use the Fixbook that built the site, or a later one",
        ));
    }
    let (id, at) = take("id");
    let sound = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if !(12..=64).contains(&id.len()) || !id.chars().all(sound) {
        let why = format!("`{id}` is no id of an answer");
        return Err((
            at,
            why,
            "an id has 12 to 64 letters, digits and `-`; without one, answers would count twice",
        ));
    }
    let (outcome, at) = take("outcome");
    let outcome = match outcome.as_str() {
        "worked" => Outcome::Worked,
        "failed" => Outcome::Failed,
        "wrong" => Outcome::Wrong,
        _ => {
            let why = format!("`{outcome}` is no outcome");
            return Err((at, why, "it is `worked`, `failed` or `wrong`"));
        }
    };
    let (day, at) = take("day");
    if Date::parse(&day).is_none() {
        let why = format!("`{day}` is no day of the calendar");
        return Err((at, why, "it is written as 2026-11-03"));
    }
    Ok(Answer {
        line,
        id,
        article: take("article"),
        fix: take("fix"),
        platform: take("platform"),
        outcome,
    })
}
