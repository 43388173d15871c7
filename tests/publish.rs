//! Output folders: which are refused, what stays in them, and that nobody ever sees half a site.

#![allow(clippy::unwrap_used, clippy::panic)] // Tests end where something is not as it should be.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use fixbook::disk::{DiskFiles, MANIFEST, Published, publish};
use fixbook::output::{Content, Output};
use fixbook::source::Files;
use tempfile::TempDir;

struct Case {
    temp: TempDir,
}

impl Case {
    fn new() -> Self {
        let case = Self {
            temp: tempfile::tempdir().unwrap(),
        };
        case.write("kb/fixbook.yaml", "title: Help\n");
        case.write("kb/static/logo.png", "image");
        case
    }

    fn path(&self, path: &str) -> PathBuf {
        self.temp.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Publishes these files to `out`.
    fn publish(&self, out: &str, files: &[(&str, &str)]) -> io::Result<Published> {
        let out = self.path(out);
        let kb = DiskFiles::open(&self.path("kb"), Some(&out)).unwrap();
        let ((), published) = publish(&kb, &out, |sink| {
            for (path, text) in files {
                sink.put(Output::text(*path, *text))?;
            }
            Ok(((), true))
        })?;
        Ok(published.unwrap())
    }

    fn refused(&self, out: &str) -> String {
        let before = tree(self.temp.path());
        let error = self.publish(out, &[("index.html", "x")]).unwrap_err();
        assert_eq!(
            tree(self.temp.path()),
            before,
            "{out}: a refusal changes nothing"
        );
        let named = self.temp.path().display().to_string();
        error.to_string().replace(&named, "")
    }
}

/// Every file and link below a folder with its content; manifests left out.
fn tree(root: &Path) -> BTreeMap<String, String> {
    walkdir::WalkDir::new(root)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| !entry.file_type().is_dir() && entry.file_name() != MANIFEST)
        .map(|entry| {
            let path = entry.path().strip_prefix(root).unwrap();
            let text = if entry.path_is_symlink() {
                format!("-> {}", fs::read_link(entry.path()).unwrap().display())
            } else {
                fs::read_to_string(entry.path()).unwrap()
            };
            (path.to_string_lossy().into_owned(), text)
        })
        .collect()
}

fn map(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    let owned = |(path, text): &(&str, &str)| ((*path).to_owned(), (*text).to_owned());
    files.iter().map(owned).collect()
}

#[test]
fn a_site_replaces_a_site_and_leaves_nothing_beside_it() {
    let case = Case::new();
    let first = [
        ("index.html", "1"),
        ("articles/a/b.html", "1"),
        ("old.html", "1"),
    ];
    assert_eq!(case.publish("deep/er/site", &first).unwrap().files, 3);
    assert_eq!(
        tree(&case.path("deep")),
        map(&[
            ("er/site/index.html", "1"),
            ("er/site/articles/a/b.html", "1"),
            ("er/site/old.html", "1"),
        ])
    );
    let second = [("index.html", "2"), ("articles/c.html", "2")];
    let published = case.publish("deep/er/site", &second).unwrap();
    assert_eq!(
        published,
        Published {
            files: 2,
            ..Published::default()
        }
    );
    assert_eq!(tree(&case.path("deep/er/site")), map(&second));
    assert!(
        !case.path("deep/er/site/articles/a").exists(),
        "empty folders go"
    );
    let beside: Vec<_> = fs::read_dir(case.path("deep/er")).unwrap().collect();
    assert_eq!(beside.len(), 1, "{beside:?}");
}

#[test]
fn folders_of_others_are_refused() {
    let case = Case::new();
    case.write("mine/letter.txt", "dear");
    assert!(
        case.refused("mine")
            .contains("is not empty and was not made by Fixbook")
    );
    assert!(case.refused("mine/letter.txt").contains("is a file"));
    assert!(case.refused("kb").contains("is the knowledge base itself"));
    assert!(
        case.refused("kb/../kb")
            .contains("is the knowledge base itself")
    );
    assert!(case.refused("").contains("holds the knowledge base"));
    assert!(case.refused("kb/static").contains("lies in `static`"));
    assert!(
        case.refused("kb/articles/site")
            .contains("lies in `articles`")
    );
    assert!(case.refused("no/../../site").contains("goes up"));
    case.write("tree/.git", "gitdir: ../real\n");
    assert!(case.refused("tree").contains("not made by Fixbook"));
    case.write("forged/.fixbook-manifest", "fixbook manifest 1\n");
    case.write("forged/letter.txt", "dear");
    assert!(
        case.refused("forged")
            .contains("`.fixbook-manifest` is damaged")
    );
    fs::create_dir(case.path("empty")).unwrap();
    case.publish("empty", &[("index.html", "x")]).unwrap();
    case.publish("kb/site", &[("index.html", "x")]).unwrap();
    case.publish("kb/site", &[("index.html", "y")]).unwrap();
}

