//! A built site read back, one file at a time.
//!
//! In: the folder. Out: [`Site`], which can't be left: not through links, not by `..` in the site's own files.

use std::io::{self, Read};
use std::path::Path;

use super::dir::{self, Dir};

/// The largest file that is read.
const LONGEST: u64 = 16 * 1024 * 1024;

/// The folder of a built site.
#[derive(Debug)]
pub struct Site(Dir);

impl Site {
    /// Opens the folder.
    ///
    /// # Errors
    /// When it is not there or can't be opened.
    pub fn open(folder: &Path) -> io::Result<Self> {
        dir::open(folder).map(Self)
    }

    /// The text of a file; none where it can't be read.
    pub fn text(&self, path: &str) -> Option<String> {
        let mut file = dir::open_file(&self.0, path).ok()?;
        let mut bytes = Vec::new();
        Read::take(&mut file, LONGEST)
            .read_to_end(&mut bytes)
            .ok()?;
        String::from_utf8(bytes).ok()
    }
}
