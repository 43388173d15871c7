//! Links of Docusaurus.
//!
//! In: lines with `@site/` and addresses of static files. Out: lines whose links lead to the files themselves.

use super::super::blocks::code_spans;
use super::super::skip::joined;
use super::super::text::Fences;
use crate::source::Files;

/// Lines with `@site/` and addresses of static files led to the files themselves.
pub(super) fn links(lines: &[String], files: &dyn Files, root: &str, base: &str) -> String {
    let up = "../".repeat(if base.is_empty() {
        0
    } else {
        base.matches('/').count() + 1
    });
    let mut fences = Fences::default();
    let mut out = String::new();
    for line in lines {
        if fences.is_code(line) || !line.contains("](") {
            out.push_str(line);
            out.push('\n');
            continue;
        }
        for (code, part) in code_spans(line) {
            if code {
                out.push_str(part);
                continue;
            }
            let mut rest = part;
            while let Some(at) = rest.find("](") {
                let start = at + 2 + usize::from(rest[at + 2..].starts_with('<'));
                out.push_str(&rest[..start]);
                rest = &rest[start..];
                let end = rest.find([')', '>', ' ', '#', '?']).unwrap_or(rest.len());
                let address = &rest[..end];
                let path = if let Some(path) = address.strip_prefix("@site/") {
                    joined(root, path)
                } else if let Some(path) = address
                    .strip_prefix("pathname://")
                    .or(Some(address))
                    .and_then(|path| path.strip_prefix('/'))
                {
                    joined(root, &format!("static/{path}")).filter(|path| files.contains(path))
                } else {
                    None
                };
                match path {
                    Some(path) => out.push_str(&format!("{up}{path}")),
                    None => out.push_str(address.strip_prefix("pathname://").unwrap_or(address)),
                }
                rest = &rest[end..];
            }
            out.push_str(rest);
        }
        out.push('\n');
    }
    out.trim_end().to_owned()
}
