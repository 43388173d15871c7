//! What headings tell: whole articles from strings, through the build and `check --structure`.

#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use fixbook::pipeline;
use fixbook::report::{structure_json, structure_text};
use serde_json::Value;
use support::{Site, files, site};

const SETTINGS: &str = "-- fixbook.yaml --\ntitle: Help\nplatforms:\n  - {id: ios, label: iPhone}\n  - {id: windows, label: Windows}\n  - {id: macos, label: Mac}\nproducts:\n  - {id: mail, name: Northstar Mail}\n";

fn kb(article: &str) -> String {
    format!("{SETTINGS}-- articles/a.md --\n{article}")
}

/// One article with front matter that says its title only.
fn titled(body: &str) -> String {
    kb(&format!(
        "---\ntitle: Mail stays in the outbox\n---\n{body}"
    ))
}

fn built(body: &str) -> Site {
    let site = site(&titled(body));
    assert!(!site.report.failed(), "{:?}", site.report.diagnostics);
    site
}

fn understood(text: &str) -> Value {
    let files = files(text);
    let (found, problems) = pipeline::structure(&files, "articles/a.md").expect("memory is read");
    assert!(
        problems.iter().all(|p| p.code == "told-twice"),
        "{problems:?}"
    );
    let (article, record, text) = found.expect("the article is read");
    structure_json(&article, &record, &text)
}

fn roles(body: &str) -> Vec<(String, String)> {
    let json = understood(&titled(body));
    let sections = json["sections"].as_array().expect("a list");
    let text = |value: &Value| value.as_str().unwrap_or("").to_owned();
    sections
        .iter()
        .map(|s| (text(&s["heading"]), text(&s["role"])))
        .collect()
}

fn list(json: &Value, key: &str) -> Vec<String> {
    let items = json[key].as_array().expect("a list");
    items
        .iter()
        .map(|v| v.as_str().unwrap_or("").to_owned())
        .collect()
}

fn fixes(json: &Value) -> Vec<(String, String, u64)> {
    let items = json["fixes"].as_array().expect("a list");
    let text = |value: &Value| value.as_str().unwrap_or("").to_owned();
    items
        .iter()
        .map(|f| {
            (
                text(&f["title"]),
                text(&f["kind"]),
                f["steps"].as_u64().unwrap_or(0),
            )
        })
        .collect()
}

/// The visible words of the main part of a page, without spaces between them where markup stands inside a word.
fn words(page: &str) -> Vec<String> {
    let main = page.split_once("<main").map_or(page, |(_, main)| main);
    let main = main.split("</main>").next().unwrap_or("");
    let main = main.split_once('>').map_or("", |(_, rest)| rest);
    let mut text = String::new();
    let mut rest = main;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        let tag = &rest[at..end];
        if let Some((_, alt)) = tag.split_once(" alt=\"") {
            text.push(' ');
            text.push_str(alt.split('"').next().unwrap_or(""));
        }
        text.push(' ');
        rest = &rest[end..];
    }
    text.push_str(rest);
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
    text.split_whitespace().map(str::to_owned).collect()
}

const WHOLE: &str = r#"
Some words on what this is about.

## Symptoms

Messages wait in the outbox. You see the following error:

```output
Error 0x800CCC0F: The connection to the server was interrupted.
```

| Message | When |
|---|---|
| `SMTP timed out: no answer from mx.example` | on sending |
| All is well | never |

## Cause

The proxy closes idle connections. It does so after a minute.

## Resolution

Before you start, save your drafts.

