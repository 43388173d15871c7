//! A page's address as a picture, for those who read it on paper or want it on another device.
//!
//! In: an address. Out: an inline SVG of one path: a stroke along each run of dark squares, one unit wide, every move
//! relative to the last, which is about a third of the bytes of squares by themselves.

use qrcodegen::{QrCode, QrCodeEcc};

use super::Html;
use super::site::Site;
use super::text::escape;
use super::url::encode_path;

/// Light squares around the code, without which readers don't find it.
const QUIET: i32 = 4;

/// The address that a page keeps when it is renamed, or the one it has; none where the site's own is not known.
pub(super) fn address(site: &Site<'_>, path: &str, id: Option<&str>) -> Option<String> {
    let base = site.book.config.base_url.as_ref()?;
    let path = id.map_or_else(|| path.to_owned(), |id| format!("id/{id}.html"));
    Some(format!("{base}{}", encode_path(&path)))
}

/// The code of an address; none where it is too long for one.
pub(super) fn code(address: &str, label: &str) -> Option<Html> {
    let code = QrCode::encode_text(address, QrCodeEcc::Medium).ok()?;
    let size = code.size();
    let mut path = String::new();
    // Where the last run ended; the rows' middles lie at halves.
    let (mut x, mut y) = (0, 0);
    for row in 0..size {
        let mut at = 0;
        while at < size {
            if !code.get_module(at, row) {
                at += 1;
                continue;
            }
            let run = (at..size).take_while(|at| code.get_module(*at, row));
            let run = i32::try_from(run.count()).unwrap_or(1);
            match path.is_empty() {
                true => path.push_str(&format!("M{at} .5h{run}")),
                false => path.push_str(&format!("m{} {}h{run}", at - x, row - y)),
            }
            (x, y) = (at + run, row);
            at += run;
        }
    }
    let path = path.replace(" -", "-");
    let whole = size + 2 * QUIET;
    Some(format!(
        "<svg viewBox=\"-{QUIET} -{QUIET} {whole} {whole}\" role=\"img\" aria-label=\"{}\" shape-rendering=\"crispEdges\">\
         <rect x=\"-{QUIET}\" y=\"-{QUIET}\" width=\"{whole}\" height=\"{whole}\" fill=\"#fff\" stroke=\"none\"/>\
         <path fill=\"none\" stroke=\"#000\" stroke-width=\"1\" stroke-linecap=\"butt\" d=\"{path}\"/></svg>",
        escape(label)
    ))
}
