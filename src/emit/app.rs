//! The site as an app that readers keep on their device.
//!
//! In: every file of the site as it is written. Out: the list of them with hashes, groups to choose from, the service
//! worker that knows both, the manifest and the icon. The list is split by paths, so that a change of one page leaves the
//! other parts as they are, and a part's name is its hash, so that none is ever mixed with another version's.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::{Mutex, PoisonError};

use serde_json::json;

use super::fingerprint;
use super::outputs::Page;
use crate::book::{Book, Href, href};
use crate::output::{Content, Output, Sink};
use crate::source::Files;
use crate::view::{AssetsView, Site};

/// A part of the list has about this many files.
const PART: usize = 1000;
/// A site with more files, or more bytes, is saved by choice only.
const MANY: usize = 2000;
const HEAVY: u64 = 25 * 1024 * 1024;

/// A file that was written: the beginning of its hash, and its length.
type Written = BTreeMap<String, (String, u64)>;

/// Hands everything on, and remembers hashes where they are wanted.
pub(super) struct Seen<'a> {
    sink: &'a dyn Sink,
    files: &'a dyn Files,
    written: Option<Mutex<Written>>,
}

impl<'a> Seen<'a> {
    pub(super) fn new(sink: &'a dyn Sink, files: &'a dyn Files, wanted: bool) -> Self {
        Self {
            sink,
            files,
            written: wanted.then(Mutex::default),
        }
    }

    pub(super) fn finish(self) -> Option<Written> {
        let written = self.written?.into_inner();
        Some(written.unwrap_or_else(PoisonError::into_inner))
    }
}

impl Sink for Seen<'_> {
    fn put(&self, output: Output) -> io::Result<()> {
        if let Some(written) = &self.written {
            let entry = match &output.content {
                Content::Bytes(bytes) => entry(bytes),
                Content::Copy(source) => entry(&self.files.read(source)?),
            };
            let mut written = written.lock().unwrap_or_else(PoisonError::into_inner);
            written.insert(output.path.clone(), entry);
        }
        self.sink.put(output)
    }
}

fn entry(bytes: &[u8]) -> (String, u64) {
    (fingerprint(bytes), bytes.len() as u64)
}

/// The manifest and the icon.
pub(super) fn fixed(site: &Site<'_>) -> Vec<Page> {
    let config = &site.book.config;
    if !config.is_app() {
        return Vec::new();
    }
    let accent = config.theme.accent.as_deref().unwrap_or("#0a6853");
    let manifest = json!({
        "name": config.title, "short_name": config.title, "description": config.description, "lang": config.language,
        "id": "./", "start_url": "index.html", "scope": "./", "display": "standalone",
        "background_color": "#fbfaf8", "theme_color": accent,
        "icons": [{ "src": "assets/app-icon.svg", "type": "image/svg+xml", "sizes": "any", "purpose": "any" },
                  { "src": "assets/app-icon.svg", "type": "image/svg+xml", "sizes": "any", "purpose": "maskable" }],
    });
    let icon = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 26 26\" width=\"512\" height=\"512\"><rect width=\"26\" height=\"26\" fill=\"{accent}\"/>\
         <path d=\"M7.5 6.5h11v13l-5.5-3.6-5.5 3.6z\" fill=\"#fff\"/><path d=\"m10.3 10.9 2 2 3.6-3.7\" fill=\"none\" stroke=\"{accent}\" \
         stroke-width=\"1.8\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/></svg>\n"
    );
    vec![
        Page::ready(Output::text(
            "manifest.webmanifest",
            format!("{manifest}\n"),
        )),
        Page::ready(Output::text("assets/app-icon.svg", icon)),
    ]
}

/// What readers can choose to save.
#[derive(Default)]
struct Group {
    id: String,
    name: String,
    files: usize,
    pages: usize,
    bytes: u64,
}

