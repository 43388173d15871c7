//! Every name that an article can refer to.
//!
//! In: settings and parsed files. Out: [`Names`], which turns a reference into a position or into a
//! diagnostic that says what stands there, what would be near, and what there is.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::{Config, Content};
use crate::diag::{Diagnostic, nearest};
use crate::model::{ArticleId, PlatformId, ProductId, RoleId, SharedFixId};
use crate::parse::{ParsedArticle, ParsedSharedFix, Ref};
use crate::source::Files;

/// All names of one knowledge base.
pub(super) struct Names<'a> {
    /// The settings with the vocabularies.
    pub config: &'a Config,
    products: BTreeMap<&'a str, usize>,
    platforms: BTreeMap<&'a str, usize>,
    roles: BTreeMap<&'a str, usize>,
    fixes: BTreeMap<&'a str, usize>,
    /// By stem, path below `articles/` with and without its ending, whole path, and id.
    articles: BTreeMap<&'a str, Vec<usize>>,
    sources: Vec<&'a str>,
    published: Vec<Option<ArticleId>>,
    /// Stems and paths of files that could not be parsed: a reference to one is not a second mistake.
    broken: BTreeSet<&'a str>,
}

/// What a name of an article leads to.
pub(super) enum Found {
    /// A published article.
    Article(ArticleId),
    /// An article that is not published.
    LeftOut(String),
    /// Several articles: their sources.
    Several(Vec<String>),
    /// A file with mistakes of its own.
    Broken,
    /// Nothing.
    Nothing,
}

impl<'a> Names<'a> {
    pub(super) fn new(
        config: &'a Config,
        articles: &'a [ParsedArticle],
        published: &[bool],
        fixes: &'a [ParsedSharedFix],
        files: &'a dyn Files,
    ) -> Self {
        let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (i, article) in articles.iter().enumerate() {
            let id = article.id.as_ref().map(|id| id.text.as_str());
            for name in article_names(config, &article.source).into_iter().chain(id) {
                let list = by_name.entry(name).or_default();
                if !list.contains(&i) {
                    list.push(i);
                }
            }
        }
        let mut next = 0;
        let published = published
            .iter()
            .map(|published| {
                published.then(|| {
                    next += 1;
                    ArticleId(next - 1)
                })
            })
            .collect();
        let parsed: BTreeSet<&str> = articles
            .iter()
            .map(|a| a.source.as_str())
            .chain(fixes.iter().map(|f| f.source.as_str()))
            .collect();
        let broken = files
            .list()
            .iter()
            .map(|entry| entry.path.as_str())
            .filter(|path| config.content.is_article(path) || Content::is_fix(path))
            .filter(|path| !parsed.contains(path))
            .flat_map(|path| article_names(config, path))
            .collect();
        let mut fix_ids = BTreeMap::new();
        for (i, fix) in fixes.iter().enumerate() {
            fix_ids.entry(shared_id(fix)).or_insert(i);
        }
        Self {
            config,
            products: positions(config.products.iter().map(|p| p.id.as_str())),
            platforms: positions(config.platforms.iter().map(|p| p.id.as_str())),
            roles: positions(config.roles.iter().map(|r| r.id.as_str())),
            fixes: fix_ids,
            articles: by_name,
            sources: articles.iter().map(|a| a.source.as_str()).collect(),
            published,
            broken,
        }
    }

    pub(super) fn product(
        &self,
        file: &str,
        name: &Ref,
        out: &mut Vec<Diagnostic>,
    ) -> Option<ProductId> {
        word(
            &self.products,
            "product",
            "unknown-product",
            file,
            name,
            out,
        )
        .map(ProductId)
    }

    pub(super) fn platform(
        &self,
        file: &str,
        name: &Ref,
        out: &mut Vec<Diagnostic>,
    ) -> Option<PlatformId> {
        word(
            &self.platforms,
            "platform",
            "unknown-platform",
            file,
            name,
            out,
        )
        .map(PlatformId)
    }

    pub(super) fn role(&self, file: &str, name: &Ref, out: &mut Vec<Diagnostic>) -> Option<RoleId> {
        word(&self.roles, "role", "unknown-role", file, name, out).map(RoleId)
    }

    /// The shared fix that `use` names.
    pub(super) fn fix(
        &self,
        file: &str,
        name: &Ref,
        out: &mut Vec<Diagnostic>,
    ) -> Option<SharedFixId> {
        if let Some(found) = self.find_fix(&name.text) {
            return Some(found);
        }
        if self.broken.contains(name.text.as_str()) {
            return None;
        }
        let known = self.fixes.keys().copied();
        let message = format!("there is no shared fix `{}`", name.text);
        let fallback =
            "shared fixes are the files of `fixes/`, named by their file name without `.md`";
        out.push(
            Diagnostic::error("unknown-fix", file, name.at.clone(), message)
                .label("no file of `fixes/` has this name")
                .help(suggest(&name.text, known, fallback)),
        );
        None
    }

    pub(super) fn find_fix(&self, name: &str) -> Option<SharedFixId> {
        self.fixes.get(name).copied().map(SharedFixId)
    }

