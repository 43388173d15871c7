//! Which sections show what.
//!
//! In: sections with roles. Out: runs of sections, each owned by the first of it: a section with a role and those
//! without one inside it. Every section is in one run, and the runs follow each other without gaps.

use super::outline::{Part, above, around};
use super::roles::Says;
use crate::config::HeadingRole;
use crate::model::Piece;

/// A run of sections.
#[derive(Debug, Clone)]
pub(super) struct Run {
    /// The section that owns it.
    pub part: usize,
    /// Its role; none for text that is only text.
    pub role: Option<HeadingRole>,
    /// Everything from behind the owner's heading to the next run.
    pub content: Piece,
}

impl Run {
    /// Everything of the run.
    pub(super) fn whole(&self, parts: &[Part]) -> Piece {
        Piece {
            start: parts[self.part].heading.start.min(self.content.start),
            end: self.content.end,
        }
    }
}

/// The runs of a body in order.
pub(super) fn runs(parts: &[Part]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let next_step = || {
            let last = runs.last()?;
            let owner = &parts[last.part];
            let same_row = owner.says == Says::Step && owner.level <= part.level;
            (same_row && part.says == Says::Step).then_some(())
        };
        let inside = part.role.is_none() && (around(parts, at).is_some() || next_step().is_some());
        match runs.last_mut() {
            Some(run) if inside => run.content.end = part.body.end,
            _ => runs.push(Run {
                part: at,
                role: part.role,
                content: Piece {
                    // A row of steps holds the heading of its first.
                    start: if part.role.is_some() && part.says == Says::Step {
                        part.heading.start
                    } else {
                        part.body.start
                    },
                    end: part.body.end,
                },
            }),
        }
    }
    runs
}

/// Whether a section stands inside another.
pub(super) fn is_inside(parts: &[Part], at: usize, outer: usize) -> bool {
    above(parts, at).any(|above| above == outer)
}
