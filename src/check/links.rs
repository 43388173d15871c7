//! Links and images.
//!
//! In: links of bodies and of inline texts, images of bodies. Out: a diagnostic for each that leads
//! nowhere, out of the knowledge base, or to something that is not published.

use super::{Facts, Page};
use crate::book::Href;
use crate::diag::{At, Diagnostic, nearest};
use crate::html::Scan;
use crate::model::{Article, Fix};

/// Files that are published as images from anywhere below `articles/` and `fixes/`.
const IMAGES: &[&str] = &["avif", "gif", "jpeg", "jpg", "png", "svg", "webp"];

/// Every link leads to something that the site holds, or to another site.
pub(super) fn links(facts: &Facts<'_>, out: &mut Vec<Diagnostic>) {
    each_source(facts, |source, refs, scan, offset| {
        let in_texts = refs
            .iter()
            .map(|link| (link.text.as_str(), link.at.clone()));
        let in_body = scan.links.iter().map(|(link, range)| {
            (
                link.as_str(),
                At::Span(range.start + offset..range.end + offset),
            )
        });
        for (link, at) in in_texts.chain(in_body) {
            out.extend(link_problem(facts, source, link, at));
        }
    });
}

/// Every block of code ends where its writer meant it to.
pub(super) fn fences(facts: &Facts<'_>, out: &mut Vec<Diagnostic>) {
    each_source(facts, |source, _, scan, offset| {
        for range in &scan.open_fences {
            let at = At::Span(range.start + offset..range.end + offset);
            out.push(
                Diagnostic::warning("open-fence", source, at, "this block of code is not closed")
                    .label("code goes on as far as it can")
                    .help("write the same signs alone on the line after the code"),
            );
        }
    });
}

/// Every image exists, and is a kind that browsers show.
pub(super) fn images(facts: &Facts<'_>, out: &mut Vec<Diagnostic>) {
    each_source(facts, |source, _, scan, offset| {
        for (image, range) in &scan.images {
            let at = At::Span(range.start + offset..range.end + offset);
            out.extend(image_problem(facts, source, image, at));
        }
    });
    for article in &facts.book.articles {
        for (i, fix) in article.fixes.iter().enumerate() {
            // Details of a shared fix that are not replaced are the shared fix's own body.
            if fix.details_source != article.source || !fix.details.contains("![") {
                continue;
            }
            for (image, _) in crate::html::scan(&fix.details).images {
                let at = At::Value(format!("fixes[{i}].details"));
                out.extend(image_problem(facts, &article.source, &image, at));
            }
        }
    }
}

fn each_source<'a>(
    facts: &Facts<'a>,
    mut visit: impl FnMut(&'a str, &'a [crate::parse::Ref], &'a Scan, usize),
) {
    let book = facts.book;
    for (i, article) in book.articles.iter().enumerate() {
        let (refs, scan) = (&book.article_links[i], &book.article_scans[i]);
        visit(&article.source, refs, scan, article.body.offset);
    }
    for (i, fix) in book.fixes.iter().enumerate() {
        let (refs, scan) = (&book.fix_links[i], &book.fix_scans[i]);
        visit(&fix.source, refs, scan, book.fix_offsets[i]);
    }
}

fn link_problem(facts: &Facts<'_>, source: &str, link: &str, at: At) -> Option<Diagnostic> {
    match facts.book.href(source, link) {
        Href::Outside => unsafe_scheme(source, link, at),
        Href::Here(anchor) => {
            let page = facts.pages.get(source)?;
            anchor_problem(facts, source, *page, source, &anchor, at)
        }
        Href::Escapes => Some(escapes(source, link, at)),
        Href::File { path, anchor } => match facts.pages.get(path.as_str()) {
            Some(page) => anchor_problem(facts, source, *page, &path, &anchor?, at),
            None => file_problem(facts, source, link, &path, at),
        },
    }
}

fn escapes(source: &str, link: &str, at: At) -> Diagnostic {
    let message = format!("the link `{link}` leads out of the knowledge base");
    Diagnostic::error("link-escapes", source, at, message)
        .label("outside")
        .help("link to a file inside the knowledge base, or to a full address")
}

