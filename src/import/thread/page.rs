//! A thread as somebody copied it from a forum's page.
//!
//! In: plain text. Out: a [`Thread`]: title, question and answers as lines of text, without the buttons, counters,
//! names and politeness of the page, which become losses.

use super::super::Loss;
use super::names;
use super::people;
use super::steps::list_item;
use super::words::{self as words, Furniture};
use super::{Answer, Line, Thread};

/// Reads the text of a page.
pub(super) fn read(source: &str, text: &str) -> Thread {
    let mut thread = Thread {
        source: source.to_owned(),
        ..Thread::default()
    };
    let lines: Vec<Line> = text
        .lines()
        .enumerate()
        .flat_map(|(at, line)| {
            let line = clean(line);
            let text = people::text_behind(&line).map(|text| line[text..].trim().to_owned());
            let end = line.len() - text.as_ref().map_or(0, String::len);
            [
                Some((at + 1, line[..end].trim_end().to_owned())),
                text.map(|text| (at + 1, text)),
            ]
        })
        .flatten()
        .collect();
    let split = answers_begin(&lines);
    let announced = split.filter(|at| words::announces_answers(&lines[*at].1));
    let (question, answers) = match split {
        Some(at) => (
            &lines[..at],
            &lines[at + usize::from(announced.is_some())..],
        ),
        None => {
            // Title, question, and the rest answers, by empty lines.
            let mut paragraphs = 0;
            let mut end = lines.len();
            for (at, pair) in lines.windows(2).enumerate() {
                if !pair[0].1.is_empty() && pair[1].1.is_empty() {
                    paragraphs += 1;
                }
                if paragraphs == 2 {
                    end = at + 1;
                    break;
                }
            }
            lines.split_at(end)
        }
    };
    if let Some(at) = announced {
        thread.furniture(lines[at].0, &lines[at].1);
    }
    read_question(&mut thread, question);
    read_answers(&mut thread, answers);
    thread
}

/// The line that announces answers, or the first that names who wrote one.
fn answers_begin(lines: &[Line]) -> Option<usize> {
    let mut texts = 0;
    for (at, (_, line)) in lines.iter().enumerate() {
        let byline = people::byline(line);
        let above = people::stands_above(lines, at);
        // The title is a text; the first person after the next one has answered.
        if words::announces_answers(line)
            || texts > 0 && byline.is_some_and(|byline| byline.answer)
            || texts > 0 && marked(line).is_some()
            || texts > 1 && (above || byline.is_some_and(|byline| byline.day))
        {
            return Some(at);
        }
        let furniture = above && texts > 0 || words::furniture(line).is_some();
        texts += usize::from(!line.trim().is_empty() && !furniture);
    }
    None
}

/// What follows `A:` or `Answer:`.
fn marked(line: &str) -> Option<&str> {
    let bare = line.trim();
    ["A:", "Answer:"]
        .iter()
        .find_map(|label| bare.strip_prefix(label))
}

/// A line without the spaces that pages put in.
fn clean(line: &str) -> String {
    let plain = line.replace(['\u{a0}', '\u{202f}', '\t'], " ");
    let shown = |c: &char| !matches!(c, '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{feff}' | '\0');
    plain
        .chars()
        .filter(shown)
        .collect::<String>()
        .trim_end()
        .to_owned()
}

fn read_question(thread: &mut Thread, lines: &[Line]) {
    let mut named = false;
    for (place, (at, line)) in lines.iter().enumerate() {
        let bare = line.trim();
        if !thread.title.is_empty() && people::stands_above(lines, place) {
            thread.person(*at);
            continue;
        }
        let label = ["question:", "q:", "title:"].iter().find_map(|label| {
            let start = bare.get(..label.len())?;
            start
                .eq_ignore_ascii_case(label)
                .then(|| bare[label.len()..].trim())
        });
        let bare = label.unwrap_or(bare);
        if let Some(url) = bare
            .strip_prefix("URL:")
            .or_else(|| bare.strip_prefix("Source:"))
        {
            let url = url.trim();
            if url.starts_with("http://") || url.starts_with("https://") {
                thread.url = Some(url.to_owned());
                continue;
            }
        }
        if (bare.starts_with("https://") || bare.starts_with("http://"))
            && !bare.contains(' ')
            && thread.url.is_none()
        {
            thread.url = Some(bare.to_owned());
            continue;
        }
        if let Some(day) = names::day(bare) {
            thread.date.get_or_insert(day);
        }
        if thread.leaves_out(*at, bare) {
            named = words::is_byline(&bare.to_lowercase());
            continue;
        }
        if named && !bare.is_empty() {
            named = false;
            if is_name(bare) && !is_category(bare) {
                thread.person(*at);
                continue;
            }
        }
        if bare.is_empty() {
            thread.question.push((*at, String::new()));
        } else if thread.title.is_empty() {
            thread.title = bare.trim_start_matches('#').trim().to_owned();
        } else if is_category(bare) {
            let last = bare.rsplit('|').next().unwrap_or_default().trim();
            thread.products.push(last.to_owned());
            let rest: Vec<&str> = bare.split('|').map(str::trim).collect();
            thread
                .tags
                .extend(rest[..rest.len() - 1].iter().map(|tag| (*tag).to_owned()));
        } else {
            thread.question.push((*at, bare.to_owned()));
        }
    }
}

