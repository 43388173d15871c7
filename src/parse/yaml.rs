//! A YAML text as nodes that know their place and complain for themselves.
//!
//! In: the YAML of one file. Out: a root [`Node`] and, at the end, every problem found while it was read.
//! A [`Fields`] knows which keys were asked for, so unknown keys are whatever is left.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;

use serde_yaml::{Mapping, Value};

use super::broken;
use super::spans::{Spans, join};
use crate::config::OurKey;
use crate::diag::{At, Diagnostic, nearest};
use crate::model::Text;

/// One YAML text with its problems.
pub struct Doc<'a> {
    /// Path of the file inside the knowledge base.
    pub file: &'a str,
    yaml: &'a str,
    root: Value,
    spans: OnceCell<Spans>,
    problems: RefCell<Vec<Diagnostic>>,
    links: RefCell<Vec<super::Ref>>,
}

/// A value with its path.
#[derive(Clone)]
pub struct Node<'a> {
    doc: &'a Doc<'a>,
    value: &'a Value,
    /// Key path, for example `fixes[2].use`.
    pub path: String,
}

/// A map whose keys are asked for one by one.
pub struct Fields<'a> {
    node: Node<'a>,
    map: Option<&'a Mapping>,
    asked: RefCell<Vec<&'static str>>,
    renamed: Option<&'a BTreeMap<String, OurKey>>,
}

/// Whether a text is a YAML map.
pub fn is_map(yaml: &str) -> bool {
    broken::too_deep(yaml).is_none()
        && serde_yaml::from_str::<Value>(yaml).is_ok_and(|value| value.is_mapping())
}

impl<'a> Doc<'a> {
    /// Reads `yaml`, which begins `base` bytes into its file.
    ///
    /// # Errors
    /// The problems that keep the text from being read at all.
    pub fn read(file: &'a str, yaml: &'a str, base: usize) -> Result<Self, Vec<Diagnostic>> {
        if let Some(at) = broken::too_deep(yaml) {
            return Err(vec![broken::report_depth(file, base + at)]);
        }
        let root = match serde_yaml::from_str::<Value>(yaml) {
            Ok(value) => value,
            Err(error) => {
                let place = error.location().map(|at| (at.line(), at.column()));
                return Err(broken::report(file, yaml, base, &error.to_string(), place));
            }
        };
        let doc = Doc {
            file,
            yaml,
            root,
            spans: OnceCell::new(),
            problems: RefCell::default(),
            links: RefCell::default(),
        };
        if broken::may_hold_foreign(yaml) {
            for range in &doc.spans().foreign {
                let at = At::Span(base + range.start..base + range.end);
                let problem = Diagnostic::error(
                    "yaml-feature",
                    file,
                    at,
                    "YAML anchors, aliases and tags are not used here",
                )
                .help(
                    "write the value itself; put text that begins with `&`, `*` or `!` in quotes",
                );
                doc.problems.borrow_mut().push(problem);
            }
        }
        Ok(doc)
    }

    /// A text with nothing in it, for defaults.
    pub fn empty(file: &'a str) -> Self {
        Self {
            file,
            yaml: "",
            root: Value::Mapping(Mapping::new()),
            spans: OnceCell::new(),
            problems: RefCell::default(),
            links: RefCell::default(),
        }
    }

    /// The whole text as a node.
    pub fn root(&'a self) -> Node<'a> {
        Node {
            doc: self,
            value: &self.root,
            path: String::new(),
        }
    }

    /// Ends the reading: the problems, and the links of inline texts.
    pub fn finish(self) -> (Vec<Diagnostic>, Vec<super::Ref>) {
        (self.problems.into_inner(), self.links.into_inner())
    }

    /// Notes a problem.
    pub fn problem(&self, problem: Diagnostic) {
        self.problems.borrow_mut().push(problem);
    }

    fn spans(&self) -> &Spans {
        self.spans.get_or_init(|| Spans::of(self.yaml))
    }
}

impl<'a> Node<'a> {
    /// The place of the value.
    pub fn at(&self) -> At {
        At::Value(self.path.clone())
    }

    /// An error at this value.
    pub fn error(&self, code: &'static str, message: impl Into<String>, help: impl Into<String>) {
        let problem = Diagnostic::error(code, self.doc.file, self.at(), message).help(help);
        self.doc.problem(problem);
    }

