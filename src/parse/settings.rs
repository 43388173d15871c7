//! `fixbook.yaml`.

use std::collections::BTreeMap;

use super::article::{audience, order};
use super::content::{content, doubt};
use super::front;
use super::vocabulary::{platforms, products, roles};
use super::yaml::{Doc, Fields, Node};
use crate::config::{Config, Headings, Home, MarkdownConfig, ROLES, RawHtml, Support, ThemeConfig};
use crate::diag::Diagnostic;
use crate::model::{Audience, Days};

const FILE: &str = "fixbook.yaml";

/// Reads the settings; what is missing or wrong has its default value.
pub fn read(text: &str) -> (Config, Vec<Diagnostic>) {
    let base = front::bom(text);
    if text[base..].trim().is_empty() {
        return (decode_nothing(), Vec::new());
    }
    match Doc::read(FILE, &text[base..], base) {
        Ok(doc) => {
            let config = decode(&doc.root());
            (config, doc.finish().0)
        }
        Err(problems) => (decode_nothing(), problems),
    }
}

fn decode_nothing() -> Config {
    let doc = Doc::empty(FILE);
    decode(&doc.root())
}

fn decode(root: &Node<'_>) -> Config {
    let fields = root.fields("a map of keys, as `title` and `products`");
    let review = fields.get("review").map(|node| {
        let inner = node.fields("a map with `every`");
        let every = inner.get("every").and_then(|value| value.days());
        inner.finish();
        every
    });
    let synonyms = fields.get("search").map(|node| {
        let inner = node.fields("a map with `synonyms`");
        let groups = inner
            .get("synonyms")
            .map(|value| value.items("a list"))
            .unwrap_or_default();
        let groups = groups
            .iter()
            .map(|group| {
                group
                    .items("a list")
                    .iter()
                    .filter_map(Node::string)
                    .collect()
            })
            .collect();
        inner.finish();
        groups
    });
    let config = Config {
        title: fields.string("title").unwrap_or_else(|| "Help".to_owned()),
        description: fields.string("description").unwrap_or_default(),
        language: fields
            .get("language")
            .and_then(|value| language(&value))
            .unwrap_or_else(|| "en".to_owned()),
        base_url: fields.get("base_url").and_then(|value| base_url(&value)),
        audience: audience(&fields).unwrap_or(Audience::Public),
        products: products(&fields),
        platforms: platforms(&fields),
        roles: roles(&fields),
        content: content(&fields),
        sections: strings(&fields, "sections"),
        home: home(&fields),
        support: support(&fields),
        edit_url: fields.get("edit_url").and_then(|value| web(&value)),
        review_every: review.flatten().unwrap_or(Days(365)),
        theme: theme(&fields),
        markdown: markdown(&fields),
        headings: headings(&fields),
        order: order(&fields).unwrap_or_default(),
        feedback: super::feedback::settings(&fields),
        app: fields.get("app").and_then(|value| value.flag()),
        synonyms: synonyms.unwrap_or_default(),
    };
    doubt(&fields, &config);
    fields.finish();
    config
}

/// An address with `http` or `https`, ending in `/`; none for anything else.
pub fn normal_base_url(text: &str) -> Option<String> {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))?;
    let host_ok = !rest.is_empty() && !rest.starts_with('/');
    let clean =
        !rest.contains(['?', '#', '"', '<', '>', '\\']) && !rest.chars().any(char::is_whitespace);
    (host_ok && clean).then(|| format!("{}/", text.trim_end_matches('/')))
}

fn base_url(node: &Node<'_>) -> Option<String> {
    let text = node.string()?;
    let url = normal_base_url(text.trim());
    if url.is_none() {
        node.error(
            "bad-url",
            format!("`{text}` is no address to publish under"),
            "write it whole, for example https://help.example.com/",
        );
    }
    url
}

pub(super) fn web(node: &Node<'_>) -> Option<String> {
    let text = node.string()?;
    if text.starts_with("https://") || text.starts_with("http://") {
        return Some(text);
    }
    node.error(
        "bad-url",
        format!("`{text}` is no web address"),
        "begin it with https://",
    );
    None
}

fn language(node: &Node<'_>) -> Option<String> {
    let text = node.string()?;
    let part = |part: &str| {
        (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric())
    };
    if text.split('-').all(part) {
        return Some(text);
    }
    node.error(
        "bad-language",
        format!("`{text}` is no language tag"),
        "write a tag such as en, de or pt-BR",
    );
    None
}

