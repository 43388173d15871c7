//! Text that is no YAML, or YAML that is more than front matter needs.
//!
//! In: the text and the words of the reader that gave up. Out: diagnostics with a place and a way out.

use std::ops::Range;

use super::spans::Spans;
use crate::diag::{At, Diagnostic};

/// Whether an anchor, alias or tag may stand in the text; says yes too often, never too rarely.
///
/// It spares nearly every file the second reading: the sign must stand where a value or key begins, which
/// Markdown's own `*` and `!` seldom do.
pub fn may_hold_foreign(yaml: &str) -> bool {
    let mut before = '\n';
    let mut chars = yaml.chars().peekable();
    while let Some(c) = chars.next() {
        if matches!(c, '&' | '*' | '!') && "\n:-?[{,".contains(before) {
            let next = chars.peek().copied().unwrap_or(' ');
            let emphasis = c == '*' && next == '*';
            if !next.is_whitespace() && !emphasis {
                return true;
            }
        }
        if c == '\n' || !c.is_whitespace() {
            before = c;
        }
    }
    false
}

/// Brackets inside brackets past this are refused before YAML is read: the readers take quadratic time for them.
const BRACKETS: usize = 64;

/// The place where brackets nest too deep, if they do; brackets in prose count too, and close again.
pub fn too_deep(yaml: &str) -> Option<usize> {
    let mut depth = 0_usize;
    yaml.bytes().position(|byte| {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > BRACKETS
    })
}

/// Says that brackets nest too deep.
pub fn report_depth(file: &str, at: usize) -> Diagnostic {
    let message = format!("brackets are nested more than {BRACKETS} deep here");
    Diagnostic::error("bad-yaml", file, At::Span(at..at + 1), message)
        .help("front matter is a few levels deep; close the brackets, or put the text in quotes")
}

/// Says why a text is no YAML: in the reader's words, at its line and column (from 1) where it names them.
pub fn report(
    file: &str,
    yaml: &str,
    base: usize,
    error: &str,
    place: Option<(usize, usize)>,
) -> Vec<Diagnostic> {
    let shift = |range: Range<usize>| At::Span(base + range.start..base + range.end);
    let repeated = Spans::of(yaml).repeated;
    if !repeated.is_empty() {
        let problem = |(path, first, second): (String, Range<usize>, Range<usize>)| {
            Diagnostic::error(
                "repeated-key",
                file,
                shift(second),
                format!("`{path}` stands twice"),
            )
            .also(file, shift(first), "first here")
            .help("keep one of them, or make the values a list")
        };
        return repeated.into_iter().map(problem).collect();
    }
    if let Some((line, column)) = open_quote(error) {
        let at = shift(one_char(yaml, line, column));
        let message = "the quote that opens here is not closed";
        return vec![
            Diagnostic::error("bad-yaml", file, at, message)
                .help("write the same quote at the end; a quote inside needs \\ before it, or the other kind around it"),
        ];
    }
    let at = place.map_or(At::File, |(line, column)| {
        shift(one_char(yaml, line, column))
    });
    let reason = error.split(" at line ").next().unwrap_or(error);
    let help = if reason.contains("recursion limit") {
        "front matter is a few levels deep; lists inside lists are never needed"
    } else if reason.contains("repetition limit") {
        "write the values themselves; anchors and aliases are not used here"
    } else if reason.contains("mapping values are not allowed")
        || reason.contains("did not find expected")
    {
        "text that holds `: ` or ` #`, or begins with a sign, needs quotes around it; check the indentation too"
    } else if reason.contains("tab") || reason.contains("cannot start any token") {
        "indent with spaces, never with tabs, and quote text that begins with a sign such as @, ` or %"
    } else {
        "check the indentation and the quotes on this line and the one before"
    };
    vec![Diagnostic::error("bad-yaml", file, at, format!("this is not YAML: {reason}")).help(help)]
}

/// Line and column of a quote that is never closed, from the reader's words.
fn open_quote(error: &str) -> Option<(usize, usize)> {
    if !error.contains("unexpected end of stream") {
        return None;
    }
    let (_, place) = error.split_once("while scanning a quoted scalar at line ")?;
    let (line, rest) = place.split_once(" column ")?;
    let digits = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    Some((line.parse().ok()?, rest[..digits].parse().ok()?))
}

/// The bytes of the character at a line and column; empty at the end of a line.
fn one_char(yaml: &str, line: usize, column: usize) -> Range<usize> {
    let before: usize = yaml
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let text = yaml[before..].split('\n').next().unwrap_or_default();
    let skipped: usize = text
        .chars()
        .take(column.saturating_sub(1))
        .map(char::len_utf8)
        .sum();
    let start = before + skipped;
    let width = text[skipped..].chars().next().map_or(0, char::len_utf8);
    start..start + width
}

#[cfg(test)]
mod tests {
    use super::may_hold_foreign;

    #[test]
    fn markdown_is_not_taken_for_yaml_features() {
        for plain in [
            "a: Open **Settings** & *go*",
            "a: \"**Look** here\"",
            "- do: Turn it on!",
            "- Date & Time",
        ] {
            assert!(!may_hold_foreign(plain), "{plain}");
        }
        for foreign in ["a: *b", "&x a: 1", "[*a]", "a:\n  - !!str b", "{a: &b c}"] {
            assert!(may_hold_foreign(foreign), "{foreign}");
        }
    }
}
