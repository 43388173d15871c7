//! The build: files in, files and diagnostics out.
//!
//! In: [`Files`], [`Options`], a [`Sink`]. Out: [`Report`]. Read and parse each file, assemble, link,
//! check; when nothing is wrong, load the theme and emit. Every phase that can run reports what it
//! finds before the build stops, so that one run tells a writer everything.

mod group;
mod jobs;

use std::io;

use crate::book::{self, Book};
use crate::check;
use crate::config::{Config, Content};
use crate::diag::{self, At, Diagnostic, Level, nearest};
use crate::emit;
use crate::find::trial;
use crate::html::{Scan, scan};
use crate::link;
use crate::model::Audience;
use crate::output::{Keep, Sink};
use crate::parse::{self, ParsedArticle, ParsedCount, ParsedSharedFix, SearchTest};
use crate::source::Files;
use crate::structure::{self, Record};
use crate::theme;

pub use jobs::Jobs;

/// Name of the settings file.
pub const SETTINGS: &str = "fixbook.yaml";
/// The largest file that is read as text; a longer one is a mistake or an attack.
const LONGEST: u64 = 4 * 1024 * 1024;

/// How to build.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Publish work in progress too.
    pub drafts: bool,
    /// Warnings stop the build as errors do.
    pub strict: bool,
    /// Address of the site instead of the one in the settings.
    pub base_url: Option<String>,
    /// Number of threads; zero for as many as the machine has.
    pub jobs: usize,
}

/// What a build did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Everything found, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
    /// Number of published articles.
    pub articles: usize,
    /// Number of shared fixes.
    pub fixes: usize,
    /// Number of pages written; zero where the build stopped.
    pub pages: usize,
}

impl Report {
    /// Number of diagnostics at a level.
    pub fn count(&self, level: Level) -> usize {
        self.diagnostics.iter().filter(|d| d.level == level).count()
    }

    /// Whether something keeps the site from being published.
    pub fn failed(&self) -> bool {
        self.count(Level::Error) > 0
    }
}

enum Parsed {
    Article(Scan, Box<ParsedArticle>),
    Fix(Scan, Box<ParsedSharedFix>),
    Nothing,
}

/// Builds a site.
///
/// # Errors
/// When a file that is listed can't be read, when the sink can't keep a file, or when the machine
/// gives no threads.
pub fn build(files: &dyn Files, options: &Options, sink: &dyn Sink) -> io::Result<Report> {
    let jobs = Jobs::new(options.jobs)?;
    let mut found = Vec::new();
    let mut content = Content::default();
    let (report, done) = jobs.run(|| run(files, options, sink, &jobs, &mut found, &mut content));
    done?;
    if options.strict {
        for diagnostic in found.iter_mut().filter(|d| d.level == Level::Warning) {
            diagnostic.level = Level::Error;
        }
    }
    parse::locate(&mut found, files);
    diag::sort(&mut found);
    if content.lenient {
        found = group::group(found, &content, options.strict);
        diag::sort(&mut found);
    }
    Ok(Report {
        diagnostics: found,
        ..report
    })
}

/// An article with the structure of its headings, the record of them, and the text of its file.
pub type Structured = (ParsedArticle, Record, String);

/// Reads one article as a build does.
///
/// # Errors
/// When a file that is listed can't be read.
pub fn structure(
    files: &dyn Files,
    path: &str,
) -> io::Result<(Option<Structured>, Vec<Diagnostic>)> {
    let mut found = Vec::new();
    let plain = Content::default();
    let settings = match files.contains(SETTINGS) {
        true => text(files, SETTINGS, &plain, &mut found)?,
        false => None,
    };
    let (config, problems) = parse::config(&settings.unwrap_or_default());
    found.extend(problems);
    let mut structured = None;
    if let Some(text) = text(files, path, &config.content, &mut found)? {
        let (article, problems) = parse_article(path, &text, &config);
        found.extend(problems);
        if let Some(mut article) = article {
            let read = structure::read(&mut article, &config);
            found.extend(read.problems);
            structured = Some((article, read.record, text));
        }
    }
    parse::locate(&mut found, files);
    diag::sort(&mut found);
    Ok((structured, found))
}

