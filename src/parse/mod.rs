//! One file of the knowledge base to typed values, references still by name.
//!
//! In: path and text of a file. Out: parsed values and every problem of the file. Steps: `front` splits
//! the file, `yaml` reads the front matter into nodes that know their place, `article`, `fix` and
//! `settings` decode them; `locate` turns key paths into bytes when there is something to report.

mod article;
mod broken;
mod content;
mod csv;
mod feedback;
mod fix;
mod foreign;
mod front;
mod guide;
mod links;
mod locate;
mod mend;
mod scalar;
mod search_tests;
mod settings;
mod spans;
mod types;
mod unseen;
mod vocabulary;
mod yaml;

pub use csv::{Cell, cells};
pub use feedback::{feedback, feedback_text};
pub use foreign::article as foreign_article;
pub use locate::locate;
pub use types::*;

use crate::config::Config;
use crate::diag::Diagnostic;
use yaml::Doc;

/// Reads an article; none where it cannot be shown at all.
pub fn article(path: &str, text: &str) -> (Option<ParsedArticle>, Vec<Diagnostic>) {
    let (front, doc) = match open(path, text) {
        Ok(opened) => opened,
        Err(problems) => return (None, problems),
    };
    let mut article = article::decode(&doc.root(), path);
    let (problems, links) = doc.finish();
    if let Some(article) = &mut article {
        article.text_links = links;
        article.body = text[front.body.clone()].to_owned();
        article.body_offset = front.body.start;
    }
    (article, problems)
}

/// Reads a shared fix; none where it cannot be shown at all.
pub fn fix(path: &str, text: &str) -> (Option<ParsedSharedFix>, Vec<Diagnostic>) {
    let (front, doc) = match open(path, text) {
        Ok(opened) => opened,
        Err(problems) => return (None, problems),
    };
    let fix = fix::of_file(&doc.root(), stem(path));
    let (problems, text_links) = doc.finish();
    let fix = fix.title.is_some().then(|| ParsedSharedFix {
        source: path.to_owned(),
        fix,
        text_links,
        body: text[front.body.clone()].to_owned(),
        body_offset: front.body.start,
    });
    (fix, problems)
}

/// Reads `fixbook.yaml`.
pub fn config(text: &str) -> (Config, Vec<Diagnostic>) {
    settings::read(text)
}

/// Reads `search-tests.yaml`.
pub fn search_tests(path: &str, text: &str) -> (Vec<SearchTest>, Vec<Diagnostic>) {
    search_tests::read(path, text)
}

/// File name without folders and ending.
pub fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".md").unwrap_or(name)
}

fn open<'a>(path: &'a str, text: &'a str) -> Result<(front::Parts, Doc<'a>), Vec<Diagnostic>> {
    let parts = front::split(path, text).map_err(|problem| vec![problem])?;
    let doc = Doc::read(path, &text[parts.yaml.clone()], parts.yaml.start)?;
    Ok((parts, doc))
}
