//! What all pages share, computed once.

use std::collections::HashMap;
use std::rc::Rc;

use serde::Serialize;

use super::card::Way;
use super::text::Place;
use super::url::relative;
use crate::book::Book;
use crate::html;
use crate::link::LinkGraph;
use crate::model::{Article, ArticleId, ArticleType, Fix};
use crate::source::Files;
use crate::theme::{Strings, Theme};

/// A knowledge base ready to be shown.
pub struct Site<'a> {
    /// The articles and fixes.
    pub book: &'a Book,
    /// What leads to what.
    pub graph: &'a LinkGraph,
    /// How it looks.
    pub theme: &'a Theme,
    /// The files of the knowledge base, for the sizes of images.
    pub files: &'a dyn Files,
    /// By article: its title without markup.
    pub(super) titles: Vec<String>,
    pages: HashMap<&'a str, &'a str>,
}

/// A link.
#[derive(Debug, Clone, Serialize)]
pub struct Link {
    /// Address from the page at hand.
    pub url: String,
    /// Words.
    pub text: String,
}

/// An article in a list.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Address from the page at hand.
    pub url: String,
    /// Title without markup.
    pub title: String,
    /// Number of fixes and the shortest time; empty where there is none.
    pub note: String,
}

impl<'a> Site<'a> {
    /// Computes what pages share.
    pub fn new(
        book: &'a Book,
        graph: &'a LinkGraph,
        theme: &'a Theme,
        files: &'a dyn Files,
    ) -> Self {
        let articles = book.articles.iter();
        let titles = articles.map(|a| html::plain(a.title.as_str())).collect();
        let mut pages: HashMap<&str, &str> = HashMap::new();
        for article in &book.articles {
            pages.insert(&article.source, &article.url);
        }
        for fix in &book.fixes {
            pages.insert(&fix.source, &fix.url);
        }
        Self {
            book,
            graph,
            theme,
            files,
            titles,
            pages,
        }
    }

    /// Words of the theme.
    pub fn t(&self) -> &'a Strings {
        &self.theme.strings
    }

    /// The page made from a source file.
    pub(super) fn page_of(&self, source: &str) -> Option<&'a str> {
        self.pages.get(source).copied()
    }

    /// The article at a position.
    pub(super) fn article(&self, id: ArticleId) -> &'a Article {
        &self.book.articles[id.0]
    }

    /// The way through an article's fixes.
    pub(super) fn way(&self, id: ArticleId) -> Way<'a> {
        Way {
            order: &self.book.sequences[id.0].fixes,
            tried: &self.book.tally.articles[id.0],
        }
    }

    /// Markdown from `source` as shown on `page`.
    pub(super) fn place<'b>(&'b self, source: &'b str, page: &'b str) -> Place<'b> {
        Place {
            site: self,
            source,
            page,
            names: Rc::default(),
        }
    }

    /// An article as a row of a list on `page`.
    pub(super) fn row(&self, page: &str, id: ArticleId) -> Row {
        let article = self.article(id);
        Row {
            url: relative(page, &article.url),
            title: self.titles[id.0].clone(),
            note: match article.kind {
                ArticleType::Guide => self.count(article),
                _ => self.note(&article.fixes),
            },
        }
    }

    /// "4 fixes", or "3 questions" of a guide.
    pub(super) fn count(&self, article: &Article) -> String {
        match article.kind {
            ArticleType::Guide => self.t().count("questions", article.questions.len()),
            _ => self.t().count("fixes", article.fixes.len()),
        }
    }

    /// "4 fixes, from 2 min".
    pub(super) fn note(&self, fixes: &[Fix]) -> String {
        let t = self.t();
        if fixes.is_empty() {
            return String::new();
        }
        let count = t.count("fixes", fixes.len());
        match fixes.iter().filter_map(|fix| fix.minutes).min() {
            Some(minutes) => {
                let time = self.minutes(minutes);
                t.fill("fixes_from", &[("fixes", &count), ("time", &time)])
            }
            None => count,
        }
    }

    /// "2 min" or "3 h".
    pub(super) fn minutes(&self, minutes: u32) -> String {
        let (key, n) = if minutes >= 120 {
            ("hours", minutes.div_ceil(60))
        } else {
            ("minutes", minutes)
        };
        self.t().fill(key, &[("n", &n.to_string())])
    }

    /// Key and title of the section that an article stands in; none right below `articles/`.
    pub(super) fn section(&self, article: &Article) -> Option<(String, String)> {
        let path = self.book.config.content.below(&article.source)?;
        let (folder, _) = path.rsplit_once('/')?;
        Some((folder.to_owned(), self.section_title(folder)))
    }

    /// Title of the section above one.
    pub(super) fn section_above(&self, folder: &str) -> Option<String> {
        let (above, _) = folder.rsplit_once('/')?;
        Some(self.section_title(above))
    }

    fn section_title(&self, folder: &str) -> String {
        match self.book.config.sections.get(folder) {
            Some(title) => title.clone(),
            None => humanise(folder.rsplit('/').next().unwrap_or(folder)),
        }
    }
}

fn humanise(folder: &str) -> String {
    let words = folder.replace(['-', '_'], " ");
    let mut chars = words.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => words,
    }
}
