//! A body as sections, each with the role that it plays.
//!
//! In: a body that was read, the title and the table of headings. Out: sections in order. A section without a role of its
//! own belongs to the one it stands in; `Details` is a symptom only where no other section is one.

use super::roles::{Says, says};
use super::words::plain;
use crate::config::{HeadingRole, Headings};
use crate::diag::At;
use crate::html::{Block, Kind, Reading, Style};
use crate::model::Piece;

/// A heading with what stands under it, up to the next heading.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// 1 to 6.
    pub level: u8,
    /// Its words.
    pub words: String,
    /// Its id on the page.
    pub id: String,
    /// The heading itself; empty where raw HTML holds more than the heading, which then stays where it is.
    pub heading: Piece,
    /// Where the heading starts in the body.
    pub at: usize,
    /// Bytes of its first line.
    length: usize,
    /// Everything up to the next heading.
    pub body: Piece,
    /// What the heading says.
    pub says: Says,
    /// The role that it has here.
    pub role: Option<HeadingRole>,
    /// The section that it stands in.
    pub parent: Option<usize>,
}

impl Part {
    /// The place of the heading in its file, whose body starts at `offset`.
    pub(super) fn place(&self, offset: usize) -> At {
        let start = offset + self.at;
        At::Span(start..start + self.length)
    }
}

/// More headings than that are no article but a list of everything, and their relations are not worth the time.
const MOST: usize = 2_000;

/// Sections in order, and what stands in front of the first.
pub(super) fn parts(reading: &Reading<'_>, headings: &Headings) -> (Piece, Vec<Part>) {
    let mut parts: Vec<Part> = Vec::new();
    let mut intro = reading.all();
    if reading.headings() > MOST {
        return (intro, parts);
    }
    for block in reading.blocks(reading.all()) {
        let length = reading.first_line(&block);
        // A tab is content of its section, whatever level it is written with.
        if reading.is_tab(&block) {
            continue;
        }
        let Some((level, id, words, alone)) = heading(reading, &block, headings) else {
            continue;
        };
        if parts.len() == MOST {
            return (reading.all(), Vec::new());
        }
        match parts.last_mut() {
            Some(last) => last.body.end = block.piece.start,
            None => intro.end = block.piece.start,
        }
        let start = if alone {
            block.piece.end
        } else {
            block.piece.start
        };
        let parent = parts.iter().rposition(|part| part.level < level);
        let parent = parent.filter(|at| {
            // The last one above must not be closed by another in between.
            parts[*at + 1..]
                .iter()
                .all(|part| part.level > parts[*at].level)
        });
        parts.push(Part {
            level,
            says: says(&words, headings),
            id,
            heading: Piece {
                start: block.piece.start,
                end: start,
            },
            at: block.at.start,
            length,
            body: Piece {
                start,
                end: reading.all().end,
            },
            role: None,
            parent,
            words,
        });
    }
    roles(&mut parts);
    linked(reading, &mut parts);
    resort(&mut parts);
    (intro, parts)
}

/// Below all headings: a line in bold that says what follows.
const BOLD: u8 = 7;

/// A heading as level, id, words and whether nothing else stands in its block. A paragraph that is a role in bold is one.
fn heading(
    reading: &Reading<'_>,
    block: &Block,
    headings: &Headings,
) -> Option<(u8, String, String, bool)> {
    match &block.kind {
        Kind::Heading {
            level,
            id,
            words,
            alone,
        } => Some((*level, id.clone(), words.clone(), *alone)),
        Kind::Paragraph => {
            let styled = reading.styled(block.inner);
            let bold = |(style, text): &(Style, String)| {
                *style == Style::Strong || text.trim().trim_matches([':', '.']).is_empty()
            };
            let any = styled.iter().any(|(style, _)| *style == Style::Strong);
            if !any || !styled.iter().all(bold) {
                return None;
            }
            let words = reading.words(block.inner);
            let role = matches!(says(&words, headings), Says::Role(_));
            (role && words.split(' ').count() <= 4 && !words.ends_with('.')).then_some((
                BOLD,
                String::new(),
                words,
                true,
            ))
        }
        _ => None,
    }
}

/// Whether the heading says no more than the title of the page.
pub(super) fn repeats_title(part: &Part, title: &str) -> bool {
    part.level == 1 && plain(&part.words) == plain(title)
}

/// Sections above a section, the nearest first.
pub(super) fn above(parts: &[Part], at: usize) -> impl Iterator<Item = usize> + '_ {
    std::iter::successors(parts[at].parent, |at| parts[*at].parent)
}

