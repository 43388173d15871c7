//! The home page: one question, and the shortest ways on.

use serde::Serialize;

use super::frame::Frame;
use super::site::{Link, Row, Site};
use super::text::search_url;
use crate::model::{ArticleId, ArticleType, ProductId};

/// Tiles shown before "All products".
const TILES: usize = 8;
/// Rows under "Common right now".
const COMMON: usize = 5;
/// Guides named on the first page.
const GUIDES: usize = 3;
/// Popular searches.
const POPULAR: usize = 4;

/// The home page.
#[derive(Debug, Clone, Serialize)]
pub struct HomeView {
    /// Around the page.
    pub page: Frame,
    /// Popular searches.
    pub popular: Vec<Link>,
    /// Products, at most eight.
    pub tiles: Vec<Tile>,
    /// Whether there are more products than tiles.
    pub more: bool,
    /// Common right now.
    pub common: Vec<Row>,
    /// Guides, which ask where a search has no words.
    pub guides: Vec<Link>,
    /// The platforms.
    pub platforms: Vec<Link>,
}

/// A product with its number of problems.
#[derive(Debug, Clone, Serialize)]
pub struct Tile {
    /// Address from the page at hand.
    pub url: String,
    /// Name of an icon.
    pub icon: String,
    /// Name of the product.
    pub name: String,
    /// "18 problems".
    pub count: String,
}

/// The view of the home page.
pub fn home(site: &Site<'_>) -> HomeView {
    let config = &site.book.config;
    let mut page = Frame::new(site, "index.html", "", &config.description);
    page.search = false;
    page.style = Some("home");
    let tiles = tiles(site, "");
    let popular = config.home.popular.iter().take(POPULAR);
    let platforms = config.platforms.iter().enumerate();
    let has = |at: usize| !site.graph.by_platform.get(at).is_none_or(Vec::is_empty);
    HomeView {
        page,
        popular: popular
            .map(|text| Link {
                url: search_url("", text),
                text: text.clone(),
            })
            .collect(),
        more: tiles.len() > TILES,
        tiles: tiles.into_iter().take(TILES).collect(),
        common: common(site),
        guides: guides(site),
        platforms: platforms
            .filter(|(at, _)| has(*at))
            .map(|(_, platform)| Link {
                url: format!("platforms/{}.html", platform.id),
                text: platform.label.clone(),
            })
            .collect(),
    }
}

fn guides(site: &Site<'_>) -> Vec<Link> {
    let articles = site.book.articles.iter().enumerate();
    let guides = articles.filter(|(_, article)| article.kind == ArticleType::Guide);
    let link = |(at, guide): (usize, &crate::model::Article)| Link {
        url: super::relative("index.html", &guide.url),
        text: site.titles[at].clone(),
    };
    guides.take(GUIDES).map(link).collect()
}

/// Tiles of the products that belong to no other and have problems.
pub(super) fn tiles(site: &Site<'_>, root: &str) -> Vec<Tile> {
    let products = site.book.config.products.iter().enumerate();
    products
        .filter(|(_, product)| product.parent.is_none())
        .filter_map(|(at, _)| tile(site, root, ProductId(at)))
        .collect()
}

/// The tile of a product; none where it has no problems.
pub(super) fn tile(site: &Site<'_>, root: &str, id: ProductId) -> Option<Tile> {
    let product = &site.book.config.products[id.0];
    // A guide is a way to problems, and none itself.
    let is_problem = |id: &&ArticleId| site.article(**id).kind != ArticleType::Guide;
    let ids = site.graph.by_product.get(id.0).into_iter().flatten();
    let count = ids.filter(is_problem).count();
    (count > 0).then(|| Tile {
        url: format!("{root}products/{}.html", product.id),
        icon: site
            .theme
            .icons
            .known(product.icon.as_deref(), "doc")
            .to_owned(),
        name: product.name.clone(),
        count: site.t().count("problems", count),
    })
}

/// The articles that the settings name, or those that most others lead to.
fn common(site: &Site<'_>) -> Vec<Row> {
    let mut ids = site.book.common.clone();
    if ids.is_empty() {
        let links = |id: &ArticleId| site.graph.backlinks.get(id.0).map_or(0, Vec::len);
        ids = (0..site.book.articles.len()).map(ArticleId).collect();
        ids.sort_by_key(|id| (std::cmp::Reverse(links(id)), *id));
    }
    let ids = ids.into_iter().take(COMMON);
    ids.map(|id| site.row("index.html", id)).collect()
}