    /// All ids of shared fixes, sorted.
    pub(super) fn fix_ids(&self) -> impl Iterator<Item = &'a str> {
        self.fixes.keys().copied()
    }

    /// All stems and ids of articles, sorted.
    pub(super) fn article_names(&self) -> impl Iterator<Item = &'a str> {
        let short = |name: &&str| !name.contains('/') && !name.ends_with(".md");
        self.articles.keys().copied().filter(short)
    }

    pub(super) fn find_article(&self, name: &str) -> Found {
        let all = self.articles.get(name).map_or(&[][..], Vec::as_slice);
        let public: Vec<usize> = all
            .iter()
            .copied()
            .filter(|i| self.published[*i].is_some())
            .collect();
        match (public.as_slice(), all) {
            ([one], _) => self.published[*one].map_or(Found::Nothing, Found::Article),
            ([], [one, ..]) => Found::LeftOut(self.sources[*one].to_owned()),
            ([], []) if self.broken.contains(name) => Found::Broken,
            ([], []) => Found::Nothing,
            (several, _) => Found::Several(
                several
                    .iter()
                    .map(|i| self.sources[*i].to_owned())
                    .collect(),
            ),
        }
    }

    /// The article that a reference names, or a diagnostic.
    pub(super) fn article(
        &self,
        file: &str,
        name: &Ref,
        out: &mut Vec<Diagnostic>,
    ) -> Option<ArticleId> {
        match self.find_article(&name.text) {
            Found::Article(id) => return Some(id),
            Found::Broken => {}
            Found::Nothing => {
                let message = format!("there is no article `{}`", name.text);
                let fallback = "an article is named by its file name without `.md`, its path below `articles/`, or its id";
                out.push(
                    Diagnostic::error("unknown-article", file, name.at.clone(), message)
                        .label("no article has this name")
                        .help(suggest(&name.text, self.article_names(), fallback)),
                );
            }
            found => out.extend(self.not_one(file, name, &found)),
        }
        None
    }

    /// The diagnostic for a name that leads to several articles, or to one that is not published.
    pub(super) fn not_one(&self, file: &str, name: &Ref, found: &Found) -> Option<Diagnostic> {
        match found {
            Found::LeftOut(source) => Some(
                Diagnostic::warning(
                    "left-out-article",
                    file,
                    name.at.clone(),
                    format!("`{}` is not published, so this reference is dropped", name.text),
                )
                .label(format!("leads to `{source}`"))
                .help("`--drafts` includes work in progress, `audience: internal` in fixbook.yaml includes internal articles; or refer to another article"),
            ),
            Found::Several(sources) => {
                let below: Vec<String> = sources
                    .iter()
                    .map(|source| self.config.content.below(source).unwrap_or(source))
                    .map(|below| format!("`{below}`"))
                    .collect();
                Some(
                    Diagnostic::error(
                        "ambiguous-article",
                        file,
                        name.at.clone(),
                        format!("`{}` can be {} articles", name.text, sources.len()),
                    )
                    .label("more than one article has this name")
                    .help(format!("write one of {}", below.join(", "))),
                )
            }
            _ => None,
        }
    }
}

/// The id of a shared fix; the parser always gives one.
pub(super) fn shared_id(fix: &ParsedSharedFix) -> &str {
    match &fix.fix.id {
        Some(id) => &id.text,
        None => stem(&fix.source),
    }
}

/// File name without folder and ending.
pub(super) fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".md").unwrap_or(name)
}

/// "did you mean", or what there is where it is little, or the fallback.
pub fn suggest<'a>(word: &str, known: impl Iterator<Item = &'a str>, fallback: &str) -> String {
    let mut known: Vec<&str> = known.filter(|name| !name.is_empty()).collect();
    if let Some(near) = nearest(word, known.iter().copied()) {
        return format!("did you mean `{near}`?");
    }
    known.sort_unstable();
    known.dedup();
    if known.is_empty() || known.len() > 12 {
        return fallback.to_owned();
    }
    let list: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
    format!("there is {}", list.join(", "))
}

/// The names of an article by its path: stem, path below its folder with and without ending, whole path.
pub fn article_names<'a>(config: &Config, source: &'a str) -> [&'a str; 4] {
    let below = config.content.below(source).unwrap_or(source);
    [
        stem(source),
        below.strip_suffix(".md").unwrap_or(below),
        below,
        source,
    ]
}

fn positions<'a>(ids: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, usize> {
    let mut positions = BTreeMap::new();
    for (i, id) in ids.enumerate() {
        positions.entry(id).or_insert(i);
    }
    positions
}

fn word(
    known: &BTreeMap<&str, usize>,
    kind: &str,
    code: &'static str,
    file: &str,
    name: &Ref,
    out: &mut Vec<Diagnostic>,
) -> Option<usize> {
    if let Some(position) = known.get(name.text.as_str()) {
        return Some(*position);
    }
    let fallback = format!("declare it under `{kind}s` in `fixbook.yaml`");
    out.push(
        Diagnostic::error(
            code,
            file,
            name.at.clone(),
            format!("there is no {kind} `{}`", name.text),
        )
        .label(format!("not declared as a {kind}"))
        .help(suggest(&name.text, known.keys().copied(), &fallback)),
    );
    None
}
