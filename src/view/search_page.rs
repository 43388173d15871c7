//! The search page: the index for readers without scripts, and what helps where nothing is found.

use serde::Serialize;

use super::errors::{self, ErrorsView};
use super::site::{Link, Site};
use super::url::encode_value;

/// In addresses of the help desk, where the reader's question goes.
const QUERY: &str = "{query}";

/// The search page.
#[derive(Debug, Clone, Serialize)]
pub struct SearchView {
    /// Everything that the index has.
    #[serde(flatten)]
    pub index: ErrorsView,
    /// Products to browse where nothing is found: those that belong to no other.
    pub products: Vec<Link>,
    /// The way to say what is missing, where the site has one.
    pub gap: Option<Gap>,
}

/// The way to say what is missing.
#[derive(Debug, Clone, Serialize)]
pub struct Gap {
    /// Without the reader's question.
    pub link: Link,
    /// The same address with `{query}` where the question goes.
    pub fill: String,
}

/// The view of the search page.
pub fn search_page(site: &Site<'_>) -> SearchView {
    let products = site.book.config.products.iter();
    let products = products.filter(|product| product.parent.is_none());
    let products = products.map(|product| Link {
        url: format!("products/{}.html", product.id),
        text: product.name.clone(),
    });
    SearchView {
        index: errors::for_search(site),
        products: products.collect(),
        gap: gap(site),
    }
}

fn gap(site: &Site<'_>) -> Option<Gap> {
    let (t, support) = (site.t(), &site.book.config.support);
    let mail = support.email.as_ref().map(|email| {
        format!(
            "mailto:{}?subject={}&body={QUERY}",
            encode_value(email).replace("%40", "@"),
            encode_value(&t.fill("gap_subject", &[("site", &site.book.config.title)])),
        )
    });
    let fill = mail.or_else(|| support.url.clone())?;
    Some(Gap {
        link: Link {
            url: about(&fill, ""),
            text: t.get("gap_report").to_owned(),
        },
        fill,
    })
}

/// An address of the help desk with what it is about in its place, if it has one.
pub(super) fn about(url: &str, text: &str) -> String {
    url.replace(QUERY, &encode_value(text))
}
