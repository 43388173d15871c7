//! YAML that other tools' users wrote, without any idea of its keys.
//!
//! In: text. Out: [`Value`]s, everything that is not a list or a map as text; or a text written so that YAML
//! reads it again.

use serde_yaml::Value as Yaml;

use super::types::Value;

/// Nesting past this is refused: readers take quadratic time for it, and no settings need it.
const BRACKETS: usize = 64;

/// The entries of a map; an error says in a few words why there are none.
pub(super) fn read(text: &str) -> Result<Vec<(String, Value)>, String> {
    let value = parse(text)?;
    match convert(&value, 0) {
        Some(Value::Map(entries)) => Ok(entries
            .into_iter()
            .map(|(k, v)| respell(k, v, text))
            .collect()),
        None => Ok(Vec::new()),
        Some(_) => Err("it is no map of keys".to_owned()),
    }
}

/// Any value; none for nothing.
pub(super) fn read_any(text: &str) -> Result<Option<Value>, String> {
    Ok(convert(&parse(text)?, 0))
}

fn parse(text: &str) -> Result<Yaml, String> {
    let mut depth = 0usize;
    for byte in text.bytes() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > BRACKETS {
            return Err("brackets are nested too deep".to_owned());
        }
    }
    serde_yaml::from_str(text).map_err(|error| error.to_string())
}

fn convert(value: &Yaml, depth: usize) -> Option<Value> {
    if depth > 32 {
        return None;
    }
    Some(match value {
        Yaml::Null => return None,
        Yaml::Bool(flag) => Value::Text(flag.to_string()),
        Yaml::Number(number) => Value::Text(number.to_string()),
        Yaml::String(text) => Value::Text(text.clone()),
        Yaml::Sequence(items) => {
            Value::List(items.iter().filter_map(|v| convert(v, depth + 1)).collect())
        }
        Yaml::Mapping(map) => Value::Map(
            map.iter()
                .filter_map(|(key, value)| {
                    let Value::Text(key) = convert(key, depth + 1)? else {
                        return None;
                    };
                    Some((
                        key,
                        convert(value, depth + 1).unwrap_or(Value::Text(String::new())),
                    ))
                })
                .collect(),
        ),
        Yaml::Tagged(tagged) => return convert(&tagged.value, depth + 1),
    })
}

/// Numbers keep the digits they were written with: `2.10` is a version, not 2.1.
fn respell(key: String, value: Value, text: &str) -> (String, Value) {
    let Value::Text(short) = &value else {
        return (key, value);
    };
    if short.parse::<f64>().is_err() {
        return (key, value);
    }
    let written = text.lines().find_map(|line| {
        line.trim_start()
            .strip_prefix(&key)?
            .trim_start()
            .strip_prefix(':')
    });
    let written = written.map(|rest| rest.split(" #").next().unwrap_or(rest).trim());
    match written {
        Some(written) if written.parse::<f64>().is_ok() => (key, Value::Text(written.to_owned())),
        _ => (key, value),
    }
}

/// One text as YAML on one line.
pub(super) fn scalar(text: &str) -> String {
    let plain = !text.is_empty()
        && text.trim() == text
        && text
            .chars()
            .next()
            .is_some_and(|c| c.is_alphabetic() || c == '/')
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
        && !text.contains(|c: char| {
            c.is_control()
                || matches!(
                    c,
                    '{' | '}' | '[' | ']' | ',' | '\u{2028}' | '\u{2029}' | '\u{85}'
                )
        })
        && !matches!(
            text.to_ascii_lowercase().as_str(),
            "true" | "false" | "yes" | "no" | "on" | "off" | "null" | "y" | "n"
        );
    if plain {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A value as block YAML below `indent`, starting behind its key's colon.
pub(super) fn write(value: &Value, indent: usize, out: &mut String) {
    match value {
        Value::Text(text) if text.trim_end().contains('\n') && is_block(text) => {
            out.push_str(" |-\n");
            for line in text.trim_end().lines() {
                if !line.is_empty() {
                    out.push_str(&" ".repeat(indent));
                    out.push_str(line);
                }
                out.push('\n');
            }
        }
        Value::Text(text) => {
            out.push(' ');
            out.push_str(&scalar(text));
            out.push('\n');
        }
        Value::List(items) if items.is_empty() => out.push_str(" []\n"),
        Value::Map(entries) if entries.is_empty() => out.push_str(" {}\n"),
        Value::List(items) => {
            out.push('\n');
            for item in items {
                out.push_str(&" ".repeat(indent));
                out.push('-');
                let mut inner = String::new();
                write(item, indent + 2, &mut inner);
                // A map begins behind the dash.
                match inner
                    .strip_prefix('\n')
                    .filter(|_| matches!(item, Value::Map(_)))
                {
                    Some(rest) => {
                        out.push(' ');
                        out.push_str(rest.trim_start_matches(' '));
                    }
                    None => out.push_str(&inner),
                }
            }
        }
        Value::Map(entries) => {
            out.push('\n');
            for (key, value) in entries {
                out.push_str(&" ".repeat(indent));
                out.push_str(&scalar(key));
                out.push(':');
                write(value, indent + 2, out);
            }
        }
    }
}

/// Whether a text can stand as a block: no line that YAML would read otherwise.
fn is_block(text: &str) -> bool {
    !text.starts_with([' ', '\n'])
        && !text.contains(|c: char| {
            (c.is_control() && c != '\n') || matches!(c, '\u{2028}' | '\u{2029}' | '\u{85}')
        })
}
