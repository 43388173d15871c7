//! Writing a plan into a knowledge base, where people may have worked since the last time.
//!
//! In: a [`Plan`], the source, a [`Store`]. Out: what was written and what was left. The hashes of all that imports
//! wrote stand in [`MANIFEST`]: a file that is not in it, or no longer as it was written, is somebody's own.

use std::collections::BTreeMap;
use std::io;

use super::plan::{Before, Plan, Planned, REPORT, SETTINGS};
use crate::disk::{Folder, Hashes, hash, hashes, hashes_text};
use crate::source::Files;

/// Name of the list of imported files in a knowledge base.
pub const MANIFEST: &str = ".fixbook-import";

/// A knowledge base that can be added to.
pub trait Store {
    /// Paths of all files that a build would read, sorted.
    fn list(&self) -> Vec<String>;

    /// A file; none where there is none.
    ///
    /// # Errors
    /// When it is there and can't be read.
    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>>;

    /// Writes a file as a whole, with its folders.
    ///
    /// # Errors
    /// When it can't be written; the old file is whole then.
    fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()>;
}

impl Store for Folder {
    fn list(&self) -> Vec<String> {
        Folder::list(self)
    }

    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        Folder::read(self, path)
    }

    fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        Folder::write(self, path, bytes)
    }
}

/// What became of a plan.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Files that are new or changed.
    pub written: Vec<String>,
    /// Number of files that were already as they should be.
    pub unchanged: usize,
    /// Imported files that somebody edited since; they stay as they are.
    pub edited: Vec<String>,
    /// Files that somebody else wrote where an imported one should stand; they stay as they are.
    pub taken: Vec<String>,
    /// Files of earlier imports that the source does not have, or no longer has; they stay.
    pub left: Vec<String>,
}

/// What a plan has to know of the knowledge base.
///
/// # Errors
/// When something can't be read.
pub fn before(store: &dyn Store) -> io::Result<Before> {
    let known = manifest(store)?;
    let settings = store.read(SETTINGS)?;
    let ours = settings
        .as_ref()
        .is_some_and(|bytes| known.get(SETTINGS) == Some(&hash(bytes)));
    let others = store
        .list()
        .into_iter()
        .filter(|path| !known.contains_key(path) && path != SETTINGS);
    Ok(Before {
        settings: settings.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()),
        settings_are_ours: ours,
        others: others.collect(),
    })
}

/// Writes what is new, and nothing over what somebody wrote.
///
/// # Errors
/// When something can't be read or written; what was written until then is known to the next import.
pub fn write(plan: &Plan, source: &dyn Files, store: &dyn Store) -> io::Result<Outcome> {
    let old = manifest(store)?;
    let mut new: Hashes = old.clone();
    let mut outcome = Outcome::default();
    let mut done = Ok(());
    for (path, planned) in &plan.files {
        done = one(path, planned, source, store, &old, &mut new, &mut outcome);
        if done.is_err() {
            break;
        }
    }
    if new != old || old.is_empty() {
        store.write(MANIFEST, hashes_text(&new).as_bytes())?;
    }
    done?;
    outcome.left = old
        .into_keys()
        .filter(|path| !plan.files.contains_key(path))
        .collect();
    Ok(outcome)
}

fn one(
    path: &str,
    planned: &Planned,
    source: &dyn Files,
    store: &dyn Store,
    old: &Hashes,
    new: &mut Hashes,
    outcome: &mut Outcome,
) -> io::Result<()> {
    let bytes = match planned {
        Planned::Text(text) => text.as_bytes().to_vec(),
        Planned::Copy(from) => source
            .read(from)
            .map_err(|error| io::Error::new(error.kind(), format!("{from}: {error}")))?,
    };
    let wanted = hash(&bytes);
    let there = store.read(path)?.map(|bytes| hash(&bytes));
    match &there {
        Some(there) if *there == wanted => outcome.unchanged += 1,
        // The report is a list of what this import found, not somebody's text.
        Some(there) if path != REPORT && old.get(path) != Some(there) => {
            let list = if old.contains_key(path) {
                &mut outcome.edited
            } else {
                &mut outcome.taken
            };
            list.push(path.to_owned());
            return Ok(());
        }
        _ => {
            store.write(path, &bytes)?;
            outcome.written.push(path.to_owned());
        }
    }
    new.insert(path.to_owned(), wanted);
    Ok(())
}

fn manifest(store: &dyn Store) -> io::Result<BTreeMap<String, String>> {
    let bytes = store.read(MANIFEST)?.unwrap_or_default();
    Ok(std::str::from_utf8(&bytes)
        .ok()
        .and_then(hashes)
        .unwrap_or_default())
}
