//! Addresses that articles had before.
//!
//! In: the repository's lists of redirects. Out: for each draft the paths and addresses that lead to it.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::addresses::normal;
use super::super::skip;
use super::super::text::decode;
use super::super::types::{Imported, Loss};
use crate::source::Files;

/// One redirect.
pub(super) struct Redirect {
    /// The list it stands in.
    list: String,
    /// Path of the file that is gone.
    from: String,
    /// Where it leads: an address of the site.
    pub(super) to: String,
}

/// Whether a file of this name is a list of redirects.
pub(super) fn is_list(name: &str) -> bool {
    name.ends_with(".json") && name.contains("redirection")
}

/// Reads all lists.
pub(super) fn read(files: &dyn Files, losses: &mut Vec<Loss>) -> Vec<Redirect> {
    let mut redirects = Vec::new();
    for entry in files.list() {
        let path = &entry.path;
        if !is_list(&path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase()) {
            continue;
        }
        let bytes = files.read(path).unwrap_or_default();
        let text = decode(path, &bytes, losses);
        let json: Value = match serde_json::from_str(&text) {
            Ok(json) => json,
            Err(error) => {
                losses.push(Loss::new(
                    path,
                    error.line(),
                    "redirects that are no JSON",
                    error.to_string(),
                ));
                continue;
            }
        };
        let list = json.get("redirections").and_then(Value::as_array);
        for item in list.into_iter().flatten() {
            let text = |key: &str| item.get(key).and_then(Value::as_str);
            let from = match (text("source_path_from_root"), text("source_path")) {
                (Some(from), _) => from.trim_start_matches('/').to_owned(),
                // A list in a folder below the top speaks of its own folder or of the top.
                (None, Some(from)) => below(skip::folder(path), from),
                (None, None) => continue,
            };
            if let Some(to) = text("redirect_url") {
                redirects.push(Redirect {
                    list: path.clone(),
                    from,
                    to: to.to_owned(),
                });
            }
        }
    }
    redirects
}

fn below(folder: &str, path: &str) -> String {
    let path = path.trim_start_matches('/');
    if folder.is_empty() || path.starts_with(&format!("{folder}/")) {
        path.to_owned()
    } else {
        format!("{folder}/{path}")
    }
}

/// Gives drafts the addresses that redirects say they had.
pub(super) fn give(redirects: Vec<Redirect>, imported: &mut Imported) {
    let fold = |address: &str| normal(address).to_lowercase();
    let mut by_address: BTreeMap<String, usize> = BTreeMap::new();
    // From folders of the source to paths of the site, as the drafts show them.
    let mut sites: BTreeMap<String, String> = BTreeMap::new();
    for (number, draft) in imported.drafts.iter().enumerate() {
        for address in draft
            .addresses
            .iter()
            .filter(|address| address.starts_with('/'))
        {
            by_address.entry(fold(address)).or_insert(number);
            if let (Some(site), folder) = (address.rsplit_once('/'), skip::folder(&draft.source)) {
                sites
                    .entry(folder.to_owned())
                    .or_insert_with(|| site.0.to_owned());
            }
        }
    }
    let old: Vec<Option<String>> = redirects
        .iter()
        .map(|redirect| site_address(&redirect.from, &sites))
        .collect();
    let next: BTreeMap<String, &str> = redirects
        .iter()
        .zip(&old)
        .filter_map(|(redirect, old)| Some((fold(old.as_deref()?), redirect.to.as_str())))
        .collect();
    let mut elsewhere: BTreeMap<String, usize> = BTreeMap::new();
    for (redirect, old) in redirects.iter().zip(old) {
        let mut to = redirect.to.as_str();
        let mut found = None;
        for _ in 0..8 {
            let address = fold(to.strip_prefix(super::SITE).unwrap_or(to));
            found = by_address.get(&address).copied();
            match next.get(&address) {
                Some(further) if found.is_none() => to = further,
                _ => break,
            }
        }
        match found {
            Some(number) => {
                let draft = &mut imported.drafts[number];
                draft.addresses.push(redirect.from.clone());
                draft
                    .addresses
                    .extend(old.filter(|old| fold(old) != fold(&redirect.to)));
            }
            None => *elsewhere.entry(redirect.list.clone()).or_default() += 1,
        }
    }
    for (list, count) in elsewhere {
        let what = "redirects to pages that are not in the source";
        imported
            .losses
            .push(Loss::new(&list, 0, what, count.to_string()));
    }
}

/// The address that a file of the source had, by its folder or the nearest one above.
fn site_address(path: &str, sites: &BTreeMap<String, String>) -> Option<String> {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let mut folder = skip::folder(path);
    loop {
        if let Some(site) = sites.get(folder) {
            let rest = &stem[folder.len()..];
            return Some(format!("{site}/{}", rest.trim_start_matches('/')));
        }
        if folder.is_empty() {
            return None;
        }
        folder = skip::folder(folder);
    }
}
