//! One build at a time into one output folder.
//!
//! In: the path of the lock file. Out: a held [`Lock`]; the system lets go of it when the program ends, however
//! it ends, so a lock file that lies around locks nobody out.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::{at, refusal};

/// A held lock; the file goes with it.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    /// Takes the lock, or says that it is `held`.
    pub(super) fn take(path: &Path, out: &Path, held: &str) -> io::Result<Self> {
        loop {
            let mut options = File::options();
            options.create(true).truncate(false).write(true);
            let file = options.open(path).map_err(|e| at(path, &e))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    return Err(refusal(out, held));
                }
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
                Err(TryLockError::Error(error)) => return Err(at(path, &error)),
            }
            // The holder before may have removed the file between our opening and locking it.
            if is_still(&file, path) {
                let path = path.to_owned();
                return Ok(Self { path, _file: file });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Losing this race or file leaves an empty file that locks nobody out.
        let _ = fs::remove_file(&self.path);
    }
}

#[cfg(unix)]
fn is_still(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (Ok(held), Ok(there)) = (file.metadata(), fs::symlink_metadata(path)) else {
        return false;
    };
    (held.dev(), held.ino()) == (there.dev(), there.ino())
}

#[cfg(not(unix))]
fn is_still(_: &File, _: &Path) -> bool {
    true
}
