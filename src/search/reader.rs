//! The index read back.
//!
//! In: the text of the files below `search/`, asked for by name. Out: lists of articles by term. Files
//! are read when first needed, as in the browser.

use super::encode::read;
use super::index::Entry;
use super::shards::FORMAT;
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
        let near: Vec<String> = index["near"]
            .as_str()
            .unwrap_or("")
            .split(' ')
            .map(str::to_string)
            .collect();
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
        let head = term.split(' ').next().unwrap_or(term);
        let shard = self.shard_of(head);
        self.shard(shard).get(term)
    }

    /// Terms of one word that begin so, longest lists first.
    pub(crate) fn beginning(&mut self, prefix: &str, limit: usize) -> Vec<String> {
        let mut found: Vec<(usize, String)> = Vec::new();
        let mut shard = self.shard_of(prefix);
        loop {
            let terms = self.shard(shard).range(prefix.to_string()..);
            found.extend(
                terms
                    .take_while(|(t, _)| t.starts_with(prefix))
                    .filter(|(t, _)| !t.contains(' ') && t.as_str() != prefix)
                    .map(|(t, e)| (usize::MAX - e.postings.len(), t.clone())),
            );
            shard += 1;
            if !self
                .starts
                .get(shard)
                .is_some_and(|s| s.starts_with(prefix))
            {
                break;
            }
        }
        found.sort();
        found.into_iter().take(limit).map(|(_, t)| t).collect()
    }

    /// Keys of exact messages that begin with a word.
    pub(crate) fn messages(&mut self, word: &str) -> Vec<(String, Vec<u32>)> {
        let start = format!("{word} =");
        let shard = self.shard_of(word);
        self.shard(shard)
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

    /// What results show of an article: source, url, title, summary.
    pub(crate) fn row(&mut self, doc: u32) -> [String; 4] {
        let (shard, at) = (doc as usize / self.per, doc as usize % self.per);
        let row = &self.file(&format!("d{shard}"))[at];
        std::array::from_fn(|i| row[i].as_str().unwrap_or("").to_string())
    }

    /// The neighbours' list of a word.
    pub(crate) fn near(&mut self, word: &str) -> Option<&Entry> {
        let name = format!("n{}", place(&self.near, word));
        self.shard_named(name).get(word)
    }

    fn shard_of(&self, word: &str) -> usize {
        place(&self.starts, word)
    }

    fn shard(&mut self, number: usize) -> &BTreeMap<String, Entry> {
        self.shard_named(format!("t{number}"))
    }

    fn shard_named(&mut self, name: String) -> &BTreeMap<String, Entry> {
        if !self.terms.contains_key(&name) {
            let lines = self.file(&name).as_str().unwrap_or("");
            let parsed = lines.split(';').filter_map(line).collect();
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

fn line(line: &str) -> Option<(String, Entry)> {
    let mut cells = line.split('|');
    let (term, weight, list) = (cells.next()?, cells.next()?, cells.next()?);
    let weight = weight.parse().unwrap_or(0);
    Some((
        term.to_string(),
        Entry {
            weight,
            postings: read(list, weight > 0),
        },
    ))
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
