//! A whole site from one string: `-- path --` before each file.
#![allow(dead_code, clippy::panic)]

use std::collections::BTreeMap;

use fixbook::diag::{At, Diagnostic};
use fixbook::output::{Content, MemorySink};
use fixbook::pipeline::{Options, Report, build};
use fixbook::source::{Files, MemoryFiles};

/// A built site.
pub struct Site {
    /// The knowledge base it was built from.
    pub files: MemoryFiles,
    /// What the build says.
    pub report: Report,
    /// Text files by path; copied files as `copy of PATH`.
    pub pages: BTreeMap<String, String>,
}

/// Splits `-- path --` headers; a text before the first header is refused.
pub fn files(text: &str) -> MemoryFiles {
    let mut files: Vec<(String, String)> = Vec::new();
    for line in text.trim_start_matches('\n').split_inclusive('\n') {
        let path = line
            .trim_end()
            .strip_prefix("-- ")
            .and_then(|rest| rest.strip_suffix(" --"));
        match path {
            Some(path) => files.push((path.to_owned(), String::new())),
            None => files
                .last_mut()
                .expect("a text starts with `-- path --`")
                .1
                .push_str(line),
        }
    }
    MemoryFiles::new(files)
}

/// Builds a knowledge base written as one string.
pub fn site(text: &str) -> Site {
    site_with(
        text,
        &Options {
            jobs: 2,
            ..Options::default()
        },
    )
}

/// The same with options.
pub fn site_with(text: &str, options: &Options) -> Site {
    let files = files(text);
    let sink = MemorySink::default();
    let report = build(&files, options, &sink).expect("memory does not fail");
    let pages = sink.into_files().into_iter();
    let pages = pages.map(|(path, content)| match content {
        Content::Bytes(bytes) => (path, String::from_utf8_lossy(&bytes).into_owned()),
        Content::Copy(from) => (path, format!("copy of {from}")),
    });
    Site {
        pages: pages.collect(),
        files,
        report,
    }
}

impl Site {
    /// Each diagnostic as `code file: the text it points at`.
    pub fn found(&self) -> Vec<String> {
        self.report
            .diagnostics
            .iter()
            .map(|d| self.line(d))
            .collect()
    }

    fn line(&self, diagnostic: &Diagnostic) -> String {
        let label = &diagnostic.labels[0];
        let text = match &label.at {
            At::Span(span) => {
                let bytes = self.files.read(&label.file).unwrap_or_default();
                String::from_utf8_lossy(&bytes[span.clone()])
                    .trim()
                    .to_owned()
            }
            At::File => "(file)".to_owned(),
            other => format!("{other:?}"),
        };
        format!(
            "{} {}: {}",
            diagnostic.code,
            label.file,
            text.lines().next().unwrap_or_default()
        )
    }

    /// The page at a path.
    pub fn page(&self, path: &str) -> &str {
        let known: Vec<&String> = self.pages.keys().collect();
        self.pages
            .get(path)
            .unwrap_or_else(|| panic!("no page {path}: {known:?}; {:#?}", self.report))
    }
}
