//! Habits of writers that Markdown has no word for.
//!
//! In: a text and its events. Out: the same events, in which notes in the manner of help centres (`> ![info]`) are notes,
//! the language of a fence that stands inside a line is no code, a command on the line of a fence is, and the cells of a table's row that the head has
//! no column for stand in its last cell.

use super::events::{BlockQuoteKind, CodeBlockKind, Event, Placed, Tag, TagEnd};

/// Kinds of notes by their name.
const KINDS: &[(&str, BlockQuoteKind)] = &[
    ("![info]", BlockQuoteKind::Note),
    ("![note]", BlockQuoteKind::Note),
    ("![tip]", BlockQuoteKind::Tip),
    ("![important]", BlockQuoteKind::Important),
    ("![warning]", BlockQuoteKind::Warning),
    ("![caution]", BlockQuoteKind::Caution),
    ("![danger]", BlockQuoteKind::Caution),
];

/// Applies all habits.
pub(super) fn mend<'a>(text: &'a str, list: &mut Vec<Placed<'a>>) {
    if text.contains("![") && text.contains('>') {
        notes(list);
    }
    if text.contains("```") {
        spans(text, list);
        first_lines(list);
    }
    if text.contains('|') {
        rows(text, list);
    }
}

fn notes(list: &mut Vec<Placed<'_>>) {
    let mut at = 0;
    while at + 2 < list.len() {
        let kind = match (&list[at].0, &list[at + 1].0, &list[at + 2].0) {
            (
                Event::Start(Tag::BlockQuote(None)),
                Event::Start(Tag::Paragraph),
                Event::Text(words),
            ) => KINDS
                .iter()
                .find(|(name, _)| words.trim().eq_ignore_ascii_case(name))
                .map(|(_, kind)| *kind),
            _ => None,
        };
        if let Some(kind) = kind {
            end_of_quote(list, at, kind);
            list[at].0 = Event::Start(Tag::BlockQuote(Some(kind)));
            let drained = match list.get(at + 3).map(|(event, _)| event) {
                Some(Event::End(TagEnd::Paragraph)) => at + 1..at + 4,
                Some(Event::SoftBreak | Event::HardBreak) => at + 2..at + 4,
                _ => at + 2..at + 3,
            };
            list.drain(drained);
            unsay(list, at + 1);
        }
        at += 1;
    }
}

/// Gives the end of the quote that starts at `at` the same kind.
fn end_of_quote(list: &mut [Placed<'_>], at: usize, kind: BlockQuoteKind) {
    let mut depth = 0_usize;
    for (event, _) in &mut list[at..] {
        match event {
            Event::Start(Tag::BlockQuote(_)) => depth += 1,
            Event::End(TagEnd::BlockQuote(end)) => {
                depth -= 1;
                if depth == 0 {
                    *end = Some(kind);
                    return;
                }
            }
            _ => {}
        }
    }
}

/// Takes `Note: ` from the start of a note: its label says so.
fn unsay(list: &mut [Placed<'_>], at: usize) {
    let at = match list.get(at) {
        Some((Event::Start(Tag::Paragraph), _)) => at + 1,
        _ => at,
    };
    if let Some((Event::Text(words), _)) = list.get_mut(at)
        && let Some(rest) = words.strip_prefix("Note: ")
    {
        let mut chars = rest.chars();
        let first: String = chars
            .next()
            .into_iter()
            .flat_map(char::to_uppercase)
            .collect();
        *words = (first + chars.as_str()).into();
    }
}

/// Code that begins on the line of its fence: `curl -s https://...` is no language.
fn first_lines(list: &mut Vec<Placed<'_>>) {
    let mut found = Vec::new();
    for (at, (event, range)) in list.iter_mut().enumerate() {
        let Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) = event else {
            continue;
        };
        let command =
            info.contains(" -") || info.contains("://") || info.trim_end().ends_with('\\');
        if command && !info.contains("=\"") && info.trim().contains(' ') {
            found.push((
                at + 1,
                format!("{}\n", std::mem::replace(info, "".into()).trim_end()),
                range.clone(),
            ));
        }
    }
    for (at, line, range) in found.into_iter().rev() {
        list.insert(at, (Event::Text(line.into()), range));
    }
}

/// Code between three backticks inside a line: a first word with two blanks after it is a language.
fn spans(text: &str, list: &mut [Placed<'_>]) {
    for (event, range) in list {
        let Event::Code(code) = event else { continue };
        if !text[range.clone()].starts_with("```") {
            continue;
        }
        let name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '#' | '-');
        let rest = code.trim_start_matches(name);
        if rest.len() < code.len() && (rest.starts_with("  ") || rest.starts_with('\n')) {
            *code = rest.trim().to_owned().into();
        } else if code.trim().len() < code.len() {
            *code = code.trim().to_owned().into();
        }
    }
}

/// What stands in a row after the last cell that the table has a column for.
fn rows<'a>(text: &'a str, list: &mut Vec<Placed<'a>>) {
    let mut cell: Option<(usize, usize)> = None;
    let mut found = Vec::new();
    for (at, (event, range)) in list.iter().enumerate() {
        match event {
            Event::End(TagEnd::TableCell) => cell = Some((at, range.end)),
            Event::End(TagEnd::TableRow) => {
                let Some((at, end)) = cell.take() else {
                    continue;
                };
                let rest = text.get(end..range.end).unwrap_or_default().trim();
                let rest = rest.strip_prefix('|').unwrap_or(rest).trim();
                let rest = rest.strip_suffix('|').unwrap_or(rest).trim();
                if !rest.is_empty() {
                    found.push((
                        at,
                        format!(" | {}", rest.replace("\\|", "|")),
                        end..range.end,
                    ));
                }
            }
            _ => {}
        }
    }
    for (at, rest, range) in found.into_iter().rev() {
        list.insert(at, (Event::Text(rest.into()), range));
    }
}

