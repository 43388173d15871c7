//! What every page has around its content.

use serde::Serialize;

use super::site::Site;
use super::text::shorten;
use super::url::{encode_path, root};
use super::{Html, qr};
use crate::model::{Date, Days, Review};

/// Around every page, as `page` in templates.
#[derive(Debug, Clone, Serialize)]
pub struct Frame {
    /// What the browser shows as the page's name.
    pub title: String,
    /// One sentence for search engines; empty where there is none.
    pub description: String,
    /// From this page to the root of the site: empty, or ending in `/`.
    pub root: String,
    /// Absolute address, where the site has one.
    pub canonical: Option<String>,
    /// Which link of the header is current: `products`, `errors`, `devices` or empty.
    pub nav: &'static str,
    /// Words of the link that skips the header.
    pub skip: String,
    /// Name under which the browser keeps an article's ticks.
    pub article: Option<String>,
    /// Part of the style beyond that of every page: `guided`, `results` or `home`.
    pub style: Option<&'static str>,
    /// Permanent id of an article.
    pub id: Option<String>,
    /// The page's address as a picture, and in words.
    pub qr: Option<Qr>,
    /// Whether the header has a search box: not where the page has a large one.
    pub search: bool,
}

/// An address as a picture.
#[derive(Debug, Clone, Serialize)]
pub struct Qr {
    /// The address.
    pub url: String,
    /// The picture.
    pub svg: Html,
}

/// The line under the heading.
#[derive(Debug, Clone, Serialize)]
pub struct Meta {
    /// Names of the platforms; empty where there is none.
    pub platforms: String,
    /// Icon of the platforms.
    pub icon: String,
    /// Time of the first fix.
    pub first: Option<String>,
    /// When it was reviewed.
    pub reviewed: Option<Reviewed>,
    /// Versions, as written.
    pub versions: Option<String>,
    /// A word on how sure the writers are, where they are not.
    pub confidence: Option<String>,
}

/// A review.
#[derive(Debug, Clone, Serialize)]
pub struct Reviewed {
    /// Day, as `2026-11-03`.
    pub date: String,
    /// Day in the reader's words.
    pub day: String,
    /// "Reviewed 3 Nov 2026".
    pub text: String,
    /// Day by which it is due again, as `2027-05-02`.
    pub by: Option<String>,
}

impl Frame {
    /// The frame of the page at `path`.
    pub(super) fn new(site: &Site<'_>, path: &str, title: &str, description: &str) -> Self {
        let config = &site.book.config;
        let canonical = config.base_url.as_ref();
        Self {
            title: match title {
                "" => config.title.clone(),
                title => format!("{title} | {}", config.title),
            },
            description: shorten(description.trim(), 160),
            root: root(path),
            canonical: canonical.map(|base| format!("{base}{}", encode_path(path))),
            nav: "",
            skip: site.t().get("skip_content").to_owned(),
            article: None,
            style: None,
            id: None,
            qr: None,
            search: true,
        }
    }

    /// The same with its address as a picture, where the site has one.
    pub(super) fn with_qr(mut self, site: &Site<'_>, path: &str) -> Self {
        let url = qr::address(site, path, self.id.as_deref());
        self.qr = url.and_then(|url| {
            let svg = qr::code(&url, site.t().get("qr"))?;
            Some(Qr { url, svg })
        });
        self
    }

    /// The same with a part of the style that not every page has.
    pub(super) fn style(mut self, style: &'static str) -> Self {
        self.style = Some(style);
        self
    }

    /// The same with a current link in the header.
    pub(super) fn nav(mut self, nav: &'static str) -> Self {
        self.nav = nav;
        self
    }
}

/// The review line of an article.
pub(super) fn reviewed(site: &Site<'_>, review: &Review) -> Option<Reviewed> {
    let date = review.reviewed?;
    let every: Days = review.every.unwrap_or(site.book.config.review_every);
    let day = day(site, date);
    Some(Reviewed {
        date: date.to_string(),
        text: site.t().fill("reviewed", &[("date", &day)]),
        day,
        by: date.plus(every).map(|date| date.to_string()),
    })
}

/// A day in the reader's words.
pub(super) fn day(site: &Site<'_>, date: Date) -> String {
    let months = site.t().get("months");
    let month = months.split(' ').nth(usize::from(date.month) - 1);
    site.t().fill(
        "date",
        &[
            ("day", &date.day.to_string()),
            ("month", month.unwrap_or_default()),
            ("year", &date.year.to_string()),
        ],
    )
}
