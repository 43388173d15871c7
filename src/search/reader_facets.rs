//! The facets of an index read back.
//!
//! In: an open index. Out: the values of each facet, and the articles that have them.

use super::encode::read_runs;
use super::reader::Reader;

impl Reader<'_> {
    /// Lists of articles of the facets: products, platforms, roles.
    pub(crate) fn facets(&mut self) -> Vec<Vec<Vec<u32>>> {
        let lists = serde_json::from_value(self.file("f").clone());
        if lists.is_err() {
            self.broken("f");
        }
        let lists: Vec<Vec<String>> = lists.unwrap_or_default();
        let mut out: Vec<Vec<Vec<u32>>> = lists
            .iter()
            .map(|l| l.iter().map(|s| read_runs(s)).collect())
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
}
