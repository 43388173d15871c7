//! Syntax highlighting by classes; the only file that names the highlighter.
//!
//! In: a language and code. Out: ranges of the code with a class each, in order, without overlap; empty for languages
//! that are not known. The grammars are loaded when the first of them is needed.

use std::ops::Range;
use std::sync::LazyLock;
use syntect::parsing::{ParseState, ScopeStack, SyntaxReference, SyntaxSet};

static GRAMMARS: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// Longer lines stay plain: some grammars take more than linear time on a line.
const MAX_LINE: usize = 2_000;

/// Class, start of scope names; the first entry that fits counts.
const CLASSES: &[(&str, &str)] = &[
    ("comment", "hc"),
    ("punctuation.definition.comment", "hc"),
    ("string", "hs"),
    ("punctuation.definition.string", "hs"),
    ("constant.character.escape", "hn"),
    ("constant", "hn"),
    ("keyword.operator", ""),
    ("keyword", "hk"),
    ("storage.type.function", "hk"),
    ("storage", "hk"),
    ("entity.name.tag", "ht"),
    ("entity.other.attribute-name", "hv"),
    ("entity.name.section", "ht"),
    ("entity.name.type", "ht"),
    ("entity.name", "hf"),
    ("support.type.property-name", "ht"),
    ("support.function", "hf"),
    ("support", "ht"),
    ("variable.function", "hf"),
    ("variable.parameter", "hv"),
    ("variable.other.readwrite", "hv"),
    ("variable.language", "hk"),
    ("variable", "hv"),
    ("markup.inserted", "hi"),
    ("markup.deleted", "hd"),
    ("markup.heading", "ht"),
];

/// Style rules for the classes: on light ground and on dark ground.
pub fn css() -> (&'static str, &'static str) {
    (LIGHT, DARK)
}

const LIGHT: &str = ".hc{color:#5f666b}.hs{color:#0b6245}.hn{color:#8a3d0a}.hk{color:#7a2478}.hf{color:#15508f}.ht{color:#0f5f6e}.hv{color:#6a4a00}.hi{color:#0b6245}.hd{color:#a1262b}";
const DARK: &str = ".hc{color:#929ca2}.hs{color:#8fd9ae}.hn{color:#f2b48a}.hk{color:#dda6e8}.hf{color:#8fc0ff}.ht{color:#7fd3e0}.hv{color:#e8cf8f}.hi{color:#8fd9ae}.hd{color:#ffa09a}";

/// Classes of the parts of `code`.
pub(super) fn spans(language: &str, code: &str) -> Vec<(Range<usize>, &'static str)> {
    if matches!(language, "powershell" | "pwsh" | "ps1") {
        return super::powershell::spans(code);
    }
    let Some(grammar) = grammar(language) else {
        return Vec::new();
    };
    let mut state = ParseState::new(grammar);
    let mut stack = ScopeStack::new();
    let mut spans: Vec<(Range<usize>, &'static str)> = Vec::new();
    let mut start = 0;
    let code_with_end = format!("{code}\n");
    for line in code_with_end.split_inclusive('\n') {
        if line.len() > MAX_LINE {
            return Vec::new();
        }
        // A grammar that fails leaves the code as it is.
        let Ok(changes) = state.parse_line(line, &GRAMMARS) else {
            return Vec::new();
        };
        let mut from = 0;
        for (at, change) in changes {
            push(&mut spans, start + from..start + at, class(&stack));
            from = at;
            if stack.apply(&change).is_err() {
                return Vec::new();
            }
        }
        push(&mut spans, start + from..start + line.len(), class(&stack));
        start += line.len();
    }
    for (range, _) in &mut spans {
        range.end = range.end.min(code.len());
        range.end = range.start + code[range.clone()].trim_end().len();
    }
    spans.retain(|(range, _)| !range.is_empty());
    spans
}

fn push(spans: &mut Vec<(Range<usize>, &'static str)>, range: Range<usize>, class: &'static str) {
    if range.is_empty() || class.is_empty() {
        return;
    }
    match spans.last_mut() {
        Some((last, same)) if last.end == range.start && *same == class => last.end = range.end,
        _ => spans.push((range, class)),
    }
}

fn class(stack: &ScopeStack) -> &'static str {
    for scope in stack.as_slice().iter().rev() {
        let name = scope.build_string();
        if let Some((_, class)) = CLASSES.iter().find(|(start, _)| name.starts_with(start)) {
            return class;
        }
    }
    ""
}

fn grammar(language: &str) -> Option<&'static SyntaxReference> {
    let token = match language {
        "" | "text" | "txt" | "plain" | "plaintext" | "none" | "output" | "log" => return None,
        "console" | "terminal" | "shell" | "shell-session" | "zsh" => "bash",
        "cmd" | "batch" => "bat",
        "conf" | "reg" | "desktop" => "ini",
        "jsonc" | "json5" => "json",
        other => other,
    };
    let found = GRAMMARS.find_syntax_by_token(token)?;
    (found.name != "Plain Text").then_some(found)
}
