//! From the writer's Markdown to text and HTML as seen from one page.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::site::Site;
use super::url::{decode, join, relative};
use super::{Html, url};
use crate::book::Href;
use crate::html::{self, Resolver, Word};
use crate::model::Text;

/// Bytes of an image that hold its size.
const HEAD: usize = 64 * 1024;
/// Schemes that a link may have.
const SCHEMES: &[&str] = &["http", "https", "mailto", "tel", "sms", "ftp"];

/// A file of the knowledge base as shown on one page.
pub(super) struct Place<'a> {
    pub site: &'a Site<'a>,
    /// Path of the file that the Markdown stands in.
    pub source: &'a str,
    /// Path of the page that shows it.
    pub page: &'a str,
    /// Names of regions that the page has so far, with their numbers: each needs one of its own.
    pub names: Rc<RefCell<BTreeMap<String, usize>>>,
}

impl<'a> Place<'a> {
    /// The same page, for text from another file.
    pub(super) fn in_file(&self, source: &'a str) -> Self {
        Self {
            source,
            names: Rc::clone(&self.names),
            ..*self
        }
    }

    /// Inline Markdown as HTML.
    pub(super) fn inline(&self, text: &Text) -> Html {
        html::inline(text.as_str(), self)
    }

    /// Inline Markdown as HTML, if there is any.
    pub(super) fn maybe(&self, text: Option<&Text>) -> Option<Html> {
        text.map(|text| self.inline(text))
    }

    /// Where a file of the knowledge base that is copied stands in the site.
    fn site_path(&self, file: &str) -> String {
        self.site.book.config.content.site_path(file)
    }

    /// The address of a link in an article of another tool; empty where it leads nowhere.
    fn foreign_link(&self, href: &str) -> String {
        let book = self.site.book;
        let (path, anchor) = match book.href(self.source, href) {
            Href::File { path, anchor } => (path, anchor),
            Href::Here(anchor) if !book.has_anchor(self.source, &anchor) => return String::new(),
            Href::Here(anchor) => return format!("#{}", book.id_on_page(self.source, &anchor)),
            Href::Outside | Href::Escapes => return String::new(),
        };
        let to = match self.site.page_of(&path) {
            Some(page) => page.to_owned(),
            None if self.is_copied(&path) => self.site_path(&path),
            None => return book.elsewhere(href).unwrap_or_default(),
        };
        match anchor {
            Some(anchor) if book.has_anchor(&path, &anchor) => {
                let anchor = book.id_on_page(&path, &anchor);
                relative(self.page, &format!("{to}#{anchor}"))
            }
            _ => relative(self.page, &to),
        }
    }

    fn is_copied(&self, path: &str) -> bool {
        let book = self.site.book;
        let kept = path.starts_with("static/") && self.site.files.contains(path);
        kept || book.assets.contains(path)
    }

    /// Block Markdown as HTML, if there is any.
    pub(super) fn block(&self, markdown: &str) -> Option<Html> {
        (!markdown.trim().is_empty())
            .then(|| html::block(markdown, self.site.book.config.markdown, self))
    }
}

