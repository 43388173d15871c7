//! Links and images of drafts, from the addresses of the source to paths of the knowledge base.
//!
//! In: drafts with their targets and anchors. Out: bodies whose every link leads somewhere, the files that have to
//! come along, and a loss for every link that leads nowhere: its words stay as text.

use std::collections::{BTreeMap, BTreeSet};

use super::addresses::{Addresses, Found};
use super::anchors::Anchors;
use super::plan::Page;
use super::rewrite::{To, rewrite};
use super::skip;
use super::targets::Targets;
use super::types::{Draft, Value};
use crate::book::{Href, href, relative};

/// Images that pages show.
const IMAGES: &[&str] = &["avif", "gif", "jpeg", "jpg", "png", "svg", "webp"];

/// Files of the source that come along, with their paths in the knowledge base.
#[derive(Debug, Default)]
pub(super) struct Copies {
    by_source: BTreeMap<String, String>,
    taken: BTreeSet<String>,
    targets: Targets,
}

impl Copies {
    /// None yet; `targets` are taken already.
    pub(super) fn new(targets: Targets) -> Self {
        Self {
            by_source: BTreeMap::new(),
            taken: BTreeSet::new(),
            targets,
        }
    }

    /// Puts a file at a place that the kind of source asks for.
    pub(super) fn put(&mut self, source: &str, target: &str) {
        let target = self.targets.take(target);
        self.taken.insert(target.clone());
        self.by_source.insert(source.to_owned(), target);
    }

    /// Whether a copy goes to this path.
    fn holds(&self, path: &str) -> bool {
        self.taken.contains(path)
    }

    /// All of them.
    pub(super) fn all(&self) -> &BTreeMap<String, String> {
        &self.by_source
    }

    fn take(&mut self, source: &str) -> String {
        if let Some(target) = self.by_source.get(source) {
            return target.clone();
        }
        let folder = if is_image(source) {
            "articles"
        } else {
            "static/files"
        };
        let target = self.targets.take(&format!("{folder}/{source}"));
        self.taken.insert(target.clone());
        self.by_source.insert(source.to_owned(), target.clone());
        target
    }
}

/// What links of all drafts have in common.
pub(super) struct Map<'a> {
    /// Who is known by which address.
    pub(super) addresses: &'a Addresses<'a>,
    /// The page of each draft.
    pub(super) pages: &'a [Page],
    /// Number of each page by its target.
    pub(super) by_target: &'a BTreeMap<&'a str, usize>,
    /// Address of the old site.
    pub(super) site: Option<&'a str>,
}

/// Notes a loss: what, and the address.
pub(super) type Lose<'l> = dyn FnMut(&'static str, &str) + 'l;

