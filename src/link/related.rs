//! Articles to offer beside an article.
//!
//! In: a book. Out: by article, at most five others, best first, with the strongest reason. What
//! articles share (a message, a code, a cause, a fix, a product) is a key with a list of articles; of
//! a long list only the neighbours in source order are looked at, so that the work grows with the
//! number of articles and not with its square. Neighbours share a folder, so they are the likely ones.

use std::collections::BTreeMap;

use super::Why;
use crate::book::Book;
use crate::model::{Article, ArticleId};

/// Articles offered beside one article.
const OFFERED: usize = 5;
/// Articles looked at on either side in a list of articles that share something.
const REACH: usize = 16;

/// What articles can have in common.
type Key = (Why, String);
/// The reason and the number of a key.
type Shared = (Why, usize);

/// Finds the related articles of every article.
pub(super) fn related(book: &Book) -> Vec<Vec<(ArticleId, Why)>> {
    let mut numbers: BTreeMap<Key, usize> = BTreeMap::new();
    let mut lists: Vec<Vec<ArticleId>> = Vec::new();
    let mut shared: Vec<Vec<Shared>> = Vec::with_capacity(book.articles.len());
    for (i, article) in book.articles.iter().enumerate() {
        let number = |key: Key| {
            let why = key.0;
            let number = *numbers.entry(key).or_insert_with(|| {
                lists.push(Vec::new());
                lists.len() - 1
            });
            lists[number].push(ArticleId(i));
            (why, number)
        };
        shared.push(keys_of(article).into_iter().map(number).collect());
    }
    let told = told(book);
    (0..book.articles.len())
        .map(|i| offer(book, ArticleId(i), &shared[i], &lists, &told[i]))
        .collect()
}

/// What authors say: by article, the others and the reason, in the order of its own front matter,
/// then those that name it.
fn told(book: &Book) -> Vec<Vec<(ArticleId, Why)>> {
    let mut told: Vec<Vec<(ArticleId, Why)>> = book
        .articles
        .iter()
        .map(|article| {
            let named = article.related.iter().map(|to| (*to, Why::Named));
            let causes = article.caused_by.iter().map(|to| (*to, Why::CausedBy));
            named.chain(causes).collect()
        })
        .collect();
    for (i, article) in book.articles.iter().enumerate() {
        for (whys, why) in [
            (&article.related, Why::Named),
            (&article.caused_by, Why::CausedBy),
        ] {
            for to in whys {
                told[to.0].push((ArticleId(i), why));
            }
        }
    }
    told
}

fn offer(
    book: &Book,
    id: ArticleId,
    keys: &[Shared],
    lists: &[Vec<ArticleId>],
    told: &[(ArticleId, Why)],
) -> Vec<(ArticleId, Why)> {
    let article = &book.articles[id.0];
    // Banners lead to these already.
    let shown = |other: ArticleId| {
        other == id
            || article.duplicate_of == Some(other)
            || article.supersedes.contains(&other)
            || book.articles[other.0].duplicate_of.is_some()
    };
    let mut offered: Vec<(ArticleId, Why)> = Vec::new();
    for pick in told.iter().filter(|(other, _)| *other != id) {
        if offered.len() < OFFERED && offered.iter().all(|(other, _)| *other != pick.0) {
            offered.push(*pick);
        }
    }
    offered.sort_by_key(|(_, why)| *why);
    if offered.len() == OFFERED {
        return offered;
    }
    // The strongest reason, and how many things are shared.
    let mut others: BTreeMap<ArticleId, (Why, usize)> = BTreeMap::new();
    for key in keys {
        for other in neighbours(&lists[key.1], id) {
            let entry = others.entry(*other).or_insert((key.0, 0));
            entry.0 = entry.0.min(key.0);
            entry.1 += 1;
        }
    }
    let mut ranked: Vec<_> = others
        .into_iter()
        .filter(|(other, _)| !shown(*other) && offered.iter().all(|(known, _)| known != other))
        .map(|(other, (why, shared))| {
            let near = folder(article) == folder(&book.articles[other.0]);
            (
                (
                    why,
                    usize::MAX - shared,
                    !near,
                    other.0.abs_diff(id.0),
                    other,
                ),
                why,
            )
        })
        .collect();
    ranked.sort_unstable();
    let rest = ranked.into_iter().map(|((.., other), why)| (other, why));
    offered.extend(rest.take(OFFERED - offered.len()));
    offered
}

/// The articles beside one in a list sorted by article.
fn neighbours(list: &[ArticleId], id: ArticleId) -> &[ArticleId] {
    let at = list.partition_point(|other| *other < id);
    &list[at.saturating_sub(REACH)..list.len().min(at + 1 + REACH)]
}

fn folder(article: &Article) -> &str {
    article
        .source
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder)
}

fn keys_of(article: &Article) -> Vec<Key> {
    let mut keys: Vec<Key> = Vec::new();
    for symptom in &article.symptoms {
        keys.extend(
            symptom
                .message
                .as_deref()
                .map(|m| (Why::Message, message(m))),
        );
        keys.extend(symptom.code.as_deref().map(|c| (Why::Code, code(c))));
    }
    keys.extend(article.causes.iter().map(|c| (Why::Cause, c.id.clone())));
    for fix in &article.fixes {
        keys.extend(fix.shared.map(|shared| (Why::Fix, shared.0.to_string())));
    }
    keys.extend(
        article
            .products
            .iter()
            .map(|p| (Why::Product, p.0.to_string())),
    );
    keys.retain(|(_, text)| !text.is_empty());
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// One spelling for a message: small letters, any placeholder is one, punctuation is a gap.
pub(super) fn message(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '{' => {
                if depth == 0 {
                    plain.push_str(" \u{1} ");
                }
                depth += 1;
            }
            '}' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            // Apostrophes, straight or not, are part of their word.
            '\'' | '\u{2019}' => {}
            c if c.is_alphanumeric() => plain.extend(c.to_lowercase()),
            _ => plain.push(' '),
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One spelling for a code: letters and digits only, small, so that `0x8004 DE40` is `0x8004de40`.
pub(super) fn code(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_spelling() {
        let words = "your backup can t be stored with \u{1}".replace("can t", "cant");
        assert_eq!(
            message("Your backup can\u{2019}t be stored with {account}."),
            words
        );
        assert_eq!(
            message("your  backup can't be stored with {user {x}}!"),
            words
        );
        assert_eq!(code("0x8004-DE40"), "0x8004de40");
        assert_eq!(message("..."), "");
    }
}
