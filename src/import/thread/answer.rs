//! An answer as fixes.
//!
//! In: the lines of an answer. Out: fixes in the answer's order, with steps by platform, a condition, a way on, a
//! role where a sentence gives them away. What gives nothing away stays as the fix's details.

use super::Line;
use super::names::{self as names, platform};
use super::steps::{condition, edge, list_item, menu_path, numbered, source_title};
use super::words::{self as words, is_action, sentences};

/// A fix as far as an answer gives it away.
#[derive(Debug, Default)]
pub(super) struct Fix {
    /// What stands above it; empty before the first heading.
    pub heading: String,
    /// What the reader does, if a sentence says so: `Verify if your credentials were backed up`.
    pub action: Option<String>,
    /// Sentences in front of the steps.
    pub why: Vec<String>,
    /// Steps for everybody.
    pub all: Vec<String>,
    /// Steps by platform: id, name, steps.
    pub by_platform: Vec<(&'static str, &'static str, Vec<String>)>,
    /// The question that must be answered with yes.
    pub condition: Option<String>,
    /// What the reader may meet, and the number of the fix to go to, if it is not the next one.
    pub edges: Vec<(String, Option<usize>)>,
    /// The role it takes: id and name.
    pub role: Option<(String, String)>,
    /// Whether it only tells what is the matter.
    pub diagnostic: bool,
    /// Markdown that is none of the above.
    pub details: Vec<String>,
    /// Titles and addresses of pages it names.
    pub sources: Vec<(String, Option<String>)>,
}

impl Fix {
    /// Whether it holds anything that a reader could do or read.
    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
            && self.by_platform.is_empty()
            && self.details.iter().all(|line| line.trim().is_empty())
    }
}

/// Reads an answer. Sentences of politeness go to `polite`.
pub(super) fn fixes(lines: &[Line], polite: &mut Vec<Line>) -> Vec<Fix> {
    let mut all = vec![Fix::default()];
    let mut now: Option<usize> = None;
    let mut fences = super::super::text::Fences::default();
    let headings = headings(lines);
    for (at, (number, line)) in lines.iter().enumerate() {
        let fix = all.last_mut().expect("there is one from the start");
        if fences.is_code(line) {
            fix.details.push(line.clone());
            continue;
        }
        let (bare, person) = words::without_mentions(line);
        if person {
            polite.push((*number, String::new()));
        }
        let bare = bare.trim();
        if bare.is_empty() {
            if !fix.details.is_empty() {
                fix.details.push(String::new());
            }
            continue;
        }
        if let Some(title) = &headings[at] {
            if let Some((id, name)) = platform(title) {
                now = Some(open(fix, id, name));
                continue;
            }
            now = None;
            all.push(Fix {
                heading: title.clone(),
                ..Fix::default()
            });
            continue;
        }
        if let Some((id, name)) = label(bare) {
            now = Some(open(fix, id, name));
            continue;
        }
        if let Some(item) = list_item(bare) {
            if fix.role.is_none() {
                fix.role = names::role(item).filter(|_| needs_role(item, false));
            }
            let steps = match now {
                Some(at) => &mut fix.by_platform[at].2,
                None => &mut fix.all,
            };
            // `On iOS: open the settings` as an item of a list.
            match item
                .split_once(':')
                .and_then(|(front, rest)| Some((platform(front)?, rest.trim())))
            {
                Some(((id, name), rest)) if !rest.is_empty() => {
                    let at = open(fix, id, name);
                    fix.by_platform[at].2.push(menu_path(rest));
                }
                _ => steps.push(menu_path(item)),
            }
            continue;
        }
        if bare.starts_with('|')
            || bare.starts_with('>')
            || bare.starts_with("![")
            || bare.starts_with('<')
        {
            fix.details.push(bare.to_owned());
            continue;
        }
        prose(fix, bare, *number, polite);
    }
    all.retain(|fix| {
        !fix.heading.is_empty()
            || fix.action.is_some()
            || !fix.is_empty()
            || !fix.why.is_empty()
            || !fix.edges.is_empty()
            || !fix.sources.is_empty()
    });
    all
}

fn open(fix: &mut Fix, id: &'static str, name: &'static str) -> usize {
    match fix.by_platform.iter().position(|(other, ..)| *other == id) {
        Some(at) => at,
        None => {
            fix.by_platform.push((id, name, Vec::new()));
            fix.by_platform.len() - 1
        }
    }
}

/// `On iOS:`, `**Android**`.
fn label(line: &str) -> Option<(&'static str, &'static str)> {
    let marked = line.ends_with(':')
        || line.ends_with(":**")
        || (line.starts_with("**") && line.ends_with("**"));
    if marked { platform(line) } else { None }
}

