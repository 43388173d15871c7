//! One fix, written out in full, and the switch between platforms.

use std::collections::BTreeSet;

use serde::Serialize;

use super::Html;
use super::pieces::{Pieces, SectionView};
use super::site::{Link, Site};
use super::tags::{Tag, tags};
use super::text::{Place, anchor, command, escape, with_link};
use super::url::relative;
use crate::model::{self, Article, Counts, Fix, Piece, PlatformId, Step, Target, Tried};
use crate::theme::Strings;

/// A fix as a card.
#[derive(Debug, Clone, Serialize)]
pub struct FixCard {
    /// Its number in the file, from 1: part of addresses, so it stays when the order is computed anew.
    pub n: usize,
    /// Its name, which answers about it are collected under.
    pub id: String,
    /// For how many readers it worked, where enough have said.
    pub worked: Option<String>,
    /// The condition that it depends on.
    pub when: Option<Guard>,
    /// Id of the role that it takes.
    pub role: Option<String>,
    /// Heading.
    pub title: Html,
    /// Name of the card where another of the page has the same heading.
    pub label: Option<String>,
    /// Where the heading leads: the shared fix's page, or the card itself.
    pub url: String,
    /// Whether it has a page of its own.
    pub shared: bool,
    /// Headings of the group that starts here.
    pub leads: Vec<SectionView>,
    /// The problem of the page that it is for, where there are several.
    pub group: Option<Html>,
    /// Ids of headings that are shown as something else.
    pub anchors: Vec<String>,
    /// Prose in front of the steps.
    pub intro: Option<Html>,
    /// What it costs, at most three.
    pub tags: Vec<Tag>,
    /// Callout in front of the steps.
    pub warning: Option<Html>,
    /// The question that it depends on.
    pub question: Option<Html>,
    /// Why one would try it.
    pub why: Option<Html>,
    /// Versions it holds for.
    pub versions: Option<String>,
    /// Steps for everybody.
    pub steps: Vec<StepView>,
    /// Steps by platform.
    pub blocks: Vec<OsBlock>,
    /// Platforms of the page that it has no steps for.
    pub missing: Vec<Missing>,
    /// How one sees that it worked.
    pub verify: Option<Html>,
    /// Where to go when it does not work out.
    pub edges: Vec<Edge>,
    /// More about it.
    pub details: Option<Html>,
    /// Where readers say that it is wrong, where the site collects answers.
    pub wrong: Option<String>,
    /// Where "No" leads.
    pub no: Link,
}

/// The condition of a fix, for scripts.
#[derive(Debug, Clone, Serialize)]
pub struct Guard {
    /// The condition's name.
    pub id: String,
    /// The answer that leads to the fix: `yes` or `no`.
    pub is: &'static str,
}

/// A step.
#[derive(Debug, Clone, Serialize)]
pub struct StepView {
    /// Id on the page, such as `fix-2-ios-3`.
    pub id: String,
    /// What to do.
    pub text: Html,
    /// Prose in front of the step, outside the list.
    pub before: Option<Html>,
    /// Blocks under what to do.
    pub more: Option<Html>,
    /// Prose behind the step, outside the list.
    pub after: Option<Html>,
    /// Whether a list begins with the step: it is the first one, or prose stands in front of it.
    pub begins: bool,
    /// Whether the list ends with the step.
    pub ends: bool,
    /// A command line to copy; what the reader fills in, as `<user>`, is marked.
    pub command: Option<Html>,
    /// What is seen when it worked.
    pub expect: Option<Html>,
    /// What to do when it did not.
    pub if_fails: Option<Html>,
    /// How to take it back.
    pub undo: Option<Html>,
}

/// Steps for one platform.
#[derive(Debug, Clone, Serialize)]
pub struct OsBlock {
    /// The platform's id.
    pub os: String,
    /// "On iPhone".
    pub heading: String,
    /// Its steps.
    pub steps: Vec<StepView>,
    /// For how many readers on it the fix worked, where enough have said.
    pub worked: Option<String>,
}

