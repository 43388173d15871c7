//! The index of error messages and symptoms, which is also the search without scripts.

use std::collections::BTreeMap;

use serde::Serialize;

use super::frame::Frame;
use super::site::{Link, Site};
use super::url::relative;
use crate::html;
use crate::model::ArticleId;

/// More rows than this go to one file per letter.
const ONE_PAGE: usize = 400;

/// The index, one letter of it, or the search page that falls back to it.
#[derive(Debug, Clone, Serialize)]
pub struct ErrorsView {
    /// Around the page.
    pub page: Frame,
    /// The way from home to here.
    pub crumbs: Vec<Link>,
    /// Heading.
    pub title: String,
    /// A to Z.
    pub jumps: Vec<Jump>,
    /// Error messages and codes.
    pub messages: Vec<Letter>,
    /// Symptoms.
    pub symptoms: Vec<Letter>,
    /// The full list, where there is one besides.
    pub full: Option<String>,
}

/// A letter of the jump bar.
#[derive(Debug, Clone, Serialize)]
pub struct Jump {
    /// The letter.
    pub letter: String,
    /// Where its rows are.
    pub url: String,
    /// Whether they are on this page.
    pub current: bool,
}

/// Rows that begin with one letter.
#[derive(Debug, Clone, Serialize)]
pub struct Letter {
    /// Anchor; empty where another part of the page has it.
    pub id: String,
    /// The letter.
    pub letter: String,
    /// Its rows.
    pub rows: Vec<ErrorRow>,
}

/// A message, code or symptom that leads to an article.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct ErrorRow {
    /// The exact words.
    pub text: String,
    /// Title of the article.
    pub title: String,
    /// Address from the page at hand.
    pub url: String,
}

/// The pages of the index: path and view.
pub fn errors(site: &Site<'_>) -> Vec<(String, ErrorsView)> {
    let all: Vec<ArticleId> = (0..site.book.articles.len()).map(ArticleId).collect();
    let (mut said, mut seen) = (
        messages(site, "errors.html", &all),
        symptoms(site, "errors.html", &all),
    );
    let names = letters(said.iter().chain(&seen));
    if said.len() + seen.len() <= ONE_PAGE {
        let view = view(site, "errors.html", (said, seen), &names, false, None);
        return vec![("errors.html".to_owned(), view)];
    }
    // The other pages stand one folder down.
    for row in said.iter_mut().chain(&mut seen) {
        row.url.insert_str(0, "../");
    }
    let none = (Vec::new(), Vec::new());
    let jump = view(site, "errors.html", none, &names, true, None);
    let mut pages = vec![("errors.html".to_owned(), jump)];
    let (mut by_said, mut by_seen) = (by_letter(said.clone()), by_letter(seen.clone()));
    for name in &names {
        let path = format!("errors/{}.html", file_name(name));
        let rows = |by: &mut BTreeMap<String, Vec<ErrorRow>>| by.remove(name).unwrap_or_default();
        let rows = (rows(&mut by_said), rows(&mut by_seen));
        let view = view(site, &path, rows, &names, true, Some(name));
        pages.push((path, view));
    }
    let full = view(site, "errors/all.html", (said, seen), &names, false, None);
    pages.push(("errors/all.html".to_owned(), full));
    pages
}

/// The index on the search page, for readers without scripts.
pub(super) fn for_search(site: &Site<'_>) -> ErrorsView {
    let all: Vec<ArticleId> = (0..site.book.articles.len()).map(ArticleId).collect();
    let page = "search.html";
    let (mut said, mut seen) = (messages(site, page, &all), symptoms(site, page, &all));
    let names = letters(said.iter().chain(&seen));
    let many = said.len() + seen.len() > ONE_PAGE;
    if many {
        (said, seen) = (Vec::new(), Vec::new());
    }
    let mut view = view(site, page, (said, seen), &names, many, None);
    let title = site.t().get("search_title");
    view.page = Frame::new(site, page, title, site.t().get("search_label")).style("results");
    view.page.search = false;
    title.clone_into(&mut view.title);
    view
}

