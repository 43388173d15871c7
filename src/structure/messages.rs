//! Exact words of errors inside a section or a title.
//!
//! In: a section that tells how a problem shows. Out: the messages in it, in order, each once: code blocks and block
//! quotes, quoted or set-apart sentences, cells of tables - where the words, or what stands around them, say that
//! something went wrong.

use super::words::is_invisible;
use crate::html::{Block, Kind, Reading, Style};
use crate::model::Piece;

/// Words of things that went wrong; a message holds one, or a word of `AROUND` stands near it.
const WRONG: &[&str] = &[
    "abort",
    "access is denied",
    "already exists",
    "broken",
    "can't",
    "cannot",
    "corrupt",
    "could not",
    "couldn't",
    "crash",
    "denied",
    "deprecated",
    "did not",
    "doesn't",
    "does not",
    "error",
    "exception",
    "exceeded",
    "expired",
    "fail",
    "fatal",
    "forbidden",
    "incorrect",
    "insufficient",
    "invalid",
    "is not",
    "isn't",
    "lost connection",
    "mismatch",
    "missing",
    "no longer",
    "no such",
    "not allowed",
    "not available",
    "not be",
    "not exist",
    "not found",
    "not installed",
    "not supported",
    "out of memory",
    "panic",
    "refused",
    "rejected",
    "something went wrong",
    "stopped",
    "terminated",
    "timed out",
    "timeout",
    "unable",
    "unauthorized",
    "undefined",
    "unexpected",
    "unknown",
    "unrecognized",
    "unreachable",
    "unresolved",
    "unsupported",
    "violation",
    "warning",
    "wasn't",
    "went wrong",
    "wrong",
];

/// Words that announce a message.
const AROUND: &[&str] = &[
    "alert",
    "error",
    "exception",
    "message",
    "notification",
    "warning",
    "log entry",
    "log shows",
    "logged",
    "prompt says",
    "returns",
    "response",
    "following text",
    "output",
];

/// The longest message that is kept; more is a log.
const LONGEST: usize = 400;

/// The messages of a section.
pub(super) fn of_section(reading: &Reading<'_>, piece: Piece) -> Vec<String> {
    let mut found = Vec::new();
    section(reading, piece, &mut found, 0);
    found
}

/// The messages that a title quotes.
pub(super) fn of_title(title: &str) -> Vec<String> {
    let mut found = Vec::new();
    let styled = [(Style::Plain, title.replace('`', "\""))];
    for (quoted, _, around) in quoted(&styled) {
        let around = around.to_lowercase();
        let fits = says_wrong(&quoted) && words(&quoted) >= 2
            || AROUND.iter().any(|word| around.contains(word));
        if fits && words(&quoted) >= 2 {
            add(&mut found, &quoted);
        }
    }
    found
}

fn section(reading: &Reading<'_>, piece: Piece, found: &mut Vec<String>, depth: usize) {
    if depth > 8 {
        return;
    }
    let mut before = String::new();
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
                        section(reading, part, found, depth + 1);
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
        .filter(|line| !line.trim().is_empty())
        .collect();
    let announced = announces(before);
    let wrong = says_wrong(text);
    let language = info
        .split([' ', ',', '{'])
        .next()
        .unwrap_or("")
        .to_lowercase();
    let source = [
        "sql",
        "xml",
        "php",
        "js",
        "javascript",
        "css",
        "yaml",
        "yml",
        "python",
        "csharp",
        "cs",
        "java",
        "diff",
        "powershell",
        "graphql",
        "html",
    ]
    .contains(&language.as_str());
    if lines.is_empty() || !(announced || wrong) || source && !announced {
        return;
    }
    if text.chars().count() <= LONGEST && lines.len() <= 8 {
        add(found, text);
        return;
    }
    // Of a log, the lines that say what is wrong.
    let mut telling = lines
        .iter()
        .filter(|line| says_wrong(line))
        .take(2)
        .peekable();
    if telling.peek().is_none() {
        add(found, &shorten(lines[0]));
    }
    for line in telling {
        add(found, &shorten(line.trim()));
    }
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
            section(reading, block.inner, found, 8);
        }
    }
}

