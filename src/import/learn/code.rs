//! Code that an article shows from a file.
//!
//! In: the file, and which part of it. Out: lines, as a fenced block.

/// A part of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it.
    Whole,
    /// Ranges of lines, from 1, both ends included; an open end is the last line.
    Lines(Vec<(usize, usize)>),
    /// What stands between two comments with this name.
    Named(String),
}

impl Part {
    /// From the attributes of a directive.
    pub(super) fn of(range: Option<&str>, id: Option<&str>) -> Self {
        match (range, id) {
            (Some(range), _) => Self::Lines(ranges(range)),
            (None, Some(id)) => Self::Named(id.to_owned()),
            (None, None) => Self::Whole,
        }
    }

    /// From the end of a path: `?name=x`, `?range=1-5`, `#L1-L5`, `#x`.
    pub(super) fn of_link(link: &str) -> (&str, Self) {
        let (path, anchor) = link
            .split_once('#')
            .map_or((link, None), |(path, anchor)| (path, Some(anchor)));
        let (path, query) = path
            .split_once('?')
            .map_or((path, ""), |(path, query)| (path, query));
        let value = |key: &str| {
            query
                .split('&')
                .find_map(|pair| pair.strip_prefix(key)?.strip_prefix('='))
        };
        if let Some(range) = value("range") {
            return (path, Self::Lines(ranges(range)));
        }
        if let Some(start) = value("start").and_then(|start| start.parse().ok()) {
            let end = value("end")
                .and_then(|end| end.parse().ok())
                .unwrap_or(usize::MAX);
            return (path, Self::Lines(vec![(start, end)]));
        }
        let part = match (value("name"), anchor) {
            (Some(name), _) => Self::Named(name.to_owned()),
            (None, Some(lines))
                if lines
                    .strip_prefix('L')
                    .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) =>
            {
                Self::Lines(ranges(&lines.replace('L', "")))
            }
            (None, Some(name)) if !name.is_empty() => Self::Named(name.to_owned()),
            _ => Self::Whole,
        };
        (path, part)
    }

    /// The lines of the part; none where the file does not have it.
    pub(super) fn cut(&self, text: &str) -> Option<String> {
        let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
        let cut: Vec<&str> = match self {
            Self::Whole => lines,
            Self::Lines(ranges) => {
                let cut = ranges.iter().flat_map(|(start, end)| {
                    let from = start.saturating_sub(1).min(lines.len());
                    lines[from..(*end).clamp(from, lines.len())].iter().copied()
                });
                cut.collect()
            }
            Self::Named(name) => {
                let name = name.to_lowercase();
                let holds =
                    |line: &str, open: &str| line.to_lowercase().contains(&format!("{open}{name}"));
                let start = lines
                    .iter()
                    .position(|line| holds(line, "<") || holds(line, "#region "))?;
                let region = holds(lines[start], "#region ");
                let end = lines[start + 1..].iter().position(|line| {
                    if region {
                        line.to_lowercase().contains("#endregion")
                    } else {
                        holds(line, "</")
                    }
                })?;
                lines[start + 1..start + 1 + end].to_vec()
            }
        };
        if cut.iter().all(|line| line.trim().is_empty()) {
            return None;
        }
        let indent = cut
            .iter()
            .filter(|line| !line.trim().is_empty())
            .map(|line| line.len() - line.trim_start_matches(' ').len())
            .min();
        let indent = indent.unwrap_or(0);
        let lines = cut
            .iter()
            .map(|line| line.get(indent..).unwrap_or_default());
        Some(lines.collect::<Vec<_>>().join("\n"))
    }
}

fn ranges(text: &str) -> Vec<(usize, usize)> {
    let range = |part: &str| {
        let (start, end) = part.split_once('-').unwrap_or((part, part));
        let start = start.trim().parse().ok()?;
        let end = if end.trim().is_empty() {
            usize::MAX
        } else {
            end.trim().parse().ok()?
        };
        Some((start, end))
    };
    text.split(',').filter_map(range).collect()
}

/// Lines as a fenced block.
pub(super) fn fenced(language: &str, lines: &str) -> String {
    let mut longest = 2;
    let mut run = 0;
    for c in lines.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest + 1);
    let language: String = language
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '#' | '.'))
        .collect();
    format!(
        "{fence}{}\n{}\n{fence}",
        language.trim_end_matches("-interactive"),
        lines.trim_end()
    )
}
