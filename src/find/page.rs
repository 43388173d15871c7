//! The fixes of an article as its page shows them.
//!
//! In: the page's HTML. Out: its fixes with their steps by platform, as text. Looks for what the default theme's
//! templates write: `section.fix` with an id, `.os` with `data-os`, `ol.steps` with `.cmd`, `.expect` and `.iffails`
//! inside its items. A theme that writes something else gives fixes without steps, never a wrong step.

use std::collections::BTreeSet;

/// What a page holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// Fixes in page order.
    pub fixes: Vec<PageFix>,
    /// Prose outside of fixes, one paragraph or item a line.
    pub prose: String,
}

/// A fix.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageFix {
    /// What is done.
    pub title: String,
    /// Its id on the page.
    pub anchor: String,
    /// Minutes it takes; 0 where nobody knows.
    pub minutes: u32,
    /// A warning in front of the steps.
    pub warning: String,
    /// Steps for everybody first, then by platform.
    pub blocks: Vec<Block>,
    /// Prose behind the steps, one paragraph or item a line.
    pub prose: String,
}

/// Steps for everybody or for some platforms.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Block {
    /// Ids of the platforms; none for everybody.
    pub platforms: Vec<String>,
    /// What stands above the steps.
    pub heading: String,
    /// The steps.
    pub steps: Vec<PageStep>,
}

/// A step.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageStep {
    /// What to do.
    pub text: String,
    /// A command to type.
    pub command: String,
    /// What is seen then, what to do if not, how to undo it.
    pub notes: Vec<String>,
}

/// Where text goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Fix,
    Warning,
    Block,
    Heading,
    Step,
    Command,
    Note,
    Prose,
    /// Elements that change nothing.
    Inside,
    /// Nobody reads what is in it here.
    Silent,
}

const VOID: &[&str] = &[
    "area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr",
];
const PARTS: &[&str] = &[
    "p",
    "li",
    "pre",
    "tr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "div",
    "blockquote",
    "dt",
    "dd",
];

/// Where all words are read.
const READ: &[Role] = &[Role::Step, Role::Note, Role::Warning, Role::Prose];

/// Reads the fixes of a page.
pub fn fixes(html: &str) -> Page {
    let main = html.find("<main").map_or(html, |at| &html[at..]);
    let mut state = State::default();
    let mut rest = main;
    while let Some(at) = rest.find('<') {
        state.text(&rest[..at]);
        let (tag, behind) = tag(&rest[at + 1..]);
        rest = behind;
        if let Some(name) = tag.strip_prefix('/') {
            if name.trim() == "main" {
                break;
            }
            state.close(name.trim());
        } else if !tag.starts_with('!') {
            state.open(tag);
        }
    }
    state.page.finish()
}

/// The inside of a tag that begins here, and what follows it.
fn tag(text: &str) -> (&str, &str) {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (c, quote) {
            ('"' | '\'', None) => quote = Some(c),
            (c, Some(open)) if c == open => quote = None,
            ('>', None) => return (&text[..at], &text[at + 1..]),
            _ => {}
        }
    }
    (text, "")
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let from = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    let end = tag[from..].find('"')?;
    Some(&tag[from..from + end])
}

#[derive(Default)]
struct State<'a> {
    page: Page,
    open: Vec<(&'a str, Role)>,
}

impl<'a> State<'a> {
    fn within(&self, role: Role) -> bool {
        self.open.iter().any(|(_, r)| *r == role)
    }

    fn open(&mut self, tag: &'a str) {
        let end = tag.find([' ', '\n', '\t', '/']).unwrap_or(tag.len());
        let name = &tag[..end];
        if PARTS.contains(&name) || name == "br" {
            self.line();
        }
        if matches!(name, "td" | "th") {
            self.cell();
        }
        if tag.ends_with('/') || VOID.contains(&name) {
            return;
        }
        let classes: BTreeSet<&str> = attribute(tag, "class")
            .unwrap_or("")
            .split_whitespace()
            .collect();
        let has = |class: &str| classes.contains(class);
        let in_fix = self.within(Role::Fix);
        let in_prose = self.within(Role::Prose);
        let role = match name {
            "svg" | "script" | "style" | "header" | "button" | "select" | "template"
            | "figcaption" => Role::Silent,
            _ if has("ask") || has("done") => Role::Silent,
            // Words for screen readers, but for the separators of menu paths, which are read here too.
            _ if has("vh") && !self.open.iter().any(|(_, r)| READ.contains(r)) => Role::Silent,
            "section" if has("fix") => {
                let anchor = attribute(tag, "id").unwrap_or("").to_owned();
                self.page.fixes.push(PageFix {
                    anchor,
                    ..PageFix::default()
                });
                Role::Fix
            }
            "section" | "div" if has("prose") => Role::Prose,
            _ if !in_fix || in_prose => Role::Inside,
            "p" if has("warn") => Role::Warning,
            "div" if has("os") => {
                let platforms = attribute(tag, "data-os").unwrap_or("").split_whitespace();
                let platforms = platforms.map(str::to_owned).collect();
                self.block(Block {
                    platforms,
                    ..Block::default()
                });
                Role::Block
            }
            "h3" if self.within(Role::Block) => Role::Heading,
            "ol" if has("steps") => {
                if !self.within(Role::Block) {
                    self.block(Block::default());
                }
                Role::Inside
            }
            "li" if !self.within(Role::Step) && self.last_block().is_some() => {
                if let Some(block) = self.last_block() {
                    block.steps.push(PageStep::default());
                }
                Role::Step
            }
            _ if has("cmd") => Role::Command,
            "p" if (has("expect") || has("iffails")) && self.within(Role::Step) => {
                if let Some(step) = self.last_step() {
                    step.notes.push(String::new());
                }
                Role::Note
            }
            _ => Role::Inside,
        };
        self.open.push((name, role));
    }

