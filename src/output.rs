//! What a build writes.
//!
//! In: finished files of any phase. Out: [`Output`] values handed to a [`Sink`] as soon as they
//! exist, so that memory does not grow with the size of the site.

use std::collections::BTreeMap;
use std::io;
use std::sync::Mutex;

/// One file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// Path inside the output folder: relative, `/` between parts, no `.` or `..`.
    pub path: String,
    /// What the file holds.
    pub content: Content,
}

/// What a file of the site holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// These bytes.
    Bytes(Vec<u8>),
    /// The bytes of this file of the knowledge base, unchanged.
    Copy(String),
}

impl Output {
    /// A file of text.
    pub fn text(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            content: Content::Bytes(text.into().into_bytes()),
        }
    }
}

/// Takes the files of a site, from many threads at once.
pub trait Sink: Sync {
    /// Takes one file. Each path comes once.
    ///
    /// # Errors
    /// When the file cannot be kept; the build stops then.
    fn put(&self, output: Output) -> io::Result<()>;
}

/// Keeps nothing: for `check`.
#[derive(Debug, Default)]
pub struct NoSink;

impl Sink for NoSink {
    fn put(&self, _: Output) -> io::Result<()> {
        Ok(())
    }
}

/// Keeps everything in memory: for tests.
#[derive(Debug, Default)]
pub struct MemorySink(Mutex<BTreeMap<String, Content>>);

impl MemorySink {
    /// The files taken so far, by path.
    pub fn into_files(self) -> BTreeMap<String, Content> {
        self.0
            .into_inner()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Sink for MemorySink {
    fn put(&self, output: Output) -> io::Result<()> {
        let mut files = self
            .0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        files.insert(output.path, output.content);
        Ok(())
    }
}

/// Hands everything on, and keeps the texts below some folders: the part of a site that answers questions.
pub struct Keep<'a> {
    sink: &'a dyn Sink,
    folders: &'a [&'a str],
    kept: Mutex<BTreeMap<String, String>>,
}

impl<'a> Keep<'a> {
    /// Keeps texts whose paths begin with one of `folders`, and hands them on too.
    pub fn new(sink: &'a dyn Sink, folders: &'a [&'a str]) -> Self {
        Self {
            sink,
            folders,
            kept: Mutex::default(),
        }
    }

    /// What was kept, by path.
    pub fn into_texts(self) -> BTreeMap<String, String> {
        self.kept
            .into_inner()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Sink for Keep<'_> {
    fn put(&self, output: Output) -> io::Result<()> {
        if let Content::Bytes(bytes) = &output.content
            && self.folders.iter().any(|f| output.path.starts_with(f))
        {
            let text = String::from_utf8_lossy(bytes).into_owned();
            let mut kept = self
                .kept
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner);
            kept.insert(output.path.clone(), text);
        }
        self.sink.put(output)
    }
}
