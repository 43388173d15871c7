//! What a heading says its section is.
//!
//! In: the words of a heading, and the words that the settings add. Out: a role, and how sure that is: `Resolution`
//! always is one, `Details` only where nothing better tells how the problem shows.

use super::table::{
    ASKS, BEFORE, BEHIND, CASES, NOUNS, REPRODUCTION, RESORT, WAYS, WEAK, WHOLE, WHY,
};
use super::words::{plain, unnumbered};
use crate::config::HeadingRole::{
    self, Cause, Diagnostic, Environment, Fix, More, Related, Symptom, Workaround,
};
use crate::config::Headings;

/// What a heading says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    /// Its section has this role.
    Role(HeadingRole),
    /// It has this role, unless it stands inside a section that has one.
    Weak(HeadingRole),
    /// One of several ways: `Method 2`, `Option A`.
    Way,
    /// One of several cases: `Scenario 1`.
    Case,
    /// One of several steps: `Step 3`.
    Step,
    /// Part of a symptom: `Steps to reproduce`.
    Reproduction,
    /// What helps, where nothing else does: `Best practices`.
    Resort,
    /// Nothing.
    Nothing,
}

/// What a heading says.
pub(super) fn says(heading: &str, headings: &Headings) -> Says {
    let whole = plain(heading);
    if let Some(own) = own(&whole, headings) {
        return own;
    }
    let text = unnumbered(&whole).trim_end_matches([':', '.', '?', '!', ' ', '-']);
    for part in [Says::Step, Says::Way, Says::Case] {
        let words: &[&str] = match part {
            Says::Step => &["step"],
            Says::Way => WAYS,
            _ => CASES,
        };
        if words.iter().any(|word| is_numbered(text, word)) {
            return part;
        }
    }
    if REPRODUCTION.contains(&text) {
        return Says::Reproduction;
    }
    if RESORT.contains(&text) {
        return Says::Resort;
    }
    exact(text)
        .or_else(|| joined(text))
        .or_else(|| noun_first(text))
        .or_else(|| sentence(text))
        .or_else(|| noun_last(text))
        .unwrap_or(Says::Nothing)
}

/// What the settings say of it. The longest words win; `*` at their end stands for anything.
fn own(whole: &str, headings: &Headings) -> Option<Says> {
    let trimmed = whole.trim_end_matches([':', '.', '?', '!', ' ']);
    let mut best: Option<(usize, Option<HeadingRole>)> = None;
    for (words, role) in &headings.words {
        let words = plain(&words.replace('*', "\u{1}"));
        let fits = match words.strip_suffix('\u{1}') {
            Some(start) => whole.starts_with(start.trim_end()),
            None => trimmed == words.trim_end_matches([':', '.', '?', '!', ' ']),
        };
        if fits && best.is_none_or(|(length, _)| words.len() > length) {
            best = Some((words.len(), *role));
        }
    }
    best.map(|(_, role)| role.map_or(Says::Nothing, Says::Role))
}

fn exact(text: &str) -> Option<Says> {
    let find = |list: &[(&str, HeadingRole)]| {
        let found = list.iter().find(|(words, _)| *words == text);
        found.map(|(_, role)| *role)
    };
    find(NOUNS)
        .or_else(|| find(WHOLE))
        .map(Says::Role)
        .or_else(|| find(WEAK).map(Says::Weak))
}

/// `Cause and solution`: two roles in one section, of which the fix is the one that a reader needs.
fn joined(text: &str) -> Option<Says> {
    let parts: Vec<&str> = text
        .split([',', '/', '&'])
        .flat_map(|part| part.split(" and "))
        .map(|part| bare(part.trim().trim_start_matches("and ")))
        .filter(|part| !part.is_empty())
        .collect();
    if parts.len() < 2 {
        return None;
    }
    let roles: Option<Vec<Says>> = parts.iter().map(|part| exact(part)).collect();
    let roles = roles?;
    let fix = |says: &&Says| matches!(says, Says::Role(role) if role.is_fix());
    roles.iter().find(fix).or(roles.first()).copied()
}

/// A heading without words such as `possible` in front.
fn bare(text: &str) -> &str {
    let mut rest = text;
    while let Some((word, after)) = rest.split_once(' ') {
        if !BEFORE.contains(&word) {
            break;
        }
        rest = after;
    }
    rest
}

/// `Solution 2`, `Solution: ...`, `Symptom (...)`, `Resolution for ...`, `Possible causes of ...`.
fn noun_first(text: &str) -> Option<Says> {
    let rest = bare(text);
    // Known issues are a list of other problems.
    if text.starts_with("known ") && rest.starts_with("issue") {
        return None;
    }
    let mut best: Option<(usize, HeadingRole)> = None;
    for (noun, role) in NOUNS {
        let Some(after) = rest.strip_prefix(noun) else {
            continue;
        };
        let ends = after.trim_start().is_empty();
        let sign = after
            .trim_start()
            .starts_with([':', '-', '(', '[', '#', ',', '|', '.'])
            && !after.starts_with('-');
        let word = after.strip_prefix(' ').map_or("", |after| {
            after
                .split([' ', ':', ')', '.', ',', '-', '('])
                .next()
                .unwrap_or("")
        });
        let follows = is_number(word) || BEHIND.contains(&word);
        if (ends || sign || follows) && best.is_none_or(|(length, _)| noun.len() > length) {
            best = Some((noun.len(), *role));
        }
    }
    let (length, role) = best?;
    // `Fix the ...` is an action, and so may be part of a solution.
    let action =
        matches!(&rest[..length], "fix" | "work around") && rest[length..].starts_with(" the");
    Some(if action {
        Says::Weak(role)
    } else {
        Says::Role(role)
    })
}

