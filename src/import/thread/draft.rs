//! A thread as the draft of an article.
//!
//! In: a thread. Out: a draft with symptoms from the question and fixes from the answers, all of it proposed
//! (`confidence: wip`). What finds no place becomes body text or a loss, never nothing.

use std::collections::BTreeSet;

use super::super::{Draft, Front, Imported, Loss, Value};
use super::answer::{Fix, fixes};
use super::spelling::Spelling;
use super::symptoms::{Symptoms, symptoms};
use super::words::{is_action, is_polite};
use super::written::{cause_of, id, title_of, written};
use super::{Answer, Line, Thread};

/// Adds the draft of a thread.
pub(super) fn draft(mut thread: Thread, target: String, imported: &mut Imported) {
    let source = thread.source.clone();
    let lost = |line: usize, what: &str, text: &str| Loss::new(&source, line, what, text);
    let mut polite: Vec<Line> = Vec::new();
    let found = symptoms(&thread, &mut polite);
    let mut answers = std::mem::take(&mut thread.answers);
    // Accepted first, then what readers liked, then as on the page.
    answers.sort_by_key(|answer| (!answer.accepted, -answer.score));
    let (fixes, background) = all_fixes(&answers, &mut polite);
    let (mut fixes, background) = (fixes, background);
    let spelling = Spelling::of(&thread, &answers);
    for fix in &mut fixes {
        fix.heading = spelling.calm(&fix.heading);
    }
    let mut used = BTreeSet::new();
    let ids: Vec<String> = fixes
        .iter()
        .map(|fix| id(&title_of(fix), &mut used))
        .collect();
    let headed: Vec<usize> = (0..fixes.len())
        .filter(|at| !fixes[*at].heading.is_empty())
        .collect();
    let mut causes = Vec::new();
    let mut conditions = Vec::new();
    let mut listed = Vec::new();
    let mut sources = vec![source_of(&thread, &answers)];
    let mut platforms: Vec<String> = Vec::new();
    for (at, fix) in fixes.iter().enumerate() {
        for (title, url) in &fix.sources {
            let mut entry = vec![("title", Value::text(title))];
            entry.extend(url.as_ref().map(|url| ("url", Value::text(url))));
            sources.push(Value::map(entry));
        }
        platforms.extend(
            fix.by_platform
                .iter()
                .filter(|(.., steps)| !steps.is_empty())
                .map(|(_, name, _)| (*name).to_owned()),
        );
        if let Some((id, name)) = &fix.role {
            imported.roles.insert(id.clone(), name.clone());
        }
        let cause = cause_of(fix).map(|text| {
            let id = id(&text, &mut used);
            causes.push(Value::map([
                ("id", Value::text(&id)),
                ("text", Value::text(text)),
            ]));
            id
        });
        let when = fix.condition.as_ref().map(|ask| {
            let id = id(
                ask.trim_start_matches("Do you ")
                    .trim_start_matches("Are you "),
                &mut used,
            );
            conditions.push(Value::map([
                ("id", Value::text(&id)),
                ("ask", Value::text(ask)),
            ]));
            id
        });
        listed.push(written(fix, at, (&ids, &headed), cause, when));
    }
    platforms.sort();
    platforms.dedup();
    let Symptoms { values, rest } = found;
    let mut more = Vec::new();
    let lists = [
        ("symptoms", values),
        ("causes", causes),
        ("conditions", conditions),
        ("fixes", listed),
        ("sources", sources),
    ];
    for (key, values) in lists {
        if !values.is_empty() {
            more.push((key.to_owned(), Value::List(values)));
        }
    }
    let title = match thread.title.as_str() {
        "" => target
            .trim_end_matches(".md")
            .rsplit('/')
            .next()
            .unwrap_or_default()
            .replace('-', " "),
        title => title.trim_end_matches('.').to_owned(),
    };
    imported.losses.push(lost(
        0,
        "certainty: a thread's draft is a proposal to read against its source",
        &title,
    ));
    for (line, text) in polite {
        let what = match text.as_str() {
            "" => "name of a person",
            text if is_polite(text) => "politeness",
            text if text.ends_with('?') => "question to other people",
            _ => "sentence that says no more than a symptom",
        };
        imported.losses.push(lost(line, what, &text));
    }
    let mut body = String::new();
    for (heading, lines) in [("From the question", rest), ("Background", background)] {
        let text = lines.join("\n");
        if !text.trim().is_empty() {
            body.push_str(&format!("## {heading}\n\n{}\n\n", text.trim_matches('\n')));
        }
    }
    let base = thread
        .source
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder)
        .to_owned();
    imported.drafts.push(Draft {
        source: thread.source,
        target,
        front: Front {
            title,
            products: thread.products,
            platforms,
            tags: thread.tags,
            more,
            confidence: Some("wip".to_owned()),
            ..Front::default()
        },
        body,
        addresses: thread.url.into_iter().collect(),
        base,
    });
}

/// Fixes of all answers in their order, and text that belongs to none.
fn all_fixes(answers: &[Answer], polite: &mut Vec<Line>) -> (Vec<Fix>, Vec<String>) {
    let mut all = Vec::new();
    let mut background = Vec::new();
    for answer in answers {
        let found = fixes(&answer.lines, polite);
        let many = found.len() > 1;
        for mut fix in found {
            for (.., steps) in &mut fix.by_platform {
                steps.retain(|step| !step.trim().is_empty());
            }
            fix.by_platform.retain(|(.., steps)| !steps.is_empty());
            if fix.all.is_empty() && fix.by_platform.is_empty() {
                // Prose alone: what tells the reader to do something are the steps.
                let (steps, why): (Vec<String>, Vec<String>) = std::mem::take(&mut fix.why)
                    .into_iter()
                    .partition(|sentence| is_action(sentence));
                fix.all = steps;
                fix.why = why;
            }
            if fix.is_empty() {
                let text = std::mem::take(&mut fix.why);
                if fix.heading.is_empty()
                    && many
                    && fix.action.is_none()
                    && fix.edges.is_empty()
                    && fix.sources.is_empty()
                {
                    background.push(text.join(" "));
                    background.push(String::new());
                    continue;
                }
                if let Some(action) = &fix.action {
                    fix.details.push(format!("{action}."));
                }
                fix.details.extend(text);
                for (meets, _) in std::mem::take(&mut fix.edges) {
                    fix.details.push(format!("{meets}."));
                }
                fix.details.retain(|line| !line.trim().is_empty() || many);
                if fix.is_empty() {
                    if fix.heading.is_empty() && fix.sources.is_empty() {
                        continue;
                    }
                    let named = fix
                        .sources
                        .first()
                        .map(|(title, _)| format!("Read {title}."));
                    fix.details
                        .push(named.unwrap_or_else(|| fix.heading.clone()));
                }
            }
            all.push(fix);
        }
    }
    (all, background)
}

fn source_of(thread: &Thread, answers: &[Answer]) -> Value {
    let day = answers
        .iter()
        .find_map(|answer| answer.date.as_ref())
        .or(thread.date.as_ref());
    let title = match thread.title.as_str() {
        "" => "A thread",
        title => title,
    };
    let title = match day {
        Some(day) => format!("{title} (thread, answered {day})"),
        None => format!("{title} (thread)"),
    };
    let mut entry = vec![("title", Value::text(title))];
    entry.extend(thread.url.as_ref().map(|url| ("url", Value::text(url))));
    Value::map(entry)
}