/// A platform that a fix has no steps for.
#[derive(Debug, Clone, Serialize)]
pub struct Missing {
    /// The platform's id.
    pub os: String,
    /// "Not available on Android."
    pub text: String,
    /// "Go to fix 3.", with the link.
    pub go: Html,
}

/// A way out of a fix that does not work.
#[derive(Debug, Clone, Serialize)]
pub struct Edge {
    /// What the reader meets.
    pub meets: Html,
    /// What that means.
    pub say: Option<Html>,
    /// "Go to fix 2.", with the link.
    pub go: Option<Html>,
}

/// The switch between platforms.
#[derive(Debug, Clone, Serialize)]
pub struct Switch {
    /// Platforms in display order.
    pub options: Vec<SwitchOption>,
}

/// A platform to choose.
#[derive(Debug, Clone, Serialize)]
pub struct SwitchOption {
    /// The platform's id.
    pub id: String,
    /// Its name.
    pub label: String,
    /// Words of a browser's description that give it away, lower case, `|` between.
    pub detect: String,
}

/// The platforms that the switch of a page offers; none where steps do not differ.
pub(super) fn platforms(fixes: &[Fix], covered: &[PlatformId]) -> Vec<PlatformId> {
    let mut all: BTreeSet<PlatformId> = fixes
        .iter()
        .flat_map(|fix| fix.steps.by_platform.iter().map(|(id, _)| *id))
        .collect();
    if all.is_empty() {
        return Vec::new();
    }
    all.extend(covered);
    if all.len() < 2 {
        return Vec::new();
    }
    all.into_iter().collect()
}

/// The switch for these platforms.
pub(super) fn switch(site: &Site<'_>, platforms: &[PlatformId]) -> Option<Switch> {
    let option = |id: &PlatformId| {
        let platform = &site.book.config.platforms[id.0];
        SwitchOption {
            id: platform.id.clone(),
            label: platform.label.clone(),
            detect: platform.detect.join("|").to_lowercase(),
        }
    };
    (!platforms.is_empty()).then(|| Switch {
        options: platforms.iter().map(option).collect(),
    })
}

