//! Who wrote what, as forums' pages tell it.
//!
//! In: lines of a page. Out: whether a line names the one who wrote what follows, and what it tells besides.

use super::Line;
use super::lists;
use super::names;
use super::steps::list_item;
use super::words;

/// What a line tells besides the name of who wrote what follows.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Byline {
    /// Whether an answer follows, not a question or a comment.
    pub answer: bool,
    /// Whether only a name and a day stand there, which tell neither.
    pub day: bool,
    /// Whether the answer is accepted.
    pub accepted: bool,
    /// How many votes it has.
    pub score: i64,
}

/// `Answer by Name (accepted) 5 votes`, `Name wrote:`, `Name · 4 May 2023`.
pub(super) fn byline(line: &str) -> Option<Byline> {
    let bare = line.trim_matches(['#', '*', '_', ' ', '>']);
    if bare.is_empty() || bare.len() > 100 {
        return None;
    }
    let small = bare.to_lowercase();
    let told = |answer| Byline {
        answer,
        day: false,
        accepted: small.contains("accepted") || small.starts_with("best answer"),
        score: votes(&small),
    };
    for start in lists::BY {
        let Some(rest) = small.strip_prefix(start).and(bare.get(start.len()..)) else {
            continue;
        };
        let answer = !start.starts_with("question") && !start.starts_with("comment");
        let name = name_in_front(rest);
        let text = rest.ends_with(['.', '?', '!', ';']) && !rest.ends_with("ago.");
        return (!text && is_somebody(name)).then(|| told(answer));
    }
    for end in lists::SAYS {
        let Some(name) = small
            .strip_suffix(end)
            .and_then(|name| bare.get(..name.len()))
        else {
            continue;
        };
        return looks_like_a_name(name).then(|| told(true));
    }
    dated(bare).then(|| Byline {
        day: true,
        ..Byline::default()
    })
}

/// Where the text begins in `Answer by Name: text` and `Name wrote: text`.
pub(super) fn text_behind(line: &str) -> Option<usize> {
    let at = line.find(':')? + 1;
    let (front, rest) = line.split_at(at);
    (!rest.trim().is_empty() && rest.starts_with(' ') && byline(front).is_some()).then_some(at)
}

/// `Best regards, Name`: the end of a letter on one line.
pub(super) fn is_signature(line: &str) -> bool {
    line.split_once([',', '-', '–'])
        .is_some_and(|(front, name)| words::is_farewell(front.trim()) && looks_like_a_name(name))
}

/// Whether the line is a name above the day or the mark of what that person wrote.
pub(super) fn stands_above(lines: &[Line], at: usize) -> bool {
    let (_, line) = &lines[at];
    if !looks_like_a_name(line) || words::furniture(line).is_some() {
        return false;
    }
    let starts = at == 0
        || lines[at - 1].1.trim().is_empty()
        || words::furniture(&lines[at - 1].1).is_some();
    let mut below = lines[at + 1..].iter().map(|(_, line)| line.trim());
    let next = below.next().unwrap_or_default();
    let far = next.is_empty();
    let next = if far {
        below.next().unwrap_or_default()
    } else {
        next
    };
    starts && (when(next) || !far && is_mark(next))
}

/// `Accepted answer` beside a name.
pub(super) fn is_mark(line: &str) -> bool {
    let small = line.trim().to_lowercase();
    matches!(
        small.as_str(),
        "accepted" | "accepted answer" | "best answer" | "solution" | "✓"
    )
}

fn when(line: &str) -> bool {
    names::day(line).is_some() || words::is_user(&line.to_lowercase())
}

/// A name, a sign that parts, a day.
fn dated(line: &str) -> bool {
    let parts = |c: char| matches!(c, '·' | '•' | '|' | '–' | '—' | ',');
    line.char_indices()
        .filter(|(_, c)| parts(*c))
        .any(|(at, c)| {
            let day = line[at + c.len_utf8()..].trim();
            looks_like_a_name(&line[..at]) && when(day)
        })
}

/// The words of a name, up to what follows it on its line.
fn name_in_front(rest: &str) -> &str {
    let mut end = rest.len();
    for (at, c) in rest.char_indices() {
        let starts = rest[..at]
            .chars()
            .next_back()
            .is_none_or(char::is_whitespace);
        if matches!(c, '(' | '[' | '·' | '•' | '|' | ',' | '–' | '—' | ':' | '*')
            || starts && (c.is_ascii_digit() || c == '-' || rest[at..].starts_with("on "))
        {
            end = at;
            break;
        }
    }
    rest[..end].trim()
}

/// What may follow `Answer by`: a name of some words, or one word as people call themselves in forums.
fn is_somebody(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let first = words.first().copied().unwrap_or_default();
    let one = words.len() == 1 && !first.ends_with("ing") && first != "hand";
    one || ((1..=4).contains(&words.len()) && words.iter().any(|word| capital(word)))
}

/// Whether a line by itself may be a name: `Mary Sample`, `mary_s`, `Mary (Moderator)`.
fn looks_like_a_name(line: &str) -> bool {
    let mut bare = line.trim().trim_matches(['*', '_', ' ']);
    if let Some((front, rest)) = bare.split_once([' ', '\u{a0}'])
        && let Some(open) = bare.find(['(', '['])
        && bare.ends_with([')', ']'])
        && !front.is_empty()
        && rest.split_whitespace().count() <= 5
    {
        bare = bare[..open].trim();
    }
    let words: Vec<&str> = bare.split_whitespace().collect();
    let plain = bare
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '.' | '\'' | '’'));
    let named = words.len() == 1 || words.iter().all(|word| capital(word));
    (1..=3).contains(&words.len())
        && plain
        && named
        && bare.chars().any(char::is_alphabetic)
        && !bare.ends_with('.')
        && !bare.starts_with(['-', '.'])
        && names::platform(bare).is_none()
        && list_item(bare).is_none()
        && !words::is_action(bare)
}

fn capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// The number in front of `votes`.
fn votes(small: &str) -> i64 {
    let words: Vec<&str> = small
        .split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | '·' | '•'))
        .filter(|word| !word.is_empty())
        .collect();
    let pair = words.windows(2).find(|pair| {
        matches!(
            pair[1].trim_end_matches(['.', ':']),
            "vote" | "votes" | "upvote" | "upvotes" | "like" | "likes"
        )
    });
    pair.and_then(|pair| pair[0].parse().ok()).unwrap_or(0)
}