    /// A note about this value.
    pub fn note(&self, code: &'static str, message: impl Into<String>, help: impl Into<String>) {
        let problem = Diagnostic::note(code, self.doc.file, self.at(), message).help(help);
        self.doc.problem(problem);
    }

    /// The error that something is missing in this map: at its key, or at the first line of a list item.
    pub fn lacks(&self, message: impl Into<String>, help: impl Into<String>) {
        let at = match self.path.as_str() {
            "" => At::File,
            path => At::Key(path.to_owned()),
        };
        let problem = Diagnostic::error("missing-key", self.doc.file, at, message).help(help);
        self.doc.problem(problem);
    }

    /// The value as a map; anything else is an error that names `what` was expected.
    pub fn fields(&self, what: &str) -> Fields<'a> {
        let map = self.value.as_mapping();
        if map.is_none() {
            self.wrong_type(what);
        }
        Fields {
            node: self.clone(),
            map,
            asked: RefCell::default(),
            renamed: None,
        }
    }

    /// Whether the value is a map.
    pub fn is_map(&self) -> bool {
        self.value.is_mapping()
    }

    /// Whether nothing is written.
    pub fn is_nothing(&self) -> bool {
        let blank = |text: &str| text.trim().is_empty();
        self.value.is_null() || self.value.as_str().is_some_and(blank)
    }

    /// Whether the value is a list.
    pub fn is_list(&self) -> bool {
        self.value.is_sequence()
    }

    /// The items of a list; anything else is an error.
    pub fn items(&self, what: &str) -> Vec<Node<'a>> {
        let Some(items) = self.value.as_sequence() else {
            self.wrong_type(what);
            return Vec::new();
        };
        let item = |(i, value)| Node {
            doc: self.doc,
            value,
            path: format!("{}[{i}]", self.path),
        };
        items.iter().enumerate().map(item).collect()
    }

    /// The items of a list, or a single value as a list of one.
    pub fn items_or_one(&self, what: &str) -> Vec<Node<'a>> {
        if self.is_list() || self.is_map() {
            self.items(what)
        } else {
            vec![self.clone()]
        }
    }

    /// The entries of a map in the order written, with their keys.
    pub fn entries(&self, what: &str) -> Vec<(String, Node<'a>)> {
        let Some(map) = self.value.as_mapping() else {
            self.wrong_type(what);
            return Vec::new();
        };
        let mut entries = Vec::new();
        for (key, value) in map {
            let name = match key {
                Value::String(name) => name.clone(),
                Value::Number(number) => number.to_string(),
                Value::Bool(flag) => flag.to_string(),
                _ => {
                    self.error(
                        "wrong-type",
                        "a key here is no plain word",
                        "write keys as plain words",
                    );
                    continue;
                }
            };
            let path = join(&self.path, &name);
            entries.push((
                name,
                Node {
                    doc: self.doc,
                    value,
                    path,
                },
            ));
        }
        entries
    }

    /// The value as text, spelled as in the file also where YAML sees a number.
    pub fn string(&self) -> Option<String> {
        match self.value {
            Value::String(text) if text.trim().is_empty() => {
                self.error(
                    "empty-value",
                    "this value is empty",
                    "write a value, or delete the key",
                );
                None
            }
            Value::String(text) => Some(text.clone()),
            Value::Number(_) | Value::Bool(_) => {
                let plain = self.doc.spans().plain(&self.path, self.doc.yaml);
                let spelled = plain.map(|text| text.trim().to_owned());
                spelled.or_else(|| match self.value {
                    Value::Number(number) => Some(number.to_string()),
                    value => value.as_bool().map(|flag| flag.to_string()),
                })
            }
            _ => {
                self.wrong_type("text");
                None
            }
        }
    }

    /// The value as yes or no.
    pub fn flag(&self) -> Option<bool> {
        if self.value.as_bool().is_none() {
            self.wrong_type("true or false");
        }
        self.value.as_bool()
    }

    /// Keeps links for the end of the reading.
    pub fn keep_links(&self, links: impl Iterator<Item = super::Ref>) {
        self.doc.links.borrow_mut().extend(links);
    }

    /// Last part of the path, as the writer knows it.
    pub fn key(&self) -> &str {
        let tail = self.path.rsplit('.').next().unwrap_or(&self.path);
        tail.split('[').next().unwrap_or(tail)
    }

    fn wrong_type(&self, what: &str) {
        let found = match self.value {
            Value::Null => "nothing",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::String(_) => "text",
            Value::Sequence(_) => "a list",
            Value::Mapping(_) => "a map of keys",
            Value::Tagged(_) => "a tagged value",
        };
        let name = if self.path.is_empty() {
            "this file".to_owned()
        } else {
            format!("`{}`", self.key())
        };
        let help = match (self.value, what) {
            (Value::Null, _) => "write a value, or delete the key".to_owned(),
            (Value::String(_) | Value::Number(_), "a list") => {
                "begin each item with `- `, or write `[one, two]`".to_owned()
            }
            (Value::Mapping(_), "text") => "text that holds `: ` needs quotes around it".to_owned(),
            _ => format!("write {what} here"),
        };
        self.error(
            "wrong-type",
            format!("{name} must be {what}, and holds {found}"),
            help,
        );
    }
}

