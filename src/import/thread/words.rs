//! Words of forums: what belongs to the page and not to its text, what is politeness, who is a person.
//!
//! In: lines and sentences of a thread. Out: what they are.

use super::lists;
use super::names;
use super::people;

/// What a line of a forum page is, if it is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Furniture {
    /// A button, a counter, a notice of the site.
    Page,
    /// A line that names a person.
    Person,
}

/// What a line is if it belongs to the page and not to the text.
pub(super) fn furniture(line: &str) -> Option<Furniture> {
    let small = line.trim().to_lowercase();
    let bare = small.trim_end_matches([':', '.', '!', '…']).trim();
    if lists::BUTTONS.contains(&bare) || lists::NOTICES.iter().any(|start| small.starts_with(start))
    {
        return Some(Furniture::Page);
    }
    if small.contains("reputation point") || is_byline(&small) || is_greeting(line) {
        return Some(Furniture::Person);
    }
    if is_user(&small) || people::byline(line).is_some() || people::is_signature(line) {
        return Some(Furniture::Person);
    }
    let number = !bare.is_empty()
        && bare
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '+' | 'k'));
    let rank = small.len() < 60
        && [
            "viewed ",
            "gold badge",
            "silver badge",
            "bronze badge",
            "user level",
            "community specialist",
            "last edited",
        ]
        .iter()
        .any(|word| small.contains(word));
    if number && bare.len() < 12 || rank || names::is_date(line) || is_counter(bare) {
        return Some(Furniture::Page);
    }
    None
}

/// `name, 3 days ago`, `u/name`, `Posted on Jan 5, 2026`.
pub(super) fn is_user(small: &str) -> bool {
    let words = small.split_whitespace().count();
    let posted = small
        .strip_prefix("posted on ")
        .or_else(|| small.strip_prefix("posted: "));
    (words <= 8 && (small.ends_with(" ago") || small.ends_with(" ago)")) && !small.contains(". "))
        || (words == 1 && (small.starts_with("u/") || small.starts_with("r/")))
        || posted.is_some_and(names::is_date)
}

/// `3 answers`, `12 votes`: a number of what forums count.
fn is_counter(small: &str) -> bool {
    let counted = [
        "answer",
        "answers",
        "comment",
        "comments",
        "vote",
        "votes",
        "reply",
        "replies",
        "view",
        "views",
        "like",
        "likes",
        "follower",
        "followers",
        "people found this helpful",
        "person found this answer helpful",
        "people found this answer helpful",
        "additional answers",
        "additional answer",
    ];
    let (number, rest) = split_number(small);
    !number.is_empty() && counted.contains(&rest.trim())
}

/// How many answers a line announces: `1 answer`.
pub(super) fn announces_answers(line: &str) -> bool {
    let small = line.trim().to_lowercase();
    let (number, rest) = split_number(&small);
    let rest = rest.trim().trim_end_matches(':');
    let words = [
        "answer",
        "answers",
        "reply",
        "replies",
        "additional answers",
        "additional answer",
    ];
    (!number.is_empty() && words.contains(&rest))
        || (number.is_empty()
            && [
                "answers",
                "answer",
                "accepted answer",
                "best answer",
                "all replies",
                "replies",
                "all answers",
                "a",
            ]
            .contains(&rest)
            && (rest.len() > 1 || line.trim().ends_with(':')))
}

fn split_number(text: &str) -> (&str, &str) {
    let end = text
        .find(|c: char| !c.is_ascii_digit() && c != ',')
        .unwrap_or(text.len());
    text.split_at(end)
}

/// `asked by ...`, `answered Jun 3 at 12:00`, `posted by ...`.
pub(super) fn is_byline(small: &str) -> bool {
    let starts = [
        "asked by ",
        "answered by ",
        "posted by ",
        "edited by ",
        "written by ",
        "author:",
        "asked ",
        "answered ",
        "replied by ",
        "modified ",
    ];
    small.len() < 80 && starts.iter().any(|start| small.starts_with(start)) && !small.ends_with(':')
}

