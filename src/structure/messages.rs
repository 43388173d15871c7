//! Exact words of errors inside a section or a title.
//!
//! In: a section that tells how a problem shows. Out: the messages in it, in order, each once: code blocks and block
//! quotes, quoted or set-apart sentences, cells of tables - where the words, or what stands around them, say that
//! something went wrong.

use super::codes::codes;
use super::quoted::{Quoted, bare, quoted};
use super::signs::{
    announces, ends_as_sentence, is_label, says_near, says_wrong, starts_as_error, succeeds, words,
};
use super::words::is_invisible;
use crate::html::{Block, Kind, Reading, Style};
use crate::model::Piece;

/// Languages of code that is written, and not shown to somebody.
const SOURCE: &[&str] = &[
    "c",
    "cpp",
    "cs",
    "csharp",
    "css",
    "diff",
    "go",
    "graphql",
    "html",
    "java",
    "javascript",
    "js",
    "kusto",
    "php",
    "powershell",
    "python",
    "ruby",
    "rust",
    "sql",
    "ts",
    "typescript",
    "vb",
    "xml",
    "yaml",
    "yml",
];

/// The longest message that is kept; more is a log.
pub(super) const LONGEST: usize = 400;

/// The messages of a section.
pub(super) fn of_section(reading: &Reading<'_>, piece: Piece) -> Vec<String> {
    let mut found = Vec::new();
    section(reading, piece, "", &mut found, 0);
    found
}

/// The messages that a title quotes.
pub(super) fn of_title(title: &str) -> Vec<String> {
    let mut found = Vec::new();
    let styled = [(Style::Plain, title.replace('`', "\""))];
    for quoted in quoted(&styled) {
        let wrong = says_wrong(&quoted.text);
        if words(&quoted.text) >= 2
            && (wrong || says_near(&quoted.around) && !succeeds(&quoted.text))
        {
            add(&mut found, &quoted.text);
        }
    }
    found
}

fn section(
    reading: &Reading<'_>,
    piece: Piece,
    before: &str,
    found: &mut Vec<String>,
    depth: usize,
) {
    if depth > 8 {
        return;
    }
    // What announces a list announces each of its items.
    let mut before = before.to_owned();
    for block in reading.blocks(piece) {
        match &block.kind {
            Kind::Code(info) => code(&reading.verbatim(block.inner), info, &before, found),
            Kind::Quote(false) => quote(reading, &block, &before, found),
            Kind::Paragraph => paragraph(reading, block.inner, &before, found),
            Kind::Ordered | Kind::Bullets | Kind::Table => {
                for part in reading.parts(&block) {
                    if block.kind == Kind::Table {
                        cell(reading, part, found);
                    } else {
                        section(reading, part, &before, found, depth + 1);
                    }
                }
            }
            _ => {}
        }
        if !matches!(block.kind, Kind::Rule | Kind::Other) {
            before = reading.words(block.piece);
        }
    }
}

fn code(text: &str, info: &str, before: &str, found: &mut Vec<String>) {
    let text = text.trim_matches('\n');
    let lines: Vec<&str> = text
        .lines()
        .map(str::trim_end)
        .filter(|line| !line.trim().is_empty())
        .collect();
    let announced = announces(before);
    let language = info.split([' ', ',', '{']).next().unwrap_or("");
    let source = SOURCE
        .iter()
        .any(|name| language.eq_ignore_ascii_case(name));
    let starts = lines.first().is_some_and(|line| starts_as_error(line));
    if lines.is_empty() || !(announced || says_wrong(text)) || source && !announced && !starts {
        return;
    }
    // What a service answers in JSON says it in one value.
    let told = lines.iter().filter_map(|line| json_message(line));
    let told: Vec<&str> = told.take(2).collect();
    if !told.is_empty() && text.trim_start().starts_with(['{', '[', '"']) {
        told.iter().for_each(|line| add(found, line));
        return;
    }
    let stamped = lines.len() > 1 && lines.iter().all(|line| unstamped(line).len() < line.len());
    if text.chars().count() <= LONGEST && lines.len() <= 8 && !stamped {
        add(found, text);
        return;
    }
    // Of a log, the lines that say what is wrong.
    let mut telling = lines
        .iter()
        .filter(|line| says_wrong(line) && words(line) >= 3)
        .take(2)
        .peekable();
    if telling.peek().is_none() && words(lines[0]) >= 3 {
        add(found, &shorten(lines[0]));
    }
    for line in telling {
        let line = if stamped { unstamped(line) } else { line };
        add(found, &shorten(line.trim()));
    }
}

/// A line of a log without the time in brackets that it starts with.
fn unstamped(line: &str) -> &str {
    let rest = line.trim_start().strip_prefix('[').and_then(|rest| {
        let (stamp, rest) = rest.split_once(']')?;
        let time = stamp.bytes().filter(u8::is_ascii_digit).count() >= 6
            || ["date", "time"].iter().any(|word| stamp.contains(word));
        time.then_some(rest.trim_start())
    });
    rest.unwrap_or(line)
}

