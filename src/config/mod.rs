//! The site's settings: `fixbook.yaml` as types.
//!
//! In: nothing; `parse::config` fills it. Out: [`Config`], the vocabularies that articles refer to and
//! the choices that the pages show.

mod content;
mod headings;

use std::collections::BTreeMap;

use crate::model::{Audience, Days, FixOrder, ProductId};

pub use content::{Content, OurKey};
pub use headings::{HeadingRole, Headings, ROLES};

/// Settings of one site.
#[derive(Debug, Clone)]
pub struct Config {
    /// Name of the site.
    pub title: String,
    /// One sentence about it.
    pub description: String,
    /// BCP 47 language tag.
    pub language: String,
    /// Absolute address that the site is published under, ending in `/`, if known.
    pub base_url: Option<String>,
    /// Who reads this site: internal articles are left out of a public one.
    pub audience: Audience,
    /// Products, parents before or after their children, in display order.
    pub products: Vec<Product>,
    /// Platforms in display order.
    pub platforms: Vec<Platform>,
    /// Roles in display order.
    pub roles: Vec<Role>,
    /// Where articles are and how they are read.
    pub content: Content,
    /// Titles of sections by folder below `articles/`, for example `mail/rules`.
    pub sections: BTreeMap<String, String>,
    /// What the home page shows.
    pub home: Home,
    /// Where readers get help from people.
    pub support: Support,
    /// Address of a page's source; `{path}` stands for its path inside the knowledge base.
    pub edit_url: Option<String>,
    /// How long a review holds where an article does not say.
    pub review_every: Days,
    /// How it looks.
    pub theme: ThemeConfig,
    /// How Markdown is read.
    pub markdown: MarkdownConfig,
    /// What headings of bodies mean.
    pub headings: Headings,
    /// Who decides in which order fixes are tried, where an article does not say.
    pub order: FixOrder,
    /// Where readers' answers about fixes go.
    pub feedback: Feedback,
    /// Whether readers can keep the site on their device as an app; where it is not written, sites whose address
    /// begins with `https:` let them.
    pub app: Option<bool>,
    /// Groups of words that mean the same to the readers of this site.
    pub synonyms: Vec<Vec<String>>,
}

/// A product of the vocabulary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    /// Name in front matter and addresses.
    pub id: String,
    /// Name for readers.
    pub name: String,
    /// The product that it belongs to.
    pub parent: Option<ProductId>,
    /// Name of a theme icon.
    pub icon: Option<String>,
    /// One sentence about it.
    pub description: Option<String>,
}

/// A platform of the vocabulary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Platform {
    /// Name in front matter and addresses.
    pub id: String,
    /// Name for readers.
    pub label: String,
    /// Words of a browser's own description that give the device away.
    pub detect: Vec<String>,
    /// Name of a theme icon.
    pub icon: Option<String>,
}

/// A role of the vocabulary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// Name in front matter.
    pub id: String,
    /// Name for readers.
    pub label: String,
}

/// What the home page shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Home {
    /// Popular searches, at most four are shown.
    pub popular: Vec<String>,
    /// References to the articles under "Common right now"; at most five are shown.
    pub common: Vec<String>,
}

/// Where readers get help from people.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Support {
    /// An e-mail address.
    pub email: Option<String>,
    /// A web address.
    pub url: Option<String>,
    /// Who answers and when.
    pub response: Option<String>,
}

/// Where readers' answers about fixes go; nowhere where nothing is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Feedback {
    /// An e-mail address: the reader's own program sends a prepared message.
    pub email: Option<String>,
    /// Address of a form for a new issue, in which `{title}` and `{body}` are filled in.
    pub issue: Option<String>,
    /// Address that takes each answer as a posted form.
    pub form: Option<String>,
    /// Whether answers are kept on the device, to be saved as a file.
    pub queue: bool,
}

impl Feedback {
    /// Whether there is any way at all.
    pub fn is_on(&self) -> bool {
        *self != Self::default()
    }
}

/// How the site looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeConfig {
    /// Name of the theme: `default`, or a folder below `themes/`.
    pub name: String,
    /// Path of a logo inside the knowledge base.
    pub logo: Option<String>,
    /// Accent on light ground, `#rrggbb`.
    pub accent: Option<String>,
    /// Accent on dark ground, `#rrggbb`.
    pub accent_dark: Option<String>,
    /// Overrides of the theme's strings by key.
    pub strings: BTreeMap<String, String>,
}

/// What becomes of raw HTML in Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RawHtml {
    /// Harmless elements stay, everything else goes; the default.
    Sanitise,
    /// Shown as text.
    Escape,
    /// Passed through.
    Trust,
}

/// How Markdown is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MarkdownConfig {
    /// What becomes of raw HTML.
    pub html: RawHtml,
    /// Whether fenced code is highlighted.
    pub highlight: bool,
}

impl Config {
    /// Whether readers can keep the site on their device as an app.
    pub fn is_app(&self) -> bool {
        let secure = self
            .base_url
            .as_ref()
            .is_some_and(|url| url.starts_with("https://"));
        self.app.unwrap_or(secure)
    }

    /// The product and all products it belongs to, from itself upwards.
    pub fn lineage(&self, product: ProductId) -> Vec<ProductId> {
        let mut line = vec![product];
        let mut next = self.products[product.0].parent;
        while let Some(id) = next {
            if line.contains(&id) {
                break;
            }
            line.push(id);
            next = self.products[id.0].parent;
        }
        line
    }
}
