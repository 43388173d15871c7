//! Headings that name a platform.
//!
//! In: the words of a heading and the platforms of the settings. Out: the platform that they name, and whether they say more.

use super::words::{plain, unnumbered};
use crate::config::Platform;

/// Other names of platforms that everybody knows, by the ids they usually have.
const NAMES: &[(&str, &[&str])] = &[
    (
        "ios",
        &[
            "ios",
            "ipados",
            "iphone",
            "ipad",
            "iphone and ipad",
            "iphone or ipad",
            "ios and ipados",
        ],
    ),
    (
        "android",
        &[
            "android",
            "android phone",
            "android device",
            "android devices",
        ],
    ),
    ("windows", &["windows", "windows pc", "microsoft windows"]),
    (
        "macos",
        &["macos", "mac os", "mac os x", "os x", "mac", "apple mac"],
    ),
    (
        "linux",
        &[
            "linux",
            "ubuntu",
            "debian",
            "fedora",
            "red hat",
            "rhel",
            "centos",
            "suse",
            "gnu/linux",
        ],
    ),
    ("web", &["web", "browser", "web browser", "in the browser"]),
];

/// Words in front of a platform that add nothing.
const BEFORE: &[&str] = &[
    "on",
    "for",
    "in",
    "using",
    "with",
    "steps for",
    "steps on",
    "instructions for",
    "from",
    "fix on",
    "fix for",
];

/// A platform that a heading names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    /// Its id in the settings.
    pub id: String,
    /// Whether the heading says nothing else, so that the platform's label stands for it.
    pub only: bool,
}

/// The platform that a heading names, if it names one and nothing but its version.
pub(super) fn named(heading: &str, platforms: &[Platform]) -> Option<Named> {
    let whole = plain(heading);
    let text = unnumbered(&whole).trim_end_matches([':', '.', ' ']);
    let mut bare = text;
    for word in BEFORE {
        if let Some(rest) = text
            .strip_prefix(word)
            .and_then(|rest| rest.strip_prefix(' '))
        {
            bare = rest
                .trim_start_matches("a ")
                .trim_start_matches("the ")
                .trim_start_matches("your ");
        }
    }
    for platform in platforms {
        let label = plain(&platform.label);
        if bare == platform.id || bare == label {
            return Some(Named {
                id: platform.id.clone(),
                only: text == label || text == format!("on {label}"),
            });
        }
    }
    let versions = |rest: &str| {
        rest.split([' ', ',', '/', '(', ')']).all(|word| {
            word.is_empty()
                || word.bytes().next().is_some_and(|b| b.is_ascii_digit())
                || [
                    "and", "or", "later", "newer", "earlier", "xp", "vista", "server", "users",
                    "devices", "r2", "lts",
                ]
                .contains(&word)
        })
    };
    let known = NAMES.iter().find(|(_, names)| {
        names.iter().any(|name| {
            bare.strip_prefix(name).is_some_and(|rest| {
                rest.is_empty() || rest.starts_with([' ', ',', '/']) && versions(rest)
            })
        })
    })?;
    let declared = platforms.iter().find(|platform| platform.id == known.0)?;
    Some(Named {
        id: declared.id.clone(),
        only: false,
    })
}
