//! What a site of Docusaurus says of itself: its title, titles of folders, addresses of documents.

use super::super::skip::{self, joined};
use super::super::types::{Imported, Loss, Skipped};
use super::super::{text, words, yaml};
use super::below;
use super::jsx;
use crate::source::Files;

/// Title and address of the site, as far as its settings say so in plain strings.
pub(super) fn settings(files: &dyn Files, path: &str, imported: &mut Imported) {
    let text = files
        .read(path)
        .map(|bytes| text::decode(path, &bytes, &mut imported.losses))
        .unwrap_or_default();
    let value = |key: &str| {
        text.lines().find_map(|line| {
            let rest = line
                .trim()
                .strip_prefix(key)?
                .trim_start()
                .strip_prefix(':')?;
            jsx::string_inside(rest).map(str::to_owned)
        })
    };
    imported.title = value("title").filter(|title| !title.trim().is_empty());
    imported.skipped.push(Skipped {
        source: path.to_owned(),
        why: "settings of the site".to_owned(),
    });
}

/// The title of a folder, from its `_category_` file.
pub(super) fn category(files: &dyn Files, path: &str, docs: &str, imported: &mut Imported) {
    let losses = &mut imported.losses;
    let text = files
        .read(path)
        .map(|bytes| text::decode(path, &bytes, losses))
        .unwrap_or_default();
    imported.skipped.push(Skipped {
        source: path.to_owned(),
        why: "titles of folders".to_owned(),
    });
    // JSON is YAML too.
    let entries = match yaml::read(&text) {
        Ok(entries) => entries,
        Err(why) => {
            losses.push(Loss::new(
                path,
                1,
                "title of a folder, in a file that can't be read",
                why,
            ));
            return;
        }
    };
    let folder = below(skip::folder(path), docs).map(without_numbers);
    for (key, value) in entries {
        match (key.as_str(), &folder) {
            ("label", Some(folder)) if !folder.is_empty() => {
                imported
                    .sections
                    .insert(folder.clone(), words::flat(&value));
            }
            _ => losses.push(Loss::new(
                path,
                0,
                format!("key `{key}` of a folder"),
                words::flat(&value),
            )),
        }
    }
}

/// A path without the numbers that order its parts: `01-start/2-setup` as `start/setup`.
pub(super) fn without_numbers(path: &str) -> String {
    let part = |part: &str| {
        let rest = part.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = part.len() - rest.len();
        let rest = rest.trim_start_matches([' ', '-', '_', '.']);
        let numbered = (1..=3).contains(&digits)
            && rest.starts_with(|c: char| c.is_alphabetic())
            && part[digits..].starts_with([' ', '-', '_', '.']);
        if numbered {
            rest.to_owned()
        } else {
            part.to_owned()
        }
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// The address that Docusaurus gives a document: `/docs/guide/disk-full`.
pub(super) fn address(inside: &str, id: Option<&str>, slug: Option<&str>) -> String {
    let stem = without_numbers(inside);
    let stem = stem
        .rsplit_once('.')
        .map_or(stem.as_str(), |(stem, _)| stem)
        .to_owned();
    let (folder, name) = stem.rsplit_once('/').unwrap_or(("", &stem));
    let path = match slug {
        Some(slug) if slug.starts_with('/') => slug.trim_matches('/').to_owned(),
        Some(slug) => joined(folder, slug).unwrap_or_else(|| slug.to_owned()),
        None => {
            let lower = name.to_ascii_lowercase();
            let parent = folder.rsplit('/').next().unwrap_or_default();
            if lower == "index" || lower == "readme" || (!parent.is_empty() && name == parent) {
                folder.to_owned()
            } else {
                joined(folder, id.unwrap_or(name)).unwrap_or_default()
            }
        }
    };
    format!("/docs/{path}").trim_end_matches('/').to_owned()
}
