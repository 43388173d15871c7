//! The title of a draft.
//!
//! In: front matter and body. Out: both with the title in one place only: the heading at the top of the text,
//! which is what readers saw, else that of the front matter, else the name of the file.

use super::tidy::tidy;
use super::types::{Draft, Loss};
use super::words::{escape, from_name};
use crate::html::{self, Part};

/// Tidies the body of a draft, gives it its title and takes the heading that says it out of the body; `original` is
/// the text of its file.
pub(super) fn settle(draft: &mut Draft, original: &str, losses: &mut Vec<Loss>) {
    draft.body = tidy(&draft.source, original, &draft.body, losses);
    if let Some(heading) = top_heading(&draft.body, draft.front.title.trim().is_empty()) {
        let written = html::plain(&draft.front.title);
        if !written.is_empty() && !same(&written, &heading.words) {
            losses.push(Loss::new(
                &draft.source,
                1,
                "title of the front matter, beside the one over the text",
                written,
            ));
        }
        draft.front.title = heading.title;
        draft.body.replace_range(..heading.end, "");
    }
    if draft.front.title.trim().is_empty() {
        draft.front.title = from_name(&draft.source);
    }
    // A title is one line.
    draft.front.title = draft
        .front
        .title
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
}

/// Bytes of a title; a longer heading is none.
const LONGEST: usize = 400;

/// The heading at the top of a text.
struct Top {
    words: String,
    /// The same as inline Markdown.
    title: String,
    /// Where it ends.
    end: usize,
}

/// The words of a first-level heading that begins the text, and where it ends; none where there are several, unless
/// `any` will do.
fn top_heading(body: &str, any: bool) -> Option<Top> {
    let start = body.trim_start().get(..2)?;
    let setext = || {
        body.trim_start()
            .lines()
            .nth(1)
            .is_some_and(|line| line.starts_with("==="))
    };
    if !matches!(start, "# " | "#\t") && !setext() {
        return None;
    }
    let scan = html::scan(body);
    let first = scan.headings.first()?;
    let others = scan
        .headings
        .iter()
        .filter(|heading| heading.level == 1)
        .count();
    let place = html::places(body)
        .into_iter()
        .find(|place| matches!(place.what, Part::Heading(_)))?;
    let inner = &body[place.range.clone()];
    let fine = first.level == 1
        && (any || others == 1)
        && (1..=LONGEST).contains(&first.text.len())
        && body[..place.range.start].trim().is_empty()
        && !inner.contains("](")
        && !inner.contains("<!--");
    let inside = body[place.inside.clone()].trim();
    let title = match same(&html::plain(inside), &first.text) && !inside.contains('\n') {
        true => inside.to_owned(),
        false => escape(&first.text),
    };
    fine.then(|| Top {
        words: first.text.clone(),
        title,
        end: place.range.end,
    })
}

fn same(a: &str, b: &str) -> bool {
    let fold = |text: &str| {
        text.split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .to_lowercase()
    };
    fold(a) == fold(b)
}
