//! Signs that a text is a message of something that went wrong.
//!
//! In: texts and the words around them. Out: yes or no; `messages` weighs them.

use super::codes::codes;

/// Words of things that went wrong; a message holds one, or a word of `AROUND` stands near it.
const WRONG: &[&str] = &[
    "abort",
    "access is denied",
    "already exists",
    "broken",
    "can't",
    "cannot",
    "corrupt",
    "could not",
    "couldn't",
    "crash",
    "denied",
    "deprecated",
    "did not",
    "doesn't",
    "does not",
    "error",
    "exception",
    "exceeded",
    "expired",
    "fail",
    "fatal",
    "forbidden",
    "incorrect",
    "insufficient",
    "invalid",
    "is not",
    "isn't",
    "lost connection",
    "mismatch",
    "missing",
    "no longer",
    "no such",
    "not allowed",
    "not available",
    "not be",
    "not exist",
    "not found",
    "not installed",
    "not supported",
    "out of memory",
    "panic",
    "refused",
    "rejected",
    "something went wrong",
    "stopped",
    "terminated",
    "timed out",
    "timeout",
    "unable",
    "unauthorized",
    "undefined",
    "unexpected",
    "unknown",
    "unrecognized",
    "unreachable",
    "unresolved",
    "unsupported",
    "violation",
    "warning",
    "wasn't",
    "went wrong",
    "wrong",
];

/// Words that announce a message.
const AROUND: &[&str] = &[
    "alert",
    "error",
    "exception",
    "message",
    "notification",
    "warning",
    "log entry",
    "log shows",
    "logged",
    "prompt says",
    "returns",
    "response",
    "following text",
    "output",
];

/// Whether a text holds words of things that went wrong, or a code.
pub(super) fn says_wrong(text: &str) -> bool {
    let lower = text.to_lowercase().replace('’', "'");
    WRONG.iter().any(|word| lower.contains(word)) || !codes(text).is_empty()
}

/// Whether a paragraph leads to a message: `you get the following error:`.
pub(super) fn announces(before: &str) -> bool {
    let lower = before.trim_end().to_lowercase();
    let end: String = lower
        .chars()
        .rev()
        .take(160)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    let leads = AROUND.iter().any(|word| end.contains(word));
    leads
        && (lower.ends_with(':')
            || end.contains("following")
            || end.contains("similar to")
            || end.contains("like this")
            || end.contains("this error"))
}

/// Whether the words around are about something to click or choose.
pub(super) fn is_label(around: &str) -> bool {
    let lower = around.to_lowercase();
    [
        "click", "select ", "go to", "set to", "tab", "button", "field", "option", "menu",
        "checkbox",
    ]
    .iter()
    .any(|word| lower.contains(word))
}

/// Whether a text ends as a sentence does.
pub(super) fn ends_as_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['.', '!', '?', '…'])
}

/// Number of words with letters or digits.
pub(super) fn words(text: &str) -> usize {
    text.split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .count()
}

/// Whether the words around a text announce a message.
pub(super) fn says_near(around: &str) -> bool {
    let around = around.to_lowercase();
    AROUND.iter().any(|word| around.contains(word))
}

/// Whether a text says that all went well.
pub(super) fn succeeds(text: &str) -> bool {
    let text = text.to_lowercase();
    [
        "success",
        "completed",
        "you saved",
        "was saved",
        "has been saved",
        "have been saved",
    ]
    .iter()
    .any(|word| text.contains(word))
}

/// Whether a line starts as programs start their errors: `PHP Fatal error: ...`, `[ERROR] ...`.
pub(super) fn starts_as_error(line: &str) -> bool {
    let start: String = line.trim_start().chars().take(48).collect();
    let start = start.to_lowercase();
    let head = start.split(':').next().unwrap_or("").trim();
    let named = ["error", "warning", "exception", "fatal", "failure"]
        .iter()
        .any(|word| {
            head == *word
                || head.ends_with(&format!(" {word}"))
                || head.ends_with(word) && !head.contains(' ')
        });
    start.contains(':') && named && head.split(' ').count() <= 4
        || ["[error]", "[fatal]", "[exception]"]
            .iter()
            .any(|word| start.starts_with(word))
        || start.starts_with("exception '")
}
