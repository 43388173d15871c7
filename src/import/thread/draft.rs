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

/// What the reader does, in a few words.
fn title_of(fix: &Fix) -> String {
    if is_action(&fix.heading) {
        return fix.heading.clone();
    }
    if let Some(action) = &fix.action {
        return action.clone();
    }
    if !fix.heading.is_empty() {
        return fix.heading.clone();
    }
    let short = fix
        .all
        .iter()
        .find(|step| step.split_whitespace().count() <= 12);
    match short {
        Some(step) if is_action(step) => step.trim_end_matches('.').replace("**", ""),
        _ => "Follow the answer".to_owned(),
    }
}

/// A heading that says what is the matter, where another sentence says what to do.
fn cause_of(fix: &Fix) -> Option<String> {
    let cause = !fix.heading.is_empty() && !is_action(&fix.heading) && fix.action.is_some();
    cause.then(|| format!("{}.", fix.heading.trim_end_matches('.')))
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

fn written(
    fix: &Fix,
    at: usize,
    (ids, headed): (&[String], &[usize]),
    cause: Option<String>,
    when: Option<String>,
) -> Value {
    let list = |steps: &[String]| Value::List(steps.iter().map(Value::text).collect());
    let mut entries = vec![
        ("id", Value::text(&ids[at])),
        ("title", Value::text(title_of(fix))),
    ];
    if fix.role.is_some() {
        entries.push(("kind", Value::text("escalation")));
    } else if fix.diagnostic {
        entries.push(("kind", Value::text("diagnostic")));
    }
    entries.extend(cause.map(|id| ("addresses", Value::List(vec![Value::text(id)]))));
    let mut why = fix.why.clone();
    // The purpose is lost only where it became the title.
    if let Some(action) = fix
        .action
        .as_ref()
        .filter(|action| **action != title_of(fix))
    {
        why.insert(0, format!("{action}."));
    }
    if !why.is_empty() {
        let why = why.join(" ");
        let why = why
            .strip_suffix(':')
            .map(|why| format!("{why}."))
            .unwrap_or(why);
        entries.push(("why", Value::text(why)));
    }
    if let Some((id, _)) = &fix.role {
        entries.push(("requires", Value::map([("role", Value::text(id))])));
    }
    entries.extend(when.map(|id| ("when", Value::text(id))));
    if !fix.by_platform.is_empty() {
        let mut steps = Vec::new();
        if !fix.all.is_empty() {
            steps.push(("all", list(&fix.all)));
        }
        steps.extend(fix.by_platform.iter().map(|(id, _, own)| (*id, list(own))));
        entries.push(("steps", Value::map(steps)));
    } else if !fix.all.is_empty() {
        entries.push(("steps", list(&fix.all)));
    }
    let mut details = fix.details.clone();
    let mut then = Vec::new();
    for (meets, number) in &fix.edges {
        // Answers count what has a heading, from 1.
        let next = match number {
            Some(number) => headed
                .get(number.saturating_sub(1))
                .copied()
                .unwrap_or(usize::MAX),
            None => at + 1,
        };
        match ids.get(next).filter(|_| next != at) {
            Some(go) => then.push(Value::map([
                ("if", Value::text(meets)),
                ("go", Value::text(go)),
            ])),
            None => details.push(format!("{meets}.")),
        }
    }
    if !then.is_empty() {
        entries.push(("then", Value::List(then)));
    }
    let details = details.join("\n");
    if !details.trim().is_empty() {
        entries.push(("details", Value::text(details.trim_matches('\n'))));
    }
    Value::map(entries)
}

/// A name of at most five words that nothing else in the article has.
fn id(text: &str, used: &mut BTreeSet<String>) -> String {
    const SMALL: &[&str] = &[
        "a", "an", "the", "your", "my", "that", "if", "to", "of", "from", "were", "may", "with",
        "still", "have", "has", "had", "be", "been", "is", "was", "are", "can", "you",
    ];
    let words = text.to_lowercase();
    let words = words
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty() && !SMALL.contains(word));
    let words: Vec<&str> = words.take(5).collect();
    let stem = match words.join("-") {
        name if name.is_empty() => "answer".to_owned(),
        name => name,
    };
    let mut name = stem.clone();
    let mut count = 2;
    while !used.insert(name.clone()) {
        name = format!("{stem}-{count}");
        count += 1;
    }
    name
}
