//! What readers said, by fix.
//!
//! In: the rows of the table, articles and shared fixes. Out: counts for each fix, and warnings for rows that name
//! nothing. Answers about a shared fix are one sum, whichever page they were given on: the steps are the same, and
//! few answers on each of many pages would say nothing.

use std::collections::BTreeMap;

use super::names::suggest;
use crate::config::Config;
use crate::diag::Diagnostic;
use crate::model::{Article, PlatformId, SharedFix, Tried};
use crate::parse::{ParsedCount, Ref};

/// Path of the table inside the knowledge base.
pub const TABLE: &str = "data/feedback.csv";

/// Counts by fix.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// By article, by fix.
    pub articles: Vec<Vec<Tried>>,
    /// By shared fix.
    pub shared: Vec<Tried>,
}

/// Adds up the rows.
pub(super) fn tally(
    rows: &[ParsedCount],
    articles: &[Article],
    shared: &[SharedFix],
    left_out: &[String],
    config: &Config,
    out: &mut Vec<Diagnostic>,
) -> Tally {
    let mut tally = Tally {
        articles: articles
            .iter()
            .map(|a| vec![Tried::default(); a.fixes.len()])
            .collect(),
        shared: vec![Tried::default(); shared.len()],
    };
    let by_source: BTreeMap<&str, usize> = sources(articles.iter().map(|a| a.source.as_str()));
    let by_fix: BTreeMap<&str, usize> = sources(shared.iter().map(|fix| fix.source.as_str()));
    for row in rows {
        if row.counts.wrong > 0 {
            let message = format!(
                "readers say that the fix `{}` is wrong or dangerous",
                row.fix.text
            );
            let help = "look at the fix; when it is right, set the last number of this row to 0";
            out.push(
                Diagnostic::warning("said-wrong", TABLE, row.fix.at.clone(), message).help(help),
            );
        }
        let platform = match &row.platform {
            Some(name) => match platform(name, config, out) {
                Some(id) => Some(id),
                None => continue,
            },
            None => None,
        };
        let page = row.article.text.as_str();
        if let Some(at) = by_fix.get(page) {
            if shared[*at].fix.id == row.fix.text {
                tally.shared[*at].add(platform, row.counts);
            } else {
                unknown_fix(&row.fix, [shared[*at].fix.id.as_str()].into_iter(), out);
            }
        } else if let Some(at) = by_source.get(page) {
            let fixes = &articles[*at].fixes;
            let Some(fix) = fixes.iter().position(|fix| fix.id == row.fix.text) else {
                unknown_fix(&row.fix, fixes.iter().map(|fix| fix.id.as_str()), out);
                continue;
            };
            match fixes[fix].shared {
                Some(id) => tally.shared[id.0].add(platform, row.counts),
                None => tally.articles[*at][fix].add(platform, row.counts),
            }
        } else if !left_out.iter().any(|source| source == page) {
            let known = by_source.keys().chain(by_fix.keys()).copied();
            let message = format!("there is no article `{page}`");
            let help = suggest(
                page,
                known,
                "remove the row, or write where the article is now",
            );
            out.push(
                Diagnostic::warning("unknown-article", TABLE, row.article.at.clone(), message)
                    .label("not counted")
                    .help(help),
            );
        }
    }
    for (article, counts) in articles.iter().zip(&mut tally.articles) {
        for (fix, count) in article.fixes.iter().zip(counts) {
            if let Some(id) = fix.shared {
                count.clone_from(&tally.shared[id.0]);
            }
        }
    }
    tally
}

fn sources<'a>(paths: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, usize> {
    paths.enumerate().map(|(at, path)| (path, at)).collect()
}

fn platform(name: &Ref, config: &Config, out: &mut Vec<Diagnostic>) -> Option<PlatformId> {
    let known = config.platforms.iter().map(|platform| platform.id.as_str());
    let found = known.clone().position(|id| id == name.text);
    if found.is_none() {
        let message = format!("there is no platform `{}`", name.text);
        let help = suggest(&name.text, known, "leave the cell empty, or remove the row");
        out.push(
            Diagnostic::warning("unknown-platform", TABLE, name.at.clone(), message)
                .label("not counted")
                .help(help),
        );
    }
    found.map(PlatformId)
}

fn unknown_fix<'a>(name: &Ref, known: impl Iterator<Item = &'a str>, out: &mut Vec<Diagnostic>) {
    let message = format!("this page has no fix `{}`", name.text);
    let help = suggest(
        &name.text,
        known,
        "remove the row, or write what the fix is called now",
    );
    out.push(
        Diagnostic::warning("unknown-fix", TABLE, name.at.clone(), message)
            .label("not counted")
            .help(help),
    );
}
