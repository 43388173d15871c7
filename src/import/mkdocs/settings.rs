//! The settings of MkDocs.
//!
//! In: `mkdocs.yml`. Out: where pages and snippets stand, titles of the navigation, redirects.

use std::collections::BTreeMap;

use super::super::skip::{self, joined};
use super::super::text::{self, line_of};
use super::super::types::{Imported, Loss, Value};
use super::super::{words, yaml};
use crate::source::Files;

/// What `mkdocs.yml` says.
#[derive(Debug, Default)]
pub(super) struct Project {
    /// Folder that the file stands in.
    pub(super) root: String,
    /// Folder of the pages.
    pub(super) docs: String,
    /// Folders that snippets are looked for in.
    pub(super) snippets: Vec<String>,
    /// Files whose abbreviations hold for all pages.
    pub(super) appended: Vec<String>,
    /// Old pages and where they went, as paths below `docs`.
    pub(super) redirects: Vec<(String, String)>,
    /// Title of each page in the navigation, by its path below `docs`.
    pub(super) titles: BTreeMap<String, String>,
}

/// Reads `mkdocs.yml`, of the source's top or of the only folder that has one.
pub(super) fn project(files: &dyn Files, imported: &mut Imported) -> Project {
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
