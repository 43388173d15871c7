//! Answers at the terminal: steps from the pages, the telling line of a log, figures, and the questions that a
//! knowledge base holds itself to.

mod support;

use fixbook::find::eval::{eval, read};
use fixbook::find::page::fixes;
use fixbook::find::{Answer, Question, find};
use fixbook::search::Kind;
use proptest::prelude::*;
use support::{Site, site};

const KB: &str = r#"
-- fixbook.yaml --
title: Help
platforms:
  - {id: windows, label: Windows}
  - {id: macos, label: Mac}
-- articles/print/offline.md --
---
title: The printer is offline
symptoms:
  - message: "Printer {name} is offline."
  - code: E-4711
  - observation: Nothing comes out of the tray
fixes:
  - title: Wake the printer
    effort: 2 min
    warning: The fan is loud.
    steps:
      all:
        - do: Press **Menu › Power**.
          expect: The display & the lamp light up.
      windows:
        - do: Restart the queue.
          command: net stop spooler && net start spooler
      macos:
        - Open System Settings.
  - title: Ask for help
    steps: [Call the help desk.]
---
-- articles/print/paper.md --
---
title: Paper jams in the tray
symptoms:
  - observation: The paper is crumpled
fixes:
  - title: Pull it out
    steps: [Pull the paper out slowly.]
---
-- articles/read.md --
---
title: What the lamps mean
type: reference
---
Green is fine.

```
first  line
second
```

| lamp | meaning |
|---|---|
| red | no paper |
"#;

fn ask(site: &Site, text: &str, platforms: &[&str]) -> Answer {
    assert_eq!(site.found(), [""; 0]);
    let platforms = platforms.iter().map(|p| (*p).to_owned()).collect();
    let question = Question {
        text,
        limit: 5,
        platforms,
    };
    find(&|path| site.pages.get(path).cloned(), &question).expect("the site has an index")
}

#[test]
fn an_answer_holds_the_steps_of_the_pages() {
    let site = site(KB);
    let answer = ask(&site, "printer offline", &[]);
    let best = &answer.found[0];
    assert_eq!(best.hit.source, "articles/print/offline.md");
    assert_eq!(best.fixes.len(), 2);
    let fix = &best.fixes[0];
    assert_eq!((fix.title.as_str(), fix.minutes), ("Wake the printer", 2));
    assert_eq!(fix.warning, "The fan is loud.");
    let all: Vec<(Vec<String>, Vec<&str>)> = fix
        .blocks
        .iter()
        .map(|b| {
            let steps = b.steps.iter().map(|s| s.text.as_str()).collect();
            (b.platforms.clone(), steps)
        })
        .collect();
    assert_eq!(
        all,
        [
            (vec![], vec!["Press Menu › Power."]),
            (vec!["windows".to_owned()], vec!["Restart the queue."]),
            (vec!["macos".to_owned()], vec!["Open System Settings."]),
        ]
    );
    let [step] = &fix.blocks[0].steps[..] else {
        unreachable!("one step for everybody");
    };
    assert_eq!(
        step.notes,
        ["You should see: The display & the lamp light up."]
    );
    let command = &fix.blocks[1].steps[0].command;
    assert_eq!(command, "net stop spooler && net start spooler");
    assert_eq!(best.fixes[1].blocks[0].steps[0].text, "Call the help desk.");
}

#[test]
fn a_platform_leaves_its_own_steps_and_those_for_everybody() {
    let site = site(KB);
    let answer = ask(&site, "printer offline", &["macos"]);
    let blocks = &answer.found[0].fixes[0].blocks;
    let headings: Vec<&str> = blocks.iter().map(|b| b.heading.as_str()).collect();
    assert_eq!(headings, ["", "On Mac"]);
}

#[test]
fn an_article_without_fixes_answers_with_its_prose() {
    let answer = ask(&site(KB), "lamps", &[]);
    assert_eq!(answer.found[0].hit.source, "articles/read.md");
    assert_eq!(
        answer.found[0].prose,
        "Green is fine.\nfirst  line\nsecond\nlamp | meaning\nred | no paper"
    );
}

#[test]
fn each_hit_says_why() {
    let site = site(KB);
    let why = |text: &str| {
        let answer = ask(&site, text, &[]);
        let why = answer.found[0].hit.why.clone();
        let marked: Vec<String> = why
            .marks
            .iter()
            .map(|at| why.text[at.clone()].to_owned())
            .collect();
        (why.kind, why.text, marked.join("|"))
    };
    let (message, code) = ("Printer {name} is offline.", "E-4711");
    let found = why("printer LJ-7 is offline");
    assert_eq!(
        found,
        (Kind::Message, message.into(), "Printer|offline".into())
    );
    assert_eq!(why("e4711"), (Kind::Code, code.into(), "4711".into()));
    assert_eq!(why("crumpled").0, Kind::Symptom);
    assert_eq!(why("jams").0, Kind::Title);
    assert_eq!(why("slowly").0, Kind::Text);
}