impl Map<'_> {
    /// The body of a draft with new addresses.
    pub(super) fn body(
        &self,
        number: usize,
        draft: &Draft,
        copies: &mut Copies,
        lose: &mut Lose<'_>,
    ) -> String {
        let page = &self.pages[number];
        rewrite(&page.body, |link, image| {
            self.answer(number, draft, link, image, copies, lose)
        })
    }

    /// Texts of the front matter with new addresses.
    pub(super) fn front(
        &self,
        number: usize,
        draft: &mut Draft,
        copies: &mut Copies,
        lose: &mut Lose<'_>,
    ) {
        let mut front = std::mem::take(&mut draft.front);
        let mut change = |text: &str| {
            rewrite(text, |link, image| {
                self.answer(number, draft, link, image, copies, lose)
            })
        };
        if let Some(summary) = &mut front.summary {
            *summary = change(summary);
        }
        for (key, value) in &mut front.more {
            in_value(key, value, &mut change);
        }
        draft.front = front;
    }

    fn answer(
        &self,
        number: usize,
        draft: &Draft,
        link: &str,
        image: bool,
        copies: &mut Copies,
        lose: &mut Lose<'_>,
    ) -> To {
        let own = &self.pages[number];
        let mut nothing = |what: &'static str| {
            lose(what, link);
            To::Plain
        };
        if link.trim().is_empty() {
            return nothing(if image {
                "image without a source"
            } else {
                "link without an address"
            });
        }
        match self.addresses.find(&draft.base, link) {
            Found::Outside if link.trim().starts_with("//") => {
                To::Address(format!("https:{}", link.trim()))
            }
            Found::Outside => To::Same,
            Found::Unsafe if image && link.trim().starts_with("data:image/") => To::Same,
            Found::Unsafe => nothing("address that pages must not hold"),
            Found::Nowhere if image => nothing("image that is not in the source"),
            Found::Nowhere => nothing("link that leads nowhere"),
            Found::Site(path) => match self.site {
                Some(site) if !image => To::Address(format!("{site}{path}")),
                _ if image => nothing("image that is not in the source"),
                _ => nothing("link that leads nowhere"),
            },
            Found::Draft(..) | Found::Here(_) if image => nothing("image that is no image"),
            Found::Here(anchor) => match anchor_of(&own.anchors, &anchor) {
                Some("") => To::Address("#top".to_owned()),
                Some(id) => To::Address(format!("#{id}")),
                None => nothing("link to a place that its page does not have"),
            },
            Found::Draft(other, anchor) => {
                let page = &self.pages[other];
                let mut address = relative(&own.target, &page.target);
                if let Some(anchor) = anchor.filter(|anchor| !anchor.is_empty()) {
                    match anchor_of(&page.anchors, &anchor) {
                        Some("") => {}
                        Some(id) => address.push_str(&format!("#{id}")),
                        None => lose("place on a page, where the link now leads to its top", link),
                    }
                }
                To::Address(address)
            }
            Found::File(path) if skip::is_markdown(&path) => {
                nothing("link to a file that is no article")
            }
            Found::File(path) if image && !is_image(&path) => {
                let target = copies.take(&path);
                lose(
                    "picture in a format that pages do not show, now a link",
                    link,
                );
                To::Link(relative(&own.target, &target))
            }
            Found::File(path) => To::Address(relative(&own.target, &copies.take(&path))),
        }
    }

    /// Whether a link of a finished page leads somewhere, by the same rules that a build checks.
    pub(super) fn holds(&self, number: usize, link: &str, image: bool, copies: &Copies) -> bool {
        let own = &self.pages[number];
        match href(&own.target, link) {
            Href::Outside => {
                let scheme = link
                    .trim()
                    .split(':')
                    .next()
                    .unwrap_or_default()
                    .to_ascii_lowercase();
                let data = image && link.trim().starts_with("data:image/");
                data || (scheme.len() > 1
                    && !["javascript", "vbscript", "data", "file"].contains(&scheme.as_str())
                    && !link.trim().starts_with(['/', '\\']))
            }
            Href::Escapes => false,
            Href::Here(anchor) => {
                !image
                    && (anchor.is_empty()
                        || anchor == "top"
                        || own.anchors.get(&anchor) == Some(&anchor))
            }
            Href::File { path, anchor } => {
                let page = self
                    .by_target
                    .get(path.as_str())
                    .map(|number| &self.pages[*number]);
                match page {
                    Some(page) => {
                        !image
                            && anchor
                                .is_none_or(|anchor| page.anchors.get(&anchor) == Some(&anchor))
                    }
                    None => copies.holds(&path) && (!image || is_image(&path)),
                }
            }
        }
    }
}

/// The id that a page has for an anchor; empty for its top.
fn anchor_of<'a>(anchors: &'a Anchors, anchor: &str) -> Option<&'a str> {
    let exact = anchors
        .get(anchor)
        .or_else(|| anchors.get(&anchor.to_lowercase()));
    exact.map(String::as_str)
}

fn in_value(key: &str, value: &mut Value, change: &mut impl FnMut(&str) -> String) {
    match value {
        // Exact words and addresses are no Markdown.
        Value::Text(_)
            if matches!(
                key,
                "message" | "code" | "url" | "id" | "use" | "go" | "when"
            ) => {}
        Value::Text(text) if text.contains("](") => *text = change(text),
        Value::Text(_) => {}
        Value::List(items) => items
            .iter_mut()
            .for_each(|item| in_value(key, item, change)),
        Value::Map(entries) => entries
            .iter_mut()
            .for_each(|(key, value)| in_value(key, value, change)),
    }
}

fn is_image(path: &str) -> bool {
    let ending = path
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| IMAGES.contains(&ending.as_str()))
}
