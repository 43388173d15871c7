//! An answer for people at a terminal: the index and the pages of a site read back.
//!
//! In: the text of the site's files, asked for by name, and what somebody typed or pasted. Out: [`Answer`]: articles
//! with why they were found and the steps of their fixes.
//!
//! 1. [`line`](mod@line) says which line of a pasted log the site knows; a long log is searched by that line alone.
//! 2. `search::query` answers, as in the browser.
//! 3. [`page`] takes the steps from the article's page, so that a site carries them once.
//!
//! [`eval`] measures many questions with known answers; [`trial`] holds a site to those that its writers wrote down.

pub mod eval;
pub mod line;
pub mod page;
pub mod trial;

use crate::search::query::{Ask, Hit, Load, Reader, ask};
use line::Line;
use page::{PageFix, fixes};

/// What is asked.
#[derive(Debug, Clone, Default)]
pub struct Question<'a> {
    /// As typed or pasted.
    pub text: &'a str,
    /// How many articles.
    pub limit: usize,
    /// Articles for one of these platforms only, and their steps only.
    pub platforms: Vec<String>,
}

/// The answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// The line of the text that was recognised or taken, where it has several.
    pub line: Option<Line>,
    /// Articles found, also beyond the limit.
    pub total: usize,
    /// Unknown words and the known ones taken instead.
    pub corrected: Vec<(String, String)>,
    /// Words that no article has.
    pub unknown: Vec<String>,
    /// Codes like those asked for that no article has: asked, code, title and source of its article.
    pub codes: Vec<[String; 4]>,
    /// The best articles.
    pub found: Vec<Found>,
}

/// An article found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What the index says of it.
    pub hit: Hit,
    /// Its fixes in order; those that the page does not show have no steps.
    pub fixes: Vec<PageFix>,
    /// What the article says in prose; read only where it has no fixes.
    pub prose: String,
}

/// Answers a question.
///
/// # Errors
/// When the site has no search index, a damaged one, or one of another version.
pub fn find(load: &Load<'_>, question: &Question<'_>) -> Result<Answer, String> {
    let mut reader = Reader::open(load)?;
    let line = line::line(&mut reader, question.text);
    let text = match &line {
        Some(line) if line.alone => line.text.as_str(),
        _ => question.text,
    };
    let options = Ask {
        limit: question.limit,
        platform: question.platforms.clone(),
        complete: true,
        ..Ask::default()
    };
    let answer = ask(&mut reader, text, &options);
    reader.whole()?;
    let found = answer
        .hits
        .into_iter()
        .map(|hit| read(load, hit, &question.platforms));
    Ok(Answer {
        line,
        total: answer.total,
        corrected: answer.corrected,
        unknown: answer.unknown,
        codes: answer.codes,
        found: found.collect(),
    })
}

/// The platforms of a site: id and label.
///
/// # Errors
/// As [`find`].
pub fn platforms(load: &Load<'_>) -> Result<Vec<(String, String)>, String> {
    Ok(Reader::open(load)?.labels("platforms"))
}

/// Adds to a hit what its page says.
fn read(load: &Load<'_>, hit: Hit, platforms: &[String]) -> Found {
    let html = load(&hit.url).unwrap_or_default();
    let page = fixes(&html);
    let named = hit.fixes.iter().map(|fix| {
        let mut shown = page
            .fixes
            .iter()
            .find(|f| f.anchor == fix.anchor)
            .cloned()
            .unwrap_or_default();
        shown.title.clone_from(&fix.title);
        shown.anchor.clone_from(&fix.anchor);
        shown.minutes = fix.minutes;
        let wanted = |ids: &[String]| {
            ids.is_empty() || platforms.is_empty() || ids.iter().any(|id| platforms.contains(id))
        };
        shown.blocks.retain(|block| wanted(&block.platforms));
        shown
    });
    let fixes: Vec<PageFix> = named.collect();
    let prose = if fixes.is_empty() {
        page.prose
    } else {
        String::new()
    };
    Found { hit, fixes, prose }
}
