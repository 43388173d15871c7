//! An article that was written for another tool.
//!
//! In: path and text of a file, the settings. Out: the same typed article as from our own front matter. Steps:
//! see through invisible characters (`unseen`), find the front matter if there is any, mend it where it is no
//! YAML (`mend`), read our keys and by the map of the settings theirs, take the title from a heading where no key
//! gives it, and take a heading that repeats the title out of the body. Places stay right: bytes are replaced
//! one for one.

use super::article::keys;
use super::content::fold;
use super::front::{self, Parts};
use super::types::{ParsedArticle, Ref};
use super::yaml::{Doc, Fields, Node};
use super::{links, mend, stem, unseen};
use crate::config::{Config, OurKey};
use crate::diag::{At, Diagnostic};
use crate::model::{Date, Text};

/// Reads an article; none for a file that is none.
pub fn article(
    path: &str,
    text: &str,
    config: &Config,
) -> (Option<ParsedArticle>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let text = unseen::replaced(text);
    let parts = split(path, &text, &mut found);
    let front = &text[parts.yaml.clone()];
    let mended;
    let doc = match Doc::read(path, front, parts.yaml.start) {
        Ok(doc) => doc,
        Err(_) => {
            mended = mend::mended(front);
            let at = At::Span(parts.yaml.start..parts.yaml.start + first_line(front));
            let message = "this front matter is not YAML; it was read line by line";
            found.push(
                Diagnostic::warning("loose-yaml", path, at, message)
                    .help("put text that holds `: `, `#` or quotes into quotes"),
            );
            match Doc::read(path, &mended, parts.yaml.start) {
                Ok(doc) => doc,
                Err(_) => Doc::empty(path),
            }
        }
    };
    let nothing = Doc::empty(path);
    let root = doc.root();
    let fields = if root.is_map() {
        root.fields("a map of keys")
    } else {
        nothing.root().fields("a map of keys")
    };
    let fields = fields.renamed(&config.content.keys);
    let (mut title, mut article) = keys(&fields, path);
    adopt(&fields, &mut article, &mut title, config);
    let unknown = fields.rest();
    let no_front = front.trim().is_empty();
    let (problems, text_links) = doc.finish();
    found.extend(problems);
    for key in unknown {
        let message = format!("`{key}` is a key of another tool and is not used");
        found.push(
            Diagnostic::note("foreign-key", path, At::Key(key), message)
                .help("map it under `content.keys` in fixbook.yaml, also to `ignore`"),
        );
    }
    article.text_links = text_links;
    article.body_offset = parts.body.start;
    article.body = text[parts.body].to_owned();
    let title = titled(title, &mut article, path, no_front);
    let Some(title) = title else {
        let message = "this file has neither front matter nor a heading, so it is no article";
        found.retain(|problem| problem.code != "foreign-key");
        found.push(Diagnostic::note("not-an-article", path, At::File, message));
        return (None, found);
    };
    article.title = title;
    (Some(article), found)
}

/// The parts of a file; all of it is the body where there is no front matter.
fn split(path: &str, text: &str, found: &mut Vec<Diagnostic>) -> Parts {
    match front::split_loosely(path, text) {
        Ok(parts) => parts,
        Err(problem) => {
            if problem.code == "open-front-matter" {
                found.push(problem);
            }
            let start = front::bom(text);
            Parts {
                yaml: start..start,
                body: start..text.len(),
            }
        }
    }
}

fn first_line(text: &str) -> usize {
    text.split('\n').next().map_or(0, str::len)
}

/// The title by a key, by a heading, or by the name of the file; none for what is no article.
fn titled(
    title: Option<Text>,
    article: &mut ParsedArticle,
    path: &str,
    no_front: bool,
) -> Option<Text> {
    let may_repeat = article.body.contains("# ") || article.body.contains("\n=");
    let title = title
        .map(|title| tidy(title.as_str()))
        .filter(|t| !t.is_empty());
    if title.is_some() && !may_repeat {
        return title.map(Text);
    }
    let headings = links::headings(&article.body);
    let top = headings.iter().find(|heading| heading.level == 1);
    let first = headings.first();
    let (title, repeated) = match (title, top, first) {
        (Some(title), top, _) => {
            let same = top.filter(|top| says(&title, &top.words));
            (title, same)
        }
        (None, Some(top), _) => (tidy(&top.markdown), Some(top)),
        (None, None, Some(first)) => (tidy(&first.markdown), None),
        (None, None, None) if no_front => return None,
        (None, None, None) => (from_name(stem(path)), None),
    };
    if let Some(heading) = repeated {
        // Spaces keep the places of all that follows.
        let blank: String = article.body[heading.range.clone()]
            .bytes()
            .map(|byte| if byte == b'\n' { '\n' } else { ' ' })
            .collect();
        article.body.replace_range(heading.range.clone(), &blank);
    }
    Some(Text(title))
}

/// Whether the title says all words of a heading.
fn says(title: &str, heading: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let title = words(title);
    words(heading).iter().all(|word| title.contains(word))
}

fn tidy(text: &str) -> String {
    let seen: String = text
        .chars()
        .filter(|c| !unseen::is_zero_width(*c))
        .collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn from_name(stem: &str) -> String {
    let words = stem.replace(['-', '_'], " ");
    let mut chars = words.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => words,
    }
}

