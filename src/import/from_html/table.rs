//! HTML tables as Markdown.
//!
//! In: a table's element. Out: a pipe table, each cell on one line.

use std::rc::Rc;

use htmd::element_handler::{HandlerResult, Handlers};
use htmd::{Element, Node};

use super::tree::{attribute, name};

/// A pipe table; a table of one column is what layouts are made of, and becomes the blocks in it.
pub(super) fn table(handlers: &dyn Handlers, element: Element) -> Option<HandlerResult> {
    let mut rows: Vec<(bool, Vec<String>)> = Vec::new();
    let mut before = String::new();
    let mut stack: Vec<Rc<Node>> = element
        .node
        .children
        .borrow()
        .iter()
        .rev()
        .cloned()
        .collect();
    while let Some(node) = stack.pop() {
        match name(&node) {
            "thead" | "tbody" | "tfoot" => {
                stack.extend(node.children.borrow().iter().rev().cloned())
            }
            "tr" => {
                let mut cells = Vec::new();
                let mut head = true;
                for cell in node.children.borrow().iter() {
                    if matches!(name(cell), "td" | "th") {
                        head &= name(cell) == "th";
                        cells.push(handlers.walk_children(cell).content);
                        let span = attribute(cell, "colspan").and_then(|span| span.parse().ok());
                        for _ in 1..span.unwrap_or(1usize).min(20) {
                            cells.push(String::new());
                        }
                    }
                }
                rows.push((head, cells));
            }
            _ => {
                let other = handlers.handle(&node).map(|part| part.content);
                before.push_str(&other.unwrap_or_default());
            }
        }
    }
    rows.retain(|(_, cells)| !cells.is_empty());
    let width = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
    let mut out = format!("\n\n{}\n\n", before.trim());
    if width <= 1 {
        for (_, cells) in rows {
            out.push_str(&format!("{}\n\n", cells.concat().trim_matches('\n')));
        }
        return Some(out.into());
    }
    if !rows.first().is_some_and(|(head, _)| *head) {
        rows.insert(0, (true, Vec::new()));
    }
    for (at, (_, mut cells)) in rows.into_iter().enumerate() {
        cells.resize(width, String::new());
        let cells: Vec<String> = cells.iter().map(|cell| in_cell(cell)).collect();
        out.push_str(&format!("| {} |\n", cells.join(" | ")));
        if at == 0 {
            out.push_str(&format!("|{}\n", "---|".repeat(width)));
        }
    }
    out.push_str("\n\n");
    Some(out.into())
}

/// Markdown blocks as the one line that a cell can hold.
fn in_cell(text: &str) -> String {
    let mut lines = Vec::new();
    let mut code = false;
    for line in text.trim().lines() {
        let bare = line.trim();
        if bare.starts_with("```") {
            code = !code;
            continue;
        }
        let bare = bare.trim_end_matches('\\').trim_end();
        if bare.is_empty() {
            continue;
        }
        lines.push(if code {
            format!("`{}`", bare.replace('`', "'"))
        } else if bare.starts_with('#') {
            format!("**{}**", bare.trim_start_matches('#').trim())
        } else if let Some(rest) = bare.strip_prefix("- ") {
            format!("• {rest}")
        } else {
            bare.to_owned()
        });
    }
    lines.join("<br>").replace('|', "\\|")
}
