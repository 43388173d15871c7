//! A knowledge base in a folder.
//!
//! In: the folder. Out: [`DiskFiles`]. Listing follows no link and takes plain files only; reading goes through a
//! handle of the folder that refuses to leave it, so a link that is swapped in after the listing leads nowhere.
//! What is left out for another reason than being hidden is a diagnostic.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use unicode_normalization::is_nfc;
use walkdir::{DirEntry, WalkDir};

use super::at;
use super::dir::{self, Dir, File};
use crate::config::Content;
use crate::diag::{At, Diagnostic, nearest};
use crate::parse;
use crate::source::{Entry, Files};

/// Folders that a knowledge base is made of.
pub(super) const FOLDERS: &[&str] = &["articles", "fixes", "static", "themes"];
const SETTINGS: &str = "fixbook.yaml";
/// Files at its top that are read.
const NAMED: &[&str] = &[SETTINGS, "search-tests.yaml"];
const IMAGES: &[&str] = &["svg", "png", "jpg", "jpeg", "gif", "webp", "avif", "ico"];
/// Folders of other programs, which hold no articles whatever the settings say.
const NEVER: &[&str] = &["node_modules", "target", "vendor", "_site", "venv"];
/// Hidden names that web servers ask for.
const SERVED: &[&str] = &[".well-known", ".nojekyll"];

/// A knowledge base in a folder on disk.
#[derive(Debug)]
pub struct DiskFiles {
    root: PathBuf,
    dir: Dir,
    entries: Vec<Entry>,
    problems: Vec<Diagnostic>,
}

impl DiskFiles {
    /// Lists a folder; `out` is the output folder, which is left out where it lies inside.
    ///
    /// # Errors
    /// When the folder is not there or can't be opened. What can't be read inside it is a problem of its own.
    pub fn open(folder: &Path, out: Option<&Path>) -> io::Result<Self> {
        let root = folder.canonicalize().map_err(|e| at(folder, &e))?;
        let dir = dir::open(&root)?;
        let out = out.and_then(|out| out.canonicalize().ok());
        let content = content(&dir);
        let mut listing = Listing {
            root: &root,
            entries: Vec::new(),
            problems: Vec::new(),
        };
        let walk = WalkDir::new(&root).sort_by_file_name().into_iter();
        for entry in walk.filter_entry(|entry| wanted(entry, &root, out.as_deref(), &content)) {
            match entry {
                Ok(entry) => listing.take(&entry),
                Err(error) => listing.fail(&error),
            }
        }
        let Listing {
            mut entries,
            problems,
            ..
        } = listing;
        entries.sort();
        Ok(Self {
            root,
            dir,
            entries,
            problems,
        })
    }

    /// Lists whatever a folder holds, or a single file, for reading alone; `out` is left out where it lies inside.
    ///
    /// # Errors
    /// As [`DiskFiles::open`].
    pub(super) fn open_any(path: &Path, out: Option<&Path>) -> io::Result<Self> {
        let alone = path.is_file();
        let root = match path.parent() {
            Some(parent) if alone => parent,
            _ => path,
        };
        let mut listing = Listing {
            root,
            entries: Vec::new(),
            problems: Vec::new(),
        };
        let walk = WalkDir::new(path).sort_by_file_name().into_iter();
        let tools = |name: &str| matches!(name, ".git" | ".hg" | ".svn" | "node_modules");
        for entry in walk.filter_entry(|entry| {
            out != Some(entry.path()) && !entry.file_name().to_str().is_some_and(tools)
        }) {
            match entry {
                Ok(entry) if entry.file_type().is_file() => listing.take_any(&entry),
                Ok(_) => {}
                Err(error) => listing.fail(&error),
            }
        }
        let Listing {
            mut entries,
            problems,
            ..
        } = listing;
        entries.sort();
        Ok(Self {
            root: root.to_owned(),
            dir: dir::open(root)?,
            entries,
            problems,
        })
    }

    /// What was found while listing.
    pub fn problems(&self) -> &[Diagnostic] {
        &self.problems
    }

    /// The folder, without links in its path.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Opens a listed file; never waits, whatever has taken its place since.
    pub(super) fn open_file(&self, path: &str) -> io::Result<File> {
        if !self.contains(path) {
            return Err(io::ErrorKind::NotFound.into());
        }
        dir::open_file(&self.dir, path)
    }
}

impl Files for DiskFiles {
    fn list(&self) -> &[Entry] {
        &self.entries
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        let mut file = self.open_file(path)?;
        let len = file.metadata().map_or(0, |meta| meta.len());
        let mut bytes = Vec::with_capacity(usize::try_from(len.min(1 << 26)).unwrap_or(0) + 1);
        file.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn read_head(&self, path: &str, limit: usize) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::with_capacity(limit.min(1 << 16));
        let limit = u64::try_from(limit).unwrap_or(u64::MAX);
        self.open_file(path)?.take(limit).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

struct Listing<'a> {
    root: &'a Path,
    entries: Vec<Entry>,
    problems: Vec<Diagnostic>,
}

impl Listing<'_> {
    fn take(&mut self, entry: &DirEntry) {
        let kind = entry.file_type();
        if entry.depth() == 0 {
            return;
        }
        let inside = entry.path().strip_prefix(self.root).unwrap_or(entry.path());
        let shown = shown(inside);
        let problem = if kind.is_symlink() {
            // A loop of links ends here too: no link is entered.
            let message = format!("`{shown}` is a link, and links are not followed");
            Some(
                Diagnostic::warning("not-followed", &shown, At::File, message)
                    .help("put the file itself here: a link could lead out of the knowledge base"),
            )
        } else if let Some(why) = bad_name(inside) {
            let message = format!("the name of `{shown}` {why}");
            Some(
                Diagnostic::error("bad-name", &shown, At::File, message)
                    .help("rename it: its address would work on some systems only"),
            )
        } else if !kind.is_dir() && !kind.is_file() {
            let message = format!("`{shown}` is a pipe, socket or device, and is not read");
            Some(
                Diagnostic::warning("not-a-file", &shown, At::File, message)
                    .help("take it out of the knowledge base"),
            )
        } else {
            None
        };
        if let Some(problem) = problem {
            self.problems.push(problem);
        } else if kind.is_file() {
            match entry.metadata() {
                Ok(meta) => self.entries.push(Entry {
                    path: shown,
                    len: meta.len(),
                }),
                Err(error) => self.fail(&error),
            }
        }
    }

