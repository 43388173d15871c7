//! The page of a shared fix: the card at full width, then the problems it solves.

use serde::Serialize;

use super::Html;
use super::card::{self, FixCard, Switch, Way};
use super::frame::Frame;
use super::site::{Link, Row, Site};
use super::stuck::{self, Stuck};
use super::url::{encode_path, relative};
use crate::html;
use crate::model::SharedFixId;

/// A shared fix's page.
#[derive(Debug, Clone, Serialize)]
pub struct FixView {
    /// Around the page.
    pub page: Frame,
    /// The way from home to here.
    pub crumbs: Vec<Link>,
    /// Heading: the action.
    pub title: Html,
    /// The switch between platforms.
    pub switch: Option<Switch>,
    /// The fix in full, under a heading that does not repeat the page's.
    pub fix: FixCard,
    /// The problems that it solves.
    pub users: Vec<Row>,
    /// The way to people.
    pub stuck: Stuck,
    /// Where to change this page.
    pub edit: Option<String>,
}

/// The view of a shared fix.
pub fn shared_fix(site: &Site<'_>, id: SharedFixId) -> FixView {
    let shared = &site.book.fixes[id.0];
    let place = site.place(&shared.source, &shared.url);
    let (t, fixes) = (site.t(), std::slice::from_ref(&shared.fix));
    let title = html::plain(shared.fix.title.as_str());
    let platforms = card::platforms(fixes, &[]);
    let way = Way {
        order: &[0],
        tried: std::slice::from_ref(&site.book.tally.shared[id.0]),
    };
    let mut fix = card::card(&place, None, fixes, 0, &way, &platforms, None);
    fix.title = t.get("what_to_do").to_owned();
    let users = site.graph.users_of_fix.get(id.0);
    let users: Vec<Row> = users
        .into_iter()
        .flatten()
        .map(|id| site.row(&shared.url, *id))
        .collect();
    if !users.is_empty() {
        fix.no = Link {
            url: "#related".to_owned(),
            text: t.get("no_problems").to_owned(),
        };
    }
    let why = shared.fix.why.as_ref();
    let description = why.map_or_else(|| title.clone(), |why| html::plain(why.as_str()));
    let mut page = Frame::new(site, &shared.url, &title, &description);
    page.skip = t.get("skip_fix").to_owned();
    page = page.with_qr(site, &shared.url);
    page.article = Some(shared.url.trim_end_matches(".html").to_owned());
    FixView {
        page,
        crumbs: vec![Link {
            url: relative(&shared.url, "index.html"),
            text: t.get("home").to_owned(),
        }],
        title: place.inline(&shared.fix.title),
        switch: card::switch(site, &platforms),
        fix,
        users,
        stuck: stuck::of_fix(&place, &title),
        edit: site
            .book
            .config
            .edit_url
            .as_ref()
            .map(|url| url.replace("{path}", &encode_path(&shared.source))),
    }
}
