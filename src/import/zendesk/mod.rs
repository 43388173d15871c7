//! Zendesk's help center.
//!
//! In: a folder with what its API answers, as files: pages of `categories`, `sections` and `articles`, or one article a
//! file. Out: a draft for each article in the folder of its section, its HTML as Markdown.

mod dump;

use std::collections::BTreeMap;

use serde_json::Value;

use super::json::broken;
use super::text;
use super::{Draft, Front, Imported, Loss, Skipped};
use super::{from_html, words};
use crate::source::Files;
use dump::{Dump, id_of, name_of, second, slug, string};

/// Articles that a home page shows first.
const MOST_COMMON: usize = 5;

/// Reads the source.
pub(super) fn read(files: &dyn Files) -> Imported {
    let mut imported = Imported::default();
    let mut dump = Dump::default();
    for entry in files.list() {
        let path = entry.path.as_str();
        if !path.to_ascii_lowercase().ends_with(".json") {
            continue;
        }
        let skip = |why: &str| Skipped {
            source: path.to_owned(),
            why: why.to_owned(),
        };
        let Ok(bytes) = files.read(path) else {
            imported.skipped.push(skip(super::UNREAD));
            continue;
        };
        let text = text::decode(path, &bytes, &mut imported.losses);
        match serde_json::from_str::<Value>(&text) {
            Ok(value) => {
                let found = dump.add(path, value);
                imported.skipped.push(skip(if found {
                    "parts of the dump, read as articles and sections"
                } else {
                    "JSON that is no part of a help center"
                }));
            }
            Err(error) => {
                imported.losses.push(broken(path, &text, &error));
                imported.skipped.push(skip("files with broken JSON"));
            }
        }
    }
    let folders = dump.folders(&mut imported.sections);
    let mut seen: BTreeMap<String, (String, &Value)> = BTreeMap::new();
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    for (_, id, article) in &dump.articles {
        let url = string(article, "html_url").unwrap_or_else(|| format!("/hc/articles/{id}"));
        known.entry(id.clone()).or_insert(url);
    }
    let attachments: BTreeMap<&str, &str> = files
        .list()
        .iter()
        .filter(|entry| !entry.path.ends_with(".json"))
        .filter_map(|entry| Some((entry.path.rsplit('/').next()?, entry.path.as_str())))
        .collect();
    let mut center = Center {
        folders,
        known,
        attachments,
        promoted: Vec::new(),
    };
    for (path, id, article) in &dump.articles {
        let locale = string(article, "locale").unwrap_or_default();
        let name = format!("{path}#{id}");
        if let Some((first, whole)) = seen.get(id) {
            let why = if *first == locale {
                "articles that the dump holds twice"
            } else {
                "translations"
            };
            let differs = ["title", "body"]
                .iter()
                .any(|key| whole.get(key) != article.get(key));
            if *first == locale && differs {
                imported.losses.push(second(&name, article));
            }
            imported.skipped.push(Skipped {
                source: format!("{name} {locale}").trim_end().to_owned(),
                why: why.to_owned(),
            });
            continue;
        }
        seen.insert(id.clone(), (locale, article));
        draft(&name, id, article, &mut center, &mut imported);
    }
    center.promoted.sort();
    for (at, (_, source, target, title)) in center.promoted.into_iter().enumerate() {
        if at < MOST_COMMON {
            imported.common.push(target);
        } else {
            imported.losses.push(Loss::new(
                &source,
                0,
                "place on the home page, which shows five",
                title,
            ));
        }
    }
    imported
}

/// What the articles of a help center have in common.
struct Center<'a> {
    /// The folder of each section.
    folders: BTreeMap<String, String>,
    /// The address of each article.
    known: BTreeMap<String, String>,
    /// Files beside the dump, by their names.
    attachments: BTreeMap<&'a str, &'a str>,
    /// Articles for the home page: place, source, target, title.
    promoted: Vec<(i64, String, String, String)>,
}

