//! Knowledge bases that were written for another tool, built where they are.

#![allow(clippy::unwrap_used)]

mod support;

use fixbook::diag::Level;
use fixbook::pipeline::Options;
use proptest::prelude::*;
use snapbox::{assert_data_eq, str};
use support::{Site, site, site_with};

const SETTINGS: &str = "
-- fixbook.yaml --
title: Shop
content:
  articles: src
  lenient: true
  address: https://learn.example.com
  keys: {labels: tags, appliesto: products, description: summary, ms.date: reviewed, redirect_from: aliases, layout: ignore}
  values:
    shop on cloud: cloud
    windows 11: windows
    help center:
    faq: questions
products:
  - {id: shop, name: Our Shop}
  - {id: cloud, name: Cloud}
";

/// A knowledge base of one article in `src/a.md`.
fn one(article: &str) -> Site {
    site(&format!("{SETTINGS}-- src/a.md --\n{article}"))
}

/// The words of each problem, without the two that every article without structure has.
fn said(site: &Site) -> String {
    let lines: Vec<String> = site
        .report
        .diagnostics
        .iter()
        .filter(|d| !matches!(d.code, "no-fix" | "no-symptom"))
        .map(|d| format!("{:?} {}: {}", d.level, d.code, d.message))
        .collect();
    lines.join("\n")
}

