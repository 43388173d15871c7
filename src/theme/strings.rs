//! The words of a theme: one YAML file per language, every value a text.

use std::collections::BTreeMap;

use super::lookup::{Lookup, embedded};
use crate::config::Config;
use crate::diag::{At, Diagnostic, nearest};

/// Words by key. Keys that begin with `js_` are for the script.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Strings(BTreeMap<String, String>);

impl Strings {
    /// The text of a key; the key itself where there is none.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.0.get(key).map_or(key, String::as_str)
    }

    /// The text of a key with `{name}` parts filled in.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.get(key), values)
    }

    /// The text for a number: `<key>_one` or `<key>_many`, with `{n}` filled in.
    pub fn count(&self, key: &str, n: usize) -> String {
        let form = format!("{key}_{}", if n == 1 { "one" } else { "many" });
        self.fill(&form, &[("n", &n.to_string())])
    }

    /// All keys and texts.
    pub fn all(&self) -> &BTreeMap<String, String> {
        &self.0
    }

    /// The script's strings as JSON; none where they are the built-in ones.
    pub(super) fn for_script(&self) -> Option<String> {
        let builtin = parse(&embedded("strings/en.yaml").unwrap_or_default());
        let own: BTreeMap<&str, &str> = self
            .0
            .iter()
            .filter(|(key, text)| builtin.get(*key) != Some(text))
            .filter_map(|(key, text)| Some((key.strip_prefix("js_")?, text.as_str())))
            .collect();
        (!own.is_empty()).then(|| serde_json::json!(own).to_string())
    }
}

/// Fills the `{name}` parts of a text; parts without a value stay.
pub(crate) fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let tail = &rest[open..];
        let known = tail.find('}').and_then(|close| {
            let value = values.iter().find(|(name, _)| *name == &tail[1..close])?;
            Some((value.1, close))
        });
        match known {
            Some((value, close)) => {
                out.push_str(value);
                rest = &tail[close + 1..];
            }
            None => {
                out.push('{');
                rest = &tail[1..];
            }
        }
    }
    out + rest
}

/// English, then the site's language, then the theme's own, then the settings' own.
pub(super) fn load(look: &Lookup<'_>, config: &Config, out: &mut Vec<Diagnostic>) -> Strings {
    let mut strings = parse(&embedded("strings/en.yaml").unwrap_or_default());
    let base = config.language.split('-').next().unwrap_or("en");
    for language in [base, config.language.as_str()] {
        let path = format!("strings/{language}.yaml");
        if let Some(text) = embedded(&path) {
            strings.extend(parse(&text));
        }
        let (Some(file), Some(text)) = (look.own(&path), look.own_text(&path)) else {
            continue;
        };
        match serde_yaml::from_str::<BTreeMap<String, String>>(&text) {
            Ok(own) => {
                for key in own.keys().filter(|key| !strings.contains_key(*key)) {
                    out.push(unknown(&strings, key, &file, key.clone()));
                }
                strings.extend(own);
            }
            Err(error) => out.push(
                Diagnostic::error("theme-strings", &file, At::File, error.to_string())
                    .help("write one `key: text` a line"),
            ),
        }
    }
    for (key, text) in &config.theme.strings {
        if !strings.contains_key(key) {
            let place = format!("theme.strings.{key}");
            out.push(unknown(&strings, key, "fixbook.yaml", place));
        }
        strings.insert(key.clone(), text.clone());
    }
    Strings(strings)
}

fn unknown(known: &BTreeMap<String, String>, key: &str, file: &str, place: String) -> Diagnostic {
    let help = match nearest(key, known.keys().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "the keys are those of `strings/en.yaml` of the default theme".to_owned(),
    };
    Diagnostic::error(
        "unknown-string",
        file,
        At::Key(place),
        format!("the theme has no string `{key}`"),
    )
    .help(help)
}

fn parse(text: &str) -> BTreeMap<String, String> {
    serde_yaml::from_str(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_is_complete_and_short() {
        let text = embedded("strings/en.yaml").expect("the default theme has English");
        let strings: BTreeMap<String, String> = serde_yaml::from_str(&text).expect("valid YAML");
        for (key, text) in strings {
            assert!(text.chars().count() <= 80, "{key} is too long: {text}");
        }
    }

    #[test]
    fn fills_known_parts_only() {
        assert_eq!(fill("{n} of {x} {", &[("n", "{x}")]), "{x} of {x} {");
    }
}
