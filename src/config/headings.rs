//! What the headings of an article's body mean.

/// What a section is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HeadingRole {
    /// How the problem shows.
    Symptom,
    /// Why it happens.
    Cause,
    /// What removes it.
    Fix,
    /// What goes round it.
    Workaround,
    /// What tells which cause it is.
    Diagnostic,
    /// Where it happens.
    Environment,
    /// Background.
    More,
    /// Where to read on.
    Related,
}

/// All roles with the names they have in `fixbook.yaml` and in reports.
pub const ROLES: [(&str, HeadingRole); 8] = [
    ("symptom", HeadingRole::Symptom),
    ("cause", HeadingRole::Cause),
    ("fix", HeadingRole::Fix),
    ("workaround", HeadingRole::Workaround),
    ("diagnostic", HeadingRole::Diagnostic),
    ("environment", HeadingRole::Environment),
    ("more", HeadingRole::More),
    ("related", HeadingRole::Related),
];

impl HeadingRole {
    /// Its name in `fixbook.yaml` and in reports.
    pub fn name(self) -> &'static str {
        ROLES
            .iter()
            .find(|(_, role)| *role == self)
            .map_or("none", |(name, _)| *name)
    }

    /// Whether sections with it hold something to do.
    pub fn is_fix(self) -> bool {
        matches!(self, Self::Fix | Self::Workaround | Self::Diagnostic)
    }
}

/// How headings are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headings {
    /// Whether they are read at all.
    pub read: bool,
    /// Words of this site, as written, with their roles; none takes a role from words of the English table.
    pub words: Vec<(String, Option<HeadingRole>)>,
}

impl Default for Headings {
    fn default() -> Self {
        Self {
            read: true,
            words: Vec::new(),
        }
    }
}
