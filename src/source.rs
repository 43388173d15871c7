//! Where a build reads from.
//!
//! In: nothing. Out: the [`Files`] trait, by which every phase reads a knowledge base, and
//! [`MemoryFiles`], a knowledge base held in memory. The folder on disk is another implementation,
//! in `disk`, so that nothing above it opens a file.

use std::collections::BTreeMap;
use std::io;

/// One file of a knowledge base.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Path inside the knowledge base: relative, `/` between parts, no `.` or `..`.
    pub path: String,
    /// Length in bytes when the folder was listed.
    pub len: u64,
}

/// Read access to the files of one knowledge base.
pub trait Files: Sync {
    /// All files, sorted by path, each path once.
    fn list(&self) -> &[Entry];

    /// The whole content of a listed file.
    ///
    /// # Errors
    /// Any error of the file system; `NotFound` for a path that [`Files::list`] does not hold.
    fn read(&self, path: &str) -> io::Result<Vec<u8>>;

    /// The first bytes of a listed file, at most `limit`; enough to know an image's size.
    ///
    /// # Errors
    /// As [`Files::read`].
    fn read_head(&self, path: &str, limit: usize) -> io::Result<Vec<u8>> {
        let mut bytes = self.read(path)?;
        bytes.truncate(limit);
        Ok(bytes)
    }

    /// Whether the knowledge base holds this file.
    fn contains(&self, path: &str) -> bool {
        self.list()
            .binary_search_by(|entry| entry.path.as_str().cmp(path))
            .is_ok()
    }
}

/// A knowledge base in memory.
#[derive(Debug, Default, Clone)]
pub struct MemoryFiles {
    entries: Vec<Entry>,
    contents: BTreeMap<String, Vec<u8>>,
}

impl MemoryFiles {
    /// A knowledge base of these files; of two with one path the later wins.
    pub fn new<P: Into<String>, C: Into<Vec<u8>>>(files: impl IntoIterator<Item = (P, C)>) -> Self {
        let contents: BTreeMap<String, Vec<u8>> = files
            .into_iter()
            .map(|(path, content)| (path.into(), content.into()))
            .collect();
        let entries = contents
            .iter()
            .map(|(path, content)| Entry {
                path: path.clone(),
                len: content.len() as u64,
            })
            .collect();
        Self { entries, contents }
    }
}

impl Files for MemoryFiles {
    fn list(&self) -> &[Entry] {
        &self.entries
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.contents
            .get(path)
            .cloned()
            .ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
    }
}
