//! Key paths in diagnostics to byte spans, file by file, once a run has something to say.

use std::collections::BTreeMap;

use super::front;
use super::spans::Spans;
use crate::diag::{At, Diagnostic};
use crate::source::Files;

/// Turns every place that is named by a key path into bytes of its file; a place that cannot be found
/// becomes the file as a whole.
pub fn locate(diagnostics: &mut [Diagnostic], files: &dyn Files) {
    let mut known: BTreeMap<String, Option<(usize, Spans)>> = BTreeMap::new();
    for label in diagnostics
        .iter_mut()
        .flat_map(|diagnostic| &mut diagnostic.labels)
    {
        let (path, of_key) = match &label.at {
            At::Key(path) => (path, true),
            At::Value(path) => (path, false),
            At::Span(_) | At::File => continue,
        };
        let spans = known
            .entry(label.file.clone())
            .or_insert_with(|| read(&label.file, files));
        let range = spans.as_ref().and_then(|(base, spans)| {
            let range = if of_key {
                spans.key(path)
            } else {
                spans.value(path)
            };
            range.map(|range| base + range.start..base + range.end)
        });
        label.at = range.map_or(At::File, At::Span);
    }
}

fn read(file: &str, files: &dyn Files) -> Option<(usize, Spans)> {
    let text = String::from_utf8(files.read(file).ok()?).ok()?;
    if !file.ends_with(".md") {
        let base = front::bom(&text);
        return Some((base, Spans::of(&text[base..])));
    }
    let parts = front::split(file, &text).ok()?;
    Some((parts.yaml.start, Spans::of(&text[parts.yaml])))
}
