//! The index read back.
//!
//! In: the text of the files below `search/`, asked for by name. Out: lists of articles by term. Files
//! are read when first needed, as in the browser.

use super::encode::{read, read_key, read_number};
use super::index::Entry;
use super::rows::Row;
use super::shards::{FORMAT, correctable};
use super::stop::is_stop;
use super::terms::home;
use serde_json::Value;
use std::collections::BTreeMap;

/// Gives the text of a file of the site.
pub type Load<'a> = dyn Fn(&str) -> Option<String> + 'a;

/// An index opened for questions.
pub struct Reader<'a> {
    load: &'a Load<'a>,
    files: BTreeMap<String, Value>,
    terms: BTreeMap<String, BTreeMap<String, Entry>>,
    /// The first word of each term shard.
    starts: Vec<String>,
    /// The first word of each shard of neighbours.
    near: Vec<String>,
    /// Number of articles.
    pub(crate) docs: u64,
    /// Groups of synonyms, each a list of words.
    pub(crate) synonyms: Vec<Vec<Vec<String>>>,
    per: usize,
}

impl<'a> Reader<'a> {
    /// Opens an index; says in words why it cannot.
    ///
    /// # Errors
    /// When `search/index.js` is missing, is no index, or has another format version.
    pub fn open(load: &'a Load<'a>) -> Result<Self, String> {
        let text = load("search/index.js").ok_or("There is no search/index.js.")?;
        let files = calls(&text);
        let index = files
            .get("index")
            .ok_or("search/index.js holds no index.")?;
        let format = index["format"].as_u64().unwrap_or(0);
        if format != u64::from(FORMAT) {
            return Err(format!(
                "The search index has format {format}, this program reads format {FORMAT}. Build the site again."
            ));
        }
        let starts = index["starts"]
            .as_str()
            .unwrap_or("")
            .split(' ')
            .map(str::to_string)
            .collect();
        let docs = index["docs"].as_u64().unwrap_or(0);
        let near = index["near"].as_str().unwrap_or("").split(' ');
        let near = near.filter(|s| !s.is_empty()).map(str::to_string).collect();
        let per = (index["per"].as_u64().unwrap_or(1) as usize).max(1);
        let synonyms = serde_json::from_value(index["synonyms"].clone()).unwrap_or_default();
        Ok(Self {
            load,
            files,
            terms: BTreeMap::new(),
            starts,
            near,
            docs,
            synonyms,
            per,
        })
    }

    /// The list of a term.
    pub(crate) fn entry(&mut self, term: &str) -> Option<&Entry> {
        let word = home(term);
        self.shard_of_word(word).get(term)
    }

    /// Terms of one word that begin so, longest lists first.
    pub(crate) fn beginning(&mut self, prefix: &str, limit: usize) -> Vec<String> {
        let mut found: Vec<(usize, String)> = Vec::new();
        let first = self.shard_of(prefix);
        let mut shard = first;
        loop {
            let terms = self.shard(shard).range(prefix.to_string()..);
            found.extend(
                terms
                    .take_while(|(t, _)| t.starts_with(prefix))
                    .filter(|(t, _)| !t.contains(' ') && t.as_str() != prefix && !is_stop(t))
                    .map(|(t, e)| (usize::MAX - e.postings.len(), t.clone())),
            );
            shard += 1;
            let more = self.starts.get(shard);
            if shard - first > 2 || !more.is_some_and(|s| s.starts_with(prefix)) {
                break;
            }
        }
        found.sort();
        found.into_iter().take(limit).map(|(_, t)| t).collect()
    }

    /// Exact messages filed under a word.
    pub(crate) fn messages(&mut self, word: &str) -> Vec<(String, Vec<u32>)> {
        let start = format!("{word} =");
        self.shard_of_word(word)
            .range(start.clone()..)
            .take_while(|(key, _)| key.starts_with(&start))
            .filter(|(key, _)| !key.ends_with("=#"))
            .map(|(key, e)| {
                (
                    key[start.len()..].to_string(),
                    e.postings.iter().map(|p| p.0).collect(),
                )
            })
            .collect()
    }

    /// All words with the size of their lists.
    pub(crate) fn words(&mut self) -> Vec<(String, u32)> {
        if !self.files.contains_key("s") {
            let scaled = |(w, e): (&String, &Entry)| Some((w.clone(), correctable(w, e)?));
            let found = self.shard(0).iter().filter(|(_, e)| !e.postings.is_empty());
            return found.filter_map(scaled).collect();
        }
        let Value::String(text) = self.file("w") else {
            return Vec::new();
        };
        text.split(' ')
            .filter_map(|w| {
                let (word, scale) = w.split_at_checked(w.len().checked_sub(1)?)?;
                Some((word.to_string(), scale.parse().ok()?))
            })
            .collect()
    }

