//! Articles: every reference resolved.
//!
//! In: a parsed article and all names. Out: an [`Article`]; positions of causes, conditions and
//! fixes are those of the file, also when something else in it is wrong.

use std::collections::BTreeMap;

use super::fix::{self, Scope};
use super::guide;
use super::names::{Names, stem};
use super::outputs;
use crate::diag::{At, Diagnostic};
use crate::html::Scan;
use crate::model::{Article, ArticleId, Body, Fix, PlatformId};
use crate::parse::{ParsedArticle, ParsedFix, ParsedSharedFix, Ref};

/// Resolves one article.
pub(super) fn resolve(
    parsed: &ParsedArticle,
    scan: &Scan,
    names: &Names<'_>,
    shared: &[ParsedSharedFix],
    out: &mut Vec<Diagnostic>,
) -> Article {
    let file = parsed.source.as_str();
    let bases: Vec<Option<&ParsedSharedFix>> = parsed
        .fixes
        .iter()
        .map(|fix| Some(&shared[names.fix(file, fix.shared.as_ref()?, out)?.0]))
        .collect();
    let scope = Scope {
        names,
        file,
        causes: parsed.causes.iter().map(|(c, _)| c.id.as_str()).collect(),
        conditions: parsed
            .conditions
            .iter()
            .map(|(c, _)| c.id.as_str())
            .collect(),
        fixes: parsed.fixes.iter().map(fix_names).collect(),
        own: "fix",
    };
    let unique = |what, ids: Vec<(&str, At)>, out: &mut Vec<Diagnostic>| {
        unique(file, what, ids, out);
    };
    let place = |(id, at): (&str, &At)| -> Option<(String, At)> {
        (!id.is_empty()).then(|| (id.to_owned(), at.clone()))
    };
    let causes: Vec<_> = parsed
        .causes
        .iter()
        .filter_map(|(c, at)| place((&c.id, at)))
        .collect();
    let conditions: Vec<_> = parsed
        .conditions
        .iter()
        .filter_map(|(c, at)| place((&c.id, at)))
        .collect();
    let fix_places: Vec<_> = parsed.fixes.iter().filter_map(fix_place).collect();
    unique("cause", borrowed(&causes), out);
    unique("condition", borrowed(&conditions), out);
    unique("fix", borrowed(&fix_places), out);

    let mut fixes: Vec<Fix> = parsed
        .fixes
        .iter()
        .zip(&bases)
        .map(|(fix, base)| fix::resolve(fix, *base, &scope, out))
        .collect();
    for ((fix, own), base) in fixes.iter().zip(&parsed.fixes).zip(&bases) {
        // A name that leads nowhere is reported as such; what is shared, in its own file.
        if base.is_none() && own.shared.is_none() && fix::is_empty(fix) {
            out.push(fix::empty(file, own.at.clone().unwrap_or(At::File), fix));
        }
    }
    let platforms = platforms(parsed, names, &mut fixes, &bases, out);
    let articles = |list: &[Ref], out: &mut Vec<Diagnostic>| -> Vec<ArticleId> {
        let mut found: Vec<ArticleId> = Vec::new();
        for name in list {
            let id = names.article(file, name, out);
            found.extend(id.filter(|id| !found.contains(id)));
        }
        found
    };
    let mut products = Vec::new();
    for name in &parsed.products {
        let id = names.product(file, name, out);
        products.extend(id.filter(|id| !products.contains(id)));
    }
    let aliases = parsed
        .aliases
        .iter()
        .filter_map(|alias| outputs::alias(file, alias, out));
    Article {
        aliases: aliases.collect(),
        url: {
            let path = names.config.content.site_path(file);
            format!("{}.html", path.strip_suffix(".md").unwrap_or(&path))
        },
        slug: stem(file).to_owned(),
        id: parsed.id.as_ref().map(|id| id.text.clone()),
        title: parsed.title.clone(),
        kind: parsed.kind,
        summary: parsed.summary.clone(),
        products,
        platforms,
        versions: parsed.versions.clone(),
        symptoms: parsed.symptoms.clone(),
        causes: parsed
            .causes
            .iter()
            .map(|(cause, _)| cause.clone())
            .collect(),
        conditions: parsed.conditions.iter().map(|(c, _)| c.clone()).collect(),
        questions: guide::questions(parsed, names, out),
        fixes,
        order: parsed.order,
        sources: parsed.sources.clone(),
        related: articles(&parsed.related, out),
        supersedes: articles(&parsed.supersedes, out),
        duplicate_of: parsed
            .duplicate_of
            .as_ref()
            .and_then(|name| names.article(file, name, out)),
        caused_by: articles(&parsed.caused_by, out),
        review: parsed.review.clone(),
        confidence: parsed.confidence,
        audience: parsed.audience,
        collect_before_support: parsed.collect_before_support.clone(),
        tags: parsed.tags.clone(),
        body: Body {
            markdown: parsed.body.clone(),
            offset: parsed.body_offset,
            anchors: scan.ids().cloned().collect(),
            taken: parsed.taken.clone(),
        },
        source: file.to_owned(),
    }
}

