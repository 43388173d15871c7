//! Readers' answers: from files into the table, from the table onto pages and into the order of fixes.

#![allow(clippy::unwrap_used, clippy::panic)] // Tests end where something is not as it should be.

mod support;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use fixbook::book::lower_bound;
use serde_json::{Value, json};
use support::site;
use tempfile::TempDir;

const SETTINGS: &str = "-- fixbook.yaml --
title: Help
platforms:
  - {id: ios, label: iPhone}
  - {id: android, label: Android}
";

const ARTICLE: &str = "-- articles/a.md --
---
title: It hangs
environment: {platforms: [ios, android]}
symptoms:
  - message: It hangs.
causes:
  - {id: slow, text: It is slow., likelihood: common}
  - {id: old, text: It is old., likelihood: rare}
fixes:
  - {id: wait, title: Wait, addresses: [slow], effort: 10 min, steps: [Wait.]}
  - {use: restart, addresses: [old]}
---
-- articles/b.md --
---
title: It is dark
symptoms:
  - message: It is dark.
fixes:
  - use: restart
---
-- fixes/restart.md --
---
title: Restart
effort: 5 min
steps: {ios: [Restart it.], android: [Restart it there.]}
---
";

fn order(page: &str) -> Vec<&str> {
    let fixes = page.split(" data-fix=\"").skip(1);
    fixes.map(|rest| rest.split('"').next().unwrap()).collect()
}

fn table(rows: &str) -> String {
    format!(
        "{SETTINGS}{ARTICLE}-- data/feedback.csv --\narticle,fix,platform,worked,failed,wrong\n{rows}"
    )
}

#[test]
fn counts_show_where_enough_readers_spoke() {
    let site = site(&table(
        "articles/a.md,wait,ios,30,7,0\narticles/a.md,wait,,4,0,0\n",
    ));
    assert_eq!(site.found(), Vec::<String>::new());
    let page = site.page("articles/a.html");
    assert!(page.contains("Worked for 34 of 41"), "{page}");
    let few = support::site(&table("articles/a.md,wait,ios,3,1,0\n"));
    assert!(!few.page("articles/a.html").contains("Worked for"));
}

#[test]
fn answers_about_a_shared_fix_are_one_sum() {
    let rows = "articles/a.md,restart,ios,3,1,0\narticles/b.md,restart,android,2,0,0\nfixes/restart.md,restart,ios,4,0,0\n";
    let site = site(&table(rows));
    assert_eq!(site.found(), Vec::<String>::new());
    for page in ["articles/a.html", "articles/b.html", "fixes/restart.html"] {
        let page = site.page(page);
        assert!(page.contains("Worked for 9 of 10"), "{page}");
        assert!(
            page.contains("On iPhone <small class=\"worked\">Worked for 7 of 8"),
            "{page}"
        );
        assert!(
            page.contains("On Android</h3>"),
            "two answers say nothing: {page}"
        );
    }
}

#[test]
fn bad_rows_have_a_place_and_the_others_count() {
    let rows = "articles/a.md,wait,ios,many,1,0\narticles/a.md,wait\n\"articles/a.md,wait,ios,1,1,0\narticles/a.md,wait,ios,99999999999999999999,0,0\n";
    let found = site(&table(rows)).found();
    let expected = [
        "bad-feedback data/feedback.csv: many",
        "bad-feedback data/feedback.csv: articles/a.md,wait",
        "bad-feedback data/feedback.csv: \"articles/a.md,wait,ios,1,1,0",
        "bad-feedback data/feedback.csv: 99999999999999999999",
    ];
    assert_eq!(found, expected);
    let rows = "articles/a.md,wiat,ios,9,0,0\narticles/aa.md,wait,ios,9,0,0\narticles/a.md,wait,iso,9,0,0\narticles/a.md,wait,ios,9,0,2\n";
    let site = site(&table(rows));
    let expected = [
        "unknown-fix data/feedback.csv: wiat",
        "unknown-article data/feedback.csv: articles/aa.md",
        "unknown-platform data/feedback.csv: iso",
        "said-wrong data/feedback.csv: wait",
    ];
    assert_eq!(site.found(), expected);
    assert!(
        site.report.diagnostics[0]
            .help
            .contains("did you mean `wait`?")
    );
    assert!(site.page("articles/a.html").contains("Worked for 9 of 11"));
    let wrong = support::site(&format!(
        "{SETTINGS}{ARTICLE}-- data/feedback.csv --\nfix,worked\n"
    ));
    assert_eq!(
        wrong.found()[0],
        "bad-feedback data/feedback.csv: fix,worked"
    );
}