/// `Company | Product`: short words between bars.
fn is_category(line: &str) -> bool {
    let parts: Vec<&str> = line.split('|').collect();
    parts.len() > 1
        && line.len() < 100
        && !line.ends_with(['.', '?', '!', ':'])
        && parts
            .iter()
            .all(|part| (1..=4).contains(&part.split_whitespace().count()))
}

fn read_answers(thread: &mut Thread, lines: &[Line]) {
    let mut answer = Answer::default();
    let mut parting = false;
    let mut named = false;
    for (place, (at, line)) in lines.iter().enumerate() {
        let mut bare = line.trim().to_owned();
        let above = people::stands_above(lines, place);
        // The page numbers its answers: `1. Name 8,350 Reputation points`.
        let byline = above
            || words::furniture(&bare) == Some(Furniture::Person)
                && !words::is_greeting(&bare)
                && !people::is_signature(&bare);
        let marker = marked(&bare).map(str::to_owned);
        if byline || marker.is_some() {
            finish(thread, &mut answer);
            parting = false;
        }
        if above {
            thread.person(*at);
            continue;
        }
        if let Some(told) = people::byline(&bare) {
            answer.accepted |= told.accepted;
            answer.score = told.score;
        }
        if let Some(rest) = marker {
            bare = rest.trim().to_owned();
        }
        if names::day(&bare).is_some() && answer.date.is_none() {
            answer.date = names::day(&bare);
        }
        let small = bare.to_lowercase();
        answer.accepted |= people::is_mark(&bare);
        if thread.leaves_out(*at, &bare) {
            named |= byline && words::is_byline(&small);
            continue;
        }
        if named && !bare.is_empty() {
            named = false;
            if is_name(&bare) {
                thread.person(*at);
                continue;
            }
        }
        if words::is_farewell(&bare) {
            thread.furniture(*at, &bare);
            parting = true;
            continue;
        }
        if parting && !bare.is_empty() {
            if bare.split_whitespace().count() <= 4 && !bare.ends_with(['.', ':']) {
                thread.person(*at);
                continue;
            }
            parting = false;
        }
        // Indentation tells what belongs together only inside Markdown; pages indent everything.
        answer.lines.push((*at, bare));
    }
    finish(thread, &mut answer);
}

/// What may be the name below `answered Jun 3 at 12:00`.
fn is_name(line: &str) -> bool {
    let words = line.split_whitespace().count();
    let text = line.starts_with(['#', '-', '*', '>', '`', '|'])
        || line.ends_with(['.', ':', '!', '?', ';', ','])
        || list_item(line).is_some()
        || words::is_action(line);
    words <= 3 && !text
}

fn finish(thread: &mut Thread, answer: &mut Answer) {
    let done = std::mem::take(answer);
    if done.lines.iter().all(|(_, line)| line.is_empty()) {
        // Its mark may stand above the name of who wrote it.
        answer.accepted = done.accepted;
    }
    if done.lines.iter().any(|(_, line)| !line.is_empty()) {
        thread.answers.push(done);
    }
}

impl Thread {
    /// Notes a line that belongs to the page, and says whether it does.
    pub(super) fn leaves_out(&mut self, at: usize, line: &str) -> bool {
        match words::furniture(line) {
            Some(Furniture::Page) => self.furniture(at, line),
            Some(Furniture::Person) => self.person(at),
            None => return false,
        }
        true
    }

    /// A line of the page that is no text.
    pub(super) fn furniture(&mut self, at: usize, line: &str) {
        self.losses.push(Loss::new(
            &self.source,
            at,
            "words of the forum's page",
            line,
        ));
    }

    /// A line that names somebody. The name is not repeated, here or in the report.
    pub(super) fn person(&mut self, at: usize) {
        self.losses
            .push(Loss::new(&self.source, at, "name of a person", ""));
    }
}
