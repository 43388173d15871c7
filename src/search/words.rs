//! Words as numbers: each different one once, in one allocation, in the order in which they came.

/// A hash that is quick for short words; nobody gains by guessing it, for lookups are bounded by an article's or a
/// site's number of words.
fn hash(word: &str) -> u64 {
    const BY: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut out = word.len() as u64;
    let mut chunks = word.as_bytes().chunks_exact(8);
    for chunk in &mut chunks {
        let mut bytes = [0; 8];
        bytes.copy_from_slice(chunk);
        out = (out.rotate_left(5) ^ u64::from_le_bytes(bytes)).wrapping_mul(BY);
    }
    let mut last = [0; 8];
    last[..chunks.remainder().len()].copy_from_slice(chunks.remainder());
    out = (out.rotate_left(5) ^ u64::from_le_bytes(last)).wrapping_mul(BY);
    out ^ (out >> 29)
}

/// Words by number.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Words {
    text: String,
    /// Where each word ends in the text.
    ends: Vec<u32>,
    /// Numbers plus one by hash, 0 where none is; a power of two long.
    table: Vec<u32>,
}

impl Words {
    /// The number of a word, a new one if it is new.
    pub(crate) fn id(&mut self, word: &str) -> usize {
        if self.ends.len() * 2 >= self.table.len() {
            self.grow();
        }
        let at = self.slot(word);
        if let Some(known) = self.table[at].checked_sub(1) {
            return known as usize;
        }
        self.text.push_str(word);
        self.ends
            .push(u32::try_from(self.text.len()).expect("the words of a site are far below 4 GB"));
        self.table[at] = self.ends.len() as u32;
        self.ends.len() - 1
    }

    /// The number of a word that is known.
    pub(crate) fn find(&self, word: &str) -> Option<usize> {
        if self.table.is_empty() {
            return None;
        }
        self.table[self.slot(word)]
            .checked_sub(1)
            .map(|n| n as usize)
    }

    /// The word with a number.
    pub(crate) fn word(&self, id: usize) -> &str {
        let start = id.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start as usize..self.ends[id] as usize]
    }

    /// How many.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// All words in order of their numbers.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        let mut start = 0;
        self.ends.iter().map(move |end| {
            let word = &self.text[start..*end as usize];
            start = *end as usize;
            word
        })
    }

    /// Keeps the words alone: no word is looked up any more.
    pub(crate) fn shrink(&mut self) {
        self.table = Vec::new();
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    /// The place of a word in the table, or the free one where it belongs.
    fn slot(&self, word: &str) -> usize {
        let mask = self.table.len() - 1;
        let mut at = hash(word) as usize & mask;
        while self.table[at] != 0 && self.word(self.table[at] as usize - 1) != word {
            at = (at + 1) & mask;
        }
        at
    }

    fn grow(&mut self) {
        let size = (self.table.len() * 2).max(512);
        self.table = vec![0; size];
        for id in 0..self.ends.len() {
            let mut at = hash(self.word(id)) as usize & (size - 1);
            while self.table[at] != 0 {
                at = (at + 1) & (size - 1);
            }
            self.table[at] = id as u32 + 1;
        }
    }
}
