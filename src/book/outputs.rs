//! Paths of the site, each of which one thing may have.
//!
//! In: the resolved articles and fixes, the settings, the files that are copied. Out: addresses of
//! aliases, and a diagnostic for every two things that want one path. Paths that differ in case or
//! normal form only are one path, because on many disks they are one file; so are a file and a folder.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;
use unicode_normalization::UnicodeNormalization;

use crate::config::Config;
use crate::diag::{At, Diagnostic};
use crate::model::{Article, SharedFix};
use crate::parse::{ParsedArticle, Ref};
use crate::source::Files;

/// Pages that every site has.
pub const PAGES: &[&str] = &[
    "index.html",
    "search.html",
    "errors.html",
    "404.html",
    "products/index.html",
    "assets/fixbook.css",
    "assets/fixbook.js",
    "assets/search.js",
    "assets/results.js",
    "assets/feedback.js",
    // A folder whose files are named by what is searched for.
    "search",
    "sitemap.xml",
];

/// What a site has besides, where readers can keep it as an app.
const APP: &[&str] = &[
    "assets/app.js",
    "assets/app-icon.svg",
    "manifest.webmanifest",
    "sw.js",
    // A folder with the list of files.
    "app",
];

struct Claim<'a> {
    path: String,
    /// What it is, for the reader of the message.
    what: String,
    file: &'a str,
    at: At,
}

/// The path of a redirect, or a diagnostic when it would leave the site.
pub(super) fn alias(file: &str, alias: &Ref, out: &mut Vec<Diagnostic>) -> Option<String> {
    let path = decoded(&alias.text);
    let inside = path.as_deref().is_some_and(|path| {
        let odd = |c: char| {
            c.is_control() || matches!(c, '\\' | ':' | '?' | '#' | '*' | '<' | '>' | '|' | '"')
        };
        !path.is_empty()
            && !path.contains(odd)
            && !path.starts_with("//")
            && path
                .trim_matches('/')
                .split('/')
                .all(|part| !matches!(part, "" | "." | "..") && !is_reserved(part))
    });
    let Some(path) = path.filter(|_| inside) else {
        let message = format!(
            "the alias `{}` is not an address inside this site",
            alias.text
        );
        out.push(
            Diagnostic::error("bad-alias", file, alias.at.clone(), message)
                .label("must be a path like `/old/page.html`")
                .help("write the path alone: no host, no `..`, no `?` or `#`, no name that Windows keeps for devices"),
        );
        return None;
    };
    let folder = path.ends_with('/');
    let path = path.trim_matches('/');
    let page = path.ends_with(".html") || path.ends_with(".htm");
    // Servers answer for a folder with its index page, and for a path without ending too.
    Some(if page && !folder {
        path.to_owned()
    } else {
        format!("{path}/index.html")
    })
}

/// Names that belong to this program or, on Windows, to devices.
fn is_reserved(part: &str) -> bool {
    let stem = part
        .split('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let device = match stem
        .strip_prefix("com")
        .or_else(|| stem.strip_prefix("lpt"))
    {
        Some(number) => number.len() == 1 && number != "0" && number.parse::<u8>().is_ok(),
        None => matches!(stem.as_str(), "con" | "prn" | "aux" | "nul"),
    };
    device || part.to_ascii_lowercase().starts_with(".fixbook")
}

fn decoded(text: &str) -> Option<String> {
    let text = percent_decode_str(text).decode_utf8().ok()?;
    Some(text.into_owned())
}

/// Reports every two things that want one path.
pub(super) fn collisions(
    config: &Config,
    articles: &[Article],
    parsed: &[&ParsedArticle],
    fixes: &[SharedFix],
    files: &dyn Files,
    out: &mut Vec<Diagnostic>,
) {
    let mut taken: BTreeMap<String, Claim<'_>> = BTreeMap::new();
    let mut claims = site_claims(config);
    for article in articles {
        let what = format!("the page of `{}`", article.source);
        claims.push(claim(&article.url, what, &article.source, At::File));
    }
    for fix in fixes {
        let what = format!("the page of `{}`", fix.source);
        claims.push(claim(&fix.url, what, &fix.source, At::File));
    }
    for entry in files.list() {
        if let Some(path) = entry.path.strip_prefix("static/") {
            let what = format!("the file `{}`", entry.path);
            claims.push(claim(path, what, &entry.path, At::File));
        }
    }
    for (article, parsed) in articles.iter().zip(parsed) {
        if let Some(id) = &parsed.id {
            let what = format!("the permanent address of `{}`", article.source);
            let path = format!("id/{}.html", id.text);
            claims.push(claim(&path, what, &article.source, id.at.clone()));
        }
        let written = parsed.aliases.iter().filter_map(|alias| {
            Some((self::alias(&article.source, alias, &mut Vec::new())?, alias))
        });
        for (path, alias) in written {
            let what = format!("the alias `{}` of `{}`", alias.text, article.source);
            claims.push(claim(&path, what, &article.source, alias.at.clone()));
        }
    }
    for new in claims {
        let folded = fold(&new.path);
        match taken.get(&folded) {
            Some(first) => out.extend(clash(first, &new)),
            None => {
                taken.insert(folded, new);
            }
        }
    }
    // A file where another file needs a folder.
    for (path, inner) in &taken {
        for (i, _) in path.match_indices('/') {
            if let Some(outer) = taken.get(&path[..i]) {
                out.extend(clash(outer, inner));
            }
        }
    }
}

fn site_claims(config: &Config) -> Vec<Claim<'static>> {
    let app = APP.iter().filter(|_| config.is_app());
    let mut claims: Vec<Claim<'static>> = PAGES
        .iter()
        .chain(app)
        .map(|path| claim(path, format!("`{path}` of the site itself"), "", At::File))
        .collect();
    for (kind, ids) in [
        (
            "product",
            config.products.iter().map(|p| &p.id).collect::<Vec<_>>(),
        ),
        ("platform", config.platforms.iter().map(|p| &p.id).collect()),
    ] {
        for (i, id) in ids.into_iter().enumerate() {
            let what = format!("the page of the {kind} `{id}`");
            let at = At::Value(format!("{kind}s[{i}]"));
            claims.push(claim(
                &format!("{kind}s/{id}.html"),
                what,
                "fixbook.yaml",
                at,
            ));
        }
    }
    claims
}

fn claim<'a>(path: &str, what: String, file: &'a str, at: At) -> Claim<'a> {
    Claim {
        path: path.to_owned(),
        what,
        file,
        at,
    }
}

fn fold(path: &str) -> String {
    path.nfc().flat_map(char::to_lowercase).collect()
}

fn clash(first: &Claim<'_>, second: &Claim<'_>) -> Option<Diagnostic> {
    // Ids that repeat have a diagnostic of their own, with the same places.
    let ids = |claim: &Claim<'_>| claim.path.starts_with("id/") && claim.what.contains("permanent");
    let pages =
        |claim: &Claim<'_>| claim.path.starts_with("fixes/") && claim.what.starts_with("the page");
    if (ids(first) && ids(second)) || (pages(first) && pages(second)) {
        return None;
    }
    let (place, other) = if second.file.is_empty() {
        (first, second)
    } else {
        (second, first)
    };
    let message = format!(
        "`{}` would be written twice: by {} and by {}",
        place.path, first.what, second.what
    );
    let mut found = Diagnostic::error("same-path", place.file, place.at.clone(), message)
        .label(place.what.clone())
        .help("rename one of the two; upper and lower case do not tell them apart");
    if !other.file.is_empty() {
        found = found.also(other.file, other.at.clone(), other.what.clone());
    }
    Some(found)
}
