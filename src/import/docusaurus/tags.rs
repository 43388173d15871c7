//! Tags of MDX.
//!
//! In: text that begins with `<`. Out: Markdown, and marks for the tags that make blocks: tabs, admonitions, elements.

use super::super::text;
use super::jsx::{self, Attribute, Tag};
use super::mdx::{Document, MARK, read};
use crate::html;

/// Documents inside documents.
const MAX_DEPTH: usize = 6;
/// Bytes that a document may grow to.
const MAX_LENGTH: usize = 4_000_000;

impl Document<'_, '_> {
    /// Takes the tag that a text begins with, and says how long it is.
    pub(super) fn tag(&mut self, text: &str, line: usize) -> usize {
        if text.starts_with("<!--") {
            let length = text.find("-->").map_or(text.len(), |at| at + 3);
            self.out.push_str(&text[..length]);
            return length;
        }
        let Some(tag) = jsx::tag(text, self.most()) else {
            self.unended += 1;
            self.out.push('<');
            return 1;
        };
        let length = tag.length;
        let written = &text[..length];
        match tag.name {
            "" => {}
            "Tabs" => self.tabs(&tag, line, written),
            "TabItem" => self.tab_item(&tag, line, written),
            "Admonition" if tag.closing => self.mark("/box"),
            "Admonition" => {
                let kind = tag.text("type").unwrap_or_else(|| "note".to_owned());
                let title = tag.text("title").unwrap_or_default();
                self.mark(&format!(
                    "box {} {title}",
                    kind.replace(char::is_whitespace, "-")
                ));
                self.spare(&tag, &["type", "title"], line);
            }
            "CodeBlock" if !tag.closing => return self.code_block(text, &tag, line),
            "Link" | "NavLink" => self.link(&tag, line),
            "img" | "Image" | "ThemedImage" | "Img" => self.image(&tag, line, written),
            name if name.starts_with(|c: char| c.is_ascii_uppercase()) || name.contains('.') => {
                self.component(&tag, line, written);
            }
            name if html::element(name) == html::Element::Text => {
                // A placeholder such as `<project>`, and no tag.
                self.out.push_str(&format!("\\{written}"));
            }
            _ => self.element(&tag, line, written),
        }
        length
    }

    /// Writes a mark on a line of its own.
    pub(super) fn mark(&mut self, text: &str) {
        let text = text.replace('\n', " ");
        // Containers of lists keep their indentation.
        let line_start = self.out.rfind('\n').map_or(0, |at| at + 1);
        let pad: String = match self.out[line_start..].trim().is_empty() {
            true => self.out[line_start..].to_owned(),
            false => String::new(),
        };
        self.out.truncate(self.out.len() - pad.len());
        self.out
            .push_str(&format!("\n{pad}{MARK}{}\n{pad}", text.trim()));
    }

    fn tabs(&mut self, tag: &Tag<'_>, line: usize, written: &str) {
        if tag.closing {
            self.labels.pop();
            return self.mark("/tabs");
        }
        let labels = match tag.attribute("values") {
            Some(Attribute::Code(code)) => jsx::labels(code),
            _ => Vec::new(),
        };
        if tag.attribute("values").is_some() && labels.is_empty() {
            self.lose(line, "labels of tabs", written);
        }
        self.spare(
            tag,
            &[
                "values",
                "groupId",
                "queryString",
                "defaultValue",
                "className",
                "block",
                "lazy",
            ],
            line,
        );
        self.labels.push(labels);
        self.mark("tabs");
        if tag.whole {
            self.labels.pop();
            self.mark("/tabs");
        }
    }

    fn tab_item(&mut self, tag: &Tag<'_>, line: usize, written: &str) {
        if tag.closing {
            return self.mark("/tab");
        }
        let value = tag.text("value");
        let known = self.labels.last().and_then(|labels| {
            labels
                .iter()
                .find(|(found, _)| Some(found) == value.as_ref())
                .map(|(_, label)| label.clone())
        });
        let label = tag.text("label").or(known).or(value);
        if label.is_none() {
            self.lose(line, "label of a tab", written);
        }
        self.spare(
            tag,
            &["value", "label", "default", "attributes", "className"],
            line,
        );
        self.mark(&format!(
            "tab {}",
            label.unwrap_or_else(|| "Tab".to_owned())
        ));
        if tag.whole {
            self.mark("/tab");
        }
    }

