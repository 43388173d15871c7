//! The title of a draft.
//!
//! In: front matter and body. Out: both with the title in one place only: the heading at the top of the text,
//! which is what readers saw, else that of the front matter, else the name of the file.

use super::types::{Draft, Loss};
use super::words::{escape, from_name};
use crate::html::{self, Part};

/// Gives a draft its title and takes the heading that says it out of the body.
pub(super) fn settle(draft: &mut Draft, losses: &mut Vec<Loss>) {
    if let Some((heading, end)) = top_heading(&draft.body, draft.front.title.trim().is_empty()) {
        let written = html::plain(&draft.front.title);
        if !written.is_empty() && !same(&written, &heading) {
            losses.push(Loss::new(
                &draft.source,
                1,
                "title of the front matter, beside the one over the text",
                written,
            ));
        }
        draft.front.title = escape(&heading);
        draft.body.replace_range(..end, "");
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

/// The words of a first-level heading that begins the text, and where it ends; none where there are several, unless
/// `any` will do.
fn top_heading(body: &str, any: bool) -> Option<(String, usize)> {
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
        && !first.text.is_empty()
        && body[..place.range.start].trim().is_empty()
        && !inner.contains("](")
        && !inner.contains("<!--");
    fine.then(|| (first.text.clone(), place.range.end))
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