1. Open **Settings > Network**.

   ![The network page](net.png)

   - Choose the profile.
   - See [the list](b.md#profiles).
2. Run this:

   ```bash
   netcheck --all
   ```

Between the lists stands a sentence.

1. Restart the app.

Afterwards, send a message to yourself.

## Workaround

Send the message from the browser.

## More information

It was seen in version 4 only.
"#;

fn whole() -> Site {
    let mut text = titled(WHOLE);
    text.push_str("-- articles/net.png --\nx\n-- articles/b.md --\n---\ntitle: B\n---\n## Profiles\n\nText. Back to [the cause](a.md#cause) and [the fix](a.md#resolution), [the steps](a.md#fix-1-2).\n");
    site(&text)
}

#[test]
fn an_article_of_headings_is_a_typed_article() {
    let json = understood(&titled(WHOLE));
    assert_eq!(
        list(&json, "messages"),
        [
            "Error 0x800CCC0F: The connection to the server was interrupted.",
            "SMTP timed out: no answer from mx.example"
        ]
    );
    assert_eq!(list(&json, "codes"), ["0x800CCC0F"]);
    assert_eq!(
        list(&json, "observations"),
        ["Messages wait in the outbox."]
    );
    assert_eq!(
        list(&json, "causes"),
        ["The proxy closes idle connections."]
    );
    assert_eq!(
        fixes(&json),
        [
            ("Resolution".to_owned(), "resolution".to_owned(), 3),
            ("Workaround".to_owned(), "workaround".to_owned(), 0)
        ]
    );
    let roles: Vec<&str> = json["sections"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["role"].as_str().unwrap())
        .collect();
    assert_eq!(roles, ["symptom", "cause", "fix", "workaround", "more"]);
    assert_eq!(json["sections"][0]["line"], 7);
}

#[test]
fn prose_stays_where_it_was_between_the_steps() {
    let site = whole();
    let page = site.page("articles/a.html");
    let order = [
        "save your drafts",
        "id=\"fix-1-1\"",
        "src=\"net.png\"",
        "Choose the profile",
        "href=\"b.html#profiles\"",
        "id=\"fix-1-2\"",
        "netcheck",
        "Between the lists stands",
        "id=\"fix-1-3\"",
        "Restart the app",
        "send a message to yourself",
        "id=\"fix-2\"",
        "from the browser",
    ];
    let mut from = 0;
    for wanted in order {
        let at = page[from..].find(wanted);
        from += at.unwrap_or_else(|| panic!("{wanted} after {from}: {page}"));
    }
    // A list that starts anew counts anew.
    assert_eq!(page.matches("<ol class=\"steps\">").count(), 2);
}

#[test]
fn anchors_of_headings_still_lead_somewhere() {
    let site = whole();
    let told: Vec<&str> = site.report.diagnostics.iter().map(|d| d.code).collect();
    assert!(!told.contains(&"broken-anchor"), "{told:?}");
    let page = site.page("articles/a.html");
    for id in ["cause", "resolution", "workaround", "more-information"] {
        assert_eq!(
            page.matches(&format!("id=\"{id}\"")).count(),
            1,
            "{id}: {page}"
        );
    }
}

#[test]
fn headings_whose_words_pages_need_are_found_by_them() {
    let body = "## Symptoms\n\nIt fails. See [above](#symptoms).\n\n## Fix\n\nWait.\n";
    let mut text = titled(body);
    text.push_str("-- articles/b.md --\n---\ntitle: B\n---\n[There](a.md#symptoms)\n");
    let site = site(&text);
    let told: Vec<&str> = site.report.diagnostics.iter().map(|d| d.code).collect();
    assert!(!told.contains(&"broken-anchor"), "{told:?}");
    assert!(
        site.page("articles/a.html")
            .contains("href=\"#s-symptoms\"")
    );
    assert!(
        site.page("articles/b.html")
            .contains("href=\"a.html#s-symptoms\"")
    );
}

#[test]
fn a_short_introduction_stands_under_the_title() {
    let page = built("What this *is* about.\n\n## Fix\n\nWait.\n")
        .page("articles/a.html")
        .to_owned();
    assert!(
        page.contains("<p class=\"lead\">What this <em>is</em> about.</p>"),
        "{page}"
    );
    assert_eq!(page.matches("about.").count(), 1, "{page}");
}

#[test]
fn articles_under_a_related_heading_are_related() {
    let mut text =
        titled("## Fix\n\nWait.\n\n## See also\n\n- [B](b.md)\n- [out](https://x.example)\n");
    text.push_str("-- articles/b.md --\n---\ntitle: The other one\n---\nText.\n");
    let page = site(&text).page("articles/a.html").to_owned();
    let (_, related) = page.split_once("id=\"rl\"").expect("related articles");
    assert!(related.contains("The other one"), "{page}");
}

#[test]
fn links_and_images_in_steps_are_checked_at_their_place() {
    let site = site(&titled(
        "## Fix\n\n1. See [it](gone.md).\n   ![x](gone.png)\n",
    ));
    let found: Vec<_> = site
        .report
        .diagnostics
        .iter()
        .map(|d| (d.code, d.labels[0].at.clone()))
        .collect();
    let codes: Vec<&str> = found.iter().map(|(code, _)| *code).collect();
    assert!(
        codes.contains(&"broken-link") && codes.contains(&"missing-image"),
        "{found:?}"
    );
    let placed = |(code, at): &(&str, fixbook::diag::At)| {
        !["broken-link", "missing-image"].contains(code) || matches!(at, fixbook::diag::At::Span(_))
    };
    assert!(found.iter().all(placed), "{found:?}");
}

#[test]
fn headings_are_known_in_many_shapes() {
    let body = "<h2 id=\"trouble\">Symptom (file permissions)</h2>\n\nIt fails.\n\n###  \u{a0}Ca\u{200b}use\n\nX breaks it.\n\n#### **Solution for 2.3**\n\n1. Do it.\n\nRelated reading\n---------------\n\n- [x](https://x.example)\n\n# Ѕtatus\n\nKnown.\n";
    assert_eq!(
        roles(body)
            .into_iter()
            .map(|(_, role)| role)
            .collect::<Vec<_>>(),
        ["symptom", "cause", "fix", "related", "more"]
    );
    let site = built(body);
    let page = site.page("articles/a.html");
    assert!(page.contains("id=\"trouble\""), "{page}");
}

#[test]
fn methods_are_fixes_and_steps_are_steps() {
    let body = "## Resolution\n\nTry one of these.\n\n### Method 1: Restart\n\n1. Stop it.\n2. Start it.\n\n### Method 2: Reset\n\nReset it.\n\n## Solution\n\n### Step 1: Look\n\nLook closely.\n\n1. At this.\n\n### Step 2: Act\n\nAct.\n";
    let json = understood(&titled(body));
    assert_eq!(
        fixes(&json),
        [
            ("Method 1: Restart".to_owned(), "resolution".to_owned(), 2),
            ("Method 2: Reset".to_owned(), "resolution".to_owned(), 0),
            ("Solution".to_owned(), "resolution".to_owned(), 2)
        ]
    );
    let page = built(body).page("articles/a.html").to_owned();
    let (group, first) = (page.find("Try one of these"), page.find("id=\"fix-1\""));
    assert!(group.is_some() && group < first, "{page}");
    for id in [
        "method-1-restart",
        "step-1-look",
        "step-2-act",
        "resolution",
    ] {
        assert!(page.contains(&format!("id=\"{id}\"")), "{id}: {page}");
    }
}

#[test]
fn steps_on_their_own_are_one_fix() {
    let json = understood(&titled(
        "Words first.\n\n## Step 1: Look\n\nLook.\n\n## Step 2: Act\n\nAct.\n\n### Detail\n\nMore.\n\n## Status\n\nDone.\n",
    ));
    assert_eq!(
        fixes(&json),
        [(
            "Mail stays in the outbox".to_owned(),
            "resolution".to_owned(),
            2
        )]
    );
    built("Words first.\n\n## Step 1: Look\n\nLook.\n\n## Step 2: Act\n\nAct.\n");
}

#[test]
fn headings_that_name_platforms_are_steps_by_platform() {
    let body = "## Solution\n\nFor everybody.\n\n### Windows\n\nFirst this.\n\n1. Open **Start**.\n2. Close it.\n\nLast that.\n\n### On macOS 13 and later\n\nOpen the menu.\n\n## Status\n\nx\n";
    let json = understood(&titled(body));
    let platforms = json["fixes"][0]["platforms"].to_string();
    assert_eq!(
        platforms,
        "[{\"platform\":\"windows\",\"steps\":2},{\"platform\":\"macos\",\"steps\":1}]"
    );
    let page = built(body).page("articles/a.html").to_owned();
    let order = [
        "For everybody",
        "data-os=\"windows\"",
        "First this",
        "fix-1-windows-1",
        "Last that",
        "data-os=\"macos\"",
        "macOS 13 and later",
        "fix-1-macos-1",
    ];
    let mut from = page.find("id=\"fix-1\"").expect("the fix");
    for wanted in order {
        from += page[from..]
            .find(wanted)
            .unwrap_or_else(|| panic!("{wanted}: {page}"));
    }
    assert!(page.contains("id=\"windows\""), "{page}");
    // Steps for all behind those for some: nothing is moved, so nothing becomes steps of a platform.
    let json = understood(&titled(
        "## Solution\n\n### Windows\n\n1. A\n\n### Everywhere else\n\n1. B\n",
    ));
    assert_eq!(json["fixes"][0]["platforms"].to_string(), "[]");
}

#[test]
fn tabs_that_name_platforms_are_steps_by_platform() {
    let body = "## Resolution\n\n# [Windows](#tab/windows)\n\n1. Open it.\n\n# [macOS](#tab/mac)\n\n1. Start it.\n2. Close it.\n\n---\n\nThen wait.\n\n## Status\n\nx\n";
    let mut text = titled(body);
    text = text.replacen(
        "title: Help\n",
        "title: Help\ncontent: {lenient: true}\n",
        1,
    );
    let json = understood(&text);
    assert_eq!(
        json["fixes"][0]["platforms"].to_string(),
        "[{\"platform\":\"windows\",\"steps\":1},{\"platform\":\"macos\",\"steps\":2}]"
    );
    let page = site(&text).page("articles/a.html").to_owned();
    let (after, wait) = (page.find("fix-1-macos-2"), page.find("Then wait."));
    assert!(after.is_some() && after < wait, "{page}");
}

#[test]
fn what_follows_the_steps_of_a_platform_stays_when_the_platform_comes_again() {
    let body = "## Resolution\n\n### Windows\n\n1. Open it.\n\nThen wait a minute.\n\n### macOS\n\n1. Start it.\n\n### Windows\n\n1. Close it.\n\nDone.\n";
    let page = built(body).page("articles/a.html").to_owned();
    let mut from = 0;
    for wanted in ["fix-1-windows-1", "Then wait", "fix-1-windows-2", "Done."] {
        let at = page[from..].find(wanted);
        from += at.unwrap_or_else(|| panic!("{wanted} after {from}: {page}"));
    }
    let (open, close) = (page.matches("<ol").count(), page.matches("</ol>").count());
    assert_eq!(open, close, "{page}");
}

#[test]
fn roles_in_bold_are_headings() {
    let body = "**Symptoms:**\n\nIt is slow, **very** slow.\n\n**Solution**\n\n1. Wait.\n\n**Not one of them**\n\nx\n";
    let roles: Vec<String> = roles(body).into_iter().map(|(_, role)| role).collect();
    assert_eq!(roles, ["symptom", "fix"]);
    assert!(
        built(body)
            .page("articles/a.html")
            .contains("Not one of them")
    );
}

#[test]
fn several_groups_keep_their_fixes_apart() {
    let body = "## Issue 1: It is slow\n\nSlow.\n\n### Cause\n\nThe disk is old.\n\n### Solution\n\nReplace it.\n\n## Issue 2: It is loud\n\nLoud.\n\n### Cause\n\nThe fan is old.\n\n### Solution\n\nClean it.\n";
    let json = understood(&titled(body));
    let fixes = json["fixes"].as_array().unwrap();
    let of = |at: usize| {
        (
            fixes[at]["group"].as_str().unwrap(),
            fixes[at]["addresses"][0].as_str().unwrap(),
        )
    };
    assert_eq!(
        (of(0).0, of(1).0),
        ("Issue 1: It is slow", "Issue 2: It is loud")
    );
    assert_ne!(of(0).1, of(1).1);
    let site = built(body);
    let page = site.page("articles/a.html");
    assert!(
        page.contains("For: <b>Issue 2: It is loud</b>")
            || page.contains("<b>Issue 2: It is loud</b>"),
        "{page}"
    );
    assert!(
        site.report
            .diagnostics
            .iter()
            .all(|d| !d.code.starts_with("unused") && !d.code.starts_with("duplicate"))
    );
}

#[test]
fn scenarios_with_parts_of_their_own_are_groups() {
    let body = "## Scenario 1: At home\n\nWords on home.\n\n### Symptom\n\nNo sound.\n\n### Resolution\n\nTurn it up.\n\n## Scenario 2: At work\n\n### Symptom\n\nNo picture.\n\n### Resolution\n\nTurn it on.\n";
    let json = understood(&titled(body));
    assert_eq!(fixes(&json).len(), 2);
    let page = built(body).page("articles/a.html").to_owned();
    let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text}: {page}"));
    assert!(at("Words on home") < at("id=\"fix-1\""));
    assert!(at("id=\"fix-1\"") < at("id=\"scenario-2-at-work\""));
    assert!(at("id=\"scenario-2-at-work\"") < at("id=\"fix-2\""));
}

