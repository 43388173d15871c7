//! References, merging, addresses and rules: whole knowledge bases through the pipeline.

#![allow(clippy::unwrap_used)]

mod support;

use fixbook::book::{self, Book};
use fixbook::diag::{Diagnostic, Level};
use fixbook::link::{LinkGraph, Why, link};
use fixbook::model::{ArticleId, Target};
use fixbook::parse;
use fixbook::pipeline::Options;
use fixbook::source::Files;
use support::{files, site, site_with};

const SETTINGS: &str = "-- fixbook.yaml --
title: Help
products: [{id: mail, name: Mail}, {id: imap, name: IMAP, parent: mail}]
platforms: [{id: ios, label: iOS}, {id: windows, label: Windows}, {id: linux, label: Linux}]
roles: [{id: admin, label: Administrator}]
";

/// An article with one fix, and these lines in its front matter.
fn article(path: &str, front: &str) -> String {
    format!(
        "-- {path} --\n---\ntitle: T\nsymptoms: [{{observation: It fails.}}]\n{front}fixes:\n  - {{id: one, title: One, steps: [Do it.]}}\n---\n"
    )
}

fn assembled(text: &str) -> (Book, LinkGraph, Vec<Diagnostic>) {
    let files = files(text);
    let read = |path: &str| String::from_utf8(files.read(path).unwrap()).unwrap();
    let (config, mut found) = parse::config(&read("fixbook.yaml"));
    let (mut articles, mut fixes) = (Vec::new(), Vec::new());
    for entry in files
        .list()
        .iter()
        .filter(|entry| entry.path.ends_with(".md"))
    {
        let text = read(&entry.path);
        if entry.path.starts_with("articles/") {
            let (article, problems) = parse::article(&entry.path, &text);
            articles.extend(article);
            found.extend(problems);
        } else {
            let (fix, problems) = parse::fix(&entry.path, &text);
            fixes.extend(fix);
            found.extend(problems);
        }
    }
    let (book, problems) =
        book::assemble(config, articles, fixes, book::Options::default(), &files);
    found.extend(problems);
    let graph = link(&book);
    (book, graph, found)
}

#[test]
fn a_shared_fix_is_merged_key_by_key() {
    let text = format!(
        "{SETTINGS}-- fixes/restart.md --
---
title: Restart
effort: 5 min
risk: reversible
requires: {{role: admin, needs: a cable}}
why: 'See [the other](../articles/b.md#more).'
steps:
  linux: [Type reboot.]
  ios: [Hold the button.]
  windows: [Open Start.]
then: [{{if: It hangs, go: two}}]
---
More.
-- articles/x/a.md --
---
title: A
symptoms: [{{observation: It fails.}}]
environment: {{platforms: [windows, ios]}}
causes: [{{id: old, text: Old.}}]
conditions: [{{id: near, ask: Near?}}]
fixes:
  - use: restart
    title: Turn it off and on
    when: {{not: near}}
    addresses: [old]
    requires: {{needs: your phone}}
  - {{id: two, title: Two, steps: [Do it.], then: [{{if: Still, go: restart}}, {{if: No, go: b}}]}}
---
{}",
        article("articles/b.md", "").replace("---\n\n", "---\n") + "## More\n"
    );
    let (book, graph, found) = assembled(&text);
    // The shared fix's own `go` leads nowhere by itself, and that is said once, in its file.
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(
        (found[0].code, found[0].labels[0].file.as_str()),
        ("unknown-target", "fixes/restart.md")
    );
    let article = &book.articles[1];
    let fix = &article.fixes[0];
    assert_eq!(article.url, "articles/x/a.html");
    assert_eq!(fix.title.as_str(), "Turn it off and on");
    assert_eq!((fix.minutes, fix.id.as_str()), (Some(5), "restart"));
    assert_eq!((fix.requires.role, fix.requires.needs.len()), (None, 1));
    assert_eq!(
        fix.why.as_ref().unwrap().as_str(),
        "See [the other](../b.md#more)."
    );
    let platforms: Vec<usize> = fix.steps.by_platform.iter().map(|(p, _)| p.0).collect();
    assert_eq!(platforms, [0, 1]);
    assert_eq!(fix.addresses, [0]);
    assert!(fix.when.unwrap().negated);
    assert_eq!(fix.then[0].go, Some(Target::Fix(1)));
    assert_eq!(article.fixes[1].then[0].go, Some(Target::Fix(0)));
    assert_eq!(
        article.fixes[1].then[1].go,
        Some(Target::Article(ArticleId(0)))
    );
    assert_eq!(fix.details.trim(), "More.");
    assert_eq!(fix.details_source, "fixes/restart.md");
    assert_eq!(graph.users_of_fix, [vec![ArticleId(1)]]);
    assert_eq!(graph.backlinks[0], [ArticleId(1)]);
}

