//! Fenced and inline code.
//!
//! In: the words after the fence and the code. Out: a figure with a caption and a scroll area that the keyboard reaches,
//! highlighted where the language is known, with placeholders such as `<user>` set apart.

use super::{escape, highlight};
use std::ops::Range;

/// Longer code is not highlighted.
const MAX_HIGHLIGHTED: usize = 64 * 1024;

/// What stands after a fence: a language and an optional title.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Info {
    /// Lower case, of letters, digits and `+#.-_` only.
    pub(super) language: String,
    /// As written.
    pub(super) title: Option<String>,
}

impl Info {
    /// The title, or the language's own name.
    pub(super) fn caption(&self) -> Option<String> {
        self.title.clone().or_else(|| language_name(&self.language))
    }
}

/// Reads the words after a fence: `powershell title="List a person's methods"`, `{.bash title='..'}`, `text`.
pub(super) fn info(written: &str) -> Info {
    let written = written.trim().trim_matches(['{', '}']).trim();
    let first: String = written
        .chars()
        .take_while(|c| !c.is_whitespace() && !matches!(c, ',' | '{' | '='))
        .collect();
    let is_key = written[first.len()..].starts_with('=');
    let language = if is_key {
        ""
    } else {
        first.trim_start_matches('.')
    };
    let language = language
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, '+' | '#' | '.' | '-' | '_'))
        .take(32)
        .flat_map(char::to_lowercase);
    Info {
        language: language.collect(),
        title: title(written),
    }
}

fn title(written: &str) -> Option<String> {
    let mut from = 0;
    let at = loop {
        let at = from + written.get(from..)?.find("title=")?;
        if at == 0 || written[..at].ends_with([' ', ',', '\t', '{']) {
            break at;
        }
        from = at + 6;
    };
    let value = &written[at + 6..];
    let title = match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].split(quote).next()?,
        _ => value.split([' ', ',', '}']).next()?,
    };
    Some(title.trim().to_owned()).filter(|title| !title.is_empty())
}

/// Appends the figure.
pub(super) fn figure(
    out: &mut String,
    info: &Info,
    caption: &str,
    label: &str,
    code: &str,
    highlight: bool,
) {
    out.push_str("<figure class=\"code\"><figcaption>");
    escape::text(out, caption);
    out.push_str("</figcaption><pre tabindex=\"0\" role=\"region\" aria-label=\"");
    escape::attribute(out, label);
    out.push_str("\"><code");
    if !info.language.is_empty() {
        out.push_str(" class=\"language-");
        escape::attribute(out, &info.language);
        out.push('"');
    }
    out.push('>');
    let code = code.strip_suffix('\n').unwrap_or(code);
    let spans = if highlight && code.len() <= MAX_HIGHLIGHTED {
        highlight::spans(&info.language, code)
    } else {
        Vec::new()
    };
    let variables = if has_placeholders(&info.language) {
        placeholders(code)
    } else {
        Vec::new()
    };
    write(out, code, &spans, &variables);
    out.push_str("</code></pre></figure>\n");
}

/// Appends inline code with its placeholders set apart.
pub(super) fn with_placeholders(out: &mut String, code: &str) {
    write(out, code, &[], &placeholders(code));
}

fn write(
    out: &mut String,
    code: &str,
    spans: &[(Range<usize>, &'static str)],
    variables: &[Range<usize>],
) {
    let mut at = 0;
    let mut variables = variables.iter().peekable();
    let mut spans = spans.iter().peekable();
    while at < code.len() {
        while spans.next_if(|(range, _)| range.end <= at).is_some() {}
        while variables.next_if(|range| range.end <= at).is_some() {}
        if let Some(variable) = variables.peek().filter(|range| range.start == at) {
            out.push_str("<var>");
            escape::text(out, &code[at..variable.end]);
            out.push_str("</var>");
            at = variable.end;
            continue;
        }
        let limit = variables.peek().map_or(code.len(), |range| range.start);
        match spans.peek() {
            Some((range, class)) if range.start <= at => {
                let end = range.end.min(limit);
                out.push_str("<span class=\"");
                out.push_str(class);
                out.push_str("\">");
                escape::text(out, &code[at..end]);
                out.push_str("</span>");
                at = end;
            }
            next => {
                let end = next.map_or(code.len(), |(range, _)| range.start).min(limit);
                escape::text(out, &code[at..end]);
                at = end;
            }
        }
    }
}

/// Places of `<user>`, `<your server>`: a letter, then letters, digits and ` _-.`, in angle brackets, on one line.
fn placeholders(code: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices('<') {
        let inside = &code[at + 1..];
        let length: usize = inside
            .chars()
            .take(40)
            .take_while(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '.' | '’' | '\''))
            .map(char::len_utf8)
            .sum();
        let name = &inside[..length];
        if inside[length..].starts_with('>')
            && name.starts_with(char::is_alphabetic)
            && !name.ends_with([' ', '-'])
        {
            found.push(at..at + length + 2);
        }
    }
    found
}

/// Languages in which `<name>` is a gap to fill and not an element or a type.
fn has_placeholders(language: &str) -> bool {
    matches!(
        language,
        "" | "sh"
            | "bash"
            | "zsh"
            | "fish"
            | "shell"
            | "console"
            | "terminal"
            | "powershell"
            | "pwsh"
            | "ps1"
            | "cmd"
            | "bat"
            | "batch"
            | "text"
            | "txt"
            | "plain"
            | "ini"
            | "conf"
            | "toml"
            | "yaml"
            | "yml"
            | "sql"
    )
}

fn language_name(language: &str) -> Option<String> {
    let name = match language {
        "" | "text" | "txt" | "plain" | "plaintext" | "none" => return None,
        "powershell" | "pwsh" | "ps1" => "PowerShell",
        "sh" | "bash" | "zsh" | "shell" | "console" | "terminal" | "shell-session" => "Terminal",
        "cmd" | "bat" | "batch" => "Command Prompt",
        "js" | "javascript" => "JavaScript",
        "ts" | "typescript" => "TypeScript",
        "py" | "python" => "Python",
        "rb" | "ruby" => "Ruby",
        "rs" | "rust" => "Rust",
        "yaml" | "yml" => "YAML",
        "md" | "markdown" => "Markdown",
        "cs" | "csharp" => "C#",
        "cpp" | "c++" => "C++",
        "reg" => "Registry file",
        "conf" => "Configuration",
        "log" => "Log",
        "http" | "html" | "css" | "json" | "xml" | "sql" | "csv" | "ini" | "toml" | "php" => {
            return Some(language.to_uppercase());
        }
        other => {
            let mut letters = other.chars();
            return letters
                .next()
                .map(|first| first.to_uppercase().chain(letters).collect());
        }
    };
    Some(name.to_owned())
}
