//! Tabs, zones, columns.
//!
//! In: a body. Out: the same as headings and text: each tab and each zone gets a heading one level below the one it
//! stands under, so that what follows can tell platforms apart by their names. Headings inside move down with it.

use std::collections::BTreeMap;

use super::super::text::{Fences, line_of};
use super::super::types::Loss;
use super::directive::Directive;
use super::pivots;

/// Nesting past this stays as it is.
const DEPTH: usize = 16;

/// Turns blocks into headings.
pub(super) fn blocks(
    source: &str,
    original: &str,
    body: &str,
    names: &BTreeMap<String, String>,
    losses: &mut Vec<Loss>,
) -> String {
    let lines: Vec<String> = body.lines().map(str::to_owned).collect();
    let mut work = Work {
        source,
        original,
        names,
        losses,
        out: String::with_capacity(body.len() + 64),
    };
    work.lines(&lines, 1, 0);
    work.out
}

struct Work<'a> {
    source: &'a str,
    original: &'a str,
    names: &'a BTreeMap<String, String>,
    losses: &'a mut Vec<Loss>,
    out: String,
}

impl Work<'_> {
    /// Writes lines that stand below a heading of `level`.
    fn lines(&mut self, lines: &[String], mut level: usize, depth: usize) {
        let mut fences = Fences::default();
        let mut at = 0;
        while let Some(line) = lines.get(at) {
            at += 1;
            if fences.is_code(line) || depth > DEPTH {
                self.push(line);
            } else if tab(line).is_some() {
                let length = tabs_length(&lines[at - 1..]);
                self.tabs(&lines[at - 1..at - 1 + length], level, depth);
                at += length - 1;
                if lines.get(at).is_some_and(|line| is_rule(line)) {
                    at += 1;
                }
                self.end(&lines[at..]);
            } else if let Some(found) = heading_level(line) {
                level = found;
                self.push(line);
            } else if let Some(directive) = Directive::line(line) {
                at += self.directive(&directive, line, &lines[at..], level, depth);
            } else {
                self.push(line);
            }
        }
    }

    /// A directive on a line of its own; gives the number of further lines that it takes.
    fn directive(
        &mut self,
        found: &Directive,
        line: &str,
        rest: &[String],
        level: usize,
        depth: usize,
    ) -> usize {
        match found.name.as_str() {
            "zone" => {
                let (inner, taken) = until_end(rest, "zone");
                match found.get("pivot") {
                    Some(pivot) => self.zone(pivot, inner, level, depth),
                    None => self.lines(inner, level, depth + 1),
                }
                self.end(&rest[taken..]);
                taken
            }
            "column" => {
                let (inner, taken) = until_end(rest, "column");
                self.push("");
                self.lines(&dedent(inner), level, depth + 1);
                self.push("");
                taken
            }
            "moniker" => {
                let range = found.get("range").unwrap_or_default();
                let line = line_of(self.original, line);
                self.losses.push(Loss::new(
                    self.source,
                    line,
                    "versions that a part of the text is for",
                    range,
                ));
                0
            }
            "row" | "row-end" | "column-end" | "zone-end" | "moniker-end" | "image-end" => {
                self.push("");
                0
            }
            _ => {
                self.push(line);
                0
            }
        }
    }

    fn tabs(&mut self, lines: &[String], level: usize, depth: usize) {
        let own = (level + 1).min(6);
        let mut fences = Fences::default();
        let mut starts: Vec<usize> = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            if !fences.is_code(line) && tab(line).is_some() {
                starts.push(at);
            }
        }
        for (number, start) in starts.iter().enumerate() {
            let end = starts.get(number + 1).copied().unwrap_or(lines.len());
            let Some(name) = tab(&lines[*start]) else {
                continue;
            };
            self.heading(own, name);
            let inner = moved_down(&lines[start + 1..end], |level| (level + 1).max(own + 1));
            self.lines(&inner, own, depth + 1);
        }
    }

    fn zone(&mut self, pivot: &str, lines: &[String], level: usize, depth: usize) {
        let name: Vec<String> = pivot
            .split(',')
            .map(|id| pivots::name(id.trim(), self.names))
            .collect();
        let highest = levels(lines).into_iter().min();
        let own = highest.unwrap_or(level + 1).clamp(2, 6);
        self.heading(own, &name.join(", "));
        let inner = moved_down(lines, |level| level + 1);
        self.lines(&inner, own, depth + 1);
    }

    fn heading(&mut self, level: usize, name: &str) {
        self.push("");
        self.push(&format!("{} {name}", "#".repeat(level)));
        self.push("");
    }

    /// Shows that a group of headings is over, where text follows that belongs to none of them.
    fn end(&mut self, rest: &[String]) {
        let next = rest.iter().find(|line| !line.trim().is_empty());
        let Some(next) = next else {
            return;
        };
        let directive = Directive::line(next).is_some();
        if heading_level(next).is_none() && !directive && !is_rule(next) {
            self.push("");
            self.push("---");
            self.push("");
        }
    }

    fn push(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }
}