fn run(
    files: &dyn Files,
    options: &Options,
    sink: &dyn Sink,
    jobs: &Jobs,
    found: &mut Vec<Diagnostic>,
    content: &mut Content,
) -> (Report, io::Result<()>) {
    let mut report = Report::default();
    let done = (|| {
        let Some((book, theme)) = load(files, options, false, jobs, found, content)? else {
            return Ok(());
        };
        let tests = search_tests(files, content, found)?;
        report.articles = book.articles.len();
        report.fixes = book.fixes.len();
        let graph = link::link(&book);
        found.extend(check::check(&book, &graph, files));
        if content.lenient && !options.strict {
            group::soften(found, content);
        }
        if stops(found, options) {
            return Ok(());
        }
        let par = |count: usize, work: &(dyn Fn(usize) + Sync)| jobs.each(count, work);
        let keep = Keep::new(sink, if tests.is_empty() { &[] } else { &["search/"] });
        let (written, problems) = emit::emit(&book, &graph, &theme, files, &keep, &par)?;
        found.extend(problems);
        if !tests.is_empty() {
            let index = keep.into_texts();
            found.extend(trial::trial(&book, &tests, &|path| {
                index.get(path).cloned()
            }));
        }
        report.pages = written.pages;
        Ok(())
    })();
    (report, done)
}

