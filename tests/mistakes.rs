//! One knowledge base with more than twenty different mistakes: one run tells them all.

#![allow(clippy::unwrap_used)]

mod support;

use support::site;

const MISTAKES: &str = include_str!("fixtures/mistakes.txt");

#[test]
fn one_run_reports_every_mistake_with_its_place() {
    let built = site(MISTAKES);
    let found = built.found();
    let expected = [
        "unknown-key fixbook.yaml: titel",
        "ambiguous-article articles/a.md: twin",
        "bad-alias articles/a.md: /../../etc/x.html",
        "broken-anchor articles/a.md: [there](b.md#nowhere)",
        "broken-link articles/a.md: [gone](c.md)",
        "duplicate-cause articles/a.md: full",
        "empty-fix articles/a.md:",
        "link-escapes articles/a.md: [out](../../secret.md)",
        "loop articles/a.md: again",
        "missing-image articles/a.md: ![a picture](shot.png)",
        "unknown-article articles/a.md: bb",
        "unknown-cause articles/a.md: fulll",
        "unknown-condition articles/a.md: nera",
        "unknown-fix articles/a.md: restrat",
        "unknown-key articles/a.md: sympthoms",
        "unknown-platform articles/a.md: iso",
        "unknown-product articles/a.md: mial",
        "unknown-role articles/a.md: amdin",
        "unknown-target articles/a.md: nowhere-at-all",
        "duplicate-id articles/b.md: K1",
        "same-path articles/A.md:",
    ];
    let missing: Vec<&str> = expected
        .into_iter()
        .filter(|line| {
            let (code, rest) = line.split_once(' ').unwrap();
            let line = format!("{code} {rest}");
            !found
                .iter()
                .any(|found| found.to_lowercase().starts_with(&line.to_lowercase()))
        })
        .collect();
    assert!(missing.is_empty(), "missing {missing:#?}\nin {found:#?}");
    assert!(built.pages.is_empty(), "a site with errors is not written");
    for diagnostic in &built.report.diagnostics {
        assert!(!diagnostic.help.is_empty(), "no way out: {diagnostic:?}");
    }
}
