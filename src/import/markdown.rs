//! Any folder of Markdown files.

use super::{Draft, Front, Imported, Skipped};
use crate::source::Files;

/// Reads the source.
pub(super) fn read(files: &dyn Files) -> Imported {
    let mut imported = Imported::default();
    for entry in files.list() {
        let path = &entry.path;
        if !path.ends_with(".md") {
            continue;
        }
        let Ok(bytes) = files.read(path) else {
            let why = "files that could not be read".to_owned();
            imported.skipped.push(Skipped {
                source: path.clone(),
                why,
            });
            continue;
        };
        let base = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        imported.drafts.push(Draft {
            source: path.clone(),
            target: path.clone(),
            front: Front::default(),
            body: String::from_utf8_lossy(&bytes).into_owned(),
            addresses: Vec::new(),
            base: base.to_owned(),
        });
    }
    imported
}
