//! The ways through an article or a guide: a picture, and the same in words.
//!
//! In: fixes with their edges, or questions with their answers. Out: a [`Flow`]. Boxes stand below each
//! other in page order, a guide's ends below their question; `draw` makes the picture, whose letters
//! the rows beside it explain.

use serde::Serialize;

use super::Html;
use super::card::Way;
use super::draw::draw;
use super::site::Site;
use super::text::{Place, anchor, escape};
use super::url::relative;
use crate::html;
use crate::model::{Article, ArticleId, ArticleType, Goal, SharedFixId, Target};

/// Edges from which an article's ways are worth a picture.
const EDGES: usize = 3;

/// The ways through a page.
#[derive(Debug, Clone, Serialize)]
pub struct Flow {
    /// The picture.
    pub svg: Html,
    /// The same in words, box by box.
    pub rows: Vec<FlowRow>,
}

/// The ways on from one box.
#[derive(Debug, Clone, Serialize)]
pub struct FlowRow {
    /// The box, with a link.
    pub head: Html,
    /// The answer that it depends on.
    pub only: Option<Html>,
    /// What leads where, with links.
    pub ways: Vec<Html>,
}

/// A box of the picture.
pub(super) struct Node {
    /// What stands in it.
    pub label: String,
    url: String,
    /// What a link to it says.
    short: String,
    /// A page beside this one, or people: nothing leads on.
    pub end: bool,
    /// Stands in from the question above, which leads here.
    pub inset: bool,
    only: Option<Html>,
    /// The ways on.
    pub ways: Vec<Line>,
}

/// A way on.
pub(super) struct Line {
    /// Position of the box.
    pub to: usize,
    /// What the reader meets or answers; none where it is the arrow down.
    pub words: Option<Html>,
}

/// The ways through an article with enough edges, or a guide with enough questions.
pub(super) fn flow(place: &Place<'_>, article: &Article, way: &Way<'_>) -> Option<Flow> {
    let edges = article.fixes.iter().map(|fix| fix.then.len());
    let nodes = match article.kind {
        ArticleType::Guide if article.questions.len() > 1 => of_questions(place, article),
        ArticleType::Guide => return None,
        _ if edges.sum::<usize>() < EDGES => return None,
        _ => of_fixes(place, article, way),
    };
    let title = html::plain(article.title.as_str());
    let title = place.site.t().fill("flow_title", &[("title", &title)]);
    Some(Flow {
        svg: draw(&nodes, &title),
        rows: rows(&nodes),
    })
}

fn node(label: String, short: String, url: String) -> Node {
    Node {
        label,
        url,
        short,
        end: false,
        inset: false,
        only: None,
        ways: Vec::new(),
    }
}

fn end((label, url): (String, String)) -> Node {
    Node {
        end: true,
        ..node(label.clone(), label, url)
    }
}

/// Name and address of the page of an article, of a shared fix, of the help of people.
fn article(site: &Site<'_>, page: &str, id: ArticleId) -> (String, String) {
    let url = relative(page, &site.article(id).url);
    (site.titles[id.0].clone(), url)
}

fn shared(site: &Site<'_>, page: &str, id: SharedFixId) -> (String, String) {
    let shared = &site.book.fixes[id.0];
    let title = html::plain(shared.fix.title.as_str());
    (title, relative(page, &shared.url))
}

fn people(site: &Site<'_>) -> (String, String) {
    (site.t().get("stuck").to_owned(), "#stuck".to_owned())
}

fn of_fixes(place: &Place<'_>, of: &Article, way: &Way<'_>) -> Vec<Node> {
    let (site, t) = (place.site, place.site.t());
    let fix = |at: &usize| {
        let (fix, n) = (&of.fixes[*at], way.number(*at));
        let label = format!("{n}. {}", html::plain(fix.title.as_str()));
        let short = t.fill("fix_n", &[("n", &n)]);
        let only = fix.when.map(|when| {
            let key = match when.negated {
                true => "flow_only_no",
                false => "flow_only_yes",
            };
            let ask = html::plain(of.conditions[when.condition].ask.as_str());
            escape(&t.fill(key, &[("question", &ask)]))
        });
        Node {
            only,
            ..node(label, short, format!("#fix-{}", at + 1))
        }
    };
    let mut nodes: Vec<Node> = way.order.iter().map(fix).collect();
    nodes.push(end(people(site)));
    for (row, at) in way.order.iter().enumerate() {
        for edge in &of.fixes[*at].then {
            let page = match edge.go {
                Some(Target::Fix(to)) => Err(to),
                Some(Target::Article(id)) => Ok(article(site, place.page, id)),
                Some(Target::Shared(id)) => Ok(shared(site, place.page, id)),
                None => continue,
            };
            let to = match page {
                Err(fix) => way.order.iter().position(|other| *other == fix),
                Ok((label, url)) => {
                    let known = nodes.iter().position(|node| node.end && node.url == url);
                    known.or_else(|| {
                        nodes.push(end((label, url)));
                        Some(nodes.len() - 1)
                    })
                }
            };
            let words = Some(escape(&html::plain(edge.meets.as_str())));
            nodes[row].ways.extend(to.map(|to| Line { to, words }));
        }
        let (to, words) = (row + 1, None);
        nodes[row].ways.push(Line { to, words });
    }
    nodes
}

fn of_questions(place: &Place<'_>, guide: &Article) -> Vec<Node> {
    let site = place.site;
    // Where each question stands: after the ends of those before it.
    let mut rows = Vec::new();
    let mut row = 0;
    for question in &guide.questions {
        rows.push(row);
        let answers = question.answers.iter();
        let ends = answers.filter(|a| !matches!(a.go, Some(Goal::Question(_))));
        row += 1 + ends.count();
    }
    let mut nodes = Vec::new();
    for (question, row) in guide.questions.iter().zip(&rows) {
        let ask = html::plain(question.ask.as_str());
        nodes.push(node(ask.clone(), ask, format!("#q-{}", question.id)));
        for answer in &question.answers {
            let (to, page) = match answer.go {
                Some(Goal::Question(to)) => (rows[to], None),
                Some(Goal::Article(id)) => (nodes.len(), Some(article(site, place.page, id))),
                Some(Goal::Shared(id)) => (nodes.len(), Some(shared(site, place.page, id))),
                None => (nodes.len(), Some(people(site))),
            };
            nodes.extend(page.map(|page| Node {
                inset: true,
                ..end(page)
            }));
            let words = Some(escape(&html::plain(answer.text.as_str())));
            nodes[*row].ways.push(Line { to, words });
        }
    }
    nodes
}

/// `a` to `z`, then numbers.
pub(super) fn letter(n: usize) -> String {
    match u8::try_from(n) {
        Ok(n) if n < 26 => char::from(b'a' + n).to_string(),
        _ => (n + 1).to_string(),
    }
}

fn rows(nodes: &[Node]) -> Vec<FlowRow> {
    let mut n = 0;
    let row = |node: &Node| FlowRow {
        head: anchor(&node.url, &node.label),
        only: node.only.clone(),
        ways: node
            .ways
            .iter()
            .filter_map(|way| {
                let to = anchor(&nodes[way.to].url, &nodes[way.to].short);
                let words = way.words.as_ref()?;
                n += 1;
                Some(format!("<b>{}</b> {words}: {to}", letter(n - 1)))
            })
            .collect(),
    };
    nodes
        .iter()
        .filter(|node| !node.end)
        .map(row)
        .filter(|row| row.only.is_some() || !row.ways.is_empty())
        .collect()
}
