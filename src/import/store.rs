//! Writing a plan into a knowledge base, where people may have worked since the last time.
//!
//! In: a [`Plan`], the source, a [`Store`]. Out: what was written and what was left. The hashes of all that imports
//! wrote, and where it came from, stand in [`MANIFEST`]: a file that is not in it, or no longer as it was written, is
//! somebody's own.

use std::io;

use super::memory::{self, Known, Memory, memory};
use super::plan::{Before, Plan, Planned, REPORT, SETTINGS};
use crate::disk::{Folder, hash};
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
    /// Those of them that the source would write otherwise than the last time.
    pub behind: Vec<String>,
    /// Files that somebody else wrote where an imported one should stand; they stay as they are.
    pub taken: Vec<String>,
    /// Files that another source brought, with its kind and its name; they stay as they are.
    pub foreign: Vec<(String, String)>,
    /// Imported files that somebody deleted; they are not written again.
    pub deleted: Vec<String>,
    /// Files of earlier imports that this source no longer has; they stay.
    pub left: Vec<String>,
}

/// What a plan has to know of the knowledge base.
///
/// # Errors
/// When something can't be read.
pub fn before(store: &dyn Store) -> io::Result<Before> {
    let known = memory(store)?;
    let settings = store.read(SETTINGS)?;
    let ours = settings
        .as_ref()
        .zip(known.get(SETTINGS))
        .is_some_and(|(bytes, known)| known.hash == hash(bytes));
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

/// Writes what is new, and nothing over what somebody wrote. `from` is the kind and the name of the source.
///
/// # Errors
/// When something can't be read or written; what was written until then is known to the next import.
pub fn write(
    plan: &Plan,
    source: &dyn Files,
    from: (&str, &str),
    store: &dyn Store,
) -> io::Result<Outcome> {
    let old = memory(store)?;
    let mut work = Work {
        source,
        store,
        origin: memory::origin(from.0, from.1),
        new: old.clone(),
        outcome: Outcome::default(),
    };
    let mut done = Ok(());
    for (path, planned) in &plan.files {
        done = work.one(path, planned, old.get(path));
        if done.is_err() {
            break;
        }
    }
    if done.is_ok() {
        done = work.gone(plan, &old);
    }
    if work.new != old || old.is_empty() {
        store.write(MANIFEST, memory::text(&work.new).as_bytes())?;
    }
    done.map(|()| work.outcome)
}

struct Work<'a> {
    source: &'a dyn Files,
    store: &'a dyn Store,
    origin: String,
    new: Memory,
    outcome: Outcome,
}

impl Work<'_> {
    fn one(&mut self, path: &str, planned: &Planned, old: Option<&Known>) -> io::Result<()> {
        let bytes = match planned {
            Planned::Text(text) => text.as_bytes().to_vec(),
            Planned::Copy(from) => self
                .source
                .read(from)
                .map_err(|error| io::Error::new(error.kind(), format!("{from}: {error}")))?,
        };
        let wanted = hash(&bytes);
        // Every import adds to the settings, and the report tells of this import alone.
        let shared = matches!(path, REPORT | SETTINGS);
        let other = old
            .and_then(|old| old.from.clone())
            .filter(|from| !shared && *from != self.origin);
        let there = self.store.read(path)?.map(|bytes| hash(&bytes));
        match (&there, old) {
            (Some(there), _) if *there == wanted => self.outcome.unchanged += 1,
            (Some(there), Some(old)) if path != REPORT && old.hash != *there => {
                self.outcome.edited.push(path.to_owned());
                if other.is_none() && old.hash != wanted {
                    self.outcome.behind.push(path.to_owned());
                }
                return Ok(());
            }
            (Some(_), None) if path != REPORT => {
                self.outcome.taken.push(path.to_owned());
                return Ok(());
            }
            (None, Some(_)) if !shared => {
                self.outcome.deleted.push(path.to_owned());
                return Ok(());
            }
            (Some(_), Some(_)) if other.is_some() => {
                self.outcome
                    .foreign
                    .push((path.to_owned(), other.unwrap_or_default()));
                return Ok(());
            }
            _ => {
                self.store.write(path, &bytes)?;
                self.outcome.written.push(path.to_owned());
            }
        }
        // The first that brought a file keeps it, also where another one brings the same.
        let from = if shared {
            None
        } else {
            other.or_else(|| Some(self.origin.clone()))
        };
        self.new
            .insert(path.to_owned(), Known { hash: wanted, from });
        Ok(())
    }

    /// What this source brought once and does not hold any more.
    fn gone(&mut self, plan: &Plan, old: &Memory) -> io::Result<()> {
        for (path, known) in old {
            let ours = known.from.as_ref().is_none_or(|from| *from == self.origin);
            if !ours || path == SETTINGS || plan.files.contains_key(path) {
                continue;
            }
            if self.store.read(path)?.is_some() {
                self.outcome.left.push(path.clone());
            } else {
                self.new.remove(path);
            }
        }
        Ok(())
    }
}