fn paragraph(reading: &Reading<'_>, piece: Piece, before: &str, found: &mut Vec<String>) {
    let styled = reading.styled(piece);
    let whole: String = styled.iter().map(|(_, text)| text.as_str()).collect();
    for (text, style, around) in quoted(&styled) {
        let context = around.to_lowercase();
        let near = AROUND.iter().any(|word| context.contains(word));
        let alone = whole.trim().trim_matches(['"', '“', '”', '.'])
            == text.trim().trim_matches(['"', '“', '”', '.']);
        let wrong = says_wrong(&text);
        let coded = !super::codes::codes(&text).is_empty();
        let count = words(&text);
        let fits = match style {
            // Names of settings and files are set as code more often than messages are.
            Style::Code => {
                count >= 3 && (wrong || near && ends_as_sentence(&text))
                    || coded && near && count >= 2
            }
            Style::Emphasis => count >= 2 && (wrong || near && !is_label(&around)),
            Style::Strong => count >= 4 && wrong && (near || alone),
            Style::Plain => count >= 2 && wrong || near && count >= 3 || coded && count >= 2,
        };
        if fits || alone && announces(before) && count >= 3 {
            add(found, &text);
        }
    }
    // `Error: the rest of the line` with nothing around it.
    let line = whole.trim();
    let start = line.split(' ').next().unwrap_or("").to_lowercase();
    let bare_error = ["error:", "warning:", "exception:", "fatal:"].contains(&start.as_str())
        || announces(before) && says_wrong(line) && before.trim_end().ends_with(':');
    if bare_error
        && words(line) >= 3
        && line.chars().count() <= 200
        && !found.iter().any(|other| line.contains(other.as_str()))
    {
        add(found, bare(line));
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
        let codes = super::codes::codes(&text);
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

/// Texts in quotation marks, italics, bold or code, with how they are set and the sentence around them.
fn quoted(styled: &[(Style, String)]) -> Vec<(String, Style, String)> {
    let mut found = Vec::new();
    let whole: String = styled.iter().map(|(_, text)| text.as_str()).collect();
    let mut at = 0;
    let mut taken: Vec<(usize, usize)> = Vec::new();
    for (style, text) in styled {
        let end = at + text.len();
        if *style != Style::Plain && !text.trim().is_empty() {
            taken.push((at, end));
            let inner = bare(text.trim());
            found.push((at, inner.to_owned(), *style, sentence(&whole, at, end)));
        }
        at = end;
    }
    for (start, end) in marks(&whole) {
        // Quotation marks inside italics are those of the message, around it they add nothing.
        let inside = taken.iter().any(|(from, to)| start >= *from && end <= *to);
        if !inside {
            let text = whole[start..end].trim();
            // A message in quotation marks with code in it is the message, not the code.
            found.retain(|(at, ..)| !(*at >= start && *at < end));
            found.push((
                start,
                text.to_owned(),
                Style::Plain,
                sentence(&whole, start, end),
            ));
        }
    }
    found.sort_by_key(|(at, ..)| *at);
    found
        .into_iter()
        .map(|(_, text, style, around)| (text, style, around))
        .collect()
}

/// Byte ranges between quotation marks.
fn marks(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut at = 0;
    while at < chars.len() {
        let (byte, open) = chars[at];
        let before = at.checked_sub(1).map(|i| chars[i].1);
        let starts = before.is_none_or(|c| !c.is_alphanumeric());
        let closes: &[char] = match open {
            '"' if starts => &['"'],
            '“' | '„' => &['”', '“', '"'],
            '«' => &['»'],
            '\'' if starts => &['\''],
            '‘' if starts => &['’'],
            _ => &[],
        };
        let single = matches!(open, '\'' | '‘');
        let close = (at + 1..chars.len()).find(|i| {
            let next = chars.get(i + 1).map(|(_, c)| *c);
            closes.contains(&chars[*i].1) && (!single || next.is_none_or(|c| !c.is_alphanumeric()))
        });
        match close {
            Some(close) if !closes.is_empty() && chars[close].0 - byte <= LONGEST => {
                found.push((byte + open.len_utf8(), chars[close].0));
                at = close + 1;
            }
            _ => at += 1,
        }
    }
    found
}

/// The sentence around a range, without the range itself.
fn sentence(text: &str, start: usize, end: usize) -> String {
    let before = &text[..start];
    let from = before.rfind(". ").map_or(0, |at| at + 2);
    let after = &text[end..];
    let to = after.find(". ").unwrap_or(after.len());
    format!("{} {}", &before[from..], &after[..to])
}

fn says_wrong(text: &str) -> bool {
    let lower = text.to_lowercase().replace('’', "'");
    WRONG.iter().any(|word| lower.contains(word)) || !super::codes::codes(text).is_empty()
}

/// Whether a paragraph leads to a message: `you get the following error:`.
fn announces(before: &str) -> bool {
    let lower = before.trim_end().to_lowercase();
    let end: String = lower
        .chars()
        .rev()
        .take(160)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    let leads = AROUND.iter().any(|word| end.contains(word));
    leads
        && (lower.ends_with(':')
            || end.contains("following")
            || end.contains("similar to")
            || end.contains("like this")
            || end.contains("this error"))
}

/// Whether the words around are about something to click or choose.
fn is_label(around: &str) -> bool {
    let lower = around.to_lowercase();
    [
        "click", "select ", "go to", "set to", "tab", "button", "field", "option", "menu",
        "checkbox",
    ]
    .iter()
    .any(|word| lower.contains(word))
}

fn ends_as_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['.', '!', '?', '…'])
}

fn words(text: &str) -> usize {
    text.split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .count()
}

/// A text without the quotation marks around it.
fn bare(text: &str) -> &str {
    let text = text.trim();
    let pairs = [('"', '"'), ('“', '”'), ('\'', '\''), ('‘', '’'), ('«', '»')];
    for (open, close) in pairs {
        let inner = text.strip_prefix(open).and_then(|rest| {
            let rest = rest.strip_suffix(['.', ',']).unwrap_or(rest);
            rest.strip_suffix(close)
        });
        if let Some(inner) = inner.filter(|inner| !inner.contains([open, close])) {
            return inner.trim();
        }
    }
    text
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
