//! The site as an app: the list of files, the worker, the manifest; and addresses as pictures.

#![allow(clippy::unwrap_used, clippy::panic)] // Tests end where something is not as it should be.

mod support;

use std::collections::BTreeMap;

use fixbook::pipeline::Options;
use serde_json::Value;
use support::{Site, site, site_with};

const KB: &str = "-- fixbook.yaml --
title: Help
base_url: https://help.example.com/kb/
products:
  - {id: mail, name: Mail}
  - {id: outlook, name: Outlook, parent: mail}
  - {id: print, name: Printing}
-- articles/a.md --
---
id: KB-1
title: It hangs
environment: {products: [outlook]}
symptoms:
  - message: It hangs.
fixes:
  - use: restart
---
See ![it](a.png).
-- articles/a.png --
png
-- articles/b.md --
---
title: It is dark
symptoms:
  - message: It is dark.
fixes:
  - {title: Wait, steps: [Wait.]}
---
-- fixes/restart.md --
---
title: Restart
steps: [Restart it.]
---
-- static/robots.txt --
all
";

/// What the worker knows of the site.
fn known(site: &Site) -> Value {
    let line = site.page("sw.js").lines().next().unwrap();
    let json = line.strip_prefix("const SITE = ").unwrap();
    serde_json::from_str(json.strip_suffix(';').unwrap()).unwrap()
}

/// Hash and groups by path.
fn list(site: &Site) -> BTreeMap<String, (String, Vec<u64>)> {
    let mut files = BTreeMap::new();
    for hash in known(site)["lists"].as_array().unwrap() {
        let part = site.page(&format!("app/{}.json", hash.as_str().unwrap()));
        let part: Value = serde_json::from_str(part).unwrap();
        for file in part["files"].as_array().unwrap() {
            let groups = file[3].as_array().unwrap().iter();
            let groups = groups.map(|n| n.as_u64().unwrap()).collect();
            files.insert(
                file[0].as_str().unwrap().to_owned(),
                (file[1].as_str().unwrap().to_owned(), groups),
            );
        }
    }
    files
}

