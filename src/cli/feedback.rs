//! `fixbook feedback import`: readers' answers into the table of counts.
//!
//! In: files and a knowledge base. Out: `data/feedback.csv` and the ids beside it, both or neither; refused lines
//! beside their files, written before anything is counted, so that no line is ever nowhere.

use std::io;
use std::path::Path;

use super::args::FeedbackImport;
use super::{run, speak};
use crate::diag::{self, Level};
use crate::disk::{self, Answers, DiskFiles};
use crate::feedback::{self, Source};
use crate::pipeline;
use crate::report::{Format, Sources};
use crate::source::MemoryFiles;

/// At most this many refused lines are shown; all are kept.
const SHOWN: usize = 100;

/// Imports files of answers; gives the exit code.
pub(super) fn import(asked: &FeedbackImport) -> io::Result<u8> {
    let kb = run::kb(asked.kb.as_deref())?;
    let format = Format::from(asked.format);
    let answers = Answers::open(&kb)?;
    let files = DiskFiles::open(&kb, None)?;
    let reading = pipeline::read(&files)?;
    let errors = reading.diagnostics.into_iter();
    let errors: Vec<_> = errors.filter(|d| d.level == Level::Error).collect();
    let book = reading.book.filter(|_| errors.is_empty());
    let Some(book) = book else {
        speak::diagnostics(format, &errors, &run::sources(&files, &kb));
        speak::line(
            "nothing was imported: mend the knowledge base first, so that every answer finds its fix",
        );
        return Ok(run::ERRORS);
    };
    let mut sources = Vec::new();
    for path in &asked.files {
        sources.push(Source {
            name: name(path),
            bytes: disk::read_answers(path)?,
        });
    }
    let mut done = feedback::import(&book, &reading.counts, &answers.seen()?, &sources);
    let mut kept = Vec::new();
    for refused in &done.refused {
        let path = disk::keep_refused(&asked.files[refused.source], &refused.bytes)?;
        kept.push((refused.lines, path));
    }
    if done.taken > 0 {
        answers.save(&done.table, &done.seen)?;
    }
    diag::sort(&mut done.diagnostics);
    let shown = MemoryFiles::new(sources.into_iter().map(|s| (s.name, s.bytes)));
    let more = done.diagnostics.len().saturating_sub(SHOWN);
    done.diagnostics.truncate(SHOWN);
    speak::diagnostics(format, &done.diagnostics, &Sources::new(&shown, ""));
    if more > 0 {
        speak::line(&format!("and {more} more refused lines, not shown"));
    }
    speak::imported(format, done.taken, done.repeated, &kept);
    Ok(match kept.is_empty() {
        true => run::CLEAN,
        false => run::ERRORS,
    })
}

fn name(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
