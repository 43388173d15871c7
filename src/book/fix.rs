//! Fixes: references resolved, shared fixes merged in.
//!
//! In: a parsed fix, and the shared fix it uses, if any. Out: a [`Fix`]. A key that the article
//! writes wins over the shared fix's own, as a whole. What is wrong inside a shared fix is reported
//! in its own file, once, and not again for every article that uses it.

use super::names::{Names, shared_id, suggest};
use super::parts;
use crate::diag::{At, Diagnostic};
use crate::model::{Fix, FixKind, Requires, Risk, SharedFix, Steps, Text, When};
use crate::parse::{ParsedFix, ParsedSharedFix, Ref};

/// What a fix can refer to inside its file.
pub(super) struct Scope<'a> {
    pub names: &'a Names<'a>,
    pub file: &'a str,
    pub causes: Vec<&'a str>,
    pub conditions: Vec<&'a str>,
    /// Ids of the article's fixes, and of the shared fixes they use; of a guide: its questions.
    pub fixes: Vec<(&'a str, Option<&'a str>)>,
    /// What `fixes` are called in messages.
    pub own: &'static str,
}

/// Resolves a file of `fixes/`.
pub(super) fn shared(
    parsed: &ParsedSharedFix,
    names: &Names<'_>,
    out: &mut Vec<Diagnostic>,
) -> SharedFix {
    let scope = Scope {
        names,
        file: &parsed.source,
        causes: Vec::new(),
        conditions: Vec::new(),
        fixes: Vec::new(),
        own: "fix",
    };
    for (key, at) in [
        ("use", parsed.fix.shared.as_ref().map(|r| &r.at)),
        ("when", parsed.fix.when.as_ref().map(|(r, _)| &r.at)),
        (
            "addresses",
            parsed.fix.addresses.iter().flatten().next().map(|r| &r.at),
        ),
    ] {
        if let Some(at) = at {
            let message = format!("a shared fix can't say `{key}`");
            out.push(
                Diagnostic::error("misplaced-key", &parsed.source, at.clone(), message)
                    .label("refers to things of an article")
                    .help(format!(
                        "write `{key}` beside `use:` in the articles that need it"
                    )),
            );
        }
    }
    let own = ParsedFix {
        shared: None,
        when: None,
        addresses: None,
        details: Some(details(parsed)),
        ..parsed.fix.clone()
    };
    let fix = resolve(&own, None, &scope, out);
    if is_empty(&fix) {
        let at = own.at.clone().unwrap_or(At::File);
        out.push(empty(&parsed.source, at, &fix));
    }
    let id = shared_id(parsed).to_owned();
    SharedFix {
        source: parsed.source.clone(),
        url: format!("fixes/{id}.html"),
        fix: Fix { id, ..fix },
    }
}

