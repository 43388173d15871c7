//! Docusaurus.
//!
//! In: a site with `docusaurus.config.*`, or a folder of its documents. Out: a draft for each document of the current
//! version; folders get the titles of their `_category_` files.

mod blocks;
mod elements;
mod jsx;
mod links;
mod mdx;
mod site;
mod tags;

use super::skip::joined;
use super::text;
use super::{Draft, Imported, Loss, Skipped, Value};
use super::{front, skip, title, words};
use crate::source::Files;
use blocks::convert;
use mdx::Reader;
use site::{address, category, settings, without_numbers};

/// Reads the source.
pub(super) fn read(files: &dyn Files) -> Imported {
    let mut imported = Imported::default();
    let is_config = |path: &&str| {
        let name = path.rsplit('/').next().unwrap_or(path);
        name.starts_with("docusaurus.config.") && !path.contains("node_modules/")
    };
    let paths: Vec<&str> = files
        .list()
        .iter()
        .map(|entry| entry.path.as_str())
        .collect();
    let config = paths
        .iter()
        .copied()
        .filter(is_config)
        .min_by_key(|path| (path.matches('/').count(), *path));
    let root = config.map(skip::folder).unwrap_or_default().to_owned();
    if let Some(config) = config {
        settings(files, config, &mut imported);
    }
    let holds = |folder: &str| {
        paths
            .iter()
            .any(|path| path.starts_with(&format!("{folder}/")) && is_document(path))
    };
    let inside = joined(&root, "docs").unwrap_or_default();
    let beside = joined(&root, "../docs");
    let docs = if holds(&inside) {
        inside
    } else {
        beside
            .filter(|folder| holds(folder))
            .unwrap_or_else(|| root.clone())
    };
    for path in &paths {
        let name = path.rsplit('/').next().unwrap_or(path);
        if name.starts_with("_category_.") {
            category(files, path, &docs, &mut imported);
            continue;
        }
        let why = if name.starts_with("sidebars.") {
            Some("sidebars, whose order is not kept")
        } else if is_document(path) {
            why_not(path, &root, &docs)
        } else {
            continue;
        };
        match why {
            Some(why) => imported.skipped.push(Skipped {
                source: (*path).to_owned(),
                why: why.to_owned(),
            }),
            None => document(files, path, &root, &docs, &mut imported),
        }
    }
    imported
}

fn is_document(path: &str) -> bool {
    skip::is_markdown(path) || path.to_ascii_lowercase().ends_with(".mdx")
}

/// A path below a folder.
fn below<'a>(path: &'a str, folder: &str) -> Option<&'a str> {
    match folder {
        "" => Some(path),
        folder => path.strip_prefix(folder)?.strip_prefix('/'),
    }
}

/// Why a file is no article.
fn why_not(path: &str, root: &str, docs: &str) -> Option<&'static str> {
    let own = below(path, root).unwrap_or(path);
    let first = own.split('/').next().unwrap_or_default();
    if own.starts_with("versioned_docs/") || own.contains("/versioned_docs/") {
        return Some("documents of older versions");
    }
    match first {
        "i18n" => return Some("translations"),
        "blog" => return Some("posts of a blog"),
        "src" => return Some("pages that are no documents"),
        _ => {}
    }
    let Some(inside) = below(path, docs) else {
        return Some("files outside of the documents' folder");
    };
    if inside.split('/').any(|part| part.starts_with('_')) {
        return Some("text that other articles include");
    }
    let name = inside
        .rsplit('/')
        .next()
        .unwrap_or(inside)
        .to_ascii_lowercase();
    // A read-me is the page of its folder.
    if name.starts_with("readme.") && docs != root {
        None
    } else {
        skip::why(inside)
    }
}

fn document(files: &dyn Files, path: &str, root: &str, docs: &str, imported: &mut Imported) {
    let Ok(bytes) = files.read(path) else {
        let why = super::UNREAD.to_owned();
        imported.skipped.push(Skipped {
            source: path.to_owned(),
            why,
        });
        return;
    };
    let text = text::decode(path, &bytes, &mut imported.losses);
    let parts = front::split(path, &text, &mut imported.losses);
    let before = parts.before(&text);
    let mut own = Own::default();
    let entries = parts
        .entries
        .into_iter()
        .filter_map(|(key, value)| own.take(key, value))
        .collect();
    let (front, mut addresses) = front::front(path, &text, entries, &mut imported.losses);
    let mut reader = Reader {
        files,
        root,
        losses: std::mem::take(&mut imported.losses),
        open: vec![path.to_owned()],
        written: text.len(),
    };
    let marked = mdx::read(&mut reader, path, &parts.body, before);
    imported.losses = reader.losses;
    let body = convert(path, &marked, &mut imported.losses);
    let base = skip::folder(path).to_owned();
    let body = links::links(&super::blocks::collapse(body), files, root, &base);
    let inside = below(path, docs).unwrap_or(path);
    addresses.push(address(inside, own.id.as_deref(), own.slug.as_deref()));
    let mut draft = Draft {
        source: path.to_owned(),
        target: skip::as_md(&without_numbers(inside)),
        front,
        body: body + "\n",
        addresses,
        base,
    };
    if let Some(day) = own.day {
        draft.front.reviewed.get_or_insert(day);
    }
    if own.unlisted {
        draft
            .front
            .confidence
            .get_or_insert_with(|| "wip".to_owned());
    }
    let titled = !draft.front.title.is_empty() || draft.body.trim_start().starts_with("# ");
    if draft.body.trim().is_empty() && !titled && own.label.is_none() {
        imported.skipped.push(Skipped {
            source: path.to_owned(),
            why: "empty files".to_owned(),
        });
        return;
    }
    if let Some(label) = &own.label
        && !titled
    {
        draft.front.title = words::escape(label);
    }
    title::settle(&mut draft, &text, &mut imported.losses);
    if let Some(label) = own.label
        && crate::html::plain(&draft.front.title) != label
    {
        imported.losses.push(Loss::new(
            path,
            text::line_of(&text, "sidebar_label:"),
            "title in the sidebar, beside the page's own",
            label,
        ));
    }
    imported.drafts.push(draft);
}

/// Keys of front matter that only Docusaurus has.
#[derive(Default)]
struct Own {
    id: Option<String>,
    slug: Option<String>,
    label: Option<String>,
    day: Option<String>,
    unlisted: bool,
}

impl Own {
    fn take(&mut self, key: String, value: Value) -> Option<(String, Value)> {
        let text = words::flat(&value);
        match key.as_str() {
            "id" if !text.is_empty() => self.id = Some(text),
            "slug" if !text.is_empty() => self.slug = Some(text),
            "sidebar_label" if !text.is_empty() => self.label = Some(text),
            "unlisted" if text == "true" => self.unlisted = true,
            "unlisted" => {}
            "last_update" => {
                if let Value::Map(entries) = &value {
                    let day = entries.iter().find(|(key, _)| key == "date");
                    self.day = day.and_then(|(_, day)| front::date(&words::flat(day)));
                }
                // Its author is a person, who does not come along.
                if self.day.is_none() {
                    return Some((key, value));
                }
            }
            "tags" => {
                // Tags may be maps with a label.
                let Value::List(items) = value else {
                    return Some((key, value));
                };
                let label = |item: Value| match &item {
                    Value::Map(entries) => entries
                        .iter()
                        .find(|(key, _)| key == "label")
                        .map_or(item.clone(), |(_, label)| label.clone()),
                    _ => item,
                };
                return Some((key, Value::List(items.into_iter().map(label).collect())));
            }
            _ => return Some((key, value)),
        }
        None
    }
}
