//! Pages with next to nothing on them: not found, and redirects.

use serde::Serialize;

use super::frame::Frame;
use super::site::{Link, Site};
use super::url::{encode_path, relative};

/// The page for addresses that lead nowhere.
#[derive(Debug, Clone, Serialize)]
pub struct NotFoundView {
    /// Around the page.
    pub page: Frame,
}

/// A page that sends the browser on.
#[derive(Debug, Clone, Serialize)]
pub struct RedirectView {
    /// Around the page.
    pub page: Frame,
    /// Where to.
    pub to: Link,
}

/// The view of the page for addresses that lead nowhere.
///
/// A server shows it at any depth, so where the site's address is known its links start at the host's root.
pub fn not_found(site: &Site<'_>) -> NotFoundView {
    let title = site.t().get("not_found");
    let mut page = Frame::new(site, "404.html", title, title);
    page.canonical = None;
    let base = site.book.config.base_url.as_deref();
    if let Some((_, rest)) = base.and_then(|base| base.split_once("://")) {
        page.root = rest.find('/').map_or("/", |at| &rest[at..]).to_owned();
    }
    page.search = false;
    page.style = Some("home");
    NotFoundView { page }
}

/// The view of a page that sends the browser from one path of the site to another.
pub fn redirect(site: &Site<'_>, from: &str, to: &str, title: &str) -> RedirectView {
    let mut page = Frame::new(site, from, title, "");
    let base = site.book.config.base_url.as_ref();
    page.canonical = base.map(|base| format!("{base}{}", encode_path(to)));
    RedirectView {
        page,
        to: Link {
            url: relative(from, to),
            text: title.to_owned(),
        },
    }
}