fn view(
    site: &Site<'_>,
    path: &str,
    (said, seen): (Vec<ErrorRow>, Vec<ErrorRow>),
    names: &[String],
    split: bool,
    current: Option<&str>,
) -> ErrorsView {
    let t = site.t();
    let title = match current {
        Some(letter) => t.fill("errors_letter", &[("letter", letter)]),
        None => t.get("errors_title").to_owned(),
    };
    let jump = |name: &String| Jump {
        letter: name.clone(),
        current: current == Some(name),
        url: match split {
            true => relative(path, &format!("errors/{}.html", file_name(name))),
            false => format!("#l-{}", file_name(name)),
        },
    };
    let messages = grouped(said, &[]);
    let symptoms = grouped(seen, &messages);
    let mut crumbs = vec![Link {
        url: relative(path, "index.html"),
        text: t.get("home").to_owned(),
    }];
    if path != "errors.html" {
        crumbs.push(Link {
            url: relative(path, "errors.html"),
            text: t.get("nav_errors").to_owned(),
        });
    }
    ErrorsView {
        page: Frame::new(site, path, &title, t.get("errors_lead"))
            .nav("errors")
            .style("results"),
        crumbs,
        title,
        jumps: names.iter().map(jump).collect(),
        messages,
        symptoms,
        full: split.then(|| relative(path, "errors/all.html")),
    }
}

/// Messages and codes of these articles, sorted, as seen from a page.
pub(super) fn messages(site: &Site<'_>, page: &str, ids: &[ArticleId]) -> Vec<ErrorRow> {
    rows(site, page, ids, |symptom| {
        let texts = [symptom.code.clone(), symptom.message.clone()];
        texts.into_iter().flatten().collect()
    })
}

fn symptoms(site: &Site<'_>, page: &str, ids: &[ArticleId]) -> Vec<ErrorRow> {
    rows(site, page, ids, |symptom| {
        let text = symptom.observation.as_ref();
        text.map(|text| html::plain(text.as_str()))
            .into_iter()
            .collect()
    })
}

fn rows(
    site: &Site<'_>,
    page: &str,
    ids: &[ArticleId],
    texts: impl Fn(&crate::model::Symptom) -> Vec<String>,
) -> Vec<ErrorRow> {
    let mut rows = Vec::new();
    for id in ids {
        let article = site.article(*id);
        for text in article.symptoms.iter().flat_map(&texts) {
            rows.push(ErrorRow {
                text,
                title: site.titles[id.0].clone(),
                url: relative(page, &article.url),
            });
        }
    }
    rows.sort_by_cached_key(|row| (sort_key(&row.text), row.clone()));
    rows.dedup();
    rows
}

fn sort_key(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric() || *c == ' ');
    letters
        .flat_map(char::to_lowercase)
        .collect::<String>()
        .trim()
        .to_owned()
}

/// The letter under which a text stands: `A`, `0-9` for digits, `#` for the rest.
fn letter(text: &str) -> String {
    match text.chars().find(|c| c.is_alphanumeric()) {
        Some(c) if c.is_ascii_digit() => "0-9".to_owned(),
        Some(c) if c.is_alphabetic() => c.to_uppercase().to_string(),
        _ => "#".to_owned(),
    }
}

fn file_name(letter: &str) -> String {
    match letter {
        "0-9" => "0".to_owned(),
        "#" => "other".to_owned(),
        letter => letter.to_lowercase(),
    }
}

fn letters<'a>(rows: impl Iterator<Item = &'a ErrorRow>) -> Vec<String> {
    let mut names: Vec<String> = rows.map(|row| letter(&row.text)).collect();
    names.sort();
    names.dedup();
    names
}

/// Rows by letter; a letter that `before` shows already gets no anchor.
fn grouped(rows: Vec<ErrorRow>, before: &[Letter]) -> Vec<Letter> {
    let taken = |letter: &str| before.iter().any(|other| other.letter == letter);
    let groups = by_letter(rows).into_iter().map(|(letter, rows)| Letter {
        id: match taken(&letter) {
            true => String::new(),
            false => format!("l-{}", file_name(&letter)),
        },
        letter,
        rows,
    });
    groups.collect()
}

fn by_letter(rows: Vec<ErrorRow>) -> BTreeMap<String, Vec<ErrorRow>> {
    let mut groups: BTreeMap<String, Vec<ErrorRow>> = BTreeMap::new();
    for row in rows {
        groups.entry(letter(&row.text)).or_default().push(row);
    }
    groups
}
