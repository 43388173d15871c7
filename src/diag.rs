//! What is wrong with a knowledge base, and the way out.
//!
//! In: facts found by any phase. Out: [`Diagnostic`] values, plain data: a code, a message, labels
//! that point into the writer's own files, and a help line. Lines and columns exist only in the
//! reporters (`report`); a place inside YAML may be named by its key path and is turned into bytes
//! by `parse::locate`, so that a clean build never computes positions.

use std::ops::Range;

/// How bad a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The site is not published.
    Error,
    /// Published, but a reader or writer loses something. An error under `--strict`.
    Warning,
    /// Worth knowing, and as it should be.
    Note,
}

/// A place in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum At {
    /// Bytes of the file, end exclusive.
    Span(Range<usize>),
    /// The key at this path of the file's YAML, for example `fixes[2].use`.
    Key(String),
    /// The value at this path of the file's YAML.
    Value(String),
    /// The file as a whole.
    File,
}

impl At {
    /// Whole files first, then spans by their bytes, then places that are not located yet.
    fn sort_key(&self) -> (u8, usize, usize, &str) {
        match self {
            Self::File => (0, 0, 0, ""),
            Self::Span(span) => (1, span.start, span.end, ""),
            Self::Key(path) => (2, 0, 0, path),
            Self::Value(path) => (3, 0, 0, path),
        }
    }
}

/// A place with a remark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Path inside the knowledge base.
    pub file: String,
    /// Where in the file.
    pub at: At,
    /// What stands there; may be empty.
    pub text: String,
}

/// One problem, with its place and a way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable name, for example `unknown-product`; documented in `src/README.md`.
    pub code: &'static str,
    /// How bad it is.
    pub level: Level,
    /// What is wrong, in one sentence without a final stop.
    pub message: String,
    /// The first label is the place of the problem, the others are related places.
    pub labels: Vec<Label>,
    /// What to do about it.
    pub help: String,
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(code: &'static str, file: &str, at: At, message: impl Into<String>) -> Self {
        Self::new(Level::Error, code, file, at, message.into())
    }

    /// A warning at a place.
    pub fn warning(code: &'static str, file: &str, at: At, message: impl Into<String>) -> Self {
        Self::new(Level::Warning, code, file, at, message.into())
    }

    /// A note at a place.
    pub fn note(code: &'static str, file: &str, at: At, message: impl Into<String>) -> Self {
        Self::new(Level::Note, code, file, at, message.into())
    }

    fn new(level: Level, code: &'static str, file: &str, at: At, message: String) -> Self {
        let label = Label {
            file: file.to_owned(),
            at,
            text: String::new(),
        };
        Self {
            code,
            level,
            message,
            labels: vec![label],
            help: String::new(),
        }
    }

    /// The same with a help line.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// The same with a remark at the place of the problem.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.labels[0].text = text.into();
        self
    }

    /// The same with another place that matters.
    #[must_use]
    pub fn also(mut self, file: &str, at: At, text: impl Into<String>) -> Self {
        self.labels.push(Label {
            file: file.to_owned(),
            at,
            text: text.into(),
        });
        self
    }
}

/// Sorts by file, place, code and message, and drops exact repeats, so that the order does not
/// depend on the number of threads.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| {
        let places = |d: &Diagnostic| -> Vec<(String, (u8, usize, usize, String))> {
            let place = |label: &Label| {
                let (kind, start, end, path) = label.at.sort_key();
                (label.file.clone(), (kind, start, end, path.to_owned()))
            };
            d.labels.iter().map(place).collect()
        };
        places(a)
            .cmp(&places(b))
            .then_with(|| (a.code, &a.message, a.level).cmp(&(b.code, &b.message, b.level)))
    });
    diagnostics.dedup();
}

/// The candidate nearest to `word`, for "did you mean", or none that is near enough.
///
/// Nearness is Jaro-Winkler similarity of at least 0.8 over lower-cased text, or one word being the start
/// of the other; ties go to the earlier candidate.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let mut best: Option<(f64, &str)> = None;
    for candidate in candidates {
        let other = candidate.to_lowercase();
        let mut score = strsim::jaro_winkler(&word, &other);
        if word.len() >= 3
            && other.len() >= 3
            && (word.starts_with(&other) || other.starts_with(&word))
        {
            score = score.max(0.9);
        }
        if score >= 0.8 && best.is_none_or(|(top, _)| score > top) {
            best = Some((score, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}
