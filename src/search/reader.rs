//! The index read back.
//!
//! In: the text of the files below `search/`, asked for by name. Out: lists of articles by term. Files
//! are read when first needed, as in the browser.

use super::encode::mark;
use super::files::{Shard, calls, place, shard};
use super::index::{Entry, PAIR_STEPS};
use super::packed::unpack;
use super::parts::Parts;
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
    /// Whether pairs in bodies count, too: for pasted text and codes.
    pub(crate) wide: bool,
    /// What takes part in answers.
    pub parts: Parts,
    /// Values read so far by name.
    pub(super) files: BTreeMap<String, Value>,
    terms: BTreeMap<String, Shard>,
    /// Pairs of words already looked up.
    twos: BTreeMap<(String, bool), Entry>,
    /// Weights of pairs by number of articles.
    pair_weights: Vec<u32>,
    /// The first word of each term shard.
    starts: Vec<String>,
    /// The first word of each shard of neighbours.
    near: Vec<String>,
    /// Number of articles.
    pub(crate) docs: u64,
    /// Groups of synonyms, each a list of words.
    pub(crate) synonyms: Vec<Vec<Vec<String>>>,
    per: usize,
    /// The first file that was missing or holds something else than it should.
    broken: Option<String>,
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
        let pair_weights = serde_json::from_value(index["pairs"].clone()).unwrap_or_default();
        let synonyms = serde_json::from_value(index["synonyms"].clone()).unwrap_or_default();
        Ok(Self {
            load,
            wide: false,
            parts: Parts::default(),
            files,
            terms: BTreeMap::new(),
            twos: BTreeMap::new(),
            pair_weights,
            starts,
            near,
            docs,
            synonyms,
            per,
            broken: None,
        })
    }

    /// Says in words what of the index could not be read so far; answers from such an index are none.
    ///
    /// # Errors
    /// When a file was missing or holds something else than it should.
    pub fn whole(&self) -> Result<(), String> {
        let Some(name) = &self.broken else {
            return Ok(());
        };
        Err(format!(
            "The search index is damaged: `{name}` is missing from search/ or cannot be read. Build the site again."
        ))
    }

    /// Notes a file that is not what it should be.
    pub(super) fn broken(&mut self, name: &str) {
        self.broken.get_or_insert_with(|| name.to_string());
    }

    /// The list of a term or of a pair of words.
    pub(crate) fn entry(&mut self, term: &str) -> Option<&Entry> {
        let Some((first, second)) = term.split_once(' ') else {
            return self.shard_of_word(term).lists.get(term);
        };
        let key = (term.to_string(), self.wide);
        if !self.twos.contains_key(&key) {
            let entry = self.two(first, second);
            self.twos.insert(key.clone(), entry);
        }
        self.twos.get(&key).filter(|e| !e.postings.is_empty())
    }

    /// The articles in which two words stand beside each other.
    fn two(&mut self, first: &str, second: &str) -> Entry {
        let (home, wide) = (home(first, second), self.wide);
        let wanted = [false, true].map(|body| mark(first, second, body));
        let Some(entry) = self.shard_of_word(home).lists.get(home) else {
            return Entry::default();
        };
        let held = entry
            .pairs
            .iter()
            .filter(|(_, mark)| *mark == wanted[0] || (wide && *mark == wanted[1]));
        let mut postings: Vec<(u32, u32)> = held.map(|(doc, _)| (*doc, PAIR_STEPS)).collect();
        postings.dedup();
        let at = postings.len().min(self.pair_weights.len());
        let weight = at.checked_sub(1).map_or(0, |at| self.pair_weights[at]);
        Entry {
            weight,
            postings,
            pairs: Vec::new(),
        }
    }

    /// The articles with an exact code.
    pub(crate) fn code(&mut self, code: &str) -> Vec<u32> {
        let key = format!("{code} =#");
        let shard = self.shard_of_word(code);
        shard.exact.get(&key).cloned().unwrap_or_default()
    }

    /// Terms of one word that begin so, longest lists first.
    pub(crate) fn beginning(&mut self, prefix: &str, limit: usize) -> Vec<String> {
        let mut found: Vec<(usize, String)> = Vec::new();
        let mut take = |shard: &Shard| {
            let terms = shard.lists.range(prefix.to_string()..);
            found.extend(
                terms
                    .take_while(|(t, _)| t.starts_with(prefix))
                    .filter(|(t, _)| t.as_str() != prefix && !is_stop(t))
                    .map(|(t, e)| (usize::MAX - e.postings.len(), t.clone())),
            );
        };
        let first = place(&self.starts, prefix);
        let mut at = first;
        loop {
            take(self.shard_named(&format!("t{at}")));
            at += 1;
            let more = self.starts.get(at);
            if at - first > 2 || !more.is_some_and(|s| s.starts_with(prefix)) {
                break;
            }
        }
        found.sort();
        found.into_iter().take(limit).map(|(_, t)| t).collect()
    }

    /// Whether a word of the site begins like this one, but for its last two letters: broken like broke.
    pub(crate) fn alike(&mut self, word: &str) -> bool {
        let letters = word.chars().count();
        let start: String = word
            .chars()
            .take(4.max(letters.saturating_sub(2)))
            .collect();
        let terms = &self.shard_of_word(word).lists;
        let next = terms.range(start.clone()..).next();
        word.chars().all(char::is_alphabetic)
            && next.is_some_and(|(term, _)| term.starts_with(&start))
    }

    /// Exact messages filed under a word.
    pub(crate) fn messages(&mut self, word: &str) -> Vec<(String, Vec<u32>)> {
        let start = format!("{word} =");
        self.shard_of_word(word)
            .exact
            .range(start.clone()..)
            .take_while(|(key, _)| key.starts_with(&start))
            .filter(|(key, _)| !key.ends_with("=#"))
            .map(|(key, docs)| (key[start.len()..].to_string(), docs.clone()))
            .collect()
    }

    /// The codes of articles that stand in the file of a word: those that begin like it are among them.
    pub(crate) fn codes(&mut self, word: &str) -> Vec<String> {
        let keys = self.shard_of_word(word).exact.keys();
        keys.filter_map(|key| key.strip_suffix(" =#"))
            .map(str::to_string)
            .collect()
    }

    /// All words with the size of their lists.
    pub(crate) fn words(&mut self) -> Vec<(String, u32)> {
        if !self.files.contains_key("s") {
            let scaled =
                |(w, e): (&String, &Entry)| Some((w.clone(), correctable(w, e.postings.len())?));
            return self
                .shard_named("t0")
                .lists
                .iter()
                .filter_map(scaled)
                .collect();
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

    /// What results show of an article.
    pub(crate) fn row(&mut self, doc: u32) -> Row {
        let (shard, at) = (doc as usize / self.per, doc as usize % self.per);
        let row = Row::read(self.rows(shard), at);
        if row.title.is_empty() {
            self.broken(&format!("d{shard}"));
        }
        row
    }

    /// A file of rows, unpacked.
    fn rows(&mut self, number: usize) -> &Value {
        let name = format!("d{number}");
        let packed = self.file(&name).as_str().map(unpack);
        if let Some(text) = packed {
            let rows = serde_json::from_str(&text).unwrap_or_default();
            self.files.insert(name.clone(), rows);
        }
        self.file(&name)
    }

    /// The neighbours' list of a word.
    pub(crate) fn near(&mut self, word: &str) -> Option<&Entry> {
        if self.near.is_empty() || word.contains(' ') {
            return None;
        }
        let name = format!("n{}", place(&self.near, word));
        self.shard_named(&name).lists.get(word)
    }

    fn shard_of_word(&mut self, word: &str) -> &Shard {
        if is_stop(word) && self.files.contains_key("s") {
            return self.shard_named("s");
        }
        self.shard_named(&format!("t{}", place(&self.starts, word)))
    }

    fn shard_named(&mut self, name: &str) -> &Shard {
        if !self.terms.contains_key(name) {
            let lines = self.file(name).as_str();
            let parsed = lines.map(shard);
            if parsed.is_none() {
                self.broken(name);
            }
            let parsed = parsed.unwrap_or_default();
            self.terms.insert(name.to_string(), parsed);
        }
        &self.terms[name]
    }

    pub(super) fn file(&mut self, name: &str) -> &Value {
        if !self.files.contains_key(name) {
            let text = (self.load)(&format!("search/{name}.js")).unwrap_or_default();
            self.files.extend(calls(&text));
        }
        self.files.get(name).unwrap_or(&Value::Null)
    }
}