#[cfg(test)]
mod tests {
    use crate::config::{MarkdownConfig, RawHtml};
    use crate::html::{Resolver, block};

    struct Nowhere;
    impl Resolver for Nowhere {
        fn link(&self, href: &str) -> String {
            href.to_owned()
        }
        fn image(&self, src: &str) -> (String, Option<(u32, u32)>) {
            (src.to_owned(), None)
        }
    }

    fn html(text: &str) -> String {
        let config = MarkdownConfig {
            html: RawHtml::Sanitise,
            highlight: false,
        };
        block(text, config, &Nowhere)
    }

    #[test]
    fn a_note_of_a_help_centre_is_a_note() {
        for text in [
            ">![info]\n>\n>Note: it *works*.\n\nAfter.\n",
            " >![info]\n > It *works*.\n\nAfter.\n",
        ] {
            let html = html(text);
            assert!(html.starts_with("<div class=\"note\">"), "{html}");
            assert!(html.contains("<p>It <em>works</em>.</p>"), "{html}");
            assert!(
                !html.contains("info]") && html.ends_with("<p>After.</p>\n"),
                "{html}"
            );
        }
        assert!(html("> ![info]\n").contains("note"));
        assert!(html("> ![info](x.png)\n").contains("<blockquote>"));
    }

    #[test]
    fn a_fence_inside_a_line_has_a_language() {
        let html = html("1. Run    ```bash    php -v    ```    now, ```a b``` and ` c `.\n");
        assert!(html.contains("<code>php -v</code>"), "{html}");
        assert!(html.contains("<code>a b</code>"), "{html}");
    }

    #[test]
    fn code_on_the_line_of_its_fence_is_code() {
        let html = html(
            "```curl -s https://example.com \\\n  -o x\n```\n\n```bash title=\"a - b\"\ny\n```\n",
        );
        assert!(
            html.contains("curl -s https://example.com \\\n  -o x"),
            "{html}"
        );
        assert!(html.contains("a - b"), "{html}");
    }

    #[test]
    fn no_cell_of_a_row_is_lost() {
        let html = html("| a | b |\n|---|---|\n| x | cut -d | sort | uniq |\n| y | z |\n");
        assert!(html.contains("<td>cut -d | sort | uniq</td>"), "{html}");
        assert!(html.contains("<td>z</td>"), "{html}");
    }
}
