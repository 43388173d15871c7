//! Byte positions of YAML keys and values, by key path.
//!
//! In: YAML text. Out: [`Spans`]. `serde_yaml` gives values without places, so this reads the same text
//! a second time, and only when a place or the exact spelling of a number is wanted. Key paths look like
//! `fixes[2].use`.

use std::collections::BTreeMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle};

/// Nesting past this is not read: paths would grow with the square of it, and `serde_yaml` stops here too.
const DEPTH: usize = 128;

/// Places of everything in one YAML text; all ranges are bytes of that text.
#[derive(Debug, Default)]
pub struct Spans {
    places: BTreeMap<String, Place>,
    /// Keys that stand twice in one map: path, first and second place.
    pub repeated: Vec<(String, Range<usize>, Range<usize>)>,
    /// Anchors, aliases and tags, none of which belongs into front matter.
    pub foreign: Vec<Range<usize>>,
}

#[derive(Debug, Clone)]
struct Place {
    key: Range<usize>,
    value: Range<usize>,
    plain: bool,
}

/// A map or list that is open while the events go by.
enum Open {
    Map {
        path: String,
        start: usize,
        key: Option<(String, Range<usize>)>,
    },
    List {
        path: String,
        start: usize,
        next: usize,
    },
}

impl Spans {
    /// Reads the places of `yaml` as far as it can be read.
    pub fn of(yaml: &str) -> Self {
        let bytes: Vec<usize> = yaml
            .char_indices()
            .map(|(at, _)| at)
            .chain([yaml.len()])
            .collect();
        let byte = |index: usize| bytes.get(index).copied().unwrap_or(yaml.len());
        let mut spans = Self::default();
        let mut open: Vec<Open> = Vec::new();
        for event in Parser::new_from_str(yaml) {
            let Ok((event, span)) = event else { break };
            if open.len() > DEPTH {
                break;
            }
            let range = byte(span.start.index())..byte(span.end.index());
            match event {
                Event::Scalar(text, style, anchor, tag) => {
                    if anchor != 0 || tag.is_some() {
                        spans.foreign.push(range.clone());
                    }
                    spans.scalar(&mut open, &text, style, range);
                }
                Event::Alias(_) => {
                    spans.foreign.push(range.clone());
                    spans.scalar(&mut open, "*", ScalarStyle::Plain, range);
                }
                Event::MappingStart(anchor, tag) => {
                    if anchor != 0 || tag.is_some() {
                        spans.foreign.push(range.clone());
                    }
                    let path = spans.enter(&mut open, &range);
                    open.push(Open::Map {
                        path,
                        start: range.start,
                        key: None,
                    });
                }
                Event::SequenceStart(anchor, tag) => {
                    if anchor != 0 || tag.is_some() {
                        spans.foreign.push(range.clone());
                    }
                    let path = spans.enter(&mut open, &range);
                    open.push(Open::List {
                        path,
                        start: range.start,
                        next: 0,
                    });
                }
                Event::MappingEnd | Event::SequenceEnd => {
                    if let Some(Open::Map { path, start, .. } | Open::List { path, start, .. }) =
                        open.pop()
                    {
                        let end = start + yaml[start..range.end.max(start)].trim_end().len();
                        if let Some(place) = spans.places.get_mut(&path) {
                            if path.ends_with(']') {
                                let line = yaml[start..end].lines().next().unwrap_or_default();
                                place.key = start..start + line.len();
                            }
                            place.value = start..end;
                        }
                    }
                }
                _ => {}
            }
        }
        spans
    }

    /// Where the key at this path stands; list items have no key and give their first line.
    pub fn key(&self, path: &str) -> Option<Range<usize>> {
        self.nearest(path).map(|place| place.key.clone())
    }

    /// Where the value at this path stands.
    pub fn value(&self, path: &str) -> Option<Range<usize>> {
        self.nearest(path).map(|place| place.value.clone())
    }

    /// The spelling of an unquoted value; none for quoted ones, whose text is no slice of the file.
    pub fn plain<'a>(&self, path: &str, yaml: &'a str) -> Option<&'a str> {
        let place = self.places.get(path).filter(|place| place.plain)?;
        yaml.get(place.value.clone())
    }

    /// The place of the path itself or of the nearest thing around it that has one.
    fn nearest(&self, path: &str) -> Option<&Place> {
        let mut path = path;
        loop {
            if let Some(place) = self.places.get(path) {
                return Some(place);
            }
            let cut = path.rfind(['.', '['])?;
            path = &path[..cut];
        }
    }

    /// Notes a value that begins at `range` in the innermost open map or list; gives its path.
    fn enter(&mut self, open: &mut [Open], range: &Range<usize>) -> String {
        let (path, key) = match open.last_mut() {
            None => (String::new(), range.clone()),
            Some(Open::List { path, next, .. }) => {
                *next += 1;
                (format!("{path}[{}]", *next - 1), range.clone())
            }
            Some(Open::Map { path, key, .. }) => {
                let (name, place) = key
                    .take()
                    .unwrap_or_else(|| ("?".to_owned(), range.clone()));
                (join(path, &name), place)
            }
        };
        if let Some(first) = self.places.get(&path) {
            self.repeated
                .push((path.clone(), first.key.clone(), key.clone()));
        }
        let place = Place {
            key,
            value: range.clone(),
            plain: false,
        };
        self.places.insert(path.clone(), place);
        path
    }

    fn scalar(&mut self, open: &mut [Open], text: &str, style: ScalarStyle, range: Range<usize>) {
        if let Some(Open::Map {
            key: key @ None, ..
        }) = open.last_mut()
        {
            *key = Some((text.to_owned(), range));
            return;
        }
        let path = self.enter(open, &range);
        if let Some(place) = self.places.get_mut(&path) {
            place.plain = style == ScalarStyle::Plain;
        }
    }
}

/// The path of a key below another path.
pub fn join(path: &str, key: &str) -> String {
    if path.is_empty() {
        key.to_owned()
    } else {
        format!("{path}.{key}")
    }
}
