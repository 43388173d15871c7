//! Words that mean nearly the same, in English.
//!
//! In: the weighed index. Out: for each word of general English, known to the site or not, the articles whose
//! own words are its neighbours: "basket" finds what is written about carts. Folded at build time, so that the
//! browser only reads one more list. A site in another language gets none.
//!
//! `neighbours.en.bin` holds the length of the word list, the list (a row a line: the forms of one word), then for
//! each row a count and that many pairs of row (two bytes) and cosine x 100. `neighbours.NOTICE.txt` says where it
//! comes from.

use super::index::Entry;
use super::stop::is_stop;
use super::terms::DocTerms;
use std::collections::{BTreeMap, HashMap};

static TABLE: &[u8] = include_bytes!("neighbours.en.bin");
/// The notice that goes along with the table.
pub const NOTICE: &str = include_str!("neighbours.NOTICE.txt");

/// Share of a neighbour's weight.
const SHARE: f64 = 0.8;
/// Neighbours below this cosine x 100 are left out.
const NEAR: u8 = 45;
/// Articles a word.
const KEPT: usize = 20;
/// The least share of function words, in percent, by which a site is taken for English.
const ENGLISH: u64 = 18;

struct Row<'a> {
    words: Vec<&'a str>,
    near: Vec<(usize, u8)>,
}

/// The lists of the words of general English.
pub(crate) fn neighbours(
    entries: &BTreeMap<String, Entry>,
    docs: &[DocTerms],
) -> BTreeMap<String, Entry> {
    let mut out = BTreeMap::new();
    if !is_english(docs) {
        return out;
    }
    let rows = table(TABLE);
    // No article beyond the first twenty of a list can be among the first twenty of all.
    let tops: Vec<Vec<Top<'_>>> = rows.iter().map(|row| tops(row, entries)).collect();
    for (number, row) in rows.iter().enumerate() {
        let mut shared: HashMap<u32, f64> = HashMap::new();
        for (near, cosine) in row.near.iter().filter(|n| n.1 >= NEAR) {
            tops.get(*near)
                .into_iter()
                .flatten()
                .for_each(|top| raise(&mut shared, top, *cosine));
        }
        for word in row.words.iter().filter(|w| w.len() > 2 && !is_stop(w)) {
            let mut best = shared.clone();
            tops[number]
                .iter()
                .filter(|top| top.0 != *word)
                .for_each(|top| raise(&mut best, top, 100));
            if let Some(entry) = list(best) {
                out.insert((*word).to_string(), entry);
            }
        }
    }
    out
}

/// A word of the site and its best articles with their weights.
type Top<'a> = (&'a str, Vec<(u32, f64)>);

fn tops<'a>(row: &Row<'a>, entries: &BTreeMap<String, Entry>) -> Vec<Top<'a>> {
    let known = row
        .words
        .iter()
        .filter_map(|w| Some((*w, entries.get(*w).filter(|e| e.weight > 1)?)));
    known
        .map(|(word, entry)| {
            let mut best = entry.postings.clone();
            best.sort_unstable_by_key(|(doc, steps)| (u32::MAX - steps, *doc));
            best.truncate(KEPT);
            let weight = |steps: u32| f64::from(entry.weight) * f64::from(steps);
            (
                word,
                best.into_iter()
                    .map(|(doc, steps)| (doc, weight(steps)))
                    .collect(),
            )
        })
        .collect()
}

fn raise(best: &mut HashMap<u32, f64>, top: &Top<'_>, cosine: u8) {
    let share = SHARE * f64::from(cosine) / 100.0;
    for (doc, weight) in &top.1 {
        let slot = best.entry(*doc).or_default();
        *slot = slot.max(share * weight);
    }
}

/// The best articles, weighed like any list.
fn list(best: HashMap<u32, f64>) -> Option<Entry> {
    let mut best: Vec<(u32, f64)> = best.into_iter().collect();
    best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    best.truncate(KEPT);
    let weight = ((best.first()?.1 / 63.0).ceil() as u32).max(1);
    let steps = |score: f64| ((score / f64::from(weight)).round() as u32).clamp(1, 63);
    let mut postings: Vec<(u32, u32)> = best
        .iter()
        .map(|(doc, score)| (*doc, steps(*score)))
        .collect();
    postings.sort_unstable();
    Some(Entry { weight, postings })
}

/// Whether the articles are written in English, by how often its function words stand in them.
fn is_english(docs: &[DocTerms]) -> bool {
    let (mut all, mut stops) = (0u64, 0u64);
    for doc in docs {
        for (term, counts) in doc.counts.iter() {
            let times: u64 = counts.iter().map(|c| u64::from(*c)).sum();
            all += times;
            if is_stop(term) {
                stops += times;
            }
        }
    }
    stops * 100 >= all * ENGLISH && all > 0
}

/// Reads the table; what cannot be read is left out.
fn table(bytes: &[u8]) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    let Some((length, rest)) = bytes.split_first_chunk::<4>() else {
        return rows;
    };
    let Some((words, mut rest)) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)
    else {
        return rows;
    };
    for line in std::str::from_utf8(words).unwrap_or("").split('\n') {
        let mut near = Vec::new();
        if let Some((count, pairs)) = rest.split_first()
            && let Some((pairs, behind)) = pairs.split_at_checked(usize::from(*count) * 3)
        {
            near.extend(
                pairs
                    .chunks_exact(3)
                    .map(|p| (usize::from(u16::from_le_bytes([p[0], p[1]])), p[2])),
            );
            rest = behind;
        }
        rows.push(Row {
            words: line.split(' ').collect(),
            near,
        });
    }
    rows
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_is_whole() {
        let rows = super::table(super::TABLE);
        assert!(rows.len() > 20_000);
        assert!(
            rows.iter()
                .flat_map(|r| &r.near)
                .all(|n| n.0 < rows.len() && n.1 <= 100)
        );
        assert!(rows.iter().filter(|r| !r.near.is_empty()).count() > 15_000);
    }
}
