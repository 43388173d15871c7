//! Blocks that other tools have a syntax for, as Markdown that pages know: alerts, folded text, tabs.
//!
//! In: titles and lines. Out: lines.

use super::text::Fences;

/// One tab of a group.
#[derive(Debug, Default, Clone)]
pub(super) struct Tab {
    /// What stands on it.
    pub title: String,
    /// What it shows.
    pub body: Vec<String>,
}

/// The alert for a kind of admonition, and whether the alert's own label says the same as its name.
pub(super) fn alert_kind(name: &str) -> (&'static str, bool) {
    match name {
        "note" => ("NOTE", true),
        "tip" => ("TIP", true),
        "important" => ("IMPORTANT", true),
        "warning" => ("WARNING", true),
        "caution" => ("CAUTION", true),
        "hint" | "success" | "check" | "done" => ("TIP", false),
        "attention" => ("WARNING", false),
        "failure" | "fail" | "missing" | "danger" | "error" | "bug" => ("CAUTION", false),
        _ => ("NOTE", false),
    }
}

/// An alert. Without a title, a kind that has no alert of its own is named in bold.
pub(super) fn alert(name: &str, title: Option<&str>, body: &[String]) -> Vec<String> {
    let (kind, same) = alert_kind(name);
    let mut out = Vec::new();
    if !matches!(name, "quote" | "cite") {
        out.push(format!("> [!{kind}]"));
    }
    let label = match title {
        Some(title) => title.trim().to_owned(),
        None if same || matches!(name, "quote" | "cite") => String::new(),
        None => capital(name),
    };
    if !label.is_empty() {
        out.push(format!("> **{}**", label.trim_matches('*')));
        if !body.is_empty() {
            out.push(">".to_owned());
        }
    }
    if label.is_empty() && body.is_empty() {
        return Vec::new();
    }
    out.extend(body.iter().map(|line| match line.as_str() {
        "" => ">".to_owned(),
        line => format!("> {line}"),
    }));
    out
}

/// Text that opens on a click.
pub(super) fn details(title: &str, open: bool, body: &[String]) -> Vec<String> {
    let open = if open { " open" } else { "" };
    let mut out = vec![
        format!("<details{open}><summary>{}</summary>", title.trim()),
        String::new(),
    ];
    out.extend(body.iter().cloned());
    out.extend([String::new(), "</details>".to_owned()]);
    out
}

/// A group of tabs: headings of this level, or bold lines where headings can't stand.
pub(super) fn tabs(tabs: Vec<Tab>, level: Option<usize>) -> Vec<String> {
    let mut out = Vec::new();
    for mut tab in tabs {
        match level {
            Some(level) => {
                out.push(format!("{} {}", "#".repeat(level), tab.title));
                lower(&mut tab.body, level + 1);
            }
            None => out.push(format!("**{}**", tab.title.trim_matches('*'))),
        }
        out.push(String::new());
        out.extend(tab.body);
        out.push(String::new());
    }
    out.pop();
    out
}

/// The level of a heading line, if it is one.
pub(super) fn heading_level(line: &str) -> Option<usize> {
    let rest = line.trim_start_matches('#');
    let level = line.len() - rest.len();
    ((1..=6).contains(&level) && (rest.is_empty() || rest.starts_with([' ', '\t'])))
        .then_some(level)
}

/// Moves the headings of these lines down so that none stands above `least`.
fn lower(lines: &mut [String], least: usize) {
    let mut fences = Fences::default();
    let levels: Vec<Option<usize>> = lines
        .iter()
        .map(|line| {
            if fences.is_code(line) {
                None
            } else {
                heading_level(line)
            }
        })
        .collect();
    let Some(highest) = levels.iter().flatten().min() else {
        return;
    };
    let by = least.saturating_sub(*highest);
    for (line, level) in lines.iter_mut().zip(&levels) {
        if let Some(level) = level {
            let more = (level + by).min(6) - level;
            line.insert_str(0, &"#".repeat(more));
        }
    }
}

/// A word with its first letter large.
pub(super) fn capital(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(chars).collect()
}

/// Width of the blanks that a line begins with; a tab reaches to the next multiple of four.
pub(super) fn indent(line: &str) -> usize {
    let mut width = 0;
    for c in line.chars() {
        match c {
            ' ' => width += 1,
            '\t' => width += 4 - width % 4,
            _ => break,
        }
    }
    width
}

/// A line without its first `width` columns of blanks.
pub(super) fn dedent(line: &str, width: usize) -> String {
    let mut left = width;
    let mut rest = line;
    while left > 0 {
        match rest.chars().next() {
            Some(' ') => left -= 1,
            Some('\t') => left = left.saturating_sub(4),
            _ => break,
        }
        rest = &rest[1..];
    }
    rest.to_owned()
}

