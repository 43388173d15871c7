//! Pages that list problems: a product, a platform, all products.

use std::collections::BTreeMap;

use serde::Serialize;

use super::errors::{ErrorRow, messages};
use super::frame::Frame;
use super::home::{Tile, tile, tiles};
use super::site::{Link, Row, Site};
use super::text::slug;
use super::url::root;
use crate::model::{ArticleId, PlatformId, ProductId};

/// Messages listed on a product's page.
const MESSAGES: usize = 50;

/// A page that lists problems.
#[derive(Debug, Clone, Serialize)]
pub struct ListView {
    /// Around the page.
    pub page: Frame,
    /// The way from home to here.
    pub crumbs: Vec<Link>,
    /// Heading.
    pub title: String,
    /// One sentence.
    pub lead: Option<String>,
    /// Product that a search on this page keeps to.
    pub product: Option<String>,
    /// What its search box says.
    pub search_label: Option<String>,
    /// Platform that links on this page carry.
    pub platform: Option<String>,
    /// Products below this one, or all of them.
    pub tiles: Vec<Tile>,
    /// Problems by topic.
    pub groups: Vec<Group>,
    /// Error messages of the product.
    pub messages: Vec<ErrorRow>,
}

/// Problems of one topic.
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    /// Anchor.
    pub id: String,
    /// Heading.
    pub title: String,
    /// Its problems.
    pub rows: Vec<Row>,
}

/// The view of a product.
pub fn product(site: &Site<'_>, id: ProductId) -> ListView {
    let config = &site.book.config;
    let product = &config.products[id.0];
    let path = format!("products/{}.html", product.id);
    let ids = site
        .graph
        .by_product
        .get(id.0)
        .map_or(&[][..], Vec::as_slice);
    let lead = product.description.clone();
    let mut crumbs = crumbs(site);
    for parent in config.lineage(id).into_iter().skip(1).rev().take(1) {
        crumbs.push(Link {
            url: format!("{}.html", config.products[parent.0].id),
            text: config.products[parent.0].name.clone(),
        });
    }
    let children = config.products.iter().enumerate();
    let children = children.filter(|(_, other)| other.parent == Some(id));
    let about = lead.clone().unwrap_or_else(|| product.name.clone());
    let mut messages = messages(site, &path, ids);
    messages.truncate(MESSAGES);
    ListView {
        page: Frame::new(site, &path, &product.name, &about)
            .nav("products")
            .style("home"),
        crumbs,
        title: product.name.clone(),
        lead,
        product: Some(product.id.clone()),
        search_label: Some(site.t().fill("search_product", &[("name", &product.name)])),
        platform: None,
        tiles: children
            .filter_map(|(at, _)| tile(site, &root(&path), ProductId(at)))
            .collect(),
        groups: by_topic(site, &path, ids),
        messages,
    }
}

/// The view of a platform.
pub fn platform(site: &Site<'_>, id: PlatformId) -> ListView {
    let platform = &site.book.config.platforms[id.0];
    let path = format!("platforms/{}.html", platform.id);
    let ids = site
        .graph
        .by_platform
        .get(id.0)
        .map_or(&[][..], Vec::as_slice);
    let title = site.t().fill("on_platform", &[("name", &platform.label)]);
    let lead = site.t().count("problems", ids.len());
    let mut groups = by_product(site, &path, ids);
    for row in groups.iter_mut().flat_map(|group| &mut group.rows) {
        row.url += &format!("#p={}", platform.id);
    }
    ListView {
        page: Frame::new(site, &path, &title, &format!("{title}: {lead}")).nav("devices"),
        crumbs: crumbs(site).into_iter().take(1).collect(),
        title,
        lead: Some(lead),
        product: None,
        search_label: None,
        platform: Some(platform.id.clone()),
        tiles: Vec::new(),
        groups,
        messages: Vec::new(),
    }
}

/// The view of all products.
pub fn products(site: &Site<'_>) -> ListView {
    let path = "products/index.html";
    let title = site.t().get("all_products").to_owned();
    ListView {
        page: Frame::new(site, path, &title, &title)
            .nav("products")
            .style("home"),
        crumbs: crumbs(site).into_iter().take(1).collect(),
        title,
        lead: None,
        product: None,
        search_label: None,
        platform: None,
        tiles: tiles(site, "../"),
        groups: Vec::new(),
        messages: Vec::new(),
    }
}

/// Home and all products, from a page one folder down.
fn crumbs(site: &Site<'_>) -> Vec<Link> {
    let link = |url: &str, key| Link {
        url: url.to_owned(),
        text: site.t().get(key).to_owned(),
    };
    vec![
        link("../index.html", "home"),
        link("../products/index.html", "nav_products"),
    ]
}

fn by_topic(site: &Site<'_>, page: &str, ids: &[ArticleId]) -> Vec<Group> {
    let mut groups: BTreeMap<(String, String), Vec<Row>> = BTreeMap::new();
    for id in ids {
        let topic = site.section(site.article(*id));
        let (key, title) = topic.unwrap_or_else(|| {
            let title = site.t().get("other_problems").to_owned();
            (String::new(), title)
        });
        groups
            .entry((title, key))
            .or_default()
            .push(site.row(page, *id));
    }
    let keys: Vec<(String, String)> = groups.keys().cloned().collect();
    let same = |title: &str| keys.iter().filter(|(other, _)| other == title).count() > 1;
    let groups = groups.into_iter();
    groups
        .map(|((title, key), rows)| Group {
            id: format!("topic-{}", slug(&key)),
            // Two folders of one name are told apart by those above them.
            title: match site.section_above(&key).filter(|_| same(&title)) {
                Some(above) => format!("{above}: {title}"),
                None => title,
            },
            rows,
        })
        .collect()
}

/// Groups by the article's first product, in display order of the products.
fn by_product(site: &Site<'_>, page: &str, ids: &[ArticleId]) -> Vec<Group> {
    let mut groups: BTreeMap<Option<ProductId>, Vec<Row>> = BTreeMap::new();
    for id in ids {
        let product = site.article(*id).products.first().copied();
        groups.entry(product).or_default().push(site.row(page, *id));
    }
    let name = |id: Option<ProductId>| match id {
        Some(id) => {
            let product = &site.book.config.products[id.0];
            (format!("product-{}", product.id), product.name.clone())
        }
        None => (
            "other".to_owned(),
            site.t().get("other_problems").to_owned(),
        ),
    };
    let groups = groups.into_iter().map(|(key, rows)| {
        let (id, title) = name(key);
        Group { id, title, rows }
    });
    groups.collect()
}
