//! MkDocs, with Material and the usual extensions of Python-Markdown.
//!
//! In: a project with `mkdocs.yml`, or a folder of its pages. Out: a draft for each page; the navigation gives
//! titles to folders and to pages without one, redirects become old addresses.

mod blocks;
mod inline;
mod settings;
mod snippets;

use std::collections::BTreeMap;

use super::skip::joined;
use super::text;
use super::{Draft, Imported, Loss, Skipped};
use super::{front, skip, title, words};
use crate::source::Files;
use blocks::convert;
use settings::{Project, project};
use snippets::{abbreviations, expand, rows, write_out};

/// Reads the source.
pub(super) fn read(files: &dyn Files) -> Imported {
    let mut imported = Imported::default();
    let mut project = project(files, &mut imported);
    let mut pages = Vec::new();
    for entry in files.list() {
        let path = entry.path.as_str();
        if !skip::is_markdown(path) {
            continue;
        }
        let inside = below(path, &project.docs);
        let index = path
            .rsplit('/')
            .next()
            .is_some_and(|name| name.eq_ignore_ascii_case("README.md"));
        let why = match inside {
            None => Some("files outside of the pages' folder"),
            Some(inside) if project.titles.contains_key(inside) || index => None,
            Some(inside) => skip::why(inside),
        };
        match why {
            Some(why) => imported.skipped.push(Skipped {
                source: path.to_owned(),
                why: why.to_owned(),
            }),
            None => pages.push(path.to_owned()),
        }
    }
    for path in &pages {
        page(files, path, &project, &mut imported);
    }
    for (old, new) in std::mem::take(&mut project.redirects) {
        let target =
            joined(&project.docs, new.split('#').next().unwrap_or(&new)).unwrap_or_default();
        match imported
            .drafts
            .iter_mut()
            .find(|draft| draft.source == target)
        {
            Some(draft) => {
                let address = address(&old);
                // Links in the source may still name the old file.
                draft.addresses.extend(joined(&project.docs, &old));
                draft.addresses.push(address);
            }
            None => {
                let source = joined(&project.root, "mkdocs.yml").unwrap_or_default();
                imported.losses.push(Loss::new(
                    &source,
                    0,
                    "redirect to a page that is not imported",
                    format!("{old}: {new}"),
                ));
            }
        }
    }
    imported
}

/// A path below a folder.
fn below<'a>(path: &'a str, folder: &str) -> Option<&'a str> {
    match folder {
        "" => Some(path),
        folder => path.strip_prefix(folder)?.strip_prefix('/'),
    }
}

/// The address that MkDocs gives a page: `/guide/disk-full/`.
fn address(inside: &str) -> String {
    let stem = inside.rsplit_once('.').map_or(inside, |(stem, _)| stem);
    let stem = stem.trim_matches('/');
    let folder = match stem.rsplit_once('/') {
        Some((folder, name)) if is_index(name) => folder,
        None if is_index(stem) => "",
        _ => stem,
    };
    if folder.is_empty() {
        "/".to_owned()
    } else {
        format!("/{folder}/")
    }
}

fn is_index(name: &str) -> bool {
    name.eq_ignore_ascii_case("index") || name.eq_ignore_ascii_case("readme")
}

fn page(files: &dyn Files, path: &str, project: &Project, imported: &mut Imported) {
    let Ok(bytes) = files.read(path) else {
        let why = super::UNREAD.to_owned();
        imported.skipped.push(Skipped {
            source: path.to_owned(),
            why,
        });
        return;
    };
    let losses = &mut imported.losses;
    let text = text::decode(path, &bytes, losses);
    let parts = front::split(path, &text, losses);
    let before = parts.before(&text);
    let (front, mut addresses) = front::front(path, &text, parts.entries, losses);
    let mut lines = expand(
        rows(path, &parts.body, before),
        files,
        &project.snippets,
        losses,
    );
    let mut names = abbreviations(&mut lines);
    let mut shared = BTreeMap::new();
    for file in &project.appended {
        if let Ok(bytes) = files.read(file) {
            let text = text::decode(file, &bytes, losses);
            shared.append(&mut abbreviations(&mut rows(file, &text, 0)));
        }
    }
    shared.retain(|name, _| !names.contains_key(name));
    let mut body = convert(&lines, 0, 1, losses);
    names = write_out(&mut body, names);
    write_out(&mut body, shared);
    for (name, (row, long)) in names {
        losses.push(Loss::new(
            &row.source,
            row.line,
            "abbreviation that no sentence uses",
            format!("{name}: {long}"),
        ));
    }
    let inside = below(path, &project.docs).unwrap_or(path);
    addresses.push(address(inside));
    let mut draft = Draft {
        source: path.to_owned(),
        target: skip::as_md(inside),
        front,
        body: super::blocks::collapse(body).join("\n") + "\n",
        addresses,
        base: skip::folder(path).to_owned(),
    };
    let named = project.titles.get(inside).filter(|title| !title.is_empty());
    if draft.body.trim().is_empty() && draft.front.title.is_empty() && named.is_none() {
        imported.skipped.push(Skipped {
            source: path.to_owned(),
            why: "empty files".to_owned(),
        });
        return;
    }
    let titled = !draft.front.title.is_empty() || draft.body.trim_start().starts_with("# ");
    match named {
        Some(name) if !titled => draft.front.title = words::escape(name),
        _ => {}
    }
    title::settle(&mut draft, &text, losses);
    if let Some(name) = named
        && crate::html::plain(&draft.front.title) != *name
    {
        losses.push(Loss::new(
            path,
            0,
            "title in the navigation, beside the page's own",
            name,
        ));
    }
    imported.drafts.push(draft);
}
