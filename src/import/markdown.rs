//! Any folder of Markdown files.
//!
//! In: the folder. Out: a draft for each file that is an article; keys that many tools share find their place.

use super::types::{Draft, Imported, Skipped};
use super::{front, skip, text, title};
use crate::source::Files;

/// Reads the source.
pub(super) fn read(files: &dyn Files) -> Imported {
    let mut imported = Imported::default();
    for entry in files
        .list()
        .iter()
        .filter(|entry| skip::is_markdown(&entry.path))
    {
        if let Some(why) = skip::why(&entry.path) {
            imported.skipped.push(Skipped {
                source: entry.path.clone(),
                why: why.to_owned(),
            });
        } else {
            let draft = draft(files, &entry.path, &mut imported);
            imported.drafts.extend(draft);
        }
    }
    imported
}

fn draft(files: &dyn Files, path: &str, imported: &mut Imported) -> Option<Draft> {
    let Ok(bytes) = files.read(path) else {
        imported.skipped.push(Skipped {
            source: path.to_owned(),
            why: super::UNREAD.to_owned(),
        });
        return None;
    };
    let losses = &mut imported.losses;
    let text = text::decode(path, &bytes, losses);
    let parts = front::split(path, &text, losses);
    let (front, addresses) = front::front(path, &text, parts.entries, losses);
    let mut draft = Draft {
        source: path.to_owned(),
        target: skip::as_md(path),
        front,
        body: parts.body,
        addresses,
        base: skip::folder(path).to_owned(),
    };
    if draft.body.trim().is_empty() && draft.front.title.is_empty() {
        imported.skipped.push(Skipped {
            source: path.to_owned(),
            why: "empty files".to_owned(),
        });
        return None;
    }
    title::settle(&mut draft, &text, losses);
    Some(draft)
}