#[test]
fn of_a_log_the_last_line_that_is_known_is_named() {
    let site = site(KB);
    let log = "12:00:01 printer LJ-7 is offline.\n12:00:02 paper crumpled\n12:00:03 printer LJ-9 is offline.\n12:00:04 going on";
    let line = ask(&site, log, &[]).line.expect("a line is named");
    assert_eq!(line.text, "12:00:03 printer LJ-9 is offline.");
    assert!(line.known && !line.alone, "short enough to be asked whole");
    // A long log is asked by that line alone.
    let noise: String = (0..400)
        .map(|n| format!("12:00 worker{n} crumpled paper job {n}\n"))
        .collect();
    let answer = ask(&site, &(log.to_owned() + "\n" + &noise), &[]);
    let line = answer.line.expect("a line is named");
    assert!(!line.known || line.alone);
    let behind = ask(&site, &(noise + log), &[]);
    let line = behind.line.expect("a line is named");
    assert!(line.known && line.alone, "{line:?}");
    assert_eq!(behind.found[0].hit.source, "articles/print/offline.md");
    assert_eq!(behind.found[0].hit.why.kind, Kind::Message);
    assert!(ask(&site, "printer offline", &[]).line.is_none());
}

#[test]
fn what_no_article_has_is_said() {
    let site = site(KB);
    let forms = ask(&site, "crumple crumpler zeppelin", &[]).unknown;
    assert_eq!(forms, ["zeppelin"], "articles say crumpled");
    let answer = ask(&site, "zeppelin offline E-4712", &[]);
    assert_eq!(answer.unknown, ["zeppelin", "4712"]);
    let near: Vec<&str> = answer.codes[0].iter().map(String::as_str).collect();
    let article = ["The printer is offline", "articles/print/offline.md"];
    assert_eq!(near, [&["E-4712", "E-4711"][..], &article].concat());
}

#[test]
fn no_text_is_too_long() {
    let site = site(KB);
    for part in [
        "phone ", "x", "-", "/", "\\", "<", "中", "a-1.", "/a", "\\a", ":1", "0a",
    ] {
        let long = part.repeat(1_000_000 / part.len());
        for text in [
            format!("printer offline {long}"),
            format!("printer offline\n{long}"),
        ] {
            let answer = ask(&site, &text, &[]);
            let found = answer.found.iter().map(|f| f.hit.source.as_str());
            let one_line = !text.contains('\n');
            assert!(found.count() > 0 || !one_line, "{part}");
        }
    }
}

#[test]
fn a_damaged_index_is_refused() {
    let site = site(KB);
    assert_eq!(site.found(), [""; 0]);
    let names: Vec<&String> = site
        .pages
        .keys()
        .filter(|name| name.starts_with("search/d") || *name == "search/index.js")
        .collect();
    assert_eq!(names.len(), 2);
    let question = Question {
        text: "printer offline",
        limit: 5,
        platforms: Vec::new(),
    };
    let answer = |name: &str, text: Option<String>| {
        let load = |path: &str| {
            if path == name {
                text.clone()
            } else {
                site.pages.get(path).cloned()
            }
        };
        find(&load, &question)
    };
    for (name, text) in [
        ("search/d0.js", Some("{}".to_owned())),
        ("search/d0.js", None),
        (
            "search/d0.js",
            Some("fixbook.shard(\"d0\",{});\n".to_owned()),
        ),
        (
            "search/d0.js",
            Some("fixbook.shard(\"d0\",\"[[],[]]\");\n".to_owned()),
        ),
        (
            "search/d0.js",
            Some("fixbook.shard(\"d0\",[[],[[0,\"x\"],[0],7]]);\n".to_owned()),
        ),
        (
            "search/d0.js",
            site.pages["search/d0.js"].get(..200).map(str::to_owned),
        ),
        ("search/index.js", Some("{}".to_owned())),
        ("search/index.js", None),
        (
            "search/index.js",
            site.pages["search/index.js"]
                .lines()
                .next()
                .map(str::to_owned),
        ),
    ] {
        let why = answer(name, text.clone()).expect_err(name);
        assert!(why.contains("search/"), "{text:?}: {why}");
        assert!(
            why.contains("`d0`") || name.contains("index"),
            "{text:?}: {why}"
        );
    }
}

