//! The ways through an article or a guide: a picture, and the same in words.
//!
//! In: fixes with their edges, or questions with their answers. Out: a [`Flow`]. Boxes stand below each
//! other in page order; an arrow down is the way on, ways that jump run in lanes beside the boxes and
//! carry letters, which the rows beside the picture explain.

use serde::Serialize;

use super::Html;
use super::card::Way;
use super::text::{Place, anchor, escape};
use super::url::relative;
use crate::html;
use crate::model::{Article, ArticleType, Goal, Target};

/// Edges from which an article's ways are worth a picture.
const EDGES: usize = 3;
/// Sizes of the picture: it fits a page of 320 pixels.
const WIDTH: usize = 280;
const BOX: usize = 204;
const HIGH: usize = 46;
const STEP: usize = 66;
/// Letters in a line of a box.
const LINE: usize = 28;

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
struct Node {
    label: String,
    url: String,
    /// What a link to it says.
    short: String,
    /// A page beside this one, or people: round, and nothing leads on.
    end: bool,
    only: Option<Html>,
    ways: Vec<Line>,
}

/// A way on: without words it is the arrow down.
struct Line {
    to: usize,
    words: Option<Html>,
}

/// The ways through an article with enough edges, or a guide with enough questions.
pub(super) fn flow(place: &Place<'_>, article: &Article, way: &Way<'_>) -> Option<Flow> {
    let nodes = match article.kind {
        ArticleType::Guide if article.questions.len() > 1 => of_questions(place, article),
        ArticleType::Guide => return None,
        _ if article
            .fixes
            .iter()
            .map(|fix| fix.then.len())
            .sum::<usize>()
            < EDGES =>
        {
            return None;
        }
        _ => of_fixes(place, article, way),
    };
    let title = html::plain(article.title.as_str());
    let title = place.site.t().fill("flow_title", &[("title", &title)]);
    Some(Flow {
        svg: draw(&nodes, &title),
        rows: rows(&nodes),
    })
}

fn end(label: String, url: String) -> Node {
    Node {
        short: label.clone(),
        label,
        url,
        end: true,
        only: None,
        ways: Vec::new(),
    }
}

/// The position of the box of another page, which is added when it is new.
fn page(nodes: &mut Vec<Node>, label: String, url: String) -> usize {
    if let Some(at) = nodes.iter().position(|node| node.end && node.url == url) {
        return at;
    }
    nodes.push(end(label, url));
    nodes.len() - 1
}

fn of_fixes(place: &Place<'_>, article: &Article, order: &Way<'_>) -> Vec<Node> {
    let (site, t) = (place.site, place.site.t());
    let node = |at: &usize| {
        let (fix, n) = (&article.fixes[*at], order.number(*at));
        Node {
            label: format!("{n}. {}", html::plain(fix.title.as_str())),
            url: format!("#fix-{}", at + 1),
            short: t.fill("fix_n", &[("n", &n)]),
            end: false,
            only: fix.when.map(|when| {
                let key = if when.negated {
                    "flow_only_no"
                } else {
                    "flow_only_yes"
                };
                let ask = html::plain(article.conditions[when.condition].ask.as_str());
                escape(&t.fill(key, &[("question", &ask)]))
            }),
            ways: Vec::new(),
        }
    };
    let mut nodes: Vec<Node> = order.order.iter().map(node).collect();
    nodes.push(end(t.get("stuck").to_owned(), "#stuck".to_owned()));
    for (row, at) in order.order.iter().enumerate() {
        for edge in &article.fixes[*at].then {
            let to = match edge.go {
                Some(Target::Fix(to)) => order.order.iter().position(|o| *o == to).unwrap_or(row),
                Some(Target::Article(id)) => {
                    let url = relative(place.page, &site.article(id).url);
                    page(&mut nodes, site.titles[id.0].clone(), url)
                }
                Some(Target::Shared(id)) => {
                    let shared = &site.book.fixes[id.0];
                    let label = html::plain(shared.fix.title.as_str());
                    page(&mut nodes, label, relative(place.page, &shared.url))
                }
                None => continue,
            };
            let words = Some(escape(&html::plain(edge.meets.as_str())));
            nodes[row].ways.push(Line { to, words });
        }
        nodes[row].ways.push(Line {
            to: row + 1,
            words: None,
        });
    }
    nodes
}

fn of_questions(place: &Place<'_>, guide: &Article) -> Vec<Node> {
    let (site, t) = (place.site, place.site.t());
    let questions = guide.questions.iter();
    let mut nodes: Vec<Node> = questions
        .map(|question| Node {
            label: html::plain(question.ask.as_str()),
            short: html::plain(question.ask.as_str()),
            url: format!("#q-{}", question.id),
            end: false,
            only: None,
            ways: Vec::new(),
        })
        .collect();
    for (at, question) in guide.questions.iter().enumerate() {
        for answer in &question.answers {
            let to = match answer.go {
                Some(Goal::Question(to)) => to,
                Some(Goal::Article(id)) => {
                    let url = relative(place.page, &site.article(id).url);
                    page(&mut nodes, site.titles[id.0].clone(), url)
                }
                Some(Goal::Shared(id)) => {
                    let shared = &site.book.fixes[id.0];
                    let label = html::plain(shared.fix.title.as_str());
                    page(&mut nodes, label, relative(place.page, &shared.url))
                }
                None => page(&mut nodes, t.get("stuck").to_owned(), "#stuck".to_owned()),
            };
            let words = Some(escape(&html::plain(answer.text.as_str())));
            nodes[at].ways.push(Line { to, words });
        }
    }
    nodes
}

