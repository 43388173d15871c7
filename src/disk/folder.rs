//! A folder that is added to, and the folder that something is read from.
//!
//! In: paths. Out: [`Folder`], whose writes stay inside it and replace a file as a whole; [`open_source`], all files
//! of a folder that is no knowledge base.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::dir::{self, Dir};
use super::files::{DiskFiles, FOLDERS};
use super::{at, is_inside, refusal};
use crate::source::Files;

/// A knowledge base that files are added to.
#[derive(Debug)]
pub struct Folder {
    named: PathBuf,
    dir: Dir,
    list: Vec<String>,
}

impl Folder {
    /// Opens a folder, which is made where it does not exist.
    ///
    /// # Errors
    /// When it is no folder, or can't be made or listed.
    pub fn open(named: &Path) -> io::Result<Self> {
        fs::create_dir_all(named).map_err(|e| at(named, &e))?;
        let files = DiskFiles::open(named, None)?;
        Ok(Self {
            named: named.to_owned(),
            dir: dir::open(files.root())?,
            list: files
                .list()
                .iter()
                .map(|entry| entry.path.clone())
                .collect(),
        })
    }

    /// Paths of the files that a build would read, sorted, as they were when it was opened.
    pub fn list(&self) -> Vec<String> {
        self.list.clone()
    }

    /// A file; none where there is none.
    ///
    /// # Errors
    /// When it is there and can't be read.
    pub fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        let mut bytes = Vec::new();
        let read =
            dir::open_file(&self.dir, path).and_then(|mut file| file.read_to_end(&mut bytes));
        match read {
            Ok(_) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(self.linked(path, &error)),
        }
    }

    /// Writes a file beside its place and moves it there.
    ///
    /// # Errors
    /// When the path leads out of the folder or can't be written.
    pub fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let named = self.named.join(path);
        if !is_inside(path) {
            return Err(refusal(&named, "leads out of the folder"));
        }
        let parent = path.rsplit_once('/').map(|(parent, _)| parent);
        let beside = match parent {
            Some(parent) => format!("{parent}/.fixbook-part"),
            None => ".fixbook-part".to_owned(),
        };
        let work = || {
            if let Some(parent) = parent {
                self.dir.create_dir_all(parent)?;
            }
            self.dir.write(&beside, bytes)?;
            self.dir.rename(&beside, &self.dir, path)
        };
        work().map_err(|e| {
            let _ = self.dir.remove_file(&beside);
            self.linked(path, &e)
        })
    }

    /// The error, or what to do where a part of the path is a link.
    fn linked(&self, path: &str, error: &io::Error) -> io::Error {
        let ends = path.match_indices('/').map(|(end, _)| end);
        let link = ends
            .chain(std::iter::once(path.len()))
            .map(|end| self.named.join(&path[..end]))
            .find(|part| part.is_symlink());
        let Some(link) = link else {
            return at(&self.named.join(path), error);
        };
        let why = "is a link, which nothing is read or written through; put a folder or file of its own in its \
                   place, or name a knowledge base without links";
        refusal(&link, why)
    }
}

/// All files below `source` that an import into `kb` may read; of a single file, that file alone.
///
/// # Errors
/// When the source can't be read, or when one of the two lies where the other would be changed while it is read.
pub fn open_source(source: &Path, kb: &Path) -> io::Result<DiskFiles> {
    let root = source.canonicalize().map_err(|e| at(source, &e))?;
    let inside = kb.canonicalize().ok();
    if let Some(kb) = &inside {
        if *kb == root {
            let why = "is the knowledge base itself; name a folder of its own for what is imported";
            return Err(refusal(source, why));
        }
        if let Some(folder) = FOLDERS
            .iter()
            .find(|folder| root.starts_with(kb.join(folder)))
        {
            let why = format!(
                "lies in `{folder}` of the knowledge base, where articles are built from already"
            );
            return Err(refusal(source, why));
        }
    }
    DiskFiles::open_any(&root, inside.as_deref())
}
