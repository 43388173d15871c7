//! Words of English headings with their roles, gathered from support sites of many makers.
//!
//! In: nothing. Out: lists that `roles` reads.

use crate::config::HeadingRole::{
    self, Cause, Diagnostic, Environment, Fix, More, Related, Symptom, Workaround,
};

/// Words that are a role alone, before a number, before `for ...`, and after words such as `possible`.
pub(super) const NOUNS: &[(&str, HeadingRole)] = &[
    ("symptom", Symptom),
    ("symptoms", Symptom),
    ("problem", Symptom),
    ("problems", Symptom),
    ("issue", Symptom),
    ("issues", Symptom),
    ("error message", Symptom),
    ("error messages", Symptom),
    ("problem description", Symptom),
    ("issue description", Symptom),
    ("problem statement", Symptom),
    ("problem summary", Symptom),
    ("issue summary", Symptom),
    ("issue details", Symptom),
    ("problem details", Symptom),
    ("cause", Cause),
    ("causes", Cause),
    ("reason", Cause),
    ("reasons", Cause),
    ("resolution", Fix),
    ("resolutions", Fix),
    ("solution", Fix),
    ("solutions", Fix),
    ("remedy", Fix),
    ("remediation", Fix),
    ("fix", Fix),
    ("fixes", Fix),
    ("resolution steps", Fix),
    ("solution steps", Fix),
    ("remediation steps", Fix),
    ("corrective action", Fix),
    ("corrective actions", Fix),
    ("workaround", Workaround),
    ("workarounds", Workaround),
    ("work around", Workaround),
    ("work-around", Workaround),
    ("mitigation", Workaround),
    ("mitigations", Workaround),
    ("troubleshooting steps", Diagnostic),
    ("diagnosis", Diagnostic),
    ("diagnostics", Diagnostic),
    ("diagnostic steps", Diagnostic),
];

/// Words that are a role only where they are the whole heading.
pub(super) const WHOLE: &[(&str, HeadingRole)] = &[
    ("applies to", Environment),
    ("environment", Environment),
    ("environments", Environment),
    ("environment and technologies", Environment),
    ("more information", More),
    ("more info", More),
    ("additional information", More),
    ("further information", More),
    ("additional details", More),
    ("status", More),
    ("references", Related),
    ("reference", Related),
    ("related", Related),
    ("see also", Related),
    ("further reading", Related),
    ("useful links", Related),
    ("additional resources", Related),
    ("resources", Related),
    ("next steps", Related),
    ("learn more", Related),
    ("troubleshooting", Diagnostic),
    ("troubleshooting checklist", Diagnostic),
    ("checklist", Diagnostic),
];

/// The same, where no other heading tells it.
pub(super) const WEAK: &[(&str, HeadingRole)] = &[
    ("details", Symptom),
    ("detail", Symptom),
    ("description", Symptom),
    ("error", Symptom),
    ("errors", Symptom),
    ("error details", Symptom),
    ("what happens", Symptom),
    ("what happened", Symptom),
    ("procedure", Fix),
    ("procedures", Fix),
    ("patch", Fix),
    ("patches", Fix),
    ("hotfix", Fix),
    ("recommendation", Fix),
    ("recommendations", Fix),
    ("recommended action", Fix),
    ("recommended actions", Fix),
    ("what to do", Fix),
];

/// Parts of what a symptom is; on their own they are one.
pub(super) const REPRODUCTION: &[&str] = &[
    "steps to reproduce",
    "how to reproduce",
    "reproduction steps",
    "reproduce the issue",
    "reproduce the problem",
    "expected behavior",
    "expected behaviour",
    "expected result",
    "expected results",
    "actual behavior",
    "actual behaviour",
    "actual result",
    "actual results",
];

/// What helps where an article tells a symptom and no heading says that it helps.
pub(super) const RESORT: &[&str] = &[
    "answer",
    "best practice",
    "best practices",
    "guidance",
    "instructions",
    "steps",
    "what you can do",
];

/// Words in front of a noun that leave it what it is.
pub(super) const BEFORE: &[&str] = &[
    "alternate",
    "alternative",
    "another",
    "common",
    "general",
    "initial",
    "known",
    "likely",
    "main",
    "most",
    "other",
    "permanent",
    "possible",
    "potential",
    "preferred",
    "primary",
    "probable",
    "proposed",
    "quick",
    "recommended",
    "root",
    "second",
    "secondary",
    "suggested",
    "temporary",
    "the",
    "typical",
    "underlying",
    "your",
];

/// Words behind a noun that say of what, when or where.
pub(super) const BEHIND: &[&str] = &[
    "a", "after", "an", "by", "during", "for", "from", "if", "in", "of", "on", "that", "the", "to",
    "using", "via", "when", "while", "with",
];

/// Starts of headings that ask for a fix or a diagnosis.
pub(super) const ASKS: &[(&str, HeadingRole)] = &[
    ("how to fix", Fix),
    ("how to resolve", Fix),
    ("how to solve", Fix),
    ("how to correct", Fix),
    ("how to work around", Workaround),
    ("how to troubleshoot", Diagnostic),
    ("how to diagnose", Diagnostic),
    ("how do i fix", Fix),
    ("how do i resolve", Fix),
    ("how do you fix", Fix),
    ("how can i fix", Fix),
    ("how can i resolve", Fix),
    ("to fix", Fix),
    ("to resolve", Fix),
    ("to solve", Fix),
    ("to work around", Workaround),
    ("fix the", Fix),
    ("fix this", Fix),
    ("fix your", Fix),
    ("fixing", Fix),
    ("resolve", Fix),
    ("resolving", Fix),
    ("solve", Fix),
    ("work around", Workaround),
    ("working around", Workaround),
    ("troubleshoot", Diagnostic),
    ("diagnose", Diagnostic),
    ("diagnosing", Diagnostic),
    ("apply the patch", Fix),
    ("apply a patch", Fix),
    ("apply the hotfix", Fix),
    ("apply the fix", Fix),
    ("apply the update", Fix),
    ("how to apply the patch", Fix),
    ("how to apply a patch", Fix),
    ("how to apply the hotfix", Fix),
    ("how to apply the fix", Fix),
    ("install the hotfix", Fix),
    ("install the patch", Fix),
    ("install the update", Fix),
];

/// Words of headings that are one of several ways, with a number behind them.
pub(super) const WAYS: &[&str] = &[
    "method",
    "option",
    "approach",
    "alternative",
    "way",
    "possibility",
];
/// The same for one of several cases.
pub(super) const CASES: &[&str] = &["scenario", "case"];
/// What `why` is followed by where a sentence asks for the cause, and not for a motive.
pub(super) const WHY: &[&str] = &[
    "am", "are", "can't", "cannot", "did", "didn't", "do", "does", "doesn't", "has", "i", "is",
    "isn't", "it", "the", "this", "was", "were", "you",
];
