//! "Is this your problem?": what the reader can compare with the screen.

use serde::Serialize;

use super::Html;
use super::text::{Place, search_url};
use super::url::root;
use crate::model::{Article, Symptom};

/// Messages shown in "Is this your problem?"; the others stand further down.
pub(super) const MESSAGES: usize = 1;
/// Observations shown there.
const TICKS: usize = 4;
/// A message longer than this does not go into the heading.
const QUOTE: usize = 60;

/// "Is this your problem?"
#[derive(Debug, Clone, Serialize)]
pub struct Problem {
    /// Exact messages and codes.
    pub said: Vec<Said>,
    /// What the reader sees.
    pub ticks: Vec<Html>,
    /// The anchor of the fix to start with, if there is any.
    pub start: Option<String>,
    /// Search for similar problems.
    pub similar: String,
}

/// A message or code as shown on screen.
#[derive(Debug, Clone, Serialize)]
pub struct Said {
    /// The exact words.
    pub text: String,
    /// Where it is seen.
    pub place: Option<Html>,
}

/// The first message, where it is short and the title does not hold it.
pub(super) fn quote(article: &Article, title: &str) -> Option<String> {
    let message = article.symptoms.iter().find_map(|s| s.message.as_ref())?;
    let title = title.to_lowercase();
    let bare = message.trim_end_matches(['.', '!', '…']).to_lowercase();
    let fits =
        message.chars().count() <= QUOTE && !title.contains(&bare) && !message.contains('\n');
    fits.then(|| format!("“{message}”"))
}

pub(super) fn said<'a>(
    place: &'a Place<'_>,
    article: &'a Article,
) -> impl Iterator<Item = Said> + 'a {
    let text = |s: &Symptom| match (&s.code, &s.message) {
        (Some(code), Some(message)) if !message.contains(code.as_str()) => {
            Some(format!("{code}: {message}"))
        }
        (code, message) => message.clone().or_else(|| code.clone()),
    };
    article.symptoms.iter().filter_map(move |s| {
        Some(Said {
            text: text(s)?,
            place: place.maybe(s.place.as_ref()),
        })
    })
}

pub(super) fn problem(
    place: &Place<'_>,
    article: &Article,
    title: &str,
    first: Option<usize>,
) -> Option<Problem> {
    if article.symptoms.is_empty() {
        return None;
    }
    let seen = article
        .symptoms
        .iter()
        .filter_map(|s| s.observation.as_ref());
    let root = root(&article.url);
    let query = article.symptoms.iter().find_map(|s| s.message.as_deref());
    let ticks: Vec<Html> = seen.take(TICKS).map(|text| place.inline(text)).collect();
    let mut said: Vec<Said> = said(place, article).take(MESSAGES).collect();
    // The first screen of a phone holds the message, the symptoms and the button, and nothing more.
    if !ticks.is_empty() {
        said.iter_mut().for_each(|said| said.place = None);
    }
    Some(Problem {
        said,
        ticks,
        start: first.map(|at| format!("#fix-{}", at + 1)),
        similar: search_url(&root, query.unwrap_or(title)),
    })
}