    fn close(&mut self, name: &str) {
        if let Some(at) = self.open.iter().rposition(|(open, _)| *open == name) {
            self.open.truncate(at);
        }
        if PARTS.contains(&name) {
            self.line();
        }
    }

    fn text(&mut self, raw: &str) {
        if raw.is_empty() || self.within(Role::Silent) {
            return;
        }
        let text = unescape(raw);
        let role = self.role();
        let code = role == Some(Role::Prose) && self.open.iter().any(|(name, _)| *name == "pre");
        let Some(place) = role.and_then(|role| self.place(role)) else {
            return;
        };
        if code {
            // Code keeps its lines.
            place.push_str(&text);
        } else {
            push(place, &text);
        }
    }

    /// What the innermost element with a role of its own is.
    fn role(&self) -> Option<Role> {
        let mut roles = self.open.iter().rev().map(|(_, role)| *role);
        roles.find(|role| *role != Role::Inside)
    }

    /// Ends a line of prose.
    fn line(&mut self) {
        let role = self.role();
        let Some(place) = role.and_then(|role| self.place(role)) else {
            return;
        };
        let end = if role == Some(Role::Prose) { '\n' } else { ' ' };
        let kept = place.trim_end_matches(' ').len();
        place.truncate(kept);
        if !place.is_empty() && !place.ends_with('\n') {
            place.push(end);
        }
    }

    /// Keeps the cells of a table apart.
    fn cell(&mut self) {
        if self.within(Role::Prose)
            && let Some(place) = self.place(Role::Prose)
            && !place.is_empty()
            && !place.ends_with('\n')
        {
            place.push_str(" | ");
        }
    }

    fn place(&mut self, role: Role) -> Option<&mut String> {
        match role {
            Role::Warning => Some(&mut self.page.fixes.last_mut()?.warning),
            Role::Heading => Some(&mut self.last_block()?.heading),
            Role::Step => Some(&mut self.last_step()?.text),
            Role::Command => Some(&mut self.last_step()?.command),
            Role::Note => self.last_step()?.notes.last_mut(),
            Role::Prose if self.within(Role::Fix) => Some(&mut self.page.fixes.last_mut()?.prose),
            Role::Prose => Some(&mut self.page.prose),
            Role::Fix | Role::Block | Role::Inside | Role::Silent => None,
        }
    }

    fn block(&mut self, block: Block) {
        if let Some(fix) = self.page.fixes.last_mut() {
            fix.blocks.push(block);
        }
    }

    fn last_block(&mut self) -> Option<&mut Block> {
        self.page.fixes.last_mut()?.blocks.last_mut()
    }

    fn last_step(&mut self) -> Option<&mut PageStep> {
        self.last_block()?.steps.last_mut()
    }
}

impl Page {
    fn finish(mut self) -> Self {
        trim(&mut self.prose);
        for fix in &mut self.fixes {
            trim(&mut fix.warning);
            trim(&mut fix.prose);
            for block in &mut fix.blocks {
                trim(&mut block.heading);
                for step in &mut block.steps {
                    trim(&mut step.text);
                    trim(&mut step.command);
                    step.notes.iter_mut().for_each(trim);
                }
            }
            fix.blocks.retain(|block| !block.steps.is_empty());
        }
        self
    }
}

fn trim(text: &mut String) {
    *text = text.trim().to_owned();
}

/// Adds text with each run of white space as one space.
fn push(place: &mut String, text: &str) {
    for c in text.chars() {
        if !c.is_whitespace() {
            place.push(c);
        } else if !place.is_empty() && !place.ends_with([' ', '\n']) {
            place.push(' ');
        }
    }
}

/// Text without character references: those that our writer and common Markdown writers use.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|b| b == b';');
        match end.and_then(|end| Some((end, character(&rest[1..end])?))) {
            Some((end, c)) => {
                out.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out + rest
}

fn character(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "nbsp" => Some(' '),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}