/// Lines without empty ones at both ends.
pub(super) fn trimmed(mut lines: Vec<String>) -> Vec<String> {
    while lines.last().is_some_and(|line| line.trim().is_empty()) {
        lines.pop();
    }
    let start = lines
        .iter()
        .take_while(|line| line.trim().is_empty())
        .count();
    lines.drain(..start);
    lines
}

/// The line that opens fenced code with its language and title alone, and the options that no page shows.
pub(super) fn fence(line: &str) -> (String, String) {
    let start = line.find(['`', '~']).unwrap_or(0);
    let mark = line[start..].chars().next().unwrap_or('`');
    let info = line[start..].trim_start_matches(mark);
    let ticks = &line[..line.len() - info.len()];
    let info = info.trim();
    let (language, rest) = match info
        .strip_prefix('{')
        .and_then(|rest| rest.strip_suffix('}'))
    {
        Some(inner) => {
            let inner = inner.trim();
            let first = inner.split_whitespace().next().unwrap_or_default();
            match first.strip_prefix('.') {
                Some(name) => (name, &inner[first.len()..]),
                None => ("", inner),
            }
        }
        None => {
            let end = info
                .find(|c: char| c.is_whitespace() || c == '{')
                .filter(|_| !info.starts_with("title="))
                .unwrap_or(if info.starts_with("title=") {
                    0
                } else {
                    info.len()
                });
            info.split_at(end)
        }
    };
    let mut rest = rest.trim().to_owned();
    let mut title = String::new();
    if let Some(at) = rest.find("title=")
        && let Some(quote) = rest[at + 6..]
            .chars()
            .next()
            .filter(|c| matches!(c, '"' | '\''))
        && let Some(end) = rest[at + 7..].find(quote)
    {
        let written: String = rest.drain(at..at + 7 + end + 1).collect();
        title = format!(" {written}");
    }
    let other = rest.split_whitespace().collect::<Vec<_>>().join(" ");
    (format!("{ticks}{language}{title}"), other)
}

/// Lines without runs of empty ones outside of code.
pub(super) fn collapse(lines: Vec<String>) -> Vec<String> {
    let mut fences = Fences::default();
    let mut out: Vec<String> = Vec::with_capacity(lines.len());
    for line in lines {
        let code = fences.is_code(&line);
        let empty = |line: &String| line.trim_matches([' ', '>', '\t']).is_empty();
        let again = empty(&line)
            && out
                .last()
                .is_some_and(|last| empty(last) && last.trim() == line.trim());
        if code || !again {
            out.push(line);
        }
    }
    out
}

/// Knows, line by line, whether an indented line is code: outside of lists it is.
#[derive(Debug, Default)]
pub(super) struct Lists {
    inside: bool,
    blank: bool,
}

impl Lists {
    /// Whether this line, which stands in no fence, is indented so far that it is code.
    pub(super) fn is_indented_code(&mut self, line: &str) -> bool {
        let bare = line.trim_start();
        let width = indent(line);
        if bare.is_empty() {
            self.blank = true;
            return false;
        }
        let mark = bare.split_whitespace().next().unwrap_or_default();
        if super::text::is_list_mark(mark) && (width < 4 || self.inside) {
            self.inside = true;
        } else if width == 0 && self.blank {
            self.inside = false;
        }
        self.blank = false;
        width >= 4 && !self.inside
    }
}

/// Lines without the indentation that would make them code, for texts in which it never does.
pub(super) fn unindented(lines: Vec<String>) -> Vec<String> {
    let mut fences = Fences::default();
    let mut lists = Lists::default();
    let mut by = 0;
    let mut out = Vec::with_capacity(lines.len());
    for line in lines {
        if fences.closing().is_none() {
            by = if lists.is_indented_code(&line) {
                indent(&line)
            } else {
                0
            };
        }
        fences.is_code(&line);
        out.push(dedent(&line, by));
    }
    out
}

/// Parts of a line, each with whether it is a code span.
pub(super) fn code_spans(text: &str) -> Vec<(bool, &str)> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('`') {
        let ticks = rest[at..].len() - rest[at..].trim_start_matches('`').len();
        let fence = &rest[at..at + ticks];
        let inner = &rest[at + ticks..];
        let mut from = 0;
        let mut end = None;
        while let Some(found) = inner[from..].find(fence) {
            let place = from + found;
            let run = inner[place..].len() - inner[place..].trim_start_matches('`').len();
            if run == ticks {
                end = Some(place + ticks);
                break;
            }
            from = place + run;
        }
        let Some(end) = end else {
            parts.push((false, &rest[..at + ticks]));
            rest = inner;
            continue;
        };
        parts.push((false, &rest[..at]));
        parts.push((true, &rest[at..at + ticks + end]));
        rest = &inner[end..];
    }
    parts.push((false, rest));
    parts
}
