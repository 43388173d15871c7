//! Names in the typed front matter of drafts.
//!
//! In: drafts, and the settings of the knowledge base where these are somebody's own. Out: drafts that name only what
//! the settings declare; what they name beyond that is a loss, and the words around it stay.

use super::types::{Draft, Loss, Value};
use crate::config::Config;

/// Takes names out of a draft that the settings do not declare.
pub(super) fn settle(draft: &mut Draft, config: &Config, losses: &mut Vec<Loss>) {
    let source = draft.source.clone();
    for (_, value) in draft
        .front
        .more
        .iter_mut()
        .filter(|(key, _)| key == "fixes")
    {
        let Value::List(fixes) = value else {
            continue;
        };
        for fix in fixes {
            let Value::Map(entries) = fix else {
                continue;
            };
            let mut kept = Vec::with_capacity(entries.len());
            for (key, mut value) in std::mem::take(entries) {
                match (key.as_str(), &mut value) {
                    ("requires", Value::Map(needs)) => {
                        needs.retain(|(need, role)| {
                            let known = need != "role"
                                || config
                                    .roles
                                    .iter()
                                    .any(|known| Value::text(&known.id) == *role);
                            if let (false, Value::Text(role)) = (known, role) {
                                losses.push(Loss::new(
                                    &source,
                                    0,
                                    "role that fixbook.yaml does not declare",
                                    role,
                                ));
                            }
                            known
                        });
                        if needs.is_empty() {
                            continue;
                        }
                    }
                    ("steps", Value::Map(lists)) => platforms(lists, config, &source, losses),
                    _ => {}
                }
                kept.push((key, value));
            }
            *entries = kept;
        }
    }
}

/// Steps of a platform that is not declared are everybody's, and say for which platform they are.
fn platforms(
    lists: &mut Vec<(String, Value)>,
    config: &Config,
    source: &str,
    losses: &mut Vec<Loss>,
) {
    let known = |id: &str| id == "all" || config.platforms.iter().any(|platform| platform.id == id);
    let (mut kept, other): (Vec<_>, Vec<_>) = std::mem::take(lists)
        .into_iter()
        .partition(|(id, _)| known(id));
    for (id, steps) in other {
        losses.push(Loss::new(
            source,
            0,
            "platform that fixbook.yaml does not declare",
            &id,
        ));
        let Value::List(steps) = steps else {
            continue;
        };
        let named = steps.into_iter().map(|step| match step {
            Value::Text(text) => Value::text(format!("({id}) {text}")),
            other => other,
        });
        match kept.iter_mut().find(|(name, _)| name == "all") {
            Some((_, Value::List(all))) => all.extend(named),
            _ => kept.insert(0, ("all".to_owned(), Value::List(named.collect()))),
        }
    }
    *lists = kept;
}
