//! From a book in memory to the files of its site.
#![allow(clippy::panic, reason = "a test may end in one")]

use std::collections::BTreeMap;

use fixbook::book::{Book, Sequence, Tally};
use fixbook::config::{
    Config, Headings, Home, MarkdownConfig, Platform, Product, RawHtml, Role, Support, ThemeConfig,
};
use fixbook::diag::Diagnostic;
use fixbook::emit::{emit, one_by_one};
use fixbook::link::{LinkGraph, Why};
use fixbook::model::*;
use fixbook::output::{Content, MemorySink};
use fixbook::source::MemoryFiles;
use fixbook::theme;

fn text(text: &str) -> Text {
    Text(text.to_owned())
}

fn config() -> Config {
    let platform = |id: &str, label: &str| Platform {
        id: id.into(),
        label: label.into(),
        detect: vec![id.to_uppercase()],
        icon: Some("phone".into()),
    };
    Config {
        title: "Northstar Help".into(),
        description: "Find a fix.".into(),
        language: "en".into(),
        base_url: None,
        audience: Audience::Public,
        products: vec![Product {
            id: "authenticator".into(),
            name: "Authenticator".into(),
            parent: None,
            icon: Some("shield".into()),
            description: None,
        }],
        platforms: vec![
            platform("ios", "iPhone"),
            platform("android", "Android"),
            platform("windows", "Windows"),
        ],
        roles: vec![Role {
            id: "admin".into(),
            label: "Authentication Administrator".into(),
        }],
        content: Default::default(),
        order: Default::default(),
        feedback: Default::default(),
        app: None,
        sections: BTreeMap::new(),
        home: Home {
            popular: vec!["can't sign in & more".into()],
            common: vec!["recover-backup".into()],
        },
        support: Support {
            email: Some("help@northstar.example".into()),
            url: None,
            response: Some("Answers within one working day".into()),
        },
        edit_url: Some("https://git.example/edit/{path}".into()),
        review_every: Days(365),
        theme: ThemeConfig {
            name: "default".into(),
            logo: None,
            accent: None,
            accent_dark: None,
            strings: BTreeMap::new(),
        },
        markdown: MarkdownConfig {
            html: RawHtml::Sanitise,
            highlight: true,
        },
        headings: Headings::default(),
        synonyms: Vec::new(),
    }
}

fn step(words: &str) -> Step {
    Step {
        text: text(words),
        command: None,
        expect: None,
        if_fails: None,
        undo: None,
        pieces: StepPieces::default(),
    }
}

fn fix(id: &str, title: &str) -> Fix {
    Fix {
        id: id.into(),
        shared: None,
        title: text(title),
        kind: FixKind::Resolution,
        pin: false,
        addresses: vec![],
        minutes: Some(2),
        risk: Risk::None,
        changes: None,
        why: None,
        warning: None,
        requires: Requires::default(),
        when: None,
        steps: Steps {
            all: vec![step("Do it.")],
            by_platform: vec![],
        },
        verify: None,
        then: vec![],
        details: String::new(),
        details_source: String::new(),
        versions: None,
        found: FoundFix::default(),
    }
}

fn article(slug: &str, title: &str) -> Article {
    Article {
        source: format!("articles/authenticator/backup/{slug}.md"),
        url: format!("articles/authenticator/backup/{slug}.html"),
        slug: slug.into(),
        id: None,
        title: text(title),
        kind: ArticleType::Problem,
        summary: None,
        products: vec![ProductId(0)],
        platforms: vec![PlatformId(0), PlatformId(1)],
        versions: None,
        symptoms: vec![],
        causes: vec![],
        conditions: vec![],
        questions: vec![],
        fixes: vec![],
        order: None,
        sources: vec![],
        related: vec![],
        supersedes: vec![],
        duplicate_of: None,
        caused_by: vec![],
        aliases: vec![],
        review: Review::default(),
        confidence: Confidence::Validated,
        audience: Audience::Public,
        collect_before_support: vec![],
        tags: vec![],
        body: Body::default(),
    }
}

