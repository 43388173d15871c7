//! Markdown as a list of events with places; the only file that names the Markdown parser.
//!
//! In: text. Out: a list whose start and end tags match and are at most [`MAX_DEPTH`] deep.
//! Texts that only an attacker would write (hundreds of quotes inside each other) come out as plain text.

pub(super) use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, Event, LinkType, Tag, TagEnd,
};
use pulldown_cmark::{Options, Parser, TextMergeWithOffset};
use std::ops::Range;

/// An event and the bytes of the text that it stands for.
pub(super) type Placed<'a> = (Event<'a>, Range<usize>);

/// Deeper tags are dropped, and their text stays. Browsers give up at 512.
const MAX_DEPTH: usize = 100;

/// Events of block Markdown.
pub(super) fn block(text: &str) -> Vec<Placed<'_>> {
    if is_hostile(text) {
        return vec![
            (Event::Start(Tag::Paragraph), 0..text.len()),
            (Event::Text(text.into()), 0..text.len()),
            (Event::End(TagEnd::Paragraph), 0..text.len()),
        ];
    }
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST;
    let mut list = Vec::new();
    collect(Parser::new_ext(text, options), &mut list);
    super::habits::mend(text, &mut list);
    list
}

/// Calls `then` with the events of inline Markdown: those of one paragraph, without the paragraph.
pub(super) fn inline<T>(text: &str, then: impl FnOnce(&[Placed<'_>]) -> T) -> T {
    // A letter before the text keeps it from starting a block; as a single line it can start none further on.
    let line = format!(
        "x {}",
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    );
    let mut list = Vec::new();
    if line.len() > 2 && !is_hostile(&line) {
        collect(
            Parser::new_ext(&line, Options::ENABLE_STRIKETHROUGH),
            &mut list,
        );
        list.retain(|(event, _)| {
            !matches!(
                event,
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph)
            )
        });
        if let Some((Event::Text(first), _)) = list.first_mut() {
            *first = first.get(2..).unwrap_or_default().to_owned().into();
        }
    } else if line.len() > 2 {
        list.push((Event::Text(text.into()), 0..text.len()));
    }
    then(&list)
}

fn collect<'a>(parser: Parser<'a>, list: &mut Vec<Placed<'a>>) {
    let mut depth = 0usize;
    for (event, range) in TextMergeWithOffset::new(parser.into_offset_iter()) {
        match &event {
            Event::Start(_) => {
                depth += 1;
                if depth > MAX_DEPTH {
                    continue;
                }
            }
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                if depth >= MAX_DEPTH {
                    list.push((Event::SoftBreak, range));
                    continue;
                }
            }
            _ => {}
        }
        list.push((event, range));
    }
}

/// Whether a line opens more quotes and lists inside each other than any writer does.
fn is_hostile(text: &str) -> bool {
    text.lines().any(|line| containers(line) > MAX_DEPTH)
}

/// Quotes and list items that a line may open: `>`, and `-`, `*`, `+`, `:`, `1.`, `1)` as words of their own.
fn containers(line: &str) -> usize {
    let mut count = 0;
    let mut word = 0;
    for (at, byte) in line.bytes().enumerate() {
        match byte {
            b' ' | b'\t' => {
                count += usize::from(is_marker(&line[word..at]));
                word = at + 1;
            }
            b'>' => {
                count += 1 + usize::from(is_marker(&line[word..at]));
                word = at + 1;
            }
            b'-' | b'*' | b'+' | b':' | b'0'..=b'9' | b'.' | b')' => {}
            _ => break,
        }
    }
    count
}

fn is_marker(word: &str) -> bool {
    let number = word.trim_start_matches(|c: char| c.is_ascii_digit());
    matches!(word, "-" | "*" | "+" | ":")
        || (number.len() < word.len() && matches!(number, "." | ")"))
}
