//! Raw HTML made harmless.
//!
//! In: raw HTML as it stands in Markdown, often with an end tag only in a later piece. Out: the harmless tags of it.
//!
//! Each start tag alone goes through the sanitiser, which parses it as a browser does and writes it anew; the writer
//! keeps account of what is open. So a piece need not be whole, and texts without raw HTML pay nothing.

use super::elements::{ALONE, DROPPED, FLOW, INNER, PHRASING, VOID, WHOLE};
use super::heading::Levels;
use super::slug::Ids;
use super::write::Writer;
use super::{Resolver, Word, escape};
use ammonia::Builder;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let attributes: HashMap<&str, HashSet<&str>> = HashMap::from([
        ("a", HashSet::from(["href"])),
        ("bdo", HashSet::from(["dir"])),
        ("col", HashSet::from(["span"])),
        ("colgroup", HashSet::from(["span"])),
        ("data", HashSet::from(["value"])),
        ("del", HashSet::from(["datetime"])),
        ("details", HashSet::from(["open"])),
        ("img", HashSet::from(["alt", "height", "src", "width"])),
        ("ins", HashSet::from(["datetime"])),
        ("li", HashSet::from(["value"])),
        ("ol", HashSet::from(["start", "reversed", "type"])),
        ("td", HashSet::from(["colspan", "headers", "rowspan"])),
        (
            "th",
            HashSet::from(["abbr", "colspan", "headers", "rowspan", "scope"]),
        ),
        ("time", HashSet::from(["datetime"])),
    ]);
    let mut builder = Builder::default();
    builder
        .tags(PHRASING.iter().chain(FLOW).copied().collect())
        .clean_content_tags(HashSet::new())
        .tag_attributes(attributes)
        .generic_attributes(HashSet::from(["lang", "dir", "title"]))
        .add_url_schemes([
            "ms-settings",
            "x-apple.systempreferences",
            "tel",
            "sms",
            "facetime",
        ])
        .link_rel(None);
    builder
});

/// Writes what is harmless of `html`. With `block` false only what may stand inside a paragraph counts as such.
pub(super) fn sanitise(
    writer: &mut Writer,
    html: &str,
    block: bool,
    in_link: bool,
    (ids, levels): (&mut Ids, &mut Levels),
    resolver: &dyn Resolver,
) {
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        words(writer, &rest[..at]);
        rest = &rest[at..];
        let Some(length) = markup_length(rest) else {
            words(writer, rest);
            return;
        };
        let (markup, after) = rest.split_at(length);
        rest = after;
        let (closing, name) = tag_name(markup);
        if name.is_empty() {
            // Comments, declarations, instructions; a lone `<` is text.
            if length == 1 {
                words(writer, markup);
            }
        } else if is_placeholder(markup) {
            escape::text(&mut writer.out, markup);
        } else if WHOLE.contains(&name.as_str()) {
            if !closing {
                rest = after_element(rest, &name);
            }
        } else if PHRASING.contains(&name.as_str()) || (block && FLOW.contains(&name.as_str())) {
            if closing {
                writer.end_raw(&name);
            } else {
                // Two equal ids lead to one place: the first keeps it.
                let id = own_id(&name, markup).and_then(|id| ids.exact(&id));
                let level = (block && is_heading(&name))
                    .then(|| levels.next())
                    .flatten();
                if name != "a" || !(in_link || writer.is_raw_open("a")) {
                    start(writer, &name, markup, (id, level), resolver);
                }
            }
        }
    }
    words(writer, rest);
}

/// Whether a tag is none of HTML: a placeholder such as `<user>` or `<path to file>`, which is shown.
pub fn is_placeholder(markup: &str) -> bool {
    let (_, name) = tag_name(markup);
    let name = name.as_str();
    if name.is_empty() || WHOLE.contains(&name) {
        return false;
    }
    let inside = markup
        .trim_start_matches(['<', '/'])
        .trim_end_matches(['/', '>']);
    let rest = inside.get(name.len()..).unwrap_or_default().trim();
    if [PHRASING, FLOW, DROPPED]
        .iter()
        .all(|names| !names.contains(&name))
    {
        return true;
    }
    // Attributes have values, or are of the few that need none.
    let attribute = |word: &str| word.contains(['=', '"', '\'']) || ALONE.contains(&word);
    let prose = !rest.contains('=') && rest.split_whitespace().any(|word| !attribute(word));
    prose || rest.is_empty() && INNER.contains(&name)
}

/// Reads raw HTML tag by tag: whether it closes, its name, its markup. What is left can be cut by who reads.
struct Tags<'a>(&'a str);

impl<'a> Iterator for Tags<'a> {
    type Item = (bool, String, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = &self.0[self.0.find('<')?..];
        let (markup, after) = rest.split_at(markup_length(rest)?);
        self.0 = after;
        let (closing, name) = tag_name(markup);
        Some((closing, name, markup))
    }
}

