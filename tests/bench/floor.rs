//! The least that any generator does: read, Markdown to HTML, write.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use pulldown_cmark::{Options, Parser, html};
use rayon::prelude::*;

/// Turns every Markdown file of `kb` into `out/<slug>/index.html`.
///
/// Front matter is read as Markdown too: the steps that readers follow stand there, so skipping it would
/// leave out most of the text.
pub fn build(kb: &Path, out: &Path) -> io::Result<()> {
    let inputs: Vec<PathBuf> = walkdir::WalkDir::new(kb)
        .into_iter()
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|ext| ext == "md"))
        .collect();
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM;
    inputs.par_iter().try_for_each(|path| {
        let text = fs::read_to_string(path)?;
        let mut page = String::with_capacity(text.len() * 2);
        html::push_html(&mut page, Parser::new_ext(&text, options));
        let slug = path.strip_prefix(kb).unwrap_or(path).with_extension("");
        let folder = out.join(slug);
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("index.html"), page)
    })
}
