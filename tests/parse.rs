//! The sample knowledge base and hostile front matter through `parse`.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use fixbook::diag::At;
use fixbook::parse;
use fixbook::source::MemoryFiles;
use proptest::prelude::*;
use snapbox::{assert_data_eq, str};

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

/// The problems of a text, as a short report.
fn report(file: &str, text: &str) -> String {
    let mut found = match file.split('/').next() {
        Some("articles") => parse::article(file, text).1,
        Some("fixes") => parse::fix(file, text).1,
        _ => parse::config(text).1,
    };
    parse::locate(&mut found, &MemoryFiles::new([(file, text)]));
    fixbook::diag::sort(&mut found);
    let mut lines = Vec::new();
    for problem in &found {
        let place = |at: &At| match at {
            At::Span(span) => {
                let before = &text[..span.start];
                let line = before.matches('\n').count() + 1;
                let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
                format!("{line}:{column} `{}`", text[span.clone()].escape_debug())
            }
            At::File => "file".to_owned(),
            other => format!("not located: {other:?}"),
        };
        let places: Vec<String> = problem.labels.iter().map(|l| place(&l.at)).collect();
        lines.push(format!("{} {}", places.join(", "), problem.code));
        lines.push(format!("    {}", problem.message));
        lines.push(format!("    help: {}", problem.help));
    }
    lines.join("\n") + "\n"
}

/// The codes of an article's problems.
fn codes(front: &str) -> Vec<&'static str> {
    let text = format!("---\n{front}\n---\n");
    let found = parse::article("articles/a.md", &text).1;
    found.iter().map(|problem| problem.code).collect()
}

