//! HTML as Markdown.
//!
//! In: HTML as people's editors write it. Out: CommonMark with the extensions that pages know, and a list of what
//! could not be kept. A word of the text that does not come out is in that list.
//!
//! A library writes the Markdown; what Markdown writes in another way than the library, or not at all, has a
//! handler here.

mod flat;
mod table;
mod tree;

use std::collections::BTreeMap;
use std::rc::Rc;

use htmd::element_handler::{HandlerResult, Handlers};
use htmd::options::{BrStyle, BulletListMarker, Options};
use htmd::{Element, HtmlToMarkdown, Node};

use flat::flattened;
use table::table;
use tree::{ESCAPE, Lost, attribute, heading_id, name, prepare};

/// Elements that stay HTML, because Markdown has no sign for them and pages show them.
const KEPT: &[&str] = &["sup", "sub", "kbd", "mark", "u", "ins", "abbr", "small"];

/// Converts HTML. `link` may give another address for the link it is asked about.
pub(super) fn markdown(html: &str, link: &dyn Fn(&str) -> Option<String>) -> (String, Vec<Lost>) {
    let writer = HtmlToMarkdown::builder()
        .options(Options {
            br_style: BrStyle::Backslash,
            bullet_list_marker: BulletListMarker::Dash,
            ul_bullet_spacing: 1,
            ol_number_spacing: 1,
            ..Options::default()
        })
        .scripting_enabled(false)
        .add_handler(KEPT.to_vec(), kept)
        .add_handler(vec!["del", "s", "strike"], struck)
        .add_handler(vec!["q"], quoted)
        .add_handler(vec!["pre"], pre)
        .add_handler(vec!["table"], table)
        .add_handler(vec!["dt"], |handlers: &dyn Handlers, element: Element| {
            let term = one_line(&handlers.walk_children(element.node).content);
            Some(format!("\n\n{term}\n").into())
        })
        .add_handler(vec!["dd"], |handlers: &dyn Handlers, element: Element| {
            let text = handlers.walk_children(element.node).content;
            let text = indent(text.trim(), "  ");
            Some(format!("\n: {}\n\n", text.trim_start()).into())
        })
        .add_handler(vec!["details"], details)
        .add_handler(vec!["div", "p", "aside", "section", "blockquote"], callout)
        .add_handler(vec!["h1", "h2", "h3", "h4", "h5", "h6"], heading)
        .add_handler(
            vec!["iframe", "video", "audio", "embed", "object"],
            embedded,
        )
        .build();
    let (html, flat) = flattened(html);
    let Ok(tree) = writer.html_to_tree(&html) else {
        return (
            String::new(),
            vec![("HTML that can't be read".to_owned(), html.into_owned())],
        );
    };
    let mut lost = prepare(&tree, link);
    if flat > 0 {
        lost.push((
            "tags that are nested too deep".to_owned(),
            format!("{flat} tags"),
        ));
    }
    let words = tree::words(&tree);
    let text = tidy(&writer.tree_to_markdown(&tree));
    let missing = missing(&words, &text);
    if !missing.is_empty() {
        lost.push(("words that the conversion left out".to_owned(), missing));
    }
    (text, lost)
}

/// The words of `before` that `after` does not have as often.
pub(super) fn missing(before: &str, after: &str) -> String {
    let split = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric());
        words
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for word in split(after) {
        *count.entry(word).or_default() += 1;
    }
    let mut missing = Vec::new();
    for word in split(before) {
        match count.get_mut(&word) {
            Some(left) if *left > 0 => *left -= 1,
            _ => missing.push(word),
        }
    }
    missing.join(" ")
}

/// Escapes put in their place, spaces at line ends and runs of empty lines taken away outside of code.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut fence: Option<String> = None;
    let mut empty = 0;
    for line in text.lines() {
        let bare = line.trim_start_matches([' ', '>']);
        let ticks = &bare[..bare.len() - bare.trim_start_matches('`').len()];
        match &fence {
            Some(open) if bare.trim_end() == open => fence = None,
            Some(_) => {
                out.push_str(&line.replace(ESCAPE, "\\"));
                out.push('\n');
                continue;
            }
            None if ticks.len() >= 3 => fence = Some(ticks.to_owned()),
            None => {}
        }
        let line = line.trim_end();
        if line.starts_with(": ") && out.ends_with("\n\n") {
            // A definition stands right below its term.
            out.pop();
        }
        empty = if line.is_empty() { empty + 1 } else { 0 };
        if empty < 2 {
            out.push_str(&line.replace(ESCAPE, "\\"));
            out.push('\n');
        }
    }
    out.trim_matches('\n').to_owned()
}

fn kept(handlers: &dyn Handlers, element: Element) -> Option<HandlerResult> {
    let tag = element.tag;
    let inner = handlers.walk_children(element.node).content;
    if inner.trim().is_empty() || inner.trim().contains("\n\n") {
        return Some(inner.into());
    }
    let title = attribute(element.node, "title").filter(|_| tag == "abbr");
    let title = title.map(|title| format!(" title=\"{}\"", crate::html::escape_text(&title)));
    Some(format!("<{tag}{}>{inner}</{tag}>", title.unwrap_or_default()).into())
}

fn struck(handlers: &dyn Handlers, element: Element) -> Option<HandlerResult> {
    let inner = handlers.walk_children(element.node).content;
    let bare = inner.trim();
    if bare.is_empty() || bare.contains("\n\n") {
        return Some(inner.into());
    }
    let front = &inner[..inner.len() - inner.trim_start().len()];
    let back = &inner[inner.trim_end().len()..];
    Some(format!("{front}~~{bare}~~{back}").into())
}

