//! Sections to fixes.
//!
//! In: sections in order, as `read` walks them. Out: fixes; those of one group address the causes of their group, and
//! where an article has several groups each fix says which it is for.

use super::outline::Part;
use super::owners::{Run, is_inside};
use super::roles::Says;
use super::{steps, typed};
use crate::config::{Config, HeadingRole};
use crate::diag::At;
use crate::html::Reading;
use crate::model::{FixKind, FoundFix, Section, Text};
use crate::parse::{ParsedArticle, ParsedFix, Ref};

/// Fixes while they are collected.
#[derive(Default)]
pub(super) struct Fixes {
    found: Vec<(ParsedFix, usize)>,
    groups: Vec<Group>,
    leads: Vec<Section>,
}

/// Symptoms, causes and the fixes that follow them.
#[derive(Default)]
struct Group {
    /// The heading that it stands under, or its symptom.
    label: Option<Text>,
    /// What its first cause is called.
    cause: Option<Text>,
    causes: Vec<String>,
    waiting: Vec<usize>,
    has_fix: bool,
}

impl Fixes {
    /// A section that tells symptoms: behind a cause or a fix it starts a new group.
    pub(super) fn symptom(&mut self, section: &Section, reading: &Reading<'_>) {
        let open = self
            .groups
            .last()
            .is_some_and(|group| !group.has_fix && group.waiting.is_empty());
        if !open {
            self.groups.push(Group::default());
        }
        let label = label(section, reading);
        if let Some(group) = self.groups.last_mut() {
            group.label.get_or_insert(label);
        }
    }

    /// A section that tells a cause, by its position in the article: behind a fix it starts a new group.
    pub(super) fn cause(&mut self, position: usize, section: &Section, reading: &Reading<'_>) {
        if self.groups.last().is_none_or(|group| group.has_fix) {
            self.groups.push(Group::default());
        }
        if let Some(group) = self.groups.last_mut() {
            group.waiting.push(position);
            group.cause.get_or_insert_with(|| label(section, reading));
        }
    }

    /// A heading that stands above the next fix.
    pub(super) fn lead(&mut self, section: Section) {
        if self
            .groups
            .last()
            .is_none_or(|group| group.has_fix || !group.waiting.is_empty())
        {
            self.groups.push(Group::default());
        }
        if let Some(group) = self.groups.last_mut() {
            group.label.get_or_insert_with(|| section.title.clone());
        }
        self.leads.push(section);
    }

    /// A section that is a fix.
    #[allow(clippy::too_many_arguments)]
    pub(super) fn fix(
        &mut self,
        reading: &Reading<'_>,
        body: &str,
        article: &ParsedArticle,
        config: &Config,
        parts: &[Part],
        runs: &[Run],
        at: usize,
    ) {
        let run = &runs[at];
        let part = &parts[run.part];
        let content = steps::content(reading, run.content, config, article.body_offset);
        let has_steps = !content.steps.all.is_empty() || !content.steps.by_platform.is_empty();
        let inner = runs.get(at + 1).is_some_and(|next| {
            next.role.is_some_and(HeadingRole::is_fix) && is_inside(parts, next.part, run.part)
        });
        if inner && !has_steps {
            self.leads.push(typed::section(reading, body, part, run));
            return;
        }
        if !inner && !has_steps && content.rest.is_none() {
            // A heading with nothing under it is no fix.
            self.leads.push(typed::section(reading, body, part, run));
            return;
        }
        let place = part.place(article.body_offset);
        let row = part.says == Says::Step;
        let title = match part.parent.filter(|_| row) {
            Some(parent) => typed::title(reading, body, &parts[parent]),
            None if row => article.title.clone(),
            None => typed::title(reading, body, part),
        };
        let mut anchors = content.anchors;
        if !row {
            anchors.insert(0, part.id.clone());
        }
        anchors.retain(|id| !id.is_empty());
        if self.groups.is_empty() {
            self.groups.push(Group::default());
        }
        if let Some(group) = self.groups.last_mut() {
            group.has_fix = true;
        }
        let fix = ParsedFix {
            at: Some(place.clone()),
            id: Some(Ref {
                text: match part.id.as_str() {
                    "" => format!("section-{}", run.part + 1),
                    id => id.to_owned(),
                },
                at: place,
            }),
            title: Some(title),
            kind: Some(match run.role {
                Some(HeadingRole::Workaround) => FixKind::Workaround,
                Some(HeadingRole::Diagnostic) => FixKind::Diagnostic,
                _ => FixKind::Resolution,
            }),
            steps: Some(content.steps),
            found: FoundFix {
                leads: std::mem::take(&mut self.leads),
                group: None,
                anchors,
                rest: content.rest,
                intro: content.intro,
            },
            ..ParsedFix::default()
        };
        self.found.push((fix, self.groups.len() - 1));
    }

    /// All fixes, with the causes they address.
    pub(super) fn finish(
        mut self,
        causes: &[(crate::model::Cause, At)],
    ) -> (Vec<ParsedFix>, Vec<Section>) {
        for group in &mut self.groups {
            let ids = group.waiting.iter().filter_map(|at| causes.get(*at));
            group.causes = ids.map(|(cause, _)| cause.id.clone()).collect();
        }
        let several = self.groups.iter().filter(|group| group.has_fix).count() > 1;
        let groups = &self.groups;
        // Groups that share a symptom are told apart by their causes.
        let labelled = groups
            .iter()
            .filter(|group| group.has_fix && group.label.is_some());
        let by_label = labelled.count() > 1;
        let fixes = self.found.into_iter().map(|(mut fix, group)| {
            let group = &groups[group];
            let at = fix.at.clone().unwrap_or(At::File);
            if !group.causes.is_empty() {
                let cause = |id: &String| Ref {
                    text: id.clone(),
                    at: at.clone(),
                };
                fix.addresses = Some(group.causes.iter().map(cause).collect());
            }
            let led = fix
                .found
                .leads
                .iter()
                .any(|lead| Some(&lead.title) == group.label.as_ref());
            let label = match by_label {
                true => group.label.as_ref().or(group.cause.as_ref()),
                false => group.cause.as_ref().or(group.label.as_ref()),
            };
            fix.found.group = label.cloned().filter(|_| several && !led);
            fix
        });
        (fixes.collect(), self.leads)
    }
}

/// What a section is called: its heading, or its first sentence where the heading is a single word.
fn label(section: &Section, reading: &Reading<'_>) -> Text {
    let plain = super::words::plain(section.title.as_str());
    let first = reading.blocks(section.piece).into_iter().next();
    let words = first.map(|block| reading.words(block.inner));
    match words.filter(|words| !words.is_empty() && !plain.contains(' ')) {
        Some(words) => Text(typed::escape(typed::first_sentence(&words))),
        None => section.title.clone(),
    }
}

/// Whether a heading without a role is the title of one of several groups.
pub(super) fn leads(parts: &[Part], runs: &[Run], at: usize) -> bool {
    let holds_fix = |outer: usize| {
        runs.iter().any(|run| {
            run.role.is_some_and(HeadingRole::is_fix) && is_inside(parts, run.part, outer)
        })
    };
    if !holds_fix(at) {
        return false;
    }
    let level = parts[at].level;
    let same = runs
        .iter()
        .filter(|run| run.role.is_none() && parts[run.part].level == level && holds_fix(run.part));
    same.count() > 1 || matches!(parts[at].says, Says::Case | Says::Way)
}