fn roles(parts: &mut [Part]) {
    for at in 0..parts.len() {
        if let Says::Role(role) = parts[at].says {
            let around = around(parts, at);
            let part_of_fix = around.is_some_and(HeadingRole::is_fix)
                && matches!(
                    role,
                    HeadingRole::Environment | HeadingRole::More | HeadingRole::Related
                );
            parts[at].role = (!part_of_fix).then_some(role);
        }
    }
    let strong = |wanted: fn(HeadingRole) -> bool, parts: &[Part]| {
        parts.iter().filter_map(|part| part.role).any(wanted)
    };
    let has_symptom = strong(|role| role == HeadingRole::Symptom, parts);
    let has_strong = strong(
        |role| role.is_fix() || matches!(role, HeadingRole::Symptom | HeadingRole::Cause),
        parts,
    );
    for at in 0..parts.len() {
        let around = around(parts, at);
        let with_roles = |at: usize, parts: &[Part]| {
            (at + 1..parts.len())
                .take_while(|i| parts[*i].level > parts[at].level)
                .any(|i| matches!(parts[i].says, Says::Role(_)))
        };
        parts[at].role = match parts[at].says {
            Says::Reproduction if around.is_none() => Some(HeadingRole::Symptom),
            Says::Weak(HeadingRole::Symptom) if has_symptom || around.is_some() => None,
            // Questions of another kind start with `why` too.
            Says::Weak(HeadingRole::Cause) if !has_strong => None,
            Says::Weak(role) if around.is_none() => Some(role),
            // Under a symptom or a cause, an action is what helps against it.
            Says::Weak(role)
                if role.is_fix()
                    && matches!(around, Some(HeadingRole::Symptom | HeadingRole::Cause)) =>
            {
                Some(role)
            }
            Says::Way if around.is_none() && !with_roles(at, parts) => Some(HeadingRole::Fix),
            Says::Way | Says::Case
                if around.is_some_and(HeadingRole::is_fix) && !in_step(parts, at) =>
            {
                around
            }
            _ => parts[at].role,
        };
    }
    // Steps on their own: the first of a row stands for the fix.
    for at in 0..parts.len() {
        let first = |at: usize| {
            let level = parts[at].level;
            !parts[..at]
                .iter()
                .rev()
                .take_while(|part| part.level >= level)
                .any(|part| part.level == level && part.says == Says::Step)
        };
        let row = parts[at + 1..]
            .iter()
            .take_while(|part| part.level >= parts[at].level)
            .any(|part| part.level == parts[at].level && part.says == Says::Step);
        if parts[at].says == Says::Step
            && parts[at].role.is_none()
            && around(parts, at).is_none()
            && first(at)
            && row
        {
            parts[at].role = Some(HeadingRole::Fix);
        }
    }
}

/// Sections that the links of a fix before them lead to are the ways that it lists.
fn linked(reading: &Reading<'_>, parts: &mut [Part]) {
    let mut ways: Option<(HeadingRole, Vec<String>)> = None;
    for part in parts {
        match part.role {
            Some(role) if role.is_fix() => {
                let links = reading.links(part.body).into_iter();
                let anchors = links.filter_map(|link| Some(link.split_once('#')?.1.to_owned()));
                ways = Some((role, anchors.collect()));
            }
            Some(_) => ways = None,
            None => {
                let Some((role, anchors)) = &ways else {
                    continue;
                };
                if !part.id.is_empty() && anchors.contains(&part.id) {
                    part.role = Some(*role);
                }
            }
        }
    }
}

/// Where an article tells a symptom and no fix, headings that often stand above one do.
fn resort(parts: &mut [Part]) {
    let has = |wanted: fn(HeadingRole) -> bool, parts: &[Part]| {
        parts.iter().filter_map(|part| part.role).any(wanted)
    };
    let symptom = has(|role| role == HeadingRole::Symptom, parts);
    if !symptom || has(HeadingRole::is_fix, parts) {
        return;
    }
    for at in 0..parts.len() {
        if parts[at].says == Says::Resort && around(parts, at).is_none() {
            parts[at].role = Some(HeadingRole::Fix);
        }
    }
}

/// The role of the section that a section stands in.
pub(super) fn around(parts: &[Part], at: usize) -> Option<HeadingRole> {
    above(parts, at).find_map(|at| parts[at].role)
}

fn in_step(parts: &[Part], at: usize) -> bool {
    above(parts, at).any(|at| parts[at].says == Says::Step)
}