#[test]
fn titles_that_quote_a_message_count() {
    let text =
        kb("---\ntitle: 'Sending stops with \"Relay access denied\" (550 5.7.64)'\n---\nText.\n");
    assert_eq!(
        list(&understood(&text), "messages"),
        ["Relay access denied"]
    );
    let text = kb("---\ntitle: 'The \"Reply all\" button is grey'\n---\nText.\n");
    assert_eq!(list(&understood(&text), "messages"), [""; 0]);
}

#[test]
fn messages_are_what_was_on_the_screen() {
    let json = understood(&titled(
        "## Symptoms\n\nClick **Send now** in the *Home tab*. It says “The mailbox is not available.” and goes on.\n\n> The sender was rejected by the server\n\n> [!NOTE]\n> An error in the manual says otherwise.\n\nThe log shows *ERR_MAIL_REFUSED: no route*, and the file `settings.json` is empty.\n\nA message says *1 item has been saved successfully*.\n\n<pre>\nFATAL: queue <name> is corrupt\n</pre>\n",
    ));
    assert_eq!(
        list(&json, "messages"),
        [
            "The mailbox is not available.",
            "The sender was rejected by the server",
            "ERR_MAIL_REFUSED: no route",
            "FATAL: queue <name> is corrupt"
        ]
    );
    assert_eq!(list(&json, "codes"), ["ERR_MAIL_REFUSED"]);
}