fn draft(
    source: &str,
    id: &str,
    article: &Value,
    center: &mut Center<'_>,
    imported: &mut Imported,
) {
    let mut lose = |what: &str, text: &str| imported.losses.push(Loss::new(source, 0, what, text));
    let title = name_of(article).unwrap_or_default();
    let html = match article.get("body") {
        Some(Value::String(body)) => body.clone(),
        Some(Value::Null) | None => String::new(),
        Some(other) => {
            lose("body that is no text", &other.to_string());
            String::new()
        }
    };
    if html.trim().is_empty() {
        lose("article without a text", &title);
        let why = "articles without a text".to_owned();
        imported.skipped.push(Skipped {
            source: source.to_owned(),
            why,
        });
        return;
    }
    let own_host = string(article, "html_url")
        .as_deref()
        .and_then(host)
        .unwrap_or_default()
        .to_owned();
    let link = |address: &str| led(address, &own_host, &center.known, &center.attachments);
    let (body, lost) = from_html::markdown(&html, &link);
    for (what, text) in lost {
        lose(&what, &text);
    }
    let section = id_of(article, "section_id");
    let folder = section
        .as_ref()
        .and_then(|section| center.folders.get(section))
        .cloned();
    if let (Some(section), None) = (&section, &folder) {
        lose("section that the dump does not hold", section);
    }
    let mut slug = slug(&title);
    if slug.is_empty() {
        slug = id.to_owned();
    }
    let target = match folder.filter(|folder| !folder.is_empty()) {
        Some(folder) => format!("{folder}/{slug}.md"),
        None => format!("{slug}.md"),
    };
    let mut addresses = vec![format!("https://{own_host}/hc/articles/{id}")];
    let url = string(article, "html_url");
    if let Some(url) = &url {
        addresses.push(url.clone());
        if let Some(path) = path_of(url) {
            addresses.push(path.to_owned());
        }
    } else {
        addresses.push(format!("/hc/articles/{id}"));
    }
    if imported.site.is_none() && !own_host.is_empty() {
        imported.site = Some(format!("https://{own_host}"));
    }
    let flag = |key: &str| article.get(key).and_then(Value::as_bool) == Some(true);
    let tags = article
        .get("label_names")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let tags = tags
        .filter_map(Value::as_str)
        .map(|tag| tag.trim().to_owned())
        .filter(|tag| !tag.is_empty());
    let restricted = article
        .get("user_segment_id")
        .is_some_and(|segment| !segment.is_null());
    if restricted {
        lose(
            "group of readers that may see it; it is `audience: internal` now",
            &article["user_segment_id"].to_string(),
        );
    }
    if flag("outdated") {
        lose("mark of an outdated translation", "outdated");
    }
    let day = string(article, "edited_at").or_else(|| string(article, "updated_at"));
    let front = Front {
        title: words::escape(&title),
        tags: tags.collect(),
        reviewed: day.filter(|day| !day.is_empty()),
        confidence: flag("draft").then(|| "wip".to_owned()),
        audience: restricted.then(|| "internal".to_owned()),
        ..Front::default()
    };
    if flag("promoted") && !flag("draft") && !restricted {
        let position = article.get("position").and_then(Value::as_i64).unwrap_or(0);
        center
            .promoted
            .push((position, source.to_owned(), target.clone(), title.clone()));
    }
    let mut draft = Draft {
        source: source.to_owned(),
        target,
        front,
        body: body + "\n",
        addresses,
        base: String::new(),
    };
    if title.trim().is_empty() {
        draft.front.title = format!("Article {id}");
    }
    imported.drafts.push(draft);
}

/// Where a link of an article leads: another article by its own address, an attachment by its file.
fn led(
    address: &str,
    own_host: &str,
    known: &BTreeMap<String, String>,
    attachments: &BTreeMap<&str, &str>,
) -> Option<String> {
    let path = match host(address) {
        Some(host) if host == own_host => path_of(address)?,
        Some(_) => "",
        None => address,
    };
    let file = address
        .split(['?', '#'])
        .next()
        .unwrap_or_default()
        .rsplit('/')
        .next()
        .unwrap_or_default();
    if address.contains("attachments/")
        && let Some(found) = attachments.get(file)
    {
        return Some(found.replace(' ', "%20"));
    }
    if !address.contains(['/', ':', '#']) {
        // Beside the article at hand.
        let digits = address.len()
            - address
                .trim_start_matches(|c: char| c.is_ascii_digit())
                .len();
        return known.get(&address[..digits]).cloned();
    }
    let rest = &path[path
        .find("/articles/")
        .filter(|_| path.starts_with("/hc/"))?
        + "/articles/".len()..];
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let url = known.get(&rest[..digits])?;
    let anchor = address.find('#').map_or("", |at| &address[at..]);
    Some(format!("{url}{anchor}"))
}

fn host(url: &str) -> Option<&str> {
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"))?;
    rest.split(['/', '?', '#']).next()
}

fn path_of(url: &str) -> Option<&str> {
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"))?;
    rest.find('/').map(|at| &rest[at..])
}