fn home(fields: &Fields<'_>) -> Home {
    let Some(node) = fields.get("home") else {
        return Home::default();
    };
    let inner = node.fields("a map with `popular` and `common`");
    let texts = |key| {
        inner
            .references(key)
            .into_iter()
            .map(|item| item.text)
            .collect()
    };
    let home = Home {
        popular: texts("popular"),
        common: texts("common"),
    };
    inner.finish();
    home
}

fn support(fields: &Fields<'_>) -> Support {
    let Some(node) = fields.get("support") else {
        return Support::default();
    };
    let inner = node.fields("a map with `email`, `url` and `response`");
    let support = Support {
        email: inner.get("email").and_then(|value| email(&value)),
        url: inner.get("url").and_then(|value| web(&value)),
        response: inner.string("response"),
    };
    inner.finish();
    support
}

pub(super) fn email(node: &Node<'_>) -> Option<String> {
    let text = node.string()?;
    let ok = text.split('@').count() == 2
        && !text.contains(|c: char| c.is_whitespace() || "<>\"?&".contains(c));
    if !ok {
        node.error(
            "bad-email",
            format!("`{text}` is no e-mail address"),
            "write an address such as help@example.com",
        );
    }
    ok.then_some(text)
}

fn theme(fields: &Fields<'_>) -> ThemeConfig {
    let mut theme = ThemeConfig {
        name: "default".to_owned(),
        logo: None,
        accent: None,
        accent_dark: None,
        strings: BTreeMap::new(),
    };
    let Some(node) = fields.get("theme") else {
        return theme;
    };
    if !node.is_map() {
        theme.name = theme_name(&node).unwrap_or(theme.name);
        return theme;
    }
    let inner = node.fields("the name of a theme, or a map with `name`");
    if let Some(name) = inner.get("name").and_then(|value| theme_name(&value)) {
        theme.name = name;
    }
    theme.logo = inner.string("logo");
    theme.accent = inner.get("accent").and_then(|value| colour(&value));
    theme.accent_dark = inner.get("accent_dark").and_then(|value| colour(&value));
    theme.strings = strings(&inner, "strings");
    inner.finish();
    theme
}

fn theme_name(node: &Node<'_>) -> Option<String> {
    let name = node.string()?;
    if name.contains(['/', '\\']) || name.starts_with('.') {
        node.error(
            "bad-id",
            format!("`{name}` is no name of a theme"),
            "write the name of a folder below themes/",
        );
        return None;
    }
    Some(name)
}

fn colour(node: &Node<'_>) -> Option<String> {
    let text = node.string()?;
    let hex = text.strip_prefix('#').unwrap_or_default();
    if hex.len() == 6 && hex.chars().all(|c| c.is_ascii_hexdigit()) {
        return Some(text.to_lowercase());
    }
    node.error(
        "bad-colour",
        format!("`{text}` is no colour"),
        "write it as \"#rrggbb\", in quotes, for example \"#0a6853\"",
    );
    None
}

fn markdown(fields: &Fields<'_>) -> MarkdownConfig {
    let mut markdown = MarkdownConfig {
        html: RawHtml::Sanitise,
        highlight: true,
    };
    let Some(node) = fields.get("markdown") else {
        return markdown;
    };
    let inner = node.fields("a map with `html` and `highlight`");
    let html = inner.get("html").and_then(|value| {
        value.choice(&[
            ("sanitise", RawHtml::Sanitise),
            ("escape", RawHtml::Escape),
            ("trust", RawHtml::Trust),
        ])
    });
    markdown.html = html.unwrap_or(markdown.html);
    markdown.highlight = inner
        .get("highlight")
        .and_then(|value| value.flag())
        .unwrap_or(true);
    inner.finish();
    markdown
}

/// `headings`: false, or words by role.
fn headings(fields: &Fields<'_>) -> Headings {
    let mut headings = Headings::default();
    let Some(node) = fields.get("headings") else {
        return headings;
    };
    if !node.is_map() {
        headings.read = node.flag().unwrap_or(true);
        return headings;
    }
    let inner = node.fields("false, or a map from roles to words of headings");
    let roles = ROLES.iter().map(|(name, role)| (*name, Some(*role)));
    for (name, role) in roles.chain([("none", None)]) {
        let words = inner.references(name).into_iter();
        headings.words.extend(words.map(|word| (word.text, role)));
    }
    inner.finish();
    headings
}

fn strings(fields: &Fields<'_>, key: &'static str) -> BTreeMap<String, String> {
    let entries = fields
        .get(key)
        .map(|node| node.entries("a map from names to text"))
        .unwrap_or_default();
    entries
        .into_iter()
        .filter_map(|(name, value)| Some((name, value.string()?)))
        .collect()
}
