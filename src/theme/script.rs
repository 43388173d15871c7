//! Scripts: joined from the theme's parts, without what only writers need.
//!
//! In: parts of a folder. Out: one script, line by line as written, so that errors name a line that can be
//! found. The default theme's own lines also lose the space around signs; a site's own files keep it.

use super::lookup::Lookup;

/// Signs that need no space beside them.
const SIGNS: &str = ",;:=(){}[]<>?&|!";
/// What a regular expression can follow; after anything else a `/` divides.
const BEFORE_PATTERN: &str = "(,=:[!&|?{};>";

/// Parts of a script in a folder, in the order of their names.
pub(super) fn script(look: &Lookup<'_>, folder: &str) -> String {
    let parts = look.names(folder);
    let parts = parts.iter().filter(|name| name.ends_with(".js"));
    let part = |name: &String| {
        let path = format!("{folder}/{name}");
        let text = trim(&look.text(&path)?);
        let lines = |text: &str| text.lines().map(|line| squeeze(line) + "\n").collect();
        Some(match look.own(&path).is_some() || has_long_parts(&text) {
            true => text,
            false => lines(&text),
        })
    };
    parts.filter_map(part).collect()
}

/// A script without indentation, empty lines and lines that are comments.
pub(super) fn trim(text: &str) -> String {
    let lines = text.lines().map(str::trim);
    let mut out = String::with_capacity(text.len());
    for line in lines.filter(|line| !line.is_empty() && !line.starts_with("//")) {
        out.push_str(line);
        out.push('\n');
    }
    out
}

/// Whether a template literal or a comment goes over lines, so that no line can be read by itself.
fn has_long_parts(text: &str) -> bool {
    let open = |line: &str| line.contains("/*") && !line.contains("*/");
    text.contains('`') || text.lines().any(open)
}

/// A line without comments and without space around signs; strings and patterns stay as they are.
fn squeeze(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let last = out.chars().next_back();
        let pattern = first == '/'
            && last.is_none_or(|c| BEFORE_PATTERN.contains(c) || out.ends_with("return "));
        let length = if rest.starts_with("//") {
            break;
        } else if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.find("*/").map_or("", |end| &comment[end + 2..]);
            continue;
        } else if first == '"' || first == '\'' || pattern {
            literal(rest, first)
        } else if first == ' ' {
            rest = rest.trim_start_matches(' ');
            let next = rest.chars().next();
            let sign = |c: Option<char>| c.is_none_or(|c| SIGNS.contains(c));
            if !sign(last) && !sign(next) {
                out.push(' ');
            }
            continue;
        } else {
            first.len_utf8()
        };
        out.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    out.trim_end().to_owned()
}

/// Length of a string or pattern that begins with this sign; inside `[...]` a pattern's end is no end.
fn literal(text: &str, sign: char) -> usize {
    let (mut escaped, mut class) = (false, false);
    for (at, c) in text.char_indices().skip(1) {
        if escaped {
            escaped = false;
        } else if c == '\\' {
            escaped = true;
        } else if sign == '/' && (c == '[' || c == ']') {
            class = c == '[';
        } else if c == sign && !class {
            return at + 1;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn squeezing_keeps_meaning() {
        let cases = [
            (
                "const a = b ? [1, 2] : { c: 'd, e' };",
                "const a=b?[1,2]:{c:'d, e'};",
            ),
            (
                "x.replace(/ = [/ ] \\/ , /g, ' = ') / 2 / y",
                "x.replace(/ = [/ ] \\/ , /g,' = ')/ 2 / y",
            ),
            (
                "return /a , b/.test(c) && d; // why",
                "return /a , b/.test(c)&&d;",
            ),
            (
                "try { f(); } catch (e) { /* not here */ }",
                "try{f();}catch(e){}",
            ),
            ("a - -b + +c in d", "a - -b + +c in d"),
            ("f(\"it's // no, comment\")", "f(\"it's // no, comment\")"),
            ("ok = (x) / 2, y = 3 / z", "ok=(x)/ 2,y=3 / z"),
            (
                "if (a) return; else b => /x y/;",
                "if(a)return;else b=>/x y/;",
            ),
        ];
        for (line, expected) in cases {
            assert_eq!(squeeze(line), expected);
        }
    }
}