#[test]
fn figures_by_class() {
    let site = site(KB);
    let text = r#"{"id": "1", "class": "own", "query": "crumpled", "relevant": ["articles/print/paper.md"]}

{"id": "2", "class": "own", "query": "tray", "relevant": ["articles/print/offline.md", "articles/none.md"]}
{"id": "3", "class": "code", "query": "qqqq", "relevant": ["articles/print/offline.md"]}"#;
    assert_eq!(site.found(), [""; 0]);
    let known = read(text).expect("three questions");
    let figures = eval(&|path| site.pages.get(path).cloned(), &known).expect("an index");
    let classes: Vec<(&str, usize)> = figures
        .iter()
        .map(|(c, f)| (c.as_str(), f.questions))
        .collect();
    assert_eq!(classes, [("code", 1), ("own", 2), ("all", 3)]);
    assert_eq!(figures[0].1.means(), [0.0; 5]);
    // The title weighs more than a symptom: the second question finds its article in place 2.
    assert_eq!(figures[1].1.means(), [0.5, 1.0, 1.0, 0.75, 0.75]);
    assert_eq!(
        read("{}\n").expect_err("no query"),
        "line 1: `query` must be text"
    );
    let none = read("\n{\"query\": \"a\", \"relevant\": []}").expect_err("no answer");
    assert!(none.starts_with("line 2: "), "{none}");
}

fn with_tests(tests: &str) -> Vec<String> {
    site(&format!("{KB}-- search-tests.yaml --\n{tests}")).found()
}

#[test]
fn a_site_is_held_to_its_questions() {
    let good = "- query: the printer is offline\n  find: offline\n- {query: tray, find: print/offline.md, within: 2}\n- {query: e 4711, find: [paper, offline]}\n";
    assert_eq!(with_tests(good), [""; 0]);
    assert_eq!(with_tests("# none yet\n"), [""; 0]);
    assert_eq!(
        with_tests("- {query: tray, find: []}\n"),
        ["empty-value search-tests.yaml: []"]
    );
    let bad = "- query: tray\n  find: offline\n- query: qqqq\n  find: paper\n- query: jams\n  find: papper\n- {query: x, find: paper, within: 0}\n- {querry: x}\n";
    let site = site(&format!("{KB}-- search-tests.yaml --\n{bad}"));
    assert_eq!(
        site.found(),
        [
            "wrong-type search-tests.yaml: 0",
            "missing-key search-tests.yaml: {querry: x}",
            "missing-key search-tests.yaml: {querry: x}",
            "unknown-key search-tests.yaml: querry",
        ],
        "what is no test is said before anything is built"
    );
    let bad = "- query: tray\n  find: offline\n- query: qqqq\n  find: paper\n- query: jams\n  find: papper\n";
    let site = support::site(&format!("{KB}-- search-tests.yaml --\n{bad}"));
    assert_eq!(
        site.found(),
        [
            "search-test search-tests.yaml: tray",
            "search-test search-tests.yaml: qqqq",
            "unknown-article search-tests.yaml: papper",
        ]
    );
    assert!(site.report.failed(), "a regression is no site");
    let [first, second, third] = &site.report.diagnostics[..] else {
        unreachable!("three");
    };
    assert_eq!(
        first.message,
        "search finds `offline` only in place 2, and should be first"
    );
    assert_eq!(
        first.labels[0].text,
        "finds `articles/print/paper.md` first"
    );
    assert_eq!(second.labels[0].text, "nothing is found");
    assert_eq!(third.help, "did you mean `paper`?");
}

#[test]
fn other_themes_give_no_wrong_step() {
    let page = fixes("<main><section id=\"fix-1\"><ul><li>Not ours</li></ul></section></main>");
    assert!(page.fixes.is_empty());
    let page = fixes(
        "<main><section class=\"fix big\" id=\"fix-1\"><ul><li>No steps</li></ul></section></main><ol class=\"steps\"><li>x</ol>",
    );
    assert_eq!(page.fixes.len(), 1);
    assert!(page.fixes[0].blocks.is_empty());
}

#[test]
fn a_help_desk_page_gets_what_it_is_about() {
    let kb = "-- fixbook.yaml --\ntitle: Help\nproducts: [{id: a, name: Alpha}, {id: b, name: Beta, parent: a}]\nsupport: {url: 'https://help.example.com/new?title={query}'}\n-- articles/a.md --\n---\ntitle: It hangs & waits\ntype: reference\n---\nText.\n";
    let site = site(kb);
    assert_eq!(site.found(), [""; 0]);
    let page = site.page("search.html");
    assert!(
        page.contains("data-gap=\"https://help.example.com/new?title={query}\" href=\"https://help.example.com/new?title=\""),
        "{page}"
    );
    assert!(
        page.contains("<a class=\"chip\" href=\"products/a.html\">Alpha</a></p>"),
        "{page}"
    );
    let page = site.page("articles/a.html");
    let stuck =
        !page.contains("help.example.com") || page.contains("title=It%20hangs%20%26%20waits");
    assert!(stuck, "{page}");
}

proptest! {
    #[test]
    fn no_page_is_too_odd(html in "(<(/?(ol|li|p|section|div|main|td)( class=\"(fix|steps|os|prose|cmd|expect)\")?( id=\"[a-z]\")?>?)|[a-z&;#x\"'/<> é]){0,60}") {
        fixes(&html);
    }
}