fn unsafe_scheme(source: &str, link: &str, at: At) -> Option<Diagnostic> {
    let link = link.trim();
    let start = if link.starts_with("//") || link.starts_with("\\\\") {
        link[..2].to_owned()
    } else {
        let scheme = link.split(':').next()?.to_ascii_lowercase();
        // One letter is a drive.
        let bad = ["javascript", "vbscript", "data", "file"].contains(&scheme.as_str());
        if !bad && scheme.len() > 1 {
            return None;
        }
        format!("{scheme}:")
    };
    let message = format!("addresses that start with `{start}` are not published");
    Some(
        Diagnostic::error("unsafe-link", source, at, message)
            .label("does not work for readers")
            .help("use an `https:` address, or a path to a file"),
    )
}

fn file_problem(
    facts: &Facts<'_>,
    source: &str,
    link: &str,
    path: &str,
    at: At,
) -> Option<Diagnostic> {
    let exists = facts.files.contains(path);
    if facts.book.left_out.iter().any(|left| left == path) {
        let message = format!("the link `{link}` leads to an article that is not published");
        return Some(
            Diagnostic::warning("left-out-article", source, at, message)
                .label(format!("leads to `{path}`"))
                .help("`--drafts` includes work in progress, `audience: internal` in fixbook.yaml includes internal articles; or remove the link"),
        );
    }
    if facts.book.assets.contains(path) || facts.book.elsewhere(link).is_some() {
        return None;
    }
    let content = &facts.book.config.content;
    let is_text = path.ends_with(".md") && !content.lenient;
    let is_source = content.is_among(path);
    // A source that exists and is no page has mistakes of its own, which are reported.
    if exists && (path.starts_with("static/") || is_source && (is_text || is_image(path))) {
        return None;
    }
    if exists {
        let message = format!("the link `{link}` leads to a file that is not published");
        return Some(
            Diagnostic::error("unpublished-file", source, at, message)
                .label(format!("`{path}` stays behind"))
                .help("move the file below `static/` and link to it there"),
        );
    }
    let message = format!("the link `{link}` leads to a file that does not exist");
    Some(
        Diagnostic::error("broken-link", source, at, message)
            .label(format!("there is no `{path}`"))
            .help(did_you_mean(facts, source, path)),
    )
}

/// The file with the same name in another folder, or the one with the most similar path.
fn did_you_mean(facts: &Facts<'_>, source: &str, path: &str) -> String {
    let paths = || facts.files.list().iter().map(|entry| entry.path.as_str());
    let name = |path: &str| path.rsplit('/').next().map(str::to_owned);
    let markdown = match path.rsplit_once('.') {
        Some((stem, "html" | "htm")) => format!("{stem}.md"),
        _ => path.to_owned(),
    };
    let same = paths()
        .find(|other| *other == markdown)
        .or_else(|| paths().find(|other| name(other) == name(&markdown)));
    // Names, not paths: files of one folder have similar paths and nothing else in common.
    let near = || {
        let names = paths()
            .filter(|p| p.ends_with(".md"))
            .filter_map(|p| p.rsplit('/').next());
        let stems = names.map(|name| name.trim_end_matches(".md"));
        let wanted = name(&markdown)?;
        let found = nearest(wanted.trim_end_matches(".md"), stems.take(2_000))?;
        let found = format!("{found}.md");
        paths().find(|other| name(other).as_deref() == Some(&*found))
    };
    match same.or_else(near) {
        Some(near) => format!("did you mean `{}`?", crate::book::relative(source, near)),
        None => "link to the `.md` file by its path from this file".to_owned(),
    }
}

