//! Reviews: a promise to look again needs a day to count from.

use super::Facts;
use crate::diag::{At, Diagnostic};

/// Spans without a day, and days that can't be.
pub(super) fn review(facts: &Facts<'_>, out: &mut Vec<Diagnostic>) {
    for article in &facts.book.articles {
        let review = &article.review;
        let warn = |key: &str, message: &str, label: &str, help: &str| {
            let at = At::Value(key.to_owned());
            Diagnostic::warning("review", &article.source, at, message)
                .label(label)
                .help(help)
        };
        if review.every.is_some() && review.reviewed.is_none() {
            out.push(warn(
                "review.every",
                "`every` without `reviewed` never comes due",
                "counted from no day",
                "add `reviewed: YYYY-MM-DD` beside it",
            ));
        }
        let Some(day) = review.reviewed else { continue };
        if !(2000..=2100).contains(&day.year) {
            out.push(warn(
                "review.reviewed",
                &format!("the last review was in {}", day.year),
                "is this the year you mean?",
                "write the day of the last review as YYYY-MM-DD",
            ));
        }
    }
}
