//! `fixbook import`: articles from another tool, added to a knowledge base.

use std::io;
use std::time::Instant;

use serde_json::json;

use super::{args, speak};
use crate::disk::{Folder, open_source};
use crate::import::{self, KINDS, Kind, Outcome, Plan, REPORT};
use crate::report::Format;

/// Sorts of losses that the summary names; the report has them all.
const SHOWN: usize = 8;

/// Runs an import; gives the exit code.
pub(super) fn import(asked: &args::Import, started: Instant) -> io::Result<u8> {
    let kind: &Kind = KINDS
        .iter()
        .find(|kind| kind.name == asked.kind)
        .ok_or(io::ErrorKind::InvalidInput)?;
    let source = open_source(&asked.source, &asked.out)?;
    let folder = Folder::open(&asked.out)?;
    let (plan, outcome) = import::run(kind, &source, &folder)?;
    for problem in source.problems() {
        speak::line(&format!("left out: {}", problem.message));
    }
    summary(asked, &plan, &outcome, started);
    Ok(0)
}

fn summary(asked: &args::Import, plan: &Plan, outcome: &Outcome, started: Instant) {
    let named = |path: &String| asked.out.join(path).display().to_string();
    for path in &outcome.edited {
        speak::line(&format!(
            "kept {}: somebody edited it after it was imported",
            named(path)
        ));
    }
    for path in &outcome.taken {
        speak::line(&format!(
            "kept {}: it was there before and no import wrote it",
            named(path)
        ));
    }
    if !outcome.left.is_empty() {
        let files = speak::many(outcome.left.len(), "file", "files");
        speak::line(&format!(
            "{files} of earlier imports are not in this source; they stay"
        ));
    }
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
        speak::data(&json!({
            "type": "import", "articles": plan.articles.len(), "copies": plan.copies(), "skipped": plan.skipped.len(),
            "written": outcome.written, "unchanged": outcome.unchanged, "edited": outcome.edited, "taken": outcome.taken,
            "left": outcome.left, "lost": lost, "seconds": seconds,
        }));
    }
}
