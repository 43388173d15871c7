//! Blocks of MDX as Markdown.
//!
//! In: text with marked lines, and `:::` lines. Out: lines in which admonitions are alerts and tabs are headings. A
//! stack, and no recursion: the depth is the writer's.

use super::super::Loss;
use super::super::blocks::{Tab, alert, dedent, heading_level, indent, tabs, trimmed, unindented};
use super::super::text::Fences;
use super::mdx::MARK;

/// Deeper blocks lose their frame and keep their text.
const MAX_DEPTH: usize = 16;

enum Kind {
    /// The document itself.
    Whole,
    /// `:::note Title`, with the number of its colons; 0 for a component.
    Box {
        name: String,
        title: Option<String>,
        colons: usize,
    },
    /// A group of tabs.
    Tabs(Vec<Tab>),
    /// A tab.
    Tab(String),
    /// An element of HTML.
    Html(String),
}

struct Frame {
    kind: Kind,
    pad: usize,
    lines: Vec<String>,
}

/// Converts the lines of a document.
pub(super) fn convert(source: &str, text: &str, losses: &mut Vec<Loss>) -> Vec<String> {
    let mut stack = vec![Frame {
        kind: Kind::Whole,
        pad: 0,
        lines: Vec::new(),
    }];
    let mut fences = Fences::default();
    let mut level = 1;
    let mut after_tabs = false;
    for line in text.lines() {
        let bare = line.trim();
        let code = !bare.starts_with(MARK) && fences.is_code(line);
        if code {
            push(&mut stack, line);
            continue;
        }
        let pad = indent(line);
        if let Some(mark) = bare.strip_prefix(MARK) {
            let (word, rest) = mark.split_once(' ').unwrap_or((mark, ""));
            match word {
                "tabs" => open(&mut stack, Kind::Tabs(Vec::new()), pad),
                "tab" => open(&mut stack, Kind::Tab(rest.to_owned()), pad),
                "html" => open(&mut stack, Kind::Html(rest.to_owned()), pad),
                "box" => {
                    let (name, title) = rest.split_once(' ').unwrap_or((rest, ""));
                    let title = (!title.is_empty()).then(|| title.to_owned());
                    open(
                        &mut stack,
                        Kind::Box {
                            name: name.to_owned(),
                            title,
                            colons: 0,
                        },
                        pad,
                    );
                }
                word => {
                    let found = stack.iter().rposition(|frame| closes(&frame.kind, word));
                    if let Some(found) = found.filter(|found| *found > 0) {
                        while stack.len() > found {
                            after_tabs |= close(&mut stack, level);
                        }
                    }
                }
            }
            continue;
        }
        if let Some((colons, name, title)) = directive(bare) {
            if name.is_empty() {
                let found = stack.iter().rposition(|frame| {
                    matches!(&frame.kind, Kind::Box { colons: open, .. } if *open > 0 && colons >= *open)
                });
                match found {
                    Some(found) => {
                        while stack.len() > found {
                            after_tabs |= close(&mut stack, level);
                        }
                    }
                    None => losses.push(Loss::new(
                        source,
                        0,
                        "end of a block that has no start",
                        bare,
                    )),
                }
            } else {
                open(
                    &mut stack,
                    Kind::Box {
                        name,
                        title,
                        colons,
                    },
                    pad,
                );
            }
            continue;
        }
        if stack.len() == 1 {
            if let Some(found) = heading_level(line) {
                level = found;
                after_tabs = false;
            } else if after_tabs && !bare.is_empty() {
                // What follows the last tab does not belong to it.
                push(&mut stack, "---");
                push(&mut stack, "");
                after_tabs = false;
            }
        }
        push(&mut stack, line);
    }
    while stack.len() > 1 {
        close(&mut stack, level);
    }
    trimmed(unindented(
        stack.pop().map(|frame| frame.lines).unwrap_or_default(),
    ))
}

fn push(stack: &mut [Frame], line: &str) {
    if let Some(frame) = stack.last_mut() {
        frame.lines.push(line.to_owned());
    }
}

