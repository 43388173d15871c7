//! The whole knowledge base, every reference resolved.
//!
//! In: the parsed files of `parse`. Out: [`Book`] and diagnostics for what does not resolve. Steps:
//! learn every name, leave out drafts and internal articles, resolve each shared fix, resolve each
//! article with the shared fixes merged in, give every page its address and see that no two meet.

mod article;
mod fix;
mod guide;
mod href;
mod leads;
mod names;
mod order;
mod outputs;
mod parts;
mod tally;

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Config;
use crate::diag::{At, Diagnostic};
use crate::html::{Scan, scan};
use crate::model::{Article, ArticleId, Audience, Confidence, SharedFix};
use crate::parse::{ParsedArticle, ParsedCount, ParsedSharedFix, Ref};
use crate::source::Files;

pub use href::{Href, href, relative};
pub use leads::Leads;
use names::Names;
pub use names::{article_names, suggest};
pub use order::{Sequence, lower_bound, score, success};
pub use outputs::PAGES;
pub use tally::{TABLE, Tally};

/// A knowledge base whose references all lead somewhere.
#[derive(Debug, Clone)]
pub struct Book {
    /// The site's settings.
    pub config: Config,
    /// Published articles, sorted by source path.
    pub articles: Vec<Article>,
    /// Shared fixes, sorted by source path.
    pub fixes: Vec<SharedFix>,
    /// The articles under "Common right now", in the order of the settings.
    pub common: Vec<ArticleId>,
    /// By article: links in its inline texts and fix details, with their places.
    pub article_links: Vec<Vec<Ref>>,
    /// By article: the order of its fixes.
    pub sequences: Vec<Sequence>,
    /// What readers said about fixes.
    pub tally: Tally,
    /// By shared fix: links in its inline texts and details, with their places.
    pub fix_links: Vec<Vec<Ref>>,
    /// By article: what its body holds.
    pub article_scans: Vec<Scan>,
    /// By shared fix: what its body holds, with places counted from the start of the body.
    pub fix_scans: Vec<Scan>,
    /// By shared fix: where the body starts in its file.
    pub fix_offsets: Vec<usize>,
    /// Sources that exist and are not published: drafts, and internal articles of a public site.
    pub left_out: Vec<String>,
    /// Files that articles of another tool link to and that go with the site.
    pub assets: BTreeSet<String>,
    /// By what other names articles of another tool may be linked.
    pub leads: Leads,
}

impl Book {
    /// Where a link of the file `from` leads, also by a name that only another tool knows.
    pub fn href(&self, from: &str, link: &str) -> Href {
        if self.config.content.lenient {
            self.leads.href(from, link)
        } else {
            href(from, link)
        }
    }

    /// Whether the page of an article has this place; yes for pages whose places are not known here.
    pub fn has_anchor(&self, source: &str, anchor: &str) -> bool {
        let found = self
            .articles
            .binary_search_by(|article| article.source.as_str().cmp(source));
        let Ok(at) = found else {
            return true;
        };
        let article = &self.articles[at];
        let fixes = article.fixes.iter().flat_map(|fix| &fix.found.anchors);
        let mut ids = article
            .body
            .anchors
            .iter()
            .chain(&article.body.taken.anchors)
            .chain(fixes);
        let own = ["fix-", "fixed-", "fn-", "fnref-"];
        anchor.is_empty()
            || matches!(anchor, "top" | "stuck")
            || own.iter().any(|start| anchor.starts_with(start))
            || ids.any(|id| id == anchor || id.strip_prefix("s-") == Some(anchor))
    }

    /// The id on the page of `source` that an anchor means: headings whose words pages need for themselves, such as
    /// `Symptoms`, have `s-` in front, and links may leave it out.
    pub fn id_on_page(&self, source: &str, anchor: &str) -> String {
        let found = self
            .articles
            .binary_search_by(|article| article.source.as_str().cmp(source));
        let anchors = found.map_or(&[][..], |at| self.articles[at].body.anchors.as_slice());
        let apart = format!("s-{anchor}");
        match !anchors.iter().any(|id| id == anchor) && anchors.contains(&apart) {
            true => apart,
            false => anchor.to_owned(),
        }
    }

    /// The address on the site that articles came from, for a link from its root.
    pub fn elsewhere(&self, link: &str) -> Option<String> {
        let link = link.trim();
        let address = self.config.content.address.as_ref()?;
        (link.starts_with('/') && !link.starts_with("//")).then(|| format!("{address}{link}"))
    }
}

/// Which articles are published.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// Articles that are work in progress too.
    pub drafts: bool,
}

/// Resolves every reference. The book is whole only when no diagnostic is an error; all problems of
/// all files are reported in any case.
pub fn assemble(
    config: Config,
    articles: Vec<ParsedArticle>,
    fixes: Vec<ParsedSharedFix>,
    options: Options,
    files: &dyn Files,
) -> (Book, Vec<Diagnostic>) {
    let articles = articles.into_iter().map(|a| (scan(&a.body), a)).collect();
    let fixes = fixes.into_iter().map(|f| (scan(&f.body), f)).collect();
    assemble_scanned(config, articles, fixes, &[], options, files)
}

