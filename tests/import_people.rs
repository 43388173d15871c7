//! Threads as people copy them: who wrote an answer is no text of it, and each answer is an answer of its own.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "support/import.rs"]
mod importing;
mod support;

use importing::{Memory, import};

const QUESTION: &str = "Mail says \"Sending failed\"\n\nI cannot send mail.\n\n";

/// Imports a thread with these answers; gives its article, and the report below it.
fn article(answers: &str) -> String {
    let source = support::files(&format!("-- a.txt --\n{QUESTION}{answers}"));
    let kb = Memory::default();
    import("thread", &source, &kb);
    kb.text("articles/a.md") + &kb.text("import-report.md")
}

#[test]
fn who_wrote_an_answer_stays_out_and_parts_answers() {
    let ways = [
        (
            "mary_zqm\nAccepted answer\n4 May 2023\n",
            "bob_zqb\n5 May 2023\n",
        ),
        ("Mary Zqm\n\n4 May 2023\n", "Bob Zqb\n\n2 days ago\n"),
        (
            "2 answers\n\nMary Zqm\n4 May 2023\n",
            "Bob Zqb\n5 May 2023\n",
        ),
        ("Answer by Mary Zqm (accepted) 5 votes", "Answer by Bob Zqb"),
        (
            "### Answer by mary_zqm",
            "### Reply from bob_zqb, 5 May 2023",
        ),
        (
            "**Accepted answer by Mary Zqm:**",
            "**Answered by Bob Zqb**",
        ),
        ("mary_zqm · 4 May 2023", "Bob Zqb – May 5, 2023"),
        ("Mary Zqm wrote:", "bob_zqb replied:"),
        (
            "Mary Zqm (Moderator)\n4 May 2023\n",
            "bob_zqb [MVP]\n5 May 2023\n",
        ),
    ];
    for (mary, bob) in ways {
        let found = article(&format!(
            "{mary}\n1. Open Settings.\n\n{bob}\nReinstall it.\n"
        ));
        let small = found.to_lowercase();
        assert!(!small.contains("zq"), "{mary:?}: {found}");
        assert!(!small.contains("mary") && !small.contains("bob"), "{found}");
        assert_eq!(found.matches("\n  - id: ").count(), 2, "{mary:?}: {found}");
        assert!(
            found.contains("Open Settings") && found.contains("Reinstall it"),
            "{found}"
        );
    }
}

/// What is liked comes first, as in the JSON of forums.
#[test]
fn marks_beside_a_name_count() {
    let found = article(
        "Answer by Bob Zqb 2 votes\nReinstall it.\n\nAnswer by Mary Zqm (accepted)\nOpen Settings.\n",
    );
    assert!(
        found.find("id: open-settings") < found.find("id: reinstall"),
        "{found}"
    );
}

/// Words that only look like a name stay.
#[test]
fn texts_are_no_names() {
    for text in [
        "Open Settings.\n\nAnswer by pressing the zqkey.\n",
        "Open Settings.\n\nRestart\n4 May 2023\nzqmore\n",
        "Windows\n1. Open zqsettings.\n",
        "Solution by hand:\n1. Open zqsettings.\n",
    ] {
        let found = article(&format!("1 answer\n\n{text}"));
        assert!(found.contains("zq"), "{text:?}: {found}");
    }
}

/// Words behind a name on its line stay, the name goes; a comment is no beginning of answers.
#[test]
fn words_beside_a_name_stay() {
    for answers in [
        "Answer: Load zqpaper.\n\nComment by Jim Zn: zqthanks for it.\n",
        "Answer by Jim Zn: Load zqpaper. Close the zqthanks tray.\n",
        "2 answers\n\nJim wrote: Load zqpaper.\n\nBob Zn replied: Close the zqthanks tray.\n",
    ] {
        let found = article(answers);
        assert!(
            found.contains("zqpaper") && found.contains("zqthanks"),
            "{found}"
        );
        assert!(
            found.contains("fixes:") && !found.contains("observation: Load"),
            "{found}"
        );
        assert!(!found.contains("Jim") && !found.contains("Zn"), "{found}");
    }
}

/// A letter's end on one line.
#[test]
fn signatures_stay_out() {
    let found = article(
        "1 answer\n\n1. Open Settings.\n\nThanks, Jim\n\nBest regards, Jim Zn\n2. Close it.\n",
    );
    assert!(!found.contains("Jim"), "{found}");
    assert!(
        found.contains("Open Settings") && found.contains("Close it"),
        "{found}"
    );
    assert_eq!(found.matches("\n  - id: ").count(), 1, "{found}");
}