#[test]
fn what_announces_a_list_announces_its_items_and_placeholders_stay() {
    let body = "## Symptoms\n\nThe following errors are logged:\n\n- *lpd: Spool is full writing '/tmp'*\n- *Cannot reach <host name> on <port>: give up*\n\n## Solution\n\nDo it.\n";
    assert_eq!(
        list(&understood(&titled(body)), "messages"),
        [
            "lpd: Spool is full writing '/tmp'",
            "Cannot reach <host name> on <port>: give up"
        ]
    );
}

#[test]
fn what_stands_in_both_is_said() {
    let text = kb(
        "---\ntitle: T\nsymptoms:\n  - It is slow\n---\n## Symptoms\n\nIt is very slow.\n\n## Fix\n\nWait.\n",
    );
    let site = site(&text);
    let twice: Vec<_> = site
        .report
        .diagnostics
        .iter()
        .filter(|d| d.code == "told-twice")
        .collect();
    assert_eq!(twice.len(), 1);
    assert_eq!(twice[0].labels.len(), 2);
    let page = site.page("articles/a.html");
    assert!(
        page.contains("It is very slow.") && page.contains("id=\"fix-1\""),
        "{page}"
    );
}

#[test]
fn the_settings_name_headings_and_switch_them_off() {
    let body = "-- articles/a.md --\n---\ntitle: T\n---\n## Fehlerbild\n\nEs brummt.\n\n## Abhilfe für alle\n\n1. Leiser.\n\n## Details\n\nx\n";
    let own = format!(
        "-- fixbook.yaml --\ntitle: H\nheadings:\n  symptom: [Fehlerbild]\n  fix: [Abhilfe*]\n  none: [Details]\n{body}"
    );
    let json = understood(&own);
    let roles: Vec<&str> = json["sections"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["role"].as_str().unwrap())
        .collect();
    assert_eq!(roles, ["symptom", "fix", "none"]);
    let off = format!("-- fixbook.yaml --\ntitle: H\nheadings: false\n{body}");
    let page = site(&off).page("articles/a.html").to_owned();
    assert!(
        !page.contains("id=\"fix-1\"") && page.contains("<h2 id=\"fehlerbild\">"),
        "{page}"
    );
}