/// Ids of elements in raw HTML that are kept, as written; with `block` false those that may stand inside a paragraph.
pub(super) fn ids(html: &str, block: bool) -> Vec<String> {
    let mut found = Vec::new();
    if !html.contains("id=") && !html.contains("name=") {
        return found;
    }
    let mut tags = Tags(html);
    while let Some((closing, name, markup)) = tags.next() {
        if WHOLE.contains(&name.as_str()) && !closing {
            tags.0 = after_element(tags.0, &name);
        } else if !closing
            && (PHRASING.contains(&name.as_str()) || block && FLOW.contains(&name.as_str()))
        {
            found.extend(own_id(&name, markup));
        }
    }
    found
}

/// The id of a start tag, or the name of an old-fashioned anchor.
fn own_id(name: &str, markup: &str) -> Option<String> {
    let value = |key: &str| {
        let lower = markup.to_ascii_lowercase();
        let at = lower.match_indices(key).map(|(at, _)| at).find(|at| {
            markup[..*at].ends_with(|c: char| c.is_ascii_whitespace() || c == '"' || c == '\'')
        })?;
        let rest = &markup[at + key.len()..];
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
        let value = match quote {
            Some(quote) => rest[1..].split(quote).next()?,
            None => rest.split(|c: char| c.is_whitespace() || c == '>').next()?,
        };
        (!value.is_empty()).then(|| value.to_owned())
    };
    value("id=").or_else(|| if name == "a" { value("name=") } else { None })
}

/// Addresses of links (false) and images (true) in raw HTML, as written.
pub(super) fn addresses(html: &str) -> Vec<(bool, String)> {
    let mut found = Vec::new();
    for (closing, name, markup) in Tags(html) {
        let attribute = match name.as_str() {
            "a" if !closing => " href=\"",
            "img" if !closing => " src=\"",
            _ => continue,
        };
        let address = std::cell::Cell::new(None);
        replace_address(clean(&name, markup), attribute, |written| {
            address.set(Some(written.to_owned()));
            None
        });
        found.extend(address.take().map(|address| (name == "img", address)));
    }
    found
}

/// Text between tags: entities stay, all else that could be markup is escaped.
fn words(writer: &mut Writer, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        escape::text(&mut writer.out, &rest[..at]);
        let length = rest[at + 1..]
            .bytes()
            .take(32)
            .take_while(|b| b.is_ascii_alphanumeric() || *b == b'#')
            .count();
        if length > 0 && rest.as_bytes().get(at + 1 + length) == Some(&b';') {
            writer.out.push_str(&rest[at..at + length + 2]);
            rest = &rest[at + length + 2..];
        } else {
            writer.out.push_str("&amp;");
            rest = &rest[at + 1..];
        }
    }
    escape::text(&mut writer.out, rest);
}

