//! What a fix costs, in a few words: the tags of its card and its line in the rail.

use serde::Serialize;

use super::site::Site;
use crate::html;
use crate::model::{Fix, FixKind, Risk};

/// At most this many tags stand on a card.
const MOST: usize = 3;

/// A tag: text, never colour alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tag {
    /// `ok`, `role`, `warn` or empty.
    pub class: &'static str,
    /// Name of an icon; empty where there is none.
    pub icon: &'static str,
    /// Words.
    pub text: String,
}

/// The tags of a fix in their fixed order: first, role, time, needs, what it changes.
pub(super) fn tags(site: &Site<'_>, fix: &Fix, first: bool) -> Vec<Tag> {
    let t = site.t();
    let mut tags = Vec::new();
    let mut push = |class, icon, text: String| tags.push(Tag { class, icon, text });
    if first {
        push("ok", "", t.get("try_first").to_owned());
    }
    if let Some(role) = fix.requires.role {
        let label = site.book.config.roles[role.0].label.clone();
        push("role", "shield", label);
    }
    if fix.kind == FixKind::Workaround {
        push("", "", t.get("workaround").to_owned());
    }
    if let Some(minutes) = fix.minutes {
        push("", "clock", site.minutes(minutes));
    }
    if let Some(needs) = needs(site, fix) {
        push("", "", needs);
    }
    let changes = fix.changes.as_ref().map(|text| html::plain(text.as_str()));
    let risky = fix.risk != Risk::None;
    let changes = changes
        .or_else(|| (fix.risk == Risk::DataLoss).then(|| t.get("risk_data_loss").to_owned()));
    if let Some(changes) = changes {
        let (class, icon) = if risky { ("warn", "alert") } else { ("", "") };
        // What can be lost is never the tag that falls away.
        if risky && tags.len() >= MOST {
            tags.truncate(MOST - 1);
        }
        tags.push(Tag {
            class,
            icon,
            text: changes,
        });
    }
    tags.truncate(MOST);
    tags
}

/// "2 min, anyone": a fix's line in the rail.
pub(super) fn cost(site: &Site<'_>, fix: &Fix) -> String {
    let t = site.t();
    let who = match fix.requires.role {
        Some(role) => {
            let label = &site.book.config.roles[role.0].label;
            t.fill("rail_role", &[("role", label)])
        }
        None => match fix.requires.needs.first() {
            Some(need) => t.fill("rail_needs", &[("need", &html::plain(need.as_str()))]),
            None => t.get("rail_anyone").to_owned(),
        },
    };
    match fix.minutes {
        Some(minutes) => format!("{}, {who}", site.minutes(minutes)),
        None => {
            let mut chars = who.chars();
            let first = chars.next().map(char::to_uppercase);
            first.into_iter().flatten().chain(chars).collect()
        }
    }
}

fn needs(site: &Site<'_>, fix: &Fix) -> Option<String> {
    let needs: Vec<String> = fix
        .requires
        .needs
        .iter()
        .map(|need| html::plain(need.as_str()))
        .collect();
    (!needs.is_empty()).then(|| site.t().fill("needs", &[("need", &needs.join(", "))]))
}