/// The text of `"message": "..."`.
fn json_message(line: &str) -> Option<&str> {
    let (key, value) = line.trim().split_once(':')?;
    let is_message = [
        "\"message\"",
        "\"error_description\"",
        "\"error_message\"",
        "\"detail\"",
        "\"title\"",
    ]
    .contains(&key.trim());
    let value = value.trim().trim_end_matches(',').trim();
    let text = value.strip_prefix('"')?.strip_suffix('"')?;
    (is_message && words(text) >= 2).then_some(text)
}

fn quote(reading: &Reading<'_>, block: &Block, before: &str, found: &mut Vec<String>) {
    let text = reading.words(block.inner);
    let start = text.trim_start_matches(['!', '[', ' ', '*']).to_lowercase();
    let note = [
        "note",
        "info",
        "tip",
        "warning:",
        "warning ]",
        "important",
        "caution",
        "see also",
    ];
    if note.iter().any(|word| start.starts_with(word)) {
        return;
    }
    if says_wrong(&text) || announces(before) {
        if text.chars().count() <= LONGEST {
            add(found, bare(&text));
        } else {
            section(reading, block.inner, "", found, 8);
        }
    }
}

fn paragraph(reading: &Reading<'_>, piece: Piece, before: &str, found: &mut Vec<String>) {
    let styled = reading.styled(piece);
    let whole: String = styled.iter().map(|(_, text)| text.as_str()).collect();
    // What is as long as that holds too much that is set apart.
    if whole.len() > 20_000 {
        return;
    }
    let announced = announces(before);
    let set_apart = styled.iter().any(|(style, _)| *style != Style::Plain);
    let alone = set_apart
        && styled
            .iter()
            .all(|(style, text)| *style != Style::Plain || words(text) == 0);
    let mut any = false;
    for quoted in quoted(&styled) {
        if is_message(&quoted, alone && announced) {
            add(found, &quoted.text);
            any = true;
        }
    }
    // `Error: the rest of the line` with nothing around it.
    let line = whole.trim();
    let bare_error =
        starts_as_error(line) || announced && says_wrong(line) && before.trim_end().ends_with(':');
    if bare_error && !any && !line.ends_with(':') && words(line) >= 3 && line.chars().count() <= 200
    {
        add(found, bare(line));
    }
}

/// Whether words that are set apart are what was on the screen.
fn is_message(quoted: &Quoted, announced: bool) -> bool {
    let Quoted {
        text,
        style,
        around,
        before,
        named,
    } = quoted;
    let count = words(text);
    let wrong = says_wrong(text);
    if succeeds(text) && !wrong {
        return false;
    }
    let near = says_near(around);
    let coded = !codes(text).is_empty();
    let led = before.trim_end().ends_with(':') && says_near(before);
    if announced && (count >= 3 || coded || wrong)
        || led && (count >= 2 || coded) && *style != Style::Code
    {
        return true;
    }
    // `the "Killed" message`
    if *named && count >= 1 {
        return true;
    }
    let label = is_label(around);
    match style {
        // Names of settings and files are set as code more often than messages are.
        Style::Code => {
            count >= 3 && (wrong || near && (ends_as_sentence(text) || led))
                || coded && near && count >= 2
        }
        Style::Emphasis => count >= 2 && (wrong || near && !label) || count == 1 && led && !label,
        Style::Strong => {
            count >= 3 && wrong && (near || announced) || count >= 2 && wrong && near && !label
        }
        Style::Plain => count >= 2 && wrong || near && count >= 3 || coded && count >= 2,
    }
}

fn cell(reading: &Reading<'_>, piece: Piece, found: &mut Vec<String>) {
    let before = found.len();
    paragraph(reading, piece, "", found);
    let text = reading.words(piece);
    if found.len() == before
        && says_wrong(&text)
        && words(&text) >= 3
        && text.chars().count() <= LONGEST
    {
        let codes = codes(&text);
        let lower = text.to_lowercase();
        let shouts = !codes.is_empty()
            || ["error", "exception", "fatal", "warning"]
                .iter()
                .any(|word| lower.starts_with(word))
            || text.contains(": ");
        if shouts {
            add(found, bare(&text));
        }
    }
}

fn shorten(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}

fn add(found: &mut Vec<String>, text: &str) {
    let text: String = text.chars().filter(|c| !is_invisible(*c)).collect();
    let text = text.replace('\u{a0}', " ");
    let text = text.trim().trim_end_matches(',').trim();
    let key = |text: &str| text.to_lowercase().replace(['.', ' ', '\n'], "");
    if !text.is_empty()
        && text.chars().count() <= LONGEST
        && !found.iter().any(|other| key(other) == key(text))
    {
        found.push(text.to_owned());
    }
}
