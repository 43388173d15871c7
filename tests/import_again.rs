//! A source imported again, two sources in one knowledge base, and sources that hold nothing to import.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "support/import.rs"]
mod importing;
mod support;

use std::path::Path;

use importing::{Memory, import};

fn fixbook(folder: &Path, args: &[&str]) -> (Option<i32>, String) {
    let done = std::process::Command::new(env!("CARGO_BIN_EXE_fixbook"))
        .args(args)
        .current_dir(folder)
        .output()
        .unwrap();
    (
        done.status.code(),
        String::from_utf8_lossy(&done.stderr).into_owned(),
    )
}

fn put(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

fn text(root: &Path, path: &str) -> String {
    std::fs::read_to_string(root.join(path)).unwrap()
}

#[test]
fn a_second_source_writes_over_nothing_of_the_first() {
    let temp = tempfile::tempdir().unwrap();
    let root = temp.path();
    put(root, "s1/a.md", "# A\nFirst.\n");
    put(root, "s2/a.md", "# A\nSecond.\n");
    put(root, "s2/b.md", "# B\nMore.\n");
    let kb = ["--out", "kb"];
    let run = |source: &str, more: &[&str]| {
        let mut args = vec!["import", "markdown", source];
        args.extend(kb);
        args.extend(more);
        fixbook(root, &args)
    };
    assert_eq!(run("s1", &[]).0, Some(0));
    let (code, said) = run("s2", &[]);
    assert_eq!(code, Some(0), "{said}");
    assert!(
        said.contains("kept kb/articles/a.md: it came from another source, markdown `s1`"),
        "{said}"
    );
    assert!(text(root, "kb/articles/a.md").contains("First."));
    assert!(text(root, "kb/articles/b.md").contains("More."));
    // The first source is not told that the files of the second are gone from it.
    let (_, said) = run("s1", &[]);
    assert!(!said.contains("kept"), "{said}");
    let remembered = text(root, "kb/.fixbook-import");
    assert!(!remembered.contains(root.to_str().unwrap()), "{remembered}");
    // The same source in another place.
    let (_, said) = run("s2", &["--name", "s1"]);
    assert!(!said.contains("another source"), "{said}");
    assert!(text(root, "kb/articles/a.md").contains("Second."));
}

#[test]
fn folders_of_one_name_are_two_sources() {
    let temp = tempfile::tempdir().unwrap();
    let root = temp.path();
    put(root, "one/docs/a.md", "# A\nFirst.\n");
    put(root, "two/docs/a.md", "# A\nSecond.\n");
    for source in ["one/docs", "two/docs"] {
        fixbook(root, &["import", "markdown", source, "--out", "kb"]);
    }
    assert!(text(root, "kb/articles/a.md").contains("First."));
}

#[test]
fn what_a_source_lost_and_what_somebody_deleted_is_named() {
    let temp = tempfile::tempdir().unwrap();
    let root = temp.path();
    for name in ["a", "b", "c", "d"] {
        put(
            root,
            &format!("old/{name}.md"),
            &format!("# {name}\nOne.\n"),
        );
    }
    let run = || fixbook(root, &["import", "markdown", "old", "--out", "kb"]);
    assert_eq!(run().0, Some(0));
    put(root, "kb/articles/a.md", "---\ntitle: Mine\n---\n");
    put(root, "kb/articles/d.md", "---\ntitle: Mine too\n---\n");
    std::fs::remove_file(root.join("kb/articles/b.md")).unwrap();
    std::fs::remove_file(root.join("old/c.md")).unwrap();
    put(root, "old/a.md", "# a\nTwo.\n");
    for _ in 0..2 {
        let (code, said) = run();
        assert_eq!(code, Some(0), "{said}");
        for line in [
            "kept kb/articles/a.md: somebody edited it after it was imported; its source changed since\n",
            "kept kb/articles/d.md: somebody edited it after it was imported\n",
            "not written kb/articles/b.md: somebody deleted it after it was imported\n",
            "kept kb/articles/c.md: the source does not have it any more",
        ] {
            assert!(said.contains(line), "{line}: {said}");
        }
        assert!(!root.join("kb/articles/b.md").exists());
    }
    // As the manual says.
    std::fs::remove_file(root.join("kb/.fixbook-import")).unwrap();
    run();
    assert!(text(root, "kb/articles/b.md").contains("One."));
    assert!(text(root, "kb/articles/a.md").contains("Mine"));
}

#[test]
fn sources_without_an_article_are_wrong_usage() {
    let temp = tempfile::tempdir().unwrap();
    let root = temp.path();
    std::fs::create_dir(root.join("empty")).unwrap();
    put(root, "site/index.html", "<p>x</p>");
    for (kind, source, says) in [
        ("markdown", "empty", "reads any folder of Markdown files"),
        ("markdown", "site", "reads any folder of Markdown files"),
        ("zendesk", "site", "reads JSON that the Help Center"),
        ("mkdocs", "empty", "reads a project of MkDocs"),
    ] {
        let (code, said) = fixbook(root, &["import", kind, source, "--out", "kb"]);
        assert_eq!(code, Some(2), "{said}");
        assert!(said.contains(says) && said.contains(source), "{said}");
        assert!(!root.join("kb/fixbook.yaml").exists());
    }
}

#[cfg(unix)]
#[test]
fn files_that_were_left_out_unread_tell_by_the_exit_code() {
    use std::os::unix::ffi::OsStrExt;
    let temp = tempfile::tempdir().unwrap();
    let root = temp.path();
    put(root, "old/a.md", "# A\n");
    let name = std::ffi::OsStr::from_bytes(b"b\xff.md");
    if std::fs::write(root.join("old").join(name), "# B\n").is_err() {
        return;
    }
    let (code, said) = fixbook(root, &["import", "markdown", "old", "--out", "kb"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(
        said.contains("left out: ") && said.contains("1 article"),
        "{said}"
    );
}

#[test]
fn broken_settings_are_reported_before_anything_is_written() {
    let temp = tempfile::tempdir().unwrap();
    let root = temp.path();
    put(root, "old/a.md", "# A\n");
    put(root, "kb/fixbook.yaml", "title: [\n");
    let (code, said) = fixbook(root, &["import", "markdown", "old", "--out", "kb"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(
        said.contains("kb/fixbook.yaml:") && said.contains("nothing was imported"),
        "{said}"
    );
    assert!(!root.join("kb/articles").exists());
}

#[cfg(unix)]
#[test]
fn links_in_a_knowledge_base_say_what_to_do() {
    let temp = tempfile::tempdir().unwrap();
    let root = temp.path();
    put(root, "old/a.md", "# A\n");
    std::fs::create_dir_all(root.join("kb")).unwrap();
    std::fs::create_dir_all(root.join("elsewhere")).unwrap();
    std::os::unix::fs::symlink(root.join("elsewhere"), root.join("kb/articles")).unwrap();
    let (code, said) = fixbook(root, &["import", "markdown", "old", "--out", "kb"]);
    assert_eq!(code, Some(2), "{said}");
    assert!(
        said.contains("kb/articles: is a link") && said.contains("put a folder or file of its own"),
        "{said}"
    );
}

#[test]
fn words_without_a_place_stand_in_the_report() {
    let dump = r#"{"articles": [
        {"id": 3, "title": "One", "body": "<p>kept</p>"},
        {"id": 3, "title": "Two zqtitle", "body": "<p>zqbody</p>"}]}"#;
    let thread = r#"{"title": "Build fails", "body": "It fails.", "comments": [{"body": "zqfirst"}],
        "answers": [{"body": "Restart it.", "comments": [{"body": "<p>zqsecond, @zqname</p>"}]}]}"#;
    for (kind, json, words) in [
        ("zendesk", dump, ["zqtitle", "zqbody"]),
        ("thread", thread, ["zqfirst", "zqsecond"]),
    ] {
        let kb = Memory::default();
        let files = fixbook::source::MemoryFiles::new([("a.json", json)]);
        import(kind, &files, &kb);
        let report = kb.text("import-report.md");
        for word in words {
            assert!(report.contains(word), "{word}: {report}");
        }
        assert!(!report.contains("zqname"), "{report}");
    }
}

#[test]
fn includes_that_double_end_soon_and_are_called_so() {
    let chain = |line: &dyn Fn(usize) -> String| {
        let files = (0..400).map(|at| (format!("docs/i{at}.md"), line(at + 1)));
        let mut files: Vec<_> = files.collect();
        files.push(("mkdocs.yml".to_owned(), "site_name: X\n".to_owned()));
        fixbook::source::MemoryFiles::new(files)
    };
    let learn = chain(&|next| format!("x [!INCLUDE [a](i{next}.md)] [!INCLUDE [a](i{next}.md)]\n"));
    let mkdocs =
        chain(&|next| format!("x\n--8<-- \"docs/i{next}.md\"\n--8<-- \"docs/i{next}.md\"\n"));
    for (kind, source, says) in [
        ("learn", learn, "included text inside more than 12 others"),
        ("mkdocs", mkdocs, "snippet inside more than 8 others"),
    ] {
        let started = std::time::Instant::now();
        let kb = Memory::default();
        import(kind, &source, &kb);
        let report = kb.text("import-report.md");
        assert!(report.contains(says), "{kind}");
        assert!(!report.contains("includes itself"), "{kind}");
        assert!(
            started.elapsed().as_secs() < 60,
            "{kind}: {:?}",
            started.elapsed()
        );
    }
}