fn start(
    writer: &mut Writer,
    name: &str,
    markup: &str,
    (id, level): (Option<String>, Option<u8>),
    resolver: &dyn Resolver,
) {
    let bare = markup.len() == name.len() + 2;
    let tag = if bare && name != "img" && name != "a" {
        format!("<{name}>")
    } else {
        clean(name, markup)
    };
    if tag.is_empty() {
        return;
    }
    let missing = std::cell::Cell::new(false);
    let tag = match name {
        "a" => replace_address(tag, " href=\"", |href| {
            Some(resolver.link(href)).filter(|to| !to.is_empty() && !escape::is_dangerous(to))
        }),
        "img" => replace_address(tag, " src=\"", |src| {
            if !escape::is_dangerous_image(src) {
                missing.set(resolver.image(src).0.is_empty());
            }
            Some(resolver.image(src).0)
                .filter(|to| !to.is_empty() && !escape::is_dangerous_image(to))
        }),
        _ => tag,
    };
    let tag = match id {
        Some(id) => tag.replacen(&format!("<{name}"), &format!("<{name} id=\"{id}\""), 1),
        None => tag,
    };
    if VOID.contains(&name) {
        if name == "img" && missing.get() && !tag.contains(" src=\"") {
            let alt = tag
                .split(" alt=\"")
                .nth(1)
                .and_then(|rest| rest.split('"').next());
            let alt = alt
                .unwrap_or_default()
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
            super::link::no_image(&mut writer.out, &alt, resolver);
        } else if name != "img" || tag.contains(" src=\"") {
            writer
                .out
                .push_str(&tag.replace("<img", "<img loading=\"lazy\" decoding=\"async\""));
        }
    } else if name == "table" {
        // Wide tables scroll by themselves, as those of Markdown do.
        let mut area =
            String::from("<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"");
        let word = resolver.word(Word::Table);
        escape::attribute(&mut area, &resolver.label(&word).unwrap_or(word));
        writer.start_raw_as(
            name,
            &format!("{area}\">{tag}"),
            "</table></div>".to_owned(),
        );
    } else if let Some(level) = level.filter(|_| is_heading(name)) {
        let tag = tag.replacen(&format!("<{name}"), &format!("<h{level}"), 1);
        writer.start_raw_as(name, &tag, format!("</h{level}>"));
    } else if matches!(name, "ol" | "ul") && matches!(writer.innermost_raw(), Some("ol" | "ul")) {
        // A list stands in an item, never in another list itself.
        let close = format!("</{name}></li>");
        writer.start_raw_as(name, &format!("<li class=\"task\">{tag}"), close);
    } else if name == "th" && !tag.contains(" scope=") {
        let scope = if is_after_cell(&writer.out) {
            "row"
        } else {
            "col"
        };
        writer.start_raw(
            name,
            &tag.replacen("<th", &format!("<th scope=\"{scope}\""), 1),
        );
    } else if matches!(name, "p" | "div") && writer.is_raw_open("code") {
        writer.line();
    } else {
        writer.start_raw(name, &tag);
    }
}

/// Whether the table at hand has data already, so that the next head is that of a row.
fn is_after_cell(out: &str) -> bool {
    let table = out.rfind("<table").unwrap_or(0);
    let body = out[table..]
        .rfind("</thead>")
        .map_or(table, |at| table + at);
    out[body..].contains("<td") || body > table
}

/// Whether an element is a heading.
fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Levels of the headings in raw HTML.
pub(super) fn headings(html: &str) -> Vec<u8> {
    let mut found = Vec::new();
    if !html.contains("<h") && !html.contains("<H") {
        return found;
    }
    let mut tags = Tags(html);
    while let Some((closing, name, markup)) = tags.next() {
        if closing || is_placeholder(markup) {
            continue;
        }
        if WHOLE.contains(&name.as_str()) {
            tags.0 = after_element(tags.0, &name);
        } else if is_heading(&name) {
            found.extend(name[1..].parse::<u8>());
        }
    }
    found
}

/// The start tag as the sanitiser writes it; empty if nothing of it is left.
fn clean(name: &str, markup: &str) -> String {
    // Parts of tables and lists only parse inside their parents.
    let around = match name {
        "td" | "th" => "<table><tbody><tr>",
        "tr" => "<table><tbody>",
        "tbody" | "thead" | "tfoot" | "caption" | "colgroup" => "<table>",
        "col" => "<table><colgroup>",
        _ => "",
    };
    let cleaned = SANITISER.clean(&format!("{around}{markup}")).to_string();
    let start = format!("<{name}");
    let Some(at) = cleaned.find(&start) else {
        return String::new();
    };
    match markup_length(&cleaned[at..]) {
        Some(length) => cleaned[at..at + length].to_owned(),
        None => String::new(),
    }
}

/// Replaces the address in a tag that the sanitiser wrote; without an answer the attribute goes.
fn replace_address(
    tag: String,
    attribute: &str,
    resolve: impl Fn(&str) -> Option<String>,
) -> String {
    let Some(at) = tag.find(attribute) else {
        return tag;
    };
    let from = at + attribute.len();
    let Some(length) = tag[from..].find('"') else {
        return tag;
    };
    let written = tag[from..from + length]
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&nbsp;", "\u{a0}")
        .replace("&amp;", "&");
    let mut out = tag[..at].to_owned();
    if let Some(to) = resolve(&written) {
        out.push_str(attribute);
        escape::address(&mut out, &to);
        out.push('"');
        if escape::is_external(&to) && attribute == " href=\"" {
            out.push_str(" rel=\"noopener\"");
        }
    }
    out.push_str(&tag[from + length + 1..]);
    out
}

/// Bytes of the tag, comment or declaration at the start of `html`; 1 for a `<` that starts none; nothing if it has no end.
pub(super) fn markup_length(html: &str) -> Option<usize> {
    let bytes = html.as_bytes();
    match bytes.get(1) {
        Some(b'!') if html.starts_with("<!--") => {
            Some(html[4..].find("-->").map_or(html.len(), |end| end + 7))
        }
        Some(b'!' | b'?') => html.find('>').map(|end| end + 1),
        Some(b'/' | b'a'..=b'z' | b'A'..=b'Z') => {
            let mut quote = None;
            for (at, &byte) in bytes.iter().enumerate().skip(1) {
                match quote {
                    Some(open) if byte == open => quote = None,
                    Some(_) => {}
                    None if byte == b'"' || byte == b'\'' => quote = Some(byte),
                    None if byte == b'>' => return Some(at + 1),
                    None => {}
                }
            }
            None
        }
        _ => Some(1),
    }
}

/// Whether a tag closes, and its name in lower case.
fn tag_name(markup: &str) -> (bool, String) {
    let closing = markup.starts_with("</");
    let from = if closing { 2 } else { 1 };
    let name: String = markup[from..]
        .chars()
        .take_while(|c| !c.is_whitespace() && !matches!(c, '/' | '>'))
        .flat_map(char::to_lowercase)
        .collect();
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic());
    (closing, if is_name { name } else { String::new() })
}

fn after_element<'a>(html: &'a str, name: &str) -> &'a str {
    let lower = html.to_ascii_lowercase();
    let Some(at) = lower.find(&format!("</{name}")) else {
        return "";
    };
    match html[at..].find('>') {
        Some(end) => &html[at + end + 1..],
        None => "",
    }
}