impl Resolver for Place<'_> {
    fn link(&self, href: &str) -> String {
        if let Some(scheme) = scheme(href) {
            let known = SCHEMES.iter().any(|s| scheme.eq_ignore_ascii_case(s));
            return if known { href } else { "#" }.to_owned();
        }
        let lenient = self.site.book.config.content.lenient;
        if href.starts_with("//") {
            return href.to_owned();
        }
        if let (Some(anchor), false) = (href.strip_prefix('#'), lenient) {
            return format!("#{}", self.site.book.id_on_page(self.source, anchor));
        }
        if lenient {
            return self.foreign_link(href);
        }
        let (path, anchor) = href.split_once('#').map_or((href, ""), |(p, a)| (p, a));
        let Some(file) = decode(path).and_then(|path| join(self.source, &path)) else {
            return href.to_owned();
        };
        let to = match self.site.page_of(&file) {
            Some(page) => page.to_owned(),
            None => self.site_path(&file),
        };
        match anchor {
            "" => relative(self.page, &to),
            anchor => {
                let anchor = self.site.book.id_on_page(&file, anchor);
                relative(self.page, &format!("{to}#{anchor}"))
            }
        }
    }

    fn image(&self, src: &str) -> (String, Option<(u32, u32)>) {
        if scheme(src).is_some() || src.starts_with("//") {
            return (src.to_owned(), None);
        }
        let file = if self.site.book.config.content.lenient {
            match self.site.book.href(self.source, src) {
                Href::File { path, .. } if self.is_copied(&path) => Some(path),
                // Without an address the description is shown.
                _ => return (String::new(), None),
            }
        } else {
            decode(src).and_then(|path| join(self.source, &path))
        };
        let Some(file) = file else {
            return (src.to_owned(), None);
        };
        let size = self
            .site
            .files
            .read_head(&file, HEAD)
            .ok()
            .and_then(|bytes| imagesize::blob_size(&bytes).ok())
            .and_then(|size| Some((size.width.try_into().ok()?, size.height.try_into().ok()?)));
        (relative(self.page, &self.site_path(&file)), size)
    }

    fn word(&self, word: Word) -> String {
        self.site.t().get(word_key(word)).to_owned()
    }

    fn label(&self, name: &str) -> Option<String> {
        let mut names = self.names.borrow_mut();
        let uses = names.entry(name.to_owned()).or_default();
        *uses += 1;
        Some(match *uses {
            1 => name.to_owned(),
            n => format!("{name} {n}"),
        })
    }
}

/// The theme's key for a word.
fn word_key(word: Word) -> &'static str {
    match word {
        Word::Note => "word_note",
        Word::Tip => "word_tip",
        Word::Important => "word_important",
        Word::Warning => "word_warning",
        Word::Caution => "word_caution",
        Word::Code => "word_code",
        Word::Table => "word_table",
        Word::Done => "word_done",
        Word::Open => "word_open",
        Word::Footnotes => "word_footnotes",
        Word::Back => "word_back",
        Word::NoImage => "word_no_image",
    }
}

fn scheme(href: &str) -> Option<&str> {
    let (scheme, _) = href.split_once(':')?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    (!scheme.is_empty() && scheme.chars().all(plain)).then_some(scheme)
}

/// Escapes plain text for HTML.
pub(super) fn escape(text: &str) -> Html {
    crate::html::escape_text(text)
}

/// A command line with `<user>` and the like marked as what the reader fills in.
pub(super) fn command(line: &str) -> Html {
    let mut out = String::new();
    let mut rest = line;
    while let Some(open) = rest.find('<') {
        let tail = &rest[open + 1..];
        let end = tail.find(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_' | ' '));
        let name = end.filter(|end| tail[*end..].starts_with('>'));
        let name = name.map(|end| &tail[..end]);
        let Some(name) = name.filter(|name| name.starts_with(char::is_alphabetic)) else {
            out += &escape(&rest[..=open]);
            rest = tail;
            continue;
        };
        out += &escape(&rest[..open]);
        out += &format!("<var>{}</var>", escape(&format!("<{name}>")));
        rest = &tail[name.len() + 1..];
    }
    out + &escape(rest)
}

/// A string of the theme with an HTML value in the place of `{link}`.
pub(super) fn with_link(text: &str, link: &str) -> Html {
    escape(text).replacen("{link}", link, 1)
}

/// An HTML link.
pub(super) fn anchor(url: &str, text: &str) -> Html {
    format!("<a href=\"{}\">{}</a>", escape(url), escape(text))
}

/// Shortens plain text at a word, for the description of a page.
pub(super) fn shorten(text: &str, max: usize) -> String {
    if text.chars().count() <= max {
        return text.to_owned();
    }
    let cut: String = text.chars().take(max).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end_matches([',', '.', ';', ':']))
}

/// A name made safe for ids: letters, digits and single dashes.
pub(super) fn slug(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.ends_with('-') && !out.is_empty() {
            out.push('-');
        }
    }
    out.trim_end_matches('-').to_owned()
}

/// A link that carries a search.
pub(super) fn search_url(root: &str, query: &str) -> String {
    format!("{root}search.html?q={}", url::encode_value(query))
}
