//! The program as people and machines call it: exit codes, what goes to which stream, hostile folders.

#![allow(clippy::unwrap_used, clippy::panic)] // Tests end where something is not as it should be.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

const GOOD: &str = "---\ntitle: It hangs\nsymptoms:\n  - observation: Nothing moves\nfixes:\n  - title: Wait\n    steps:\n      - Wait a minute.\n---\n";
const BAD: &str = "---\ntitle: It hangs\nsymptons:\n  - observation: Nothing moves\nfixes:\n  - use: no-such-fix\n---\n";

fn kb(files: &[(&str, &str)]) -> TempDir {
    let temp = tempfile::tempdir().unwrap();
    write(temp.path(), "content/fixbook.yaml", b"title: Help\n");
    for (path, text) in files {
        write(temp.path(), path, text.as_bytes());
    }
    temp
}

fn write(root: &Path, path: &str, bytes: &[u8]) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// An article with one warning: nothing is done about one of its causes.
fn warned() -> String {
    let causes = "causes:\n  - id: slow\n    text: It is slow.\n  - id: lonely\n    text: Nobody fixes it.\nfixes:";
    GOOD.replace("fixes:", causes)
        .replace("    steps:", "    addresses: [slow]\n    steps:")
}

/// Runs the program with a time limit: no input may stall it.
fn run(folder: &Path, args: &[&str]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_fixbook"))
        .args(args)
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut stdout, mut stderr) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
    let read = |stream: &mut dyn Read| {
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        bytes
    };
    std::thread::scope(|scope| {
        let out = scope.spawn(move || read(&mut stdout));
        let err = scope.spawn(move || read(&mut stderr));
        let started = Instant::now();
        let status = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            if started.elapsed() > Duration::from_secs(60) {
                child.kill().unwrap();
                panic!("{args:?} stalls");
            }
            std::thread::sleep(Duration::from_millis(5));
        };
        Output {
            status,
            stdout: out.join().unwrap(),
            stderr: err.join().unwrap(),
        }
    })
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn a_clean_build_ends_with_0_and_one_line() {
    let temp = kb(&[("content/articles/a.md", GOOD)]);
    let done = run(temp.path(), &["build"]);
    let said = text(&done.stderr);
    assert_eq!(done.status.code(), Some(0), "{said}");
    assert_eq!(text(&done.stdout), "");
    assert!(said.starts_with("1 article, 0 fixes, "), "{said}");
    assert!(said.ends_with(" s -> site/index.html\n"), "{said}");
    assert!(temp.path().join("site/articles/a.html").is_file());
    // Inside the knowledge base the same without a name.
    let inside = temp.path().join("content");
    let done = run(&inside, &["build", "--jobs", "1"]);
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    assert!(inside.join("site/index.html").is_file());
    let done = run(&inside, &["check"]);
    assert_eq!(
        done.status.code(),
        Some(0),
        "the output is no source: {}",
        text(&done.stderr)
    );
}

#[test]
fn errors_end_with_1_and_keep_the_old_site() {
    let temp = kb(&[("content/articles/a.md", GOOD)]);
    assert_eq!(run(temp.path(), &["build"]).status.code(), Some(0));
    let before = fs::read(temp.path().join("site/articles/a.html")).unwrap();
    write(temp.path(), "content/articles/a.md", BAD.as_bytes());
    for args in [&["build"][..], &["check"]] {
        let done = run(temp.path(), args);
        let said = text(&done.stderr);
        assert_eq!(done.status.code(), Some(1), "{said}");
        assert!(said.contains("error[unknown-key]: "), "{said}");
        assert!(said.contains("--> content/articles/a.md:3:1\n"), "{said}");
        assert!(said.contains("3 | symptons:\n  | ^^^^^^^^"), "{said}");
        assert!(said.contains("content/articles/a.md:6:10\n"), "{said}");
        assert!(said.contains("= help: "), "{said}");
        assert!(
            !said.contains('\u{1b}'),
            "no colours off a terminal: {said}"
        );
    }
    assert_eq!(
        fs::read(temp.path().join("site/articles/a.html")).unwrap(),
        before
    );
}

