//! One folder in the place of another.
//!
//! In: the new folder and the place. Out: the new folder stands there, and the old one's path. Linux exchanges
//! the two in one step; elsewhere the old one steps aside for a moment, and the next run puts it back if this
//! one dies in between.

use std::fs;
use std::io;
use std::path::PathBuf;

use super::at;
use super::place::Place;

/// Puts the new folder in place; gives the path where the old one is now.
pub(super) fn swap(place: &Place) -> io::Result<Option<PathBuf>> {
    let named = |e: io::Error| at(&place.named, &e);
    if fs::symlink_metadata(&place.folder).is_err() {
        fs::rename(&place.new, &place.folder).map_err(named)?;
        return Ok(None);
    }
    if exchange(place).map_err(named)? {
        return Ok(Some(place.new.clone()));
    }
    fs::rename(&place.folder, &place.old).map_err(named)?;
    if let Err(error) = fs::rename(&place.new, &place.folder) {
        fs::rename(&place.old, &place.folder).map_err(named)?;
        return Err(named(error));
    }
    Ok(Some(place.old.clone()))
}

/// Exchanges both folders in one step; false where the system or the file system can't.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(place: &Place) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, &place.new, CWD, &place.folder, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => Ok(false),
        Err(Errno::BUSY | Errno::XDEV) => Err(io::Error::other(
            "is a mount point, which can't be exchanged as a whole; name a folder inside it",
        )),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Place) -> io::Result<bool> {
    Ok(false)
}
