//! What lies in a folder.
//!
//! In: a handle of the folder. Out: its [`Item`]s, sorted by path, no link followed.

use std::io;

use super::dir::{self, Dir, FileType};
use super::manifest::{self, MANIFEST, Manifest};

/// A file, link or empty folder.
#[derive(Debug)]
pub(super) struct Item {
    /// Path inside the folder, `/` between parts.
    pub(super) path: String,
    /// What it is.
    pub(super) kind: Kind,
}

/// Kinds of items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A plain file.
    File,
    /// A link, wherever it leads.
    Link,
    /// A folder with nothing in it.
    Empty,
    /// A pipe, a socket, a device.
    Other,
}

/// Everything in a folder but its manifest.
pub(super) fn survey(dir: &Dir) -> io::Result<Vec<Item>> {
    let mut items = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        let mut empty = true;
        for entry in dir.read_dir(if folder.is_empty() { "." } else { &folder })? {
            let entry = entry?;
            empty = false;
            let Ok(name) = entry.file_name().into_string() else {
                let message = format!("a name in `{folder}` is not UTF-8");
                return Err(io::Error::other(message));
            };
            let path = match folder.as_str() {
                "" => name,
                folder => format!("{folder}/{name}"),
            };
            let kind = entry.file_type()?;
            if kind.is_dir() {
                folders.push(path);
            } else if path != MANIFEST {
                let kind = kind_of(kind);
                items.push(Item { path, kind });
            }
        }
        if empty && !folder.is_empty() {
            let kind = Kind::Empty;
            items.push(Item { path: folder, kind });
        }
    }
    items.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(items)
}

fn kind_of(kind: FileType) -> Kind {
    if kind.is_file() {
        Kind::File
    } else if kind.is_symlink() {
        Kind::Link
    } else {
        Kind::Other
    }
}

/// Reads the manifest of a folder; nothing where there is none.
pub(super) fn manifest_of(dir: &Dir) -> Manifest {
    dir.read_to_string(MANIFEST)
        .ok()
        .and_then(|text| manifest::from_text(&text))
        .unwrap_or_default()
}

/// Whether a file still holds what the manifest says.
pub(super) fn is_unchanged(dir: &Dir, path: &str, hash: &str) -> io::Result<bool> {
    Ok(manifest::hash_of(&mut dir::open_file(dir, path)?)? == hash)
}

/// Removes the folders above these paths where nothing is left in them.
pub(super) fn remove_empty_folders<'a>(dir: &Dir, paths: impl IntoIterator<Item = &'a str>) {
    let mut folders: Vec<&str> = Vec::new();
    for mut path in paths {
        while let Some((above, _)) = path.rsplit_once('/') {
            folders.push(above);
            path = above;
        }
    }
    // What is deeper comes first, each once.
    folders.sort_by(|a, b| b.cmp(a));
    folders.dedup();
    for folder in folders {
        // Not empty: something else lies there and stays.
        let _ = dir.remove_dir(folder);
    }
}
