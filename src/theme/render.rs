//! Templates: parsed once, filled from typed views. The only file that names the template engine.

use std::io::{self, Write};

use serde::Serialize;
use tera::{Context, Tera};

use super::Theme;
use super::lookup::{Lookup, embedded};
use crate::diag::{At, Diagnostic};

/// Where the icons of a page go.
const SPRITE: &str = "<svg hidden></svg>";

/// Parsed templates with what all pages share.
#[derive(Debug, Clone)]
pub struct Templates {
    tera: Tera,
}

impl Templates {
    /// Parses all templates; one that does not parse is replaced by the default's.
    pub(super) fn load(look: &Lookup<'_>, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let names = look.names("templates");
        let texts = |own: bool| -> Vec<(String, String)> {
            let text = |name: &String| {
                let path = format!("templates/{name}");
                let text = if own {
                    look.text(&path)
                } else {
                    embedded(&path)
                };
                Some((name.clone(), text?))
            };
            names.iter().filter_map(text).collect()
        };
        let mut tera = fresh();
        if let Err(error) = tera.add_raw_templates(texts(true)) {
            let file = names
                .iter()
                .filter_map(|name| look.own(&format!("templates/{name}")))
                .find(|own| {
                    error
                        .to_string()
                        .contains(own.rsplit('/').next().unwrap_or(own))
                })
                .unwrap_or_else(|| "fixbook.yaml".to_owned());
            diagnostics.push(
                Diagnostic::error("theme-template", &file, At::File, error.to_string())
                    .help("the default theme's file of the same name shows what works"),
            );
            tera = fresh();
            tera.add_raw_templates(texts(false))
                .expect("a test parses the templates of the default theme");
        }
        Self { tera }
    }

    /// Makes a value known to all templates.
    pub fn share<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) {
        self.tera.global_context().insert(name, value);
    }

    /// Fills a template from a view.
    fn render<T: Serialize>(&self, template: &str, view: &T) -> Result<String, String> {
        let context = Context::from_serialize(view).map_err(|error| error.to_string())?;
        self.tera
            .render(template, &context)
            .map_err(|error| error.to_string())
    }
}

impl Theme {
    /// A page: the template filled from the view, with the icons that it uses.
    ///
    /// # Errors
    /// The template engine's words, when a template does not fit the view.
    pub fn page<T: Serialize>(&self, template: &str, view: &T) -> Result<String, String> {
        let html = self.templates.render(template, view)?;
        Ok(self.icons.fill(&html, SPRITE))
    }
}

fn fresh() -> Tera {
    let mut tera = Tera::default();
    tera.set_escape_fn(escape);
    tera
}

/// Escapes text for HTML, run by run, because byte by byte is what costs most of a page.
fn escape(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
        out.write_all(&rest.as_bytes()[..at])?;
        out.write_all(match rest.as_bytes()[at] {
            b'&' => b"&amp;",
            b'<' => b"&lt;",
            b'>' => b"&gt;",
            b'"' => b"&quot;",
            _ => b"&#39;",
        })?;
        rest = &rest[at + 1..];
    }
    out.write_all(rest.as_bytes())
}
