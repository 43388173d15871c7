//! One text from an article and all that it brings in.
//!
//! In: the body of an article. Out: the body with included text and code in it, and with images, videos and buttons
//! as Markdown. Code is left alone. What can't be brought in is a loss, and its directive goes.

use super::super::rewrite::{To, rewrite};
use super::super::text::{Fences, decode, line_of};
use super::super::types::Loss;
use super::super::{front, skip};
use super::directive::{Call, Directive};
use super::place::{code_span, description, moved, place, target};
use super::{code, paths};
use crate::book::relative;
use crate::source::Files;

/// Includes inside includes.
const DEPTH: usize = 12;
/// Bytes that one article may bring in.
const LIMIT: usize = 4 << 20;

/// Texts that one article may include; two in each double at every level.
const INCLUDES: usize = 250;

/// Flattens articles.
pub(super) struct Flattener<'a> {
    files: &'a dyn Files,
    losses: &'a mut Vec<Loss>,
    brought: usize,
    /// Texts included so far.
    includes: usize,
    /// Files whose code it brought in.
    pub(super) shown: Vec<String>,
}

/// The file that is read just now.
struct Here<'t> {
    path: &'t str,
    /// All of its text, for the lines of losses.
    original: &'t str,
    /// The files that include it, outermost first.
    above: Vec<&'t str>,
}

impl<'a> Flattener<'a> {
    /// For one article.
    pub(super) fn new(files: &'a dyn Files, losses: &'a mut Vec<Loss>) -> Self {
        Self {
            files,
            losses,
            brought: 0,
            includes: 0,
            shown: Vec::new(),
        }
    }

    /// The whole text of an article.
    pub(super) fn article(&mut self, path: &str, body: &str, original: &str) -> String {
        let here = Here {
            path,
            original,
            above: Vec::new(),
        };
        let text = self.text(&here, body);
        self.rooted(path, &text)
    }

    fn text(&mut self, here: &Here<'_>, body: &str) -> String {
        let mut out = String::with_capacity(body.len());
        let mut fences = Fences::default();
        let mut prose = String::new();
        for line in body.split_inclusive('\n') {
            if fences.is_code(line) {
                self.prose(here, &prose, &mut out);
                prose.clear();
                out.push_str(line);
            } else {
                prose.push_str(line);
            }
        }
        self.prose(here, &prose, &mut out);
        out
    }

    /// Text without fenced code.
    fn prose(&mut self, here: &Here<'_>, text: &str, out: &mut String) {
        let mut rest = text;
        while let Some(at) = rest.find(['`', ':', '[', '<']) {
            out.push_str(&rest[..at]);
            rest = &rest[at..];
            let length = if rest.starts_with('`') {
                let span = code_span(rest);
                out.push_str(&rest[..span]);
                span
            } else if rest.starts_with(":::") {
                self.colons(here, rest, out)
            } else if rest.starts_with("[!") {
                self.call(here, rest, out)
            } else if let Some(inner) = rest.strip_prefix("<xref:")
                && let Some(end) = inner
                    .find('>')
                    .filter(|end| !inner[..*end].contains(char::is_whitespace))
            {
                // The name of something in a reference that is generated elsewhere.
                let name = inner[..end].split(['?', '#']).next().unwrap_or_default();
                out.push_str(&format!("`{}`", name.replace("%2A", "").replace('`', "'")));
                end + 7
            } else {
                0
            };
            if length == 0 {
                let first = rest.chars().next().map_or(1, char::len_utf8);
                out.push_str(&rest[..first]);
                rest = &rest[first..];
            } else {
                rest = &rest[length..];
            }
        }
        out.push_str(rest);
    }

    /// A directive of three colons; its length, or 0 where it stays for later.
    fn colons(&mut self, here: &Here<'_>, text: &str, out: &mut String) -> usize {
        let Some(found) = Directive::closed(text) else {
            return 0;
        };
        let source = found.get("source");
        match (found.name.as_str(), source) {
            ("image", Some(source)) => {
                let alt = found
                    .get("alt-text")
                    .unwrap_or_default()
                    .replace(['[', ']'], "");
                let image = format!("![{alt}]({})", target(source));
                match found
                    .get("lightbox")
                    .filter(|large| *large != source && !large.starts_with('#'))
                {
                    Some(large) => out.push_str(&format!("[{image}]({})", target(large))),
                    None => out.push_str(&image),
                }
                if found
                    .get("type")
                    .is_some_and(|kind| kind.eq_ignore_ascii_case("complex"))
                {
                    return found.length + description(&text[found.length..], out);
                }
                found.length
            }
            ("image-end", _) => found.length,
            ("no-loc", _) => {
                out.push_str(found.get("text").unwrap_or_default());
                found.length
            }
            ("video", Some(source)) => {
                out.push_str(&format!("[Video]({})", target(source)));
                found.length
            }
            ("code", Some(source)) => {
                let language = found.get("language").unwrap_or_default();
                let part = code::Part::of(found.get("range"), found.get("id"));
                self.bring_code(here, &text[..found.length], source, language, part, out);
                found.length
            }
            _ => 0,
        }
    }