/// The platforms as written, or those of the steps. Used shared fixes keep the steps for these only.
///
/// Steps that the article itself writes are all kept, and their platforms come to those written:
/// a phone can be mended from a computer.
fn platforms(
    parsed: &ParsedArticle,
    names: &Names<'_>,
    fixes: &mut [Fix],
    bases: &[Option<&ParsedSharedFix>],
    out: &mut Vec<Diagnostic>,
) -> Vec<PlatformId> {
    let file = parsed.source.as_str();
    let mut platforms: Vec<PlatformId> = parsed
        .platforms
        .iter()
        .filter_map(|name| names.platform(file, name, out))
        .collect();
    let whole = |own: &ParsedFix, base: &Option<_>| base.is_none() || own.steps.is_some();
    if !platforms.is_empty() {
        for ((fix, own), base) in fixes.iter_mut().zip(&parsed.fixes).zip(bases) {
            if whole(own, base) {
                continue;
            }
            let before = fix.steps.by_platform.len();
            fix.steps.by_platform.retain(|(p, _)| platforms.contains(p));
            if before > 0 && fix.steps.by_platform.is_empty() && fix.steps.all.is_empty() {
                let at = own.shared.as_ref().map_or(At::File, |name| name.at.clone());
                let message = format!(
                    "the shared fix `{}` has no steps for the platforms of this article",
                    fix.id
                );
                let help = "add steps to the shared fix, write `steps:` here, or leave the fix out";
                out.push(
                    Diagnostic::warning("no-steps-for-platforms", file, at, message)
                        .label("shown without steps")
                        .help(help),
                );
            }
        }
    }
    let steps = fixes.iter().flat_map(|fix| &fix.steps.by_platform);
    platforms.extend(steps.map(|(platform, _)| *platform));
    platforms.sort_unstable();
    platforms.dedup();
    platforms
}

fn fix_names(fix: &ParsedFix) -> (&str, Option<&str>) {
    let used = fix.shared.as_ref().map(|name| name.text.as_str());
    let id = fix.id.as_ref().map(|id| id.text.as_str());
    (id.or(used).unwrap_or_default(), used)
}

fn fix_place(fix: &ParsedFix) -> Option<(String, At)> {
    let name = fix.id.as_ref().or(fix.shared.as_ref())?;
    Some((name.text.clone(), name.at.clone()))
}

fn borrowed(ids: &[(String, At)]) -> Vec<(&str, At)> {
    ids.iter()
        .map(|(id, at)| (id.as_str(), at.clone()))
        .collect()
}

fn unique(file: &str, what: &str, ids: Vec<(&str, At)>, out: &mut Vec<Diagnostic>) {
    let code = match what {
        "cause" => "duplicate-cause",
        "condition" => "duplicate-condition",
        _ => "duplicate-fix",
    };
    let mut seen: BTreeMap<&str, At> = BTreeMap::new();
    for (id, at) in ids {
        if let Some(first) = seen.get(id) {
            let plural = if what == "fix" { "es" } else { "s" };
            let message = format!("two {what}{plural} of this article are called `{id}`");
            out.push(
                Diagnostic::error(code, file, at, message)
                    .label("the second one")
                    .also(file, first.clone(), "the first one")
                    .help("give one of them another `id`"),
            );
        } else {
            seen.insert(id, at);
        }
    }
}