/// The name of a tab: the words of `# [Words](#tab/id)`.
fn tab(line: &str) -> Option<&str> {
    heading_level(line)?;
    let rest = line.trim_start().trim_start_matches('#').trim();
    let inner = rest.strip_prefix('[')?;
    let (name, _) = inner.split_once("](#tab/")?;
    (!name.trim().is_empty()).then_some(name.trim())
}

/// Lines from the first tab of a group to its end: a rule, the end of the zone it stands in, or of the text.
fn tabs_length(lines: &[String]) -> usize {
    let mut fences = Fences::default();
    let mut zones = 0usize;
    for (at, line) in lines.iter().enumerate() {
        if fences.is_code(line) {
            continue;
        }
        match Directive::line(line).map(|found| found.name) {
            Some(name) if name == "zone" || name == "column" => zones += 1,
            Some(name) if name == "zone-end" || name == "column-end" => {
                if zones == 0 {
                    return at;
                }
                zones -= 1;
            }
            _ if is_rule(line) => return at,
            _ => {}
        }
    }
    lines.len()
}

/// Lines up to the end of a block, and how many lines that takes with its end.
fn until_end<'l>(lines: &'l [String], name: &str) -> (&'l [String], usize) {
    let mut fences = Fences::default();
    let mut open = 1usize;
    for (at, line) in lines.iter().enumerate() {
        if fences.is_code(line) {
            continue;
        }
        let found = Directive::line(line)
            .map(|found| found.name)
            .unwrap_or_default();
        if found == name {
            open += 1;
        } else if found.strip_suffix("-end") == Some(name) {
            open -= 1;
            if open == 0 {
                return (&lines[..at], at + 1);
            }
        }
    }
    (lines, lines.len())
}

/// Whether a line is three or more signs and nothing else.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 3
        && ['-', '*', '_']
            .iter()
            .any(|mark| line.chars().all(|c| c == *mark))
}

fn heading_level(line: &str) -> Option<usize> {
    let start = line.trim_start_matches(' ');
    if line.len() - start.len() > 3 {
        return None;
    }
    let level = start.len() - start.trim_start_matches('#').len();
    let rest = &start[level..];
    ((1..=6).contains(&level) && (rest.is_empty() || rest.starts_with([' ', '\t'])))
        .then_some(level)
}

/// Levels of the headings, tabs left out.
fn levels(lines: &[String]) -> Vec<usize> {
    let mut fences = Fences::default();
    let found = lines.iter().filter_map(|line| {
        let code = fences.is_code(line);
        heading_level(line).filter(|_| !code && tab(line).is_none())
    });
    found.collect()
}

/// The lines with each heading on another level.
fn moved_down(lines: &[String], level: impl Fn(usize) -> usize) -> Vec<String> {
    let mut fences = Fences::default();
    let moved = lines.iter().map(|line| {
        let code = fences.is_code(line);
        match heading_level(line).filter(|_| !code) {
            Some(old) => {
                let rest = line.trim_start().trim_start_matches('#');
                format!("{}{rest}", "#".repeat(level(old).min(6)))
            }
            None => line.clone(),
        }
    });
    moved.collect()
}

/// Lines without the blanks that all of them begin with.
fn dedent(lines: &[String]) -> Vec<String> {
    let blanks = |line: &String| line.len() - line.trim_start_matches(' ').len();
    let least = lines
        .iter()
        .filter(|line| !line.trim().is_empty())
        .map(blanks)
        .min()
        .unwrap_or(0);
    lines
        .iter()
        .map(|line| line.get(least..).unwrap_or_default().to_owned())
        .collect()
}
