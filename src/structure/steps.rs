//! The content of a fix as steps and prose.
//!
//! In: the piece of a body that a fix stands in. Out: its numbered lists as steps, `Step 1: ...` headings likewise, steps
//! under headings that name a platform by platform; all prose and code in its place before, between and after them.

use super::platforms::{Named, named};
use super::roles::{Says, says};
use crate::config::Config;
use crate::diag::At;
use crate::html::{Block, Kind, Reading};
use crate::model::{Piece, Step, StepPieces, Text};
use crate::parse::{ParsedSteps, Ref};

/// What a fix holds.
#[derive(Debug, Clone, Default)]
pub(super) struct Content {
    /// Prose in front of all steps.
    pub intro: Option<Piece>,
    /// Steps.
    pub steps: ParsedSteps,
    /// What stands behind the last step; all of it where there is none.
    pub rest: Option<Piece>,
    /// Ids of headings that became something else.
    pub anchors: Vec<String>,
}

/// Steps for one platform while they are collected.
struct OnPlatform {
    id: String,
    steps: Vec<Step>,
}

/// Reads the content of a fix; `offset` is where the body starts in its file.
pub(super) fn content(
    reading: &Reading<'_>,
    piece: Piece,
    config: &Config,
    offset: usize,
) -> Content {
    let blocks = reading.blocks(piece);
    let mut anchors = Vec::new();
    if let Some((from, to, found)) = by_platform(reading, &blocks, config, &mut anchors) {
        let before = piece_of(&blocks[..from], piece.start);
        let (intro, all, rest) = row(reading, &blocks[..from], before, &mut anchors, config);
        let (intro, all) = match (all.is_empty(), rest) {
            (true, rest) => (rest, all),
            (false, rest) => (intro, after_last(all, rest)),
        };
        let at = At::Span(offset + blocks[from].at.start..offset + blocks[from].at.end);
        let by_platform = found.into_iter().map(|on| {
            (
                Ref {
                    text: on.id,
                    at: at.clone(),
                },
                on.steps,
            )
        });
        return Content {
            intro,
            steps: ParsedSteps {
                all,
                by_platform: by_platform.collect(),
            },
            rest: piece_of(&blocks[to..], piece.end).some(),
            anchors,
        };
    }
    anchors.clear();
    let (intro, all, rest) = row(reading, &blocks, piece, &mut anchors, config);
    Content {
        intro,
        steps: ParsedSteps {
            all,
            by_platform: Vec::new(),
        },
        rest,
        anchors,
    }
}

/// Prose, steps with the prose between them, prose.
fn row(
    reading: &Reading<'_>,
    blocks: &[Block],
    piece: Piece,
    anchors: &mut Vec<String>,
    config: &Config,
) -> (Option<Piece>, Vec<Step>, Option<Piece>) {
    let mut steps: Vec<Step> = Vec::new();
    let mut intro = None;
    let mut prose = piece.start;
    let mut at = 0;
    while at < blocks.len() {
        let block = &blocks[at];
        let (new, next) = match &block.kind {
            Kind::Ordered => (list(reading, block), at + 1),
            Kind::Heading {
                level,
                id,
                words,
                alone: true,
            } if says(words, &config.headings) == Says::Step => {
                let end = end_of(blocks, at, *level);
                let more = piece_of(&blocks[at + 1..end], block.piece.end);
                anchors.push(id.clone());
                let pieces = StepPieces {
                    head: Some(block.inner),
                    more: more.some(),
                    ..StepPieces::default()
                };
                (Some(vec![step(words.clone(), pieces)]), end)
            }
            _ => (None, at + 1),
        };
        if let Some(mut new) = new {
            let before = Piece {
                start: prose,
                end: block.piece.start,
            }
            .some();
            if steps.is_empty() {
                intro = before;
            } else if let Some(first) = new.first_mut() {
                first.pieces.before = before;
            }
            steps.extend(new);
            prose = blocks[next - 1].piece.end;
        }
        at = next;
    }
    let rest = Piece {
        start: prose,
        end: piece.end,
    }
    .some();
    (intro, steps, rest)
}

/// The items of a numbered list as steps; none where an item starts with something else than words.
fn list(reading: &Reading<'_>, block: &Block) -> Option<Vec<Step>> {
    let items = reading.parts(block);
    let item = |item: &Piece| {
        let blocks = reading.blocks(*item);
        let first = blocks
            .first()
            .filter(|first| first.kind == Kind::Paragraph)?;
        let words = reading.words(first.inner);
        // Notes need a place behind the words that mention them, which a step has not.
        if words.is_empty() || reading.mentions_notes(first.inner) {
            return None;
        }
        let more = Piece {
            start: first.piece.end,
            end: item.end,
        };
        let pieces = StepPieces {
            head: Some(first.inner),
            more: more.some(),
            ..StepPieces::default()
        };
        Some(step(words, pieces))
    };
    let steps: Option<Vec<Step>> = items.iter().map(item).collect();
    steps.filter(|steps| !steps.is_empty())
}

