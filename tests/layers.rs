//! The shape of the source: who may import whom, which file names which crate, how long a file may be, and
//! that the map in `src/README.md` lists every diagnostic code.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Layers from the ground up. A module imports from earlier layers, or from itself.
const LAYERS: &[&[&str]] = &[
    &["source", "output"],
    &["diag"],
    &["model"],
    &["config"],
    &["parse", "theme"],
    &["structure"],
    &["book"],
    &["link"],
    &["check", "html", "view", "search"],
    &["find"],
    &["emit"],
    &["pipeline"],
    &["disk", "report", "feedback"],
    &["import"],
    &["cli"],
    &["main"],
];

/// Inside the layer of pages, views use Markdown rendering and fill the search's input; nothing goes back.
const ALSO: &[(&str, &str)] = &[
    ("book", "html"),
    ("structure", "html"),
    ("view", "html"),
    ("view", "search"),
    ("check", "html"),
    ("search", "html"),
];

/// Crates that this many files may name at most.
const CONFINED: &[(&str, usize)] = &[
    ("pulldown_cmark", 2),
    ("tera", 2),
    ("serde_yaml", 3),
    ("walkdir", 1),
    ("clap", 2),
    ("rayon", 2),
    ("saphyr_parser", 1),
    ("cap_std", 2),
    ("include_dir", 2),
    ("ammonia", 1),
    ("syntect", 2),
    ("two_face", 2),
    ("imagesize", 1),
    ("qrcodegen", 1),
    ("unicode_normalization", 5),
    ("unicode_width", 1),
    ("strsim", 2),
    ("percent_encoding", 3),
    ("blake3", 3),
    ("open", 1),
    ("htmd", 3),
    ("markup5ever_rcdom", 1),
];

/// Source files by path below `src`, without their unit tests and comments.
fn sources() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(&root) {
        let entry = entry.expect("the source can be listed");
        if entry.path().extension().is_some_and(|ext| ext == "rs") {
            let inside = entry.path().strip_prefix(&root).expect("below src");
            let text = fs::read_to_string(entry.path()).expect("source is text");
            let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or("");
            let code: Vec<&str> = code
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .collect();
            files.insert(inside.to_string_lossy().replace('\\', "/"), code.join("\n"));
        }
    }
    files
}

fn module(path: &str) -> &str {
    path.split('/')
        .next()
        .unwrap_or(path)
        .trim_end_matches(".rs")
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|names| names.contains(&module))
}

/// Names that follow `prefix` in the code, also inside `prefix{a, b::c}`.
fn named<'a>(code: &'a str, prefix: &str) -> BTreeSet<&'a str> {
    let mut names = BTreeSet::new();
    let word = |text: &'a str| {
        let end = text.find(|c: char| !c.is_alphanumeric() && c != '_');
        &text[..end.unwrap_or(text.len())]
    };
    for (at, _) in code.match_indices(prefix) {
        let rest = &code[at + prefix.len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut start = 0;
            for (at, c) in group.char_indices() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => {
                        names.insert(word(group[start..at].trim_start()));
                        break;
                    }
                    '}' => depth -= 1,
                    ',' if depth == 0 => {
                        names.insert(word(group[start..at].trim_start()));
                        start = at + 1;
                    }
                    _ => {}
                }
            }
        } else {
            names.insert(word(rest));
        }
    }
    names.remove("");
    names
}

#[test]
fn imports_point_to_the_left() {
    let mut wrong = Vec::new();
    for (path, code) in sources() {
        let from = module(&path);
        if from == "lib" {
            continue;
        }
        let Some(own) = layer(from) else {
            wrong.push(format!(
                "{path}: module {from} is in no layer of tests/layers.rs"
            ));
            continue;
        };
        for prefix in ["crate::", "fixbook::"] {
            for to in named(&code, prefix) {
                let fine = to == from
                    || ALSO.contains(&(from, to))
                    || layer(to).is_none_or(|other| other < own);
                if !fine {
                    wrong.push(format!("{path}: {from} imports {to}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn crates_are_named_in_few_files() {
    let sources = sources();
    let mut wrong = Vec::new();
    for (krate, most) in CONFINED {
        let uses = |code: &str| {
            code.match_indices(&format!("{krate}::")).any(|(at, _)| {
                let before = code[..at].chars().next_back();
                before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != ':')
            })
        };
        let files: Vec<&str> = sources
            .iter()
            .filter(|(_, code)| uses(code))
            .map(|(path, _)| path.as_str())
            .collect();
        if files.len() > *most {
            wrong.push(format!("{krate}: {}", files.join(", ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_are_small() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut wrong = Vec::new();
    for (folder, ext, most) in [("src", "rs", 500), ("themes/default", "html", 80)] {
        for entry in walkdir::WalkDir::new(root.join(folder)) {
            let entry = entry.expect("the folder can be listed");
            if entry.path().extension().is_some_and(|found| found == ext) {
                let text = fs::read_to_string(entry.path()).expect("source is text");
                let lines = text.lines().count();
                if lines > most {
                    wrong.push(format!("{}: {lines} lines", entry.path().display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_map_lists_every_diagnostic_code() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let map = fs::read_to_string(root.join("src/README.md")).expect("the map is there");
    let mut missing = BTreeSet::new();
    for (path, code) in sources() {
        for start in ["error(", "warning("] {
            for (at, _) in code.match_indices(start) {
                let rest = code[at + start.len()..].trim_start();
                let Some(text) = rest.strip_prefix('"') else {
                    continue;
                };
                let name = text.split('"').next().unwrap_or("");
                let kebab = |c: char| c.is_ascii_lowercase() || c == '-';
                if name.contains('-')
                    && name.chars().all(kebab)
                    && !map.contains(&format!("`{name}`"))
                {
                    missing.insert(format!("{name} ({path})"));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}
