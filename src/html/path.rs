//! Menu paths: `**Settings › Backup**`, or bold parts with `›` or `>` between them.
//!
//! In: events. Out: what each event means for paths, one mark per event.

use super::events::{Event, Placed, Tag, TagEnd};

/// The separator of a path as HTML: the words stay apart for screen readers and when copied.
pub(super) const SEPARATOR: &str = "<svg aria-hidden=\"true\" class=\"flip\"><use href=\"#next\"/></svg><span class=\"vh\"> › </span>";

/// What an event means for paths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Nothing.
    None,
    /// Bold starts here and is a path.
    Open,
    /// The path ends here.
    Close,
    /// Text between two bold parts of one path.
    Between,
    /// An end or start of bold inside a path; nothing is written.
    Joint,
}

/// One mark for each event.
pub(super) fn marks(list: &[Placed<'_>]) -> Vec<Mark> {
    let mut marks = vec![Mark::None; list.len()];
    let mut open: Vec<(usize, bool)> = Vec::new();
    let mut pairs: Vec<Option<(usize, bool)>> = vec![None; list.len()];
    for (at, (event, _)) in list.iter().enumerate() {
        match event {
            Event::Start(Tag::Strong) => open.push((at, false)),
            Event::End(TagEnd::Strong) => {
                if let Some((start, separated)) = open.pop() {
                    pairs[start] = Some((at, separated));
                }
            }
            Event::Text(text) => {
                if let Some((_, separated)) = open.last_mut() {
                    *separated |= text.contains(" › ") || text.contains(" > ");
                }
            }
            _ => {}
        }
    }
    let mut at = 0;
    while at < list.len() {
        let Some((mut end, mut is_path)) = pairs[at] else {
            at += 1;
            continue;
        };
        let start = at;
        while let Some((between, next)) = joined(list, end) {
            let Some((next_end, _)) = pairs[next] else {
                break;
            };
            marks[end] = Mark::Joint;
            marks[next] = Mark::Joint;
            marks[end + 1..next].fill(Mark::Joint);
            marks[between] = Mark::Between;
            is_path = true;
            end = next_end;
        }
        if is_path {
            marks[start] = Mark::Open;
            marks[end] = Mark::Close;
        }
        at = end + 1;
    }
    marks
}

/// Splits text of a path at its separators.
pub(super) fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(" › ").flat_map(|part| part.split(" > "))
}

/// The text after the end of bold at `end` and the start of bold after it, if they belong to one path.
fn joined(list: &[Placed<'_>], end: usize) -> Option<(usize, usize)> {
    let is_break = |at: usize| matches!(list.get(at), Some((Event::SoftBreak, _)));
    let between = if is_break(end + 1) { end + 2 } else { end + 1 };
    let next = if is_break(between + 1) {
        between + 2
    } else {
        between + 1
    };
    let Some((Event::Text(text), _)) = list.get(between) else {
        return None;
    };
    let starts = matches!(list.get(next), Some((Event::Start(Tag::Strong), _)));
    let text = text.trim();
    let is_separator = text == "›" || text == ">";
    let is_part = text.len() < 80
        && (text.starts_with("› ") && text.ends_with(" ›")
            || text.starts_with("> ") && text.ends_with(" >"))
        && text.len() > 6;
    (starts && (is_separator || is_part)).then_some((between, next))
}