#[test]
fn products_and_platforms_of_the_environment_are_named() {
    let json = understood(&titled(
        "## Applies to\n\n- Northstar Mail on Windows\n\n## Fix\n\nWait.\n",
    ));
    assert_eq!(list(&json, "products"), ["mail"]);
    assert_eq!(list(&json, "platforms"), ["windows"]);
}

#[test]
fn link_definitions_and_notes_hold_across_pieces() {
    let body = "## Cause\n\nSee [the list][l] and a note[^n].\n\n## Fix\n\n1. See [the list][l] and a note[^n].\n\n## References\n\n[l]: https://list.example/x\n\n[^n]: The note itself.\n";
    let page = built(body).page("articles/a.html").to_owned();
    assert_eq!(
        page.matches("href=\"https://list.example/x\"").count(),
        2,
        "{page}"
    );
    assert!(page.matches("The note itself.").count() >= 2, "{page}");
    let ids: Vec<&str> = page
        .split(" id=\"")
        .skip(1)
        .filter_map(|s| s.split('"').next())
        .collect();
    let mut unique = ids.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(ids.len(), unique.len(), "{ids:?}");
}

#[test]
fn no_body_takes_long() {
    let long = [
        "# Cause\n\nx\n\n".repeat(40_000),
        format!("## Symptoms\n\n{}\n", "error 'a *b* \"c ".repeat(60_000)),
        format!("## Fix\n\n{}", "1. a\n\n   b\n".repeat(20_000)),
        format!("## Fix\n\n{}", "<b id=\"x\">a</b>\n\n".repeat(20_000)),
        format!("## Fix\n\n{}", "### Step 1\n\n1. a[^x]\n\n".repeat(1_900)),
        "**Cause**\n\n".repeat(60_000),
    ];
    for (at, body) in long.iter().enumerate() {
        let start = std::time::Instant::now();
        site(&titled(body));
        assert!(
            start.elapsed().as_secs() < 60,
            "{at}: {:?}",
            start.elapsed()
        );
        if std::env::var("FIXBOOK_BODIES").is_ok() {
            println!("{at}: {:?}", start.elapsed());
        }
    }
}

