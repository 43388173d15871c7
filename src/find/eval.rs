//! How well a site answers questions whose answers are known.
//!
//! In: questions as JSON lines `{"id", "class", "query", "relevant"}`, the site's files. Out: figures by class and for
//! all: the share of questions with a right article first, among the first 3 and 10, the mean of 1/rank (MRR@10),
//! and the mean share of the right articles among the first 10.

use crate::search::query::{Ask, Load, Reader, ask};
use serde_json::Value;
use std::collections::BTreeMap;

/// A question with its answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Kind of question.
    pub class: String,
    /// As typed or pasted.
    pub query: String,
    /// Sources of the articles that are right, equally.
    pub relevant: Vec<String>,
}

/// Figures of a class: sums over its questions.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Figures {
    /// Number of questions.
    pub questions: usize,
    /// Right article first, among the first 3, among the first 10.
    pub success: [usize; 3],
    /// Sum of 1/rank.
    pub ranks: f64,
    /// Sum of the shares found.
    pub recall: f64,
}

/// Reads the questions.
///
/// # Errors
/// The number of the first line that is none, and why.
pub fn read(text: &str) -> Result<Vec<Known>, String> {
    let mut out = Vec::new();
    for (at, line) in text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
    {
        let wrong = |why: &str| format!("line {}: {why}", at + 1);
        let value: Value = serde_json::from_str(line).map_err(|error| wrong(&error.to_string()))?;
        let text = |key: &str| value[key].as_str().map(str::to_owned);
        let query = text("query").ok_or_else(|| wrong("`query` must be text"))?;
        let relevant = value["relevant"].as_array().into_iter().flatten();
        let relevant: Vec<String> = relevant
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect();
        if relevant.is_empty() {
            return Err(wrong("`relevant` must be a list of paths of articles"));
        }
        let class = text("class").unwrap_or_else(|| "-".to_owned());
        out.push(Known {
            class,
            query,
            relevant,
        });
    }
    Ok(out)
}

/// The figures by class, sorted; `all` comes last.
///
/// # Errors
/// When the site has no search index, a damaged one, or one of another version.
pub fn eval(load: &Load<'_>, questions: &[Known]) -> Result<Vec<(String, Figures)>, String> {
    let mut reader = Reader::open(load)?;
    let figures = ask_all(&mut reader, questions);
    reader.whole()?;
    Ok(figures)
}

/// The same by an index that is open.
pub fn ask_all(reader: &mut Reader<'_>, questions: &[Known]) -> Vec<(String, Figures)> {
    let options = Ask {
        limit: 10,
        complete: true,
        ..Ask::default()
    };
    let mut by_class: BTreeMap<&str, Figures> = BTreeMap::new();
    let mut all = Figures::default();
    for known in questions {
        let answer = ask(reader, &known.query, &options);
        let right = |source: &String| known.relevant.contains(source);
        let ranks: Vec<usize> = answer
            .hits
            .iter()
            .zip(1..)
            .filter(|(hit, _)| right(&hit.source))
            .map(|(_, n)| n)
            .collect();
        let class = by_class.entry(&known.class).or_default();
        for figures in [class, &mut all] {
            figures.add(&ranks, known.relevant.len());
        }
    }
    let mut out: Vec<(String, Figures)> = by_class
        .into_iter()
        .map(|(class, f)| (class.to_owned(), f))
        .collect();
    out.push(("all".to_owned(), all));
    out
}

impl Figures {
    fn add(&mut self, ranks: &[usize], relevant: usize) {
        self.questions += 1;
        if let Some(first) = ranks.first() {
            for (slot, within) in self.success.iter_mut().zip([1, 3, 10]) {
                *slot += usize::from(*first <= within);
            }
            self.ranks += 1.0 / *first as f64;
        }
        self.recall += ranks.len() as f64 / relevant as f64;
    }

    /// Success at 1, 3 and 10, MRR@10, recall@10: means over the questions.
    pub fn means(&self) -> [f64; 5] {
        let n = self.questions.max(1) as f64;
        let [one, three, ten] = self.success.map(|count| count as f64 / n);
        [one, three, ten, self.ranks / n, self.recall / n]
    }
}
