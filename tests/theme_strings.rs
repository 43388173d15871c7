//! The words of the default theme: every key that is used exists, and every key is used.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn texts(folder: &str, ending: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut all = String::new();
    for entry in walkdir::WalkDir::new(root).sort_by_file_name() {
        let entry = entry.expect("a folder of the project");
        if entry.path().to_string_lossy().ends_with(ending) {
            all += &fs::read_to_string(entry.path()).expect("text");
        }
    }
    all
}

fn keys() -> BTreeSet<String> {
    let text = texts("themes/default/strings", "en.yaml");
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| Some(line.split_once(':')?.0.to_owned()))
        .collect()
}

/// Words that follow `mark` in a text.
fn after(text: &str, mark: &str) -> BTreeSet<String> {
    let word = |rest: &str| -> String {
        let word = rest
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '_');
        word.collect()
    };
    text.split(mark).skip(1).map(word).collect()
}

#[test]
fn templates_use_known_keys() {
    let (keys, templates) = (keys(), texts("themes/default/templates", ".html"));
    for mark in ["{{ t.", "if t."] {
        for key in after(&templates, mark) {
            assert!(keys.contains(&key), "a template uses t.{key}");
        }
    }
}

#[test]
fn every_key_is_used() {
    let templates = after(&texts("themes/default/templates", ".html"), "{{ t.");
    let views = after(&texts("src", ".rs"), "\"");
    let folders = ["js", "guided", "app", "feedback"];
    let folders = folders.map(|folder| texts(&format!("themes/default/{folder}"), ".js"));
    let script = folders.concat() + &texts("themes/default", "results.js");
    for key in keys() {
        let counted = key.trim_end_matches("_one").trim_end_matches("_many");
        let used = match key.strip_prefix("js_") {
            Some(key) => script.contains(&format!("{key}:")),
            None => templates.contains(&key) || views.contains(&key) || views.contains(counted),
        };
        assert!(used, "nothing uses `{key}`");
    }
}

#[test]
fn no_heading_gets_an_id_of_an_article_page() {
    let templates = [
        "base", "article", "card", "fix", "said", "steps", "stuck", "switch",
    ];
    for name in templates {
        let text = texts("themes/default/templates", &format!("/{name}.html"));
        for id in text
            .split(" id=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
        {
            let id = id
                .replace("{{ fix.n }}", "1")
                .replace("{{ option.id }}", "ios");
            if id.contains('{') {
                continue;
            }
            let scan = fixbook::html::scan(&format!("# {id}\n"));
            assert_ne!(scan.headings[0].id, id, "a heading could be #{id}");
        }
    }
}