#[test]
fn wrong_use_ends_with_2_and_says_how() {
    let temp = tempfile::tempdir().unwrap();
    write(temp.path(), "file", b"");
    write(temp.path(), "full/letter.txt", b"dear");
    write(temp.path(), "kb/fixbook.yaml", b"title: Help\n");
    for (args, says) in [
        (&["build"][..], "no knowledge base here"),
        (&["build", "nowhere"], "nowhere: "),
        (&["check", "file"], "file: is a file"),
        (
            &["build", "kb", "--out", "full"],
            "full: is not empty and was not made by Fixbook",
        ),
        (
            &["build", "kb", "--out", "kb"],
            "kb: is the knowledge base itself",
        ),
        (&["build", "kb", "--jobs", "0"], "--jobs"),
        (
            &["build", "kb", "--base-url", "example.org"],
            "starts with https://",
        ),
        (&["build", "kb", "--format", "xml"], "possible values"),
        (&["bild"], "build"),
        (&[], "Usage"),
    ] {
        let done = run(temp.path(), args);
        let said = text(&done.stderr);
        assert_eq!(done.status.code(), Some(2), "{args:?}: {said}");
        assert!(said.contains(says), "{args:?}: {said}");
        assert_eq!(text(&done.stdout), "", "{args:?}");
    }
    assert_eq!(run(temp.path(), &["--help"]).status.code(), Some(0));
}

#[test]
fn json_is_all_that_stands_on_the_output_stream() {
    let temp = kb(&[("content/articles/a.md", BAD)]);
    let done = run(temp.path(), &["check", "--format", "json"]);
    assert_eq!(done.status.code(), Some(1));
    let out = text(&done.stdout);
    let values: Vec<Value> = out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let (summary, found) = values.split_last().unwrap();
    assert_eq!(summary["type"], "summary");
    assert_eq!(
        summary["errors"],
        found.iter().filter(|d| d["level"] == "error").count()
    );
    let unknown = found.iter().find(|d| d["code"] == "unknown-key").unwrap();
    let label = &unknown["labels"][0];
    assert_eq!(label["file"], "articles/a.md");
    assert_eq!(
        (&label["place"]["line"], &label["place"]["column"]),
        (&3.into(), &1.into())
    );
    let (start, end) = (
        label["place"]["start"].as_u64(),
        label["place"]["end"].as_u64(),
    );
    let range = usize::try_from(start.unwrap()).unwrap()..usize::try_from(end.unwrap()).unwrap();
    assert_eq!(&BAD[range], "symptons");
    let done = run(temp.path(), &["check", "nowhere", "--format", "json"]);
    let value: Value = serde_json::from_str(text(&done.stdout).trim_end()).unwrap();
    assert_eq!(value["type"], "failure");
}

#[test]
fn editors_and_github_get_one_line_each() {
    let temp = kb(&[("content/articles/a.md", BAD)]);
    let said = text(&run(temp.path(), &["check", "--format", "short"]).stderr);
    assert!(
        said.contains("content/articles/a.md:3:1: error[unknown-key]: "),
        "{said}"
    );
    let said = text(&run(temp.path(), &["check", "--format", "github"]).stderr);
    let start =
        "::error file=content/articles/a.md,line=3,endLine=3,col=1,endColumn=9,title=unknown-key::";
    assert!(said.contains(start), "{said}");
}

#[test]
fn colours_come_only_where_wanted() {
    let temp = kb(&[("content/articles/a.md", BAD)]);
    let said = |name: &str, value: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fixbook"));
        command
            .arg("check")
            .current_dir(temp.path())
            .env_remove("NO_COLOR");
        text(
            &command
                .env("CLICOLOR_FORCE", "1")
                .env(name, value)
                .output()
                .unwrap()
                .stderr,
        )
    };
    assert!(said("TERM", "xterm").contains("\u{1b}["));
    assert!(!said("CLICOLOR_FORCE", "").contains('\u{1b}'));
    assert!(!said("NO_COLOR", "1").contains('\u{1b}'));
}

#[test]
fn strict_takes_warnings_for_errors() {
    let warned = warned();
    let temp = kb(&[("content/articles/a.md", &warned)]);
    let done = run(temp.path(), &["build"]);
    let said = text(&done.stderr);
    assert!(
        done.status.success() && said.contains("warning[unused-cause]"),
        "{said}"
    );
    let done = run(temp.path(), &["build", "--strict"]);
    assert_eq!(done.status.code(), Some(1), "{}", text(&done.stderr));
}

#[test]
fn many_equal_warnings_are_counted() {
    let warned = warned();
    let files: Vec<_> = (0..9)
        .map(|n| (format!("content/articles/a{n}.md"), warned.as_str()))
        .collect();
    let files: Vec<_> = files
        .iter()
        .map(|(path, text)| (path.as_str(), *text))
        .collect();
    let temp = kb(&files);
    let said = text(&run(temp.path(), &["check"]).stderr);
    assert_eq!(
        said.matches("warning[unused-cause]: no fix").count(),
        5,
        "{said}"
    );
    assert!(said.contains("warning[unused-cause]: 4 more"), "{said}");
}

