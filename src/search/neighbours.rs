//! Words that mean nearly the same, in English.
//!
//! In: the weighed index. Out: for each word of general English, known to the site or not, the articles whose
//! own words are its neighbours: "basket" finds what is written about carts. Folded at build time, so that the
//! browser only reads one more list. A site in another language gets none.
//!
//! `neighbours.en.bin` holds the length of the word list, the list (a row a line: the forms of one word), then for
//! each row a count and that many pairs of row (two bytes) and cosine x 100. `neighbours.NOTICE.txt` says where it
//! comes from.

use super::encode::LEVELS;
use super::index::{Index, STEP};
use super::stop::is_stop;

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

/// The list of a word: a weight, articles with their levels.
pub(crate) type List = (u32, Vec<(u32, u32)>);

/// The lists of the words of general English, sorted by word.
pub(crate) fn neighbours(index: &Index, articles: usize) -> Vec<(&'static str, List)> {
    let mut out = Vec::new();
    if index.functional < ENGLISH {
        return out;
    }
    let rows = table(TABLE);
    // No article beyond the first twenty of a list can be among the first twenty of all.
    let tops: Vec<Vec<Top<'_>>> = rows.iter().map(|row| tops(row, index)).collect();
    let mut best = Best {
        scores: vec![0.0; articles],
        touched: Vec::new(),
    };
    for (number, row) in rows.iter().enumerate() {
        for (near, cosine) in row.near.iter().filter(|n| n.1 >= NEAR) {
            tops.get(*near)
                .into_iter()
                .flatten()
                .for_each(|top| best.raise(top, *cosine));
        }
        let shared = best.take();
        for word in row.words.iter().filter(|w| w.len() > 2 && !is_stop(w)) {
            for (doc, score) in &shared {
                best.put(*doc, *score);
            }
            tops[number]
                .iter()
                .filter(|top| top.0 != *word)
                .for_each(|top| best.raise(top, 100));
            if let Some(found) = list(best.take()) {
                out.push((*word, found));
            }
        }
    }
    out.sort_unstable_by_key(|(word, _)| *word);
    out.dedup_by_key(|(word, _)| *word);
    out
}

/// A word of the site and its best articles with their weights.
type Top<'a> = (&'a str, Vec<(u32, f64)>);

fn tops<'a>(row: &Row<'a>, index: &Index) -> Vec<Top<'a>> {
    let mut out = Vec::new();
    for word in &row.words {
        let Some(id) = index.terms.find(word) else {
            continue;
        };
        let weight = index.weighed[id].weight;
        if weight < 2 {
            continue;
        }
        let mut best = index.list(id).to_vec();
        best.sort_unstable_by_key(|(doc, level)| (u32::MAX - level, *doc));
        best.truncate(KEPT);
        let weigh = |(doc, level)| (doc, f64::from(weight) * f64::from(level * STEP));
        out.push((*word, best.into_iter().map(weigh).collect()));
    }
    out
}

/// The best score of each article so far.
struct Best {
    scores: Vec<f64>,
    touched: Vec<u32>,
}

impl Best {
    fn put(&mut self, doc: u32, score: f64) {
        let slot = &mut self.scores[doc as usize];
        if *slot == 0.0 {
            self.touched.push(doc);
        }
        *slot = slot.max(score);
    }

    fn raise(&mut self, top: &Top<'_>, cosine: u8) {
        let share = SHARE * f64::from(cosine) / 100.0;
        for (doc, weight) in &top.1 {
            self.put(*doc, share * weight);
        }
    }

    fn take(&mut self) -> Vec<(u32, f64)> {
        let touched = std::mem::take(&mut self.touched);
        touched
            .into_iter()
            .map(|doc| (doc, std::mem::take(&mut self.scores[doc as usize])))
            .collect()
    }
}

/// The best articles, weighed like any list.
fn list(mut best: Vec<(u32, f64)>) -> Option<List> {
    let order = |a: &(u32, f64), b: &(u32, f64)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    if best.len() > KEPT {
        best.select_nth_unstable_by(KEPT, order);
        best.truncate(KEPT);
    }
    let most = best.iter().map(|b| b.1).max_by(f64::total_cmp)?;
    let weight = ((most / f64::from(LEVELS * STEP)).ceil() as u32).max(1);
    let level = |score: f64| ((score / f64::from(weight * STEP)).round() as u32).clamp(1, LEVELS);
    let mut out: Vec<(u32, u32)> = best
        .iter()
        .map(|(doc, score)| (*doc, level(*score)))
        .collect();
    out.sort_unstable();
    Some((weight, out))
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
