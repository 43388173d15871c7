//! From arguments to an exit code.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use super::args::{self, Command, Common};
use super::{feedback, find, import, progress, speak};
use crate::diag::{self, Level};
use crate::disk::{self, DiskFiles};
use crate::output::{NoSink, Sink};
use crate::pipeline::{self, Options, Report, SETTINGS};
use crate::report::{Format, Sources};
use crate::source::Files;

pub(super) const CLEAN: u8 = 0;
pub(super) const ERRORS: u8 = 1;
const FAILED: u8 = 2;

/// Runs the command; gives its exit code.
pub fn run() -> ExitCode {
    let started = Instant::now();
    let command = args::read().command;
    let (format, done) = match &command {
        Command::Build(build) => (build.common.format, self::build(build, started)),
        Command::Check(asked) => {
            let done = match &asked.structure {
                Some(article) => structure(&asked.common, article),
                None => check(&asked.common, started),
            };
            (asked.common.format, done)
        }
        Command::Import(asked) => (asked.format, import::import(asked, started)),
        Command::Find(find) if find.json => (args::Form::Json, find::run(find)),
        Command::Find(find) => (args::Form::Human, find::run(find)),
        Command::Feedback(args::Feedback::Import(import)) => {
            (import.format, feedback::import(import))
        }
    };
    ExitCode::from(done.unwrap_or_else(|error| {
        speak::failure(format.into(), &error.to_string());
        FAILED
    }))
}

fn build(asked: &args::Build, started: Instant) -> io::Result<u8> {
    let common = &asked.common;
    let kb = kb(common.kb.as_deref())?;
    let files = DiskFiles::open(&kb, Some(&asked.out))?;
    let options = options(common);
    let (report, published) = disk::publish(&files, &asked.out, |sink| {
        let report = work(&files, &options, sink, started)?;
        let wanted = !report.failed();
        Ok((report, wanted))
    })?;
    let index = asked.out.join("index.html");
    let format = Format::from(common.format);
    speak::problems(format, &report, &sources(&files, &kb));
    if let Some(published) = &published {
        speak::kept(published, &asked.out);
    }
    speak::summary(format, &report, Some(&index), started);
    if report.failed() {
        return Ok(ERRORS);
    }
    if asked.open
        && let Err(error) = index.canonicalize().and_then(open::that_detached)
    {
        speak::line(&format!("the browser could not be opened: {error}"));
    }
    Ok(CLEAN)
}

fn check(common: &Common, started: Instant) -> io::Result<u8> {
    let kb = kb(common.kb.as_deref())?;
    let files = DiskFiles::open(&kb, None)?;
    let report = work(&files, &options(common), &NoSink, started)?;
    let format = Format::from(common.format);
    speak::problems(format, &report, &sources(&files, &kb));
    speak::summary(format, &report, None, started);
    Ok(if report.failed() { ERRORS } else { CLEAN })
}

/// Shows what the headings of one article are understood to be.
fn structure(common: &Common, article: &Path) -> io::Result<u8> {
    let kb = kb(common.kb.as_deref())?;
    let files = DiskFiles::open(&kb, None)?;
    let path = inside(&files, &kb, article)?;
    let (found, problems) = pipeline::structure(&files, &path)?;
    let format = Format::from(common.format);
    let failed = problems.iter().any(|problem| problem.level == Level::Error);
    let report = Report {
        diagnostics: problems,
        ..Report::default()
    };
    speak::problems(format, &report, &sources(&files, &kb));
    if let Some((article, record, text)) = found {
        speak::structure(format, &article, &record, &text);
    }
    Ok(if failed { ERRORS } else { CLEAN })
}

/// The path inside the knowledge base of a file that is named from here, from its root or by its end.
fn inside(files: &DiskFiles, kb: &Path, article: &Path) -> io::Result<String> {
    let from_here = article.canonicalize().ok();
    let below = from_here
        .zip(kb.canonicalize().ok())
        .and_then(|(file, kb)| {
            let below = file.strip_prefix(kb).ok()?;
            Some(below.to_string_lossy().replace('\\', "/"))
        });
    let written = article.to_string_lossy().replace('\\', "/");
    let paths = || files.list().iter().map(|entry| &entry.path);
    let end = format!("/{}", written.trim_start_matches("./"));
    below
        .filter(|below| files.contains(below))
        .or_else(|| files.contains(&written).then(|| written.clone()))
        .or_else(|| paths().find(|path| path.ends_with(&end)).cloned())
        .or_else(|| {
            paths()
                .find(|path| path.ends_with(&format!("{end}.md")))
                .cloned()
        })
        .ok_or_else(|| {
            let message = format!("{written}: no such article in {}", kb.display());
            io::Error::new(io::ErrorKind::NotFound, message)
        })
}

/// The build, and what the listing of the folder found.
fn work(
    files: &DiskFiles,
    options: &Options,
    sink: &dyn Sink,
    started: Instant,
) -> io::Result<Report> {
    let mut report =
        progress::with_progress(started, sink, |sink| pipeline::build(files, options, sink))?;
    for problem in files.problems() {
        let mut problem = problem.clone();
        if options.strict {
            problem.level = Level::Error;
        }
        report.diagnostics.push(problem);
    }
    diag::sort(&mut report.diagnostics);
    Ok(report)
}

fn options(common: &Common) -> Options {
    Options {
        drafts: common.drafts,
        strict: common.strict,
        base_url: common.base_url.clone(),
        jobs: common.jobs.map_or(0, usize::from),
    }
}

/// The folder to build.
pub(super) fn kb(named: Option<&Path>) -> io::Result<PathBuf> {
    let Some(kb) = named else {
        let named = |folder: &str| Path::new(folder).join(SETTINGS).is_file();
        return match (named("."), Path::new("content").is_dir()) {
            (true, _) => Ok(PathBuf::from(".")),
            (false, true) => Ok(PathBuf::from("content")),
            (false, false) => {
                let message = "no knowledge base here: neither `fixbook.yaml` nor a folder `content`; \
                               name the folder that holds `fixbook.yaml`";
                Err(io::Error::new(io::ErrorKind::NotFound, message))
            }
        };
    };
    if kb.is_file() {
        let message = format!(
            "{}: is a file; name the folder that holds `{SETTINGS}`",
            kb.display()
        );
        return Err(io::Error::new(io::ErrorKind::NotADirectory, message));
    }
    Ok(kb.to_owned())
}

/// Paths in reports start at the folder the command was run in, so that a terminal can open them.
pub(super) fn sources<'a>(files: &'a DiskFiles, kb: &Path) -> Sources<'a> {
    let prefix = kb.to_string_lossy().replace('\\', "/");
    let prefix = match prefix.trim_end_matches('/') {
        "." => String::new(),
        prefix => format!("{prefix}/"),
    };
    Sources::new(files, prefix)
}