/// `Dear @name,`, `Hi Name`: a salutation and at most three more words.
pub(super) fn is_greeting(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let first = words.first().map(|word| {
        word.trim_matches(|c: char| !c.is_alphabetic())
            .to_lowercase()
    });
    let ends = line.trim_end().ends_with([',', '!', ':']) || line.contains('@') || words.len() <= 2;
    words.len() <= 4 && ends && first.is_some_and(|word| lists::GREETINGS.contains(&word.as_str()))
}

/// A line after which only a name follows.
pub(super) fn is_farewell(line: &str) -> bool {
    let small = line.trim().to_lowercase();
    lists::FAREWELLS.contains(&small.trim_end_matches([',', '!', '.']))
}

/// Whether a sentence is politeness or a question to other people.
pub(super) fn is_polite(sentence: &str) -> bool {
    let small = sentence.trim().to_lowercase();
    let bare = small.trim_end_matches(['.', '!', ',', '?']).trim();
    lists::POLITE.iter().any(|start| {
        bare.strip_prefix(start)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

/// A text without `@name`, and whether there was one.
pub(super) fn without_mentions(text: &str) -> (String, bool) {
    let mut out = String::with_capacity(text.len());
    let mut found = false;
    let mut rest = text;
    while let Some(at) = rest.find('@') {
        let before = rest[..at].chars().next_back();
        let after = &rest[at + 1..];
        let length = after
            .find(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_' | '.'))
            .unwrap_or(after.len());
        // A name that is a link goes with its address, which names the person too.
        let link = (before == Some('[') && after[length..].starts_with("]("))
            .then(|| after[length..].find(')'))
            .flatten();
        if let Some(end) = link.filter(|_| length > 0) {
            out.push_str(&rest[..at - 1]);
            found = true;
            rest = &after[length + end + 1..];
            continue;
        }
        let open = before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | ',' | '*'));
        if open && length > 0 {
            out.push_str(&rest[..at]);
            found = true;
            rest = &after[length..];
        } else {
            out.push_str(&rest[..at + 1]);
            rest = after;
        }
    }
    out.push_str(rest);
    (out, found)
}

/// Whether a heading begins with what the reader does.
pub(super) fn is_action(title: &str) -> bool {
    let first = title.split_whitespace().next().unwrap_or_default();
    let first = first
        .trim_matches(|c: char| !c.is_alphabetic())
        .to_lowercase();
    lists::VERBS.contains(&first.as_str())
}

/// Sentences of a text. A mark ends one only before a space; abbreviations of one letter end none.
pub(super) fn sentences(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut quoted = false;
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    for (at, (place, c)) in chars.iter().enumerate() {
        match c {
            '"' => quoted = !quoted,
            '\u{201c}' => quoted = true,
            '\u{201d}' => quoted = false,
            _ => {}
        }
        let ends = matches!(c, '.' | '!' | '?')
            || (matches!(c, '"' | '\u{201d}')
                && !quoted
                && at > 0
                && matches!(chars[at - 1].1, '.' | '!' | '?'));
        let space = chars
            .get(at + 1)
            .is_none_or(|(_, next)| next.is_whitespace());
        let upper = chars
            .get(at + 2)
            .is_none_or(|(_, next)| !next.is_lowercase());
        let end = place + c.len_utf8();
        if ends && space && upper && !quoted && !abbreviated(&text[start..end]) {
            out.push(text[start..end].trim().to_owned());
            start = end;
        }
    }
    out.push(text[start..].trim().to_owned());
    out.retain(|sentence| !sentence.is_empty());
    out
}

fn abbreviated(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    matches!(
        last,
        "e.g." | "i.e." | "etc." | "vs." | "No." | "Mr." | "Ms." | "Dr."
    ) || (last.len() == 2
        && last.chars().all(|c| c.is_ascii_digit() || c == '.')
        && text.trim() == last)
}
