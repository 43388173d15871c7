//! Links, images and HTML elements of MDX.

use super::jsx::{self, Attribute, Tag};
use super::mdx::Document;

impl Document<'_, '_> {
    /// A component that links.
    pub(super) fn link(&mut self, tag: &Tag<'_>, line: usize) {
        if tag.closing {
            if let Some(address) = self.links.pop() {
                self.out.push_str(&format!("](<{address}>)"));
            }
            return;
        }
        let address = tag
            .text("to")
            .or_else(|| tag.text("href"))
            .or_else(|| self.address(tag.attribute("to")?));
        self.spare(tag, &["to", "href", "className"], line);
        if !tag.whole {
            self.out.push('[');
            self.links
                .push(address.unwrap_or_default().replace(['<', '>', '\n'], ""));
        }
    }

    /// What code stands for an address: `require('./x.png').default`, `useBaseUrl('/x.png')`, an imported name.
    fn address(&self, value: Attribute<'_>) -> Option<String> {
        match value {
            Attribute::Text(text) => Some(text.to_owned()),
            Attribute::Code(code) => {
                let code = code.trim();
                let imported = self.imports.get(code).map(String::as_str);
                imported
                    .or_else(|| jsx::string_inside(code))
                    .map(str::to_owned)
            }
            Attribute::Alone => None,
        }
    }

    /// An image, with an address that may be code.
    pub(super) fn image(&mut self, tag: &Tag<'_>, line: usize, written: &str) {
        let value = tag
            .attribute("src")
            .or_else(|| tag.attribute("img"))
            .or_else(|| tag.attribute("sources"));
        let address = value.and_then(|value| self.address(value));
        let Some(address) = address.filter(|address| !address.is_empty()) else {
            return self.lose(line, "image without an address", written);
        };
        let alt = tag
            .text("alt")
            .unwrap_or_default()
            .replace(['[', ']', '\n'], " ");
        self.out.push_str(&format!(
            "![{alt}](<{}>)",
            address.replace(['<', '>', '\n'], "")
        ));
        self.spare(
            tag,
            &[
                "src",
                "alt",
                "img",
                "sources",
                "width",
                "height",
                "loading",
                "style",
                "className",
            ],
            line,
        );
    }

    /// An element of HTML, with the attributes that HTML has too.
    pub(super) fn element(&mut self, tag: &Tag<'_>, line: usize, written: &str) {
        const KNOWN: &[&str] = &[
            "href", "title", "open", "colspan", "rowspan", "start", "alt", "src",
        ];
        const BOXES: &[&str] = &[
            "details", "div", "section", "article", "figure", "aside", "center",
        ];
        let mut attributes = String::new();
        for (name, value) in &tag.attributes {
            let small = name.to_ascii_lowercase();
            let text = match value {
                Attribute::Alone => String::new(),
                Attribute::Text(text) => format!("=\"{}\"", text.replace('"', "&quot;")),
                Attribute::Code(_) => match self.address(*value) {
                    Some(text) if small == "href" => {
                        format!("=\"{}\"", text.replace('"', "&quot;"))
                    }
                    _ => continue,
                },
            };
            if KNOWN.contains(&small.as_str()) {
                attributes.push_str(&format!(" {small}{text}"));
            }
        }
        let slash = if tag.closing { "/" } else { "" };
        let end = if tag.whole { " /" } else { "" };
        let new = format!("<{slash}{}{attributes}{end}>", tag.name);
        if BOXES.contains(&tag.name) && !tag.whole {
            self.mark(&format!("{}html {new}", if tag.closing { "/" } else { "" }));
        } else {
            self.out.push_str(&new);
        }
        let other = tag
            .attributes
            .iter()
            .any(|(name, _)| !KNOWN.contains(&name.to_ascii_lowercase().as_str()));
        if other {
            self.lose(line, "attributes of HTML elements", written);
        }
    }
}
