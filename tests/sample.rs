//! The sample knowledge base through the whole pipeline, and links and images of all kinds.

#![allow(clippy::unwrap_used)]

mod support;

use std::fs;
use std::path::Path;

use fixbook::output::MemorySink;
use fixbook::pipeline::{Options, Report, build};
use fixbook::source::MemoryFiles;
use support::site;

fn sample() -> MemoryFiles {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let entries = walkdir::WalkDir::new(&root).into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file());
    MemoryFiles::new(files.map(|entry| {
        let inside = entry.path().strip_prefix(&root).unwrap();
        (
            inside.to_string_lossy().replace('\\', "/"),
            fs::read(entry.path()).unwrap(),
        )
    }))
}

#[test]
fn the_sample_builds_without_an_error() {
    let build = |jobs| -> (Report, _) {
        let sink = MemorySink::default();
        let options = Options {
            jobs,
            ..Options::default()
        };
        let report = build(&sample(), &options, &sink).unwrap();
        (report, sink.into_files())
    };
    let (report, files) = build(1);
    let told: Vec<String> = report
        .diagnostics
        .iter()
        .map(|d| {
            format!(
                "{} {} {:?}: {}",
                d.code, d.labels[0].file, d.labels[0].at, d.message
            )
        })
        .collect();
    assert!(!report.failed(), "{}", told.join("\n"));
    assert!(report.articles >= 40 && report.fixes >= 12, "{report:?}");
    assert!(files.len() >= report.pages && report.pages > report.articles);
    assert!(
        build(8).1 == files,
        "eight threads write other bytes than one"
    );
}

#[test]
fn links_and_images_lead_somewhere() {
    let built = site(
        "-- fixbook.yaml --
title: Help
-- static/manual.pdf --
x
-- articles/notes.pdf --
x
-- articles/my shot.png --
x
-- fixes/f.md --
---
title: F
steps: [Do it.]
---
## Background
-- articles/x/a.md --
---
title: A
summary: 'See [that](../gone.md) and [this](b.md#fix-1-1).'
symptoms: [{code: X1}]
fixes: [{use: f}]
---
## Own part
[1](b.md) [2](/articles/x/b.md#own) [3](#own-part) [4](../../static/manual.pdf) [5](../../fixes/f.md#background) [6](https://example.com)
![7](../my%20shot.png)

[8](#own-prat) [9](b.html) [10](../notes.pdf) [11](javascript:x) [12](B.md)
![13](../my-shot.png) ![14](https://example.com/x.png) ![15](../notes.pdf)
-- articles/x/b.md --
---
title: B
symptoms: [{code: X1}]
fixes: [{use: f}]
---
## Own
",
    );
    assert_eq!(
        built.found(),
        [
            "broken-link articles/x/a.md: 'See [that](../gone.md) and [this](b.md#fix-1-1).'",
            "broken-anchor articles/x/a.md: [8](#own-prat)",
            "broken-link articles/x/a.md: [9](b.html)",
            "unpublished-file articles/x/a.md: [10](../notes.pdf)",
            "unsafe-link articles/x/a.md: [11](javascript:x)",
            "broken-link articles/x/a.md: [12](B.md)",
            "missing-image articles/x/a.md: ![13](../my-shot.png)",
            "outside-image articles/x/a.md: ![14](https://example.com/x.png)",
            "not-an-image articles/x/a.md: ![15](../notes.pdf)",
        ]
    );
    let help = |at: usize| built.report.diagnostics[at].help.as_str();
    assert_eq!(help(1), "did you mean `#own-part`?");
    assert_eq!(help(2), "did you mean `b.md`?");
    assert_eq!(help(6), "did you mean `../my%20shot.png`?");
}

#[test]
fn addresses_that_reach_other_machines_from_disk_are_refused() {
    // On `file:` pages a drive, a share or `//host` makes the reader's computer log in elsewhere.
    let built = site(
        "-- fixbook.yaml --
title: Help
-- articles/a.md --
---
title: A
symptoms: [{code: X1}]
fixes: [{title: F, steps: [Do it.]}]
---
![1](file:///etc/x.png)
![2](C:/x.png)
![3](//example.com/x.png)
[4](//example.com/x)
[5](d:/x.html)
",
    );
    assert_eq!(
        built.found(),
        [
            "unsafe-link articles/a.md: ![1](file:///etc/x.png)",
            "unsafe-link articles/a.md: ![2](C:/x.png)",
            "unsafe-link articles/a.md: ![3](//example.com/x.png)",
            "unsafe-link articles/a.md: [4](//example.com/x)",
            "unsafe-link articles/a.md: [5](d:/x.html)",
        ]
    );
}

#[test]
fn names_that_the_output_folder_needs_are_refused() {
    let built = site(
        "-- fixbook.yaml --
title: Help
-- static/search/index.js --
x
-- articles/a.md --
---
title: A
aliases: [/.fixbook-manifest, /con.html, /old/nul/, /fine.html]
symptoms: [{code: X1}]
fixes: [{id: f, title: F, steps: [Do it.]}, {id: f, title: G, steps: [Do it.]}]
---
",
    );
    let told: Vec<&str> = built.report.diagnostics.iter().map(|d| d.code).collect();
    let expected = [
        "duplicate-fix",
        "bad-alias",
        "bad-alias",
        "bad-alias",
        "same-path",
    ];
    let mut sorted = (told.clone(), expected.to_vec());
    sorted.0.sort_unstable();
    sorted.1.sort_unstable();
    assert_eq!(sorted.0, sorted.1, "{:#?}", built.found());
    let duplicate = built
        .report
        .diagnostics
        .iter()
        .find(|d| d.code == "duplicate-fix");
    assert_eq!(
        duplicate.unwrap().message,
        "two fixes of this article are called `f`"
    );
}

#[test]
fn bytes_that_are_no_text_are_told_and_the_rest_is_read() {
    let files = MemoryFiles::new([
        ("fixbook.yaml", b"title: T".to_vec()),
        ("articles/a.md", b"---\ntitle: \xff\n---\n".to_vec()),
        ("articles/b.md", b"---\nno title\n---\n".to_vec()),
    ]);
    let report = build(&files, &Options::default(), &MemorySink::default()).unwrap();
    let codes: Vec<&str> = report.diagnostics.iter().map(|d| d.code).collect();
    assert_eq!(codes[0], "not-utf8");
    assert!(
        report
            .diagnostics
            .iter()
            .any(|d| d.labels[0].file == "articles/b.md")
    );
    let none = build(
        &MemoryFiles::default(),
        &Options::default(),
        &MemorySink::default(),
    )
    .unwrap();
    assert_eq!(none.diagnostics[0].code, "no-settings");
}
