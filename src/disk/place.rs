//! Whether a site may be written to a folder, before anything is written.
//!
//! In: the output folder as named and the knowledge base. Out: a [`Place`], or the reason why not.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::files::FOLDERS;
use super::manifest::{self, MANIFEST};
use super::{at, refusal};

/// An output folder that may be written, and the names beside it.
#[derive(Debug)]
pub(super) struct Place {
    /// As the caller named it, for messages.
    pub(super) named: PathBuf,
    /// The folder without links in its path; may not exist yet.
    pub(super) folder: PathBuf,
    /// Where the next site is written.
    pub(super) new: PathBuf,
    /// Where the old site waits when folders can't be exchanged.
    pub(super) old: PathBuf,
    /// The lock.
    pub(super) lock: PathBuf,
}

impl Place {
    /// Looks at an output folder; writes nothing.
    pub(super) fn find(named: &Path, kb: &Path) -> io::Result<Self> {
        match fs::symlink_metadata(named) {
            Ok(meta) if meta.is_symlink() => {
                let why = "is a link; name the folder that it leads to";
                return Err(refusal(named, why));
            }
            Ok(meta) if !meta.is_dir() => {
                return Err(refusal(named, "is a file; name a folder"));
            }
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(at(named, &error)),
        }
        let folder = resolve(named)?;
        let (Some(parent), Some(name)) = (folder.parent(), folder.file_name()) else {
            return Err(refusal(
                named,
                "is the root of the file system; name a folder",
            ));
        };
        if kb == folder {
            return Err(refusal(
                named,
                "is the knowledge base itself; name another folder",
            ));
        }
        if kb.starts_with(&folder) {
            let why = "holds the knowledge base, which would be replaced by the site; name another folder";
            return Err(refusal(named, why));
        }
        if let Some(source) = FOLDERS
            .iter()
            .find(|source| folder.starts_with(kb.join(source)))
        {
            let why = format!("lies in `{source}`, where the sources are; name another folder");
            return Err(refusal(named, why));
        }
        let beside = |what: &str| {
            let mut hidden = std::ffi::OsString::from(".");
            hidden.push(name);
            hidden.push(what);
            parent.join(hidden)
        };
        Ok(Self {
            named: named.to_owned(),
            new: beside(".fixbook-new"),
            old: beside(".fixbook-old"),
            lock: beside(".fixbook-lock"),
            folder,
        })
    }

    /// Refuses a folder that holds something and that Fixbook did not make.
    pub(super) fn is_ours(&self) -> io::Result<()> {
        let mut entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(at(&self.named, &error)),
        };
        if entries.next().is_none()
            || has_manifest(&self.folder).map_err(|e| at(&self.named, &e))?
        {
            return Ok(());
        }
        let why = if self.folder.join(MANIFEST).exists() {
            format!(
                "its `{MANIFEST}` is damaged, so nobody can tell what Fixbook wrote; empty the folder or name another one"
            )
        } else {
            "is not empty and was not made by Fixbook; name an empty or new folder".to_owned()
        };
        Err(refusal(&self.named, why))
    }
}

/// Whether a folder has a whole manifest; an error where it has one that can't be read.
pub(super) fn has_manifest(folder: &Path) -> io::Result<bool> {
    let path = folder.join(MANIFEST);
    let meta = match fs::symlink_metadata(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        meta => meta?,
    };
    if !meta.is_file() {
        return Ok(false);
    }
    let text = fs::read(&path).map_err(|e| at(Path::new(MANIFEST), &e))?;
    let text = std::str::from_utf8(&text).ok();
    Ok(text.and_then(manifest::from_text).is_some())
}

/// The path without links; what does not exist yet stays as named.
fn resolve(named: &Path) -> io::Result<PathBuf> {
    let mut exists = std::path::absolute(named).map_err(|e| at(named, &e))?;
    let mut rest = Vec::new();
    loop {
        match exists.canonicalize() {
            Ok(found) => {
                return Ok(rest.iter().rev().fold(found, |path, part| path.join(part)));
            }
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(at(named, &error)),
            Err(error) => match exists.components().next_back() {
                Some(Component::Normal(part)) => rest.push(part.to_owned()),
                Some(Component::ParentDir) => {
                    return Err(refusal(
                        named,
                        "goes up (`..`) from a folder that does not exist",
                    ));
                }
                _ => return Err(at(named, &error)),
            },
        }
        exists.pop();
    }
}
