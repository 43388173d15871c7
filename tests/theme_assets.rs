//! Promises of the default theme's styles and scripts that a reader of one file can't see broken.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

fn files(folder: &str, ending: &str) -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("themes/default")
        .join(folder);
    let list = fs::read_dir(&root).expect("the theme has this folder");
    list.map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|e| e == ending))
        .map(|path| {
            let name = path
                .file_name()
                .expect("a file")
                .to_string_lossy()
                .into_owned();
            (name, fs::read_to_string(&path).expect("text"))
        })
        .collect()
}

fn scripts() -> BTreeMap<String, String> {
    let mut all = files("js", "js");
    for (name, text) in files("guided", "js") {
        all.insert(format!("guided/{name}"), text);
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/results.js");
    all.insert("results.js".into(), fs::read_to_string(root).expect("text"));
    all
}

/// A style sheet without its comments.
fn bare(css: &str) -> String {
    let mut out = String::new();
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        out += before;
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out + rest
}

#[test]
fn colours_stand_in_tokens_only() {
    for (name, css) in files("css", "css") {
        if name == "tokens.css" {
            continue;
        }
        for line in bare(&css).lines() {
            let values = line.split_once('{').map_or("", |(_, values)| values);
            for found in ["#", "rgb(", "hsl(", "oklch(", "color-mix("] {
                assert!(
                    !values.contains(found),
                    "{name}: a colour of its own: {line}"
                );
            }
        }
    }
}

#[test]
fn directions_are_logical() {
    let physical = [
        "margin-left",
        "margin-right",
        "margin-top",
        "margin-bottom",
        "padding-left",
        "padding-right",
        "padding-top",
        "padding-bottom",
        "border-left",
        "border-right",
        "border-top",
        "border-bottom",
        " left:",
        " right:",
        " top:",
        " bottom:",
        "align: left",
        "align: right",
        "float: left",
        "float: right",
    ];
    for (name, css) in files("css", "css") {
        for found in physical {
            assert!(!bare(&css).contains(found), "{name}: {found}");
        }
    }
}

#[test]
fn every_rule_is_in_a_layer() {
    let css = files("css", "css");
    let order = "@layer tokens, base, layout, components, states;";
    let declared = css
        .values()
        .map(|text| text.matches(order).count())
        .sum::<usize>();
    assert_eq!(declared, 1, "the layers are declared once");
    for (name, text) in css {
        let text = bare(&text).replace(order, "");
        let mut depth = 0_i32;
        for line in text.lines() {
            assert!(
                depth > 0 || line.trim().is_empty() || line.starts_with("@layer "),
                "{name}: outside a layer: {line}"
            );
            depth += i32::try_from(line.matches('{').count()).expect("few");
            depth -= i32::try_from(line.matches('}').count()).expect("few");
        }
        assert_eq!(depth, 0, "{name}: braces");
    }
}

#[test]
fn every_token_in_use_is_declared() {
    let css = files("css", "css");
    let tokens = &css["tokens.css"];
    for (name, text) in &css {
        for part in bare(text).split("var(").skip(1) {
            let token = part.split([')', ',', '*']).next().unwrap_or_default();
            assert!(
                tokens.contains(&format!("{token}:")),
                "{name}: {token} is not declared"
            );
        }
    }
}

#[test]
fn dark_by_system_and_dark_by_choice_are_the_same() {
    let css = bare(&files("css", "css")["tokens.css"]);
    let block = |start: &str| -> BTreeSet<String> {
        let rest = css.split_once(start).expect("the block exists").1;
        let block = rest.split_once('}').expect("it ends").0;
        block
            .split(';')
            .map(str::trim)
            .filter(|d| d.starts_with("--"))
            .map(str::to_owned)
            .collect()
    };
    let system = block(":root:not([data-theme=light]) {");
    assert!(system.len() > 20);
    assert_eq!(system, block(":root[data-theme=dark] {"));
}

#[test]
fn scripts_work_from_disk_and_under_a_strict_policy() {
    for (name, text) in scripts() {
        let never = [
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "eval(",
            "new Function",
            "fetch(",
            "XMLHttpRequest",
            "import(",
            "new Worker",
            "document.write",
            "sessionStorage",
        ];
        for found in never {
            assert!(!text.contains(found), "{name}: {found}");
        }
        assert!(!text.contains("https://"), "{name}: another host");
    }
}

/// The theme's words come from one list, so that a language can replace every one of them.
#[test]
fn the_list_of_words_is_exact() {
    let scripts = scripts();
    let core = &scripts["00-core.js"];
    let between = |text: &str, start: &str| {
        let rest = text.split_once(start).expect("the list").1.to_owned();
        rest.split_once("\n};").expect("it ends").0.to_owned()
    };
    let list = between(core, "const words = {");
    let guided = between(&scripts["guided/00-words.js"], "const own = {");
    let results = between(&scripts["results.js"], "const own = {");
    let lists = [list, guided, results];
    let mut known = BTreeSet::new();
    for part in lists.iter().flat_map(|l| l.split("',")) {
        for part in part.split('\n') {
            if let Some((key, _)) = part.split_once(": '") {
                known.insert(key.trim().to_owned());
            }
        }
    }
    assert!(known.len() > 40, "{known:?}");
    let without = |text: &String| {
        lists
            .iter()
            .fold(text.clone(), |text, list| text.replace(list.as_str(), ""))
    };
    let all: String = scripts.values().map(without).collect();
    for key in &known {
        let used = [
            format!("words.{key}"),
            format!("'{key}'"),
            "'g_theme_'".to_owned(),
        ];
        let theme = key.starts_with("g_theme_");
        assert!(
            all.contains(&used[0]) || all.contains(&used[1]) || (theme && all.contains(&used[2])),
            "{key} is not used"
        );
    }
    for part in all.split("words.").skip(1) {
        if !part.starts_with(|c: char| c.is_ascii_lowercase()) {
            continue;
        }
        let key: String = part
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
            .collect();
        assert!(known.contains(&key), "{key} has no text");
    }
}

/// The parts are one function when joined in the order of their names.
#[test]
fn parts_join() {
    let parts = files("js", "js");
    let names: Vec<&String> = parts.keys().collect();
    assert_eq!(names.first().map(|n| n.as_str()), Some("00-core.js"));
    assert_eq!(names.last().map(|n| n.as_str()), Some("99-start.js"));
    let joined: String = parts.values().map(String::as_str).collect();
    assert!(joined.trim_end().ends_with("})();"));
    assert_eq!(joined.matches("'use strict'").count(), 1);
    assert!(
        joined.len() < 27_000,
        "about 8 KB gzip: {} bytes",
        joined.len()
    );
}