#[test]
fn the_interval_is_wilsons() {
    let text = include_str!("order/wilson.json");
    let vectors: Value = serde_json::from_str(text).unwrap();
    for case in vectors["cases"].as_array().unwrap() {
        let number = |at: usize| case[at].as_f64().unwrap();
        let found = lower_bound(number(0), number(1));
        assert!((found - number(2)).abs() < 0.0001, "{case}: {found}");
    }
}

#[test]
fn computed_orders_are_those_of_the_vectors() {
    let vectors: Value = serde_json::from_str(include_str!("order/vectors.json")).unwrap();
    for case in vectors["cases"].as_array().unwrap() {
        let mut kb = String::from(
            "-- fixbook.yaml --\ntitle: Help\norder: computed\n-- articles/a.md --\n---\ntitle: It hangs\nsymptoms:\n  - message: It hangs.\n",
        );
        let causes = case["causes"].as_object().unwrap().iter();
        let causes: Vec<Value> = causes
            .map(|(id, l)| json!({"id": id, "text": id, "likelihood": l}))
            .collect();
        kb += &format!("causes: {}\nfixes:\n", json!(causes));
        for fix in case["fixes"].as_array().unwrap() {
            let mut fix = fix.clone();
            let fields = fix.as_object_mut().unwrap();
            fields.insert("title".into(), fields["id"].clone());
            fields.insert("steps".into(), json!(["Do it."]));
            if let Some(go) = fields.remove("go") {
                fields.insert("then".into(), json!([{"if": "It fails", "go": go}]));
            }
            kb += &format!("  - {fix}\n");
        }
        kb += "---\n-- data/feedback.csv --\narticle,fix,platform,worked,failed,wrong\n";
        for (fix, n) in case["counts"].as_object().unwrap() {
            kb += &format!("articles/a.md,{fix},,{},{},{}\n", n[0], n[1], n[2]);
        }
        let site = site(&kb);
        let wanted: Vec<&str> = case["order"]
            .as_array()
            .unwrap()
            .iter()
            .map(|id| id.as_str().unwrap())
            .collect();
        assert_eq!(
            order(site.page("articles/a.html")),
            wanted,
            "{}",
            case["name"]
        );
    }
}

#[test]
fn an_article_may_say_for_itself_and_addresses_stay() {
    let computed = ARTICLE.replace("title: It hangs\n", "title: It hangs\norder: computed\n");
    let rows = "article,fix,platform,worked,failed,wrong\nfixes/restart.md,restart,,60,0,0\narticles/a.md,wait,,0,60,0\n";
    let site = site(&format!(
        "{SETTINGS}{computed}-- data/feedback.csv --\n{rows}"
    ));
    let page = site.page("articles/a.html");
    assert_eq!(order(page), ["restart", "wait"]);
    // The first fix on the page is the second of the file, and keeps its address.
    assert!(
        page.contains("href=\"#fix-2\">Yes, start with fix 1"),
        "{page}"
    );
    assert!(page.contains("id=\"fix-2-ios-1\""), "{page}");
    assert!(page.contains("href=\"#fix-1\">No, try fix 2"), "{page}");
    assert!(page.contains("Sorted by likely cause"), "{page}");
    let plain = support::site(&format!(
        "{SETTINGS}{ARTICLE}-- data/feedback.csv --\n{rows}"
    ));
    assert_eq!(order(plain.page("articles/a.html")), ["wait", "restart"]);
    assert!(!plain.page("articles/a.html").contains("Sorted by"));
}