#[test]
fn articles_are_named_by_stem_path_or_id() {
    let others = article("articles/a/x.md", "id: K1\n")
        + &article("articles/b/x.md", "")
        + &article("articles/b/y.md", "");
    let good = format!(
        "{SETTINGS}{others}{}",
        article("articles/z.md", "related: [K1, b/x, y, a/x.md]\n")
    );
    let (book, graph, found) = assembled(&good);
    assert!(found.is_empty(), "{found:#?}");
    assert_eq!(
        book.articles[3].related,
        [ArticleId(0), ArticleId(1), ArticleId(2)]
    );
    assert_eq!(graph.related[2][0], (ArticleId(3), Why::Named));
    let bad = format!(
        "{SETTINGS}{others}{}",
        article("articles/z.md", "related: [x, yy]\n")
    );
    let (_, _, found) = assembled(&bad);
    let codes: Vec<&str> = found.iter().map(|d| d.code).collect();
    assert_eq!(codes, ["ambiguous-article", "unknown-article"]);
    assert_eq!(found[0].help, "write one of `a/x.md`, `b/x.md`");
    assert_eq!(found[1].help, "did you mean `y`?");
}

#[test]
fn drafts_and_internal_articles_stay_out() {
    let text = format!(
        "{SETTINGS}{}{}{}",
        article("articles/draft.md", "confidence: wip\n"),
        article("articles/inside.md", "audience: internal\n"),
        article("articles/z.md", "related: [draft, inside]\n"),
    );
    let built = site(&text);
    assert_eq!(built.report.articles, 1);
    assert!(!built.pages.contains_key("articles/draft.html"));
    assert_eq!(
        built.found(),
        [
            "left-out-article articles/z.md: draft",
            "left-out-article articles/z.md: inside"
        ]
    );
    assert!(!built.report.failed());
    let drafts = site_with(
        &text,
        &Options {
            drafts: true,
            ..Options::default()
        },
    );
    assert_eq!(drafts.report.articles, 2);
    assert!(drafts.pages.contains_key("articles/draft.html"));
    let strict = site_with(
        &text,
        &Options {
            strict: true,
            ..Options::default()
        },
    );
    assert!(strict.report.failed() && strict.pages.is_empty());
}

#[test]
fn one_path_belongs_to_one_thing() {
    let text = format!(
        "{SETTINGS}{}{}{}-- static/Errors.html --\n-- static/articles/b.html --\n",
        article(
            "articles/A.md",
            "aliases: [/products/mail.html, /../x, 'https://example.com/x']\n"
        ),
        article("articles/a.md", "aliases: [/old/, /index.html/deep]\n"),
        article("articles/b.md", "aliases: [/old/index.html]\n"),
    );
    let built = site(&text);
    assert!(built.pages.is_empty());
    let found: Vec<String> = built
        .found()
        .into_iter()
        .filter(|line| !line.contains("broken"))
        .collect();
    assert_eq!(
        found,
        [
            "same-path articles/A.md: /products/mail.html",
            "bad-alias articles/A.md: /../x",
            "bad-alias articles/A.md: 'https://example.com/x'",
            "same-path articles/a.md: (file)",
            "same-path articles/a.md: /index.html/deep",
            "same-path articles/b.md: /old/index.html",
            "same-path static/Errors.html: (file)",
            "same-path static/articles/b.html: (file)",
        ]
    );
}

#[test]
fn what_articles_share_brings_them_together() {
    let symptom = |text: &str| format!("causes: [{{id: {text}, text: T}}]\n");
    let a = article("articles/a.md", &symptom("full"));
    let b = article("articles/b.md", &symptom("full"));
    let c = article("articles/c.md", "")
        .replace("observation: It fails.", "message: \"Can't reach {host}!\"");
    let d = article("articles/d.md", "").replace(
        "observation: It fails.",
        "message: \"can\u{2019}t  reach {server}\", code: 0X80-04",
    );
    let e = article("articles/e.md", "").replace("observation: It fails.", "code: 0x8004");
    let (_, graph, found) = assembled(&format!("{SETTINGS}{a}{b}{c}{d}{e}"));
    assert!(found.is_empty(), "{found:#?}");
    assert_eq!(graph.related[0], [(ArticleId(1), Why::Cause)]);
    assert_eq!(graph.related[2], [(ArticleId(3), Why::Message)]);
    assert_eq!(
        graph.related[3],
        [(ArticleId(2), Why::Message), (ArticleId(4), Why::Code)]
    );
}

