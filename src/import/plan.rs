//! What an import would write.
//!
//! In: what a kind of source read, and what the knowledge base holds already. Out: a [`Plan`]: every file with its
//! content, every loss. Steps: paths, `tidy`, `anchors`, `links`, aliases, vocabulary, text.

use std::collections::{BTreeMap, BTreeSet};

use super::addresses::Addresses;
use super::aliases;
use super::anchors::{self, Anchors};
use super::links::{Copies, Map};
use super::output::{self, Vocabulary};
use super::rewrite::{To, rewrite};
use super::targets::{Targets, fit};
use super::text::line_of;
use super::tidy::tidy;
use super::types::{Draft, Front, Imported, Loss, Skipped};
use super::{front, kind, names, report};
use crate::parse;
use crate::source::Files;

/// The settings of a knowledge base.
pub(super) const SETTINGS: &str = "fixbook.yaml";
/// The report of losses, in the folder of the knowledge base.
pub const REPORT: &str = "import-report.md";

/// What is to be written where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Planned {
    /// This text.
    Text(String),
    /// A copy of this file of the source.
    Copy(String),
}

/// What an import would write.
#[derive(Debug, Default)]
pub struct Plan {
    /// Source and target of each article.
    pub articles: Vec<(String, String)>,
    /// Files by path in the knowledge base.
    pub files: BTreeMap<String, Planned>,
    /// What could not be kept, by file and line.
    pub losses: Vec<Loss>,
    /// What is no article, by file.
    pub skipped: Vec<Skipped>,
}

impl Plan {
    /// Number of copied files.
    pub fn copies(&self) -> usize {
        self.files
            .values()
            .filter(|file| matches!(file, Planned::Copy(_)))
            .count()
    }
}

/// What the knowledge base holds already.
#[derive(Debug, Default)]
pub struct Before {
    /// Text of its `fixbook.yaml`.
    pub settings: Option<String>,
    /// Whether an import wrote those settings, and nobody changed them since.
    pub settings_are_ours: bool,
    /// Paths of files that no import wrote.
    pub others: Vec<String>,
}

/// A draft on its way to a page.
pub(super) struct Page {
    pub(super) target: String,
    pub(super) body: String,
    pub(super) anchors: Anchors,
}

