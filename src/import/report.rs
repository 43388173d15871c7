//! What an import could not keep, for people to read.
//!
//! In: the plan of an import. Out: `import-report.md`, the same for the same source.

use std::collections::{BTreeMap, BTreeSet};

use super::plan::Plan;
use super::types::Loss;

/// Files of one group that are named.
const LISTED: usize = 100;

/// Losses by their sort: how often, and in how many files.
pub fn sorts(losses: &[Loss]) -> Vec<(String, usize, usize)> {
    let mut sorts: BTreeMap<&str, (usize, BTreeSet<&str>)> = BTreeMap::new();
    for loss in losses {
        let entry = sorts.entry(&loss.what).or_default();
        entry.0 += 1;
        entry.1.insert(&loss.source);
    }
    let mut list: Vec<_> = sorts
        .into_iter()
        .map(|(what, (count, files))| (what.to_owned(), count, files.len()))
        .collect();
    list.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    list
}

/// The text of the report.
pub(super) fn text(kind: &str, plan: &Plan) -> String {
    let mut out = String::from("# Import report\n\n");
    out.push_str(&format!(
        "{} and {} came over from a source of the kind `{kind}`. Nothing below stands in the new articles; \
         what stands nowhere below was kept.\n",
        super::many(plan.articles.len(), "article", "articles"),
        super::many(plan.copies(), "image or file", "images and files"),
    ));
    if plan.losses.is_empty() && plan.skipped.is_empty() {
        out.push_str("\nNothing was lost.\n");
    }
    if !plan.losses.is_empty() {
        out.push_str("\n## In short\n\n| What | How often | In files |\n|---|---:|---:|\n");
        for (what, count, files) in sorts(&plan.losses) {
            out.push_str(&format!(
                "| {} | {count} | {files} |\n",
                what.replace('|', "\\|")
            ));
        }
    }
    if !plan.skipped.is_empty() {
        out.push_str("\n## Files that are no articles\n\n");
        let mut groups: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for skipped in &plan.skipped {
            groups
                .entry(&skipped.why)
                .or_default()
                .push(&skipped.source);
        }
        for (why, files) in groups {
            let mut names: Vec<String> = files.iter().take(LISTED).map(|file| code(file)).collect();
            if files.len() > LISTED {
                names.push(format!("and {} more", files.len() - LISTED));
            }
            out.push_str(&format!(
                "- {why} ({}): {}\n",
                files.len(),
                names.join(", ")
            ));
        }
    }
    if !plan.losses.is_empty() {
        out.push_str("\n## By file\n");
        let mut by_file: BTreeMap<&str, Vec<&Loss>> = BTreeMap::new();
        for loss in &plan.losses {
            by_file.entry(&loss.source).or_default().push(loss);
        }
        // One file may have become several articles.
        let mut targets: BTreeMap<&str, Option<&str>> = BTreeMap::new();
        for (source, target) in &plan.articles {
            let one = targets.insert(source, Some(target)).is_none();
            if !one {
                targets.insert(source, None);
            }
        }
        for (file, losses) in by_file {
            out.push_str(&format!("\n### {}\n\n", code(file)));
            if let Some(Some(target)) = targets.get(file)
                && target.strip_prefix("articles/") != Some(file)
            {
                out.push_str(&format!("Now {}.\n\n", code(target)));
            }
            for loss in losses {
                out.push_str(&item(loss));
            }
        }
    }
    out
}

fn item(loss: &Loss) -> String {
    let line = if loss.line == 0 {
        String::new()
    } else {
        format!("line {}: ", loss.line)
    };
    let text = loss.text.trim_end();
    if text.is_empty() {
        return format!("- {line}{}\n", loss.what);
    }
    if !text.contains('\n') {
        return format!("- {line}{}: {}\n", loss.what, code(text.trim()));
    }
    let fence = "`".repeat(longest_ticks(text).max(2) + 1);
    let mut out = format!("- {line}{}:\n\n  {fence}text\n", loss.what);
    for line in text.lines() {
        out.push_str(format!("  {line}").trim_end());
        out.push('\n');
    }
    out.push_str(&format!("  {fence}\n\n"));
    out
}

/// A text as inline code, whatever it holds.
fn code(text: &str) -> String {
    let ticks = "`".repeat(longest_ticks(text) + 1);
    if text.starts_with('`') || text.ends_with('`') {
        format!("{ticks} {text} {ticks}")
    } else {
        format!("{ticks}{text}{ticks}")
    }
}

fn longest_ticks(text: &str) -> usize {
    let mut longest = 0;
    let mut run = 0;
    for c in text.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}