#[test]
fn a_reader_that_goes_away_is_no_crash() {
    let temp = kb(&[("content/articles/a.md", BAD)]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_fixbook"))
        .args(["check", "--format", "json"])
        .current_dir(temp.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    drop(child.stderr.take());
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

#[cfg(unix)]
#[test]
fn hostile_files_neither_stall_nor_crash() {
    use std::os::unix::ffi::OsStrExt;
    let temp = kb(&[("content/articles/good.md", GOOD)]);
    let root = temp.path();
    let long = "x".repeat(1 << 20);
    write(
        root,
        "secret.md",
        GOOD.replace("It hangs", "canary").as_bytes(),
    );
    write(
        root,
        "content/articles/long.md",
        GOOD.replace("It hangs", &long).as_bytes(),
    );
    write(
        root,
        "content/articles/wrong.md",
        format!("---\ntitle: [{long}\n---\n").as_bytes(),
    );
    write(
        root,
        "content/articles/latin.md",
        b"---\ntitle: caf\xe9\n---\n",
    );
    write(
        root,
        "content/articles/nul.md",
        b"---\ntitle: a\0b\n---\n\0\0\x1b[31m\n",
    );
    write(root, "content/articles/nul2.md", &[0; 5000]);
    write(root, "content/articles/empty.md", b"");
    let quotes = format!("{GOOD}{}", ">".repeat(200_000));
    write(root, "content/articles/quotes.md", quotes.as_bytes());
    write(root, "content/articles/new\nline.md", GOOD.as_bytes());
    write(root, "content/articles/cafe\u{301}.md", GOOD.as_bytes());
    let name = std::ffi::OsStr::from_bytes(b"content/articles/\xff.md");
    fs::write(root.join(name), GOOD).unwrap();
    std::os::unix::fs::symlink("../../secret.md", root.join("content/articles/out.md")).unwrap();
    std::os::unix::fs::symlink(".", root.join("content/articles/loop")).unwrap();
    std::os::unix::fs::symlink("itself.md", root.join("content/articles/itself.md")).unwrap();
    let _socket =
        std::os::unix::net::UnixListener::bind(root.join("content/articles/s.md")).unwrap();
    let made = Command::new("mkfifo")
        .arg(root.join("content/articles/pipe.md"))
        .status();
    assert!(made.unwrap().success());
    for format in ["human", "short", "json", "github"] {
        let done = run(root, &["build", "--format", format]);
        let said = text(&done.stderr) + &text(&done.stdout);
        assert_eq!(done.status.code(), Some(1), "{said}");
        assert!(!said.contains("panicked"), "{said}");
        assert!(!said.contains("canary"), "{said}");
        assert!(
            !said.contains(['\u{1b}', '\0']),
            "{format} passes control characters on"
        );
        if format == "human" {
            let widest = said.lines().map(|line| line.chars().count()).max();
            assert!(widest < Some(1000), "a line of {widest:?} characters");
        }
        if format == "short" {
            for expected in [
                "pipe.md:1:1: warning[not-a-file]",
                "s.md:1:1: warning[not-a-file]",
                "out.md:1:1: warning[not-followed]",
                "loop:1:1: warning[not-followed]",
                "itself.md:1:1: warning[not-followed]",
                "latin.md:2:11: error[not-utf8]",
                ": error[bad-name]: the name of `articles/\u{fffd}.md` is not UTF-8",
                "line.md:1:1: error[bad-name]",
                "cafe\u{301}.md:1:1: error[bad-name]",
            ] {
                assert!(
                    said.contains(expected),
                    "{expected} is missing: {said:.5000}"
                );
            }
        }
    }
    assert!(!root.join("site").exists());
}

/// A site of one article, built into `site`.
fn built() -> TempDir {
    let temp = kb(&[("content/articles/a.md", GOOD)]);
    assert_eq!(run(temp.path(), &["build"]).status.code(), Some(0));
    temp
}

fn piped(folder: &Path, args: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_fixbook"))
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let feed = std::thread::spawn(move || {
        let _ = std::io::Write::write_all(&mut stdin, &input);
    });
    let done = child.wait_with_output().unwrap();
    feed.join().unwrap();
    done
}

#[test]
fn find_answers_from_a_knowledge_base_and_from_a_site() {
    let temp = built();
    let site = ["find", "--site", "site", "nothing", "moves"];
    for (args, path) in [
        (&["find", "nothing moves"][..], "content/articles/a.md"),
        (
            &["find", "--kb", "content", "nothing"],
            "content/articles/a.md",
        ),
        (&site, "site/articles/a.html"),
    ] {
        let done = run(temp.path(), args);
        let said = text(&done.stdout);
        assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
        assert!(said.starts_with("1  It hangs\n"), "{said}");
        assert!(said.contains(path), "{said}");
        assert!(
            said.contains("Fix 1: Wait\n     1. Wait a minute.\n"),
            "{said}"
        );
        assert!(!said.contains('\x1b'), "no colours in a pipe: {said}");
        assert_eq!(text(&done.stderr), "");
    }
    // Where only the site is left, it is searched without being named.
    fs::remove_dir_all(temp.path().join("content")).unwrap();
    assert_eq!(run(temp.path(), &["find", "hangs"]).status.code(), Some(0));
}

#[test]
fn find_reads_logs_from_standard_input() {
    let temp = built();
    let log = "x\n".repeat(3_000_000) + "\u{1b}[31mthe worker hangs\u{1b}[0m\r\n";
    for args in [&["find", "-"][..], &["find"]] {
        let done = piped(temp.path(), args, log.as_bytes());
        assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
        assert!(text(&done.stdout).contains("1  It hangs\n"));
        assert!(!text(&done.stdout).contains('\x1b'));
    }
    let done = piped(temp.path(), &["find", "-"], b"\xff\xfe\x00hangs\x00");
    assert_eq!(done.status.code(), Some(0));
    let done = piped(temp.path(), &["find", "-"], b" \n");
    assert_eq!(done.status.code(), Some(2));
}

#[test]
fn find_ends_with_1_for_nothing_and_2_for_wrong_use() {
    let temp = built();
    let done = run(temp.path(), &["find", "qqqq"]);
    assert_eq!(done.status.code(), Some(1));
    assert_eq!(text(&done.stdout), "");
    assert!(text(&done.stderr).starts_with("nothing found: "));
    for args in [
        &["find", " "][..],
        &["find", "--limit", "0", "x"],
        &["find", "--kb", "content", "--site", "site", "x"],
        &["find", "--kb", "nowhere", "x"],
        &["find", "--site", "content", "x"],
        &["find", "--platform", "amiga", "x"],
        &["find", "--eval", "nowhere.jsonl"],
        &["find", "--eval", "x.jsonl", "text"],
    ] {
        let done = run(temp.path(), args);
        assert_eq!(done.status.code(), Some(2), "{args:?}");
        assert!(text(&done.stderr).starts_with("error: "), "{args:?}");
    }
}

#[test]
fn find_speaks_json_and_measures() {
    let temp = built();
    let done = run(temp.path(), &["find", "--json", "hangs"]);
    let answer: Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(answer["total"], 1);
    let fix = &answer["hits"][0]["fixes"][0];
    assert_eq!(fix["url"], "articles/a.html#fix-1");
    assert_eq!(fix["blocks"][0]["steps"][0]["text"], "Wait a minute.");
    let failed = run(temp.path(), &["find", "--json", "--kb", "nowhere", "x"]);
    let failure: Value = serde_json::from_slice(&failed.stdout).unwrap();
    assert_eq!(failure["type"], "failure");
    let line = r#"{"class": "own", "query": "hangs", "relevant": ["articles/a.md"]}"#;
    write(temp.path(), "q.jsonl", line.as_bytes());
    let done = run(temp.path(), &["find", "--eval", "q.jsonl"]);
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    let table = text(&done.stdout);
    assert!(
        table
            .lines()
            .nth(2)
            .unwrap()
            .starts_with("all           1      1.000"),
        "{table}"
    );
    let done = run(temp.path(), &["find", "--json", "--eval", "q.jsonl"]);
    let figures: Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(figures["classes"][1]["MRR@10"], 1.0);
    write(temp.path(), "q.jsonl", b"{}");
    let done = run(temp.path(), &["find", "--eval", "q.jsonl"]);
    assert_eq!(
        text(&done.stderr),
        "error: q.jsonl: line 1: `query` must be text\n"
    );
}

#[test]
fn a_search_test_that_fails_keeps_the_old_site() {
    let temp = built();
    let tests = "- query: it hangs\n  find: a\n- query: flies\n  find: a\n";
    write(temp.path(), "content/search-tests.yaml", tests.as_bytes());
    for command in ["check", "build"] {
        let done = run(temp.path(), &[command]);
        let said = text(&done.stderr);
        assert_eq!(done.status.code(), Some(1), "{said}");
        assert!(
            said.contains("error[search-test]: search finds `a` not among the first 50"),
            "{said}"
        );
        assert!(
            said.contains("--> content/search-tests.yaml:3:10\n"),
            "{said}"
        );
    }
    // Asking goes on meanwhile.
    assert_eq!(run(temp.path(), &["find", "hangs"]).status.code(), Some(0));
}
