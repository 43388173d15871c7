//! Files that are no articles, by their names.

/// Why a file is no article, as the name of a group of such files; none for what may be one.
pub(super) fn why(path: &str) -> Option<&'static str> {
    let lower = path.to_ascii_lowercase();
    let (folders, name) = match lower.rsplit_once('/') {
        Some((folders, name)) => (folders, name),
        None => ("", lower.as_str()),
    };
    let inside = |names: &[&str]| folders.split('/').any(|part| names.contains(&part));
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let stem = stem.replace(['-', ' '], "_");
    if lower.split('/').any(|part| part.starts_with('.')) {
        return Some("files of tools, in hidden folders");
    }
    if inside(&[
        "includes",
        "include",
        "_includes",
        "snippets",
        "_snippets",
        "partials",
        "_partials",
    ]) {
        return Some("text that other articles include");
    }
    if inside(&[
        "node_modules",
        "vendor",
        "__pycache__",
        "_templates",
        "templates",
        "issue_template",
    ]) {
        return Some("files of tools");
    }
    match stem.as_str() {
        "readme" | "read_me" => Some("read-mes"),
        "toc" | "summary" | "_sidebar" | "_navbar" | "_toc" | "nav" => Some("tables of contents"),
        "license"
        | "licence"
        | "copying"
        | "notice"
        | "notices"
        | "thirdpartynotices"
        | "third_party_notices"
        | "license_code" => Some("licences"),
        "changelog" | "changes" | "history" | "releases" => Some("changelogs"),
        "contributing"
        | "contribute"
        | "code_of_conduct"
        | "security"
        | "support"
        | "maintainers"
        | "authors"
        | "codeowners"
        | "governance"
        | "pull_request_template"
        | "issue_template"
            if folders.is_empty()
                || inside(&["docs", "doc"]) && folders.split('/').count() == 1 =>
        {
            Some("files for contributors")
        }
        _ => None,
    }
}

/// Whether a file is Markdown by its ending.
pub(super) fn is_markdown(path: &str) -> bool {
    let ending = path
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| matches!(ending.as_str(), "md" | "markdown" | "mdown" | "mkd"))
}

/// The path with the ending `.md`.
pub(super) fn as_md(path: &str) -> String {
    format!(
        "{}.md",
        path.rsplit_once('.').map_or(path, |(stem, _)| stem)
    )
}

/// The folder that a file stands in; empty for the top.
pub(super) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A path below a folder, without `.` and `..`; none outside of the source.
pub(super) fn joined(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder
        .split('/')
        .filter(|part| !matches!(*part, "" | "."))
        .collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
