//! Addresses inside the site: always relative, always naming a file.

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

/// What a path may not hold as it is: the URL standard's path set, and the colon, which would
/// make the first part look like a scheme.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'\\')
    .add(b':');
/// What a value inside a query or a mail link may not hold.
const VALUE: &AsciiSet = &PATH.add(b'&').add(b'+').add(b'=').add(b'\'').add(b'/');

/// The way from the page `from` to `to`, both paths inside the site; `to` may end in `#anchor`.
pub fn relative(from: &str, to: &str) -> String {
    let (path, anchor) = to.split_once('#').map_or((to, None), |(p, a)| (p, Some(a)));
    let tail = anchor.map_or(String::new(), |anchor| format!("#{anchor}"));
    if path == from && anchor.is_some() {
        return tail;
    }
    let here: Vec<&str> = from.split('/').collect();
    let there: Vec<&str> = path.split('/').collect();
    let folders = here.len().min(there.len()) - 1;
    let shared = (0..folders).take_while(|&at| here[at] == there[at]).count();
    let up = "../".repeat(here.len() - 1 - shared);
    let down = there[shared..].join("/");
    format!("{up}{}{tail}", encode_path(&down))
}

/// The way from a page to the root of the site: empty, or ending in `/`.
pub fn root(page: &str) -> String {
    "../".repeat(page.matches('/').count())
}

/// A path as it stands in an address.
pub(super) fn encode_path(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}

/// A value as it stands in a query.
pub(super) fn encode_value(text: &str) -> String {
    utf8_percent_encode(text, VALUE).to_string()
}

/// A path as written in a link, with its escapes read; none where they are not UTF-8.
pub(super) fn decode(text: &str) -> Option<String> {
    let text = percent_decode_str(text).decode_utf8().ok()?;
    Some(text.into_owned())
}

/// Joins a link as written to the folder of the file it stands in; none where it leads outside.
pub(super) fn join(source: &str, href: &str) -> Option<String> {
    let mut parts: Vec<&str> = if href.starts_with('/') {
        Vec::new()
    } else {
        source.split('/').collect()
    };
    parts.pop();
    for part in href.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
