//! Knowledge bases of other tools: one folder of `fixtures/import` for each kind, with every construct it has.
//! `SNAPSHOTS=overwrite cargo test --test import` writes what came out; read the difference as a writer would.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "support/import.rs"]
mod importing;
mod support;

use fixbook::diag::Level;
use fixbook::import::{MANIFEST, REPORT};
use fixbook::output::MemorySink;
use fixbook::pipeline::{Options, Report, build};
use importing::{Memory, fixture, import};
use snapbox::{Data, assert_data_eq};

fn built(kb: &Memory) -> Report {
    let options = Options {
        drafts: true,
        ..Options::default()
    };
    build(&kb.files(), &options, &MemorySink::default()).unwrap()
}

fn is_as_expected(kind: &str) {
    let source = fixture(kind);
    let kb = Memory::default();
    import(kind, &source, &kb);
    let expected = format!(
        "{}/tests/fixtures/import/{kind}.expected",
        env!("CARGO_MANIFEST_DIR")
    );
    assert_data_eq!(kb.all(), Data::read_from(expected.as_ref(), None).raw());
    let report = built(&kb);
    let wrong: Vec<_> = report
        .diagnostics
        .iter()
        .filter(|found| {
            found.level == Level::Error
                || found.code.contains("link")
                || found.code.contains("image")
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let (_, again) = import(kind, &source, &kb);
    assert_eq!(
        again.written,
        Vec::<String>::new(),
        "a second import changes nothing"
    );
}

#[test]
fn any_folder_of_markdown_comes_over() {
    is_as_expected("markdown");
}

#[test]
fn learn_comes_over() {
    is_as_expected("learn");
}

#[test]
fn what_people_wrote_stays() {
    let source = support::files("-- a.md --\n# A\nOne.\n-- b.md --\n# B\nTwo.\n-- c.md --\n# C\n");
    let kb = Memory::default();
    kb.put("articles/b.md", "---\ntitle: Mine\n---\n");
    let (_, first) = import("markdown", &source, &kb);
    assert_eq!(first.taken, ["articles/b.md"]);
    kb.put("articles/a.md", "---\ntitle: Edited\n---\n");
    kb.put("fixbook.yaml", "title: Ours\n");
    let source = support::files(
        "-- a.md --\n# A\nOne more.\n-- b.md --\n# B\nTwo.\n-- d.md --\n---\nproducts: Shop\n---\n# D\n",
    );
    let (plan, second) = import("markdown", &source, &kb);
    assert_eq!(second.edited, ["articles/a.md"]);
    assert_eq!(second.taken, ["articles/b.md"]);
    assert_eq!(second.left, ["articles/c.md"]);
    assert_eq!(second.written, ["articles/d.md", REPORT]);
    assert!(
        kb.text("articles/a.md").contains("Edited") && kb.text("articles/b.md").contains("Mine")
    );
    assert_eq!(kb.text("fixbook.yaml"), "title: Ours\n");
    let lost: Vec<_> = plan
        .losses
        .iter()
        .map(|loss| (loss.what.as_str(), loss.text.as_str()))
        .collect();
    assert_eq!(
        lost,
        [(
            "product or platform that fixbook.yaml does not declare",
            "Shop"
        )]
    );
    assert!(kb.text(MANIFEST).contains(" articles/d.md\n"));
    assert!(!built(&kb).failed());
}

#[test]
fn two_sources_share_a_knowledge_base() {
    let kb = Memory::default();
    import(
        "markdown",
        &support::files("-- a.md --\n---\nproducts: Shop\n---\n# A\n"),
        &kb,
    );
    import(
        "markdown",
        &support::files("-- b.md --\n---\nproducts: Mail\n---\n# B\n"),
        &kb,
    );
    let settings = kb.text("fixbook.yaml");
    assert!(
        settings.contains("name: Shop") && settings.contains("name: Mail"),
        "{settings}"
    );
    assert!(!built(&kb).failed());
}

/// Texts that nobody writes and somebody sends: they end, and what comes out builds.
#[test]
fn hostile_texts_break_nothing() {
    let many = |piece: &str, count: usize| piece.repeat(count);
    let texts = [
        String::new(),
        "\0\u{feff}\u{200b}".into(),
        many("<x>\n", 5_000),
        many("<x>\n\n", 5_000),
        many("<script>\n\n", 1_500),
        many("<title> <path> ", 5_000),
        many("<a name=x></a>\n# x\n", 3_000),
        many("<!--", 9_000),
        many("<!-- a -->\n", 4_000),
        many("<a \"", 9_000),
        many("<?x\n", 3_000),
        many("`", 20_001),
        many("` `` ", 6_000),
        many("[!", 20_000),
        many("[!INCLUDE [a](", 5_000),
        many("[", 9_000),
        many("![a](", 5_000),
        many("[a](b) ", 5_000),
        many(":::image a=\"", 5_000),
        many(":::zone pivot=\"a\"\n", 3_000),
        many("# [a](#tab/b)\n", 3_000),
        many("::::column:::\n:::column:::\n", 2_000),
        many("```\n", 5_001),
        many("> ", 3_000),
        many("# a {b}\n", 3_000),
        format!("---\n{}\n---\n", many("a: [", 900)),
        format!("---\n{}---\n", many("a: b\n", 5_000)),
        format!("# {}", many("x ", 2_000)),
    ];
    for kind in ["markdown", "learn"] {
        let files = texts
            .iter()
            .enumerate()
            .map(|(number, text)| (format!("t{number}.md"), text.clone()));
        let source = fixbook::source::MemoryFiles::new(files);
        let kb = Memory::default();
        import(kind, &source, &kb);
        assert!(!built(&kb).failed(), "{kind}");
    }
}

fn fixbook(folder: &std::path::Path, args: &[&str]) -> (Option<i32>, String) {
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

fn put(root: &std::path::Path, path: &str, text: &str) {
    let path = root.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

#[test]
fn the_command_says_what_it_did_and_left() {
    let temp = tempfile::tempdir().unwrap();
    let root = temp.path();
    put(root, "old/a b.md", "# A\n[gone](x.md)\n");
    put(root, "old/.git/b.md", "# B\n");
    let (code, said) = fixbook(root, &["import", "markdown", "old", "--out", "kb"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.starts_with("not kept: link that leads nowhere, 1 in 1 file\n1 article, 0 images and files, 0 files not imported, 3 written, 0 unchanged in "), "{said}");
    put(root, "kb/articles/a b.md", "---\ntitle: Mine\n---\n");
    let (code, said) = fixbook(root, &["import", "markdown", "old", "--out", "kb"]);
    assert_eq!(code, Some(0));
    assert!(
        said.starts_with("kept kb/articles/a b.md: somebody edited it"),
        "{said}"
    );
    let (code, said) = fixbook(root, &["build", "kb", "--out", "site"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(root.join("site/articles/a b.html").is_file());
    // One file alone, and a knowledge base inside its source.
    put(root, "old/kb/articles/own.md", "---\ntitle: Own\n---\n");
    for source in ["old/a b.md", "old"] {
        let (code, said) = fixbook(root, &["import", "markdown", source, "--out", "old/kb"]);
        assert_eq!(code, Some(0), "{said}");
        assert!(said.contains("1 article, "), "{said}");
    }
}

#[test]
fn sources_and_knowledge_bases_that_overlap_are_refused() {
    let temp = tempfile::tempdir().unwrap();
    let root = temp.path();
    put(root, "kb/articles/a.md", "---\ntitle: A\n---\n");
    put(root, "kb/drafts/b.md", "# B\n");
    put(root, "file", "x");
    for (source, out, says) in [
        ("kb", "kb", "kb: is the knowledge base itself"),
        (
            "kb/articles",
            "kb",
            "lies in `articles` of the knowledge base",
        ),
        ("nowhere", "kb", "nowhere: "),
        ("kb/drafts", "file", "file: "),
    ] {
        let (code, said) = fixbook(root, &["import", "markdown", source, "--out", out]);
        assert_eq!(code, Some(2), "{said}");
        assert!(said.contains(says), "{said}");
    }
    let (code, said) = fixbook(root, &["import", "markdown", "kb/drafts", "--out", "kb"]);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(
        std::fs::read_to_string(root.join("kb/articles/a.md")).unwrap(),
        "---\ntitle: A\n---\n"
    );
    #[cfg(unix)]
    {
        // A link that leads out of the knowledge base is not written through.
        put(root, "other/b.md", "mine");
        std::fs::create_dir(root.join("linked")).unwrap();
        std::os::unix::fs::symlink(root.join("other"), root.join("linked/articles")).unwrap();
        let (code, said) = fixbook(
            root,
            &["import", "markdown", "kb/drafts", "--out", "linked"],
        );
        assert_eq!(code, Some(2), "{said}");
        assert_eq!(
            std::fs::read_to_string(root.join("other/b.md")).unwrap(),
            "mine"
        );
    }
}

/// Text that follows tabs is for everybody.
#[test]
fn what_stands_behind_tabs_is_for_no_platform() {
    let source = support::files(
        "-- a.md --\n# It stops\n\n## Symptoms\n\nIt stops.\n\n## Resolution\n\n# [Windows](#tab/w)\n\n1. Restart it.\n\n# [Linux](#tab/l)\n\n1. Reload it.\n\n---\n\nTell everybody.\n\n## More information\n\nNone.\n",
    );
    let kb = Memory::default();
    import("learn", &source, &kb);
    let sink = MemorySink::default();
    build(&kb.files(), &Options::default(), &sink).unwrap();
    let pages = sink.into_files();
    let fixbook::output::Content::Bytes(page) = &pages["articles/a.html"] else {
        panic!("a page is text");
    };
    let page = String::from_utf8_lossy(page);
    let (_, rest) = page.split_once("Reload it.").unwrap();
    let (between, _) = rest.split_once("Tell everybody.").unwrap();
    assert!(
        page.contains("data-os=\"linux\"") && between.contains("</ol>\n</div>"),
        "{between}"
    );
}
