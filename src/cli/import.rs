//! `fixbook import`: articles from another tool, added to a knowledge base.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::time::Instant;

use serde_json::json;

use super::{args, speak};
use crate::diag::Level;
use crate::disk::{DiskFiles, Folder, open_source};
use crate::import::{self, Before, KINDS, Kind, Outcome, Plan, REPORT};
use crate::parse;
use crate::report::{Format, Sources};
use crate::source::MemoryFiles;

/// Sorts of losses that the summary names; the report has them all.
const SHOWN: usize = 8;
/// Files of one group that the summary names; the data has them all.
const NAMED: usize = 40;

/// Runs an import; gives the exit code.
pub(super) fn import(asked: &args::Import, started: Instant) -> io::Result<u8> {
    let kind: &Kind = KINDS
        .iter()
        .find(|kind| kind.name == asked.kind)
        .ok_or(io::ErrorKind::InvalidInput)?;
    let source = open_source(&asked.source, &asked.out)?;
    let folder = Folder::open(&asked.out)?;
    let before = import::before(&folder)?;
    if broken_settings(asked, &before) {
        return Ok(1);
    }
    let plan = import::plan(kind.name, (kind.read)(&source), &source, &before);
    let unread = left_out(&source, &plan);
    if plan.articles.is_empty() {
        return Err(nothing(kind, asked, &plan));
    }
    let name = asked.name.clone().unwrap_or_else(|| named(&asked.source));
    let outcome = import::write(&plan, &source, (kind.name, &name), &folder)?;
    kept(asked, &outcome);
    summary(asked, &plan, &outcome, started);
    Ok(u8::from(unread))
}

/// Says what is wrong with settings that an import could not keep to.
fn broken_settings(asked: &args::Import, before: &Before) -> bool {
    let Some(text) = &before.settings else {
        return false;
    };
    let found = parse::config(text).1;
    let broken = found.iter().any(|found| found.level == Level::Error);
    if broken {
        let shown = asked.out.display().to_string();
        let files = MemoryFiles::new([("fixbook.yaml", text.as_str())]);
        let sources = Sources::new(&files, format!("{shown}/"));
        speak::diagnostics(asked.format.into(), &found, &sources);
        speak::line("nothing was imported: mend fixbook.yaml first");
    }
    broken
}

/// Says what could not be read; whether anything was.
fn left_out(source: &DiskFiles, plan: &Plan) -> bool {
    for problem in source.problems() {
        speak::line(&format!("left out: {}", problem.message));
    }
    let unread = |file: &&import::Skipped| file.why == import::UNREAD;
    for file in plan.skipped.iter().filter(unread) {
        speak::line(&format!("left out: `{}` can't be read", file.source));
    }
    !source.problems().is_empty() || plan.skipped.iter().any(|file| unread(&file))
}

/// A source that gives no article.
fn nothing(kind: &Kind, asked: &args::Import, plan: &Plan) -> io::Error {
    let mut groups: BTreeMap<&str, usize> = BTreeMap::new();
    for file in &plan.skipped {
        *groups.entry(&file.why).or_default() += 1;
    }
    let found: Vec<String> = groups
        .iter()
        .map(|(why, count)| format!("{why} ({count})"))
        .collect();
    let found = if found.is_empty() {
        "no file".to_owned()
    } else {
        found.join(", ")
    };
    let message = format!(
        "{}: no article found, nothing was written; `{}` reads {}, and there is here: {found}",
        asked.source.display(),
        kind.name,
        kind.reads,
    );
    io::Error::new(io::ErrorKind::InvalidInput, message)
}

/// The name of a source that has been given none.
fn named(source: &Path) -> String {
    let whole = source.canonicalize().unwrap_or_else(|_| source.to_owned());
    import::source_name(&whole.to_string_lossy())
}

/// Says which files an import left alone, and why.
fn kept(asked: &args::Import, outcome: &Outcome) {
    let named = |path: &str| asked.out.join(path).display().to_string();
    let mut lines = Lines::default();
    for path in &outcome.edited {
        let behind = outcome.behind.contains(path);
        let more = if behind {
            "; its source changed since"
        } else {
            ""
        };
        lines.say(format!(
            "kept {}: somebody edited it after it was imported{more}",
            named(path)
        ));
    }
    lines.end();
    for path in &outcome.taken {
        lines.say(format!(
            "kept {}: it was there before and no import wrote it",
            named(path)
        ));
    }
    lines.end();
    for (path, from) in &outcome.foreign {
        let (kind, name) = from.split_once(':').unwrap_or((from, ""));
        lines.say(format!(
            "kept {}: it came from another source, {kind} `{name}`; rename the file in this one, or import with \
             `--name {name}` if both are one source",
            named(path)
        ));
    }
    lines.end();
    for path in &outcome.deleted {
        lines.say(format!(
            "not written {}: somebody deleted it after it was imported",
            named(path)
        ));
    }
    lines.end();
    for path in &outcome.left {
        lines.say(format!(
            "kept {}: the source does not have it any more; delete it if nobody needs it",
            named(path)
        ));
    }
    lines.end();
}

/// Lines of one sort, of which only the first ones are said.
#[derive(Default)]
struct Lines(usize);

impl Lines {
    fn say(&mut self, line: String) {
        self.0 += 1;
        if self.0 <= NAMED {
            speak::line(&line);
        }
    }

    fn end(&mut self) {
        if self.0 > NAMED {
            let more = self.0 - NAMED;
            speak::line(&format!(
                "and {more} more like that; `--format json` names all"
            ));
        }
        self.0 = 0;
    }
}

fn summary(asked: &args::Import, plan: &Plan, outcome: &Outcome, started: Instant) {
    let sorts = import::sorts(&plan.losses);
    for (what, count, files) in sorts.iter().take(SHOWN) {
        let files = speak::many(*files, "file", "files");
        speak::line(&format!("not kept: {what}, {count} in {files}"));
    }
    if sorts.len() > SHOWN {
        let more = speak::many(sorts.len() - SHOWN, "sort", "sorts");
        speak::line(&format!("not kept: {more} more"));
    }
    let seconds = started.elapsed().as_secs_f64();
    let parts = [
        speak::many(plan.articles.len(), "article", "articles"),
        speak::many(plan.copies(), "image or file", "images and files"),
        format!(
            "{} not imported",
            speak::many(plan.skipped.len(), "file", "files")
        ),
        format!("{} written", outcome.written.len()),
        format!("{} unchanged", outcome.unchanged),
    ];
    let report = asked.out.join(REPORT);
    speak::line(&format!(
        "{} in {seconds:.2} s; what was lost: {}",
        parts.join(", "),
        report.display()
    ));
    if Format::from(asked.format) == Format::Json {
        let lost: Vec<_> = sorts
            .iter()
            .map(|(what, count, files)| json!({ "what": what, "count": count, "files": files }))
            .collect();
        let foreign: Vec<_> = outcome
            .foreign
            .iter()
            .map(|(path, from)| json!({ "path": path, "source": from }))
            .collect();
        speak::data(&json!({
            "type": "import", "articles": plan.articles.len(), "copies": plan.copies(), "skipped": plan.skipped.len(),
            "written": outcome.written, "unchanged": outcome.unchanged, "edited": outcome.edited, "taken": outcome.taken,
            "behind": outcome.behind, "other_source": foreign, "deleted": outcome.deleted,
            "left": outcome.left, "lost": lost, "seconds": seconds,
        }));
    }
}
