//! One diagnostic for many of a kind: what 794 articles of another tool have in common is said once.
//!
//! In: diagnostics, sorted. Out: those about articles, one for each code and level, with the number and the first
//! places; all others as they are.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Content;
use crate::diag::{Diagnostic, Level};

/// Places shown beside the first.
const PLACES: usize = 2;
/// Names counted in the help.
const NAMES: usize = 5;
/// What stays an error: pages would be missing.
const FIRM: &[&str] = &["same-path", "output-conflict", "render"];
/// What is said of several of a kind, after their number.
const MANY: &[(&str, &str)] = &[
    ("ambiguous-article", "references can be several articles"),
    ("bad-alias", "aliases are not addresses inside this site"),
    ("bad-date", "dates are no days of the calendar"),
    (
        "broken-anchor",
        "links lead to a heading that their page does not have",
    ),
    (
        "broken-link",
        "links lead to files that do not exist, and are shown as text",
    ),
    (
        "foreign-key",
        "front matter keys of another tool are not used",
    ),
    ("foreign-value", "front matter values have no place here"),
    (
        "link-escapes",
        "links lead out of the knowledge base, and are shown as text",
    ),
    (
        "loose-yaml",
        "files have front matter that is not YAML; it was read line by line",
    ),
    (
        "missing-image",
        "images do not exist; their descriptions are shown",
    ),
    ("no-fix", "problems have no fix"),
    ("no-symptom", "problems have no symptom"),
    (
        "not-an-article",
        "files are no articles and are not published",
    ),
    (
        "not-an-image",
        "images are of a kind that browsers do not show",
    ),
    ("open-fence", "blocks of code are not closed"),
    ("outside-image", "images are on other sites"),
    ("unknown-value", "front matter values are unknown"),
    (
        "unpublished-file",
        "links lead to files that are not published, and are shown as text",
    ),
    ("unsafe-link", "links have addresses that are not published"),
    (
        "wrong-type",
        "front matter values are of another kind than expected",
    ),
];

/// Makes warnings of errors in articles that were written for another tool, where every page comes out all the same.
pub(super) fn soften(found: &mut [Diagnostic], content: &Content) {
    for diagnostic in found {
        let firm = FIRM.contains(&diagnostic.code);
        if diagnostic.level == Level::Error && !firm && is_about_article(diagnostic, content) {
            diagnostic.level = Level::Warning;
        }
    }
}

/// One diagnostic for each kind; with `only_notes` only notes are brought together.
pub(super) fn group(
    found: Vec<Diagnostic>,
    content: &Content,
    only_notes: bool,
) -> Vec<Diagnostic> {
    let mut kinds: BTreeMap<(Level, &'static str), Vec<Diagnostic>> = BTreeMap::new();
    let mut out = Vec::new();
    for diagnostic in found {
        let grouped = match diagnostic.level {
            Level::Error => false,
            Level::Warning => !only_notes,
            Level::Note => true,
        };
        if grouped && is_about_article(&diagnostic, content) {
            let kind = (diagnostic.level, diagnostic.code);
            kinds.entry(kind).or_default().push(diagnostic);
        } else {
            out.push(diagnostic);
        }
    }
    out.extend(kinds.into_values().filter_map(merged));
    out
}

fn is_about_article(diagnostic: &Diagnostic, content: &Content) -> bool {
    let file = diagnostic.labels.first().map(|label| label.file.as_str());
    file.is_some_and(|file| content.below(file).is_some())
}

fn merged(list: Vec<Diagnostic>) -> Option<Diagnostic> {
    let number = list.len();
    let names = names(&list);
    let files: BTreeSet<&str> = list
        .iter()
        .flat_map(|one| one.labels.first())
        .map(|label| label.file.as_str())
        .collect();
    let files = files.len();
    let mut list = list.into_iter();
    let mut first = list.next()?;
    if number == 1 {
        return Some(first);
    }
    let many = MANY.iter().find(|(code, _)| *code == first.code);
    let message = match many {
        Some((_, what)) => format!("{number} {what}"),
        None => format!("{number} times: {}", first.message),
    };
    // The remark beside the place says what the message said.
    first.labels.truncate(1);
    if first.labels[0].text.is_empty() || many.is_some() {
        first.labels[0].text = first.message;
    }
    first.message = if files < number {
        format!(
            "{message}, in {files} file{}",
            if files == 1 { "" } else { "s" }
        )
    } else {
        message
    };
    for other in list.take(PLACES) {
        let label = other.labels.into_iter().next()?;
        first.labels.push(crate::diag::Label {
            text: other.message,
            ..label
        });
    }
    let each = match first.level {
        Level::Note => "",
        _ => "`--strict` shows each",
    };
    // What the first one may have meant says nothing about the others.
    let own = first.help.starts_with("did you mean");
    let help = if own { "" } else { first.help.as_str() };
    let parts = [names.as_str(), help, each];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    first.help = parts.join("; ");
    Some(first)
}

/// What is named most often, where names repeat.
fn names(list: &[Diagnostic]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for one in list {
        if let Some(name) = one.message.split('`').nth(1) {
            *counts.entry(name).or_default() += 1;
        }
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), *name));
    if counts.first().is_none_or(|(_, count)| *count == 1) {
        return String::new();
    }
    let more = counts.len().saturating_sub(NAMES);
    let shown: Vec<String> = counts
        .iter()
        .take(NAMES)
        .map(|(name, count)| format!("`{name}` ({count})"))
        .collect();
    let end = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    format!("most often {}{end}", shown.join(", "))
}