#[test]
fn every_problem_of_an_article_is_told_with_its_place() {
    let text = r#"---
titel: Grün
type: problm
confidence: [validated]
environment: {products: email, platform: [ios]}
symptoms:
  - mesage: x
  - observation:
causes:
  - id: a
    text: Text with a ä
    likelihood: often
fixes:
  - steps: [a: b]
    effort: soon
  - title: Move on
    steps: {ios: [], all: Do it}
    then:
      - if: It fails
      - go: elsewhere
    when: {nott: x}
    requires: admin
    stpes: []
  - use: shared
    sources: [{title: T, url: "ftp://x", checked: yesterday}]
related: [{blocks: x}]
review: {reviewed: 2026-02-30, every: often}
audience: everyone
---
"#;
    assert_data_eq!(
        report("articles/a.md", text),
        str![[r#"
file missing-key
    `title` is missing
    help: write `title: the symptom in the reader's words` at the top of the file
2:1 `titel` unknown-key
    `titel` is not a key that Fixbook knows here
    help: did you mean `title`?
3:7 `problm` unknown-value
    `problm` is not a value of `type`
    help: did you mean `problem`? Possible values: problem, known-issue, error-code, how-to, reference, guide
4:13 `[validated]` wrong-type
    `confidence` must be text, and holds a list
    help: write text here
5:32 `platform` unknown-key
    `platform` is not a key that Fixbook knows here
    help: did you mean `platforms`?
7:5 `mesage` unknown-key
    `mesage` is not a key that Fixbook knows here
    help: did you mean `message`?
7:5 `mesage: x` missing-key
    a symptom needs `message`, `code` or `observation`
    help: write what the reader sees
8:16 `` wrong-type
    `observation` must be text, and holds nothing
    help: write a value, or delete the key
12:17 `often` unknown-value
    `often` is not a value of `likelihood`
    help: possible values: common, occasional, rare
14:5 `steps: [a: b]` missing-key
    `title` is missing: a fix needs a title, or `use` with the name of a shared fix
    help: write `title: what the reader does`
14:13 `a: b` missing-key
    `do` is missing
    help: write `do: what the reader does`; text that holds `: ` needs quotes around it
15:13 `soon` bad-effort
    `soon` is no length of time
    help: write a number and min or h, for example 5 min
17:18 `[]` empty-value
    this list of steps is empty
    help: write a step, or delete the key
17:27 `Do it` wrong-type
    `all` must be a list of steps, and holds text
    help: write a list of steps here
19:9 `if: It fails` missing-key
    this leads nowhere: `go` is missing
    help: write `go: name of a fix or article`, or `say: what it means`
20:9 `go: elsewhere` missing-key
    `if` is missing
    help: write `if: what the reader meets`
21:5 `when` missing-key
    `not` is missing
    help: write `when: name`, or `when: {not: name}`
21:12 `nott` unknown-key
    `nott` is not a key that Fixbook knows here
    help: did you mean `not`?
22:15 `admin` wrong-type
    `requires` must be a map with `role` or `needs`, and holds text
    help: write a map with `role` or `needs` here
23:5 `stpes` unknown-key
    `stpes` is not a key that Fixbook knows here
    help: did you mean `steps`?
25:31 `/"ftp://x/"` bad-url
    `ftp://x` is no web address
    help: begin it with https://
25:51 `yesterday` bad-date
    `yesterday` is no day of the calendar
    help: write year-month-day, for example 2026-11-03
26:12 `blocks` unknown-key
    `blocks` is not a key that Fixbook knows here
    help: keys that may stand here: supersedes, caused_by, duplicate_of
27:20 `2026-02-30` bad-date
    `2026-02-30` is no day of the calendar
    help: write year-month-day, for example 2026-11-03
27:39 `often` bad-period
    `often` is no period
    help: write a number and d, w, m or y, for example 180d
28:11 `everyone` unknown-value
    `everyone` is not a value of `audience`
    help: possible values: public, internal

"#]]
    );
}

#[test]
fn every_problem_of_the_settings_is_told_with_its_place() {
    let text = r##"title: [Help]
langauge: en
language: de DE
base_url: help.example.com
products:
  - {id: mail, parent: post}
  - {id: Mail}
  - mail
  - {id: a, parent: b}
  - {id: b, parent: a}
  - {name: No id}
platforms:
  - {id: ios, lable: iPhone}
  - all
sections: [mail]
support: {email: nobody, url: example.com}
review: {every: 0d}
theme: {name: ../x, accent: green}
markdown: {html: raw, highlight: "yes"}
search: {synonyms: [phone, [mobile, cell]]}
"##;
    assert_data_eq!(
        report("fixbook.yaml", text),
        str![[r##"
1:8 `[Help]` wrong-type
    `title` must be text, and holds a list
    help: write text here
2:1 `langauge` unknown-key
    `langauge` is not a key that Fixbook knows here
    help: did you mean `language`?
3:11 `de DE` bad-language
    `de DE` is no language tag
    help: write a tag such as en, de or pt-BR
4:11 `help.example.com` bad-url
    `help.example.com` is no address to publish under
    help: write it whole, for example https://help.example.com/
6:24 `post` unknown-product
    there is no product `post`
    help: declare it in `products`
7:10 `Mail` bad-id
    `Mail` cannot be a name here
    help: use lower-case letters, digits and `-`; `all` and `index` are taken
8:5 `mail` repeated-id
    `mail` is declared twice
    help: keep one of them, or give this one another name
9:21 `b` product-cycle
    `a` belongs to itself
    help: take `parent` away from one product of the ring
10:21 `a` product-cycle
    `b` belongs to itself
    help: take `parent` away from one product of the ring
11:5 `{name: No id}` missing-key
    `id` is missing
    help: write `id: a-short-name`
13:15 `lable` unknown-key
    `lable` is not a key that Fixbook knows here
    help: did you mean `label`?
14:5 `all` bad-id
    `all` cannot be a name here
    help: use lower-case letters, digits and `-`; `all` and `index` are taken
15:11 `[mail]` wrong-type
    `sections` must be a map from names to text, and holds a list
    help: write a map from names to text here
16:18 `nobody` bad-email
    `nobody` is no e-mail address
    help: write an address such as help@example.com
16:31 `example.com` bad-url
    `example.com` is no web address
    help: begin it with https://
17:17 `0d` bad-period
    `0d` is no period
    help: write a number and d, w, m or y, for example 180d
18:15 `../x` bad-id
    `../x` is no name of a theme
    help: write the name of a folder below themes/
18:29 `green` bad-colour
    `green` is no colour
    help: write it as "#rrggbb", in quotes, for example "#0a6853"
19:18 `raw` unknown-value
    `raw` is not a value of `html`
    help: possible values: sanitise, escape, trust
19:34 `/"yes/"` wrong-type
    `highlight` must be true or false, and holds text
    help: write true or false here
20:21 `phone` wrong-type
    `synonyms` must be a list, and holds text
    help: begin each item with `- `, or write `[one, two]`

"##]]
    );
}

#[test]
fn yaml_that_cannot_be_read_says_where_and_why() {
    let all = [
        "title: a\nsummary: b\ntitle: c",
        "title: a: b",
        "title: \"open",
        "title: a\n\tid: b",
        "title: @home",
        "title: &x a\nsummary: *x\ntags: [!!str b]",
        "title: a\n  id: b",
        "fixes:\n- title: a\n title: b",
        "- a list",
        "just text",
        "",
    ];
    let all: Vec<String> = all
        .iter()
        .map(|front| report("articles/a.md", &format!("\u{feff}---\r\n{front}\n---\n")))
        .collect();
    assert_data_eq!(
        all.join("--\n"),
        str![[r#"
4:1 `title`, 2:1 `title` repeated-key
    `title` stands twice
    help: keep one of them, or make the values a list
--
2:9 `:` bad-yaml
    this is not YAML: mapping values are not allowed in this context
    help: text that holds `: ` or ` #`, or begins with a sign, needs quotes around it; check the indentation too
--
2:8 `/"` bad-yaml
    the quote that opens here is not closed
    help: write the same quote at the end; a quote inside needs / before it, or the other kind around it
--
3:1 `/t` bad-yaml
    this is not YAML: found a tab character that violates indentation
    help: indent with spaces, never with tabs, and quote text that begins with a sign such as @, ` or %
--
2:8 `@` bad-yaml
    this is not YAML: found character that cannot start any token
    help: indent with spaces, never with tabs, and quote text that begins with a sign such as @, ` or %
--
2:8 `&x a` yaml-feature
    YAML anchors, aliases and tags are not used here
    help: write the value itself; put text that begins with `&`, `*` or `!` in quotes
3:10 `*x` yaml-feature
    YAML anchors, aliases and tags are not used here
    help: write the value itself; put text that begins with `&`, `*` or `!` in quotes
4:8 `!!str b` yaml-feature
    YAML anchors, aliases and tags are not used here
    help: write the value itself; put text that begins with `&`, `*` or `!` in quotes
--
3:5 `:` bad-yaml
    this is not YAML: mapping values are not allowed in this context
    help: text that holds `: ` or ` #`, or begins with a sign, needs quotes around it; check the indentation too
--
4:2 `t` bad-yaml
    this is not YAML: did not find expected key
    help: text that holds `: ` or ` #`, or begins with a sign, needs quotes around it; check the indentation too
--
2:1 `- a list` wrong-type
    this file must be a map of keys, as `title` and `fixes`, and holds a list
    help: write a map of keys, as `title` and `fixes` here
--
2:1 `just text` wrong-type
    this file must be a map of keys, as `title` and `fixes`, and holds text
    help: write a map of keys, as `title` and `fixes` here
--
file wrong-type
    this file must be a map of keys, as `title` and `fixes`, and holds nothing
    help: write a value, or delete the key

"#]]
    );
}

#[test]
fn bombs_are_refused_quickly() {
    let start = std::time::Instant::now();
    let laughs: String = (1..30)
        .map(|i| {
            format!(
                "a{i}: &a{i} [{}]\n",
                vec![format!("*a{}", i - 1); 9].join(",")
            )
        })
        .collect();
    assert_eq!(codes(&format!("a0: &a0 x\n{laughs}title: t")), ["bad-yaml"]);
    for deep in ["[", "{a: ", "- ", "? ", "[[\n"] {
        assert_eq!(
            codes(&format!("title: {}", deep.repeat(60_000))),
            ["bad-yaml"],
            "{deep}"
        );
        assert_eq!(codes(&deep.repeat(60_000)), ["bad-yaml"], "{deep}");
    }
    let many: String = (0..20_000).map(|i| format!("k{i}: *x\n")).collect();
    assert_eq!(codes(&many), ["bad-yaml"]);
    let wide: String = (0..20_000).map(|i| format!("k{i}: v\n")).collect();
    assert_eq!(codes(&wide).len(), 20_001);
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
}

#[test]
fn the_whole_model_arrives() {
    let text = r#"---
id: A-1
title: "See [this](../mail/full.md#x)"
environment: {products: [p], platforms: [ios], versions: ">=6.8"}
symptoms: [plain words, {message: "{n} left", code: 0x1, where: Log}]
causes: [{id: c, text: t, likelihood: rare, check: k}]
conditions: [{id: q, ask: Yes?}]
fixes:
  - title: Grüße an *alle*!
    why: w
    warning: x
    changes: y
    details: "[d](d.md)"
    effort: 1 h
    risk: data-loss
    requires: {role: r, needs: your phone}
    when: {not: q}
    then: [{if: i, say: s}, {if: j, go: b}]
    steps: {all: [one], ios: [{do: two, command: "ls -l", expect: e, if_fails: f, undo: u}]}
    sources: [{title: T}]
  - {use: shared, id: own}
related: [b, {supersedes: c}, {caused_by: [d, e]}]
duplicate_of: f
aliases: [/old.html]
---
Body
"#;
    let (article, found) = parse::article("articles/a.md", text);
    assert!(found.is_empty(), "{found:?}");
    let article = article.unwrap();
    let names =
        |refs: &[parse::Ref]| -> Vec<String> { refs.iter().map(|r| r.text.clone()).collect() };
    assert_eq!(names(&article.text_links), ["../mail/full.md#x", "d.md"]);
    assert_eq!(
        article.text_links[1].at,
        At::Value("fixes[0].details".to_owned())
    );
    assert_eq!(article.symptoms[1].code.as_deref(), Some("0x1"));
    assert_eq!(names(&article.related), ["b"]);
    assert_eq!(names(&article.supersedes), ["c"]);
    assert_eq!(names(&article.caused_by), ["d", "e"]);
    assert_eq!(article.duplicate_of.unwrap().text, "f");
    assert_eq!(article.sources.len(), 1);
    assert_eq!(article.body, "Body\n");
    assert_eq!(&text[article.body_offset..], "Body\n");
    let fix = &article.fixes[0];
    assert_eq!(fix.id.as_ref().unwrap().text, "grüße-an-alle");
    assert_eq!(fix.minutes, Some(60));
    assert!(fix.when.as_ref().unwrap().1);
    assert_eq!(
        fix.requires.as_ref().unwrap().needs[0].as_str(),
        "your phone"
    );
    let steps = fix.steps.as_ref().unwrap();
    assert_eq!((steps.all.len(), steps.by_platform.len()), (1, 1));
    assert_eq!(steps.by_platform[0].1[0].command.as_deref(), Some("ls -l"));
    assert_eq!(article.fixes[1].shared.as_ref().unwrap().text, "shared");
}

proptest! {
    /// Any text gives diagnostics whose places can be shown.
    #[test]
    fn places_are_inside_the_file(
        front in "(title: |fixes:\n|  - |id: |steps: |\\{|\\}|\\[|\\]|, |: |ä|😀|\r\n|\n|\"|'|#|&a|\\*a|!|\\||>|0x1|1\\.10|~|-|\t| ){0,40}"
    ) {
        let text = format!("---\n{front}\n---\nBody");
        let files = MemoryFiles::new([("articles/a.md", text.clone()), ("fixbook.yaml", front.clone())]);
        let mut found = parse::article("articles/a.md", &text).1;
        found.extend(parse::config(&front).1);
        parse::locate(&mut found, &files);
        for problem in &found {
            prop_assert!(!problem.help.is_empty(), "{problem:?}");
            for label in &problem.labels {
                let text = if label.file == "fixbook.yaml" { &front } else { &text };
                match &label.at {
                    At::Span(span) => prop_assert!(text.get(span.clone()).is_some(), "{problem:?}"),
                    At::File => {}
                    other => prop_assert!(false, "{other:?}"),
                }
            }
        }
    }
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