/// The list of files in parts, and the worker.
pub(super) fn worker(site: &Site<'_>, written: &Written, assets: &AssetsView) -> Vec<Output> {
    let (mut groups, members) = groups(site);
    let mut parts: Vec<Vec<serde_json::Value>> =
        vec![Vec::new(); written.len().div_ceil(PART).max(1)];
    let mut whole = String::new();
    let (mut pages, mut bytes) = (0, 0);
    for (path, (hash, len)) in written {
        if path == "sitemap.xml" {
            continue;
        }
        let own = of_file(path, &members);
        for group in &own {
            groups[*group].files += 1;
            groups[*group].pages += usize::from(path.ends_with(".html"));
            groups[*group].bytes += len;
        }
        pages += usize::from(path.ends_with(".html"));
        bytes += len;
        whole += &format!("{hash} {path}\n");
        let first = &fingerprint(path.as_bytes())[..7];
        let place = usize::from_str_radix(first, 16).unwrap_or(0) % parts.len();
        parts[place].push(json!([path, hash, len, own]));
    }
    let mut outputs = Vec::new();
    let mut lists = Vec::new();
    for part in parts {
        let text = json!({ "files": part }).to_string() + "\n";
        let hash = entry(text.as_bytes()).0;
        whole += &hash;
        outputs.push(Output::text(format!("app/{hash}.json"), text));
        lists.push(hash);
    }
    let t = site.t();
    let version = |url: &str| url.rsplit_once("?v=").map(|(_, v)| v.to_owned());
    let groups: Vec<_> = groups
        .iter()
        .map(|g| json!({ "id": g.id, "name": g.name, "files": g.files, "pages": g.pages, "bytes": g.bytes }))
        .collect();
    whole += &site.theme.worker;
    let known = json!({
        "v": fingerprint(whole.as_bytes()), "pages": pages,
        "large": written.len() > MANY || bytes > HEAVY, "lists": lists, "groups": groups,
        "versions": [version(&assets.css), version(&assets.js), Some(assets.version.clone())],
        "words": { "title": t.get("app_missing"), "text": t.get("app_missing_lead"), "home": t.get("home") },
    });
    let text = format!("const SITE = {known};\n{}", site.theme.worker);
    outputs.push(Output::text("sw.js", text));
    outputs
}

/// The groups, and by path of the site those that a file belongs to: what all pages need, search and lists, a group for
/// each product that belongs to none, the rest.
fn groups(site: &Site<'_>) -> (Vec<Group>, BTreeMap<String, BTreeSet<usize>>) {
    let (book, t) = (site.book, site.t());
    let group = |id: &str, name: &str| Group {
        id: id.to_owned(),
        name: name.to_owned(),
        ..Group::default()
    };
    let mut groups = vec![
        group("base", t.get("app_base")),
        group("lists", t.get("app_lists")),
    ];
    let mut of_product = BTreeMap::new();
    for (at, product) in book.config.products.iter().enumerate() {
        if product.parent.is_none() {
            of_product.insert(at, groups.len());
            groups.push(group(&format!("p:{}", product.id), &product.name));
        }
    }
    let rest = groups.len();
    groups.push(group("other", t.get("app_other")));
    let mut members: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (at, article) in book.articles.iter().enumerate() {
        let roots = article
            .products
            .iter()
            .flat_map(|id| book.config.lineage(*id));
        let mut own: BTreeSet<usize> = roots
            .filter_map(|id| of_product.get(&id.0).copied())
            .collect();
        if own.is_empty() {
            own.insert(rest);
        }
        let mut paths = vec![article.url.clone()];
        paths.extend(article.id.iter().map(|id| format!("id/{id}.html")));
        paths.extend(article.aliases.iter().cloned());
        let shared = article.fixes.iter().filter_map(|fix| fix.shared);
        paths.extend(shared.map(|id| book.fixes[id.0].url.clone()));
        paths.extend(images(book, at));
        for path in paths {
            members.entry(path).or_default().extend(&own);
        }
    }
    for fix in &book.fixes {
        members
            .entry(fix.url.clone())
            .or_insert_with(|| BTreeSet::from([rest]));
    }
    (groups, members)
}

/// Files of the knowledge base that an article shows or links to, by their paths in the site.
fn images(book: &Book, at: usize) -> Vec<String> {
    let scan = &book.article_scans[at];
    let links = scan.images.iter().chain(&scan.links).map(|(link, _)| link);
    let links = links.chain(book.article_links[at].iter().map(|link| &link.text));
    let inside = links.filter_map(|link| match href(&book.articles[at].source, link) {
        Href::File { path, .. } => Some(path),
        _ => None,
    });
    let paths = inside.map(|path| match path.strip_prefix("static/") {
        Some(rest) => rest.to_owned(),
        None => book.config.content.site_path(&path),
    });
    paths.collect()
}

fn of_file(path: &str, members: &BTreeMap<String, BTreeSet<usize>>) -> BTreeSet<usize> {
    const BASE: &[&str] = &[
        "index.html",
        "404.html",
        "search.html",
        "products/index.html",
        "manifest.webmanifest",
    ];
    if let Some(own) = members.get(path) {
        return own.clone();
    }
    let base = BASE.contains(&path) || path.starts_with("assets/");
    BTreeSet::from([usize::from(!base)])
}