#[test]
fn the_words_for_people() {
    let files = files(&titled(WHOLE));
    let (found, _) = pipeline::structure(&files, "articles/a.md").expect("memory is read");
    let (article, record, text) = found.expect("the article is read");
    let shown = structure_text(&article, &record, &text);
    assert_eq!(
        shown,
        "articles/a.md
     7  symptom         Symptoms
    20  cause           Cause
    24  fix             Resolution
    46  workaround      Workaround
    50  more            More information
  message      Error 0x800CCC0F: The connection to the server was interrupted.
  message      SMTP timed out: no answer from mx.example
  code         0x800CCC0F
  observation  Messages wait in the outbox.
  cause        The proxy closes idle connections.
  fix 1        Resolution (line 24, resolution, 3 steps)
  fix 2        Workaround (line 46, workaround)
"
    );
}

/// A small generator with a seed: the same bodies in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % sides
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.roll(list.len())]
    }
}

/// A body as knowledge bases have them, each word with a number of its own.
fn random_body(dice: &mut Dice) -> String {
    const HEADINGS: &[&str] = &[
        "Symptoms",
        "Symptom",
        "Issue",
        "Cause",
        "Causes",
        "Why does this happen?",
        "Resolution",
        "Solution for it",
        "Workaround",
        "Method 1",
        "Method 2: more",
        "Option A",
        "Step 1: go",
        "Step 2: on",
        "Scenario 1",
        "Windows",
        "On iPhone",
        "Mac",
        "Linux",
        "Applies to",
        "More information",
        "References",
        "Notes",
        "Details",
        "Steps to reproduce",
        "Troubleshooting",
        "`code` heading",
        "[link](https://x.example) heading",
        "Cause",
        "Known issues",
        "**Solution**",
        "Cause and solution",
        "Best practices",
        "Sy\u{200b}mptoms",
        "\u{a0}Fix",
        "Error 0x80070005",
    ];
    let mut body = String::new();
    let mut n = 0;
    let mut word = |dice: &mut Dice| {
        n += 1;
        let word = dice.of(&[
            "error",
            "failed",
            "click",
            "press",
            "mail",
            "server",
            "“denied”",
            "*not found*",
            "`run it`",
            "**bold**",
            "<kbd>Ctrl</kbd>",
            "&amp;",
            "a_b",
            "x > y",
            "[text](https://y.example)",
        ]);
        format!("{word} w{n}x")
    };
    let sections = dice.roll(9);
    for _ in 0..=sections {
        match dice.roll(12) {
            0 => {}
            1 => body.push_str(&format!(
                "<h{} id=\"r{}\">{}</h2>\n\n",
                2,
                dice.roll(9),
                dice.of(&["Solution", "Cause", "Other"])
            )),
            2 => body.push_str(&format!(
                "{}\n---\n\n",
                dice.of(&["Symptoms", "Fix", "Other"])
            )),
            _ => body.push_str(&format!(
                "{} {}\n\n",
                "#".repeat(1 + dice.roll(4)),
                dice.of(HEADINGS)
            )),
        }
        for _ in 0..dice.roll(5) {
            let (a, b, c) = (word(dice), word(dice), word(dice));
            let block = match dice.roll(15) {
                0 => format!("1. {a}\n2. {b}\n   - {c}\n"),
                1 => format!("1. {a}\n\n   ```bash\n   code {b}\n   ```\n\n1. {c}\n"),
                2 => format!("- {a}\n- {b}: {c}\n"),
                3 => format!("```output\nError: {a}\n{b}\n```\n"),
                4 => format!("> {a}\n> {b}\n"),
                5 => format!("> [!NOTE]\n> {a}\n"),
                6 => format!("| h | {a} |\n|---|---|\n| {b} | {c} |\n"),
                7 => format!("3) {a}\n4) {b}\n\n    {c}\n"),
                8 => format!("<details><summary>{a}</summary>\n\n{b}\n\n</details>\n"),
                9 => format!(
                    "1. ![{}](https://z.example/p.png)\n1. {b}\n",
                    a.replace(['*', '`', '[', ']', '<', '>', '_', '&', '“', '”'], "")
                ),
                10 => format!("{a}[^n{c}]\n\n[^n{c}]: {b}\n", c = dice.roll(3)),
                11 => format!("---\n\n{a}\n"),
                12 => format!("***{a}\n\n1.\n2. {b}\n"),
                13 => format!(
                    "#### Windows\n\n1. {a}\n\n{b}\n\n#### {c}\n\n1. On\n\n#### Windows\n\n1. Off\n",
                    c = dice.of(&["Mac", "Linux", "Other"])
                ),
                _ => format!("{a}. {b}:\n{c}\n"),
            };
            body.push_str(&block);
            body.push('\n');
        }
    }
    body
}