/// The fix at position `at` of a page's fixes.
pub(super) fn card(
    place: &Place<'_>,
    article: Option<&Article>,
    fixes: &[Fix],
    at: usize,
    way: &Way<'_>,
    platforms: &[PlatformId],
    pieces: Option<&Pieces<'_, '_>>,
) -> FixCard {
    let fix = &fixes[at];
    let (site, t, n) = (place.site, place.site.t(), at + 1);
    // Text of a shared fix is read as from its own file, unless the article says it in its own words.
    let place = &match fix.shared {
        Some(id) => place.in_file(&site.book.fixes[id.0].source),
        None => place.in_file(place.source),
    };
    let next = next(place, way, at);
    let page = fix.shared.map(|id| &site.book.fixes[id.0].url);
    let page = page.filter(|url| url.as_str() != place.page);
    let instead = match way.after(at) {
        Some(next) => t.fill("fix_n", &[("n", &way.number(next))]),
        None => t.get("stuck").to_owned(),
    };
    let missing = |id: &PlatformId| {
        let platform = &site.book.config.platforms[id.0];
        Missing {
            os: platform.id.clone(),
            text: t.fill("not_available", &[("name", &platform.label)]),
            go: with_link(t.get("go_to"), &anchor(&next.url, &instead)),
        }
    };
    let has = |id: &PlatformId| fix.steps.by_platform.iter().any(|(other, _)| other == id);
    let lacking = fix.steps.all.is_empty() && !fix.steps.by_platform.is_empty();
    FixCard {
        n,
        id: fix.id.clone(),
        worked: worked(t, way.tried[at].all),
        when: article.zip(fix.when).map(|(article, when)| Guard {
            id: article.conditions[when.condition].id.clone(),
            is: if when.negated { "no" } else { "yes" },
        }),
        role: fix
            .requires
            .role
            .map(|id| site.book.config.roles[id.0].id.clone()),
        title: place.inline(&fix.title),
        label: fixes
            .iter()
            .enumerate()
            .any(|(other, same)| other != at && same.title == fix.title)
            .then(|| {
                let number = t.fill("fix_n", &[("n", &n.to_string())]);
                format!("{number}: {}", crate::html::plain(fix.title.as_str()))
            }),
        url: page.map_or_else(|| format!("#fix-{n}"), |url| relative(place.page, url)),
        shared: page.is_some(),
        leads: pieces
            .into_iter()
            .flat_map(|pieces| fix.found.leads.iter().map(|lead| pieces.section(lead, 3)))
            .collect(),
        group: place.maybe(fix.found.group.as_ref()),
        anchors: fix.found.anchors.clone(),
        intro: pieces.and_then(|pieces| pieces.blocks(fix.found.intro, 3)),
        tags: tags(site, fix, way.order.first() == Some(&at) && fixes.len() > 1),
        warning: place.maybe(fix.warning.as_ref()),
        question: article.and_then(|article| question(place, article, fix)),
        why: place.maybe(fix.why.as_ref()),
        versions: fix.versions.clone(),
        steps: steps(place, &fix.steps.all, &format!("fix-{n}"), pieces, 3),
        blocks: fix
            .steps
            .by_platform
            .iter()
            .map(|(id, steps)| block(place, *id, steps, n, pieces))
            .map(|block| with_counts(site, block, fix, &way.tried[at]))
            .collect(),
        missing: platforms
            .iter()
            .filter(|id| lacking && !has(id))
            .map(missing)
            .collect(),
        verify: place.maybe(fix.verify.as_ref()),
        edges: fix
            .then
            .iter()
            .map(|edge| edge_view(place, edge, way))
            .collect(),
        details: match pieces.and_then(|pieces| pieces.blocks(fix.found.rest, 3)) {
            Some(rest) => Some(rest),
            None => place.in_file(&fix.details_source).block(&fix.details),
        },
        wrong: super::wrong::link(place, fix),
        no: next,
    }
}

/// The order of a page's fixes, and what readers said about them.
pub(super) struct Way<'a> {
    /// Positions of the fixes in the order of the page.
    pub(super) order: &'a [usize],
    /// By fix.
    pub(super) tried: &'a [Tried],
}

impl Way<'_> {
    /// The number that a fix has on the page.
    pub(super) fn number(&self, at: usize) -> String {
        let place = self.order.iter().position(|other| *other == at);
        (place.unwrap_or(at) + 1).to_string()
    }

    /// The fix that follows.
    pub(super) fn after(&self, at: usize) -> Option<usize> {
        let place = self.order.iter().position(|other| *other == at)?;
        self.order.get(place + 1).copied()
    }
}

/// Fewer answers than this say nothing, and are not shown.
const ENOUGH: u64 = 5;

/// "Worked for 34 of 41".
fn worked(t: &Strings, counts: Counts) -> Option<String> {
    let (worked, total) = (counts.worked.to_string(), counts.total().to_string());
    let values = [("n", worked.as_str()), ("total", total.as_str())];
    (counts.total() >= ENOUGH).then(|| t.fill("worked_for", &values))
}

/// A block of steps with the platform's own counts, where a fix differs by platform.
fn with_counts(site: &Site<'_>, block: OsBlock, fix: &Fix, tried: &Tried) -> OsBlock {
    let platforms = fix.steps.by_platform.iter().map(|(id, _)| id);
    let own = platforms
        .filter(|id| site.book.config.platforms[id.0].id == block.os)
        .find_map(|id| tried.platforms.get(id));
    let differs = fix.steps.by_platform.len() > 1;
    OsBlock {
        worked: own
            .filter(|_| differs)
            .and_then(|own| worked(site.t(), *own)),
        ..block
    }
}

