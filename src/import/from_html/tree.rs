//! An HTML tree made ready for the Markdown writer.
//!
//! In: the tree of one HTML text. Out: the same tree without what Markdown has no place for, and a list of what
//! that was. Nothing here recurses, so that a hostile text can't exhaust the stack; the depth that is left is one
//! that the writer can walk.

use std::rc::Rc;

use htmd::Node;
use markup5ever_rcdom::NodeData;

/// Stands for a backslash until the writer is done, because the writer would escape a real one.
pub(super) const ESCAPE: char = '\u{f8fe}';

/// Deeper elements become plain text.
const MAX_DEPTH: usize = 60;

/// Elements whose content no reader sees.
const UNSEEN: &[&str] = &[
    "script", "style", "template", "noscript", "noembed", "noframes", "head", "title",
];
/// Elements that show something from elsewhere.
const EMBEDDED: &[&str] = &["iframe", "video", "audio", "embed", "object"];

/// What was left out, in words that are the same for every loss of its sort, and its text.
pub(super) type Lost = (String, String);

/// Takes out what can't be kept. `link` may give another address for the link it is asked about.
pub(super) fn prepare(root: &Rc<Node>, link: &dyn Fn(&str) -> Option<String>) -> Vec<Lost> {
    let mut lost = Vec::new();
    let mut stack = vec![(Rc::clone(root), 0, false)];
    while let Some((node, depth, code)) = stack.pop() {
        let name = name(&node).to_owned();
        let code = code || matches!(name.as_str(), "pre" | "code" | "tt");
        attributes(&node, &name, link, &mut lost);
        node.children
            .borrow_mut()
            .retain(|child| keeps(child, &mut lost));
        if depth == MAX_DEPTH && !node.children.borrow().is_empty() {
            let words = text(&node);
            lost.push((
                "formatting that is nested too deep".to_owned(),
                words.clone(),
            ));
            let flat = Node::new(NodeData::Text {
                contents: std::cell::RefCell::new(escaped(&words, code).as_str().into()),
            });
            // Children go one by one: the tree is taken apart without recursion.
            *node.children.borrow_mut() = vec![flat];
            continue;
        }
        if !code {
            space_emphasis(&node);
        }
        for child in node.children.borrow().iter() {
            if let NodeData::Text { contents } = &child.data {
                let new = escaped(&contents.borrow(), code);
                *contents.borrow_mut() = new.as_str().into();
            } else {
                stack.push((Rc::clone(child), depth + 1, code));
            }
        }
    }
    lost
}

/// Name of an element; empty for anything else.
pub(super) fn name(node: &Node) -> &str {
    match &node.data {
        NodeData::Element { name, .. } => &name.local,
        _ => "",
    }
}

/// An attribute of an element.
pub(super) fn attribute(node: &Node, wanted: &str) -> Option<String> {
    let NodeData::Element { attrs, .. } = &node.data else {
        return None;
    };
    let attrs = attrs.borrow();
    let found = attrs.iter().find(|attr| &*attr.name.local == wanted);
    found.map(|attr| attr.value.to_string())
}

/// All text below a node, in order.
pub(super) fn text(node: &Rc<Node>) -> String {
    let mut out = String::new();
    let mut stack = vec![Rc::clone(node)];
    while let Some(node) = stack.pop() {
        if let NodeData::Text { contents } = &node.data {
            out.push_str(&contents.borrow());
        } else if name(&node) == "br" {
            out.push('\n');
        } else if matches!(name(&node), "p" | "div" | "li" | "td" | "th" | "tr") {
            out.push(' ');
        }
        stack.extend(node.children.borrow().iter().rev().cloned());
    }
    out
}

/// All text below a node with a space at the edge of every element, for those who look for its words.
pub(super) fn words(node: &Rc<Node>) -> String {
    let mut out = String::new();
    let mut stack = vec![(Rc::clone(node), false)];
    while let Some((node, end)) = stack.pop() {
        if let NodeData::Text { contents } = &node.data {
            out.push_str(&contents.borrow());
            continue;
        }
        out.push(' ');
        if !end {
            stack.push((Rc::clone(&node), true));
            let children = node.children.borrow();
            stack.extend(children.iter().rev().map(|child| (Rc::clone(child), false)));
        }
    }
    out
}

/// The id by which others may link to a heading: its own, or that of an anchor inside it.
pub(super) fn heading_id(node: &Rc<Node>) -> Option<String> {
    let own = attribute(node, "id").or_else(|| {
        let children = node.children.borrow();
        let inner = children.iter().find(|child| name(child) == "a");
        inner.and_then(|child| attribute(child, "id").or_else(|| attribute(child, "name")))
    });
    own.filter(|id| {
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        !id.is_empty() && id.chars().all(plain)
    })
}

