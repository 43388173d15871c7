//! Old addresses inside the site.
//!
//! In: drafts with every address they are known by, and the paths that the new site has. Out: aliases, each of which
//! one article has and nothing else; the others are losses.

use std::collections::BTreeSet;

use super::links::Copies;
use super::plan::{Before, Page};
use super::targets::{Targets, fit};
use super::types::{Draft, Loss};

/// Old addresses inside the site that are free become aliases.
pub(super) fn put(
    drafts: &mut [Draft],
    pages: &[Page],
    copies: &Copies,
    before: &Before,
    losses: &mut Vec<Loss>,
) {
    let mut site = Targets::default();
    for page in crate::book::PAGES {
        site.claim(page);
    }
    let paths = pages
        .iter()
        .map(|page| &page.target)
        .chain(copies.all().values())
        .chain(&before.others);
    for path in paths {
        site.claim(path.strip_prefix("static/").unwrap_or(path));
    }
    for draft in drafts {
        let old = std::mem::take(&mut draft.front.aliases);
        let old = old.into_iter().chain(
            draft
                .addresses
                .iter()
                .filter(|address| address.starts_with('/'))
                .cloned(),
        );
        let mut seen = BTreeSet::new();
        for address in old {
            let path = address
                .split(['?', '#'])
                .next()
                .unwrap_or_default()
                .trim_matches('/')
                .to_owned();
            let page = if path.ends_with(".html") || path.ends_with(".htm") {
                path.clone()
            } else {
                format!("{path}/index.html")
            };
            if path.is_empty() || !seen.insert(page.clone()) {
                continue;
            }
            let first = path.split('/').next().unwrap_or_default();
            let free = fit(&path) == path
                && !path.contains('%')
                && !["assets", "search", "products", "platforms", "id", "fixes"].contains(&first)
                && !path.to_ascii_lowercase().contains(".fixbook")
                && site.claim(&page);
            if free {
                draft.front.aliases.push(format!("/{path}"));
            } else {
                losses.push(Loss::new(
                    &draft.source,
                    0,
                    "old address that can't lead here",
                    address,
                ));
            }
        }
    }
}
