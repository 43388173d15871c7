//! HTML under construction, with the elements that are open.
//!
//! In: pieces of markup from Markdown and from raw HTML. Out: HTML in which every element that is opened is closed
//! in the right order: raw elements never outlive the Markdown element they stand in.

/// How deep raw elements may stand inside one Markdown element.
const MAX_RAW: usize = 40;

/// HTML under construction.
#[derive(Debug, Default)]
pub(super) struct Writer {
    /// What is written so far.
    pub(super) out: String,
    open: Vec<Frame>,
}

#[derive(Debug)]
enum Frame {
    /// An element from Markdown, with the markup that closes it.
    Markdown(&'static str),
    /// An element from raw HTML.
    Raw(Raw),
}

#[derive(Debug)]
struct Raw {
    /// Name by which the source closes it.
    name: String,
    /// Markup that closes it.
    close: String,
    /// Where its start and its content are in what is written.
    start: usize,
    inside: usize,
}

impl Writer {
    /// Starts on a new line, for readable output.
    pub(super) fn line(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    /// Writes the start of a Markdown element that `close` ends.
    pub(super) fn start(&mut self, markup: &str, close: &'static str) {
        self.out.push_str(markup);
        self.open.push(Frame::Markdown(close));
    }

    /// Ends the innermost Markdown element.
    pub(super) fn end(&mut self) {
        while let Some(frame) = self.open.pop() {
            match frame {
                Frame::Raw(raw) => self.close_raw(&raw),
                Frame::Markdown(close) => {
                    self.out.push_str(close);
                    return;
                }
            }
        }
    }

    /// Writes a raw start tag; false if that many are open that it must be left out.
    pub(super) fn start_raw(&mut self, name: &str, markup: &str) -> bool {
        self.start_raw_as(name, markup, format!("</{name}>"))
    }

    /// The same for an element that is written as another than its name says, or with something around it.
    pub(super) fn start_raw_as(&mut self, name: &str, markup: &str, close: String) -> bool {
        if self.raw_names().count() >= MAX_RAW {
            return false;
        }
        if matches!(
            name,
            "p" | "li" | "td" | "th" | "tr" | "dt" | "dd" | "tbody" | "thead"
        ) && self.raw_names().next() == Some(name)
        {
            self.end_raw(name);
        }
        let start = self.out.len();
        self.out.push_str(markup);
        self.open.push(Frame::Raw(Raw {
            name: name.to_owned(),
            close,
            start,
            inside: self.out.len(),
        }));
        true
    }

    /// Ends the raw element of that name and those inside it; nothing if it isn't open here.
    pub(super) fn end_raw(&mut self, name: &str) {
        if !self.raw_names().any(|open| open == name) {
            return;
        }
        while let Some(Frame::Raw(open)) = self.open.pop() {
            self.close_raw(&open);
            if open.name == name {
                return;
            }
        }
    }

    /// Whether a raw element of that name is open in the innermost Markdown element.
    pub(super) fn is_raw_open(&self, name: &str) -> bool {
        self.raw_names().any(|open| open == name)
    }

    /// Ends everything that is open.
    pub(super) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.end();
        }
        self.out
    }

    /// Raw elements open in the innermost Markdown element, innermost first.
    fn raw_names(&self) -> impl Iterator<Item = &str> {
        self.open.iter().rev().map_while(|frame| match frame {
            Frame::Raw(raw) => Some(raw.name.as_str()),
            Frame::Markdown(_) => None,
        })
    }

    /// The innermost raw element of the innermost Markdown element.
    pub(super) fn innermost_raw(&self) -> Option<&str> {
        self.raw_names().next()
    }

    fn close_raw(&mut self, raw: &Raw) {
        let words = matches!(
            raw.name.as_str(),
            "a" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6"
        );
        let empty = words && self.out[raw.inside..].trim().is_empty();
        if empty && !self.out[raw.start..raw.inside].contains(" id=\"") {
            // Nobody can see or name a link or a heading without words.
            self.out.truncate(raw.start);
            return;
        }
        self.out.push_str(&raw.close);
    }
}