/// The same where the bodies are scanned already, which can be done for many files at once, and with what readers
/// said about fixes.
pub fn assemble_scanned(
    config: Config,
    mut articles: Vec<(Scan, ParsedArticle)>,
    mut fixes: Vec<(Scan, ParsedSharedFix)>,
    counts: &[ParsedCount],
    options: Options,
    files: &dyn Files,
) -> (Book, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    articles.sort_by(|(_, a), (_, b)| a.source.cmp(&b.source));
    fixes.sort_by(|(_, a), (_, b)| a.source.cmp(&b.source));
    let (mut scans, articles): (Vec<Scan>, Vec<ParsedArticle>) = articles.into_iter().unzip();
    let (fix_scans, fixes): (Vec<Scan>, Vec<ParsedSharedFix>) = fixes.into_iter().unzip();
    let published: Vec<bool> = articles
        .iter()
        .map(|article| is_published(article, &config, options))
        .collect();
    let names = Names::new(&config, &articles, &published, &fixes, files);

    repeated_ids(&articles, &fixes, &mut diagnostics);
    let shared: Vec<SharedFix> = fixes
        .iter()
        .map(|parsed| fix::shared(parsed, &names, &mut diagnostics))
        .collect();
    let mut resolved = Vec::new();
    let mut places = Vec::new();
    let mut left_out = Vec::new();
    let mut article_scans = Vec::new();
    for ((parsed, published), scan) in articles.iter().zip(&published).zip(&mut scans) {
        // What is left out is resolved all the same: its mistakes are worth knowing.
        let scan = std::mem::take(scan);
        let article = article::resolve(parsed, &scan, &names, &fixes, &mut diagnostics);
        if *published {
            resolved.push(article);
            places.push(parsed);
            article_scans.push(scan);
        } else {
            left_out.push(parsed.source.clone());
        }
    }
    let tally = tally::tally(
        counts,
        &resolved,
        &shared,
        &left_out,
        &config,
        &mut diagnostics,
    );
    let sequences = resolved
        .iter()
        .zip(&tally.articles)
        .map(|(article, tried)| order::sequence(article, tried, &config))
        .collect();
    let common = common(&names, &mut diagnostics);
    outputs::collisions(
        &config,
        &resolved,
        &places,
        &shared,
        files,
        &mut diagnostics,
    );

    let leads = Leads::new(&config.content, &resolved, &shared, files);
    let assets = leads.assets(&resolved, &article_scans);
    let article_links = places.iter().map(|p| p.text_links.clone()).collect();
    let fix_links = fixes.iter().map(|p| p.text_links.clone()).collect();
    let fix_offsets = fixes.iter().map(|p| p.body_offset).collect();
    let mut book = Book {
        articles: resolved,
        fixes: shared,
        sequences,
        tally,
        common,
        article_links,
        fix_links,
        article_scans,
        fix_scans,
        fix_offsets,
        left_out,
        assets,
        leads,
        config,
    };
    relate(&mut book);
    (book, diagnostics)
}

/// Articles that the links under a heading such as `Related` lead to are related ones; links that lead to none are not.
fn relate(book: &mut Book) {
    for at in 0..book.articles.len() {
        let article = &book.articles[at];
        let mut related = article.related.clone();
        for link in &article.body.taken.related {
            let Href::File { path, .. } = book.href(&article.source, link) else {
                continue;
            };
            let found = book
                .articles
                .binary_search_by(|other| other.source.as_str().cmp(&path));
            let id = found.ok().map(ArticleId);
            related.extend(id.filter(|id| id.0 != at && !related.contains(id)));
        }
        book.articles[at].related = related;
    }
}

fn is_published(article: &ParsedArticle, config: &Config, options: Options) -> bool {
    let draft = article.confidence == Confidence::Wip && !options.drafts;
    let internal = article.audience == Audience::Internal && config.audience == Audience::Public;
    !draft && !internal
}

fn common(names: &Names<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<ArticleId> {
    let wanted = &names.config.home.common;
    let mut common = Vec::new();
    for (i, text) in wanted.iter().enumerate() {
        let reference = Ref {
            text: text.clone(),
            at: At::Value(format!("home.common[{i}]")),
        };
        common.extend(names.article("fixbook.yaml", &reference, diagnostics));
    }
    common
}

/// Ids stand for pages, so no two articles and no two shared fixes may have the same.
fn repeated_ids(
    articles: &[ParsedArticle],
    fixes: &[ParsedSharedFix],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let of_articles = articles
        .iter()
        .filter_map(|a| Some((a.source.as_str(), a.id.as_ref()?)));
    repeated("duplicate-id", "articles", of_articles, diagnostics);
    let of_fixes = fixes
        .iter()
        .filter_map(|f| Some((f.source.as_str(), f.fix.id.as_ref()?)));
    repeated("duplicate-fix", "shared fixes", of_fixes, diagnostics);
}

fn repeated<'a>(
    code: &'static str,
    what: &str,
    ids: impl Iterator<Item = (&'a str, &'a Ref)>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut seen: BTreeMap<String, (&str, &Ref)> = BTreeMap::new();
    for (file, id) in ids {
        if !is_name(&id.text) {
            let message = format!("`{}` can't be an id", id.text);
            let help =
                "use letters, digits, `-`, `_` and `.` only: the id becomes part of an address";
            diagnostics.push(
                Diagnostic::error("bad-id", file, id.at.clone(), message)
                    .label("not usable in an address")
                    .help(help),
            );
        }
        match seen.get(&id.text.to_lowercase()) {
            Some((first, other)) => diagnostics.push(
                Diagnostic::error(
                    code,
                    file,
                    id.at.clone(),
                    format!("two {what} have the id `{}`", id.text),
                )
                .label("the second one")
                .also(first, other.at.clone(), "the first one")
                .help("give one of them another id; case does not tell them apart"),
            ),
            None => {
                seen.insert(id.text.to_lowercase(), (file, id));
            }
        }
    }
}

/// Whether a text can be one part of an address on every system.
fn is_name(text: &str) -> bool {
    let safe = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    !text.is_empty() && !text.starts_with('.') && !text.ends_with('.') && text.chars().all(safe)
}