/// `a` to `z`, then numbers.
fn letter(n: usize) -> String {
    match u8::try_from(n) {
        Ok(n) if n < 26 => char::from(b'a' + n).to_string(),
        _ => (n + 1).to_string(),
    }
}

fn rows(nodes: &[Node]) -> Vec<FlowRow> {
    let mut n = 0;
    let starts = nodes.iter().filter(|node| !node.end);
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
    starts
        .map(row)
        .filter(|row| row.only.is_some() || !row.ways.is_empty())
        .collect()
}

fn draw(nodes: &[Node], title: &str) -> Html {
    let height = nodes.len() * STEP - (STEP - HIGH) + 4;
    let (mut lines, mut marks) = (String::new(), String::new());
    let targets = lanes(nodes);
    let gap = (WIDTH - BOX - 20) / targets.len().max(1);
    let mut n = 0;
    for (at, node) in nodes.iter().enumerate() {
        let letters = node.ways.iter().filter(|way| way.words.is_some()).count();
        let mut own = 0;
        for way in &node.ways {
            if way.words.is_none() {
                let (from, to) = (at * STEP + HIGH + 2, way.to * STEP + 2);
                lines += &format!("M{0} {from}V{to}m-4-6l4 5 4-5", BOX / 2);
                continue;
            }
            let lane = targets.iter().position(|to| *to == way.to).unwrap_or(0);
            let x = BOX + 16 + gap * lane + gap / 2;
            let from = at * STEP + 2 + HIGH * (2 * own + 1) / (2 * letters.max(1));
            let to = way.to * STEP + HIGH / 2 + 2;
            lines += &format!("M{BOX} {from}H{x}V{to}H{}m5-4l-5 4 5 4", BOX + 1);
            marks += &format!(
                "<circle cx=\"{BOX}\" cy=\"{from}\" r=\"7\" fill=\"var(--soft)\" stroke=\"var(--ctl)\"/><text x=\"{BOX}\" y=\"{}\">{}</text>",
                from + 3,
                letter(n)
            );
            own += 1;
            n += 1;
        }
    }
    let boxes = |end: bool| -> String {
        let nodes = nodes.iter().enumerate();
        let round = if end { HIGH / 2 } else { 8 };
        nodes
            .filter(|(_, node)| node.end == end)
            .map(|(at, _)| {
                let (y, width) = (at * STEP + 2, BOX - 2);
                format!(
                    "<rect x=\"1\" y=\"{y}\" width=\"{width}\" height=\"{HIGH}\" rx=\"{round}\"/>"
                )
            })
            .collect()
    };
    let texts: String = nodes
        .iter()
        .enumerate()
        .map(|(at, node)| words(at, node))
        .collect();
    format!(
        "<svg width=\"{WIDTH}\" height=\"{height}\" role=\"img\" aria-labelledby=\"wt\"><title id=\"wt\">{}</title>\
         <path fill=\"none\" stroke=\"var(--ctl)\" d=\"{lines}\"/>\
         <g fill=\"var(--surface)\" stroke=\"var(--ctl)\">{}</g><g fill=\"var(--soft)\" stroke=\"var(--accent)\">{}</g>\
         <g transform=\"translate({})\" text-anchor=\"middle\" font-size=\"12.5\" fill=\"currentColor\">{texts}</g>\
         <g text-anchor=\"middle\" font-size=\"10\" fill=\"currentColor\">{marks}</g></svg>",
        escape(title),
        boxes(false),
        boxes(true),
        BOX / 2
    )
}

/// The boxes that ways with words lead to, in their order: each has a lane of its own.
fn lanes(nodes: &[Node]) -> Vec<usize> {
    let ways = nodes.iter().flat_map(|node| &node.ways);
    let mut targets: Vec<usize> = ways
        .filter(|way| way.words.is_some())
        .map(|way| way.to)
        .collect();
    targets.sort_unstable();
    targets.dedup();
    targets
}

fn words(at: usize, node: &Node) -> String {
    let lines = wrap(&node.label);
    let top = at * STEP + HIGH / 2 + 6 - (lines.len() - 1) * 8;
    let line = |(n, line): (usize, &String)| {
        let y = top + n * 16;
        format!("<text y=\"{y}\">{}</text>", escape(line))
    };
    lines.iter().enumerate().map(line).collect()
}

/// At most two lines; letters of wide scripts count twice.
fn wrap(label: &str) -> Vec<String> {
    let width = |text: &str| -> usize {
        text.chars()
            .map(|c| if c >= '\u{1100}' { 2 } else { 1 })
            .sum()
    };
    let mut lines = vec![String::new()];
    for word in label.split_whitespace() {
        let last = lines.last_mut().expect("there is always a line");
        if last.is_empty() {
            last.push_str(word);
        } else if width(last) + width(word) < LINE {
            last.push(' ');
            last.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    let more = lines.len() > 2;
    lines.truncate(2);
    for line in &mut lines {
        while width(line) > LINE {
            line.pop();
        }
    }
    if more && let Some(last) = lines.last_mut() {
        while width(last) >= LINE {
            last.pop();
        }
        last.push('…');
    }
    lines
}
