//! The parts of the search that can be left out, to measure what each gives: `cargo bench --bench search`.

/// Which parts take part; all of them but for measuring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// Pairs of neighbouring words.
    pub phrases: bool,
    /// Other spellings of codes and names, exact codes.
    pub codes: bool,
    /// Articles of a word's neighbours.
    pub neighbours: bool,
    /// What keeps neighbours out of codes and pasted text.
    pub gate: bool,
    /// Known words near unknown ones.
    pub fuzzy: bool,
    /// Less weight for what stands in very many articles.
    pub boilerplate: bool,
    /// The end of what counts of a body.
    pub body_cap: bool,
}

impl Default for Parts {
    fn default() -> Self {
        Self {
            phrases: true,
            codes: true,
            neighbours: true,
            gate: true,
            fuzzy: true,
            boilerplate: true,
            body_cap: true,
        }
    }
}
