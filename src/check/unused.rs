//! What is missing, what nothing uses, and what leads to itself.

use super::Facts;
use crate::book::Href;
use crate::diag::{At, Diagnostic};
use crate::model::{ArticleId, ArticleType, Goal, SharedFixId, Target};

/// An edge or a relation that leads back to where it starts keeps a reader in a circle.
pub(super) fn loops(facts: &Facts<'_>, out: &mut Vec<Diagnostic>) {
    for (a, article) in facts.book.articles.iter().enumerate() {
        let id = ArticleId(a);
        for (i, fix) in article.fixes.iter().enumerate() {
            for (j, edge) in fix.then.iter().enumerate() {
                let own = edge.go == Some(Target::Fix(i)) || edge.go == Some(Target::Article(id));
                if !own {
                    continue;
                }
                let base = fix
                    .shared
                    .map(|shared| &facts.book.fixes[shared.0].fix.then);
                let borrowed = base
                    .and_then(|then| then.get(j))
                    .is_some_and(|e| e.meets == edge.meets);
                let key = if borrowed {
                    format!("fixes[{i}].use")
                } else {
                    format!("fixes[{i}].then[{j}].go")
                };
                let message = format!("the fix `{}` sends the reader back to itself", fix.id);
                out.push(
                    Diagnostic::error("loop", &article.source, At::Value(key), message)
                        .label("leads to this same place")
                        .help("lead to the next fix, to another article, or leave `go` out"),
                );
            }
        }
        for (key, list) in [
            ("related", article.related.as_slice()),
            ("supersedes", &article.supersedes),
            ("duplicate_of", article.duplicate_of.as_slice()),
            ("caused_by", &article.caused_by),
        ] {
            if list.contains(&id) {
                let message = format!("`{key}` names this article itself");
                out.push(
                    Diagnostic::error("loop", &article.source, At::Key(key.to_owned()), message)
                        .label("leads to this same article")
                        .help("name another article, or remove it"),
                );
            }
        }
    }
}

/// A problem without symptoms is not found, and one without fixes does not help.
pub(super) fn incomplete(facts: &Facts<'_>, out: &mut Vec<Diagnostic>) {
    for article in &facts.book.articles {
        let kind = matches!(article.kind, ArticleType::Problem | ArticleType::ErrorCode);
        if !kind || article.duplicate_of.is_some() {
            continue;
        }
        if article.symptoms.is_empty() {
            out.push(
                Diagnostic::warning(
                    "no-symptom",
                    &article.source,
                    At::File,
                    "this problem has no symptom",
                )
                .help("add `symptoms:` with the exact message, the code, or what the reader sees"),
            );
        }
        if article.fixes.is_empty() && article.kind == ArticleType::Problem {
            out.push(
                Diagnostic::warning(
                    "no-fix",
                    &article.source,
                    At::File,
                    "this problem has no fix",
                )
                .help("add `fixes:`, or say `type: known-issue` or `type: reference`"),
            );
        }
    }
}

/// Conditions that guard nothing, and causes that no fix addresses where other causes are addressed.
pub(super) fn names(facts: &Facts<'_>, out: &mut Vec<Diagnostic>) {
    for article in &facts.book.articles {
        for (i, condition) in article.conditions.iter().enumerate() {
            let used = |fix: &crate::model::Fix| fix.when.is_some_and(|when| when.condition == i);
            if !article.fixes.iter().any(used) {
                let message = format!("no fix depends on the condition `{}`", condition.id);
                out.push(
                    Diagnostic::warning(
                        "unused-condition",
                        &article.source,
                        At::Value(format!("conditions[{i}].id")),
                        message,
                    )
                    .label("asked for nothing")
                    .help(format!(
                        "write `when: {}` on a fix, or remove the condition",
                        condition.id
                    )),
                );
            }
        }
        // An article that never says which cause a fix removes has chosen not to.
        if article.fixes.iter().all(|fix| fix.addresses.is_empty()) {
            continue;
        }
        for (i, cause) in article.causes.iter().enumerate() {
            let found = article
                .body
                .taken
                .causes
                .get(i)
                .is_some_and(Option::is_some);
            if !found && !article.fixes.iter().any(|fix| fix.addresses.contains(&i)) {
                let message = format!("no fix addresses the cause `{}`", cause.id);
                out.push(
                    Diagnostic::warning(
                        "unused-cause",
                        &article.source,
                        At::Value(format!("causes[{i}].id")),
                        message,
                    )
                    .label("the reader learns why, and not what to do")
                    .help(format!(
                        "add `{}` to `addresses:` of a fix, or remove the cause",
                        cause.id
                    )),
                );
            }
        }
    }
}

/// Shared fixes that no article uses and nothing links to.
pub(super) fn fixes(facts: &Facts<'_>, out: &mut Vec<Diagnostic>) {
    let book = facts.book;
    let mut used: Vec<bool> = facts
        .graph
        .users_of_fix
        .iter()
        .map(|users| !users.is_empty())
        .collect();
    let by_source: std::collections::BTreeMap<&str, usize> = book
        .fixes
        .iter()
        .enumerate()
        .map(|(i, fix)| (fix.source.as_str(), i))
        .collect();
    for (i, article) in book.articles.iter().enumerate() {
        for edge in article.fixes.iter().flat_map(|fix| &fix.then) {
            if let Some(Target::Shared(SharedFixId(fix))) = edge.go {
                used[fix] = true;
            }
        }
        for answer in article.questions.iter().flat_map(|q| &q.answers) {
            if let Some(Goal::Shared(SharedFixId(fix))) = answer.go {
                used[fix] = true;
            }
        }
        let texts = book.article_links[i].iter().map(|link| link.text.as_str());
        let body = book.article_scans[i]
            .links
            .iter()
            .map(|(link, _)| link.as_str());
        for link in texts.chain(body) {
            if let Href::File { path, .. } = facts.book.href(&article.source, link)
                && let Some(fix) = by_source.get(path.as_str())
            {
                used[*fix] = true;
            }
        }
    }
    for (fix, _) in book.fixes.iter().zip(used).filter(|(_, used)| !used) {
        let message = format!("no article uses the shared fix `{}`", fix.fix.id);
        out.push(
            Diagnostic::warning("unused-fix", &fix.source, At::File, message).help(format!(
                "write `- use: {}` in an article, or remove the file",
                fix.fix.id
            )),
        );
    }
}
