//! What readers said about fixes, in numbers.

use std::collections::BTreeMap;

use super::PlatformId;

/// How often a fix did what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// It solved the problem.
    pub worked: u64,
    /// It did not.
    pub failed: u64,
    /// A reader found it wrong or dangerous.
    pub wrong: u64,
}

/// What is known of one fix.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tried {
    /// On all platforms together, those that are not known too.
    pub all: Counts,
    /// By platform; a platform that nobody spoke of is not in it.
    pub platforms: BTreeMap<PlatformId, Counts>,
}

/// Who decides in which order fixes are tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FixOrder {
    /// The writer: as in the file.
    #[default]
    Author,
    /// A formula over causes, counts, time and risk.
    Computed,
}

impl Counts {
    /// Answers in all.
    pub fn total(self) -> u64 {
        self.worked
            .saturating_add(self.failed)
            .saturating_add(self.wrong)
    }

    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            worked: self.worked.saturating_add(other.worked),
            failed: self.failed.saturating_add(other.failed),
            wrong: self.wrong.saturating_add(other.wrong),
        }
    }
}

impl Tried {
    /// Adds counts; without a platform they stand in the sum only.
    pub fn add(&mut self, platform: Option<PlatformId>, counts: Counts) {
        self.all = self.all.plus(counts);
        if let Some(platform) = platform {
            let own = self.platforms.entry(platform).or_default();
            *own = own.plus(counts);
        }
    }
}
