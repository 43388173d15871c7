//! Front matter that is no YAML, read as its writer meant it.
//!
//! In: the lines between the fences. Out: YAML of the same keys. Each entry that starts at the left is tried alone;
//! what can't be read is put into quotes, so that one odd title costs nothing else.

use std::collections::BTreeSet;

use super::yaml::is_map;

/// The entries of a front matter, each of them YAML; of repeated keys the first.
pub fn mended(text: &str) -> String {
    let indent = text
        .lines()
        .find(|line| !line.trim().is_empty())
        .map_or(0, |line| line.len() - line.trim_start().len());
    let mut entries: Vec<String> = Vec::new();
    for line in text.lines() {
        let own = line.len() - line.trim_start().len();
        let line = &line[own.min(indent)..];
        let starts = own <= indent && key(line).is_some();
        match entries.last_mut() {
            Some(last) if !starts => {
                last.push('\n');
                last.push_str(line);
            }
            _ if starts => entries.push(line.to_owned()),
            _ => {}
        }
    }
    let mut known = BTreeSet::new();
    let mut out = String::new();
    for entry in entries {
        let Some((key, value)) = key(&entry) else {
            continue;
        };
        if !known.insert(key.to_owned()) {
            continue;
        }
        if is_map(&entry) {
            out.push_str(&entry);
        } else {
            out.push_str(&format!("{key}: {}", quoted(value)));
        }
        out.push('\n');
    }
    out
}

/// The key that a line starts with, and what follows the colon.
fn key(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ');
    let begins = key.starts_with(|c: char| c.is_alphanumeric() || c == '_');
    let ends = value.is_empty() || value.starts_with([' ', '\t', '\n', '"', '\'']);
    (begins && ends && key.chars().all(plain)).then(|| (key.trim_end(), value))
}

fn quoted(value: &str) -> String {
    let value = value.trim();
    let inner = |quote: char| value.strip_prefix(quote)?.strip_suffix(quote);
    let value = inner('"').or_else(|| inner('\'')).unwrap_or(value);
    let words: Vec<&str> = value.split_whitespace().collect();
    format!("'{}'", words.join(" ").replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::mended;

    #[test]
    fn one_odd_entry_costs_nothing_else() {
        let text = "title: \"Error\": it: fails\nlabels: a, b\ntags:\n  - x\nother: {{ name }} is\nlabels: c\n";
        let wanted =
            "title: '\"Error\": it: fails'\nlabels: a, b\ntags:\n  - x\nother: '{{ name }} is'\n";
        assert_eq!(mended(text), wanted);
        assert_eq!(
            mended(" title: 'It's odd'\n labels: a\n"),
            "title: 'It''s odd'\nlabels: a\n"
        );
        assert_eq!(mended("no keys at all\n"), "");
    }
}
