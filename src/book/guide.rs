//! A guide's questions: every answer leads somewhere.
//!
//! In: a parsed guide and all names. Out: its questions; positions are those of the file.

use std::collections::BTreeMap;

use super::fix::Scope;
use super::names::Names;
use super::parts::target;
use crate::diag::Diagnostic;
use crate::model::{Answer, Goal, Question, Target};
use crate::parse::{ParsedAnswer, ParsedArticle, Ref};

/// Resolves the questions of an article.
pub(super) fn questions(
    parsed: &ParsedArticle,
    names: &Names<'_>,
    out: &mut Vec<Diagnostic>,
) -> Vec<Question> {
    let file = parsed.source.as_str();
    let ids = parsed.questions.iter().map(|q| q.id.text.as_str());
    let scope = Scope {
        names,
        file,
        causes: Vec::new(),
        conditions: Vec::new(),
        fixes: ids.map(|id| (id, None)).collect(),
        own: "question",
    };
    let mut seen: BTreeMap<&str, &Ref> = BTreeMap::new();
    for question in &parsed.questions {
        let id = &question.id;
        if !super::is_name(&id.text) {
            let message = format!("`{}` can't be an id", id.text);
            out.push(
                Diagnostic::error("bad-id", file, id.at.clone(), message)
                    .label("not usable in an address")
                    .help("use letters, digits, `-`, `_` and `.` only"),
            );
        }
        if let Some(first) = seen.insert(&id.text, id) {
            let message = format!("two questions of this guide are called `{}`", id.text);
            out.push(
                Diagnostic::error("duplicate-question", file, id.at.clone(), message)
                    .label("the second one")
                    .also(file, first.at.clone(), "the first one")
                    .help("give one of them another `id`"),
            );
        }
    }
    let answer = |answer: &ParsedAnswer, out: &mut Vec<Diagnostic>| Answer {
        text: answer.text.clone(),
        say: answer.say.clone(),
        go: answer.go.as_ref().and_then(|name| {
            Some(match target(name, &scope, out)? {
                Target::Fix(at) => Goal::Question(at),
                Target::Article(id) => Goal::Article(id),
                Target::Shared(id) => Goal::Shared(id),
            })
        }),
    };
    parsed
        .questions
        .iter()
        .map(|question| Question {
            id: question.id.text.clone(),
            ask: question.ask.clone(),
            help: question.help.clone(),
            answers: question.answers.iter().map(|a| answer(a, out)).collect(),
        })
        .collect()
}
