//! Tags and expressions of JSX.
//!
//! In: text that begins with `<` or `{`. Out: what stands there and how long it is; none where it only looks so.

/// Longer tags and expressions are taken for text.
pub(super) const LONG: usize = 20_000;
/// The same in a text that has many which never end: each is looked for to its end again.
pub(super) const SHORT: usize = 400;

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// Its name; empty for a fragment.
    pub name: &'a str,
    /// `</name>`.
    pub closing: bool,
    /// `<name />`.
    pub whole: bool,
    /// Attributes in order.
    pub attributes: Vec<(&'a str, Attribute<'a>)>,
    /// Bytes of the tag.
    pub length: usize,
}

/// What an attribute holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Attribute<'a> {
    /// No value.
    Alone,
    /// `name="text"`.
    Text(&'a str),
    /// `name={code}`, without the braces.
    Code(&'a str),
}

impl<'a> Tag<'a> {
    /// Text of an attribute: a string, or code that is a string.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        match self.attribute(name)? {
            Attribute::Text(text) => Some(text.to_owned()),
            Attribute::Code(code) => literal(code).map(str::to_owned),
            Attribute::Alone => None,
        }
    }

    /// An attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<Attribute<'a>> {
        self.attributes
            .iter()
            .find(|(found, _)| *found == name)
            .map(|(_, value)| *value)
    }
}

/// The tag that a text begins with.
pub(super) fn tag(text: &str, most: usize) -> Option<Tag<'_>> {
    let mut rest = text.strip_prefix('<')?;
    let closing = rest.starts_with('/');
    if closing {
        rest = &rest[1..];
    }
    let end = rest
        .find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '-' | '_' | ':'))
        .unwrap_or(rest.len());
    let name = &rest[..end];
    if !name.is_empty() && !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    rest = &rest[end..];
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        if text.len() - rest.len() > most {
            return None;
        }
        let whole = rest.starts_with("/>");
        if whole || rest.starts_with('>') {
            let length = text.len() - rest.len() + if whole { 2 } else { 1 };
            return Some(Tag {
                name,
                closing,
                whole,
                attributes,
                length,
            });
        }
        if name.is_empty() || closing {
            return None;
        }
        if rest.starts_with('{') {
            let length = expression(rest, most)?;
            attributes.push(("...", Attribute::Code(&rest[1..length - 1])));
            rest = &rest[length..];
            continue;
        }
        let end = rest
            .find(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_' | ':' | '@' | '.'))
            .unwrap_or(rest.len());
        let key = &rest[..end];
        if key.is_empty() {
            return None;
        }
        rest = rest[end..].trim_start();
        let Some(value) = rest.strip_prefix('=').map(str::trim_start) else {
            attributes.push((key, Attribute::Alone));
            continue;
        };
        match value.chars().next()? {
            quote @ ('"' | '\'') => {
                let end = value[1..].find(quote).filter(|end| *end <= most)?;
                attributes.push((key, Attribute::Text(&value[1..=end])));
                rest = &value[end + 2..];
            }
            '{' => {
                let length = expression(value, most)?;
                attributes.push((key, Attribute::Code(&value[1..length - 1])));
                rest = &value[length..];
            }
            _ => {
                let end = value
                    .find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
                    .unwrap_or(value.len());
                if end == 0 {
                    return None;
                }
                attributes.push((key, Attribute::Text(&value[..end])));
                rest = &value[end..];
            }
        }
    }
}

/// Length of the expression that a text begins with, braces included.
pub(super) fn expression(text: &str, most: usize) -> Option<usize> {
    let mut depth = 0usize;
    let mut quote: Option<char> = None;
    let mut comment = false;
    let mut before = '\0';
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        if at > most {
            return None;
        }
        if comment {
            comment = !(before == '*' && c == '/');
        } else if let Some(open) = quote {
            if escaped {
                escaped = false;
            } else if c == '\\' {
                escaped = true;
            } else if c == open {
                quote = None;
            } else if c == '\n' && open != '`' {
                // An apostrophe, and no string.
                quote = None;
            }
        } else {
            match c {
                '*' if before == '/' => comment = true,
                '"' | '\'' | '`' => quote = Some(c),
                '{' => depth += 1,
                '}' => {
                    depth = depth.checked_sub(1)?;
                    if depth == 0 {
                        return Some(at + 1);
                    }
                }
                _ => {}
            }
        }
        before = if comment && before == '/' && c == '*' {
            '\0'
        } else {
            c
        };
    }
    None
}

/// The text of code that is nothing but a string.
pub(super) fn literal(code: &str) -> Option<&str> {
    let code = code.trim();
    let quote = code
        .chars()
        .next()
        .filter(|c| matches!(c, '"' | '\'' | '`'))?;
    let inner = code.get(1..)?.strip_suffix(quote)?;
    let holds_code = quote == '`' && inner.contains("${");
    (!inner.contains(quote) && !holds_code).then_some(inner)
}

/// The first string inside code: the path in `require('./x.png').default`.
pub(super) fn string_inside(code: &str) -> Option<&str> {
    let at = code.find(['"', '\'', '`'])?;
    let quote = code[at..].chars().next()?;
    let end = code[at + 1..].find(quote)?;
    Some(&code[at + 1..at + 1 + end])
}

/// Values and labels of `values={[{label: 'Windows', value: 'win'}]}`.
pub(super) fn labels(code: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for object in code.split('{').skip(1) {
        let object = object.split('}').next().unwrap_or_default();
        let field = |name: &str| {
            let at = object.find(name)?;
            let rest = object[at + name.len()..]
                .trim_start_matches(['"', '\''])
                .trim_start();
            string_inside(rest.strip_prefix(':')?).map(str::to_owned)
        };
        if let (Some(label), Some(value)) = (field("label"), field("value")) {
            found.push((value, label));
        }
    }
    found
}
