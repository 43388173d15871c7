//! Sorted words with a value each, in two allocations: ten thousand articles are held at once.

/// Words in order, each once, with their values.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Packed<T> {
    text: String,
    /// Where each word ends in the text, and its value.
    ends: Vec<(u32, T)>,
}

impl<T> Default for Packed<T> {
    fn default() -> Self {
        Self {
            text: String::new(),
            ends: Vec::new(),
        }
    }
}

impl<T> Packed<T> {
    /// Packs words that come sorted and each once.
    pub(crate) fn new(sorted: impl IntoIterator<Item = (String, T)>) -> Self {
        let mut packed = Self::default();
        for (word, value) in sorted {
            packed.text.push_str(&word);
            let end = u32::try_from(packed.text.len()).expect("one article is far below 4 GB");
            packed.ends.push((end, value));
        }
        packed.text.shrink_to_fit();
        packed.ends.shrink_to_fit();
        packed
    }

    /// The words in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        let mut start = 0;
        self.ends.iter().map(move |(end, value)| {
            let word = &self.text[start..*end as usize];
            start = *end as usize;
            (word, value)
        })
    }
}