fn anchor_problem(
    facts: &Facts<'_>,
    source: &str,
    page: Page,
    path: &str,
    anchor: &str,
    at: At,
) -> Option<Diagnostic> {
    let book = facts.book;
    let known = match page {
        Page::Article(id) => {
            let article = &book.articles[id.0];
            if article.body.anchors.iter().any(|id| id == anchor) {
                return None;
            }
            let mut known = article.body.anchors.clone();
            known.extend(article_anchors(facts, article));
            known
        }
        Page::Fix(id) => {
            let mut known: Vec<String> = book.fix_scans[id.0].ids().cloned().collect();
            known.extend(fix_anchors(facts, 1, &book.fixes[id.0].fix));
            known
        }
    };
    let leads = |id: &String| id == anchor || id.strip_prefix("s-") == Some(anchor);
    if anchor.is_empty() || anchor == "top" || known.iter().any(leads) {
        return None;
    }
    let message = format!("`{path}` has no heading with the anchor `{anchor}`");
    let help = match nearest(anchor, known.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `#{near}`?"),
        None => "anchors are the words of the heading, small, with `-` between them".to_owned(),
    };
    Some(
        Diagnostic::error("broken-anchor", source, at, message)
            .label("leads to no place on that page")
            .help(help),
    )
}

/// Anchors that an article's page has besides its headings.
fn article_anchors(facts: &Facts<'_>, article: &Article) -> Vec<String> {
    let mut anchors = vec!["stuck".to_owned()];
    for (i, fix) in article.fixes.iter().enumerate() {
        anchors.extend(fix_anchors(facts, i + 1, fix));
        if fix.shared.is_some() || fix.details.contains('#') {
            anchors.extend(crate::html::scan(&fix.details).ids().cloned());
        }
    }
    anchors
}

fn fix_anchors(facts: &Facts<'_>, number: usize, fix: &Fix) -> Vec<String> {
    let mut anchors = vec![format!("fix-{number}"), format!("fixed-{number}")];
    anchors.extend((1..=fix.steps.all.len()).map(|step| format!("fix-{number}-{step}")));
    for (platform, steps) in &fix.steps.by_platform {
        let id = &facts.book.config.platforms[platform.0].id;
        anchors.extend((1..=steps.len()).map(|step| format!("fix-{number}-{id}-{step}")));
    }
    anchors
}

fn image_problem(facts: &Facts<'_>, source: &str, image: &str, at: At) -> Option<Diagnostic> {
    let path = match facts.book.href(source, image) {
        Href::File { path, .. } => path,
        Href::Escapes => return Some(escapes(source, image, at)),
        Href::Here(_) => String::new(),
        Href::Outside if image.trim().to_ascii_lowercase().starts_with("data:") => return None,
        Href::Outside => {
            if let Some(problem) = unsafe_scheme(source, image, at.clone()) {
                return Some(problem);
            }
            let message = format!("the image `{image}` is on another site");
            return Some(
                Diagnostic::warning("outside-image", source, at, message)
                    .label("not shown offline")
                    .help("keep a copy beside the article"),
            );
        }
    };
    if !is_image(&path) {
        let message = format!("`{image}` is not an image that browsers show");
        return Some(
            Diagnostic::error("not-an-image", source, at, message)
                .label("unknown ending")
                .help(format!("use one of {}", IMAGES.join(", "))),
        );
    }
    let book = facts.book;
    let published = path.starts_with("static/")
        || book.config.content.is_among(&path)
        || book.assets.contains(&path);
    if facts.files.contains(&path) && published {
        return None;
    }
    let message = format!("the image `{image}` does not exist");
    let name = path.rsplit('/').next().unwrap_or(&path);
    let images = || {
        facts
            .files
            .list()
            .iter()
            .map(|e| e.path.as_str())
            .filter(|p| is_image(p))
    };
    let same = images().find(|other| other.rsplit('/').next() == Some(name));
    let help = match same.or_else(|| nearest(&path, images().take(2_000))) {
        Some(near) => format!("did you mean `{}`?", crate::book::relative(source, near)),
        None => "put the image beside the article or below `static/`".to_owned(),
    };
    Some(
        Diagnostic::error("missing-image", source, at, message)
            .label(format!("there is no `{path}`"))
            .help(help),
    )
}

fn is_image(path: &str) -> bool {
    let ending = path
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| IMAGES.contains(&ending.as_str()))
}
