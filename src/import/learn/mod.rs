//! Microsoft Learn's Markdown.
//!
//! In: a repository of articles as docfx builds them. Out: drafts in CommonMark. Steps: `flatten` brings included
//! text and code to where it is used and turns images of three colons into Markdown's; `blocks` turns tabs, zones
//! and columns into headings and text; `addresses` finds the address that each article has on the site, `redirects`
//! those that it had, `toc` the titles of folders.

mod addresses;
mod blocks;
mod code;
mod directive;
mod flatten;
mod paths;
mod pivots;
mod place;
mod redirects;
mod toc;

use std::collections::BTreeMap;

use super::types::{Draft, Imported, Skipped};
use super::{front, skip, text, title};
use crate::source::Files;
use flatten::Flattener;

/// Where links to paths of the site lead that the source does not have.
const SITE: &str = "https://learn.microsoft.com";

/// Reads the source.
pub(super) fn read(files: &dyn Files) -> Imported {
    let mut imported = Imported {
        site: Some(SITE.to_owned()),
        ..Imported::default()
    };
    let pivots = pivots::names(files);
    let mut links = Vec::new();
    for entry in files.list() {
        let path = &entry.path;
        let why = why_not(files, path);
        if let Some(why) = why {
            let source = path.clone();
            imported.skipped.push(Skipped { source, why });
        } else if skip::is_markdown(path) {
            let draft = draft(files, path, &pivots, &mut links, &mut imported);
            imported.drafts.extend(draft);
        }
    }
    let redirects = redirects::read(files, &mut imported.losses);
    links.extend(redirects.iter().map(|redirect| redirect.to.clone()));
    addresses::give(files, &links, &mut imported.drafts);
    redirects::give(redirects, &mut imported);
    imported.sections = toc::sections(files, &imported.drafts);
    imported
}

/// Why a file is no article, as the name of a group; none for articles and for files that articles may use.
fn why_not(files: &dyn Files, path: &str) -> Option<String> {
    let lower = path.to_ascii_lowercase();
    let name = lower.rsplit('/').next().unwrap_or(&lower);
    if skip::is_markdown(path) {
        let breadcrumb = lower
            .split('/')
            .any(|part| part == "breadcrumb" || part == "breadcrumbs");
        let why = if breadcrumb {
            Some("tables of contents")
        } else {
            skip::why(path)
        };
        return why.map(str::to_owned);
    }
    if redirects::is_list(name) {
        return Some("redirects, which became aliases".to_owned());
    }
    if matches!(
        name,
        "docfx.json" | "toc.json" | "zone-pivot-groups.yml" | "zone-pivot-groups.json"
    ) || name.starts_with(".openpublishing")
    {
        return Some("settings of the old tool".to_owned());
    }
    if !name.ends_with(".yml") && !name.ends_with(".yaml") {
        return None;
    }
    if name.starts_with("toc.") {
        return Some("tables of contents".to_owned());
    }
    let head = files.read_head(path, 200).unwrap_or_default();
    let head = String::from_utf8_lossy(&head).into_owned();
    let mime = head
        .lines()
        .next()
        .and_then(|line| line.split_once("YamlMime:"));
    mime.map(|(_, mime)| format!("pages in YAML ({})", mime.trim()))
}

fn draft(
    files: &dyn Files,
    path: &str,
    pivots: &BTreeMap<String, String>,
    links: &mut Vec<String>,
    imported: &mut Imported,
) -> Option<Draft> {
    let skipped = |why: &str| Skipped {
        source: path.to_owned(),
        why: why.to_owned(),
    };
    let Ok(bytes) = files.read(path) else {
        imported.skipped.push(skipped(super::UNREAD));
        return None;
    };
    let losses = &mut imported.losses;
    let text = text::decode(path, &bytes, losses);
    let parts = front::split(path, &text, losses);
    let (front, addresses) = front::front(path, &text, parts.entries, losses);
    let mut flattener = Flattener::new(files, losses);
    let flat = flattener.article(path, &parts.body, &text);
    let shown = flattener.shown.into_iter().map(|source| Skipped {
        source,
        why: "code that articles show".to_owned(),
    });
    imported.skipped.extend(shown);
    addresses::links(&flat, links);
    let body = blocks::blocks(path, &text, &flat, pivots, losses);
    if body.trim().is_empty() && front.title.is_empty() {
        imported.skipped.push(skipped("empty files"));
        return None;
    }
    let mut draft = Draft {
        source: path.to_owned(),
        target: skip::as_md(path),
        front,
        body,
        addresses,
        base: skip::folder(path).to_owned(),
    };
    title::settle(&mut draft, &text, losses);
    Some(draft)
}
