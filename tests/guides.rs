//! Guides: questions that lead to articles, what is wrong with them, and the picture of their ways.

mod support;

use fixbook::diag::Diagnostic;
use support::site;

const SETTINGS: &str = "
-- fixbook.yaml --
title: Help
roles:
  - {id: admin, label: Administrator}
-- articles/a.md --
---
title: A printer is off
symptoms: [It is off]
fixes: [{title: Switch it on, steps: [Press the button]}]
---
-- articles/b.md --
---
title: A printer is loud
symptoms: [It is loud]
fixes: [{title: Wait, steps: [Wait a minute]}]
---
";

/// The codes of diagnostics, in order.
fn codes(found: &[Diagnostic]) -> Vec<&str> {
    let mut codes: Vec<&str> = found.iter().map(|d| d.code).collect();
    codes.sort_unstable();
    codes
}

fn guide(questions: &str) -> support::Site {
    site(&format!(
        "{SETTINGS}-- articles/guide.md --\n---\ntitle: Which printer problem?\ntype: guide\n{questions}---\n"
    ))
}

#[test]
fn a_guide_is_an_ordered_page_of_questions_with_links() {
    let site = guide(
        "questions:
  - id: start
    ask: What does it do?
    answers:
      - {answer: Nothing, go: a}
      - {answer: Noise, go: noise}
  - id: noise
    ask: Is it loud?
    help: Hold your ear to it.
    answers:
      - {answer: 'Yes', go: b}
      - {answer: 'No', say: Then all is well.}
",
    );
    assert_eq!(codes(&site.report.diagnostics), Vec::<&str>::new());
    let page = &site.pages["articles/guide.html"];
    for part in [
        "id=\"q-start\"",
        "href=\"#q-noise\"><span>Noise</span>",
        "href=\"a.html\"><span>Nothing</span><small>A printer is off</small>",
        "href=\"#stuck\"><span>No</span>",
        "Then all is well.",
        "Hold your ear to it.",
        "role=\"img\"",
        "<b>a</b> Nothing: <a href=\"a.html\">A printer is off</a>",
        "assets/guided.css",
    ] {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
    assert!(site.pages["guides.html"].contains("articles/guide.html"));
    assert!(
        site.pages["articles/a.html"].contains("guide.html"),
        "the way back"
    );
    assert!(!site.pages["articles/a.html"].contains("guided.css"));
}

#[test]
fn what_is_wrong_with_a_guide_is_said() {
    let cases: &[(&str, &[&str])] = &[
        ("", &["no-question"]),
        ("questions:\n  - {ask: What?}\n", &["missing-key"]),
        (
            "questions:\n  - {ask: What?, answers: [{answer: This}]}\n",
            &["missing-key"],
        ),
        (
            "questions:\n  - {ask: What?, answers: [{answer: This, go: nowhere}]}\n",
            &["unknown-target"],
        ),
        (
            "questions:\n  - {id: x, ask: What?, answers: [{answer: This, go: a}]}\n  - {id: x, ask: Who?, answers: [{answer: This, go: a}]}\n",
            &["duplicate-question", "unused-question"],
        ),
        (
            "questions:\n  - {id: x, ask: What?, answers: [{answer: This, go: y}]}\n  - {id: y, ask: Who?, answers: [{answer: This, go: x}]}\n",
            &["loop"],
        ),
        (
            "questions:\n  - {id: a b, ask: What?, answers: [{answer: This, go: a}]}\n",
            &["bad-id"],
        ),
        (
            "fixes: [{title: Wait, steps: [Wait]}]\nquestions:\n  - {ask: What?, answers: [{answer: This, go: a}]}\n",
            &["misplaced-key"],
        ),
    ];
    for (questions, expected) in cases {
        let site = guide(questions);
        assert_eq!(&codes(&site.report.diagnostics), expected, "{questions}");
    }
    let long: String = (1..=6)
        .map(|n| {
            format!(
                "  - {{id: q{n}, ask: What?, answers: [{{answer: This, go: {}}}]}}\n",
                if n < 6 {
                    format!("q{}", n + 1)
                } else {
                    "a".into()
                }
            )
        })
        .collect();
    let site = guide(&format!("questions:\n{long}"));
    assert_eq!(codes(&site.report.diagnostics), ["long-guide"]);
}

#[test]
fn only_guides_have_questions() {
    let site = site(&format!(
        "{SETTINGS}-- articles/c.md --\n---\ntitle: C\ntype: reference\nquestions:\n  - {{ask: What?, answers: [{{answer: This, go: a}}]}}\n---\n"
    ));
    assert_eq!(codes(&site.report.diagnostics), ["misplaced-key"]);
}

#[test]
fn articles_with_three_edges_are_drawn_and_told() {
    let text = |edges: &str| {
        format!(
            "{SETTINGS}-- articles/c.md --
---
title: A <b>printer</b> jams
symptoms: [It jams]
conditions: [{{id: old, ask: Is it old?}}]
fixes:
  - title: Open it
    steps: [Open it, {{do: Type, command: \"sudo x <user> <1> <b\"}}]
    then: [{edges}]
  - {{id: two, title: Close it, when: old, requires: {{role: admin}}, steps: [Close it]}}
---
"
        )
    };
    let two = site(&text("{if: Hot, go: two}, {if: Cold, go: a}"));
    assert!(!two.pages["articles/c.html"].contains("role=\"img\""));
    let three = site(&text(
        "{if: Hot, go: two}, {if: Cold, go: a}, {if: Wet, go: a}",
    ));
    assert_eq!(codes(&three.report.diagnostics), Vec::<&str>::new());
    let page = &three.pages["articles/c.html"];
    for part in [
        "role=\"img\"",
        "<b>a</b> Hot: <a href=\"#fix-2\">fix 2</a>",
        "<b>c</b> Wet: <a href=\"a.html\">",
        "Only if yes: Is it old?",
        "data-mail href=\"mailto:?subject=A%20",
        "data-fix=\"two\" data-when=\"old\" data-is=\"yes\" data-role=\"admin\"",
        "sudo x <var>&lt;user&gt;</var> &lt;1&gt; &lt;b</code>",
    ] {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
}
