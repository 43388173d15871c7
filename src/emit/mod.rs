//! From views to the files of the site.
//!
//! In: a book, its links, a theme. Out: every file of the site, handed to a sink as soon as it is
//! rendered, and diagnostics for templates that fail and for two files at one path. What there is to
//! write is a list, [`OUTPUTS`]: a name and a function each, so that a new kind of page is one line.

mod app;
mod outputs;
mod search;

pub use outputs::{OUTPUTS, Page, Plan};

use std::collections::BTreeMap;
use std::io;
use std::sync::OnceLock;

use crate::book::Book;
use crate::diag::{At, Diagnostic};
use crate::link::LinkGraph;
use crate::output::{Output, Sink};
use crate::source::Files;
use crate::theme::Theme;
use crate::view::{self, AssetsView, Site};

/// Runs a function for each number below the first argument, on as many threads as it likes.
pub type Par<'a> = dyn Fn(usize, &(dyn Fn(usize) + Sync)) + Sync + 'a;

/// Runs everything on the thread at hand: for tests.
pub fn one_by_one(count: usize, run: &(dyn Fn(usize) + Sync)) {
    (0..count).for_each(run);
}

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EmitReport {
    /// Number of HTML pages.
    pub pages: usize,
}

/// Writes the whole site.
///
/// # Errors
/// The first error of the sink.
pub fn emit(
    book: &Book,
    graph: &LinkGraph,
    theme: &Theme,
    files: &dyn Files,
    sink: &dyn Sink,
    par: &Par<'_>,
) -> io::Result<(EmitReport, Vec<Diagnostic>)> {
    let found = search::outputs(book, par);
    let mut theme = theme.clone();
    let site_view = view::site_view(book, &theme);
    let css = theme.css.join();
    let assets = assets(book, &theme, &css);
    view::share(&mut theme, site_view, &assets);
    let site = Site::new(book, graph, &theme, files);
    let mut pages: Vec<Page> = OUTPUTS.iter().flat_map(|(_, plan)| plan(&site)).collect();
    pages.push(Page::ready(Output::text("assets/fixbook.css", css)));
    pages.extend(found.into_iter().map(Page::ready));
    let mut diagnostics = drop_conflicts(&mut pages);
    let done: Vec<OnceLock<io::Result<Option<Diagnostic>>>> =
        pages.iter().map(|_| OnceLock::new()).collect();
    let seen = app::Seen::new(sink, files, book.config.is_app());
    par(pages.len(), &|at| {
        // Each number comes once, so the place is empty.
        let _ = done[at].set(write(&site, &pages[at], &seen));
    });
    for result in done.into_iter().filter_map(OnceLock::into_inner) {
        diagnostics.extend(result?);
    }
    if let Some(seen) = seen.finish() {
        for output in app::worker(&site, &seen, &assets) {
            sink.put(output)?;
        }
    }
    let pages = pages.iter().filter(|page| page.path.ends_with(".html"));
    let report = EmitReport {
        pages: pages.count(),
    };
    Ok((report, diagnostics))
}

fn write(site: &Site<'_>, page: &Page, sink: &dyn Sink) -> io::Result<Option<Diagnostic>> {
    let content = match (page.make)(site) {
        Ok(content) => content,
        Err(error) => {
            let message = format!("the page `{}` cannot be rendered", page.path);
            let diagnostic = Diagnostic::error("render", &page.source, At::File, message);
            return Ok(Some(diagnostic.help(error)));
        }
    };
    sink.put(Output {
        path: page.path.clone(),
        content,
    })?;
    Ok(None)
}

/// Drops pages whose path another page has, also in another case, because some disks see no difference.
fn drop_conflicts(pages: &mut Vec<Page>) -> Vec<Diagnostic> {
    let mut taken: BTreeMap<String, (String, String)> = BTreeMap::new();
    let mut diagnostics = Vec::new();
    pages.retain(|page| {
        let place = (page.path.clone(), page.source.clone());
        let Some((path, source)) = taken.get(&page.path.to_lowercase()) else {
            taken.insert(page.path.to_lowercase(), place);
            return true;
        };
        let message = match *path == page.path {
            true => format!("two files of the site would be `{path}`"),
            false => format!("`{path}` and `{}` differ in case only", page.path),
        };
        diagnostics.push(
            Diagnostic::error("output-conflict", &page.source, At::File, message)
                .also(source, At::File, "the other one")
                .help("rename one of the two, or remove the alias that repeats the other's path"),
        );
        false
    });
    diagnostics
}

/// The beginning of a hash, long enough to tell files of one site apart.
fn fingerprint(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..16].to_owned()
}

fn assets(book: &Book, theme: &Theme, css: &str) -> AssetsView {
    let short = |texts: &[&str]| {
        let mut hash = blake3::Hasher::new();
        for text in texts {
            hash.update(text.as_bytes());
        }
        hash.finalize().to_hex()[..8].to_owned()
    };
    let engine: Vec<&str> = theme.engine.values().map(String::as_str).collect();
    let version = short(&engine);
    let search = theme.engine.get("search.js");
    AssetsView {
        css: format!("assets/fixbook.css?v={}", short(&[css])),
        js: format!("assets/fixbook.js?v={}", short(&[&theme.js])),
        search: search.map(|_| format!("assets/search.js?v={version}")),
        tell: view::tell(&book.config),
        app: book.config.is_app(),
        version,
        strings: theme.script_strings.clone(),
        logo: theme.logo.as_ref().map(|(_, site)| site.clone()),
    }
}
