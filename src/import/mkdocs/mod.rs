//! MkDocs, with Material and the usual extensions of Python-Markdown.
//!
//! In: a project with `mkdocs.yml`, or a folder of its pages. Out: a draft for each page; the navigation gives
//! titles to folders and to pages without one, redirects become old addresses.

mod blocks;
mod inline;
mod snippets;

use std::collections::BTreeMap;

use super::skip::joined;
use super::text::{self, line_of};
use super::{Draft, Imported, Loss, Skipped, Value};
use super::{front, skip, title, words, yaml};
use crate::source::Files;
use blocks::convert;
use snippets::{abbreviations, expand, rows, write_out};

/// What `mkdocs.yml` says.
#[derive(Debug, Default)]
struct Project {
    /// Folder that the file stands in.
    root: String,
    /// Folder of the pages.
    docs: String,
    /// Folders that snippets are looked for in.
    snippets: Vec<String>,
    /// Files whose abbreviations hold for all pages.
    appended: Vec<String>,
    /// Old pages and where they went, as paths below `docs`.
    redirects: Vec<(String, String)>,
    /// Title of each page in the navigation, by its path below `docs`.
    titles: BTreeMap<String, String>,
}

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
        let why = "files that could not be read".to_owned();
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

/// Reads `mkdocs.yml`, of the source's top or of the only folder that has one.
fn project(files: &dyn Files, imported: &mut Imported) -> Project {
    let mut project = Project::default();
    let is_settings =
        |path: &str| matches!(path.rsplit('/').next(), Some("mkdocs.yml" | "mkdocs.yaml"));
    let mut found: Vec<&str> = files
        .list()
        .iter()
        .map(|entry| entry.path.as_str())
        .filter(|path| is_settings(path))
        .collect();
    found.sort_by_key(|path| (path.matches('/').count(), *path));
    let Some(path) = found.first().copied() else {
        let docs = files
            .list()
            .iter()
            .any(|entry| entry.path.starts_with("docs/") && skip::is_markdown(&entry.path));
        project.docs = if docs {
            "docs".to_owned()
        } else {
            String::new()
        };
        project.snippets = vec![String::new(), project.docs.clone()];
        return project;
    };
    let losses = &mut imported.losses;
    let text = files
        .read(path)
        .map(|bytes| text::decode(path, &bytes, losses))
        .unwrap_or_default();
    let settings = yaml::read(&text).unwrap_or_else(|why| {
        losses.push(Loss::new(path, 1, "settings that are no YAML", why));
        Vec::new()
    });
    let text_of = |key: &str| {
        settings
            .iter()
            .find(|(name, _)| name == key)
            .map(|(_, value)| words::flat(value))
    };
    project.root = skip::folder(path).to_owned();
    let docs = text_of("docs_dir").unwrap_or_else(|| "docs".to_owned());
    project.docs = joined(&project.root, &docs).unwrap_or_default();
    imported.title = text_of("site_name").filter(|name| !name.is_empty());
    let list = |value: &Value| match value {
        Value::List(items) => items.iter().map(words::flat).collect(),
        value => vec![words::flat(value)],
    };
    let in_root = |path: String| joined(&project.root, &path);
    let mut folders: Vec<String> = Vec::new();
    if let Some(options) = option(&settings, "markdown_extensions", "pymdownx.snippets") {
        folders = get(options, "base_path")
            .map(&list)
            .unwrap_or_default()
            .into_iter()
            .filter_map(in_root)
            .collect();
        let appended = get(options, "auto_append").map(&list).unwrap_or_default();
        let places = folders.iter().chain([&project.root, &project.docs]);
        let places: Vec<&String> = places.collect();
        project.appended = appended
            .iter()
            .filter_map(|file| {
                places
                    .iter()
                    .filter_map(|folder| joined(folder, file))
                    .find(|path| files.contains(path))
            })
            .collect();
    }
    folders.extend([project.root.clone(), project.docs.clone()]);
    project.snippets = folders;
    if let Some(options) = option(&settings, "plugins", "redirects")
        && let Some(Value::Map(maps)) = get(options, "redirect_maps")
    {
        project.redirects = maps
            .iter()
            .map(|(old, new)| (old.clone(), words::flat(new)))
            .collect();
    }
    if let Some((_, Value::List(nav))) = settings.iter().find(|(key, _)| key == "nav") {
        let mut pages = Vec::new();
        walk(
            nav,
            0,
            &mut imported.sections,
            &mut project.titles,
            &mut pages,
        );
        let line = line_of(&text, "nav:");
        losses.push(Loss::new(
            path,
            line,
            "order of the navigation",
            pages.join(", "),
        ));
    }
    project
}

/// The options of an extension or a plugin, which is a name, or a map from its name to its options.
fn option<'a>(settings: &'a [(String, Value)], key: &str, name: &str) -> Option<&'a Value> {
    let (_, list) = settings.iter().find(|(found, _)| found == key)?;
    match list {
        Value::List(items) => items.iter().find_map(|item| get(item, name)),
        map => get(map, name),
    }
}

fn get<'a>(value: &'a Value, key: &str) -> Option<&'a Value> {
    let Value::Map(entries) = value else {
        return None;
    };
    entries
        .iter()
        .find(|(name, _)| name == key)
        .map(|(_, value)| value)
}

/// Walks the navigation: titles of pages, and of folders that one of its sections fills. Returns the folder that all
/// pages of these items share.
fn walk(
    items: &[Value],
    depth: usize,
    sections: &mut BTreeMap<String, String>,
    titles: &mut BTreeMap<String, String>,
    pages: &mut Vec<String>,
) -> Option<String> {
    let mut common: Option<String> = None;
    for item in items {
        let entries = match item {
            Value::Text(path) => vec![(String::new(), Value::Text(path.clone()))],
            Value::Map(entries) => entries.clone(),
            Value::List(_) => continue,
        };
        for (title, value) in entries {
            let folder = match &value {
                Value::Text(path) if path.contains("://") => continue,
                Value::Text(path) => {
                    let path = path.trim_start_matches("./").to_owned();
                    let folder = skip::folder(&path).to_owned();
                    pages.push(if title.is_empty() {
                        path.clone()
                    } else {
                        title.clone()
                    });
                    titles.entry(path).or_insert(title);
                    Some(folder)
                }
                Value::List(inner) if depth < 20 => {
                    let folder = walk(inner, depth + 1, sections, titles, pages);
                    if let Some(folder) = folder.as_ref().filter(|folder| !folder.is_empty()) {
                        sections.entry(folder.clone()).or_insert(title);
                    }
                    folder
                }
                _ => continue,
            };
            common = match (common, folder) {
                (None, folder) => folder,
                (Some(common), None) => Some(common),
                (Some(common), Some(folder)) => Some(shared(&common, &folder)),
            };
        }
    }
    common
}

/// The folder that both folders lie in.
fn shared(a: &str, b: &str) -> String {
    let parts = a.split('/').zip(b.split('/')).take_while(|(a, b)| a == b);
    parts.map(|(part, _)| part).collect::<Vec<_>>().join("/")
}
