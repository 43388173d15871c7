//! The files of readers' answers in a knowledge base.
//!
//! ```text
//! data/feedback.csv         counts by fix and platform, which the build reads
//! data/feedback-seen.txt    ids of the answers in it
//! data/feedback.csv.new     written first, then
//! data/feedback-seen.new    ; both are whole before the first takes its place
//! .fixbook-feedback-lock    held while an import runs
//! ```
//!
//! An import that is killed leaves one of three states, and the next one knows which: a new table is there, so
//! nothing has changed yet and both new files go; only new ids are there, so the table has changed and the ids follow;
//! neither is there.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use super::dir::{self, Dir};
use super::lock::Lock;
use super::{at, refusal};

const FOLDER: &str = "data";
const TABLE: (&str, &str) = ("data/feedback.csv", "data/feedback.csv.new");
const SEEN: (&str, &str) = ("data/feedback-seen.txt", "data/feedback-seen.new");
/// A file of answers is not longer than this.
const LONGEST: u64 = 64 * 1024 * 1024;

/// The answers of one knowledge base, held by one import at a time.
#[derive(Debug)]
pub struct Answers {
    dir: Dir,
    root: PathBuf,
    _lock: Lock,
}

impl Answers {
    /// Takes hold of them, and finishes what a killed import left.
    ///
    /// # Errors
    /// When another import is at work, or something else than plain files stands in their place.
    pub fn open(kb: &Path) -> io::Result<Self> {
        let root = kb.canonicalize().map_err(|e| at(kb, &e))?;
        let lock = root.join(".fixbook-feedback-lock");
        let lock = Lock::take(
            &lock,
            kb,
            "another import of answers is at work here just now",
        )?;
        let dir = dir::open(&root)?;
        let answers = Self {
            dir,
            root,
            _lock: lock,
        };
        for name in [FOLDER, TABLE.0, TABLE.1, SEEN.0, SEEN.1] {
            let wrong = match answers.dir.symlink_metadata(name) {
                Ok(meta) if name == FOLDER => !meta.is_dir(),
                Ok(meta) => !meta.is_file(),
                Err(error) if error.kind() == ErrorKind::NotFound => false,
                Err(error) => return Err(answers.at(name, &error)),
            };
            if wrong {
                let why = "is a link or no plain file, and is left alone";
                return Err(refusal(&answers.root.join(name), why));
            }
        }
        answers.recover()?;
        Ok(answers)
    }

    fn recover(&self) -> io::Result<()> {
        let is_there = |name| self.dir.symlink_metadata(name).is_ok();
        if is_there(TABLE.1) {
            if is_there(SEEN.1) {
                self.dir
                    .remove_file(SEEN.1)
                    .map_err(|e| self.at(SEEN.1, &e))?;
            }
            self.dir
                .remove_file(TABLE.1)
                .map_err(|e| self.at(TABLE.1, &e))?;
        } else if is_there(SEEN.1) {
            self.rename(SEEN)?;
        }
        Ok(())
    }

    /// The ids of the answers that are counted; empty where there are none.
    ///
    /// # Errors
    /// When the list can't be read.
    pub fn seen(&self) -> io::Result<String> {
        let mut text = String::new();
        let read =
            dir::open_file(&self.dir, SEEN.0).and_then(|mut file| file.read_to_string(&mut text));
        match read {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(self.at(SEEN.0, &error)),
            _ => Ok(text),
        }
    }

    /// Replaces both files: both, or neither.
    ///
    /// # Errors
    /// When they can't be written; then both are as they were.
    pub fn save(&self, table: &str, seen: &str) -> io::Result<()> {
        match self.dir.create_dir(FOLDER) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => {
                return Err(self.at(FOLDER, &error));
            }
            _ => {}
        }
        for ((_, new), text) in [(TABLE, table), (SEEN, seen)] {
            let file = self.dir.create(new);
            let written = file.and_then(|mut file| {
                file.write_all(text.as_bytes())?;
                file.sync_all()
            });
            if let Err(error) = written {
                // Half-written files go now, or with the next import.
                let _ = self.recover();
                return Err(self.at(new, &error));
            }
        }
        self.rename(TABLE)?;
        self.rename(SEEN)
    }

    fn rename(&self, (name, new): (&str, &str)) -> io::Result<()> {
        self.dir
            .rename(new, &self.dir, name)
            .map_err(|e| self.at(name, &e))
    }

    fn at(&self, name: &str, error: &io::Error) -> io::Error {
        at(&self.root.join(name), error)
    }
}

/// Reads a file of answers, wherever it is.
///
/// # Errors
/// When it can't be read or is too long to be one.
pub fn read_answers(path: &Path) -> io::Result<Vec<u8>> {
    let meta = fs::metadata(path).map_err(|e| at(path, &e))?;
    if !meta.is_file() {
        return Err(refusal(path, "is no plain file"));
    }
    if meta.len() > LONGEST {
        return Err(refusal(
            path,
            format!("has more than {LONGEST} bytes; split it by lines"),
        ));
    }
    fs::read(path).map_err(|e| at(path, &e))
}

/// Keeps lines that were not taken beside their file; gives the path. Nothing that is there is written over, and
/// the same lines are not kept twice.
///
/// # Errors
/// When they can't be written.
pub fn keep_refused(path: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
    let mut count = 1;
    loop {
        let mut name = path.as_os_str().to_owned();
        name.push(".refused");
        if count > 1 {
            name.push(format!("-{count}"));
        }
        let beside = PathBuf::from(name);
        match OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&beside)
        {
            Ok(mut file) => {
                let done = file.write_all(bytes).and_then(|()| file.sync_all());
                return done.map(|()| beside.clone()).map_err(|e| at(&beside, &e));
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                if fs::read(&beside).is_ok_and(|there| there == bytes) {
                    return Ok(beside);
                }
                count += 1;
            }
            Err(error) => return Err(at(&beside, &error)),
        }
    }
}