#[cfg(unix)]
#[test]
fn links_are_refused_as_output() {
    let case = Case::new();
    case.publish("real", &[("index.html", "x")]).unwrap();
    for (link, target) in [("link", "real"), ("dangling", "nowhere")] {
        std::os::unix::fs::symlink(target, case.path(link)).unwrap();
        assert!(case.refused(link).contains("is a link"));
    }
}

#[cfg(unix)]
#[test]
fn what_people_put_into_a_site_stays() {
    use std::os::unix::fs::{MetadataExt, symlink};
    let case = Case::new();
    case.publish(
        "site",
        &[("index.html", "1"), ("a/b.html", "1"), ("gone.html", "1")],
    )
    .unwrap();
    case.write("secret", "canary");
    case.write("site/CNAME", "help.example");
    case.write("site/.git", "gitdir: ../.git/worktrees/site\n");
    case.write("site/a/notes/mine.txt", "mine");
    case.write("site/gone.html", "changed by hand");
    case.write("site/index.html", "changed by hand");
    fs::create_dir(case.path("site/empty")).unwrap();
    symlink("../secret", case.path("site/link")).unwrap();
    let number = fs::metadata(case.path("site/CNAME")).unwrap().ino();
    let published = case.publish("site", &[("index.html", "2")]).unwrap();
    assert_eq!(published.changed, ["gone.html"]);
    assert_eq!(published.left, None);
    assert_eq!(
        tree(&case.path("site")),
        map(&[
            (".git", "gitdir: ../.git/worktrees/site\n"),
            ("CNAME", "help.example"),
            ("a/notes/mine.txt", "mine"),
            ("gone.html", "changed by hand"),
            ("index.html", "2"),
            ("link", "-> ../secret"),
        ])
    );
    assert!(case.path("site/empty").is_dir());
    assert_eq!(
        fs::metadata(case.path("site/CNAME")).unwrap().ino(),
        number,
        "the same file"
    );
    // A file of somebody where the new site needs one: refused, and all stays.
    let before = tree(case.temp.path());
    let error = case
        .publish("site", &[("index.html", "3"), ("CNAME", "3")])
        .unwrap_err();
    assert!(
        error.to_string().contains("CNAME: was not made by Fixbook"),
        "{error}"
    );
    assert_eq!(tree(case.temp.path()), before);
    let error = case
        .publish("site", &[("index.html", "3"), ("a", "3")])
        .unwrap_err();
    assert!(
        error
            .to_string()
            .contains("mine.txt: was not made by Fixbook and can't be kept"),
        "{error}"
    );
    assert_eq!(tree(case.temp.path()), before);
}

#[test]
fn a_failed_build_leaves_the_old_site() {
    let case = Case::new();
    case.publish("site", &[("index.html", "1")]).unwrap();
    let before = tree(case.temp.path());
    let out = case.path("site");
    let kb = DiskFiles::open(&case.path("kb"), None).unwrap();
    let error = publish(&kb, &out, |sink| {
        sink.put(Output::text("index.html", "2"))?;
        Err::<((), bool), _>(io::Error::other("no more"))
    });
    assert_eq!(error.unwrap_err().to_string(), "no more");
    assert_eq!(tree(case.temp.path()), before);
    let ((), published) = publish(&kb, &out, |sink| {
        sink.put(Output::text("index.html", "2"))?;
        Ok(((), false))
    })
    .unwrap();
    assert_eq!(published, None);
    assert_eq!(tree(case.temp.path()), before);
    for path in [
        "../x",
        "/x",
        "a//b",
        "a/./b",
        "",
        ".fixbook-manifest",
        "index.html/x",
    ] {
        let twice = [("index.html", "2"), (path, "2")];
        let error = case.publish("site", &twice).unwrap_err().to_string();
        assert!(error.contains("site"), "{path}: {error}");
        assert_eq!(tree(case.temp.path()), before, "{path}");
    }
    let twice = [("a.html", "2"), ("a.html", "2")];
    assert!(case.publish("site", &twice).is_err(), "one path twice");
}

