//! The same knowledge base gives the same bytes: with one job and with eight, in another time zone and
//! locale, and from another folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Hash of every file below a folder, by its path inside.
fn tree(folder: &Path) -> BTreeMap<String, String> {
    let mut hashes = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.expect("the output folder can be listed");
        if entry.file_type().is_file() {
            let inside = entry.path().strip_prefix(folder).expect("below the folder");
            let bytes = fs::read(entry.path()).expect("the output can be read");
            hashes.insert(
                inside.to_string_lossy().replace('\\', "/"),
                blake3::hash(&bytes).to_hex().to_string(),
            );
        }
    }
    hashes
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.expect("the sample can be listed");
        let inside = entry.path().strip_prefix(from).expect("below the folder");
        if entry.file_type().is_dir() {
            fs::create_dir_all(to.join(inside)).expect("a folder can be made");
        } else {
            fs::copy(entry.path(), to.join(inside)).expect("a file can be copied");
        }
    }
}

fn build(
    kb: &Path,
    out: &Path,
    jobs: &str,
    variables: &[(&str, &str)],
) -> BTreeMap<String, String> {
    let output = Command::new(env!("CARGO_BIN_EXE_fixbook"))
        .arg("build")
        .arg(kb)
        .arg("--out")
        .arg(out)
        .args(["--jobs", jobs])
        .envs(variables.iter().copied())
        .output()
        .expect("the program starts");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    tree(out)
}

#[test]
fn the_sample_site_is_the_same_everywhere() {
    let sample = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("content");
    let temp = tempfile::tempdir().expect("a temporary folder");
    let at = |name: &str| temp.path().join(name);

    let one = build(&sample, &at("one"), "1", &[("TZ", "UTC"), ("LANG", "C")]);
    assert!(one.len() > 60, "only {} files", one.len());
    assert!(one.contains_key("index.html"));

    let eight = build(&sample, &at("eight"), "8", &[("TZ", "UTC"), ("LANG", "C")]);
    assert_eq!(one, eight, "eight jobs");

    let far = [
        ("TZ", "Pacific/Kiritimati"),
        ("LANG", "tr_TR.UTF-8"),
        ("LC_ALL", "tr_TR.UTF-8"),
        ("HOME", "/nowhere"),
    ];
    let elsewhere = at("an other folder with a long name, ü");
    copy(&sample, &elsewhere);
    let other = build(&elsewhere, &at("other/deep/site"), "3", &far);
    assert_eq!(one, other, "another time zone, locale and folder");

    let again = build(&elsewhere, &at("other/deep/site"), "3", &far);
    assert_eq!(one, again, "over an existing site");
}
