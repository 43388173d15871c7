//! The only module that touches the file system.
//!
//! In: the folder of a knowledge base and the output folder. Out: [`DiskFiles`], a knowledge base that cannot
//! be left, and [`publish`], which replaces a site as a whole or not at all.
//!
//! ```text
//! site/                 the site, with .fixbook-manifest: what Fixbook wrote, with hashes
//! .site.fixbook-new/    where the next site is written; after the exchange it holds the old one, and goes
//! .site.fixbook-old/    the old site for a moment, where the system cannot exchange two folders
//! .site.fixbook-lock    held while a build runs, so that everything left over is known to be dead
//! ```

mod answers;
mod dir;
mod files;
mod folder;
mod lock;
mod manifest;
mod place;
mod publish;
mod retire;
mod site;
mod staging;
mod survey;
mod swap;

pub use answers::{Answers, keep_refused, read_answers};
pub use files::DiskFiles;
pub use folder::{Folder, open_source};
pub use manifest::{
    MANIFEST, Manifest as Hashes, from_text as hashes, hash, to_text as hashes_text,
};
pub use publish::{Published, publish};
pub use site::Site;

use std::fmt::Display;
use std::io;
use std::path::Path;

/// The same error with the path that it is about.
fn at(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

/// An output folder that is not taken, and why.
fn refusal(path: &Path, why: impl Display) -> io::Error {
    io::Error::new(
        io::ErrorKind::InvalidInput,
        format!("{}: {why}", path.display()),
    )
}

/// Whether a path is relative, with `/` between parts and no part that is empty, `.` or `..`.
fn is_inside(path: &str) -> bool {
    let fine = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(['\0', '\\', '\n']);
    path.split('/').all(fine) && !(path.as_bytes().get(1) == Some(&b':') && cfg!(windows))
}
