//! Removing an old site, and what killed runs left.
//!
//! In: the old folder and the site that took its place. Out: what could not be removed. Only files that the
//! manifest lists go, and second copies of what the site holds too; whatever else appeared in the old folder
//! meanwhile moves over to the site.

use std::fs;
use std::io;
use std::path::Path;

use super::dir::{self, Dir, open};
use super::manifest::hash_of;
use super::place::{Place, has_manifest};
use super::staging::is_unfinished;
use super::survey::{Item, Kind, is_unchanged, manifest_of, remove_empty_folders, survey};
use super::{at, refusal};

/// Puts in order what an earlier run left beside the site. The lock is held: nobody else works there.
pub(super) fn clean_up(place: &Place) -> io::Result<()> {
    let missing = |path: &Path| fs::symlink_metadata(path).is_err();
    for left in [&place.old, &place.new] {
        if missing(left) {
            continue;
        }
        let plain = fs::symlink_metadata(left).is_ok_and(|meta| meta.is_dir());
        if plain && is_unfinished(left) {
            fs::remove_dir_all(left).map_err(|e| at(left, &e))?;
        } else if plain && has_manifest(left)? {
            if missing(&place.folder) {
                // The run died between two renames: this is the whole site.
                fs::rename(left, &place.folder).map_err(|e| at(left, &e))?;
            } else if has_manifest(&place.folder)? {
                retire(left, &place.folder)?;
            }
        }
        if !missing(left) {
            return Err(refusal(left, "is in the way; move it away"));
        }
    }
    Ok(())
}

/// Removes an old site; what is neither ours nor in the new site moves there.
pub(super) fn retire(old_path: &Path, site: &Path) -> io::Result<()> {
    let (old, new) = (open(old_path)?, open(site)?);
    let (before, after) = (manifest_of(&old), manifest_of(&new));
    let items = survey(&old).map_err(|e| at(old_path, &e))?;
    let mut left = Vec::new();
    for item in &items {
        let path = item.path.as_str();
        let ours = item.kind == Kind::File
            && before.get(path).is_some_and(|hash| {
                after.contains_key(path) || is_unchanged(&old, path, hash).unwrap_or(false)
            });
        let done = if item.kind == Kind::Empty {
            old.remove_dir(path)
        } else if ours || is_same(&old, &new, item).unwrap_or(false) {
            old.remove_file(path)
        } else if new.symlink_metadata(path).is_err() {
            move_over(&old, &new, path)
        } else {
            Err(io::ErrorKind::AlreadyExists.into())
        };
        if done.is_err() {
            left.push(path);
        }
    }
    remove_empty_folders(&old, items.iter().map(|item| item.path.as_str()));
    if left.is_empty() {
        // The manifest goes last: until then the folder is known to be ours.
        let _ = old.remove_file(super::MANIFEST);
        return fs::remove_dir(old_path).map_err(|e| at(old_path, &e));
    }
    let why = format!(
        "holds files that are not Fixbook's and could not be moved: {}",
        left.join(", ")
    );
    Err(refusal(old_path, why))
}

fn move_over(old: &Dir, new: &Dir, path: &str) -> io::Result<()> {
    if let Some((folder, _)) = path.rsplit_once('/') {
        new.create_dir_all(folder)?;
    }
    old.rename(path, new, path)
}

/// Whether both folders hold the same thing at a path.
fn is_same(old: &Dir, new: &Dir, item: &Item) -> io::Result<bool> {
    let path = item.path.as_str();
    match item.kind {
        Kind::Link => Ok(old.read_link_contents(path)? == new.read_link_contents(path)?),
        Kind::File => {
            let (a, b) = (old.symlink_metadata(path)?, new.symlink_metadata(path)?);
            if !b.is_file() || a.len() != b.len() {
                return Ok(false);
            }
            if dir::is_same_file(&a, &b) {
                return Ok(true);
            }
            let hash = |folder| hash_of(&mut dir::open_file(folder, path)?);
            Ok(hash(old)? == hash(new)?)
        }
        Kind::Empty | Kind::Other => Ok(false),
    }
}
