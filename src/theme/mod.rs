//! How a site looks: templates, strings, style, script and icons of one theme.
//!
//! In: the settings and the files of a knowledge base, and the default theme inside the binary.
//! Out: a [`Theme`], whose every file was looked up in the same way: the site's own
//! `themes/<name>/` first, file by file, then the default. Then the parts are made ready once:
//! templates parsed, strings merged, style sheets joined, accent colours computed.

mod accent;
mod css;
mod icons;
mod lookup;
mod render;
mod script;
mod strings;

pub use accent::{Colour, contrast};
pub use css::{CSS_PARTS, Styles};
pub use icons::Icons;
pub use render::Templates;
pub use strings::Strings;

use std::collections::BTreeMap;

use crate::config::Config;
use crate::diag::{At, Diagnostic, nearest};
use crate::source::Files;

/// Everything of a theme that pages need.
#[derive(Debug, Clone)]
pub struct Theme {
    /// Parsed page templates.
    pub templates: Templates,
    /// Words of the theme in the site's language, with the site's own in their place.
    pub strings: Strings,
    /// Shapes of the icons.
    pub icons: Icons,
    /// Parts of the style sheet.
    pub css: Styles,
    /// The script of every page.
    pub js: String,
    /// Files loaded on first use, by name: the search engine, the results page, guided help, answers, the site as an app.
    pub engine: BTreeMap<&'static str, String>,
    /// The service worker, without what it knows of the site.
    pub worker: String,
    /// Path of the logo inside the knowledge base and its path inside the site.
    pub logo: Option<(String, String)>,
    /// Strings for the script, as JSON; none where they are the built-in English ones.
    pub script_strings: Option<String>,
}

/// Loads the theme that the settings name.
pub fn load(files: &dyn Files, config: &Config) -> (Theme, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let name = known_name(files, config, &mut diagnostics);
    let look = lookup::Lookup::new(files, &name);
    let strings = strings::load(&look, config, &mut diagnostics);
    let templates = Templates::load(&look, &mut diagnostics);
    let accents = accent::rules(config, &mut diagnostics);
    let css = Styles::load(&look, &config.platforms, accents);
    let logo = logo(files, config, &mut diagnostics);
    let theme = Theme {
        templates,
        script_strings: strings.for_script(),
        strings,
        icons: Icons::parse(&look.text("icons.svg").unwrap_or_default()),
        css,
        js: script::script(&look, "js"),
        engine: [
            ("search.js", "search"),
            ("results.js", "results"),
            ("guided.js", "guided"),
            ("feedback.js", "feedback"),
            ("app.js", "app"),
        ]
        .into_iter()
        .map(|(name, folder)| {
            let whole = look.text(name).map(|text| script::trim(&text));
            (name, whole.unwrap_or_else(|| script::script(&look, folder)))
        })
        .chain([
            ("guided.css", css::extra(&look, "guided")),
            ("results.css", css::extra(&look, "results")),
            ("home.css", css::extra(&look, "home")),
        ])
        .collect(),
        worker: script::script(&look, "worker"),
        logo,
    };
    (theme, diagnostics)
}

fn known_name(files: &dyn Files, config: &Config, diagnostics: &mut Vec<Diagnostic>) -> String {
    let name = &config.theme.name;
    let has = |name: &str| {
        let folder = format!("themes/{name}/");
        files.list().iter().any(|e| e.path.starts_with(&folder))
    };
    if name == "default" || has(name) {
        return name.clone();
    }
    let mut names: Vec<&str> = files
        .list()
        .iter()
        .filter_map(|e| e.path.strip_prefix("themes/")?.split_once('/'))
        .map(|(name, _)| name)
        .collect();
    names.push("default");
    names.dedup();
    let help = match nearest(name, names.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("make the folder `themes/{name}/`, or leave the name out"),
    };
    diagnostics.push(
        Diagnostic::error(
            "unknown-theme",
            "fixbook.yaml",
            At::Value("theme.name".into()),
            format!("there is no theme named `{name}`"),
        )
        .help(help),
    );
    "default".to_owned()
}

fn logo(
    files: &dyn Files,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(String, String)> {
    let logo = config.theme.logo.as_ref()?;
    if !files.contains(logo) {
        diagnostics.push(
            Diagnostic::error(
                "missing-logo",
                "fixbook.yaml",
                At::Value("theme.logo".into()),
                format!("the logo `{logo}` does not exist"),
            )
            .help("write its path inside the knowledge base, for example `static/logo.svg`"),
        );
        return None;
    }
    let site = match logo.strip_prefix("static/") {
        Some(rest) => rest.to_owned(),
        None => format!("assets/{}", logo.rsplit('/').next().unwrap_or(logo)),
    };
    Some((logo.clone(), site))
}