/// Plans an import.
pub fn plan(kind: &str, imported: Imported, files: &dyn Files, before: &Before) -> Plan {
    let Imported {
        title,
        site,
        sections,
        mut roles,
        common,
        mut drafts,
        assets,
        mut skipped,
        mut losses,
    } = imported;
    drafts.sort_by(|a, b| (&a.source, &a.target).cmp(&(&b.source, &b.target)));
    let wanted: BTreeSet<String> = drafts
        .iter()
        .map(|draft| fit(&format!("articles/{}", draft.target)))
        .collect();
    let mut targets = Targets::default();
    for other in before
        .others
        .iter()
        .filter(|other| !wanted.contains(*other))
    {
        targets.claim(other);
    }
    let original = |draft: &Draft| {
        String::from_utf8_lossy(&files.read(&draft.source).unwrap_or_default()).into_owned()
    };
    let mut pages: Vec<Page> = Vec::with_capacity(drafts.len());
    for draft in &mut drafts {
        let target = targets.take(&format!("articles/{}", draft.target));
        let text = original(draft);
        let body = tidy(
            &draft.source,
            &text,
            &std::mem::take(&mut draft.body),
            &mut losses,
        );
        let (body, anchors) = anchors::keep(&draft.front.title, &body);
        pages.push(Page {
            target,
            body,
            anchors,
        });
    }
    let addresses = Addresses::of(&drafts, files, site.as_deref());
    let mut copies = Copies::new(targets);
    for asset in assets {
        copies.put(&asset.source, &asset.target);
    }
    let mut bodies = Vec::with_capacity(pages.len());
    let by_target = pages
        .iter()
        .enumerate()
        .map(|(number, page)| (page.target.as_str(), number))
        .collect();
    let map = Map {
        addresses: &addresses,
        pages: &pages,
        by_target: &by_target,
        site: site.as_deref(),
    };
    for (number, draft) in drafts.iter_mut().enumerate() {
        let mut found: Vec<(&'static str, String)> = Vec::new();
        let mut lose = |what: &'static str, link: &str| found.push((what, link.to_owned()));
        let mut body = map.body(number, draft, &mut copies, &mut lose);
        map.front(number, draft, &mut copies, &mut lose);
        // Words of a link that went may form a link with what stands around them.
        for _ in 0..4 {
            let mut changed = false;
            body = rewrite(&body, |link, image| {
                if map.holds(number, link, image, &copies) {
                    return To::Same;
                }
                changed = true;
                lose(
                    if image {
                        "image that is not in the source"
                    } else {
                        "link that leads nowhere"
                    },
                    link,
                );
                To::Plain
            });
            if !changed {
                break;
            }
        }
        if !found.is_empty() {
            let text = original(draft);
            losses.extend(
                found.into_iter().map(|(what, link)| {
                    Loss::new(&draft.source, line_of(&text, &link), what, link)
                }),
            );
        }
        bodies.push(body);
    }
    let mut plan = Plan::default();
    aliases::put(&mut drafts, &pages, &copies, before, &mut losses);
    let mut vocabulary = Vocabulary::default();
    let existing = before.settings.as_deref().map(|text| parse::config(text).0);
    let open = existing.is_none() || before.settings_are_ours;
    if let Some(config) = &existing {
        vocabulary = output::vocabulary(config);
    }
    for ((draft, page), body) in drafts.iter_mut().zip(&pages).zip(&bodies) {
        if let Some(config) = existing.as_ref().filter(|_| !open) {
            names::settle(draft, config, &mut losses);
        }
        let (products, platforms) = vocabulary_of(draft, &mut vocabulary, open, &mut losses);
        dates(&mut draft.front, &draft.source, &mut losses);
        let mut text = output::article(&draft.front, &products, &platforms, body);
        if draft.front.kind.is_none() {
            draft.front.kind = kind::of(&text, existing.as_ref()).map(str::to_owned);
            text = output::article(&draft.front, &products, &platforms, body);
        }
        plan.files.insert(page.target.clone(), Planned::Text(text));
        plan.articles
            .push((draft.source.clone(), page.target.clone()));
    }
    for (source, target) in copies.all() {
        plan.files
            .insert(target.clone(), Planned::Copy(source.clone()));
    }
    if open {
        let named: BTreeSet<&str> = common.iter().map(String::as_str).collect();
        let mut first: Vec<String> = existing
            .as_ref()
            .map(|config| config.home.common.clone())
            .unwrap_or_default();
        for (draft, page) in drafts.iter().zip(&pages) {
            let name = page.target.trim_start_matches("articles/").to_owned();
            if named.contains(draft.target.as_str()) && !first.contains(&name) {
                first.push(name);
            }
        }
        for role in existing.iter().flat_map(|config| &config.roles) {
            roles.insert(role.id.clone(), role.label.clone());
        }
        let mut all = existing
            .as_ref()
            .map(|config| config.sections.clone())
            .unwrap_or_default();
        all.extend(sections);
        let title = existing
            .map(|config| config.title)
            .or(title)
            .unwrap_or_else(|| "Help".to_owned());
        plan.files.insert(
            SETTINGS.to_owned(),
            Planned::Text(output::settings(&title, &vocabulary, &roles, &all, &first)),
        );
    }
    losses.sort();
    losses.dedup();
    unused(files, &drafts, &copies, &mut skipped);
    skipped.sort();
    skipped.dedup();
    plan.losses = losses;
    plan.skipped = skipped;
    let text = report::text(kind, &plan);
    plan.files.insert(REPORT.to_owned(), Planned::Text(text));
    plan
}

/// Files that neither became articles nor are used by one.
fn unused(files: &dyn Files, drafts: &[Draft], copies: &Copies, skipped: &mut Vec<Skipped>) {
    let mut known: BTreeSet<String> = drafts.iter().map(|draft| draft.source.clone()).collect();
    known.extend(copies.all().keys().cloned());
    known.extend(skipped.iter().map(|file| file.source.clone()));
    let others = files
        .list()
        .iter()
        .filter(|entry| !known.contains(&entry.path));
    skipped.extend(others.map(|entry| Skipped {
        source: entry.path.clone(),
        why: "other files that no article uses".to_owned(),
    }));
}

/// Ids of the products and platforms of a draft; those that closed settings lack are losses.
fn vocabulary_of(
    draft: &Draft,
    vocabulary: &mut Vocabulary,
    open: bool,
    losses: &mut Vec<Loss>,
) -> (Vec<String>, Vec<String>) {
    if open {
        return (
            vocabulary.products(&draft.front.products),
            vocabulary.platforms(&draft.front.platforms),
        );
    }
    let mut known = vocabulary.clone();
    let mut ids = known.products(&draft.front.products);
    ids.extend(
        known
            .platforms(&draft.front.platforms)
            .into_iter()
            .map(|id| format!("\0{id}")),
    );
    let (mut products, mut platforms) = (Vec::new(), Vec::new());
    for id in ids {
        let (list, name, declared) = match id.strip_prefix('\0') {
            Some(id) => (
                &mut platforms,
                &known.platforms[id],
                vocabulary.platforms.contains_key(id),
            ),
            None => (
                &mut products,
                &known.products[&id],
                vocabulary.products.contains_key(&id),
            ),
        };
        if declared {
            list.push(id.trim_start_matches('\0').to_owned());
        } else {
            losses.push(Loss::new(
                &draft.source,
                0,
                "product or platform that fixbook.yaml does not declare",
                name,
            ));
        }
    }
    (products, platforms)
}

/// Dates that are none are losses.
fn dates(front: &mut Front, source: &str, losses: &mut Vec<Loss>) {
    if let Some(written) = front.reviewed.take() {
        front.reviewed = front::date(&written);
        if front.reviewed.is_none() {
            losses.push(Loss::new(source, 0, "date that can't be read", written));
        }
    }
}
