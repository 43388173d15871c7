//! The kinds of files that a site is made of.

use super::app;
use std::sync::{Mutex, PoisonError};

use crate::model::{ArticleId, PlatformId, ProductId, SharedFixId};
use crate::output::{Content, Output};
use crate::view::{self, Site};

/// Images beside articles that are copied.
const IMAGES: &[&str] = &["avif", "gif", "jpeg", "jpg", "png", "svg", "webp"];

/// A file of the site to be made.
pub struct Page {
    /// Path inside the site.
    pub path: String,
    /// The file of the knowledge base that it comes from, for diagnostics.
    pub source: String,
    /// Makes its content.
    pub(super) make: Make,
}

type Make = Box<dyn Fn(&Site<'_>) -> Result<Content, String> + Send + Sync>;

/// Lists the files of one kind.
pub type Plan = fn(&Site<'_>) -> Vec<Page>;

/// What a site is made of: the name of each kind, and the function that lists its files.
pub const OUTPUTS: &[(&str, Plan)] = &[
    ("home", home),
    ("articles", articles),
    ("fixes", fixes),
    ("products", products),
    ("platforms", platforms),
    ("guides", guides),
    ("errors", errors),
    ("search page", search_page),
    ("not found", not_found),
    ("permanent ids", ids),
    ("aliases", aliases),
    ("assets", assets),
    ("app", app::fixed),
    ("sitemap", sitemap),
    ("static files", copies),
];

impl Page {
    fn html(
        path: &str,
        source: &str,
        make: impl Fn(&Site<'_>) -> Result<String, String> + Send + Sync + 'static,
    ) -> Self {
        Self {
            path: path.to_owned(),
            source: source.to_owned(),
            make: Box::new(move |site| Ok(Content::Bytes(make(site)?.into_bytes()))),
        }
    }

    /// A file that is finished already.
    pub(super) fn ready(output: Output) -> Self {
        let source = match &output.content {
            Content::Copy(source) => source.clone(),
            Content::Bytes(_) => SETTINGS.to_owned(),
        };
        // Made once, so the content moves out; a copy would double the memory of the search index.
        let content = Mutex::new(Some(output.content));
        Self {
            path: output.path,
            source,
            make: Box::new(move |_| {
                let mut content = content.lock().unwrap_or_else(PoisonError::into_inner);
                content.take().ok_or_else(|| "made twice".to_owned())
            }),
        }
    }
}

/// The file that files without a source of their own come from.
const SETTINGS: &str = "fixbook.yaml";

fn home(_: &Site<'_>) -> Vec<Page> {
    let make = |site: &Site<'_>| site.theme.page("home.html", &view::home(site));
    vec![Page::html("index.html", SETTINGS, make)]
}

fn articles(site: &Site<'_>) -> Vec<Page> {
    let articles = site.book.articles.iter().enumerate();
    let page = articles.map(|(at, article)| {
        Page::html(&article.url, &article.source, move |site| {
            let view = view::article(site, ArticleId(at));
            site.theme.page("article.html", &view)
        })
    });
    page.collect()
}

fn fixes(site: &Site<'_>) -> Vec<Page> {
    let fixes = site.book.fixes.iter().enumerate();
    let page = fixes.map(|(at, fix)| {
        Page::html(&fix.url, &fix.source, move |site| {
            let view = view::shared_fix(site, SharedFixId(at));
            site.theme.page("fix.html", &view)
        })
    });
    page.collect()
}

fn products(site: &Site<'_>) -> Vec<Page> {
    let make = |site: &Site<'_>| site.theme.page("products.html", &view::products(site));
    let mut pages = vec![Page::html("products/index.html", SETTINGS, make)];
    for (at, product) in site.book.config.products.iter().enumerate() {
        let path = format!("products/{}.html", product.id);
        pages.push(Page::html(&path, SETTINGS, move |site| {
            let view = view::product(site, ProductId(at));
            site.theme.page("list.html", &view)
        }));
    }
    pages
}

fn platforms(site: &Site<'_>) -> Vec<Page> {
    let platforms = site.book.config.platforms.iter().enumerate();
    let page = platforms.map(|(at, platform)| {
        let path = format!("platforms/{}.html", platform.id);
        Page::html(&path, SETTINGS, move |site| {
            let view = view::platform(site, PlatformId(at));
            site.theme.page("list.html", &view)
        })
    });
    page.collect()
}

fn guides(site: &Site<'_>) -> Vec<Page> {
    let list = view::guides(site).into_iter();
    let page = list.map(|view| {
        Page::html("guides.html", SETTINGS, move |site| {
            site.theme.page("list.html", &view)
        })
    });
    page.collect()
}

fn errors(site: &Site<'_>) -> Vec<Page> {
    let pages = view::errors(site).into_iter();
    let page = pages.map(|(path, view)| {
        Page::html(&path, SETTINGS, move |site| {
            site.theme.page("errors.html", &view)
        })
    });
    page.collect()
}

fn search_page(_: &Site<'_>) -> Vec<Page> {
    let make = |site: &Site<'_>| site.theme.page("search.html", &view::search_page(site));
    vec![Page::html("search.html", SETTINGS, make)]
}

fn not_found(_: &Site<'_>) -> Vec<Page> {
    let make = |site: &Site<'_>| site.theme.page("404.html", &view::not_found(site));
    vec![Page::html("404.html", SETTINGS, make)]
}

fn redirect(from: String, at: usize, site: &Site<'_>) -> Page {
    let source = &site.book.articles[at].source;
    Page::html(&from.clone(), source, move |site| {
        let article = &site.book.articles[at];
        let title = crate::html::plain(article.title.as_str());
        let view = view::redirect(site, &from, &article.url, &title);
        site.theme.page("redirect.html", &view)
    })
}

fn ids(site: &Site<'_>) -> Vec<Page> {
    let articles = site.book.articles.iter().enumerate();
    let stubs = articles.filter_map(|(at, article)| {
        let id = article.id.as_ref()?;
        Some(redirect(format!("id/{id}.html"), at, site))
    });
    stubs.collect()
}

fn aliases(site: &Site<'_>) -> Vec<Page> {
    let articles = site.book.articles.iter().enumerate();
    let stubs = articles.flat_map(|(at, article)| {
        let aliases = article.aliases.iter();
        aliases.map(move |alias| redirect(alias.clone(), at, site))
    });
    stubs.collect()
}

fn assets(site: &Site<'_>) -> Vec<Page> {
    let theme = site.theme;
    let script = Output::text("assets/fixbook.js", theme.js.clone());
    let mut pages = vec![Page::ready(script)];
    let config = &site.book.config;
    for (name, text) in &theme.engine {
        let wanted = match *name {
            "feedback.js" => config.feedback.is_on(),
            "app.js" => config.is_app(),
            _ => true,
        };
        if !wanted {
            continue;
        }
        let path = format!("assets/{name}");
        pages.push(Page::ready(Output::text(path, text.clone())));
    }
    let logo = theme.logo.as_ref();
    if let Some((source, path)) = logo.filter(|(source, _)| !source.starts_with("static/")) {
        pages.push(copy(path.clone(), source));
    }
    pages
}

fn sitemap(site: &Site<'_>) -> Vec<Page> {
    let map = view::sitemap(site).into_iter();
    map.map(|text| Page::ready(Output::text("sitemap.xml", text)))
        .collect()
}

fn copies(site: &Site<'_>) -> Vec<Page> {
    let image = |path: &str| {
        let ending = path
            .rsplit_once('.')
            .map(|(_, ending)| ending.to_ascii_lowercase());
        ending.is_some_and(|ending| IMAGES.contains(&ending.as_str()))
    };
    let files = site.files.list().iter().map(|entry| entry.path.as_str());
    let copied = files.filter_map(|path| match path.strip_prefix("static/") {
        Some(rest) => Some(copy(rest.to_owned(), path)),
        None => {
            let content = &site.book.config.content;
            let beside = image(path) && content.is_among(path) && !content.leaves_out(path);
            let goes = beside || site.book.assets.contains(path);
            goes.then(|| copy(content.site_path(path), path))
        }
    });
    copied.collect()
}

fn copy(path: String, source: &str) -> Page {
    Page::ready(Output {
        path,
        content: Content::Copy(source.to_owned()),
    })
}
