//! JSON that can't be read.

use super::types::Loss;

/// Broken JSON with its line, column and the text there.
pub(super) fn broken(source: &str, text: &str, error: &serde_json::Error) -> Loss {
    let line = text
        .lines()
        .nth(error.line().saturating_sub(1))
        .unwrap_or_default();
    let start = error.column().saturating_sub(40);
    let shown: String = line.chars().skip(start).take(80).collect();
    let what = format!(
        "the whole file, which is broken JSON at column {}",
        error.column()
    );
    Loss::new(source, error.line(), what, shown)
}
