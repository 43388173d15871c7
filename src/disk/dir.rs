//! A handle of a folder that can't be left, through links or `..`.
//!
//! In: a path. Out: [`Dir`]; the only file that names the crate behind it.

use std::io;
use std::path::Path;

use cap_std::ambient_authority;
pub(super) use cap_std::fs::{Dir, File, FileType, Metadata, OpenOptions};

use super::at;

/// Opens a folder by its path.
pub(super) fn open(path: &Path) -> io::Result<Dir> {
    Dir::open_ambient_dir(path, ambient_authority()).map_err(|e| at(path, &e))
}

/// Opens a plain file for reading; never waits, whatever stands there.
pub(super) fn open_file(dir: &Dir, path: &str) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use cap_std::fs::OpenOptionsExt;
        let flags = rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY;
        options.custom_flags(flags.bits().cast_signed());
    }
    let file = dir.open_with(path, &options)?;
    if !file.metadata()?.is_file() {
        return Err(io::Error::other("not a plain file"));
    }
    Ok(file)
}

/// Whether both are the same file under two names; false where the system does not tell.
#[cfg(unix)]
pub(super) fn is_same_file(a: &Metadata, b: &Metadata) -> bool {
    use cap_std::fs::MetadataExt;
    (a.dev(), a.ino()) == (b.dev(), b.ino())
}

/// Whether both are the same file under two names; false where the system does not tell.
#[cfg(not(unix))]
pub(super) fn is_same_file(_: &Metadata, _: &Metadata) -> bool {
    false
}

/// Makes a link that leads where another one did.
pub(super) fn link(dir: &Dir, target: &Path, path: &str) -> io::Result<()> {
    #[cfg(unix)]
    return dir.symlink_contents(target, path);
    #[cfg(not(unix))]
    return dir.symlink_file(target, path);
}
