//! The folder in which the next site grows.
//!
//! In: outputs of the build, from many threads. Out: files in a fresh folder, with their hashes. It carries a
//! marker until the swap, so that a later run knows a dead one from somebody's folder.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::dir::{self, Dir, File, OpenOptions};
use super::files::DiskFiles;
use super::manifest::{self, MANIFEST, Manifest};
use super::survey::{Item, Kind};
use super::{at, is_inside};
use crate::output::{Content, Output, Sink};

const MARKER: &str = ".fixbook-staging";
const MARK: &[u8] = b"An unfinished site of Fixbook. It can be removed.\n";

/// A growing site.
pub(super) struct Staging<'a> {
    /// The folder.
    pub(super) dir: Dir,
    path: PathBuf,
    shown: PathBuf,
    files: &'a DiskFiles,
    folders: Mutex<BTreeSet<String>>,
    written: Mutex<Manifest>,
}

impl<'a> Staging<'a> {
    /// Marks a fresh folder; `shown` is the output folder for messages.
    pub(super) fn start(path: &Path, shown: &Path, files: &'a DiskFiles) -> io::Result<Self> {
        let dir = dir::open(path)?;
        let marker = path.join(MARKER);
        fs::write(&marker, MARK).map_err(|e| at(&marker, &e))?;
        Ok(Self {
            dir,
            path: path.to_owned(),
            shown: shown.to_owned(),
            files,
            folders: Mutex::default(),
            written: Mutex::default(),
        })
    }

    /// Writes the manifest and takes the marker off: from here on the folder is a site.
    pub(super) fn finish(&self) -> io::Result<Manifest> {
        let written = std::mem::take(&mut *lock(&self.written));
        let manifest = self.shown.join(MANIFEST);
        self.new_file(MANIFEST)
            .and_then(|mut file| file.write_all(manifest::to_text(&written).as_bytes()))
            .map_err(|e| at(&manifest, &e))?;
        self.dir
            .remove_file(MARKER)
            .map_err(|e| at(&self.path.join(MARKER), &e))?;
        Ok(written)
    }

    /// Whether the new site has a file at this path.
    pub(super) fn holds(&self, path: &str) -> bool {
        lock(&self.written).contains_key(path)
    }

    /// Brings something of the old folder into the new one; the old folder keeps it.
    pub(super) fn carry(&self, old: &Dir, item: &Item) -> io::Result<()> {
        let path = item.path.as_str();
        if item.kind == Kind::Empty {
            return self.dir.create_dir_all(path);
        }
        self.make_folder_of(path)?;
        match item.kind {
            Kind::Link => {
                let target = old.read_link_contents(path)?;
                dir::link(&self.dir, &target, path)
            }
            // A second name costs nothing and keeps dates and owners; not every file system has it.
            Kind::File => match old.hard_link(path, &self.dir, path) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                    old.copy(path, &self.dir, path).map(|_| ())
                }
                done => done,
            },
            Kind::Empty | Kind::Other => Err(io::Error::other("is a pipe, socket or device")),
        }
    }

    fn write(&self, output: &Output) -> io::Result<String> {
        let path = output.path.as_str();
        if !is_inside(path) || path == MANIFEST || path == MARKER {
            return Err(io::Error::other("not a path of a site"));
        }
        self.make_folder_of(path)?;
        match &output.content {
            Content::Bytes(bytes) => {
                self.new_file(path)?.write_all(bytes)?;
                Ok(manifest::hash(bytes))
            }
            Content::Copy(source) => {
                let named = |e: io::Error| at(&self.files.root().join(source), &e);
                let mut from = self.files.open_file(source).map_err(named)?;
                manifest::copy_hashed(&mut from, &mut self.new_file(path)?)
            }
        }
    }

    fn new_file(&self, path: &str) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        self.dir.open_with(path, &options)
    }

    fn make_folder_of(&self, path: &str) -> io::Result<()> {
        let Some((folder, _)) = path.rsplit_once('/') else {
            return Ok(());
        };
        if !lock(&self.folders).contains(folder) {
            self.dir.create_dir_all(folder)?;
            lock(&self.folders).insert(folder.to_owned());
        }
        Ok(())
    }
}

impl Sink for Staging<'_> {
    fn put(&self, output: Output) -> io::Result<()> {
        let hash = self
            .write(&output)
            .map_err(|e| at(&self.shown.join(&output.path), &e))?;
        lock(&self.written).insert(output.path, hash);
        Ok(())
    }
}

/// Whether this is an unfinished site.
pub(super) fn is_unfinished(folder: &Path) -> bool {
    let path = folder.join(MARKER);
    let plain = fs::symlink_metadata(&path).is_ok_and(|meta| meta.is_file());
    // A run that died right after making its folder left it empty.
    let empty = || fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none());
    plain && fs::read(&path).is_ok_and(|bytes| MARK.starts_with(&bytes)) || empty()
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
