//! Answers and figures as text and as JSON.

use std::ops::Range;

use anstyle::{AnsiColor, Effects, Style};
use serde_json::{Value, json};

use crate::find::eval::Figures;
use crate::find::page::{Block, PageFix, PageStep};
use crate::find::{Answer, Found};
use crate::search::{Kind, Why};

const TITLE: Style = Style::new().effects(Effects::BOLD);
const MARK: Style = Style::new().effects(Effects::UNDERLINE);
const QUIET: Style = AnsiColor::BrightBlack.on_default();

/// Columns that a line fills.
const WIDTH: usize = 96;
/// Lines of prose that are shown where there are no steps.
const PROSE: usize = 12;

/// The answer for people: the steps of the best article, the titles of the others' fixes.
pub(super) fn human(answer: &Answer, why: bool, path: &dyn Fn(&Found) -> String) -> String {
    let mut out = String::new();
    if let Some(line) = &answer.line {
        let what = if line.known {
            "Recognised in your text"
        } else {
            "No line is known word for word; searched for"
        };
        put(
            &mut out,
            "",
            &format!("{QUIET}{what}:{QUIET:#} {}", one_line(&line.text)),
        );
        out.push('\n');
    }
    for (word, known) in &answer.corrected {
        put(
            &mut out,
            "",
            &format!("{QUIET}“{word}” is not known, searched for “{known}”{QUIET:#}"),
        );
        out.push('\n');
    }
    if !answer.codes.is_empty() {
        put(
            &mut out,
            "",
            &format!("{QUIET}No article has this code. Similar:{QUIET:#}"),
        );
        for [_, code, title, source] in &answer.codes {
            put(
                &mut out,
                "     ",
                &format!("   {code}  {title} {QUIET}({source}){QUIET:#}"),
            );
        }
        out.push('\n');
    } else if !answer.unknown.is_empty() && !answer.found.is_empty() && answer.line.is_none() {
        let words: Vec<String> = answer
            .unknown
            .iter()
            .map(|word| format!("“{word}”"))
            .collect();
        put(
            &mut out,
            "",
            &format!("{QUIET}No article mentions {}{QUIET:#}", words.join(", ")),
        );
        out.push('\n');
    }
    for (at, found) in answer.found.iter().enumerate() {
        let title = &found.hit.title;
        put(
            &mut out,
            "   ",
            &format!("{TITLE}{}  {title}{TITLE:#}", at + 1),
        );
        if let Some(line) = reason(&found.hit.why, why) {
            put(&mut out, "   ", &format!("   {line}"));
        }
        if why {
            put(
                &mut out,
                "   ",
                &format!("   {QUIET}score {}{QUIET:#}", found.hit.score),
            );
        }
        put(
            &mut out,
            "   ",
            &format!("   {QUIET}{}{QUIET:#}", path(found)),
        );
        if at == 0 {
            best(&mut out, found);
        } else {
            for (n, fix) in found.fixes.iter().enumerate() {
                put(
                    &mut out,
                    "          ",
                    &format!("   Fix {}: {}", n + 1, fix.title),
                );
            }
            if found.fixes.is_empty() && !found.hit.summary.is_empty() {
                put(&mut out, "   ", &format!("   {}", found.hit.summary));
            }
        }
        out.push('\n');
    }
    if answer.total > answer.found.len() {
        let (shown, total) = (answer.found.len(), answer.total);
        put(
            &mut out,
            "",
            &format!("{QUIET}{shown} of {total} articles; --limit N shows more{QUIET:#}"),
        );
    }
    out
}

/// Why an article was found; always said where it is the exact message or code.
fn reason(why: &Why, asked: bool) -> Option<String> {
    let what = match why.kind {
        Kind::Message => "Exact message",
        Kind::Code => "Error code",
        _ if !asked => return None,
        Kind::Symptom => "Symptom",
        Kind::Title => "Title",
        Kind::Text => return Some(format!("{QUIET}Somewhere in its text{QUIET:#}")),
    };
    Some(format!(
        "{QUIET}{what}:{QUIET:#} {}",
        marked(&why.text, &why.marks)
    ))
}

fn marked(text: &str, marks: &[Range<usize>]) -> String {
    let mut out = String::new();
    let mut at = 0;
    for mark in marks {
        out += &text[at..mark.start];
        out += &format!("{MARK}{}{MARK:#}", &text[mark.clone()]);
        at = mark.end;
    }
    out + &text[at..]
}

fn best(out: &mut String, found: &Found) {
    for (n, fix) in found.fixes.iter().enumerate() {
        let minutes = match fix.minutes {
            0 => String::new(),
            n => format!(" {QUIET}({n} min){QUIET:#}"),
        };
        out.push('\n');
        put(
            out,
            "          ",
            &format!("   {TITLE}Fix {}: {}{TITLE:#}{minutes}", n + 1, fix.title),
        );
        steps(out, fix);
    }
    if found.fixes.is_empty() {
        let prose = match found.prose.as_str() {
            "" => &found.hit.summary,
            prose => prose,
        };
        self::prose(out, "   ", prose);
    }
}