// The command.

fn kb() -> TempDir {
    let temp = tempfile::tempdir().unwrap();
    for part in format!("{SETTINGS}{ARTICLE}")
        .split("-- ")
        .filter(|part| part.contains(" --\n"))
    {
        let (path, text) = part.split_once(" --\n").unwrap();
        write(temp.path(), &format!("kb/{path}"), text.as_bytes());
    }
    temp
}

fn write(root: &Path, path: &str, bytes: &[u8]) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

fn import(folder: &Path, args: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_fixbook");
    let mut command = Command::new(program);
    command
        .current_dir(folder)
        .args(["feedback", "import", "--kb", "kb", "--format", "short"])
        .args(args);
    command.output().unwrap()
}

fn answer(n: usize, fix: &str, platform: &str, outcome: &str) -> String {
    json!({"v": 1, "id": format!("{n:016x}"), "article": "articles/a", "fix": fix, "platform": platform, "outcome": outcome, "day": "2026-11-03"}).to_string() + "\n"
}

fn counts(folder: &Path) -> String {
    fs::read_to_string(folder.join("kb/data/feedback.csv")).unwrap()
}

#[test]
fn two_queues_that_overlap_count_once() {
    let temp = kb();
    let events: Vec<String> = (0..200)
        .map(|n| match n % 10 {
            0..=3 => answer(n, "wait", "ios", "failed"),
            4 => answer(n, "wait", "android", "wrong"),
            5..=8 => answer(n, "restart", "ios", "worked"),
            _ => answer(n, "restart", "all", "worked"),
        })
        .collect();
    // Ten answers are in both files: the reader saved the queue twice.
    write(temp.path(), "one.jsonl", events[..105].concat().as_bytes());
    write(temp.path(), "two.jsonl", events[95..].concat().as_bytes());
    let first = import(temp.path(), &["one.jsonl", "two.jsonl"]);
    let said = String::from_utf8_lossy(&first.stderr).into_owned();
    assert_eq!(first.status.code(), Some(0), "{said}");
    assert!(
        said.contains("200 answers counted, 10 known already"),
        "{said}"
    );
    let table = counts(temp.path());
    assert_eq!(
        table,
        "article,fix,platform,worked,failed,wrong\narticles/a.md,restart,,20,0,0\narticles/a.md,restart,ios,80,0,0\n\
         articles/a.md,wait,android,0,0,20\narticles/a.md,wait,ios,0,80,0\n"
    );
    let again = import(temp.path(), &["two.jsonl", "one.jsonl"]);
    let said = String::from_utf8_lossy(&again.stderr).into_owned();
    assert!(
        said.contains("0 answers counted, 210 known already"),
        "{said}"
    );
    assert_eq!(counts(temp.path()), table);
}