    fn code_block(&mut self, text: &str, tag: &Tag<'_>, line: usize) -> usize {
        if tag.whole {
            return tag.length;
        }
        let inner = &text[tag.length..];
        let Some(end) = inner.find("</CodeBlock>") else {
            return tag.length;
        };
        let code = inner[..end].trim();
        let code = code
            .strip_prefix('{')
            .and_then(|code| code.strip_suffix('}'))
            .map_or(code, str::trim);
        let code = code
            .strip_prefix('`')
            .and_then(|code| code.strip_suffix('`'))
            .unwrap_or(code);
        let language = tag.text("language").unwrap_or_default();
        let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(3.max(longest + 1));
        let title = tag
            .text("title")
            .map(|title| format!("`{title}`:\n\n"))
            .unwrap_or_default();
        self.out.push_str(&format!(
            "\n\n{title}{fence}{language}\n{}\n{fence}\n\n",
            code.trim_matches('\n')
        ));
        self.spare(tag, &["language", "title", "showLineNumbers"], line);
        tag.length + end + "</CodeBlock>".len()
    }

    fn component(&mut self, tag: &Tag<'_>, line: usize, written: &str) {
        if tag.closing {
            return;
        }
        let path = self.imports.get(tag.name).cloned();
        let ending = path
            .as_deref()
            .and_then(|path| path.rsplit('.').next())
            .unwrap_or_default()
            .to_ascii_lowercase();
        if matches!(ending.as_str(), "md" | "mdx")
            && let Some(path) = &path
        {
            let found = self.locate(path);
            let inner = found.and_then(|found| self.include(&found));
            if let Some(inner) = inner {
                self.out.push_str(&format!("\n\n{inner}\n\n"));
                return self.spare(tag, &[], line);
            }
        }
        if matches!(
            ending.as_str(),
            "svg" | "png" | "jpg" | "jpeg" | "gif" | "webp"
        ) && let Some(path) = path
        {
            self.out.push_str(&format!(
                "![{}](<{path}>)",
                tag.text("title").unwrap_or_default()
            ));
            return self.spare(
                tag,
                &["title", "width", "height", "className", "role"],
                line,
            );
        }
        self.lose(line, format!("component `<{}>`", tag.name), written);
    }

    /// The path in the source that an import names.
    fn locate(&self, path: &str) -> Option<String> {
        let found = match path.strip_prefix("@site/") {
            Some(rest) => super::super::skip::joined(self.reader.root, rest),
            None => super::super::skip::joined(super::super::skip::folder(&self.source), path),
        };
        found.filter(|path| self.reader.files.contains(path))
    }

    fn include(&mut self, path: &str) -> Option<String> {
        let reader = &mut *self.reader;
        if reader.open.len() >= MAX_DEPTH
            || reader.open.iter().any(|open| open == path)
            || reader.written > MAX_LENGTH
        {
            return None;
        }
        let bytes = reader.files.read(path).ok()?;
        let text = text::decode(path, &bytes, &mut reader.losses);
        reader.written += text.len();
        let parts = super::super::front::split(path, &text, &mut reader.losses);
        reader.open.push(path.to_owned());
        let inner = read(reader, path, &parts.body, parts.before(&text));
        reader.open.pop();
        Some(inner)
    }

    /// Notes attributes that found no place.
    pub(super) fn spare(&mut self, tag: &Tag<'_>, known: &[&str], line: usize) {
        for (name, value) in &tag.attributes {
            if !known.contains(name) {
                let text = match value {
                    Attribute::Alone => String::new(),
                    Attribute::Text(text) | Attribute::Code(text) => (*text).to_owned(),
                };
                self.lose(
                    line,
                    format!("attribute `{name}` of `<{}>`", tag.name),
                    text,
                );
            }
        }
    }
}