    /// Lists of articles of the facets: products, platforms, roles.
    pub(crate) fn facets(&mut self) -> Vec<Vec<Vec<u32>>> {
        let lists: Vec<Vec<String>> =
            serde_json::from_value(self.file("f").clone()).unwrap_or_default();
        let numbers = |s: &String| read(s, false).into_iter().map(|p| p.0).collect();
        let mut out: Vec<Vec<Vec<u32>>> = lists
            .iter()
            .map(|l| l.iter().map(numbers).collect())
            .collect();
        out.resize(3, Vec::new());
        out
    }

    /// The ids of a facet's values, in the order of [`Reader::facets`].
    pub(crate) fn ids(&self, facet: &str) -> Vec<String> {
        let known: Vec<(String, String)> =
            serde_json::from_value(self.files["index"][facet].clone()).unwrap_or_default();
        let anyone = (facet == "roles").then(|| "anyone".to_string());
        anyone
            .into_iter()
            .chain(known.into_iter().map(|k| k.0))
            .collect()
    }

    /// The ids and labels of a facet's values, without `anyone`.
    pub(crate) fn labels(&self, facet: &str) -> Vec<(String, String)> {
        serde_json::from_value(self.files["index"][facet].clone()).unwrap_or_default()
    }

    /// What results show of an article.
    pub(crate) fn row(&mut self, doc: u32) -> Row {
        let (shard, at) = (doc as usize / self.per, doc as usize % self.per);
        Row::read(&self.file(&format!("d{shard}"))[at])
    }

    /// The neighbours' list of a word.
    pub(crate) fn near(&mut self, word: &str) -> Option<&Entry> {
        let key = format!("{word} ~");
        if self.near.is_empty() {
            return self.entry(&key);
        }
        let name = format!("n{}", place(&self.near, word));
        self.shard_named(name).get(&key)
    }

    fn shard_of(&self, word: &str) -> usize {
        place(&self.starts, word)
    }

    fn shard_of_word(&mut self, word: &str) -> &BTreeMap<String, Entry> {
        if is_stop(word) && self.files.contains_key("s") {
            return self.shard_named("s".to_string());
        }
        let number = self.shard_of(word);
        self.shard(number)
    }

    fn shard(&mut self, number: usize) -> &BTreeMap<String, Entry> {
        self.shard_named(format!("t{number}"))
    }

    fn shard_named(&mut self, name: String) -> &BTreeMap<String, Entry> {
        if !self.terms.contains_key(&name) {
            let lines = self.file(&name).as_str().unwrap_or("");
            let parsed = lines_of(lines);
            self.terms.insert(name.clone(), parsed);
        }
        &self.terms[&name]
    }

    fn file(&mut self, name: &str) -> &Value {
        if !self.files.contains_key(name) {
            let text = (self.load)(&format!("search/{name}.js")).unwrap_or_default();
            self.files.extend(calls(&text));
        }
        self.files.get(name).unwrap_or(&Value::Null)
    }
}

/// The shard that holds a word, if any does.
fn place(starts: &[String], word: &str) -> usize {
    starts
        .partition_point(|s| s.as_str() <= word)
        .saturating_sub(1)
}

/// The terms of a shard.
fn lines_of(text: &str) -> BTreeMap<String, Entry> {
    let mut out: BTreeMap<String, Entry> = BTreeMap::new();
    let mut before = String::new();
    for line in text.split(';') {
        let Some((key, list)) = line.split_once('|') else {
            continue;
        };
        let Some(key) = read_key(&before, key) else {
            continue;
        };
        let entry = if let Some(same) = list.strip_prefix('*') {
            out.get(&format!("{same} ~")).cloned()
        } else {
            read_number(list).map(|(weight, list)| Entry {
                weight,
                postings: read(list, weight > 0),
            })
        };
        out.insert(key.clone(), entry.unwrap_or_default());
        before = key;
    }
    out
}

/// The calls of a file: one a line.
fn calls(text: &str) -> BTreeMap<String, Value> {
    text.lines()
        .filter_map(|line| {
            let (name, value) = line.strip_prefix("fixbook.shard(\"")?.split_once("\",")?;
            let value = serde_json::from_str(value.strip_suffix(");")?).ok()?;
            Some((name.to_string(), value))
        })
        .collect()
}