#[test]
fn hostile_lines_are_refused_one_by_one_and_kept() {
    let temp = kb();
    let good = answer(1, "wait", "ios", "worked");
    let mut bytes: Vec<u8> = good.clone().into_bytes();
    let bad: Vec<Vec<u8>> = vec![
        answer(2, "wiat", "ios", "worked").into(),
        answer(3, "wait", "iso", "worked").into(),
        answer(4, "wait", "ios", "=HYPERLINK(\"http://x\")").into(),
        answer(5, "=cmd|' /C calc'!A0", "ios", "worked").into(),
        answer(6, "wait", "ios", "worked")
            .replace("\"v\":1", "\"v\":99999999999999999999999")
            .into(),
        answer(7, "wait", "ios", "worked")
            .replace("\"v\":1", "\"v\":1,\"mail\":\"me@example.com\"")
            .into(),
        answer(8, "wait", "ios", "worked")
            .replace("articles/a", "articles/../../etc/passwd")
            .into(),
        answer(9, "wait", "ios", "worked")
            .replace("2026-11-03", "2026-13-40")
            .into(),
        answer(10, "wait", "ios", "worked")
            .replace("000000000000000a", "x")
            .into(),
        b"not json\n".to_vec(),
        b"{\"v\":1\0}\n".to_vec(),
        b"{\"v\":1,\"id\":\"\xff\xfe\"}\n".to_vec(),
        format!("{{\"v\":1,\"id\":\"{}\"}}\n", "y".repeat(100_000)).into(),
        "[".repeat(2000)
            .into_bytes()
            .into_iter()
            .chain(*b"\n")
            .collect(),
    ];
    bad.iter().for_each(|line| bytes.extend_from_slice(line));
    bytes.extend_from_slice(answer(20, "wait", "ios", "failed").as_bytes());
    write(temp.path(), "queue.jsonl", &bytes);
    let done = import(temp.path(), &["queue.jsonl"]);
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_eq!(done.status.code(), Some(1), "{said}");
    for line in 2..=15 {
        let places = said.matches(&format!("queue.jsonl:{line}:")).count();
        assert_eq!(places, 1, "line {line}: {said}");
    }
    assert!(
        said.contains("2 answers counted, 14 lines refused"),
        "{said}"
    );
    assert!(!said.contains('\0'), "{said:?}");
    assert_eq!(
        fs::read(temp.path().join("queue.jsonl.refused")).unwrap(),
        bad.concat()
    );
    assert_eq!(fs::read(temp.path().join("queue.jsonl")).unwrap(), bytes);
    assert!(counts(temp.path()).ends_with("articles/a.md,wait,ios,1,1,0\n"));
    // Again: nothing new, and the same lines are not kept twice.
    import(temp.path(), &["queue.jsonl"]);
    assert!(!temp.path().join("queue.jsonl.refused-2").exists());
    // Other lines get a name of their own.
    write(temp.path(), "queue.jsonl", b"other\n{}\n");
    import(temp.path(), &["queue.jsonl"]);
    assert_eq!(
        fs::read(temp.path().join("queue.jsonl.refused-2")).unwrap(),
        b"other\n{}\n"
    );
    assert_eq!(
        fs::read(temp.path().join("queue.jsonl.refused")).unwrap(),
        bad.concat()
    );
}

#[test]
fn comma_separated_answers_too() {
    let temp = kb();
    let head = "id,day,article,fix,platform,outcome,v\r\n";
    let rows = "aaaaaaaaaaaa,2026-11-03,articles/a.html,wait,,worked,1\r\n\
                bbbbbbbbbbbb,2026-11-03,\"articles/a.md\",restart,ios,worked,1\r\n";
    let bad = "cccccccccccc,2026-11-03,articles/a.md,wait,,worked\r\n\"dddddddddddd,2026\r\n@SUM(A1),2026-11-03,articles/a.md,wait,,worked,1\r\n";
    write(
        temp.path(),
        "form.csv",
        format!("\u{feff}{head}{rows}{bad}").as_bytes(),
    );
    let done = import(temp.path(), &["form.csv"]);
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(
        said.contains("2 answers counted, 3 lines refused"),
        "{said}"
    );
    assert!(said.contains("form.csv:6:1:"), "{said}");
    assert_eq!(
        fs::read_to_string(temp.path().join("form.csv.refused")).unwrap(),
        format!("{head}{bad}")
    );
    // Other columns: the whole file is kept as it is.
    let foreign = "name,score\nx,1\ny,2\n";
    write(temp.path(), "foreign.csv", foreign.as_bytes());
    write(temp.path(), "wide.jsonl", &[0xff, 0xfe, b'{', 0, b'\n', 0]);
    let done = import(temp.path(), &["foreign.csv", "wide.jsonl"]);
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(
        said.contains("foreign.csv:1:1:") && said.contains("wide.jsonl:1:1:"),
        "{said}"
    );
    assert!(
        said.contains("3 refused lines kept in foreign.csv.refused"),
        "{said}"
    );
    assert_eq!(
        fs::read_to_string(temp.path().join("foreign.csv.refused")).unwrap(),
        foreign
    );
}