fn prose(fix: &mut Fix, text: &str, number: usize, polite: &mut Vec<Line>) {
    let steps = !fix.all.is_empty() || !fix.by_platform.is_empty();
    for sentence in sentences(text) {
        if words::is_polite(&sentence) {
            polite.push((number, sentence));
            continue;
        }
        if fix.role.is_none() {
            fix.role = names::role(&sentence).filter(|_| needs_role(&sentence, steps));
        }
        if let Some((title, url)) = source_title(&sentence) {
            fix.sources.push((title, url));
        } else if let Some((meets, to)) = edge(&sentence) {
            fix.edges.push((meets, to));
        } else if let Some(goal) = purpose(&sentence).filter(|_| fix.action.is_none() && !steps) {
            let (action, rest) = goal;
            let checks = ["verify", "check", "confirm", "find", "see", "make sure"];
            let small = action.to_lowercase();
            fix.diagnostic = checks.iter().any(|verb| small.starts_with(verb));
            fix.action = Some(action);
            match rest {
                Some(rest) if is_action(&rest) => fix.all.push(menu_path(&rest)),
                Some(rest) => fix.why.push(rest),
                None => {}
            }
        } else if fix.action.is_none() && !steps && sentence.ends_with(':') && is_action(&sentence)
        {
            fix.action = Some(sentence.trim_end_matches(':').to_owned());
        } else if let Some(ask) = condition(&sentence).filter(|_| fix.condition.is_none() && !steps)
        {
            fix.condition = Some(ask);
            fix.why
                .push(format!("{}.", sentence.trim_end_matches([':', '.', ','])));
        } else if steps || !(sentence.ends_with(['.', '!', ':']) || sentence.contains(' ')) {
            fix.details.push(sentence);
        } else {
            fix.why.push(sentence);
        }
    }
    if let Some(last) = fix.details.last()
        && !last.is_empty()
    {
        fix.details.push(String::new());
    }
}

/// Whether a sentence that names a role says that it takes one, or sends the reader to somebody who has it.
fn needs_role(sentence: &str, steps: bool) -> bool {
    let small = sentence.to_lowercase();
    let takes = [
        "account",
        "need",
        "requir",
        "must",
        " as a",
        "access",
        "right",
        "permission",
        "privilege",
        "role",
    ];
    let sends = ["contact", "ask", "have your", "let your"];
    takes.iter().any(|word| small.contains(word))
        || (!steps && sends.iter().any(|word| small.starts_with(word)))
}

/// `To verify if it was backed up:` as `Verify if it was backed up`; what follows a comma comes second.
fn purpose(sentence: &str) -> Option<(String, Option<String>)> {
    let rest = sentence
        .strip_prefix("To ")
        .or_else(|| sentence.strip_prefix("In order to "))?;
    if !is_action(rest) {
        return None;
    }
    let capital = |text: &str| {
        let mut chars = text.trim().chars();
        chars
            .next()
            .map(|first| first.to_uppercase().chain(chars).collect::<String>())
            .unwrap_or_default()
    };
    if let Some(goal) = rest.strip_suffix(':') {
        return Some((
            capital(
                goal.trim_end_matches(", follow these steps")
                    .trim_end_matches(", do the following"),
            ),
            None,
        ));
    }
    let (goal, then) = rest.split_once(", ")?;
    Some((capital(goal), Some(capital(then))))
}

/// For each line, the title it is if it is a heading. A numbered line is one when text follows it before the next
/// number; numbers that follow each other are steps.
fn headings(lines: &[Line]) -> Vec<Option<String>> {
    let mut fences = super::super::text::Fences::default();
    let code: Vec<bool> = lines.iter().map(|(_, line)| fences.is_code(line)).collect();
    let mut found = vec![None; lines.len()];
    for (at, (_, line)) in lines.iter().enumerate() {
        if code[at] {
            continue;
        }
        let bare = line.trim();
        let title = if let Some(rest) = bare.strip_prefix('#') {
            Some(rest.trim_start_matches('#').trim())
        } else if let Some(rest) = numbered(line) {
            let next = lines[at + 1..]
                .iter()
                .map(|(_, line)| line.trim())
                .find(|line| !line.is_empty());
            let heads = next.is_some_and(|next| numbered(next).is_none() && !next.starts_with('#'));
            let short = rest.split_whitespace().count() <= 14 && !rest.ends_with(['.', ';', ',']);
            (heads && short).then_some(rest)
        } else if let Some(rest) = bare
            .strip_prefix("**")
            .and_then(|rest| rest.strip_suffix("**"))
        {
            (!rest.contains("**") && platform(rest).is_none()).then_some(rest)
        } else {
            let way = [
                "Method",
                "Option",
                "Solution",
                "Fix",
                "Workaround",
                "Approach",
            ]
            .iter()
            .any(|word| {
                let rest = bare
                    .strip_prefix(word)
                    .map(str::trim_start)
                    .unwrap_or_default();
                rest.starts_with(|c: char| c.is_ascii_digit())
            });
            (way && bare.split_whitespace().count() <= 14).then_some(bare)
        };
        found[at] = title.map(bare_title).filter(|title| !title.is_empty());
    }
    found
}

/// A heading without its number and marks: `Method 2: Reset the app` as `Reset the app`.
fn bare_title(title: &str) -> String {
    let mut title = title.trim_matches(['*', '_', ' ', ':']);
    if let Some(rest) = numbered(title) {
        title = rest;
    }
    for word in [
        "Method",
        "Option",
        "Solution",
        "Fix",
        "Workaround",
        "Approach",
        "Step",
    ] {
        let Some(rest) = title.strip_prefix(word) else {
            continue;
        };
        let rest = rest.trim_start();
        let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        if after.len() < rest.len() && after.starts_with([':', '.', ')', '-', '–', ' ']) {
            let after = after.trim_start_matches([':', '.', ')', '-', '–', ' ']);
            if !after.is_empty() {
                title = after;
            }
        }
    }
    title.trim_matches(['*', ' ', ':']).to_owned()
}
