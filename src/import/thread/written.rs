//! A fix of a thread as front matter.
//!
//! In: a fix as an answer gave it away. Out: its title, its cause, its entry in `fixes`.

use std::collections::BTreeSet;

use super::super::Value;
use super::answer::Fix;
use super::words::is_action;

/// What the reader does, in a few words.
pub(super) fn title_of(fix: &Fix) -> String {
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
pub(super) fn cause_of(fix: &Fix) -> Option<String> {
    let cause = !fix.heading.is_empty() && !is_action(&fix.heading) && fix.action.is_some();
    cause.then(|| format!("{}.", fix.heading.trim_end_matches('.')))
}

/// The entry in `fixes`. `ids` are those of all fixes, `headed` the places of those that have a heading.
pub(super) fn written(
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
pub(super) fn id(text: &str, used: &mut BTreeSet<String>) -> String {
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
