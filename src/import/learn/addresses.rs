//! The address of each article on the old site.
//!
//! In: links to paths of the site, from articles and redirects, and the repository's settings. Out: an address for
//! each draft. Nothing says it outright: a part of the repository is published below some path, and which one shows
//! in links whose last words are those of a file.

use std::collections::BTreeMap;

use super::super::addresses::normal;
use super::super::skip;
use super::super::text::decode;
use super::super::types::Draft;
use crate::source::Files;

/// Weight of the settings against links.
const SURE: usize = 1_000;

/// Links to paths of the site that a text holds.
pub(super) fn links(text: &str, found: &mut Vec<String>) {
    for (start, end) in [("](/", ')'), ("href=\"/", '"')] {
        for (at, _) in text.match_indices(start) {
            let rest = &text[at + start.len() - 1..];
            let link = rest.split([end, ' ', '\n']).next().unwrap_or_default();
            if !link.starts_with("//") && link.len() > 1 {
                found.push(link.to_owned());
            }
        }
    }
}

/// Gives each draft its address.
pub(super) fn give(files: &dyn Files, links: &[String], drafts: &mut [Draft]) {
    let mut votes: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    let mut vote = |folder: &str, site: &str, weight| {
        let sites = votes.entry(folder.to_owned()).or_default();
        *sites.entry(site.to_owned()).or_default() += weight;
    };
    for (folder, site) in settings(files) {
        vote(&folder, &site, SURE);
    }
    let mut by_name: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
    for draft in drafts.iter() {
        let parts = parts(&stem(&draft.source));
        if let Some(name) = parts.last() {
            by_name.entry(name.clone()).or_default().push(parts.clone());
        }
    }
    for link in links {
        let link = parts(&normal(link));
        let files = link.last().and_then(|name| by_name.get(name));
        let Some(files) = files else { continue };
        let best = files
            .iter()
            .map(|file| common_end(&link, file))
            .max()
            .unwrap_or(0);
        let mut fits = files.iter().filter(|file| common_end(&link, file) == best);
        if let (Some(file), None) = (fits.next(), fits.next())
            && best >= 2
        {
            vote(
                &file[..file.len() - best].join("/"),
                &link[..link.len() - best].join("/"),
                1,
            );
        }
    }
    let top = votes
        .values()
        .filter_map(|sites| sites.values().max())
        .max()
        .copied()
        .unwrap_or(0);
    // A few links to other sites end in the same words by chance.
    let least = (top.min(SURE) / 20).max(1);
    let known: Vec<(String, String)> = votes
        .into_iter()
        .filter_map(|(folder, sites)| {
            let (site, count) = sites
                .into_iter()
                .max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)))?;
            (count >= least).then_some((folder, site))
        })
        .collect();
    for draft in drafts {
        let stem = stem(&draft.source);
        let inside = |folder: &str| match folder {
            "" => Some(stem.clone()),
            folder => stem
                .to_lowercase()
                .starts_with(&format!("{folder}/"))
                .then(|| stem[folder.len() + 1..].to_owned()),
        };
        // The longest folder knows best.
        let found = known
            .iter()
            .rev()
            .filter_map(|(folder, site)| Some((folder.len(), site, inside(folder)?)))
            .max_by_key(|(length, ..)| *length);
        if let Some((_, site, rest)) = found {
            let site = if site.is_empty() {
                String::new()
            } else {
                format!("/{site}")
            };
            draft.addresses.push(format!("{site}/{rest}"));
        }
    }
}

/// Folders whose path on the site the settings tell: it is where their breadcrumbs are.
fn settings(files: &dyn Files) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in files
        .list()
        .iter()
        .filter(|entry| entry.path.rsplit('/').next() == Some("docfx.json"))
    {
        let bytes = files.read(&entry.path).unwrap_or_default();
        let text = decode(&entry.path, &bytes, &mut Vec::new());
        let Ok(json) = serde_json::from_str::<serde_json::Value>(&text) else {
            continue;
        };
        let path = json
            .pointer("/build/globalMetadata/breadcrumb_path")
            .and_then(|path| path.as_str());
        let site = path.and_then(|path| {
            path.strip_prefix('/')?
                .split("/bread")
                .next()
                .map(str::to_owned)
        });
        if let Some(site) = site.filter(|site| !site.contains('.')) {
            found.push((
                skip::folder(&entry.path).to_lowercase(),
                site.to_lowercase(),
            ));
        }
    }
    found
}

/// A path without ending, and without the name of a front page.
fn stem(path: &str) -> String {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    stem.strip_suffix("/index").unwrap_or(stem).to_owned()
}

fn parts(path: &str) -> Vec<String> {
    let path = path.to_lowercase();
    path.trim_matches('/')
        .split('/')
        .map(str::to_owned)
        .collect()
}

fn common_end(a: &[String], b: &[String]) -> usize {
    a.iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(a, b)| a == b)
        .count()
}