#[test]
fn every_file_is_listed_once_in_its_groups() {
    let site = site(KB);
    let files = list(&site);
    let expected: Vec<&String> = site
        .pages
        .keys()
        .filter(|path| !path.starts_with("app/") && *path != "sw.js" && *path != "sitemap.xml")
        .collect();
    assert_eq!(files.keys().collect::<Vec<_>>(), expected);
    let known = known(&site);
    let names: Vec<&str> = known["groups"]
        .as_array()
        .unwrap()
        .iter()
        .map(|g| g["id"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["base", "lists", "p:mail", "p:print", "other"]);
    let groups = |path: &str| files[path].1.clone();
    assert_eq!(groups("index.html"), [0]);
    assert_eq!(groups("assets/fixbook.css"), [0]);
    assert_eq!(groups("errors.html"), [1]);
    for path in [
        "articles/a.html",
        "articles/a.png",
        "fixes/restart.html",
        "id/KB-1.html",
    ] {
        assert_eq!(groups(path), [2], "{path}");
    }
    assert_eq!(groups("articles/b.html"), [4]);
    assert!(files.keys().any(|path| path.starts_with("search/")));
    let pages = files.keys().filter(|path| path.ends_with(".html")).count();
    assert_eq!(known["pages"].as_u64(), Some(pages as u64));
    assert_eq!(known["large"], false);
}

#[test]
fn a_change_reaches_the_version_and_its_own_hash_only() {
    let before = site(KB);
    let same = site_with(
        KB,
        &Options {
            jobs: 1,
            ..Options::default()
        },
    );
    assert_eq!(before.page("sw.js"), same.page("sw.js"));
    let after = site(&KB.replace("all\n", "none\n"));
    assert_ne!(known(&before)["v"], known(&after)["v"]);
    let (before, after) = (list(&before), list(&after));
    let changed: Vec<&String> = before
        .iter()
        .filter(|(path, file)| after[*path] != **file)
        .map(|(path, _)| path)
        .collect();
    assert_eq!(changed, ["robots.txt"]);
}

#[test]
fn only_sites_that_want_it_have_it() {
    let wants = |settings: &str| {
        let site = site(&KB.replace("base_url: https://help.example.com/kb/\n", settings));
        assert_eq!(site.found(), Vec::<String>::new());
        let has = site.pages.contains_key("sw.js");
        for path in [
            "manifest.webmanifest",
            "assets/app.js",
            "assets/app-icon.svg",
        ] {
            assert_eq!(site.pages.contains_key(path), has, "{settings}: {path}");
        }
        assert_eq!(
            site.page("index.html").contains(" data-app"),
            has,
            "{settings}"
        );
        has
    };
    assert!(!wants(""));
    assert!(!wants("base_url: http://help.example.com/\n"));
    assert!(!wants("base_url: https://help.example.com/\napp: false\n"));
    assert!(wants("base_url: https://help.example.com/\n"));
    assert!(wants("app: true\n"));
    // Nothing is asked for from disk: the page names neither.
    let page = site(KB);
    assert!(!page.page("index.html").contains("manifest"));
}

#[test]
fn a_file_of_the_site_is_not_written_over() {
    let own = format!("{KB}-- static/sw.js --\nmine\n");
    assert_eq!(site(&own).found(), ["same-path static/sw.js: (file)"]);
    let without = own.replace("title: Help\n", "title: Help\napp: false\n");
    assert_eq!(site(&without).found(), Vec::<String>::new());
}

/// Dark squares of the code on a page, by rows.
fn squares(page: &str) -> (usize, Vec<(i32, i32)>) {
    let code = page.split_once("id=\"qr\"").unwrap().1;
    let size: i32 = code
        .split_once("viewBox=\"-4 -4 ")
        .unwrap()
        .1
        .split(' ')
        .next()
        .unwrap()
        .parse()
        .unwrap();
    let path = code
        .split_once(" d=\"")
        .unwrap()
        .1
        .split('"')
        .next()
        .unwrap();
    let mut dark = Vec::new();
    let (mut x, mut y) = (0, 0);
    let path = path.replace("M0 .5", "").replace('-', " -");
    for part in path.split('m') {
        let (to, run) = part.split_once('h').unwrap();
        let to: Vec<i32> = to.split_whitespace().map(|n| n.parse().unwrap()).collect();
        if let [dx, dy] = to[..] {
            (x, y) = (x + dx, y + dy);
        }
        let run: i32 = run.parse().unwrap();
        dark.extend((x..x + run).map(|x| (x, y)));
        x += run;
    }
    (usize::try_from(size).unwrap(), dark)
}

#[test]
fn the_picture_says_the_address() {
    let site = site(KB);
    for (path, address) in [
        (
            "articles/a.html",
            "https://help.example.com/kb/id/KB-1.html",
        ),
        (
            "articles/b.html",
            "https://help.example.com/kb/articles/b.html",
        ),
        (
            "fixes/restart.html",
            "https://help.example.com/kb/fixes/restart.html",
        ),
    ] {
        let (size, dark) = squares(site.page(path));
        let scale = 4;
        let image = |x: usize, y: usize| {
            let at = |n: usize| i32::try_from(n / scale).unwrap() - 4;
            if dark.contains(&(at(x), at(y))) {
                0
            } else {
                255
            }
        };
        let mut image =
            rqrr::PreparedImage::prepare_from_greyscale(size * scale, size * scale, image);
        let grids = image.detect_grids();
        assert_eq!(grids.len(), 1, "{path}");
        assert_eq!(grids[0].decode().unwrap().1, address);
        assert!(
            site.page(path)
                .contains(&format!("<figcaption class=\"where\">{address}"))
        );
    }
    let without = support::site(&KB.replace("base_url: https://help.example.com/kb/\n", ""));
    assert!(!without.page("articles/a.html").contains("id=\"qr\""));
}