fn as_written(count: usize) -> Sequence {
    Sequence {
        fixes: (0..count).collect(),
        computed: false,
    }
}

fn book() -> Book {
    let mut main = article("recover-backup", "Authenticator can't recover a backup");
    main.id = Some("AUTH-0142".into());
    main.aliases = vec!["old/path.html".into()];
    main.symptoms = vec![
        Symptom {
            message: Some("Your Backup is not stored with <account>.".into()),
            code: None,
            observation: None,
            place: None,
        },
        Symptom {
            message: None,
            code: None,
            observation: Some(text("Some accounts are missing.")),
            place: None,
        },
    ];
    main.conditions = vec![Condition {
        id: "old".into(),
        ask: text("Do you still have the old phone?"),
    }];
    main.review.reviewed = Date::parse("2026-11-03");
    main.review.every = Some(Days(180));
    let mut first = fix("check", "Check that the backup completed");
    first.steps = Steps {
        all: vec![],
        by_platform: vec![(PlatformId(0), vec![step("Open it."), step("Read it.")])],
    };
    first.then = vec![Edge {
        meets: text("No backup"),
        say: None,
        go: Some(Target::Fix(1)),
    }];
    let mut second = fix("remove-old-device", "Remove the old device");
    second.shared = Some(SharedFixId(0));
    second.when = Some(When {
        condition: 0,
        negated: false,
    });
    second.requires.role = Some(RoleId(0));
    second.risk = Risk::DataLoss;
    main.fixes = vec![first, second];
    let other = article("other", "Another problem");
    let mut shared = fix("remove-old-device", "Remove the old device");
    shared.details = "More [here](../articles/authenticator/backup/other.md#x).".into();
    shared.details_source = "fixes/remove-old-device.md".into();
    Book {
        config: config(),
        articles: vec![other, main],
        fixes: vec![SharedFix {
            source: "fixes/remove-old-device.md".into(),
            url: "fixes/remove-old-device.html".into(),
            fix: shared,
        }],
        sequences: vec![as_written(0), as_written(2)],
        tally: Tally {
            articles: vec![vec![], vec![Tried::default(); 2]],
            shared: vec![Tried::default()],
        },
        common: vec![ArticleId(1)],
        article_links: vec![vec![], vec![]],
        fix_links: vec![vec![]],
        article_scans: vec![Default::default(), Default::default()],
        fix_scans: vec![Default::default()],
        fix_offsets: vec![0],
        left_out: vec![],
        assets: Default::default(),
        leads: Default::default(),
    }
}

fn graph() -> LinkGraph {
    LinkGraph {
        users_of_fix: vec![vec![ArticleId(1)]],
        backlinks: vec![vec![], vec![]],
        related: vec![vec![], vec![(ArticleId(0), Why::Product)]],
        by_product: vec![vec![ArticleId(0), ArticleId(1)]],
        by_platform: vec![vec![ArticleId(1)], vec![], vec![]],
        superseded_by: vec![vec![], vec![]],
    }
}

fn build(book: &Book, files: &MemoryFiles) -> (BTreeMap<String, String>, Vec<Diagnostic>) {
    let (theme, mut diagnostics) = theme::load(files, &book.config);
    let sink = MemorySink::default();
    let (_, more) = emit(book, &graph(), &theme, files, &sink, &one_by_one).expect("memory");
    diagnostics.extend(more);
    let files = sink.into_files().into_iter().map(|(path, content)| {
        let text = match content {
            Content::Bytes(bytes) => String::from_utf8(bytes).expect("text"),
            Content::Copy(from) => from,
        };
        (path, text)
    });
    (files.collect(), diagnostics)
}

fn has(page: &str, part: &str) {
    assert!(page.contains(part), "no {part}\nin {page}");
}

