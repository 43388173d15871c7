//! "Still stuck?": what to send, and to whom.

use serde::Serialize;

use super::Html;
use super::frame::day;
use super::search_page::about;
use super::site::{Link, Site};
use super::text::Place;
use super::url::{encode_path, encode_value};
use crate::model::{Article, Text};

/// The way to people.
#[derive(Debug, Clone, Serialize)]
pub struct Stuck {
    /// Lines to send, ready to copy.
    pub details: String,
    /// What support will ask for.
    pub collect: Vec<Html>,
    /// Mail link with the details filled in: to the help desk, or to whom the reader likes.
    pub mail: Link,
    /// Link to a page of the help desk.
    pub web: Option<Link>,
    /// Who answers and when.
    pub response: Option<String>,
}

/// The block of an article.
pub(super) fn of_article(place: &Place<'_>, article: &Article, title: &str) -> Stuck {
    let symptom = article.symptoms.iter();
    let message = symptom
        .flat_map(|s| [s.message.as_deref(), s.code.as_deref()])
        .flatten()
        .next();
    let site = place.site;
    let problem = match &article.id {
        Some(id) => format!("{id} {title}"),
        None => title.to_owned(),
    };
    let reviewed = article.review.reviewed.map(|date| day(site, date));
    let details = [
        ("details_problem", Some(problem.clone())),
        ("details_message", message.map(str::to_owned)),
        ("details_page", page_address(site, &article.url)),
        ("details_reviewed", reviewed),
    ];
    stuck(place, &problem, &details, &article.collect_before_support)
}

/// The block of a shared fix.
pub(super) fn of_fix(place: &Place<'_>, title: &str) -> Stuck {
    let details = [
        ("details_fix", Some(title.to_owned())),
        ("details_page", page_address(place.site, place.page)),
    ];
    stuck(place, title, &details, &[])
}

fn stuck(
    place: &Place<'_>,
    subject: &str,
    details: &[(&str, Option<String>)],
    collect: &[Text],
) -> Stuck {
    let (site, t) = (place.site, place.site.t());
    let lines: Vec<(&str, &str)> = details
        .iter()
        .filter_map(|(key, value)| Some((t.get(key), value.as_deref()?)))
        .collect();
    let width = lines.iter().map(|(name, _)| name.chars().count()).max();
    let width = width.unwrap_or(0) + 2;
    let details: Vec<String> = lines
        .iter()
        .map(|(name, value)| format!("{name:width$}{value}"))
        .collect();
    let details = details.join("\n");
    let support = &site.book.config.support;
    let (to, text) = match &support.email {
        Some(email) => (encode_value(email).replace("%40", "@"), "mail"),
        None => (String::new(), "mail_anyone"),
    };
    let mail = Link {
        url: format!(
            "mailto:{to}?subject={}&body={}",
            encode_value(subject),
            encode_value(&details)
        ),
        text: t.get(text).to_owned(),
    };
    Stuck {
        details,
        collect: collect.iter().map(|text| place.inline(text)).collect(),
        mail,
        web: support.url.as_ref().map(|url| Link {
            url: about(url, subject),
            text: t.get("contact_web").to_owned(),
        }),
        response: support.response.clone(),
    }
}

fn page_address(site: &Site<'_>, page: &str) -> Option<String> {
    let base = site.book.config.base_url.as_ref()?;
    Some(format!("{base}{}", encode_path(page)))
}
