//! What every template knows besides its own view: `site`, `assets` and `t`.

use serde::Serialize;

use super::frame::Frame;
use super::site::Site;
use crate::config::{Config, Feedback};
use crate::theme::Theme;

/// The site, as `site` in templates.
#[derive(Debug, Clone, Serialize)]
pub struct SiteView {
    /// Name of the site.
    pub title: String,
    /// Language of the site.
    pub language: String,
    /// Direction of its script: `ltr` or `rtl`.
    pub dir: &'static str,
    /// The line at the foot of every page.
    pub foot: String,
    /// Whether there is a guide, so that the list of guides exists.
    pub guides: bool,
    /// Whether an article is for some platforms only.
    pub devices: bool,
}

/// Files that every page uses, as `assets` in templates; paths from the root of the site.
#[derive(Debug, Clone, Serialize)]
pub struct AssetsView {
    /// The style sheet.
    pub css: String,
    /// The script.
    pub js: String,
    /// The search engine; none where the theme has none.
    pub search: Option<String>,
    /// Ways for readers' answers, as JSON; none where the site names none.
    pub tell: Option<String>,
    /// Whether readers can keep the site as an app.
    pub app: bool,
    /// Changes whenever a script that is loaded on first use changes.
    pub version: String,
    /// Strings for the script as JSON, where they are not the built-in ones.
    pub strings: Option<String>,
    /// The logo.
    pub logo: Option<String>,
}

/// Makes `site` and `t` known to all templates.
pub fn share(theme: &mut Theme, site: SiteView, assets: &AssetsView) {
    let strings = theme.strings.clone();
    theme.templates.share("t", strings.all());
    theme.templates.share("site", &site);
    theme.templates.share("assets", assets);
}

/// The site's own words.
pub fn site_view(book: &crate::book::Book, theme: &Theme) -> SiteView {
    let config = &book.config;
    let fixes: usize = book
        .articles
        .iter()
        .map(|article| article.fixes.len())
        .sum();
    let count = theme.strings.count("fixes", fixes);
    let values = [("site", config.title.as_str()), ("fixes", count.as_str())];
    let base = config.language.split('-').next().unwrap_or_default();
    SiteView {
        title: config.title.clone(),
        language: config.language.clone(),
        dir: match base {
            "ar" | "dv" | "fa" | "he" | "ps" | "sd" | "ug" | "ur" | "yi" => "rtl",
            _ => "ltr",
        },
        foot: theme.strings.fill("foot", &values),
        guides: book
            .articles
            .iter()
            .any(|a| a.kind == crate::model::ArticleType::Guide),
        devices: book.articles.iter().any(|a| !a.platforms.is_empty()),
    }
}

/// Ways for readers' answers, for the script.
pub fn tell(config: &Config) -> Option<String> {
    let Feedback {
        email,
        issue,
        form,
        queue,
    } = &config.feedback;
    let ways = serde_json::json!({ "email": email, "issue": issue, "form": form, "queue": queue });
    config.feedback.is_on().then(|| ways.to_string())
}

/// The sitemap; none where the site's address is not known.
pub fn sitemap(site: &Site<'_>) -> Option<String> {
    site.book.config.base_url.as_ref()?;
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let mut add = |path: &str, date: Option<String>| {
        let Some(url) = Frame::new(site, path, "", "").canonical else {
            return;
        };
        let url = super::text::escape(&url);
        let date = date.map_or(String::new(), |d| format!("<lastmod>{d}</lastmod>"));
        out.push_str(&format!("<url><loc>{url}</loc>{date}</url>\n"));
    };
    add("index.html", None);
    for article in &site.book.articles {
        let date = article.review.reviewed;
        add(&article.url, date.map(|date| date.to_string()));
    }
    for fix in &site.book.fixes {
        add(&fix.url, None);
    }
    for product in &site.book.config.products {
        add(&format!("products/{}.html", product.id), None);
    }
    add("errors.html", None);
    Some(out + "</urlset>\n")
}