#[test]
fn one_build_at_a_time() {
    let case = Case::new();
    let kb = DiskFiles::open(&case.path("kb"), None).unwrap();
    publish(&kb, &case.path("site"), |sink| {
        let error = case.publish("site", &[("index.html", "2")]).unwrap_err();
        assert!(error.to_string().contains("another build"), "{error}");
        sink.put(Output::text("index.html", "1"))?;
        Ok(((), true))
    })
    .unwrap();
    assert_eq!(tree(&case.path("site")), map(&[("index.html", "1")]));
}

#[test]
fn static_files_are_copied_from_the_knowledge_base_only() {
    let case = Case::new();
    case.write("secret", "canary");
    let kb = DiskFiles::open(&case.path("kb"), None).unwrap();
    let copy = |source: &str| {
        let content = Content::Copy(source.to_owned());
        let path = "logo.png".to_owned();
        publish(&kb, &case.path("site"), |sink| {
            sink.put(Output { path, content })?;
            Ok(((), true))
        })
    };
    copy("static/logo.png").unwrap();
    assert_eq!(tree(&case.path("site")), map(&[("logo.png", "image")]));
    assert!(copy("../secret").is_err());
}

#[test]
fn left_overs_go_only_where_they_are_ours() {
    let case = Case::new();
    case.publish("site", &[("index.html", "1")]).unwrap();
    case.write(".site.fixbook-new/letter.txt", "dear");
    assert!(case.refused("site").contains("is in the way"));
    // A marker makes it an unfinished site, a manifest a whole one.
    case.write(".site.fixbook-new/.fixbook-staging", "An unfinished site");
    case.publish("site", &[("index.html", "2")]).unwrap();
    assert!(!case.path(".site.fixbook-new").exists());
    case.publish("other", &[("index.html", "1"), ("x.html", "1")])
        .unwrap();
    case.write("other/late.txt", "put there while the site was swapped");
    fs::rename(case.path("other"), case.path(".site.fixbook-new")).unwrap();
    case.publish("site", &[("index.html", "3")]).unwrap();
    assert_eq!(
        tree(&case.path("site")),
        map(&[
            ("index.html", "3"),
            ("late.txt", "put there while the site was swapped"),
        ])
    );
    // Died between two renames, where folders can't be exchanged: the old site comes back first.
    fs::rename(case.path("site"), case.path(".site.fixbook-old")).unwrap();
    case.publish("site", &[("index.html", "4")]).unwrap();
    assert_eq!(tree(&case.path("site")).len(), 2);
    assert!(!case.path(".site.fixbook-old").exists());
}

#[cfg(unix)]
#[test]
fn links_that_are_swapped_in_lead_nowhere() {
    let case = Case::new();
    case.write("secret.md", "canary");
    case.write("kb/articles/a.md", "fine");
    case.write("kb/articles/b/c.md", "fine");
    std::os::unix::fs::symlink("../../secret.md", case.path("kb/articles/link.md")).unwrap();
    std::os::unix::fs::symlink("..", case.path("kb/articles/loop")).unwrap();
    let kb = DiskFiles::open(&case.path("kb"), None).unwrap();
    let paths: Vec<_> = kb.list().iter().map(|entry| entry.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "articles/a.md",
            "articles/b/c.md",
            "fixbook.yaml",
            "static/logo.png"
        ]
    );
    let codes: Vec<_> = kb
        .problems()
        .iter()
        .map(|d| (d.code, d.labels[0].file.as_str()))
        .collect();
    assert_eq!(
        codes,
        [
            ("not-followed", "articles/link.md"),
            ("not-followed", "articles/loop")
        ]
    );
    assert!(kb.read("articles/link.md").is_err());
    // The listing is done; now the file and a folder become links.
    fs::remove_file(case.path("kb/articles/a.md")).unwrap();
    std::os::unix::fs::symlink("../../secret.md", case.path("kb/articles/a.md")).unwrap();
    assert!(kb.read("articles/a.md").is_err());
    fs::remove_dir_all(case.path("kb/articles/b")).unwrap();
    std::os::unix::fs::symlink(case.temp.path(), case.path("kb/articles/b")).unwrap();
    case.write("c.md", "canary");
    assert!(kb.read("articles/b/c.md").is_err());
}