/// Resolves a fix, taking from `base` what it does not say itself.
pub(super) fn resolve(
    own: &ParsedFix,
    base: Option<&ParsedSharedFix>,
    scope: &Scope<'_>,
    out: &mut Vec<Diagnostic>,
) -> Fix {
    let mut quiet = Vec::new();
    let quiet = &mut quiet;
    let from = base.map(|b| &b.fix);
    let moved = |text: &Text| match base {
        Some(base) => Text(parts::moved(text.as_str(), &base.source, scope.file)),
        None => text.clone(),
    };
    let text = |own: &Option<Text>, base: Option<&Option<Text>>| match own {
        Some(text) => Some(text.clone()),
        None => base.and_then(Option::as_ref).map(moved),
    };
    let requires = match (&own.requires, from.and_then(|f| f.requires.as_ref())) {
        (Some(requires), _) => parts::requires(requires, scope, &Text::clone, out),
        (None, Some(requires)) => parts::requires(requires, scope, &moved, quiet),
        (None, None) => Requires::default(),
    };
    let steps = match (&own.steps, from.and_then(|f| f.steps.as_ref())) {
        (Some(steps), _) => parts::steps(steps, scope, &Text::clone, out),
        (None, Some(steps)) => parts::steps(steps, scope, &moved, quiet),
        (None, None) => Steps::default(),
    };
    let then = match (&own.then, from.and_then(|f| f.then.as_ref())) {
        (Some(edges), _) => parts::edges(edges, scope, &Text::clone, out),
        (None, Some(edges)) => parts::edges(edges, scope, &moved, quiet),
        (None, None) => Vec::new(),
    };
    let (details, details_source) = match (&own.details, base) {
        (Some(details), _) => (details.clone(), scope.file),
        (None, Some(base)) => (self::details(base), base.source.as_str()),
        (None, None) => (String::new(), scope.file),
    };
    let id = match (&own.id, base) {
        (Some(id), _) => id.text.clone(),
        (None, Some(base)) => shared_id(base).to_owned(),
        (None, None) => own
            .shared
            .as_ref()
            .map(|r| r.text.clone())
            .unwrap_or_default(),
    };
    Fix {
        shared: base.and_then(|base| scope.names.find_fix(shared_id(base))),
        title: text(&own.title, from.map(|f| &f.title)).unwrap_or_else(|| Text(id.clone())),
        kind: own
            .kind
            .or(from.and_then(|f| f.kind))
            .unwrap_or(FixKind::Resolution),
        pin: own.pin.or(from.and_then(|f| f.pin)).unwrap_or(false),
        addresses: addresses(own, scope, out),
        minutes: own.minutes.or(from.and_then(|f| f.minutes)),
        risk: own.risk.or(from.and_then(|f| f.risk)).unwrap_or(Risk::None),
        changes: text(&own.changes, from.map(|f| &f.changes)),
        why: text(&own.why, from.map(|f| &f.why)),
        warning: text(&own.warning, from.map(|f| &f.warning)),
        requires,
        when: when(own, scope, out),
        steps,
        verify: text(&own.verify, from.map(|f| &f.verify)),
        then,
        details,
        details_source: details_source.to_owned(),
        versions: own
            .versions
            .clone()
            .or_else(|| from.and_then(|f| f.versions.clone())),
        found: own.found.clone(),
        id,
    }
}

/// Whether a fix gives the reader nothing to do.
pub(super) fn is_empty(fix: &Fix) -> bool {
    fix.steps.all.is_empty()
        && fix.steps.by_platform.is_empty()
        && fix.details.trim().is_empty()
        && fix.then.is_empty()
        && fix.found.rest.is_none()
}

/// The diagnostic for an empty fix.
pub(super) fn empty(file: &str, at: At, fix: &Fix) -> Diagnostic {
    let message = format!("the fix `{}` has nothing to do in it", fix.id);
    Diagnostic::error("empty-fix", file, at, message)
        .label("no steps, no details, no `then`")
        .help("add `steps:`, or remove the fix")
}

/// A shared fix's `details` and its body, which is the same by another way.
fn details(shared: &ParsedSharedFix) -> String {
    let key = shared.fix.details.as_deref().unwrap_or_default().trim_end();
    match (key.is_empty(), shared.body.trim().is_empty()) {
        (true, _) => shared.body.clone(),
        (false, true) => key.to_owned(),
        (false, false) => format!("{key}\n\n{}", shared.body),
    }
}

fn addresses(own: &ParsedFix, scope: &Scope<'_>, out: &mut Vec<Diagnostic>) -> Vec<usize> {
    let mut found = Vec::new();
    for name in own.addresses.iter().flatten() {
        let position = inside(
            "cause",
            "unknown-cause",
            name,
            &scope.causes,
            scope.file,
            out,
        );
        found.extend(position);
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn when(own: &ParsedFix, scope: &Scope<'_>, out: &mut Vec<Diagnostic>) -> Option<When> {
    let (name, negated) = own.when.as_ref()?;
    let kind = "condition";
    let condition = inside(
        kind,
        "unknown-condition",
        name,
        &scope.conditions,
        scope.file,
        out,
    )?;
    Some(When {
        condition,
        negated: *negated,
    })
}

fn inside(
    kind: &str,
    code: &'static str,
    name: &Ref,
    known: &[&str],
    file: &str,
    out: &mut Vec<Diagnostic>,
) -> Option<usize> {
    let position = known.iter().position(|known| *known == name.text);
    if position.is_none() {
        let message = format!("this article has no {kind} `{}`", name.text);
        let fallback = format!("add it under `{kind}s:` in this article");
        out.push(
            Diagnostic::error(code, file, name.at.clone(), message)
                .label(format!("not under `{kind}s`"))
                .help(suggest(&name.text, known.iter().copied(), &fallback)),
        );
    }
    position
}
