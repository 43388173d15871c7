//! Imports in memory.
#![allow(dead_code, clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::Mutex;

use fixbook::import::{KINDS, Outcome, Plan, Store, run};
use fixbook::source::MemoryFiles;

/// A knowledge base in memory.
#[derive(Default)]
pub struct Memory(pub Mutex<BTreeMap<String, Vec<u8>>>);

impl Store for Memory {
    fn list(&self) -> Vec<String> {
        let files = self.0.lock().unwrap();
        files
            .keys()
            .filter(|path| !path.starts_with('.'))
            .cloned()
            .collect()
    }

    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        Ok(self.0.lock().unwrap().get(path).cloned())
    }

    fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.0
            .lock()
            .unwrap()
            .insert(path.to_owned(), bytes.to_vec());
        Ok(())
    }
}

impl Memory {
    /// The text of a file.
    pub fn text(&self, path: &str) -> String {
        let bytes = self.0.lock().unwrap().get(path).cloned();
        let known: Vec<String> = self.0.lock().unwrap().keys().cloned().collect();
        let bytes = bytes.unwrap_or_else(|| panic!("no file {path}: {known:#?}"));
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// Writes a file as a person does.
    pub fn put(&self, path: &str, text: &str) {
        self.write(path, text.as_bytes()).unwrap();
    }

    /// Everything in it as one text, other files by their length.
    pub fn all(&self) -> String {
        let mut out = String::new();
        for (path, bytes) in self
            .0
            .lock()
            .unwrap()
            .iter()
            .filter(|(path, _)| !path.starts_with('.'))
        {
            out.push_str(&format!("-- {path} --\n"));
            match std::str::from_utf8(bytes) {
                Ok(text) if text.ends_with('\n') => out.push_str(text),
                _ => out.push_str(&format!("({} bytes)\n", bytes.len())),
            }
        }
        out
    }

    /// What a build reads of it.
    pub fn files(&self) -> MemoryFiles {
        MemoryFiles::new(self.0.lock().unwrap().clone())
    }
}

/// Imports files.
pub fn import(kind: &str, source: &MemoryFiles, into: &Memory) -> (Plan, Outcome) {
    let kind = KINDS
        .iter()
        .find(|known| known.name == kind)
        .expect("the kind exists");
    run(kind, source, into).expect("memory does not fail")
}

/// The files of a folder of `tests/fixtures/import`.
pub fn fixture(name: &str) -> MemoryFiles {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/import")
        .join(name);
    let files = walkdir::WalkDir::new(&root).into_iter().map(Result::unwrap);
    let files = files
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry
                .path()
                .strip_prefix(&root)
                .unwrap()
                .to_string_lossy()
                .replace('\\', "/");
            (path, std::fs::read(entry.path()).unwrap())
        });
    MemoryFiles::new(files)
}