/// Kills builds at random moments; FIXBOOK_KILLS says how many (the long run: 1000).
#[cfg(unix)]
#[test]
fn a_killed_build_leaves_a_whole_site() {
    let kills: u64 = std::env::var("FIXBOOK_KILLS").map_or(12, |text| text.parse().unwrap());
    let case = Case::new();
    for n in 0..40 {
        case.write(&format!("kb/static/file-{n}.txt"), "first");
    }
    let run = || {
        Command::new(env!("CARGO_BIN_EXE_fixbook"))
            .args(["build", "kb", "--out", "site"])
            .current_dir(case.temp.path())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    };
    assert!(run().wait().unwrap().success());
    case.write("site/CNAME", "help.example");
    let started = std::time::Instant::now();
    assert!(run().wait().unwrap().success());
    let whole = u64::try_from(started.elapsed().as_micros()).unwrap();
    for kill in 0..kills {
        for n in 0..40 {
            case.write(&format!("kb/static/file-{n}.txt"), &format!("round {kill}"));
        }
        let mut child = run();
        // Spread over the whole build, the end most of all.
        let share = whole * (kill * 7919 % 1000) / 1000;
        std::thread::sleep(Duration::from_micros(share + whole / 10));
        child.kill().unwrap();
        child.wait().unwrap();
        let site = tree(&case.path("site"));
        let found: std::collections::BTreeSet<_> = (0..40)
            .map(|n| site.get(&format!("file-{n}.txt")))
            .collect();
        assert_eq!(found.len(), 1, "kill {kill}: two sites in one: {found:?}");
        assert!(
            found.iter().all(Option::is_some),
            "kill {kill}: half a site"
        );
        assert_eq!(
            site.get("CNAME").map(String::as_str),
            Some("help.example"),
            "kill {kill}"
        );
    }
    assert!(run().wait().unwrap().success());
    let beside: Vec<_> = fs::read_dir(case.temp.path()).unwrap().collect();
    assert_eq!(beside.len(), 2, "nothing is left over: {beside:?}");
}

/// Lets one call in a build fail after another, by strace where it is installed.
#[cfg(target_os = "linux")]
#[test]
fn every_failed_write_is_told_and_keeps_the_old_site() {
    if Command::new("strace").arg("-V").output().is_err() {
        eprintln!("skipped: strace is not installed");
        return;
    }
    let case = Case::new();
    case.publish("site", &[("index.html", "1"), ("x.html", "1")])
        .unwrap();
    case.write("site/CNAME", "help.example");
    let before = tree(&case.path("site"));
    let mut injected = 0;
    for calls in [
        "write",
        "openat,openat2",
        "mkdir,mkdirat",
        "linkat",
        "rename,renameat,renameat2",
    ] {
        for (error, when) in [("ENOSPC", 1), ("EIO", 2), ("ENOSPC", 7), ("EACCES", 20)] {
            let trace = case.path("trace");
            let done = Command::new("strace")
                .args(["-f", "-qq", "-o"])
                .arg(&trace)
                .args(["-e", &format!("trace={calls}")])
                .args(["-e", &format!("inject={calls}:error={error}:when={when}")])
                .arg(env!("CARGO_BIN_EXE_fixbook"))
                .args(["build", "kb", "--out", "site", "--jobs", "1"])
                .current_dir(case.temp.path())
                .output()
                .unwrap();
            let trace = fs::read_to_string(trace).unwrap_or_default();
            let Some(hit) = trace.lines().find(|line| line.contains("INJECTED")) else {
                fs::remove_dir_all(case.path("site")).unwrap();
                case.publish("site", &[("index.html", "1"), ("x.html", "1")])
                    .unwrap();
                case.write("site/CNAME", "help.example");
                continue;
            };
            injected += 1;
            let said = String::from_utf8_lossy(&done.stderr);
            if done.status.success() {
                // A way around was found, such as copying what could not be linked: the site is whole and new.
                let site = tree(&case.path("site"));
                assert_eq!(
                    site.get("CNAME").map(String::as_str),
                    Some("help.example"),
                    "{hit}"
                );
                assert!(
                    site["index.html"].len() > 100 && !site.contains_key("x.html"),
                    "{hit}: {said}"
                );
                fs::remove_dir_all(case.path("site")).unwrap();
                case.publish("site", &[("index.html", "1"), ("x.html", "1")])
                    .unwrap();
                case.write("site/CNAME", "help.example");
                continue;
            }
            // 127: the system could not even load the program.
            assert!(matches!(done.status.code(), Some(2 | 127)), "{hit}: {said}");
            // Counted thread by thread: the words themselves may be what fails.
            let mute = trace
                .lines()
                .any(|line| line.contains("write(2,") && line.contains("INJECTED"));
            let told = said.contains("error: ") && said.contains("os error");
            assert!(
                told || mute || done.status.code() == Some(127),
                "{hit}: {said}"
            );
            assert_eq!(tree(&case.path("site")), before, "{hit}: {said}");
        }
    }
    assert!(injected > 10, "only {injected} calls failed");
}
