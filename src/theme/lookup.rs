//! Where a theme's file comes from: the site's own folder, then the default theme in the binary.

use include_dir::{Dir, include_dir};

use crate::source::Files;

static DEFAULT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// Looks up files of one theme.
pub(super) struct Lookup<'a> {
    files: &'a dyn Files,
    folder: String,
}

impl<'a> Lookup<'a> {
    /// Files of the theme with this name.
    pub(super) fn new(files: &'a dyn Files, name: &str) -> Self {
        Self {
            files,
            folder: format!("themes/{name}/"),
        }
    }

    /// Path inside the knowledge base of the site's own version, if it has one.
    pub(super) fn own(&self, path: &str) -> Option<String> {
        let own = format!("{}{path}", self.folder);
        self.files.contains(&own).then_some(own)
    }

    /// The text of a file: the site's own, or the default's.
    pub(super) fn text(&self, path: &str) -> Option<String> {
        self.own_text(path).or_else(|| embedded(path))
    }

    /// The text of the site's own version.
    pub(super) fn own_text(&self, path: &str) -> Option<String> {
        let bytes = self.files.read(&self.own(path)?).ok()?;
        String::from_utf8(bytes).ok()
    }

    /// Names of the files in a folder, the default's and the site's own, sorted.
    pub(super) fn names(&self, folder: &str) -> Vec<String> {
        let mut names: Vec<String> = DEFAULT
            .get_dir(folder)
            .into_iter()
            .flat_map(Dir::files)
            .filter_map(|file| Some(file.path().file_name()?.to_str()?.to_owned()))
            .collect();
        let own = format!("{}{folder}/", self.folder);
        names.extend(
            self.files
                .list()
                .iter()
                .filter_map(|entry| entry.path.strip_prefix(&own))
                .filter(|rest| !rest.contains('/'))
                .map(str::to_owned),
        );
        names.sort();
        names.dedup();
        names
    }
}

/// The text of a file of the default theme.
pub(super) fn embedded(path: &str) -> Option<String> {
    DEFAULT
        .get_file(path)?
        .contents_utf8()
        .map(|text| text.replace("\r\n", "\n"))
}