    /// A file whose name a knowledge base might not have.
    fn take_any(&mut self, entry: &DirEntry) {
        let inside = entry.path().strip_prefix(self.root).unwrap_or(entry.path());
        let path = shown(inside);
        match entry.metadata() {
            Err(error) => self.fail(&error),
            Ok(_) if inside.to_str().is_none() || path.contains('\0') => {
                let message = format!("the name of `{path}` is not UTF-8");
                let problem = Diagnostic::warning("bad-name", &path, At::File, message);
                self.problems
                    .push(problem.help("rename it to have it imported"));
            }
            Ok(meta) => self.entries.push(Entry {
                path,
                len: meta.len(),
            }),
        }
    }

    fn fail(&mut self, error: &walkdir::Error) {
        let path = error.path().unwrap_or(self.root);
        let path = shown(path.strip_prefix(self.root).unwrap_or(path));
        let reason = error
            .io_error()
            .map_or_else(|| "a loop of folders".to_owned(), ToString::to_string);
        let message = format!("`{path}` can't be read: {reason}");
        self.problems.push(
            Diagnostic::error("unreadable", &path, At::File, message)
                .help("check who may read it, or take it out of the knowledge base"),
        );
    }
}

/// Where the settings say that articles are; what is wrong with the settings is said when they are read as such.
fn content(dir: &Dir) -> Content {
    let mut text = String::new();
    let file = dir::open_file(dir, SETTINGS);
    match file.and_then(|file| file.take(1 << 20).read_to_string(&mut text)) {
        Ok(_) => parse::config(&text).0.content,
        Err(_) => Content::default(),
    }
}

/// Whether a folder or file at the top holds articles, or something that they may link to.
fn is_content(name: &str, is_folder: bool, content: &Content) -> bool {
    if *content == Content::default() || NEVER.contains(&name) {
        return false;
    }
    let first = content.articles.split('/').next().unwrap_or_default();
    if is_folder {
        content.lenient || first.is_empty() || name == first
    } else {
        content.lenient || first.is_empty() && name.ends_with(".md")
    }
}

/// Whether a listing goes on with this file or folder.
fn wanted(entry: &DirEntry, root: &Path, out: Option<&Path>, content: &Content) -> bool {
    let name = entry.file_name().to_string_lossy();
    if entry.depth() == 0 {
        return true;
    }
    if out.is_some_and(|out| entry.path() == out) {
        return false;
    }
    if name.starts_with('.') {
        let above = entry.path().parent().and_then(Path::file_name);
        let served = entry.depth() == 2 && above.is_some_and(|above| above == "static");
        return served && SERVED.contains(&&*name);
    }
    let inside = entry.path().strip_prefix(root).map(shown);
    if inside.is_ok_and(|path| content.leaves_out(&path)) {
        return false;
    }
    if name == "data" && entry.depth() == 1 {
        return entry.file_type().is_dir();
    }
    if entry.depth() > 1 && inside_data(entry, root) {
        return entry.depth() == 2 && name == "feedback.csv";
    }
    if entry.depth() > 1 || is_content(&name, entry.file_type().is_dir(), content) {
        return true;
    }
    if entry.file_type().is_dir() {
        // A folder with nearly the right name is listed, so that the build can say that it is not read.
        return nearest(&name, FOLDERS.iter().copied()).is_some();
    }
    let ending = Path::new(&*name)
        .extension()
        .map(|e| e.to_ascii_lowercase());
    let image = ending.is_some_and(|ending| IMAGES.iter().any(|known| ending == *known));
    NAMED.contains(&&*name) || FOLDERS.contains(&&*name) || image
}

/// Whether this lies in the folder of what was collected, of which the build reads one file.
fn inside_data(entry: &DirEntry, root: &Path) -> bool {
    let inside = entry.path().strip_prefix(root);
    inside.is_ok_and(|path| path.starts_with("data"))
}

/// A path with `/` between its parts, whatever the system writes.
fn shown(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

fn bad_name(path: &Path) -> Option<&'static str> {
    let Some(name) = path.file_name()?.to_str() else {
        return Some("is not UTF-8");
    };
    if name.chars().any(char::is_control) {
        Some("holds a control character")
    } else if name.contains('\\') {
        Some("holds a backslash")
    } else if !is_nfc(name) {
        Some("has letters and accents apart (not Unicode's normal form C)")
    } else {
        None
    }
}