/// Where "No" leads: the next fix, then the help of people.
fn next(place: &Place<'_>, way: &Way<'_>, at: usize) -> Link {
    let t = place.site.t();
    match way.after(at) {
        Some(next) => Link {
            url: format!("#fix-{}", next + 1),
            text: t.fill("no_next", &[("n", &way.number(next))]),
        },
        None => Link {
            url: "#stuck".to_owned(),
            text: t.get("no_stuck").to_owned(),
        },
    }
}

fn question(place: &Place<'_>, article: &Article, fix: &Fix) -> Option<Html> {
    let when = fix.when?;
    let own = place.in_file(&article.source);
    let ask = own.inline(&article.conditions[when.condition].ask);
    let key = if when.negated { "if_no" } else { "if_yes" };
    let text = place.site.t().get(key);
    Some(escape(text).replacen("{question}", &format!("<b>{ask}</b>"), 1))
}

fn block(
    place: &Place<'_>,
    id: PlatformId,
    list: &[Step],
    n: usize,
    pieces: Option<&Pieces<'_, '_>>,
) -> OsBlock {
    let platform = &place.site.book.config.platforms[id.0];
    OsBlock {
        os: platform.id.clone(),
        heading: place
            .site
            .t()
            .fill("on_platform", &[("name", &platform.label)]),
        steps: steps(place, list, &format!("fix-{n}-{}", platform.id), pieces, 4),
        worked: None,
    }
}

fn steps(
    place: &Place<'_>,
    steps: &[Step],
    prefix: &str,
    pieces: Option<&Pieces<'_, '_>>,
    top: u8,
) -> Vec<StepView> {
    let blocks = |piece: Option<Piece>| pieces.and_then(|pieces| pieces.blocks(piece, top));
    // Prose may follow any step: a platform that comes twice brings what stood behind its first list.
    let splits = |at: usize| {
        let (before, after) = (steps.get(at), steps.get(at.wrapping_sub(1)));
        before.is_none_or(|step| step.pieces.before.is_some())
            || after.is_none_or(|step| step.pieces.after.is_some())
    };
    let step = |(at, step): (usize, &Step)| StepView {
        id: format!("{prefix}-{}", at + 1),
        begins: splits(at),
        ends: splits(at + 1),
        text: match (pieces, step.pieces.head) {
            (Some(pieces), Some(head)) => pieces.inline(head),
            _ => place.inline(&step.text),
        },
        before: blocks(step.pieces.before),
        more: blocks(step.pieces.more),
        after: blocks(step.pieces.after),
        command: step.command.as_deref().map(command),
        expect: place.maybe(step.expect.as_ref()),
        if_fails: place.maybe(step.if_fails.as_ref()),
        undo: place.maybe(step.undo.as_ref()),
    };
    steps.iter().enumerate().map(step).collect()
}

fn edge_view(place: &Place<'_>, edge: &model::Edge, way: &Way<'_>) -> Edge {
    let (site, t) = (place.site, place.site.t());
    let link = edge.go.map(|target| match target {
        Target::Fix(at) => {
            let n = way.number(at);
            anchor(&format!("#fix-{}", at + 1), &t.fill("fix_n", &[("n", &n)]))
        }
        Target::Article(id) => anchor(
            &relative(place.page, &site.article(id).url),
            &site.titles[id.0],
        ),
        Target::Shared(id) => {
            let shared = &site.book.fixes[id.0];
            let title = crate::html::plain(shared.fix.title.as_str());
            anchor(&relative(place.page, &shared.url), &title)
        }
    });
    let mut meets = place.inline(&edge.meets);
    if edge
        .meets
        .as_str()
        .ends_with(|c: char| c.is_alphanumeric() || c == ')')
    {
        meets += &escape(t.get("edge_end"));
    }
    Edge {
        meets,
        say: place.maybe(edge.say.as_ref()),
        go: link.map(|link| with_link(t.get("go_to"), &link)),
    }
}