#[test]
fn keys_and_values_become_ours() {
    let text = "---
title: Sync stops
labels: Our Shop,shop on Cloud, Windows 11, help center, FAQ, payment,payment
appliesto:
  - ✅ <a href=\"https://example.com\" target=\"_blank\">Cloud</a>
  - Toaster
description: It stops at night.
ms.date: 09/15/2023
layout: page
promoted: true
---
Text.
";
    let site = one(text);
    let page = site.page("articles/a.html");
    for wanted in [
        "It stops at night.",
        "15 Sep 2023",
        "products/cloud.html",
        "Windows",
    ] {
        assert!(page.contains(wanted), "{wanted}: {page}");
    }
    for product in ["cloud", "shop"] {
        assert!(
            site.page(&format!("products/{product}.html"))
                .contains("Sync stops")
        );
    }
    assert_data_eq!(
        said(&site),
        str![[r#"
Note foreign-value: `Toaster` is no product of fixbook.yaml and became a tag
Note foreign-key: `promoted` is a key of another tool and is not used
"#]]
    );
}

#[test]
fn days_are_read_in_both_orders() {
    for (written, shown) in [
        ("09/15/2023", "15"),
        ("2023-09-15T10:00:00Z", "15"),
        ("15/09/2023", "15"),
        ("9/5/2023", "5"),
    ] {
        let site = one(&format!("---\ntitle: A\nms.date: {written}\n---\nText.\n"));
        let page = site.page("articles/a.html");
        assert!(
            page.contains(&format!("2023-09-{shown:0>2}")),
            "{written}: {page}"
        );
    }
    let site = one("---\ntitle: A\nms.date: soon\n---\nText.\n");
    assert_eq!(
        said(&site),
        "Note foreign-value: `soon` is no day and was left"
    );
}

#[test]
fn front_matter_may_be_odd() {
    for (text, title) in [
        (
            " ---\n title: Indented\n labels: a\n ---\nText.\n",
            "Indented",
        ),
        ("\u{feff}---\ntitle: Marked\n---\nText.\n", "Marked"),
        (
            "---\ntitle:\u{a0}Hard\u{a0}space\n---\nText.\n",
            "Hard space",
        ),
        ("\n\n---\ntitle: Late\n---\nText.\n", "Late"),
        (
            "---\ntitle: \"Error\": it fails\nlabels: a\n---\nText.\n",
            "\"Error\": it fails",
        ),
        (
            "---\ntitle: {{ product }} fails\n---\nText.\n",
            "{{ product }} fails",
        ),
        ("---\ntitle: `x`: y\n---\nText.\n", "<code>x</code>: y"),
        (
            "---\ntitle: [Known issue] It fails\n---\nText.\n",
            "[Known issue] It fails",
        ),
        ("---\ntitle: 'It''s \u{200b}odd'\n---\nText.\n", "It's odd"),
        ("---\nlabels: a\n---\n## First\n\nText.\n", "First"),
        ("---\nlabels: a\n---\nText only.\n", "A"),
        ("# Heading `only`\n\nText.\n", "Heading <code>only</code>"),
        ("Lead.\n\n## Small heading\n\nText.\n", "Small heading"),
        (
            "---\ntitle: Deploy <project> on 5.0\n---\nText.\n",
            "Deploy &lt;project&gt; on 5.0",
        ),
    ] {
        let site = one(text);
        let page = site.page("articles/a.html");
        let heading = page
            .split("<h1")
            .nth(1)
            .and_then(|rest| rest.split("</h1>").next());
        let heading = heading
            .unwrap_or_default()
            .replace("&quot;", "\"")
            .replace("&#39;", "'");
        assert!(heading.contains(title), "{title}: {heading}");
        assert!(page.contains("Text"), "{title}");
        assert!(!site.report.failed(), "{:#?}", site.report);
    }
}

#[test]
fn a_heading_that_is_the_title_stands_once() {
    let site =
        one("---\ntitle: Sync stops at night - Shop\n---\n\n# Sync stops at night\n\nText.\n");
    let page = site.page("articles/a.html");
    let body = page.split("</h1>").nth(1).unwrap();
    assert!(!body.contains(">Sync stops at night<"), "{body}");
    let site = one("---\ntitle: Sync stops\n---\n\n# Another thing\n\nText.\n");
    assert!(site.page("articles/a.html").contains("Another thing"));
}

#[test]
fn what_is_no_article_is_named_once() {
    let text = format!(
        "{SETTINGS}-- src/a.md --\n# A\n\n[read](README.md)\n-- src/README.md --\n# R\n-- src/TOC.md --\n# T\n-- src/includes/x.md --\n# X\n-- src/scrap.md --\nNo heading.\n-- LICENSE.md --\n# L\n"
    );
    let site = site(&text);
    assert_eq!(site.report.articles, 1);
    assert_data_eq!(
        said(&site),
        str![[r#"
Note not-an-article: 4 files are no articles and are not published
Warning unpublished-file: the link `README.md` leads to a file that is not published
"#]]
    );
    let notes = site
        .report
        .diagnostics
        .iter()
        .filter(|d| d.level == Level::Note);
    assert_eq!(notes.count(), 1);
}

#[test]
fn links_by_any_name_lead_to_the_page() {
    let text = format!(
        "{SETTINGS}-- src/a.md --\n# A\n
[1](deep/b%20c.md) [2](deep/b%20c.html#x) [3](deep/b%20c) [4](/deep/b%20c.md) [5](/src/Deep/B%20c.MD) [6](/old/place)
[7](deep/) [8](/azure/other) [9](gone.md) [10](../../out.md) [11](/tool.zip)

![p](img/p.png) ![q](/media/q.png) ![r](gone.png) ![s](/logo.svg)
-- src/deep/b c.md --
---
redirect_from: [/old/place]
---
# B
## X
-- src/deep/index.md --
# Deep
-- src/img/p.png --
-- media/q.png --
-- static/logo.svg --
-- tool.zip --
"
    );
    let site = site(&text);
    let page = site.page("articles/a.html");
    for number in 1..=6 {
        let end = if number == 2 { "#x" } else { "" };
        let link = format!("<a href=\"deep/b%20c.html{end}\">{number}</a>");
        assert!(page.contains(&link), "{link}: {page}");
    }
    for wanted in [
        "<a href=\"deep/index.html\">7</a>",
        "<a href=\"https://learn.example.com/azure/other\" rel=\"noopener\">8</a> 9 10",
        "<a href=\"../tool.zip\">11</a>",
        "<img src=\"img/p.png\"",
        "<img src=\"../media/q.png\"",
        "<img src=\"../logo.svg\"",
    ] {
        assert!(page.contains(wanted), "{wanted}: {page}");
    }
    assert!(!page.contains("gone.png"), "{page}");
    for path in [
        "articles/img/p.png",
        "media/q.png",
        "logo.svg",
        "tool.zip",
        "old/place/index.html",
    ] {
        site.page(path);
    }
    assert_data_eq!(
        said(&site),
        str![[r#"
Warning broken-link: the link `gone.md` leads to a file that does not exist
Warning link-escapes: the link `../../out.md` leads out of the knowledge base
Warning missing-image: the image `gone.png` does not exist
"#]]
    );
}

#[test]
fn mistakes_are_told_by_kind_and_each_when_strict() {
    let mut text = SETTINGS.to_owned();
    for n in 0..4 {
        text.push_str(&format!(
            "-- src/{n}.md --\n---\nodd: 1\n---\n# N{n}\n\n[x](gone.md) [y](away.md)\n"
        ));
    }
    assert_data_eq!(
        said(&site(&text)),
        str![[r#"
Note foreign-key: 4 front matter keys of another tool are not used
Warning broken-link: 8 links lead to files that do not exist, and are shown as text, in 4 files
"#]]
    );
    let strict = Options {
        strict: true,
        ..Options::default()
    };
    let strict = site_with(&text, &strict);
    let broken = strict
        .report
        .diagnostics
        .iter()
        .filter(|d| d.code == "broken-link");
    assert_eq!(broken.count(), 8);
    assert!(strict.report.failed());
    assert_eq!(
        strict
            .report
            .diagnostics
            .iter()
            .filter(|d| d.level == Level::Note)
            .count(),
        1
    );
}

#[test]
fn folders_and_settings_are_checked() {
    let site = site(
        "-- fixbook.yaml --\ncontent: {articles: ../x, keys: {labels: tag}, adress: x}\n-- articles/a.md --\n",
    );
    assert_data_eq!(
        site.found().join("\n"),
        str![[r#"
no-front-matter articles/a.md: 
bad-folder fixbook.yaml: ../x
unknown-value fixbook.yaml: tag
unknown-key fixbook.yaml: adress
"#]]
    );
}

#[test]
fn a_value_that_is_nearly_a_product_is_doubted() {
    let site = site(
        "-- fixbook.yaml --\ncontent: {lenient: true, values: {a: shpo, b: shop, c: other, d: }}\nproducts: [shop]\n-- articles/a.md --\n# A\n",
    );
    assert_eq!(
        said(&site),
        "Note foreign-value: `shpo` is no product or platform, so it becomes a tag"
    );
    assert!(
        site.found()
            .contains(&"foreign-value fixbook.yaml: shpo".to_owned())
    );
}

#[test]
fn articles_may_stand_anywhere() {
    let site = site(
        "-- fixbook.yaml --\ncontent: {articles: ., leave_out: [drafts], lenient: true}\n-- a.md --\n# A\n\n[c](drafts/c.zip)\n-- drafts/c.zip --\n-- x/b.md --\n# B\n-- drafts/c.md --\n# C\n-- static/d.md --\n# D\n",
    );
    assert_eq!(site.report.articles, 2);
    assert!(!site.pages.keys().any(|path| path.contains("drafts")));
    site.page("articles/x/b.html");
}

/// What the page shows of the text.
fn body(article: &str) -> String {
    let site = one(article);
    assert!(!site.report.failed(), "{:#?}", site.report);
    let page = site.page("articles/a.html").to_owned();
    let start = page.find("</h1>").unwrap();
    page[start..page.find("<footer").unwrap()].to_owned()
}

#[test]
fn placeholders_are_text_everywhere() {
    let page = body(
        "# Deploy <project>\n\nOpen <path to file> on <ip address>, <branch-name>, <g>, <time stamp> and <br>go.\n\n<project>\nfirst\n</project>\n",
    );
    for shown in [
        "&lt;path to file&gt;",
        "&lt;ip address&gt;",
        "&lt;branch-name&gt;",
        "&lt;g&gt;",
        "&lt;time stamp&gt;",
        "&lt;project&gt;",
        "first",
    ] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    let site = one("# Deploy <project>\n\nText.\n");
    assert!(
        site.page("articles/a.html")
            .contains("<title>Deploy &lt;project&gt;")
    );
}

#[test]
fn raw_ids_are_places() {
    let article = "# A\n\n[1](#fix) [2](#Old) [3](#fix-1) [4](#gone)\n\n<h2 id=\"fix\">Mend</h2>\n\n<p id='Old'>x</p>\n\n## Fix {#fix}\n";
    let page = body(article);
    for wanted in [
        "<h2 id=\"fix\">Mend</h2>",
        "<p id=\"Old\">",
        "id=\"s-fix-2\"",
    ] {
        assert!(page.contains(wanted), "{wanted}: {page}");
    }
    assert!(
        page.contains("<a href=\"#Old\">2</a>") && page.contains(" 4</p>"),
        "{page}"
    );
    let told = said(&one(article));
    assert!(told.contains("broken-anchor"), "{told}");
}

#[test]
fn code_that_is_not_closed_is_told() {
    let told = said(&one("# A\n\n```bash\nrun\n\n## Next\n\ntext\n"));
    assert_eq!(told, "Warning open-fence: this block of code is not closed");
    assert_eq!(
        said(&one(
            "# A\n\n````\n```\n````\n\n> ```\n> x\n> ```\n\n- ~~~\n  x\n  ~~~\n"
        )),
        ""
    );
}

#[test]
fn pictures_that_are_not_there_are_described() {
    let page = body("# A\n\n![The *list*](gone.png) and <img src=\"away.png\" alt=\"a door\">.\n");
    assert!(
        page.contains(
            "<em>Image not available: The list</em> and <em>Image not available: a door</em>."
        ),
        "{page}"
    );
}

#[test]
fn odd_characters_shape_nothing() {
    let page = body(
        "---\ntitle: A\n---\n##\u{a0}Cause\n\n\u{200b}## Fix\n\n1.\u{a0}Do it\n\n{{ not }} a {% tag %}\n",
    );
    for wanted in [
        "id=\"cause\"",
        "id=\"fix\"",
        "<span>Do it</span>",
        "{{ not }} a {% tag %}",
    ] {
        assert!(page.contains(wanted), "{wanted}: {page}");
    }
}

#[test]
fn files_may_have_any_name_and_bytes() {
    let mut text = SETTINGS.to_owned();
    for name in [
        "it's a 2.4.0 error (part 1).md",
        "name with .dots..md",
        "ünï.md",
    ] {
        text.push_str(&format!("-- src/{name} --\n---\ntitle: T {name}\n---\n## Same\n\n## Same\n\n#### Deep\n\n## Up\n"));
    }
    let site = site(&text);
    assert_eq!(site.report.articles, 3);
    assert_eq!(said(&site), "");
    let files = support::files(&text);
    let mut list: Vec<(String, Vec<u8>)> = Vec::new();
    for entry in fixbook::source::Files::list(&files) {
        list.push((
            entry.path.clone(),
            fixbook::source::Files::read(&files, &entry.path).unwrap(),
        ));
    }
    list.push(("src/bytes.md".to_owned(), b"# Latin\n\nCaf\xe9\n".to_vec()));
    let sink = fixbook::output::MemorySink::default();
    let report = fixbook::pipeline::build(
        &fixbook::source::MemoryFiles::new(list),
        &Options::default(),
        &sink,
    )
    .unwrap();
    assert_eq!((report.articles, report.failed()), (4, false));
    assert!(report.diagnostics.iter().any(|d| d.code == "not-utf8"));
}

#[test]
fn tables_of_raw_html_scroll_by_themselves() {
    let page = body(
        "# A\n\n<table>\n<tbody><tr><td>x<table><tr><td>y</td></tr></table></td></tr></tbody>\n</table>\n\nAfter.\n",
    );
    let area = "<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"Table";
    assert_eq!(page.matches(area).count(), 2, "{page}");
    assert_eq!(page.matches("</table></div>").count(), 2, "{page}");
    assert!(page.contains("aria-label=\"Table 2\""), "{page}");
}

#[test]
fn raw_html_gets_the_shape_that_pages_need() {
    for (text, wanted) in [
        (
            "<h5>One</h5>\n\n<h3>Two</h3>\n\n## Three\n",
            "<h2>One</h2>\n<h3>Two</h3>",
        ),
        (
            "<h1 id=\"x\">One</h1>\n\n### Two\n",
            "<h2 id=\"x\">One</h2>\n<h3",
        ),
        (
            "<ol><ol><li>x</li></ol></ol>\n",
            "<ol><li class=\"task\"><ol><li>x</li></ol></li></ol>",
        ),
        (
            "<p>a<a href=\"https://example.com\"></a>b <a id=\"y\"></a></p>\n",
            "<p>ab <a id=\"y\"></a></p>",
        ),
        (
            "<h2><a href=\"https://example.com\"> </a></h2>\n\nText.\n",
            "<p>Text.",
        ),
        (
            "<table><tr><th>h</th></tr><tr><td>x</td></tr><tr><th>r</th></tr></table>\n",
            "<th scope=\"col\">h</th></tr><tr><td>x</td></tr><tr><th scope=\"row\">r</th>",
        ),
        (
            "<code>\na\n\nText b\n</code>\n",
            "<code>\na\n</code>\n<p>Text b",
        ),
        ("<code>a<p>b</p></code>\n\nText.\n", "Text."),
    ] {
        let page = body(&format!("---\ntitle: A\n---\n{text}"));
        assert!(page.contains(wanted), "{wanted}: {page}");
        assert!(
            !page.contains("<h2></h2>") && !page.contains("<h3></h3>"),
            "{page}"
        );
    }
}

#[test]
fn a_folder_is_listed_as_its_settings_say() {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    for path in [
        "docs/a.md",
        "docs/old/b.md",
        "media/x.png",
        "node_modules/y/z.md",
        ".git/g.md",
        "README.md",
        "tool.zip",
    ] {
        write(path, "# T\n\n![x](/media/x.png) [t](../tool.zip)\n");
    }
    let listed = |settings: &str| {
        write("fixbook.yaml", settings);
        let files = fixbook::disk::DiskFiles::open(folder.path(), None).unwrap();
        let list = fixbook::source::Files::list(&files).iter();
        list.map(|entry| entry.path.clone())
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(listed("title: A\n"), "fixbook.yaml");
    assert_eq!(
        listed("content: {articles: docs}\n"),
        "docs/a.md docs/old/b.md fixbook.yaml"
    );
    assert_eq!(
        listed("content: {articles: docs, leave_out: [docs/old], lenient: true}\n"),
        "README.md docs/a.md fixbook.yaml media/x.png tool.zip"
    );
    let files = fixbook::disk::DiskFiles::open(folder.path(), None).unwrap();
    let sink = fixbook::output::MemorySink::default();
    let report = fixbook::pipeline::build(&files, &Options::default(), &sink).unwrap();
    assert_eq!(
        (report.articles, report.failed()),
        (1, false),
        "{report:#?}"
    );
    let written = sink.into_files();
    for path in ["articles/a.html", "media/x.png", "tool.zip"] {
        assert!(written.contains_key(path), "{path}");
    }
}

/// Pieces of articles as they are met, each with words that must come out.
const PIECES: &[&str] = &[
    "## W",
    "##\u{a0}W",
    "# W",
    "W\n===",
    "<h2 id=\"W\">W</h2>",
    "W <xW> W <path to W> <ip W> W",
    "<xW>\nW\n</xW>",
    "<place-W other W>\n\nW",
    "> [!NOTE]\n> W",
    ">![warning]\n>\n>Note: W",
    "- W\n  - W\n\n    W",
    "1. W\n   ```bash\n   W\n   ```\n1.\u{a0}W",
    "```output\nW\n```",
    "```\nW",
    "~~~W -x\nW\n~~~",
    "``W`` and ```sh  W```",
    "| W | W |\n|---|---|\n| W<br/>W | W | W |\n| W |",
    "<table><tr><th>W<td>W</table>",
    "<div class=\"x\"><p>W",
    "</div></p>W</table>",
    "<details><summary>W</summary>\n\nW\n\n</details>",
    "![W](gone.png)",
    "<img src=\"gone.png\" alt=\"W\">",
    "[W](gone.md) [W](/a) [W][x] [W](<b c.md> \"t\")",
    "W {{ W }} {% W %} ${W} %W%",
    "    W",
    "W\\\nW  \nW",
    "**W *W** W* __W",
    "[^n]: W",
    ":::image type=\"content\" alt-text=\"W\":::",
    ":::row:::\n:::column:::\nW\n:::column-end:::\n:::row-end:::",
    "# [Windows](#tab/windows)\nW\n---",
    "[!INCLUDE [W](../includes/W.md)]",
    "&W; W &amp; W < W > W",
    "***\nW\n---\nW",
];
const FRONTS: &[&str] = &[
    "",
    "---\ntitle: W\n---\n",
    "---\ntitle: \"W\": W\nlabels: W, W\n---\n",
    "---\ntitle: {{ W }}\nms.date: 13/45/2023\nappliesto:\n- W\n---\n",
    "---\n title: W\n\tlabels: W\n---\n",
    "---\ntitle: [W\n---\n",
    "---\ntitle: W\n",
    "\u{feff}---\r\ntitle: W\r\n---\r\n",
];

proptest! {
    #![proptest_config(ProptestConfig {
        cases: std::env::var("FIXBOOK_ARTICLES").ok().and_then(|n| n.parse().ok()).unwrap_or(60),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// Whatever the pieces and their order, nothing stops the build and no word of the text is lost.
    #[test]
    fn no_word_is_lost(front in 0..FRONTS.len(), pieces in prop::collection::vec(0..PIECES.len(), 1..14)) {
        let mut count = 0;
        let mut numbered = |text: &str| {
            let mut parts = text.split('W');
            let mut out = parts.next().unwrap_or_default().to_owned();
            for part in parts {
                count += 1;
                out.push_str(&format!("9{count:03}q{part}"));
            }
            out
        };
        let head = numbered(FRONTS[front]);
        let body: Vec<String> = pieces.iter().map(|at| numbered(PIECES[*at])).collect();
        let body = body.join("\n\n");
        let site = one(&format!("{head}{body}\n"));
        prop_assert!(!site.report.failed(), "{:#?}", site.report);
        if site.report.articles == 1 {
            let page = site.page("articles/a.html");
            let start = page.find("<h1").unwrap();
            let shown = &page[start..];
            for (end, _) in body.match_indices('q') {
                let Some(word) = end.checked_sub(4).and_then(|from| body.get(from..=end)) else {
                    continue;
                };
                let is_word = word[..4].bytes().all(|b| b.is_ascii_digit());
                // An address is no text.
                let address = ["](../includes/", "id=\""].iter().any(|before| body.contains(&format!("{before}{word}")));
                prop_assert!(!is_word || address || shown.contains(word), "{word} of\n{head}{body}\nis not in\n{shown}");
            }
        }
    }
}

#[test]
fn regions_of_a_page_have_names_of_their_own() {
    let page = body(
        "# A\n\n## Symptoms\n\n```sh\na\n```\n\n## Solution 1\n\n```sh\nb\n```\n\n## More\n\n<table><tr><td>x</td></tr></table>\n\n| a |\n|---|\n| b |\n\n```sh\nc\n```\n",
    );
    for area in page
        .match_indices("aria-label=\"")
        .map(|(at, _)| &page[at..])
    {
        let name = &area[..area[12..].find('"').unwrap() + 13];
        assert_eq!(page.matches(name).count(), 1, "{name}: {page}");
    }
}
