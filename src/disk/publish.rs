//! A new site in the place of the old one, or the old one unchanged.
//!
//! In: the output folder and a function that writes a site into a sink. Out: what happened. Steps: look at the
//! folder (`place`), take the lock, put left-overs in order (`retire`), write beside it (`staging`), bring over
//! what people put there, `swap`, remove the old site's own files.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::dir::open;
use super::files::DiskFiles;
use super::lock::Lock;
use super::place::Place;
use super::staging::Staging;
use super::survey::{Kind, is_unchanged, manifest_of, survey};
use super::{at, refusal, retire, swap};
use crate::output::Sink;

/// What became of an output folder.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Number of files written.
    pub files: usize,
    /// Files of an earlier site that somebody changed and the new site lacks; they were kept.
    pub changed: Vec<String>,
    /// What is left of the old site beside the new one, and why.
    pub left: Option<String>,
}

/// Runs `build` and publishes what it puts into the sink, if it says so.
///
/// # Errors
/// When the folder is not one that Fixbook may write to, when `build` fails, or when anything can't be written;
/// the error names the path, and the site that was there stays as it was.
pub fn publish<T>(
    files: &DiskFiles,
    out: &Path,
    build: impl FnOnce(&dyn Sink) -> io::Result<(T, bool)>,
) -> io::Result<(T, Option<Published>)> {
    let place = Place::find(out, files.root())?;
    place.is_ours()?;
    let parent = place.folder.parent().unwrap_or(&place.folder);
    fs::create_dir_all(parent).map_err(|e| at(parent, &e))?;
    let _lock = Lock::take(
        &place.lock,
        out,
        "another build is writing this site just now",
    )?;
    retire::clean_up(&place)?;
    // A left-over may have come back as the site, or somebody may have filled the folder meanwhile.
    place.is_ours()?;

    fs::create_dir(&place.new).map_err(|e| at(&place.new, &e))?;
    let cleaner = Cleaner(Some(place.new.clone()));
    let staging = Staging::start(&place.new, out, files)?;
    let (value, wanted) = build(&staging)?;
    if !wanted {
        return Ok((value, None));
    }
    let changed = carry_over(&place, &staging)?;
    let files = staging.finish()?.len();
    drop(staging);
    let old = swap::swap(&place)?;
    cleaner.keep();
    let left = old.and_then(|old| finish_old(&old, &place));
    let published = Published {
        files,
        changed,
        left,
    };
    Ok((value, Some(published)))
}

/// The new site stands; trouble with the old one is told, not a failure.
fn finish_old(old: &Path, place: &Place) -> Option<String> {
    retire::retire(old, &place.folder)
        .err()
        .map(|error| error.to_string())
}

/// Brings what people put into the old site into the new one; gives the changed files among it.
fn carry_over(place: &Place, staging: &Staging) -> io::Result<Vec<String>> {
    let mut changed = Vec::new();
    if fs::symlink_metadata(&place.folder).is_err() {
        return Ok(changed);
    }
    let old = open(&place.folder)?;
    let listed = manifest_of(&old);
    for item in survey(&old).map_err(|e| at(&place.named, &e))? {
        let path = item.path.as_str();
        let named = place.named.join(path);
        let hash = listed.get(path).filter(|_| item.kind == Kind::File);
        if let Some(hash) = hash {
            if staging.holds(path) || is_unchanged(&old, path, hash).map_err(|e| at(&named, &e))? {
                continue;
            }
            changed.push(path.to_owned());
        } else if staging.holds(path) {
            let why =
                "was not made by Fixbook, and the new site has a file of that name; move it away";
            return Err(refusal(&named, why));
        }
        staging.carry(&old, &item).map_err(|e| {
            let why = format!("was not made by Fixbook and can't be kept: {e}; move it away");
            refusal(&named, why)
        })?;
    }
    // Whoever may read the old site may read the new one.
    let permissions = fs::metadata(&place.folder)
        .map_err(|e| at(&place.named, &e))?
        .permissions();
    fs::set_permissions(&place.new, permissions).map_err(|e| at(&place.new, &e))?;
    Ok(changed)
}

/// Removes an unfinished site unless told to keep it.
struct Cleaner(Option<PathBuf>);

impl Cleaner {
    fn keep(mut self) {
        self.0 = None;
    }
}

impl Drop for Cleaner {
    fn drop(&mut self) {
        if let Some(path) = &self.0 {
            // What can't be removed now is put in order by the next run.
            let _ = fs::remove_dir_all(path);
        }
    }
}
