//! The sample knowledge base and hostile front matter through `parse`.

use std::fs;
use std::path::Path;

use fixbook::diag::At;
use fixbook::parse;
use fixbook::source::MemoryFiles;

fn walk(dir: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "md") {
            found.push((
                path.display().to_string(),
                fs::read_to_string(&path).unwrap(),
            ));
        }
    }
}

#[test]
fn the_sample_parses_without_a_word() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let mut problems = parse::config(&fs::read_to_string(root.join("fixbook.yaml")).unwrap()).1;
    let mut files = Vec::new();
    walk(&root.join("articles"), &mut files);
    let articles = files.len();
    for (path, text) in &files {
        let (article, found) = parse::article(path, text);
        assert!(article.is_some(), "{path}: {found:?}");
        problems.extend(found);
    }
    files.clear();
    walk(&root.join("fixes"), &mut files);
    for (path, text) in &files {
        problems.extend(parse::fix(path, text).1);
    }
    assert!(articles >= 40 && files.len() >= 12);
    assert!(problems.is_empty(), "{problems:#?}");
}

/// The problems of an article as `code: text at the place`.
fn problems(front: &str) -> Vec<String> {
    let text = format!("---\n{front}\n---\n");
    let files = MemoryFiles::new([("articles/a.md", text.clone())]);
    let mut found = parse::article("articles/a.md", &text).1;
    parse::locate(&mut found, &files);
    fixbook::diag::sort(&mut found);
    let show = |problem: &fixbook::diag::Diagnostic| match &problem.labels[0].at {
        At::Span(span) => format!("{}: {}", problem.code, &text[span.clone()]),
        _ => format!("{}: -", problem.code),
    };
    found.iter().map(show).collect()
}

#[test]
fn every_problem_of_a_file_is_told_with_its_place() {
    let found = problems(
        "titel: Grün\ntype: problm\nsymptoms:\n  - mesage: x\ncauses:\n  - id: a\nfixes:\n  - steps: [a: b]\n    effort: soon\nreview: {reviewed: 2026-02-30, every: often}",
    );
    let expected = [
        "missing-key: -",
        "unknown-key: titel",
        "unknown-value: problm",
        "unknown-key: mesage",
        "missing-key: mesage: x",
        "missing-key: id: a",
        "missing-key: steps: [a: b]",
        "missing-key: a: b",
        "bad-effort: soon",
        "bad-date: 2026-02-30",
        "bad-period: often",
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_number_keeps_its_spelling() {
    let text = "---\ntitle: T\nid: 0042\nenvironment: {versions: 1.10}\nsymptoms:\n  - code: 0x80070005\n---\n";
    let (article, found) = parse::article("articles/a.md", text);
    let article = article.unwrap();
    assert!(found.is_empty(), "{found:?}");
    assert_eq!(article.id.unwrap().text, "0042");
    assert_eq!(article.versions.as_deref(), Some("1.10"));
    assert_eq!(article.symptoms[0].code.as_deref(), Some("0x80070005"));
}

#[test]
fn yaml_that_is_none_and_yaml_that_is_too_much() {
    assert_eq!(problems("title: a\ntitle: b"), ["repeated-key: title"]);
    assert_eq!(
        problems("title: &x a\nsummary: *x"),
        ["yaml-feature: &x a", "yaml-feature: *x"]
    );
    assert_eq!(problems("title: a: b"), ["bad-yaml: :"]);
    assert_eq!(problems("\ttitle: a").len(), 1);
    let deep = format!("title: {}", "[".repeat(5000));
    assert_eq!(problems(&deep).len(), 1);
    let bomb = "a: &a [x,x]\nb: &b [*a,*a]\ntitle: t";
    assert!(problems(bomb).iter().any(|p| p.starts_with("yaml-feature")));
}

#[test]
fn files_without_front_matter_say_so() {
    let code = |text: &str| parse::article("articles/a.md", text).1[0].code;
    assert_eq!(code(""), "no-front-matter");
    assert_eq!(code("# Title\n"), "no-front-matter");
    assert_eq!(code("---\ntitle: a\n"), "open-front-matter");
    let (article, found) = parse::article(
        "articles/a.md",
        "\u{feff}---\r\ntitle: a\r\n---\r\nBody\r\n",
    );
    assert!(found.is_empty());
    assert_eq!(article.unwrap().body, "Body\r\n");
}
