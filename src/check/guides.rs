//! Guides: questions that nothing leads to, circles, ways that are too long.

use super::Facts;
use crate::diag::{At, Diagnostic};
use crate::model::{Article, ArticleType, Goal};

/// Questions a reader answers before an article is reached, at most.
const MOST: usize = 5;

/// Every guide asks, every question is reached, and no way is a circle or long.
pub(super) fn guides(facts: &Facts<'_>, out: &mut Vec<Diagnostic>) {
    for guide in &facts.book.articles {
        if guide.kind != ArticleType::Guide {
            continue;
        }
        if guide.questions.is_empty() {
            out.push(
                Diagnostic::warning(
                    "no-question",
                    &guide.source,
                    At::File,
                    "this guide asks nothing",
                )
                .help("add `questions:`, each with `ask` and `answers`"),
            );
            continue;
        }
        let depth = depths(guide);
        let mut told = false;
        for (at, question) in guide.questions.iter().enumerate() {
            match depth[at] {
                Depth::Unreached => out.push(
                    Diagnostic::warning(
                        "unused-question",
                        &guide.source,
                        At::Key(format!("questions[{at}]")),
                        format!("no answer leads to the question `{}`", question.id),
                    )
                    .help("write its `id` as `go` of an answer, or remove the question"),
                ),
                Depth::Circle if !told => {
                    told = true;
                    let message = format!(
                        "the answers lead from `{}` back to where they came from",
                        question.id
                    );
                    let place = At::Key(format!("questions[{at}]"));
                    out.push(
                        Diagnostic::error("loop", &guide.source, place, message)
                            .help("let one answer lead to an article instead"),
                    );
                }
                Depth::At(n) if n == MOST => out.push(
                    Diagnostic::warning(
                        "long-guide",
                        &guide.source,
                        At::Key(format!("questions[{at}]")),
                        format!("this can be the {}th question that a reader answers", n + 1),
                    )
                    .help("ask fewer questions, or make two guides of it"),
                ),
                _ => {}
            }
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Depth {
    Unreached,
    Circle,
    /// Answers given before it, on the longest way.
    At(usize),
}

/// By question: the longest way to it, found by going round as often as there are questions.
fn depths(guide: &Article) -> Vec<Depth> {
    let count = guide.questions.len();
    let mut depth = vec![Depth::Unreached; count];
    depth[0] = Depth::At(0);
    for _ in 0..=count {
        for (from, question) in guide.questions.iter().enumerate() {
            for answer in &question.answers {
                let (Some(Goal::Question(to)), Depth::At(n)) = (answer.go, depth[from]) else {
                    continue;
                };
                let longer = match depth[to] {
                    Depth::Unreached => true,
                    Depth::Circle => false,
                    Depth::At(old) => old < n + 1,
                };
                if longer {
                    depth[to] = match n + 1 < count {
                        true => Depth::At(n + 1),
                        false => Depth::Circle,
                    };
                }
            }
        }
    }
    depth
}