impl<'a> Fields<'a> {
    /// The same map, in which these keys mean something else than their names say.
    #[must_use]
    pub fn renamed(mut self, keys: &'a BTreeMap<String, OurKey>) -> Self {
        self.renamed = Some(keys);
        self
    }

    /// The value of another tool's key, if it is written.
    pub fn foreign(&self, key: &str) -> Option<Node<'a>> {
        let value = self.map?.get(key)?;
        Some(Node {
            doc: self.node.doc,
            value,
            path: join(&self.node.path, key),
        })
    }

    /// Ends the map: the keys that nobody asked for.
    pub fn rest(self) -> Vec<String> {
        let asked = self.asked.into_inner();
        let keys = self.map.into_iter().flat_map(Mapping::keys);
        keys.filter_map(|key| key.as_str())
            .filter(|key| !asked.contains(key))
            .filter(|key| !self.renamed.is_some_and(|keys| keys.contains_key(*key)))
            .map(str::to_owned)
            .collect()
    }

    /// The value of a key, if it is written.
    pub fn get(&self, key: &'static str) -> Option<Node<'a>> {
        self.asked.borrow_mut().push(key);
        if self.renamed.is_some_and(|keys| keys.contains_key(key)) {
            return None;
        }
        let value = self.map?.get(key)?;
        let path = join(&self.node.path, key);
        Some(Node {
            doc: self.node.doc,
            value,
            path,
        })
    }

    /// The value of a key that must be written; its absence is an error with this help.
    pub fn need(&self, key: &'static str, help: &str) -> Option<Node<'a>> {
        let found = self.get(key);
        if found.is_none() && self.map.is_some() {
            self.node.lacks(format!("`{key}` is missing"), help);
        }
        found
    }

    /// Inline Markdown of a key.
    pub fn text(&self, key: &'static str) -> Option<Text> {
        self.get(key)?.text()
    }

    /// Plain text of a key.
    pub fn string(&self, key: &'static str) -> Option<String> {
        self.get(key)?.string()
    }

    /// References of a key: a list, or one.
    pub fn references(&self, key: &'static str) -> Vec<super::Ref> {
        let items = self.get(key).map(|node| node.items_or_one("a list"));
        items
            .unwrap_or_default()
            .iter()
            .filter_map(Node::reference)
            .collect()
    }

    /// Ends the map: every key nobody asked for is an error.
    pub fn finish(self) {
        let Some(map) = self.map else { return };
        let asked = self.asked.into_inner();
        for key in map.keys() {
            let name = match key {
                Value::String(name) => name.clone(),
                other => serde_yaml::to_string(other)
                    .unwrap_or_default()
                    .trim()
                    .to_owned(),
            };
            if asked.contains(&name.as_str()) {
                continue;
            }
            let help = match nearest(&name, asked.iter().copied()) {
                Some(key) => format!("did you mean `{key}`?"),
                None if map[key].is_null() && name.contains(' ') => {
                    "text with a comma needs quotes around it inside `{ }`".to_owned()
                }
                None => format!("keys that may stand here: {}", asked.join(", ")),
            };
            let at = At::Key(join(&self.node.path, &name));
            let problem = Diagnostic::error(
                "unknown-key",
                self.node.doc.file,
                at,
                format!("`{name}` is not a key that Fixbook knows here"),
            );
            self.node.doc.problem(problem.help(help));
        }
    }
}