#[test]
fn a_whole_site_comes_out() {
    let files = MemoryFiles::new([("static/robots.txt", "x"), ("articles/a/b.png", "y")]);
    let (site, diagnostics) = build(&book(), &files);
    assert_eq!(diagnostics, vec![]);
    for path in [
        "index.html",
        "articles/authenticator/backup/recover-backup.html",
        "fixes/remove-old-device.html",
        "products/index.html",
        "products/authenticator.html",
        "platforms/ios.html",
        "errors.html",
        "search.html",
        "404.html",
        "id/AUTH-0142.html",
        "old/path.html",
        "assets/fixbook.css",
        "assets/fixbook.js",
        "robots.txt",
        "articles/a/b.png",
    ] {
        assert!(site.contains_key(path), "{path} is missing");
    }
    assert!(!site.contains_key("sitemap.xml"));
    if let Ok(out) = std::env::var("FIXBOOK_TEST_OUT") {
        for (path, text) in &site {
            let path = std::path::Path::new(&out).join(path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            std::fs::write(path, text).expect("written");
        }
    }
}

#[test]
fn an_article_shows_everything_in_order() {
    let (site, _) = build(&book(), &MemoryFiles::default());
    let page = &site["articles/authenticator/backup/recover-backup.html"];
    has(
        page,
        "<q dir=\"auto\">“Your Backup is not stored with &lt;account&gt;.”</q>",
    );
    has(page, "<a class=\"btn pri\" href=\"#fix-1\">");
    has(page, "id=\"p-ios\" value=\"ios\" data-detect=\"ios\"");
    has(page, "id=\"p-all\" value=\"all\" checked");
    has(page, "<li id=\"fix-1-ios-2\">");
    has(
        page,
        "<p class=\"note na os os-android\" data-os=\"android\">",
    );
    has(
        page,
        "<a href=\"../../../fixes/remove-old-device.html\">Remove the old device</a>",
    );
    has(page, "<span class=\"tag role\">");
    has(page, "<span class=\"tag warn\">");
    has(page, "<b>Do you still have the old phone?</b>");
    has(
        page,
        "<b>No backup?</b> <span data-go>Go to <a href=\"#fix-2\">fix 2</a>.",
    );
    has(page, "data-review-by=\"2027-05-02\"");
    has(
        page,
        "<time datetime=\"2026-11-03\">Reviewed 3 Nov 2026</time>",
    );
    has(page, "href=\"other.html\"");
    has(
        page,
        "mailto:help@northstar.example?subject=AUTH-0142%20Authenticator",
    );
    has(
        page,
        "https://git.example/edit/articles/authenticator/backup/recover-backup.md",
    );
    let order = [
        "class=\"crumbs\"",
        "<h1>",
        "class=\"meta\"",
        "class=\"match\"",
        "class=\"rail\"",
        "class=\"pick\"",
        "class=\"fixes\"",
        "class=\"stuck\"",
        "class=\"more\"",
    ];
    let places: Vec<_> = order.iter().map(|part| page.find(part)).collect();
    assert!(
        places.iter().all(Option::is_some) && places.is_sorted(),
        "{places:?}"
    );
    assert!(
        !page.contains("style=") && !page.contains("<script>"),
        "inline code"
    );
}

#[test]
fn every_link_and_icon_leads_somewhere() {
    let (site, _) = build(&book(), &MemoryFiles::default());
    for (path, page) in site.iter().filter(|(path, _)| path.ends_with(".html")) {
        for target in page
            .split("href=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
        {
            if target.contains(':') {
                continue;
            }
            let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
            let file = file.split('?').next().unwrap_or_default();
            let mut parts: Vec<&str> = path.split('/').collect();
            if !file.is_empty() {
                parts.pop();
                for part in file.split('/') {
                    match part {
                        ".." => drop(parts.pop().expect("inside the site")),
                        part => parts.push(part),
                    }
                }
            }
            let to = parts.join("/");
            let to = site.get(&to).unwrap_or_else(|| panic!("{path}: {target}"));
            let id = format!("id=\"{anchor}\"");
            let virtual_anchor = anchor.is_empty() || anchor == "x" || anchor.starts_with("p=");
            assert!(virtual_anchor || to.contains(&id), "{path}: {target}");
        }
    }
}

#[test]
fn a_known_address_gives_canonical_links_and_a_sitemap() {
    let mut book = book();
    book.config.base_url = Some("https://help.example/kb/".into());
    let (site, _) = build(&book, &MemoryFiles::default());
    let here = "https://help.example/kb/articles/authenticator/backup/recover-backup.html";
    let canonical = format!("<link rel=\"canonical\" href=\"{here}\">");
    has(
        &site["articles/authenticator/backup/recover-backup.html"],
        &canonical,
    );
    has(&site["id/AUTH-0142.html"], &canonical);
    has(
        &site["sitemap.xml"],
        &format!("<loc>{here}</loc><lastmod>2026-11-03</lastmod>"),
    );
    has(&site["404.html"], "href=\"/kb/index.html\"");
}

#[test]
fn two_files_at_one_path_are_an_error() {
    let mut book = book();
    book.articles[0].aliases = vec!["Index.html".into()];
    let (_, diagnostics) = build(&book, &MemoryFiles::default());
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(diagnostics[0].code, "output-conflict");
}

#[test]
fn a_site_overrides_a_theme_file_by_file() {
    let mut book = book();
    book.config.theme.name = "own".into();
    book.config.theme.accent = Some("#7ec8b0".into());
    book.config.theme.strings = BTreeMap::from([("qestion".into(), "What?".into())]);
    let files = MemoryFiles::new([
        ("themes/own/templates/crumbs.html", "<p>my crumbs</p>"),
        ("themes/own/site.css", ".mine { color : red; }"),
    ]);
    let (site, diagnostics) = build(&book, &files);
    has(&site["errors.html"], "<p>my crumbs</p>");
    assert!(site["assets/fixbook.css"].ends_with(".mine{color :red}"));
    let codes: Vec<_> = diagnostics.iter().map(|d| d.code).collect();
    assert_eq!(codes, ["unknown-string", "accent-contrast"]);
    assert_eq!(diagnostics[0].help, "did you mean `question`?");
}

#[test]
fn a_template_that_does_not_parse_is_a_diagnostic() {
    let mut book = book();
    book.config.theme.name = "own".into();
    let files = MemoryFiles::new([("themes/own/templates/home.html", "{% if %}")]);
    let (site, diagnostics) = build(&book, &files);
    assert_eq!(diagnostics[0].code, "theme-template");
    assert_eq!(
        diagnostics[0].labels[0].file,
        "themes/own/templates/home.html"
    );
    assert!(site.contains_key("index.html"));
}

#[test]
fn the_index_is_cut_by_letter_when_it_is_long() {
    let mut book = book();
    let symptom = |n: usize| Symptom {
        message: Some(format!("{}x{n} failed", char::from(b'a' + (n % 26) as u8))),
        code: None,
        observation: None,
        place: None,
    };
    book.articles[0].symptoms = (0..500).map(symptom).collect();
    let (site, diagnostics) = build(&book, &MemoryFiles::default());
    assert_eq!(diagnostics, vec![]);
    has(&site["errors.html"], "href=\"errors/b.html\"");
    has(&site["errors/b.html"], "href=\"c.html\"");
    has(&site["errors/b.html"], "bx1 failed");
    has(&site["errors/all.html"], "bx1 failed");
}

proptest::proptest! {
    #[test]
    fn relative_addresses_lead_there(
        from in "[a-c]{1,2}(/[a-c]{1,2}){0,3}", to in "[a-c :#%é?]{1,2}(/[a-c]{1,2}){0,3}",
    ) {
        let to = to.replace('#', "");
        let to = if to.starts_with('/') || to.is_empty() { format!("x{to}") } else { to };
        let link = fixbook::view::relative(&from, &to);
        let mut parts: Vec<String> = from.split('/').map(str::to_owned).collect();
        parts.pop();
        for part in link.split('/') {
            match part {
                ".." => { parts.pop().expect("inside the site"); }
                part => parts.push(percent_encoding::percent_decode_str(part).decode_utf8().expect("UTF-8").into_owned()),
            }
        }
        proptest::prop_assert_eq!(parts.join("/"), to);
        proptest::prop_assert!(!link.contains([':', '?', ' ']) && !link.starts_with('/'));
    }
}