fn open(stack: &mut Vec<Frame>, kind: Kind, pad: usize) {
    if stack.len() < MAX_DEPTH {
        stack.push(Frame {
            kind,
            pad,
            lines: Vec::new(),
        });
        return;
    }
    // Too deep for a frame: what names it is text.
    match kind {
        Kind::Box {
            title: Some(title), ..
        }
        | Kind::Tab(title) => push(stack, &format!("**{title}**")),
        _ => push(stack, ""),
    }
}

fn closes(kind: &Kind, word: &str) -> bool {
    match kind {
        Kind::Whole => false,
        Kind::Box { colons, .. } => *colons == 0 && word == "/box",
        Kind::Tabs(_) => word == "/tabs",
        Kind::Tab(_) => word == "/tab",
        Kind::Html(_) => word == "/html",
    }
}

/// Ends the last frame; whether it was a group of tabs that became headings.
fn close(stack: &mut Vec<Frame>, level: usize) -> bool {
    let Some(frame) = stack.pop() else {
        return false;
    };
    let own = frame
        .lines
        .iter()
        .filter(|line| !line.trim().is_empty())
        .map(|line| indent(line))
        .min()
        .unwrap_or(0);
    let body: Vec<String> = trimmed(unindented(
        frame.lines.iter().map(|line| dedent(line, own)).collect(),
    ));
    let mut headings = false;
    let lines = match frame.kind {
        Kind::Whole => return false,
        Kind::Box { name, title, .. } => alert(&name.to_lowercase(), title.as_deref(), &body),
        Kind::Tab(title) => {
            let tab = Tab { title, body };
            if let Some(Frame {
                kind: Kind::Tabs(group),
                ..
            }) = stack.last_mut()
            {
                group.push(tab);
                return false;
            }
            tabs(vec![tab], None)
        }
        Kind::Tabs(group) => {
            let plain = stack
                .iter()
                .all(|frame| matches!(frame.kind, Kind::Whole | Kind::Tabs(_) | Kind::Tab(_)));
            headings = plain && frame.pad == 0 && !group.is_empty();
            let mut lines = body;
            if !lines.is_empty() {
                lines.push(String::new());
            }
            lines.extend(tabs(group, headings.then_some((level + 1).clamp(2, 5))));
            lines
        }
        Kind::Html(tag) => {
            let name: String = tag
                .chars()
                .skip(1)
                .take_while(char::is_ascii_alphanumeric)
                .collect();
            let mut lines = vec![tag, String::new()];
            lines.extend(body);
            lines.extend([String::new(), format!("</{name}>")]);
            lines
        }
    };
    let outer = stack.len() == 1;
    if let Some(parent) = stack.last_mut().filter(|_| !lines.is_empty()) {
        let pad = " ".repeat(frame.pad.min(40));
        if parent
            .lines
            .last()
            .is_some_and(|line| !line.trim().is_empty())
        {
            parent.lines.push(String::new());
        }
        parent.lines.extend(lines.into_iter().map(|line| {
            if line.is_empty() {
                line
            } else {
                format!("{pad}{line}")
            }
        }));
        parent.lines.push(String::new());
    }
    headings && outer
}

/// `:::note[Title]`, `:::note Title`, `:::`: colons, name, title.
fn directive(text: &str) -> Option<(usize, String, Option<String>)> {
    let rest = text.trim_start_matches(':');
    let colons = text.len() - rest.len();
    if colons < 3 {
        return None;
    }
    let rest = rest.trim();
    if rest.is_empty() {
        return Some((colons, String::new(), None));
    }
    let end = rest
        .find(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_'))
        .unwrap_or(rest.len());
    let (name, rest) = rest.split_at(end);
    let mut rest = rest.trim();
    if name.is_empty() {
        return None;
    }
    let mut title = None;
    if let Some(inner) = rest.strip_prefix('[')
        && let Some(end) = inner.rfind(']')
    {
        title = Some(inner[..end].to_owned());
        rest = inner[end + 1..].trim();
    }
    let attributes = rest.starts_with('{') && rest.ends_with('}');
    if !rest.is_empty() && !attributes {
        title = Some(match title {
            Some(title) => format!("{title} {rest}"),
            None => rest.to_owned(),
        });
    }
    Some((
        colons,
        name.to_owned(),
        title.filter(|title| !title.trim().is_empty()),
    ))
}
