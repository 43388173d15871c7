//! Syntax highlighting by classes; the only file that names the highlighter.
//!
//! In: a language and code. Out: ranges of the code with a class each, in order, without overlap; empty for languages
//! that are not known. The grammars are loaded when the first of them is needed.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};
use syntect::parsing::{ParseState, ScopeStack, SyntaxReference, SyntaxSet};

static GRAMMARS: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// Longer lines stay plain: some grammars take more than linear time on a line.
const MAX_LINE: usize = 2_000;

/// Classes of a line: ranges inside it.
type Spans = Vec<(Range<usize>, &'static str)>;

/// What was learnt of grammars; each article of a knowledge base repeats the commands of others, and reading
/// them by a grammar is the slowest part of a page.
static KNOWN: LazyLock<Mutex<HashMap<&'static str, Known>>> = LazyLock::new(Mutex::default);
/// No more lines than this are remembered, and none that is longer.
const MAX_KNOWN: usize = 8_192;
const MAX_KNOWN_LINE: usize = 160;

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
pub(super) fn spans(language: &str, code: &str) -> Spans {
    if matches!(language, "powershell" | "pwsh" | "ps1") {
        return super::powershell::spans(code);
    }
    let Some(grammar) = grammar(language) else {
        return Vec::new();
    };
    let Some(mut reader) = Reader::new(grammar) else {
        return Vec::new();
    };
    let mut spans = Spans::new();
    let mut start = 0;
    for line in code.split('\n') {
        // A grammar that fails leaves the code as it is.
        let Some(found) = reader.line(line) else {
            return Vec::new();
        };
        for (range, class) in found.iter() {
            let range = start + range.start..start + range.end;
            push(&mut spans, range, class);
        }
        start += line.len() + 1;
    }
    for (range, _) in &mut spans {
        range.end = range.end.min(code.len());
        range.end = range.start + code[range.clone()].trim_end().len();
    }
    spans.retain(|(range, _)| !range.is_empty());
    spans
}

/// Where a reader of a piece of code stands.
#[derive(Clone, PartialEq)]
struct State(ParseState, ScopeStack);

/// What was learnt of one grammar.
struct Known {
    /// Where it stands between commands, nothing open.
    between: State,
    /// Lines that left it there: the first of a piece, or one between commands.
    lines: [HashMap<String, Arc<Spans>>; 2],
}

/// Reads the lines of one piece of code in order.
struct Reader {
    grammar: &'static SyntaxReference,
    between: State,
    state: State,
    first: bool,
}

impl Reader {
    fn new(grammar: &'static SyntaxReference) -> Option<Self> {
        let start = State(ParseState::new(grammar), ScopeStack::new());
        let learnt = known()
            .get(grammar.name.as_str())
            .map(|known| known.between.clone());
        let between = match learnt {
            Some(between) => between,
            None => {
                let mut between = start.clone();
                between.read("")?;
                let lines = Default::default();
                let learnt = Known {
                    between: between.clone(),
                    lines,
                };
                known().entry(&grammar.name).or_insert(learnt);
                between
            }
        };
        Some(Self {
            grammar,
            between,
            state: start,
            first: true,
        })
    }

    fn line(&mut self, line: &str) -> Option<Arc<Spans>> {
        let first = std::mem::take(&mut self.first);
        if line.len() > MAX_LINE {
            return None;
        }
        if line.len() > MAX_KNOWN_LINE || !first && self.state != self.between {
            return self.state.read(line).map(Arc::new);
        }
        let name = self.grammar.name.as_str();
        let kind = usize::from(first);
        let found = known()
            .get(name)
            .and_then(|known| known.lines[kind].get(line).cloned());
        if let Some(found) = found {
            self.state = self.between.clone();
            return Some(found);
        }
        let found = Arc::new(self.state.read(line)?);
        if self.state == self.between
            && let Some(known) = known().get_mut(name)
            && known.lines[kind].len() < MAX_KNOWN
        {
            known.lines[kind].insert(line.to_owned(), Arc::clone(&found));
        }
        Some(found)
    }
}

impl State {
    fn read(&mut self, line: &str) -> Option<Spans> {
        let Self(state, stack) = self;
        let ended = format!("{line}\n");
        let changes = state.parse_line(&ended, &GRAMMARS).ok()?;
        let (mut spans, mut from) = (Spans::new(), 0);
        for (at, change) in changes {
            push(&mut spans, from..at, class(stack));
            from = at;
            stack.apply(&change).ok()?;
        }
        push(&mut spans, from..ended.len(), class(stack));
        Some(spans)
    }
}

fn known() -> MutexGuard<'static, HashMap<&'static str, Known>> {
    KNOWN.lock().unwrap_or_else(PoisonError::into_inner)
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