/// Sentences and phrases.
fn sentence(text: &str) -> Option<Says> {
    let starts = |start: &str| {
        text.strip_prefix(start)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ':', ',', '-', '(']))
    };
    if let Some((_, role)) = ASKS.iter().find(|(start, _)| starts(start)) {
        return Some(Says::Weak(*role));
    }
    if let Some(rest) = text.strip_prefix("fix ") {
        // A fix pack, a list of fixes and the like are things, not advice.
        let next = rest.split(' ').next().unwrap_or("");
        if ![
            "pack", "packs", "version", "versions", "list", "level", "history", "release",
        ]
        .contains(&next)
        {
            return Some(Says::Weak(Fix));
        }
    }
    if let Some(rest) = text.strip_prefix("why ") {
        let next = rest.split(' ').next().unwrap_or("");
        if WHY.contains(&next) {
            return Some(Says::Weak(Cause));
        }
    }
    if starts("error") && has_digit_word(text) {
        return Some(Says::Weak(Symptom));
    }
    if ["what causes", "what is causing", "what caused"]
        .iter()
        .any(|start| starts(start))
    {
        return Some(Says::Weak(Cause));
    }
    if starts("troubleshooting") {
        return Some(Says::Weak(Diagnostic));
    }
    if starts("applies to") || starts("environment:") {
        return Some(Says::Role(Environment));
    }
    let things = [
        "product",
        "version",
        "edition",
        "platform",
        "system",
        "software",
        "environment",
        "device",
    ];
    let of_things = things.iter().any(|thing| text.contains(thing));
    if of_things
        && (starts("affected") || starts("compatible") || starts("impacted") || starts("supported"))
    {
        return Some(Says::Role(Environment));
    }
    if starts("related") || starts("see also") || starts("references") {
        return Some(Says::Role(Related));
    }
    if starts("more information") || starts("additional information") {
        return Some(Says::Role(More));
    }
    None
}

/// `DNS workaround`, `Two-user resolution`.
fn noun_last(text: &str) -> Option<Says> {
    let last = text.rsplit(' ').next()?;
    let role = match last {
        "symptoms" => Symptom,
        "cause" | "causes" => Cause,
        "resolution" | "solution" | "solutions" | "fix" => Fix,
        "workaround" | "workarounds" => Workaround,
        _ => return None,
    };
    let words = text.split(' ').count();
    (2..=3).contains(&words).then_some(Says::Weak(role))
}

/// Whether a heading is a word and a number: `Method 2: ...`, `Option A`.
fn is_numbered(text: &str, word: &str) -> bool {
    let Some(rest) = text.strip_prefix(word) else {
        return false;
    };
    let rest = rest.strip_prefix(' ').unwrap_or_default();
    let number = rest
        .split([' ', ':', '.', ')', '-', ',', '('])
        .next()
        .unwrap_or("");
    is_number(number)
}

fn is_number(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "i", "ii",
        "iii", "iv", "v",
    ];
    let word = word.trim_start_matches('#');
    let digits = !word.is_empty() && word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit());
    let letter = word.len() == 1 && word.bytes().all(|b| b.is_ascii_lowercase());
    digits || WORDS.contains(&word) || letter
}

fn has_digit_word(text: &str) -> bool {
    text.split(' ')
        .skip(1)
        .any(|word| word.bytes().filter(u8::is_ascii_digit).count() >= 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn role(heading: &str) -> Says {
        says(heading, &Headings::default())
    }

    #[test]
    fn usual_headings() {
        for (heading, expected) in [
            ("Symptoms", Says::Role(Symptom)),
            ("Symptom (file permissions)", Says::Role(Symptom)),
            ("Issue 2: The list stays empty", Says::Role(Symptom)),
            ("Solution for 2.3", Says::Role(Fix)),
            ("Solution 1 - Restart", Says::Role(Fix)),
            ("Temporary workaround", Says::Role(Workaround)),
            ("Most likely cause", Says::Role(Cause)),
            ("Root cause:", Says::Role(Cause)),
            ("Cause and resolution", Says::Role(Fix)),
            ("Symptoms, causes, and possible solutions", Says::Role(Fix)),
            ("Fix network errors", Says::Weak(Fix)),
            ("Steps to resolve the issue", Says::Weak(Fix)),
            ("Why does this happen?", Says::Weak(Cause)),
            ("How to fix it", Says::Weak(Fix)),
            ("Fix the permissions", Says::Weak(Fix)),
            ("Method 2: Restart", Says::Way),
            ("Scenario A", Says::Case),
            ("Step 3. Look", Says::Step),
            ("Affected products and versions:", Says::Role(Environment)),
            ("Details", Says::Weak(Symptom)),
            ("2. Cause", Says::Role(Cause)),
            ("Related reading", Says::Role(Related)),
        ] {
            assert_eq!(role(heading), expected, "{heading}");
        }
        for heading in [
            "Known issues",
            "Why use a proxy",
            "Issues tracker",
            "Solutions architecture",
            "Problem-solving",
            "Fix pack 2",
            "Fixtures",
            "Example",
            "Case studies",
        ] {
            assert_eq!(role(heading), Says::Nothing, "{heading}");
        }
    }

    #[test]
    fn the_settings_come_first() {
        let headings = Headings {
            read: true,
            words: vec![
                ("Fehlerbild".into(), Some(Symptom)),
                ("Abhilfe*".into(), Some(Fix)),
                ("Details".into(), None),
            ],
        };
        assert_eq!(says("Fehlerbild:", &headings), Says::Role(Symptom));
        assert_eq!(says("Abhilfe bei Regen", &headings), Says::Role(Fix));
        assert_eq!(says("Details", &headings), Says::Nothing);
    }
}
