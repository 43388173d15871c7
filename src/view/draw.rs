//! Boxes and ways as SVG.
//!
//! In: the boxes of `flow` in their order. Out: a picture that fits a phone without scaling. Ways that jump
//! run in lanes beside the boxes, one lane for each box that they lead to; a guide's ends hang below their
//! question. Colours are the theme's, so that dark and forced colours hold.

use super::Html;
use super::flow::{Node, letter};
use super::text::escape;

/// Width of the picture, of a box, of the step to the side of a guide's ends.
const WIDTH: usize = 280;
const BOX: usize = 204;
const INSET: usize = 26;
/// Height of a box, and from one box to the next.
const HIGH: usize = 46;
const STEP: usize = 66;
/// Letters in a line of a box.
const LINE: usize = 28;

/// The picture, with a name for those who don't see it.
pub(super) fn draw(nodes: &[Node], title: &str) -> Html {
    let tops = tops(nodes);
    let height = tops.last().map_or(0, |top| top + HIGH + 2);
    let (mut lines, mut circles, mut letters) = (String::new(), String::new(), String::new());
    let targets = lanes(nodes);
    let gap = (WIDTH - BOX - 20) / targets.len().max(1);
    let mut n = 0;
    let mut mark = |x: usize, y: usize| {
        circles += &format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"7\"/>");
        letters += &format!("<text x=\"{x}\" y=\"{}\">{}</text>", y + 3, letter(n));
        n += 1;
    };
    for (at, node) in nodes.iter().enumerate() {
        let jumps = |way: &&super::flow::Line| way.words.is_some() && !nodes[way.to].inset;
        let most = node.ways.iter().filter(jumps).count();
        let mut own = 0;
        for way in &node.ways {
            let (bottom, middle) = (tops[at] + HIGH, tops[way.to] + HIGH / 2);
            if way.words.is_none() {
                let to = tops[way.to];
                lines += &format!("M{} {bottom}V{to}m-4-6l4 5 4-5", BOX / 2);
            } else if nodes[way.to].inset {
                lines += &format!("M12 {bottom}V{middle}H{INSET}");
                mark(INSET, middle);
            } else {
                let lane = targets.iter().position(|to| *to == way.to).unwrap_or(0);
                let x = BOX + 16 + gap * lane + gap / 2;
                let from = tops[at] + HIGH * (2 * own + 1) / (2 * most);
                lines += &format!("M{BOX} {from}H{x}V{middle}H{}m5-4l-5 4 5 4", BOX + 1);
                mark(BOX, from);
                own += 1;
            }
        }
    }
    let texts: String = nodes
        .iter()
        .zip(&tops)
        .map(|(n, top)| words(n, *top))
        .collect();
    format!(
        "<svg width=\"{WIDTH}\" height=\"{height}\" role=\"img\" aria-labelledby=\"wt\"><title id=\"wt\">{}</title>\
         <path fill=\"none\" stroke=\"var(--ctl)\" d=\"{lines}\"/>\
         <g fill=\"var(--surface)\" stroke=\"var(--ctl)\">{}</g><g fill=\"var(--soft)\" stroke=\"var(--accent)\">{}</g>\
         <g transform=\"translate({})\" text-anchor=\"middle\" font-size=\"12.5\" fill=\"currentColor\">{texts}</g>\
         <g fill=\"var(--soft)\" stroke=\"var(--ctl)\">{circles}</g><g text-anchor=\"middle\" font-size=\"10\" fill=\"currentColor\">{letters}</g></svg>",
        escape(title),
        boxes(nodes, &tops, false),
        boxes(nodes, &tops, true),
        BOX / 2
    )
}

/// Where each box begins; what hangs below a question stands closer.
fn tops(nodes: &[Node]) -> Vec<usize> {
    let mut top = 2;
    let tops = nodes.iter().enumerate().map(|(at, _)| {
        let here = top;
        let inset = nodes.get(at + 1).is_some_and(|next| next.inset);
        top += if inset { HIGH + 8 } else { STEP };
        here
    });
    tops.collect()
}

/// The boxes that jumps lead to, in their order: each has a lane of its own.
fn lanes(nodes: &[Node]) -> Vec<usize> {
    let ways = nodes.iter().flat_map(|node| &node.ways);
    let mut targets: Vec<usize> = ways
        .filter(|way| way.words.is_some() && !nodes[way.to].inset)
        .map(|way| way.to)
        .collect();
    targets.sort_unstable();
    targets.dedup();
    targets
}

fn boxes(nodes: &[Node], tops: &[usize], end: bool) -> String {
    let round = if end { HIGH / 2 } else { 8 };
    let of_kind = nodes.iter().zip(tops).filter(|(node, _)| node.end == end);
    of_kind
        .map(|(node, y)| {
            let x = if node.inset { INSET } else { 1 };
            let width = BOX - 1 - x;
            format!(
                "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{HIGH}\" rx=\"{round}\"/>"
            )
        })
        .collect()
}

fn words(node: &Node, top: usize) -> String {
    let lines = wrap(&node.label, if node.inset { LINE - 4 } else { LINE });
    let first = top + HIGH / 2 + 4 - (lines.len() - 1) * 8;
    let x = match node.inset {
        true => format!(" x=\"{}\"", INSET / 2),
        false => String::new(),
    };
    let line = |(n, line): (usize, &String)| {
        let y = first + n * 16;
        format!("<text{x} y=\"{y}\">{}</text>", escape(line))
    };
    lines.iter().enumerate().map(line).collect()
}

/// At most two lines; letters of wide scripts count twice.
fn wrap(label: &str, most: usize) -> Vec<String> {
    let wide = |c: char| if c >= '\u{1100}' { 2 } else { 1 };
    let width = |text: &str| text.chars().map(wide).sum::<usize>();
    let mut lines = vec![String::new()];
    for word in label.split_whitespace() {
        let last = lines.last_mut().expect("there is always a line");
        if last.is_empty() {
            last.push_str(word);
        } else if width(last) + width(word) < most {
            last.push(' ');
            last.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    let more = lines.len() > 2;
    lines.truncate(2);
    for line in &mut lines {
        while width(line) > most {
            line.pop();
        }
    }
    if more && let Some(last) = lines.last_mut() {
        while width(last) >= most {
            last.pop();
        }
        last.push('…');
    }
    lines
}