fn quoted(handlers: &dyn Handlers, element: Element) -> Option<HandlerResult> {
    let inner = handlers.walk_children(element.node).content;
    Some(format!("\u{201c}{inner}\u{201d}").into())
}

/// Code, with or without a `<code>` inside.
fn pre(_: &dyn Handlers, element: Element) -> Option<HandlerResult> {
    let text = tree::text(element.node);
    let text = text.trim_matches(['\n', '\r']).trim_end();
    if text.is_empty() {
        return None;
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(3.max(longest + 1));
    let children = element.node.children.borrow();
    let classes = children
        .iter()
        .filter_map(|child| attribute(child, "class"));
    let classes: Vec<String> = attribute(element.node, "class")
        .into_iter()
        .chain(classes)
        .collect();
    let language = classes
        .iter()
        .flat_map(|class| class.split_whitespace())
        .find_map(|class| {
            let name = class
                .strip_prefix("language-")
                .or_else(|| class.strip_prefix("lang-"))?;
            let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '#' | '-');
            name.chars().all(plain).then_some(name)
        });
    Some(
        format!(
            "\n\n{fence}{}\n{text}\n{fence}\n\n",
            language.unwrap_or_default()
        )
        .into(),
    )
}

fn details(handlers: &dyn Handlers, element: Element) -> Option<HandlerResult> {
    let children: Vec<Rc<Node>> = element.node.children.borrow().clone();
    let (summary, rest): (Vec<_>, Vec<_>) =
        children.iter().partition(|child| name(child) == "summary");
    let write = |nodes: Vec<&Rc<Node>>| -> String {
        let parts = nodes.into_iter().filter_map(|node| handlers.handle(node));
        parts.map(|part| part.content).collect()
    };
    let summary = one_line(&write(summary));
    let rest = write(rest);
    Some(
        format!(
            "\n\n<details><summary>{summary}</summary>\n\n{}\n\n</details>\n\n",
            rest.trim()
        )
        .into(),
    )
}

/// A box that editors make by style classes: `<div class="callout warning">`.
fn callout(handlers: &dyn Handlers, element: Element) -> Option<HandlerResult> {
    let class = attribute(element.node, "class")
        .unwrap_or_default()
        .to_lowercase();
    let words = || class.split(|c: char| !c.is_alphanumeric());
    // `callout warning` is a warning.
    let general = |word: &&str| matches!(*word, "callout" | "alert" | "notice" | "note" | "info");
    let special = words().filter(|word| !general(word)).find_map(alert);
    let kind = special.or_else(|| words().find_map(alert));
    let Some(kind) = kind else {
        return handlers.fallback(element);
    };
    let inner = handlers.walk_children(element.node).content;
    if inner.trim().is_empty() {
        return None;
    }
    let lines: Vec<String> = inner
        .trim()
        .lines()
        .map(|line| format!("> {line}"))
        .collect();
    Some(format!("\n\n> [!{kind}]\n{}\n\n", lines.join("\n")).into())
}

/// The alert that a word of a style class stands for.
pub(super) fn alert(word: &str) -> Option<&'static str> {
    Some(match word {
        "note" | "info" | "callout" | "information" | "notice" => "NOTE",
        "tip" | "hint" | "success" => "TIP",
        "important" | "attention" => "IMPORTANT",
        "warning" | "warn" => "WARNING",
        "caution" | "danger" | "error" | "alert" => "CAUTION",
        _ => return None,
    })
}

fn heading(handlers: &dyn Handlers, element: Element) -> Option<HandlerResult> {
    let id = heading_id(element.node);
    let level = usize::from(
        element
            .tag
            .as_bytes()
            .get(1)
            .map_or(2, |digit| digit - b'0'),
    );
    let title = one_line(&handlers.walk_children(element.node).content);
    if title.is_empty() {
        return None;
    }
    // Words in braces at the end would be attributes.
    let title = match title.rfind('{').filter(|_| title.ends_with('}')) {
        Some(at) => format!("{}{ESCAPE}{}", &title[..at], &title[at..]),
        None => title,
    };
    let id = id.map(|id| format!(" {{#{id}}}")).unwrap_or_default();
    Some(format!("\n\n{} {title}{id}\n\n", "#".repeat(level)).into())
}

fn embedded(handlers: &dyn Handlers, element: Element) -> Option<HandlerResult> {
    let inner = match element.tag {
        // Its content is text for browsers that know no frames.
        "iframe" => tree::text(element.node),
        _ => handlers.walk_children(element.node).content,
    };
    let inner = inner.trim();
    let title = attribute(element.node, "title").filter(|title| !title.trim().is_empty());
    let link = tree::source(element.node).filter(|address| address.starts_with("http"));
    let link = link.map(|address| {
        let words = title
            .unwrap_or_else(|| address.clone())
            .replace(['[', ']'], "");
        format!("[{words}](<{}>)", address.replace(['<', '>'], ""))
    });
    Some(format!("\n\n{}\n\n{inner}\n\n", link.unwrap_or_default()).into())
}

/// Markdown on one line.
fn one_line(text: &str) -> String {
    let words: Vec<&str> = text
        .split_whitespace()
        .filter(|word| *word != "\\")
        .collect();
    words.join(" ")
}

fn indent(text: &str, by: &str) -> String {
    let lines = text.lines().map(|line| match line {
        "" => String::new(),
        line => format!("{by}{line}"),
    });
    lines.collect::<Vec<_>>().join("\n")
}