/// Takes over the values of another tool's keys.
fn adopt(
    fields: &Fields<'_>,
    article: &mut ParsedArticle,
    title: &mut Option<Text>,
    config: &Config,
) {
    for (theirs, ours) in &config.content.keys {
        let Some(node) = fields.foreign(theirs) else {
            continue;
        };
        if *ours == OurKey::Ignore || node.is_nothing() {
            continue;
        }
        match ours {
            OurKey::Title => *title = title.take().or_else(|| node.text()),
            OurKey::Summary => article.summary = article.summary.take().or_else(|| node.text()),
            OurKey::Id => article.id = article.id.take().or_else(|| node.reference()),
            OurKey::Versions => {
                article.versions = article.versions.take().or_else(|| node.string())
            }
            OurKey::Owner => {
                article.review.owner = article.review.owner.take().or_else(|| node.string())
            }
            OurKey::Reviewed => {
                article.review.reviewed = article.review.reviewed.or_else(|| date(&node))
            }
            OurKey::Aliases => {
                let aliases = node.items_or_one("a list");
                article
                    .aliases
                    .extend(aliases.iter().filter_map(Node::reference));
            }
            OurKey::Products | OurKey::Platforms | OurKey::Tags => {
                for word in words(&node) {
                    sort_in(word, *ours, &node, article, config);
                }
            }
            OurKey::Ignore => {}
        }
    }
}

/// The items of a list, or the parts of a text between commas.
fn words(node: &Node<'_>) -> Vec<String> {
    let texts: Vec<String> = if node.is_list() {
        node.items("a list")
            .iter()
            .filter_map(Node::string)
            .collect()
    } else {
        node.string()
            .map(|text| text.split([',', ';']).map(str::to_owned).collect())
            .unwrap_or_default()
    };
    texts
        .iter()
        .map(|text| tidy(&without_tags(text)))
        .map(|text| {
            text.trim_start_matches(|c: char| !c.is_alphanumeric())
                .to_owned()
        })
        .filter(|text| !text.is_empty())
        .collect()
}

fn without_tags(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        match after.split_once('>') {
            Some((_, after)) => rest = after,
            None => {
                out.push('<');
                rest = after;
            }
        }
    }
    out + rest
}

/// Puts a value where it belongs: a product, a platform, or a tag.
fn sort_in(
    word: String,
    ours: OurKey,
    node: &Node<'_>,
    article: &mut ParsedArticle,
    config: &Config,
) {
    let folded = fold(&word);
    let mapped = config.content.values.get(&folded);
    let name = mapped.unwrap_or(&folded);
    let product = config
        .products
        .iter()
        .find(|product| product.id == *name || mapped.is_none() && fold(&product.name) == *name);
    // A tag such as `Windows` says what an article mentions; it is a platform only where the settings say so.
    let platform = config.platforms.iter().find(|platform| {
        let told = mapped.is_some() || ours == OurKey::Platforms;
        told && (platform.id == *name || mapped.is_none() && fold(&platform.label) == *name)
    });
    let add = |list: &mut Vec<Ref>, id: &str| {
        if !list.iter().any(|known| known.text == id) {
            list.push(Ref {
                text: id.to_owned(),
                at: node.at(),
            });
        }
    };
    let tag = match (product, platform, mapped) {
        (Some(product), None, _) => return add(&mut article.products, &product.id),
        (Some(product), Some(_), _) if ours != OurKey::Platforms => {
            return add(&mut article.products, &product.id);
        }
        (_, Some(platform), _) => return add(&mut article.platforms, &platform.id),
        (_, None, Some(mapped)) if mapped.is_empty() => return,
        (_, None, Some(mapped)) => mapped.clone(),
        (_, None, None) => {
            if ours != OurKey::Tags {
                let what = if ours == OurKey::Products {
                    "product"
                } else {
                    "platform"
                };
                node.note(
                    "foreign-value",
                    format!("`{word}` is no {what} of fixbook.yaml and became a tag"),
                    "map it under `content.values` in fixbook.yaml: to an id, to another tag, or to nothing",
                );
            }
            word
        }
    };
    if !article.tags.contains(&tag) {
        article.tags.push(tag);
    }
}

/// A day as other tools write it: `2023-09-15`, also with a time, or in American order `09/15/2023`.
fn date(node: &Node<'_>) -> Option<Date> {
    let text = node.string()?;
    let day = text.trim().split(['T', ' ']).next().unwrap_or_default();
    let parts: Vec<&str> = day.split('/').collect();
    let found = match parts.as_slice() {
        [month, day, year] if year.len() == 4 => {
            let iso =
                |month: &str, day: &str| Date::parse(&format!("{year}-{month:0>2}-{day:0>2}"));
            iso(month, day).or_else(|| iso(day, month))
        }
        [year, month, day] => Date::parse(&format!("{year}-{month:0>2}-{day:0>2}")),
        _ => Date::parse(day),
    };
    if found.is_none() {
        node.note(
            "foreign-value",
            format!("`{text}` is no day and was left"),
            "write year-month-day, or month/day/year",
        );
    }
    found
}
