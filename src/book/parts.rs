//! Parts of a fix: what it requires, its steps, where it leads.
//!
//! In: a parsed part, what its file can refer to, and how its texts are copied. Out: the resolved part.

use super::fix::Scope;
use super::names::{Found, suggest};
use super::{Href, href, relative};
use crate::diag::Diagnostic;
use crate::model::{Edge, PlatformId, Requires, Step, Steps, Target, Text};
use crate::parse::{ParsedEdge, ParsedRequires, ParsedSteps, Ref};

/// How a text is copied: as it is, or with its links moved to another file.
pub(super) type Copy<'a> = &'a dyn Fn(&Text) -> Text;

pub(super) fn requires(
    parsed: &ParsedRequires,
    scope: &Scope<'_>,
    copy: Copy<'_>,
    out: &mut Vec<Diagnostic>,
) -> Requires {
    let role = parsed.role.as_ref();
    Requires {
        role: role.and_then(|role| scope.names.role(scope.file, role, out)),
        needs: parsed.needs.iter().map(copy).collect(),
    }
}

pub(super) fn steps(
    parsed: &ParsedSteps,
    scope: &Scope<'_>,
    copy: Copy<'_>,
    out: &mut Vec<Diagnostic>,
) -> Steps {
    let step = |step: &Step| Step {
        text: copy(&step.text),
        command: step.command.clone(),
        expect: step.expect.as_ref().map(copy),
        if_fails: step.if_fails.as_ref().map(copy),
        undo: step.undo.as_ref().map(copy),
        pieces: step.pieces,
    };
    let mut by_platform: Vec<(PlatformId, Vec<Step>)> = Vec::new();
    for (name, steps) in &parsed.by_platform {
        let platform = scope.names.platform(scope.file, name, out);
        if let (Some(platform), false) = (platform, steps.is_empty()) {
            by_platform.push((platform, steps.iter().map(step).collect()));
        }
    }
    by_platform.sort_by_key(|(platform, _)| *platform);
    Steps {
        all: parsed.all.iter().map(step).collect(),
        by_platform,
    }
}

pub(super) fn edges(
    parsed: &[ParsedEdge],
    scope: &Scope<'_>,
    copy: Copy<'_>,
    out: &mut Vec<Diagnostic>,
) -> Vec<Edge> {
    let edge = |edge: &ParsedEdge| Edge {
        meets: copy(&edge.meets),
        say: edge.say.as_ref().map(copy),
        go: edge.go.as_ref().and_then(|name| target(name, scope, out)),
    };
    parsed.iter().map(edge).collect()
}

/// A fix of the article by its own id, one by the shared fix it uses, an article, a shared fix's page.
pub(super) fn target(name: &Ref, scope: &Scope<'_>, out: &mut Vec<Diagnostic>) -> Option<Target> {
    let wanted = name.text.as_str();
    let own = scope.fixes.iter().position(|(id, _)| *id == wanted);
    let used = || {
        scope
            .fixes
            .iter()
            .position(|(_, used)| *used == Some(wanted))
    };
    if let Some(position) = own.or_else(used) {
        return Some(Target::Fix(position));
    }
    let names = scope.names;
    match (names.find_article(wanted), names.find_fix(wanted)) {
        (Found::Article(article), _) => Some(Target::Article(article)),
        (_, Some(fix)) => Some(Target::Shared(fix)),
        (Found::Broken, None) => None,
        (Found::Nothing, None) => {
            let fixes = scope.fixes.iter().map(|(id, _)| *id);
            let known = fixes.chain(names.article_names()).chain(names.fix_ids());
            let own = scope.own;
            let fallback =
                format!("`go` names a {own} of this article, an article, or a shared fix");
            let message = format!("`go` leads nowhere: nothing is called `{wanted}`");
            out.push(
                Diagnostic::error("unknown-target", scope.file, name.at.clone(), message)
                    .label(format!("neither a {own} nor an article"))
                    .help(suggest(wanted, known, &fallback)),
            );
            None
        }
        (found, None) => {
            out.extend(names.not_one(scope.file, name, &found));
            None
        }
    }
}

/// An inline text moved to another file: its relative links still lead to the same files.
pub(super) fn moved(text: &str, from: &str, to: &str) -> String {
    let mut rest = text;
    let mut moved = String::with_capacity(text.len());
    while let Some(at) = rest.find("](") {
        let (before, link) = rest.split_at(at + 2);
        moved.push_str(before);
        let end = link.find([')', ' ', '"']).unwrap_or(link.len());
        let (link, after) = link.split_at(end);
        match href(from, link.trim_matches(['<', '>'])) {
            Href::File { path, anchor } => {
                moved.push_str(&relative(to, &path));
                if let Some(anchor) = anchor {
                    moved.push('#');
                    moved.push_str(&anchor);
                }
            }
            _ => moved.push_str(link),
        }
        rest = after;
    }
    moved.push_str(rest);
    moved
}