#[test]
fn what_was_counted_survives() {
    let temp = kb();
    // A row whose article is gone, and one that somebody wrote by hand, stay.
    write(temp.path(), "kb/data/feedback.csv", b"article,fix,platform,worked,failed,wrong\narticles/gone.md,x,,5,0,0\narticles/a.md,wait,ios,7,0,0\n");
    write(
        temp.path(),
        "q.jsonl",
        answer(1, "wait", "ios", "worked").as_bytes(),
    );
    assert_eq!(import(temp.path(), &["q.jsonl"]).status.code(), Some(0));
    let table = counts(temp.path());
    assert!(
        table.contains("articles/gone.md,x,,5,0,0\n") && table.contains("wait,ios,8,0,0\n"),
        "{table}"
    );
    // A table that can't be read is not written over.
    let broken = format!("{table}broken\n");
    write(temp.path(), "kb/data/feedback.csv", broken.as_bytes());
    write(
        temp.path(),
        "q.jsonl",
        answer(2, "wait", "ios", "worked").as_bytes(),
    );
    assert_eq!(import(temp.path(), &["q.jsonl"]).status.code(), Some(1));
    assert_eq!(counts(temp.path()), broken);
}

#[test]
fn a_killed_import_is_finished_or_forgotten() {
    let temp = kb();
    write(
        temp.path(),
        "q.jsonl",
        answer(1, "wait", "ios", "worked").as_bytes(),
    );
    import(temp.path(), &["q.jsonl"]);
    let (table, seen) = (
        counts(temp.path()),
        fs::read_to_string(temp.path().join("kb/data/feedback-seen.txt")).unwrap(),
    );
    // Killed after the table was exchanged: the ids follow, and the answers in them are not counted again.
    write(
        temp.path(),
        "kb/data/feedback.csv",
        table.replace("ios,1", "ios,2").as_bytes(),
    );
    write(
        temp.path(),
        "kb/data/feedback-seen.new",
        format!("{seen}{:016x}\n", 2).as_bytes(),
    );
    write(
        temp.path(),
        "q.jsonl",
        answer(2, "wait", "ios", "worked").as_bytes(),
    );
    import(temp.path(), &["q.jsonl"]);
    assert!(counts(temp.path()).contains("ios,2,0,0"));
    // Killed before: neither counts.
    write(temp.path(), "kb/data/feedback.csv.new", b"half");
    write(temp.path(), "kb/data/feedback-seen.new", b"half");
    write(
        temp.path(),
        "q.jsonl",
        answer(3, "wait", "ios", "worked").as_bytes(),
    );
    assert_eq!(import(temp.path(), &["q.jsonl"]).status.code(), Some(0));
    assert!(counts(temp.path()).contains("ios,3,0,0"));
    assert!(!temp.path().join("kb/data/feedback.csv.new").exists());
    assert!(!temp.path().join("kb/.fixbook-feedback-lock").exists());
}

#[cfg(unix)]
#[test]
fn links_in_their_place_are_left_alone() {
    let temp = kb();
    write(
        temp.path(),
        "q.jsonl",
        answer(1, "wait", "ios", "worked").as_bytes(),
    );
    write(temp.path(), "elsewhere/feedback.csv", b"precious");
    std::os::unix::fs::symlink(temp.path().join("elsewhere"), temp.path().join("kb/data")).unwrap();
    let done = import(temp.path(), &["q.jsonl"]);
    assert_eq!(
        done.status.code(),
        Some(2),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    assert_eq!(
        fs::read(temp.path().join("elsewhere/feedback.csv")).unwrap(),
        b"precious"
    );
}