#[test]
fn a_popular_fix_costs_no_more_than_an_article_each() {
    let mut text = format!("{SETTINGS}-- fixes/f.md --\n---\ntitle: F\nsteps: [Do it.]\n---\n");
    for i in 0..4_000 {
        text += &format!(
            "-- articles/{}/{i}.md --\n---\ntitle: T\nsymptoms: [{{observation: O.}}]\nenvironment: {{products: [imap]}}\nfixes: [{{use: f}}]\n---\n",
            i / 50
        );
    }
    let (book, _, _) = assembled(&text);
    let start = std::time::Instant::now();
    let graph = link(&book);
    assert!(start.elapsed().as_secs() < 3, "{:?}", start.elapsed());
    assert_eq!(graph.users_of_fix[0].len(), 4_000);
    assert_eq!(graph.by_product[0].len(), 4_000);
    assert!(
        graph
            .related
            .iter()
            .all(|list| list.len() == 5 && list.iter().all(|(_, why)| *why == Why::Fix))
    );
}

#[test]
fn a_file_with_mistakes_is_not_missed_twice() {
    let text = format!(
        "{SETTINGS}-- articles/bad.md --\nno front matter at all\n-- fixes/worse.md --\n---\n[\n---\n{}",
        article("articles/z.md", "related: [bad]\n").replace("fixes:", "fixes:\n  - use: worse")
    );
    let files: Vec<String> = site(&text)
        .report
        .diagnostics
        .iter()
        .map(|d| d.labels[0].file.clone())
        .collect();
    assert!(!files.contains(&"articles/z.md".to_owned()), "{files:?}");
    assert!(files.iter().any(|file| file == "fixes/worse.md"));
}

#[test]
fn warnings_are_published() {
    let text = format!(
        "{SETTINGS}-- fixes/f.md --\n---\ntitle: F\nsteps: [Do it.]\n---\n{}",
        article(
            "articles/a.md",
            "conditions: [{id: c, ask: Is it?}]\nreview: {every: 90d}\n"
        )
    );
    let built = site(&text);
    assert_eq!(
        built.found(),
        [
            "unused-condition articles/a.md: c",
            "review articles/a.md: 90d",
            "unused-fix fixes/f.md: (file)",
        ]
    );
    assert_eq!(built.report.count(Level::Error), 0);
    assert!(built.page("articles/a.html").contains("Do it."));
}

#[test]
fn platforms_are_those_written_and_those_of_own_steps() {
    let fix = "-- fixes/f.md --\n---\ntitle: F\nsteps: {linux: [Do.], ios: [Do.]}\n---\n-- fixes/l.md --\n---\ntitle: L\nsteps: {linux: [Do.]}\n---\n";
    let one = |front: &str, fixes: &str| {
        format!(
            "-- articles/{}.md --\n---\ntitle: T\nsymptoms: [{{code: X}}]\n{front}fixes: [{fixes}]\n---\n",
            fixes.len()
        )
    };
    let own = "{id: o, title: O, steps: {windows: [Do.]}}";
    let (book, graph, found) = assembled(&format!(
        "{SETTINGS}{fix}{}{}{}",
        one(
            "environment: {platforms: [ios]}\n",
            &format!("{{use: f}}, {own}")
        ),
        one("", "{use: f}"),
        one("environment: {platforms: [ios]}\n", "{use: l}, {use: f}"),
    ));
    let codes: Vec<&str> = found.iter().map(|d| d.code).collect();
    assert_eq!(codes, ["no-steps-for-platforms"]);
    let of =
        |at: usize| -> Vec<usize> { book.articles[at].platforms.iter().map(|p| p.0).collect() };
    // Sorted by file name, which is the length of the fixes.
    let by_name: Vec<(&str, Vec<usize>)> = (0..3)
        .map(|at| (book.articles[at].slug.as_str(), of(at)))
        .collect();
    assert_eq!(
        by_name,
        [("18", vec![0]), ("52", vec![0, 1]), ("8", vec![0, 2])]
    );
    assert_eq!(graph.by_platform[2], [ArticleId(2)]);
}
