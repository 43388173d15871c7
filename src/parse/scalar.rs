//! Single values: inline Markdown, references, choices, days.
//!
//! In: a [`Node`]. Out: the value as a type, or none and a problem noted at its place.

use super::types::Ref;
use super::yaml::Node;
use crate::diag::nearest;
use crate::model::{Date, Days, Text};

impl Node<'_> {
    /// The value as inline Markdown; its links are kept for checking.
    pub fn text(&self) -> Option<Text> {
        let text = self.string()?;
        self.note_links(&text);
        Some(Text(text))
    }

    /// Keeps the links of a Markdown text for checking.
    pub fn note_links(&self, text: &str) {
        let found = super::links::destinations(text);
        let refs = found.into_iter().map(|text| Ref {
            text,
            at: self.at(),
        });
        self.keep_links(refs);
    }

    /// The value as the name of something else.
    pub fn reference(&self) -> Option<Ref> {
        let text = self.string()?;
        Some(Ref {
            text: text.trim().to_owned(),
            at: self.at(),
        })
    }

    /// The value as one of these words.
    pub fn choice<T: Copy>(&self, choices: &[(&'static str, T)]) -> Option<T> {
        let word = self.string()?;
        let found = choices.iter().find(|(name, _)| *name == word);
        if found.is_none() {
            let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
            let help = match nearest(&word, names.iter().copied()) {
                Some(name) => format!(
                    "did you mean `{name}`? Possible values: {}",
                    names.join(", ")
                ),
                None => format!("possible values: {}", names.join(", ")),
            };
            self.error(
                "unknown-value",
                format!("`{word}` is not a value of `{}`", self.key()),
                help,
            );
        }
        found.map(|(_, value)| *value)
    }

    /// The value as a day.
    pub fn date(&self) -> Option<Date> {
        let text = self.string()?;
        let date = Date::parse(text.trim());
        if date.is_none() {
            self.error(
                "bad-date",
                format!("`{text}` is no day of the calendar"),
                "write year-month-day, for example 2026-11-03",
            );
        }
        date
    }

    /// The value as a span of days.
    pub fn days(&self) -> Option<Days> {
        let text = self.string()?;
        let days = Days::parse(text.trim());
        if days.is_none() {
            self.error(
                "bad-period",
                format!("`{text}` is no period"),
                "write a number and d, w, m or y, for example 180d",
            );
        }
        days
    }
}
