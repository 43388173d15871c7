//! What Fixbook wrote into an output folder.
//!
//! In: paths and hashes. Out: the text of `.fixbook-manifest`, and back. The last line is the hash of the lines
//! before it: a manifest that was cut or edited is none, and then nothing in its folder is ours to remove.

use std::collections::BTreeMap;
use std::io::{self, Read};

use super::is_inside;

/// Name of the manifest in an output folder.
pub const MANIFEST: &str = ".fixbook-manifest";
const FIRST: &str = "fixbook manifest 1";

/// Hashes by path.
pub type Manifest = BTreeMap<String, String>;

/// The text of a manifest.
pub fn to_text(manifest: &Manifest) -> String {
    let mut text = format!("{FIRST}\n");
    for (path, hash) in manifest {
        text.push_str(&format!("{hash} {path}\n"));
    }
    let end = hash(text.as_bytes());
    text.push_str(&format!("{end} .\n"));
    text
}

/// Reads a manifest; none where it is not whole.
pub fn from_text(text: &str) -> Option<Manifest> {
    let body = text.strip_suffix('\n')?;
    let (_, last) = body.rsplit_once('\n')?;
    let lines = &body[..body.len() - last.len()];
    if last != format!("{} .", hash(lines.as_bytes())) {
        return None;
    }
    let mut lines = lines.lines();
    if lines.next() != Some(FIRST) {
        return None;
    }
    let mut manifest = Manifest::new();
    for line in lines {
        let (hash, path) = line.split_once(' ')?;
        if !is_inside(path) {
            return None;
        }
        manifest.insert(path.to_owned(), hash.to_owned());
    }
    Some(manifest)
}

/// Hash of some bytes as hexadecimal digits.
pub fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// Hash of everything that a reader gives.
pub(super) fn hash_of(reader: &mut impl Read) -> io::Result<String> {
    copy_hashed(reader, &mut io::sink())
}

/// Copies everything and gives its hash.
pub(super) fn copy_hashed(from: &mut impl Read, to: &mut impl io::Write) -> io::Result<String> {
    let mut hasher = blake3::Hasher::new();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let count = match from.read(&mut buffer) {
            Ok(0) => return Ok(hasher.finalize().to_hex().to_string()),
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        hasher.update(&buffer[..count]);
        to.write_all(&buffer[..count])?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_manifest_is_none() {
        let manifest = Manifest::from([("a b.html".to_owned(), hash(b"x"))]);
        let text = to_text(&manifest);
        assert_eq!(from_text(&text), Some(manifest));
        assert_eq!(from_text(&text.replace("a b", "a c")), None);
        assert_eq!(from_text(&text[..text.len() - 1]), None);
        assert_eq!(from_text(""), None);
        let escaping = Manifest::from([("../x".to_owned(), hash(b"x"))]);
        assert_eq!(from_text(&to_text(&escaping)), None);
    }
}