/// A row of headings that name platforms: where it starts and ends, and its steps.
fn by_platform(
    reading: &Reading<'_>,
    blocks: &[Block],
    config: &Config,
    anchors: &mut Vec<String>,
) -> Option<(usize, usize, Vec<OnPlatform>)> {
    let name = |block: &Block| match &block.kind {
        Kind::Heading {
            level,
            words,
            id,
            alone: true,
        } => named(words, &config.platforms).map(|named| (named, *level, id.clone())),
        _ => None,
    };
    let from = blocks.iter().position(|block| name(block).is_some())?;
    let (_, level, _) = name(&blocks[from])?;
    let mut found: Vec<OnPlatform> = Vec::new();
    let mut at = from;
    while let Some((platform, _, id)) = blocks
        .get(at)
        .and_then(name)
        .filter(|(_, other, _)| *other == level)
    {
        let tab = reading.is_tab(&blocks[at]);
        let end = match tab {
            true => end_of_tab(reading, blocks, at),
            false => end_for_some(blocks, at, level),
        };
        let steps = segment(reading, &blocks[at..end], &platform, anchors, config)?;
        anchors.push(id);
        match found.iter_mut().find(|on| on.id == platform.id) {
            Some(on) => on.steps.extend(steps),
            None => found.push(OnPlatform {
                id: platform.id,
                steps,
            }),
        }
        // A line across the page closes a row, and is no more than that.
        let closed = blocks
            .get(end)
            .is_some_and(|block| block.kind == Kind::Rule);
        at = end + usize::from(closed);
        if closed {
            break;
        }
    }
    // Steps for everybody behind those for some can't be shown in that order.
    let is_step = |block: &Block| block.kind == Kind::Ordered || name(block).is_some();
    (!blocks[at..].iter().any(is_step)).then_some((from, at, found))
}

/// The steps under a heading that names a platform.
fn segment(
    reading: &Reading<'_>,
    blocks: &[Block],
    platform: &Named,
    anchors: &mut Vec<String>,
    config: &Config,
) -> Option<Vec<Step>> {
    let (heading, inside) = blocks.split_first()?;
    let start = match platform.only {
        true => heading.piece.end,
        false => heading.piece.start,
    };
    let piece = Piece {
        start,
        end: piece_of(inside, heading.piece.end).end,
    };
    let (intro, mut steps, rest) = row(reading, inside, piece, anchors, config);
    if let Some(first) = steps.first_mut() {
        first.pieces.before = intro;
        return Some(after_last(steps, rest));
    }
    let is_words =
        |first: &&Block| first.kind == Kind::Paragraph && !reading.mentions_notes(first.inner);
    let first = inside.first().filter(is_words)?;
    let pieces = StepPieces {
        before: Piece {
            start,
            end: first.piece.start,
        }
        .some(),
        head: Some(first.inner),
        more: Piece {
            start: first.piece.end,
            end: piece.end,
        }
        .some(),
        after: None,
    };
    Some(vec![step(reading.words(first.inner), pieces)])
}

fn after_last(mut steps: Vec<Step>, rest: Option<Piece>) -> Vec<Step> {
    if let Some(last) = steps.last_mut() {
        last.pieces.after = rest;
    }
    steps
}

/// The block behind the section that starts at a heading.
fn end_of(blocks: &[Block], at: usize, level: u8) -> usize {
    let ends = |block: &Block| matches!(&block.kind, Kind::Heading { level: other, .. } if *other <= level);
    blocks[at + 1..]
        .iter()
        .position(ends)
        .map_or(blocks.len(), |behind| at + 1 + behind)
}

/// The block behind what is for one platform: a line across the page ends it where text for everybody follows.
fn end_for_some(blocks: &[Block], at: usize, level: u8) -> usize {
    let end = end_of(blocks, at, level);
    let line = blocks[at + 1..end]
        .iter()
        .position(|block| block.kind == Kind::Rule)
        .map(|line| at + 1 + line);
    line.filter(|line| line + 1 < end).unwrap_or(end)
}

/// The block behind a tab: the next tab, or the line that closes the row.
fn end_of_tab(reading: &Reading<'_>, blocks: &[Block], at: usize) -> usize {
    let ends = |block: &Block| block.kind == Kind::Rule || reading.is_tab(block);
    blocks[at + 1..]
        .iter()
        .position(ends)
        .map_or(blocks.len(), |behind| at + 1 + behind)
}

fn piece_of(blocks: &[Block], or: usize) -> Piece {
    Piece {
        start: blocks.first().map_or(or, |first| first.piece.start),
        end: blocks.last().map_or(or, |last| last.piece.end),
    }
}

fn step(words: String, pieces: StepPieces) -> Step {
    Step {
        text: Text(super::typed::escape(&words)),
        command: None,
        expect: None,
        if_fails: None,
        undo: None,
        pieces,
    }
}
