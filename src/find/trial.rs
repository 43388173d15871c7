//! Questions that a site must answer: `search-tests.yaml`.
//!
//! In: the questions as parsed, the articles, the files of the index. Out: a diagnostic for each that is not answered
//! as its writer wants, at its place in that file.

use crate::book::{Book, article_names, suggest};
use crate::diag::Diagnostic;
use crate::parse::{Ref, SearchTest};
use crate::search::query::{Ask, Hit, Load, Reader, ask};

/// Name of the file.
pub const FILE: &str = "search-tests.yaml";

/// How far down an article is looked for, to say where it stands.
const DEPTH: usize = 50;

/// Asks every question.
pub fn trial(book: &Book, tests: &[SearchTest], load: &Load<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    // The index was written a moment ago, so it can be read.
    let Ok(mut reader) = Reader::open(load) else {
        return found;
    };
    for test in tests {
        let wanted: Vec<&str> = test
            .find
            .iter()
            .filter_map(|name| article(book, name, &mut found))
            .collect();
        if wanted.is_empty() {
            continue;
        }
        let options = Ask {
            limit: DEPTH.max(test.within),
            complete: true,
            ..Ask::default()
        };
        let hits = ask(&mut reader, &test.query.text, &options).hits;
        let rank = hits
            .iter()
            .position(|hit| wanted.contains(&hit.source.as_str()));
        if rank.is_none_or(|rank| rank >= test.within) {
            found.push(missed(test, rank, &hits));
        }
    }
    found
}

/// The source of the article that a name leads to.
fn article<'a>(book: &'a Book, name: &Ref, found: &mut Vec<Diagnostic>) -> Option<&'a str> {
    let names = |source: &'a str, id: Option<&'a str>| {
        article_names(&book.config, source).into_iter().chain(id)
    };
    let all = || {
        book.articles
            .iter()
            .map(|a| (a.source.as_str(), a.id.as_deref()))
    };
    let known = all().find(|(source, id)| names(source, *id).any(|n| n == name.text));
    if known.is_none()
        && !book
            .left_out
            .iter()
            .any(|source| article_names(&book.config, source).contains(&name.text.as_str()))
    {
        let message = format!("there is no article `{}`", name.text);
        let fallback = "an article is named by its file name without `.md`, its path below `articles/`, or its id";
        let stems = all().map(|(source, _)| article_names(&book.config, source)[0]);
        found.push(
            Diagnostic::error("unknown-article", FILE, name.at.clone(), message)
                .label("no article has this name")
                .help(suggest(&name.text, stems, fallback)),
        );
    }
    known.map(|(source, _)| source)
}

fn missed(test: &SearchTest, rank: Option<usize>, hits: &[Hit]) -> Diagnostic {
    let names: Vec<String> = test
        .find
        .iter()
        .map(|name| format!("`{}`", name.text))
        .collect();
    let place = match rank {
        Some(rank) => format!("only in place {}", rank + 1),
        None => format!("not among the first {}", DEPTH.max(test.within)),
    };
    let wanted = match test.within {
        1 => "be first".to_owned(),
        within => format!("be among the first {within}"),
    };
    let message = format!(
        "search finds {} {place}, and should {wanted}",
        names.join(" or ")
    );
    let label = hits.first().map_or_else(
        || "nothing is found".to_owned(),
        |hit| format!("finds `{}` first", hit.source),
    );
    Diagnostic::error("search-test", FILE, test.query.at.clone(), message)
        .label(label)
        .help("give the article these words (title, symptom, message, tag), add synonyms to `search` in fixbook.yaml, or allow more places with `within`")
}