#[test]
fn no_word_of_a_body_gets_lost() {
    let many: u64 = std::env::var("FIXBOOK_BODIES")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(300);
    let mut text = SETTINGS.replace("title: Help\n", "title: Help\ncontent: {lenient: true}\n");
    let mut bodies = Vec::new();
    for seed in 0..many {
        let body = random_body(&mut Dice(seed * 7919 + 1));
        text.push_str(&format!(
            "-- articles/a{seed}.md --\n---\ntitle: T{seed}\n---\n{body}"
        ));
        bodies.push(body);
    }
    let read = site(&text);
    assert!(
        !read.report.failed(),
        "{:?}",
        read.report
            .diagnostics
            .iter()
            .find(|d| d.level == fixbook::diag::Level::Error)
    );
    let plain = site(&text.replacen("title: Help\n", "title: Help\nheadings: false\n", 1));
    let mut structured = 0;
    for (seed, body) in bodies.iter().enumerate() {
        let path = format!("articles/a{seed}.html");
        let (page, whole) = (read.page(&path), plain.page(&path));
        structured += usize::from(page.contains("id=\"fix-1\""));
        let shown = words(page);
        // What the page shows with its headings unread is what there is to keep.
        let prose = whole
            .split_once("<section class=\"prose\"")
            .and_then(|(_, prose)| prose.split_once('>'))
            .map_or("", |(_, prose)| prose);
        let prose = prose.split("<section class=\"stuck\"").next().unwrap_or("");
        for word in words(&format!("<main>{prose}</main>")) {
            // Numbers of footnotes are counted anew where a piece stands alone.
            if word.bytes().all(|b| b.is_ascii_digit()) {
                continue;
            }
            assert!(
                shown.contains(&word),
                "{path}: {word} is lost\n{body}\n{page}"
            );
        }
        let mut ids: Vec<&str> = page
            .split(" id=\"")
            .skip(1)
            .filter_map(|s| s.split('"').next())
            .collect();
        ids.sort_unstable();
        let repeated = ids.windows(2).find(|pair| pair[0] == pair[1]);
        assert_eq!(repeated, None, "{path}\n{body}");
    }
    assert!(structured > bodies.len() / 3, "{structured}");
}

#[test]
fn one_cause_with_a_section_of_its_own_is_that_section() {
    let fix = "\n## Resolution\n\n1. Open **Outbox**.\n2. Tap **Send**.\n";
    let page = built(&format!("## Cause\n\nThe queue is stuck.\n{fix}"))
        .page("articles/a.html")
        .to_owned();
    let start = page.find("id=\"cause\"").expect("the section has its name");
    let told = &page[start..page[start..].find("</section>").expect("it ends") + start];
    assert!(
        told.contains("<h2>Cause</h2><p>The queue is stuck.</p>"),
        "{told}"
    );
    assert!(!page.contains("Why this happens"), "the heading says it");
    assert_eq!(page.matches("The queue is stuck.").count(), 1);
}
