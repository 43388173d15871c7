//! A guide's questions as they stand on its page, and the list of all guides.

use serde::Serialize;

use super::Html;
use super::frame::Frame;
use super::lists::{Group, ListView};
use super::site::{Link, Site};
use super::text::Place;
use super::url::relative;
use crate::html;
use crate::model::{Answer, Article, ArticleId, ArticleType, Goal, Question};

/// A question.
#[derive(Debug, Clone, Serialize)]
pub struct QuestionView {
    /// Its number on the page, from 1.
    pub n: usize,
    /// Its name; `q-` in front makes its anchor.
    pub id: String,
    /// The question.
    pub ask: Html,
    /// Where to look.
    pub help: Option<Html>,
    /// What the reader can answer.
    pub answers: Vec<AnswerView>,
}

/// An answer.
#[derive(Debug, Clone, Serialize)]
pub struct AnswerView {
    /// The answer, without links.
    pub text: String,
    /// What that means.
    pub say: Option<Html>,
    /// Where it leads: a question's anchor, another page, or `#stuck`.
    pub url: String,
    /// Title of the page that it leads to; none for questions.
    pub to: Option<String>,
}

pub(super) fn questions(place: &Place<'_>, guide: &Article) -> Vec<QuestionView> {
    let question = |(at, question): (usize, &Question)| QuestionView {
        n: at + 1,
        id: question.id.clone(),
        ask: place.inline(&question.ask),
        help: place.maybe(question.help.as_ref()),
        answers: question
            .answers
            .iter()
            .map(|a| answer(place, guide, a))
            .collect(),
    };
    guide.questions.iter().enumerate().map(question).collect()
}

fn answer(place: &Place<'_>, guide: &Article, answer: &Answer) -> AnswerView {
    let (url, to) = match answer.go {
        Some(Goal::Question(at)) => (format!("#q-{}", guide.questions[at].id), None),
        Some(Goal::Article(id)) => {
            let url = relative(place.page, &place.site.article(id).url);
            (url, Some(place.site.titles[id.0].clone()))
        }
        Some(Goal::Shared(id)) => {
            let fix = &place.site.book.fixes[id.0];
            let title = html::plain(fix.fix.title.as_str());
            (relative(place.page, &fix.url), Some(title))
        }
        None => (
            "#stuck".to_owned(),
            Some(place.site.t().get("stuck").to_owned()),
        ),
    };
    AnswerView {
        text: html::plain(answer.text.as_str()),
        say: place.maybe(answer.say.as_ref()),
        url,
        to,
    }
}

/// The list of all guides; none where there is no guide.
pub fn guides(site: &Site<'_>) -> Option<ListView> {
    let path = "guides.html";
    let articles = site.book.articles.iter().enumerate();
    let guides = articles.filter(|(_, article)| article.kind == ArticleType::Guide);
    let rows: Vec<_> = guides
        .map(|(at, _)| site.row(path, ArticleId(at)))
        .collect();
    if rows.is_empty() {
        return None;
    }
    let (title, lead) = (
        site.t().get("guides_title").to_owned(),
        site.t().get("guides_lead").to_owned(),
    );
    Some(ListView {
        page: Frame::new(site, path, &title, &lead).nav("guides"),
        crumbs: vec![Link {
            url: "index.html".to_owned(),
            text: site.t().get("home").to_owned(),
        }],
        groups: vec![Group {
            id: "guides".to_owned(),
            title: title.clone(),
            rows,
        }],
        title,
        lead: Some(lead),
        product: None,
        search_label: None,
        platform: None,
        tiles: Vec::new(),
        messages: Vec::new(),
    })
}