/// The beginning of a text, and that there is more of it on the page.
fn prose(out: &mut String, indent: &str, text: &str) {
    for line in text.lines().take(PROSE) {
        put(out, indent, &format!("{indent}{line}"));
    }
    if text.lines().nth(PROSE).is_some() {
        out.push_str(&format!("{indent}{QUIET}… more on the page{QUIET:#}\n"));
    }
}

fn steps(out: &mut String, fix: &PageFix) {
    if !fix.warning.is_empty() {
        put(out, "     ", &format!("     Careful: {}", fix.warning));
    }
    for Block { heading, steps, .. } in &fix.blocks {
        if !heading.is_empty() {
            put(out, "     ", &format!("     {heading}"));
        }
        for (
            n,
            PageStep {
                text,
                command,
                notes,
            },
        ) in steps.iter().enumerate()
        {
            put(out, "        ", &format!("     {}. {text}", n + 1));
            if !command.is_empty() {
                // Never broken: it is there to be copied.
                out.push_str(&format!("        $ {command}\n"));
            }
            for note in notes {
                put(out, "        ", &format!("        {note}"));
            }
        }
    }
    if fix.blocks.is_empty() {
        prose(out, "     ", &fix.prose);
    }
}

/// Adds a paragraph, broken between words; `indent` stands before all lines but the first.
fn put(out: &mut String, indent: &str, text: &str) {
    let start = text.len() - text.trim_start().len();
    out.push_str(&text[..start]);
    let mut column = start;
    for (n, word) in text[start..].split(' ').enumerate() {
        let width = anstream::adapter::strip_str(word)
            .to_string()
            .chars()
            .count();
        if n > 0 && column + 1 + width > WIDTH {
            out.push('\n');
            out.push_str(indent);
            column = indent.len();
        } else if n > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += width;
    }
    out.push('\n');
}

/// A line of a log short enough to be shown, without control characters.
fn one_line(text: &str) -> String {
    let shown: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(200)
        .collect();
    if text.chars().nth(200).is_some() {
        shown + "…"
    } else {
        shown
    }
}

/// The answer for programs: one object, with the steps of all articles.
pub(super) fn json(text: &str, answer: &Answer) -> Value {
    let line = answer
        .line
        .as_ref()
        .map(|line| json!({ "text": line.text, "known": line.known, "searched": line.alone }));
    let corrected = answer
        .corrected
        .iter()
        .map(|(word, known)| json!({ "word": word, "taken": known }));
    let step = |step: &PageStep| json!({ "text": step.text, "command": step.command, "notes": step.notes });
    let block = |block: &Block| {
        let steps: Vec<Value> = block.steps.iter().map(step).collect();
        json!({ "platforms": block.platforms, "heading": block.heading, "steps": steps })
    };
    let fix = |found: &Found, fix: &PageFix| {
        let blocks: Vec<Value> = fix.blocks.iter().map(block).collect();
        json!({
            "title": fix.title, "url": format!("{}#{}", found.hit.url, fix.anchor), "minutes": fix.minutes,
            "warning": fix.warning, "blocks": blocks, "prose": fix.prose,
        })
    };
    let hit = |found: &Found| {
        let hit = &found.hit;
        let fixes: Vec<Value> = found.fixes.iter().map(|f| fix(found, f)).collect();
        json!({
            "source": hit.source, "url": hit.url, "title": hit.title, "summary": hit.summary, "score": hit.score,
            "why": { "kind": hit.why.kind.name(), "text": hit.why.text }, "fixes": fixes, "prose": found.prose,
        })
    };
    json!({
        "type": "answer", "query": text, "line": line, "total": answer.total,
        "corrected": corrected.collect::<Vec<_>>(), "unknown": answer.unknown,
        "codes": answer.codes.iter().map(|[asked, code, title, source]| json!({ "asked": asked, "code": code, "title": title, "source": source })).collect::<Vec<_>>(), "hits": answer.found.iter().map(hit).collect::<Vec<_>>(),
    })
}

const NAMES: [&str; 5] = [
    "success@1",
    "success@3",
    "success@10",
    "MRR@10",
    "recall@10",
];

/// Figures as a table.
pub(super) fn figures(figures: &[(String, Figures)]) -> String {
    let widest = figures
        .iter()
        .map(|(class, _)| class.chars().count())
        .max()
        .unwrap_or(0)
        .max(5);
    let mut out = format!("{:widest$} {:>9}", "class", "questions");
    for name in NAMES {
        out += &format!(" {name:>10}");
    }
    for (class, figures) in figures {
        out += &format!("\n{class:widest$} {:>9}", figures.questions);
        for mean in figures.means() {
            out += &format!(" {mean:>10.3}");
        }
    }
    out + "\n"
}

/// Figures for programs: one object.
pub(super) fn figures_json(figures: &[(String, Figures)]) -> Value {
    let row = |(class, figures): &(String, Figures)| {
        let mut row = json!({ "class": class, "questions": figures.questions });
        for (name, mean) in NAMES.iter().zip(figures.means()) {
            row[*name] = json!(mean);
        }
        row
    };
    json!({ "type": "figures", "classes": figures.iter().map(row).collect::<Vec<_>>() })
}