    /// `[!WORD ...]`; its length, or 0 where it stays as it is.
    fn call(&mut self, here: &Here<'_>, text: &str, out: &mut String) -> usize {
        let Some(call) = Call::read(text) else {
            return 0;
        };
        match (call.word.as_str(), call.link()) {
            ("include", Some((_, path))) => {
                let alone = text[call.length..]
                    .lines()
                    .next()
                    .unwrap_or_default()
                    .trim()
                    .is_empty();
                self.include(here, &text[..call.length], path, alone, out);
            }
            ("video", _) if call.rest.starts_with("http") => {
                let address = call.rest.split_whitespace().next().unwrap_or_default();
                out.push_str(&format!("[Video]({})", target(address)));
            }
            ("div" | "selector" | "op_single_selector", None) => {
                // A line that holds nothing else goes as a whole.
                let start = out.rfind('\n').map_or(0, |at| at + 1);
                let rest = &text[call.length..];
                if out[start..].trim_matches([' ', '>']).is_empty() && rest.starts_with('\n') {
                    out.truncate(start);
                    return call.length + 1;
                }
            }
            ("uicontrol", None) => out.push_str(&format!("**{}**", call.rest)),
            ("dnl", None) => out.push_str(call.rest),
            (word, Some((_, path))) if word == "code" || word.starts_with("code-") => {
                let language = word.trim_start_matches("code").trim_start_matches('-');
                let (path, part) = code::Part::of_link(path);
                self.bring_code(here, &text[..call.length], path, language, part, out);
            }
            _ => return 0,
        }
        call.length
    }

    fn include(
        &mut self,
        here: &Here<'_>,
        written: &str,
        link: &str,
        alone: bool,
        out: &mut String,
    ) {
        let found = paths::find(self.files, here.path, link).filter(|path| skip::is_markdown(path));
        let Some(path) = found else {
            return self.lose(here, "included text that is not in the source", written);
        };
        if here.path == path || here.above.contains(&path.as_str()) {
            return self.lose(here, "included text that includes itself", written);
        }
        if here.above.len() >= DEPTH {
            return self.lose(here, "included text inside more than 12 others", written);
        }
        self.includes += 1;
        if self.includes > INCLUDES {
            return self.lose(here, "included text past 250 in one article", written);
        }
        let bytes = self.files.read(&path).unwrap_or_default();
        self.brought += bytes.len();
        if self.brought > LIMIT {
            return self.lose(here, "included text past 4 MB in one article", written);
        }
        let original = decode(&path, &bytes, self.losses);
        // The front matter of an included text is about that text, not about the article.
        let parts = front::split(&path, &original, &mut Vec::new());
        let mut above = here.above.clone();
        above.push(here.path);
        let inner = Here {
            path: &path,
            original: &original,
            above,
        };
        let text = self.text(&inner, &parts.body);
        let text = self.rooted(&path, &text);
        let text = moved(&text, &path, here.path);
        place(text.trim_matches('\n'), alone, out);
    }

    fn bring_code(
        &mut self,
        here: &Here<'_>,
        written: &str,
        link: &str,
        language: &str,
        part: code::Part,
        out: &mut String,
    ) {
        let path = paths::find(self.files, here.path, link);
        let bytes = path.as_ref().and_then(|path| self.files.read(path).ok());
        let bytes = bytes.filter(|bytes| bytes.len() <= LIMIT && !bytes.contains(&0));
        let lines = bytes.and_then(|bytes| {
            self.brought += bytes.len();
            part.cut(&String::from_utf8_lossy(&bytes).replace("\r\n", "\n"))
        });
        match lines.filter(|_| self.brought <= LIMIT) {
            Some(lines) => {
                self.shown.extend(path);
                place(&code::fenced(language, &lines), true, out);
            }
            None => self.lose(here, "code that is not in the source", written),
        }
    }

    /// Links that start at the top (`~/`) as links from the file.
    fn rooted(&self, path: &str, text: &str) -> String {
        if !text.contains("~/") {
            return text.to_owned();
        }
        rewrite(text, |link, _| {
            let found = link
                .starts_with("~/")
                .then(|| paths::find(self.files, path, link))
                .flatten();
            let anchor = link.split_once('#').map(|(_, anchor)| format!("#{anchor}"));
            found.map_or(To::Same, |found| {
                To::Address(relative(path, &found) + &anchor.unwrap_or_default())
            })
        })
    }

    fn lose(&mut self, here: &Here<'_>, what: &str, written: &str) {
        let line = line_of(here.original, written);
        self.losses.push(Loss::new(here.path, line, what, written));
    }
}