/// A knowledge base as it is read, with nothing left out: drafts and internal articles are in it.
pub struct Reading {
    /// The articles and fixes; none without settings.
    pub book: Option<Book>,
    /// The rows of the table of readers' answers.
    pub counts: Vec<ParsedCount>,
    /// Everything found, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a knowledge base and builds nothing.
///
/// # Errors
/// As [`build`].
pub fn read(files: &dyn Files) -> io::Result<Reading> {
    let jobs = Jobs::new(0)?;
    let (mut found, mut content) = (Vec::new(), Content::default());
    let options = Options {
        drafts: true,
        ..Options::default()
    };
    let loaded = jobs.run(|| load(files, &options, true, &jobs, &mut found, &mut content))?;
    let counts = counts(files, &content, &mut Vec::new())?;
    if content.lenient {
        group::soften(&mut found, &content);
    }
    parse::locate(&mut found, files);
    diag::sort(&mut found);
    Ok(Reading {
        book: loaded.map(|(book, _)| book),
        counts,
        diagnostics: found,
    })
}

fn stops(found: &[Diagnostic], options: &Options) -> bool {
    let stops = |level| level == Level::Error || options.strict && level == Level::Warning;
    found.iter().any(|d| stops(d.level))
}

/// Reads everything into a book and a theme; nothing where there are no settings to read it by.
fn load(
    files: &dyn Files,
    options: &Options,
    internal: bool,
    jobs: &Jobs,
    found: &mut Vec<Diagnostic>,
    content: &mut Content,
) -> io::Result<Option<(Book, theme::Theme)>> {
    let settings = if files.contains(SETTINGS) {
        text(files, SETTINGS, content, found)?
    } else {
        let message = "this folder has no `fixbook.yaml`, so it is not a knowledge base";
        let help = "run this in the folder that holds `fixbook.yaml`, or make one: `title: My help site` is enough";
        found.push(Diagnostic::error("no-settings", SETTINGS, At::File, message).help(help));
        None
    };
    // Without settings the articles are looked at all the same: their mistakes are worth knowing.
    let (mut config, problems) = parse::config(settings.as_deref().unwrap_or_default());
    found.extend(problems);
    *content = config.content.clone();
    let paths: Vec<&str> = files
        .list()
        .iter()
        .map(|entry| entry.path.as_str())
        .filter(|path| content.is_article(path) || Content::is_fix(path))
        .collect();
    let parsed = jobs.map(paths.len(), |i| parse_one(files, paths[i], &config));
    let (mut articles, mut fixes) = (Vec::new(), Vec::new());
    for parsed in parsed {
        let (parsed, problems) = parsed?;
        found.extend(problems);
        match parsed {
            Parsed::Article(scan, article) => articles.push((scan, *article)),
            Parsed::Fix(scan, fix) => fixes.push((scan, *fix)),
            Parsed::Nothing => {}
        }
    }
    if !content.lenient {
        found.extend(misplaced(files));
    }
    if settings.is_none() {
        return Ok(None);
    }
    if let Some(base_url) = &options.base_url {
        config.base_url = Some(format!("{}/", base_url.trim_end_matches('/')));
    }
    if internal {
        config.audience = Audience::Internal;
    }
    let (theme, problems) = theme::load(files, &config);
    found.extend(problems);
    let drafts = book::Options {
        drafts: options.drafts,
    };
    let counts = counts(files, content, found)?;
    let (book, problems) = book::assemble_scanned(config, articles, fixes, &counts, drafts, files);
    found.extend(problems);
    Ok(Some((book, theme)))
}

/// The questions that the site must answer.
fn search_tests(
    files: &dyn Files,
    content: &Content,
    found: &mut Vec<Diagnostic>,
) -> io::Result<Vec<SearchTest>> {
    if !files.contains(trial::FILE) {
        return Ok(Vec::new());
    }
    let Some(text) = text(files, trial::FILE, content, found)? else {
        return Ok(Vec::new());
    };
    let (tests, problems) = parse::search_tests(trial::FILE, &text);
    found.extend(problems);
    Ok(tests)
}

/// What readers said about fixes, where somebody collected it.
fn counts(
    files: &dyn Files,
    content: &Content,
    found: &mut Vec<Diagnostic>,
) -> io::Result<Vec<ParsedCount>> {
    if !files.contains(book::TABLE) {
        return Ok(Vec::new());
    }
    let text = text(files, book::TABLE, content, found)?;
    let (rows, problems) = parse::feedback(book::TABLE, &text.unwrap_or_default());
    found.extend(problems);
    Ok(rows)
}

fn parse_one(
    files: &dyn Files,
    path: &str,
    config: &Config,
) -> io::Result<(Parsed, Vec<Diagnostic>)> {
    let mut found = Vec::new();
    let content = &config.content;
    if content.lenient
        && let Some(what) = content.housekeeping(path)
    {
        let message = format!("`{path}` is {what}, so it is not published");
        let help = "rename it if it is an article, or leave it out by `content.leave_out`";
        found.push(Diagnostic::note("not-an-article", path, At::File, message).help(help));
        return Ok((Parsed::Nothing, found));
    }
    let Some(text) = text(files, path, content, &mut found)? else {
        return Ok((Parsed::Nothing, found));
    };
    let parsed = if content.is_article(path) {
        let (article, problems) = parse_article(path, &text, config);
        found.extend(problems);
        article.map(|mut article| {
            let read = structure::read(&mut article, config);
            found.extend(read.problems);
            Parsed::Article(read.scan, Box::new(article))
        })
    } else {
        let (fix, problems) = parse::fix(path, &text);
        found.extend(problems);
        fix.map(|f| Parsed::Fix(scan(&f.body), Box::new(f)))
    };
    Ok((parsed.unwrap_or(Parsed::Nothing), found))
}

fn parse_article(
    path: &str,
    text: &str,
    config: &Config,
) -> (Option<ParsedArticle>, Vec<Diagnostic>) {
    if config.content.lenient {
        parse::foreign_article(path, text, config)
    } else {
        parse::article(path, text)
    }
}

/// A file as text, or a diagnostic that says where it is not.
fn text(
    files: &dyn Files,
    path: &str,
    content: &Content,
    found: &mut Vec<Diagnostic>,
) -> io::Result<Option<String>> {
    let listed = files.list();
    let entry = listed
        .binary_search_by(|entry| entry.path.as_str().cmp(path))
        .ok();
    if let Some(entry) = entry
        .map(|i| &listed[i])
        .filter(|entry| entry.len > LONGEST)
    {
        let message = format!(
            "this file has {} bytes, more than the {LONGEST} that a text may have",
            entry.len
        );
        let help = "split it into several articles";
        found.push(Diagnostic::error("too-long", path, At::File, message).help(help));
        return Ok(None);
    }
    let bytes = files
        .read(path)
        .map_err(|error| io::Error::new(error.kind(), format!("{path}: {error}")))?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Some(text)),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let message = format!("this file is not UTF-8: byte {at} starts no character");
            let help = "save the file as UTF-8 in your editor";
            found.push(
                Diagnostic::error("not-utf8", path, At::Span(at..at + 1), message).help(help),
            );
            let lenient = content.lenient && content.is_article(path);
            Ok(lenient.then(|| String::from_utf8_lossy(error.as_bytes()).into_owned()))
        }
    }
}

/// Folders with a name close to one that Fixbook reads, and nothing else to say for themselves.
fn misplaced(files: &dyn Files) -> Vec<Diagnostic> {
    const FOLDERS: &[&str] = &["articles", "fixes", "static"];
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut last = "";
    for entry in files.list() {
        let Some((folder, _)) = entry.path.split_once('/') else {
            continue;
        };
        if folder == last {
            continue;
        }
        last = folder;
        let near = nearest(folder, FOLDERS.iter().copied());
        if let Some(near) = near.filter(|near| *near != folder && !folder.starts_with('.')) {
            let present = files
                .list()
                .iter()
                .any(|e| e.path.starts_with(&format!("{near}/")));
            if !present {
                let message = format!("the folder `{folder}` is not read");
                found.push(
                    Diagnostic::warning("unread-folder", &entry.path, At::File, message)
                        .help(format!("did you mean `{near}`?")),
                );
            }
        }
    }
    found
}