fn keeps(child: &Rc<Node>, lost: &mut Vec<Lost>) -> bool {
    match &child.data {
        NodeData::Comment { .. } | NodeData::ProcessingInstruction { .. } => return false,
        NodeData::Element { name, .. } if UNSEEN.contains(&&*name.local) => {
            let words = text(child);
            if !words.trim().is_empty() {
                lost.push((format!("content of `<{}>`", &*name.local), words));
            }
            return false;
        }
        _ => {}
    }
    let name = name(child);
    if EMBEDDED.contains(&name) {
        let address = source(child).unwrap_or_default();
        lost.push((
            format!("`<{name}>`, kept as a link where it has an address"),
            address,
        ));
    }
    if matches!(name, "svg" | "math") {
        lost.push((format!("`<{name}>`"), text(child)));
        return false;
    }
    if name == "img" && attribute(child, "src").is_none_or(|src| src.trim().is_empty()) {
        lost.push((
            "image without an address".to_owned(),
            attribute(child, "alt").unwrap_or_default(),
        ));
        return false;
    }
    if name == "input" || name == "select" || name == "textarea" {
        let value = attribute(child, "value").or_else(|| attribute(child, "placeholder"));
        lost.push((
            format!("form field `<{name}>`"),
            value.unwrap_or_else(|| text(child)),
        ));
        return false;
    }
    true
}

/// Where something embedded comes from.
pub(super) fn source(node: &Rc<Node>) -> Option<String> {
    let own = attribute(node, "src").or_else(|| attribute(node, "data"));
    let own = own.or_else(|| {
        let children = node.children.borrow();
        let inner = children.iter().find(|child| name(child) == "source");
        inner.and_then(|child| attribute(child, "src"))
    });
    let address = own?.trim().to_owned();
    let address = match address.strip_prefix("//") {
        Some(rest) => format!("https://{rest}"),
        None => address,
    };
    (!address.is_empty()).then_some(address)
}

fn attributes(
    node: &Rc<Node>,
    name: &str,
    link: &dyn Fn(&str) -> Option<String>,
    lost: &mut Vec<Lost>,
) {
    let NodeData::Element { attrs, .. } = &node.data else {
        return;
    };
    for attr in attrs.borrow_mut().iter_mut() {
        let value = attr.value.trim().to_owned();
        match (name, &*attr.name.local) {
            ("a", "href") | ("img", "src") => {
                let mut value: String = value.chars().filter(|c| !c.is_control()).collect();
                if let Some(rest) = value.strip_prefix("//") {
                    value = format!("https://{rest}");
                }
                let new = link(&value).unwrap_or(value).replace(['<', '>'], "");
                attr.value = new.as_str().into();
            }
            ("ol", "start") => {
                let start = value.parse::<u32>().unwrap_or(1).min(9_999);
                attr.value = start.to_string().as_str().into();
            }
            ("td" | "th", "colspan" | "rowspan") if value != "1" => {
                lost.push(("merged table cells".to_owned(), text(node)));
            }
            _ => {}
        }
    }
}

/// Puts a space where emphasis would otherwise touch a letter and not be seen as emphasis: `**Note:**text`.
fn space_emphasis(node: &Rc<Node>) {
    let mut children = node.children.borrow_mut();
    let mut at = 0;
    while at < children.len() {
        if !matches!(name(&children[at]), "b" | "strong" | "i" | "em") {
            at += 1;
            continue;
        }
        let words = text(&children[at]);
        let odd = |c: Option<char>| c.is_some_and(|c| !c.is_alphanumeric() && !c.is_whitespace());
        let touches = |other: Option<&Rc<Node>>, last: bool| {
            other.is_some_and(|node| {
                let text = text(node);
                let edge = if last {
                    text.chars().next_back()
                } else {
                    text.chars().next()
                };
                edge.is_some_and(char::is_alphanumeric)
            })
        };
        let space = || {
            Node::new(NodeData::Text {
                contents: std::cell::RefCell::new(" ".into()),
            })
        };
        if odd(words.chars().next_back()) && touches(children.get(at + 1), false) {
            children.insert(at + 1, space());
        }
        if odd(words.chars().next()) && at > 0 && touches(children.get(at - 1), true) {
            children.insert(at, space());
            at += 1;
        }
        at += 1;
    }
}

/// Text in which everything that the writer does not escape, but a Markdown reader would take for markup, has an
/// [`ESCAPE`] in front.
fn escaped(text: &str, code: bool) -> String {
    let clean = text.chars().filter(|c| *c != ESCAPE && *c != '\0');
    if code {
        return clean.collect();
    }
    let clean: String = clean.collect();
    let mut out = String::with_capacity(clean.len() + 8);
    let start = clean.len() - clean.trim_start().len();
    let marker = block_marker(&clean[start..]).map(|length| start + length);
    let tildes = clean.matches('~').count() > 1;
    for (at, c) in clean.char_indices() {
        let rest = &clean[at..];
        let entity = || {
            let name = rest[1..].split(';').next().unwrap_or_default();
            name.len() < 40 && name.len() + 1 < rest.len()
        };
        let markup = match c {
            '&' => entity(),
            '~' => tildes,
            '<' => rest.starts_with("<![") || rest.starts_with("<>"),
            _ => marker == Some(at),
        };
        if markup {
            out.push(ESCAPE);
        }
        out.push(c);
    }
    out
}

/// Where in a text that begins a block the character stands that would make it a list, a quote and so on, if the
/// writer does not see that by itself.
fn block_marker(text: &str) -> Option<usize> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = &text[digits..];
    if digits > 0 {
        return rest.starts_with(") ").then_some(digits);
    }
    matches!(text.chars().next(), Some(':')).then_some(0)
}
