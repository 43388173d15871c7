//! Anchors that other pages may use.
//!
//! In: a body. Out: the body with its old anchors written at their headings, and where each old anchor is found
//! now. Old anchors are those that other tools make from the words of a heading, and named places in raw HTML.

use std::collections::BTreeMap;
use std::ops::Range;

use super::markup::attribute;
use super::text::Edits;
use crate::html::{self, Part};

/// Old anchors with the ids that pages have for them; an empty id is the top of the page.
pub(super) type Anchors = BTreeMap<String, String>;

/// Keeps the anchors of a body whose title was `title`.
pub(super) fn keep(title: &str, body: &str) -> (String, Anchors) {
    let places = html::places(body);
    let ranges: Vec<Range<usize>> = places
        .iter()
        .filter(|place| matches!(place.what, Part::Heading(_)))
        .map(|place| place.range.clone())
        .collect();
    let scan = html::scan(body);
    let mut edits = Edits::default();
    // Old anchor -> number of the heading; the place of a heading's title is the top.
    let mut old: Vec<(String, Option<usize>)> = Vec::new();
    let mut wanted: BTreeMap<usize, String> = BTreeMap::new();
    for place in places
        .iter()
        .filter(|place| matches!(place.what, Part::Html(_)))
    {
        let markup = &body[place.range.clone()];
        for name in ["name", "id"] {
            let Some((_, id)) = attribute(markup, name).filter(|(_, id)| is_anchor(id)) else {
                continue;
            };
            let end = empty_anchor(body, place.range.clone());
            let number = heading_for(body, &ranges, place.range.start, end);
            if let Some(number) = number {
                let own = scan
                    .headings
                    .get(number)
                    .is_some_and(|heading| heading.id != id);
                if own {
                    wanted.entry(number).or_insert_with(|| id.to_owned());
                }
            }
            // Away from any heading it stays where it is.
            let Some(number) = number else {
                break;
            };
            old.push((id.to_owned(), Some(number)));
            if let Some(end) = end {
                edits.put(place.range.start..end, "");
            }
            break;
        }
    }
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (number, heading) in scan.headings.iter().enumerate() {
        let slug = slug(&heading.text);
        let count = seen.entry(slug.clone()).or_default();
        let unique = if *count == 0 {
            slug.clone()
        } else {
            format!("{slug}-{count}")
        };
        *count += 1;
        // An id that pages use themselves can't be had.
        let reserved = heading.id.strip_prefix("s-") == Some(&unique);
        if !slug.is_empty() && unique != heading.id && !reserved {
            wanted.entry(number).or_insert_with(|| unique.clone());
        }
        old.push((heading.id.clone(), Some(number)));
        old.push((unique, Some(number)));
    }
    for (number, id) in &wanted {
        let Some(range) = ranges.get(*number) else {
            continue;
        };
        let line = body[range.clone()].trim_end();
        let plain =
            line.starts_with('#') && !line.contains('\n') && !line.ends_with(['#', '}', '\\']);
        if plain && is_anchor(id) {
            let end = range.start + line.len();
            edits.put(end..end, format!(" {{#{id}}}"));
        }
    }
    let body = edits.apply(body);
    let html::Scan {
        headings: after,
        anchors: own,
        ..
    } = html::scan(&body);
    let mut anchors: Anchors = own.into_iter().map(|id| (id.clone(), id)).collect();
    for (name, number) in old {
        let id = number
            .and_then(|number| after.get(number))
            .map_or_else(String::new, |heading| heading.id.clone());
        anchors
            .entry(name.to_lowercase())
            .or_insert_with(|| id.clone());
        anchors.entry(name).or_insert(id);
    }
    for heading in after {
        anchors.insert(heading.id.clone(), heading.id);
    }
    for top in [slug(&html::plain(title)), "top".to_owned(), String::new()] {
        anchors.entry(top).or_default();
    }
    (body, anchors)
}

fn is_anchor(id: &str) -> bool {
    !id.is_empty()
        && id.len() <= 90
        && id
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

/// Where `<a name="x"></a>` ends; none for an element that has words in it.
fn empty_anchor(body: &str, range: Range<usize>) -> Option<usize> {
    let tag = &body[range.clone()];
    if !tag.starts_with("<a ") || attribute(tag, "href").is_some() {
        return None;
    }
    if tag.trim_end().ends_with("</a>") && tag.matches('<').count() == 2 && tag.contains("></a>") {
        return Some(range.start + tag.trim_end().len());
    }
    if tag.trim_end().ends_with("/>") {
        return Some(range.start + tag.trim_end().len());
    }
    body[range.end..]
        .starts_with("</a>")
        .then_some(range.end + 4)
}

/// The heading that a place stands in, or right before.
fn heading_for(
    body: &str,
    headings: &[Range<usize>],
    at: usize,
    end: Option<usize>,
) -> Option<usize> {
    let next = headings.partition_point(|range| range.start <= at);
    if next > 0 && headings[next - 1].contains(&at) {
        return Some(next - 1);
    }
    let end = end?;
    let next = headings.partition_point(|range| range.start < end);
    headings.get(next)?;
    let between = &body[end..headings[next].start];
    between.trim().is_empty().then_some(next)
}

/// The anchor that most tools make: small letters, no punctuation, a hyphen for each blank.
fn slug(words: &str) -> String {
    let kept = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ');
    let words = words.trim().to_lowercase();
    words
        .chars()
        .filter(|c| kept(*c))
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}
