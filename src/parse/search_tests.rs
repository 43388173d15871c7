//! `search-tests.yaml`: questions and the articles they must find.
//!
//! In: the text of the file. Out: [`SearchTest`]s and what is wrong with them.

use super::front;
use super::types::SearchTest;
use super::yaml::{Doc, Node};
use crate::diag::Diagnostic;

/// Places that a test may allow.
const MOST: usize = 50;

/// Reads the tests; what is wrong is left out.
pub(super) fn read(file: &str, text: &str) -> (Vec<SearchTest>, Vec<Diagnostic>) {
    let base = front::bom(text);
    let bare = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
    if text[base..].lines().all(bare) {
        return (Vec::new(), Vec::new());
    }
    match Doc::read(file, &text[base..], base) {
        Ok(doc) => {
            let items = doc.root().items("a list");
            let tests = items.iter().filter_map(test).collect();
            (tests, doc.finish().0)
        }
        Err(problems) => (Vec::new(), problems),
    }
}

fn test(node: &Node<'_>) -> Option<SearchTest> {
    let fields = node.fields("a map with `query` and `find`");
    let query = fields.need("query", "write what a reader types or pastes");
    let query = query.and_then(|node| node.reference());
    let named = fields.need("find", "name the article that this must find");
    let find = if named.is_some() {
        fields.references("find")
    } else {
        Vec::new()
    };
    if let Some(list) = named.filter(|node| node.is_list() && node.items("a list").is_empty()) {
        list.error(
            "empty-value",
            "`find` names no article, so this question tests nothing",
            "name the article that this must find",
        );
    }
    let within = fields.get("within").map_or(Some(1), |node| within(&node));
    fields.finish();
    Some(SearchTest {
        query: query?,
        find,
        within: within?,
    })
}

fn within(node: &Node<'_>) -> Option<usize> {
    let text = node.string()?;
    let number = text.parse().ok().filter(|n| (1..=MOST).contains(n));
    if number.is_none() {
        node.error(
            "wrong-type",
            format!("`within` must be a number from 1 to {MOST}, and holds `{text}`"),
            "leave it out where the article must come first",
        );
    }
    number
}
