//! A guide's `questions`.

use super::article::list;
use super::types::{ParsedAnswer, ParsedQuestion, Ref};
use super::yaml::{Fields, Node};
use crate::model::ArticleType;

/// Decodes `questions`; those without an `id` are called `q1`, `q2` and so on.
pub fn questions(fields: &Fields<'_>) -> Vec<ParsedQuestion> {
    let items = fields.get("questions").map(|node| node.items("a list"));
    let items = items.unwrap_or_default();
    let questions = items.iter().enumerate();
    questions
        .filter_map(|(at, node)| question(at + 1, node))
        .collect()
}

/// Questions belong to guides, and guides have questions and no fixes.
pub fn belongs(fields: &Fields<'_>, kind: ArticleType) {
    let (key, help) = match kind {
        ArticleType::Guide => (
            "fixes",
            "write the fixes into articles, and let answers lead there",
        ),
        _ => (
            "questions",
            "write `type: guide`, or ask with `conditions` and `when`",
        ),
    };
    if let Some(node) = fields.get(key) {
        let message = match kind {
            ArticleType::Guide => "a guide can't have `fixes`",
            _ => "only a guide has `questions`",
        };
        node.error("misplaced-key", message, help);
    }
}

fn question(n: usize, node: &Node<'_>) -> Option<ParsedQuestion> {
    let fields = node.fields("a map with `ask` and `answers`");
    let id = fields.get("id").and_then(|value| value.reference());
    let ask = fields
        .need("ask", "write `ask: the question to the reader`")
        .and_then(|value| value.text());
    let help = fields.text("help");
    fields.need("answers", "write `answers:`, each with `answer` and `go`");
    let answers = list(&fields, "answers", answer);
    fields.finish();
    Some(ParsedQuestion {
        id: id.unwrap_or_else(|| Ref {
            text: format!("q{n}"),
            at: node.at(),
        }),
        ask: ask?,
        help,
        answers,
    })
}

fn answer(node: &Node<'_>) -> Option<ParsedAnswer> {
    let fields = node.fields("a map with `answer` and `go`");
    let text = fields
        .need("answer", "write `answer: what the reader can say`")
        .and_then(|value| value.text());
    let say = fields.text("say");
    let go = fields.get("go").and_then(|value| value.reference());
    if say.is_none() && go.is_none() && text.is_some() {
        node.lacks(
            "this answer leads nowhere: `go` is missing",
            "write `go: name of a question or article`, or `say: what it means`",
        );
    }
    fields.finish();
    Some(ParsedAnswer {
        text: text?,
        say,
        go,
    })
}
