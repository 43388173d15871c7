//! What search knows of an article, and of the site.

use std::collections::BTreeSet;

use crate::book::Book;
use crate::html;
use crate::model::{ArticleId, Fix, Step, Text};
use crate::search::{SearchDoc, SearchSite};

/// Everything of an article that can be found, without markup.
pub fn search_doc(book: &Book, id: ArticleId) -> SearchDoc {
    let (article, config) = (&book.articles[id.0], &book.config);
    let plain = |text: &Text| html::plain(text.as_str());
    let symptoms = &article.symptoms;
    let products: Vec<String> = article
        .products
        .iter()
        .flat_map(|id| config.lineage(*id))
        .map(|id| config.products[id.0].id.clone())
        .collect();
    let platforms = article.platforms.iter();
    let platforms = platforms.map(|id| config.platforms[id.0].id.clone());
    let roles = article.fixes.iter().filter_map(|fix| fix.requires.role);
    let roles: BTreeSet<usize> = roles.map(|id| id.0).collect();
    let mut headings: Vec<String> = article.fixes.iter().map(|f| plain(&f.title)).collect();
    headings.extend(article.causes.iter().map(|cause| plain(&cause.text)));
    let scan = &book.article_scans[id.0];
    headings.extend(scan.headings.iter().map(|heading| heading.text.clone()));
    let mut body: Vec<String> = Vec::new();
    body.extend(symptoms.iter().filter_map(|s| s.place.as_ref()).map(plain));
    body.extend(article.conditions.iter().map(|c| plain(&c.ask)));
    // Answers are the words of the problems that they lead to; these shall be found by them, not the guide.
    body.extend(
        article
            .questions
            .iter()
            .map(|question| plain(&question.ask)),
    );
    for fix in &article.fixes {
        fix_words(fix, &mut body);
    }
    body.extend(
        article
            .causes
            .iter()
            .filter_map(|c| c.check.as_ref())
            .map(plain),
    );
    body.push(html::plain(&article.body.markdown));
    let seen: Vec<String> = symptoms
        .iter()
        .filter_map(|s| s.observation.as_ref())
        .map(plain)
        .collect();
    let summary = article.summary.as_ref().map(plain);
    SearchDoc {
        source: article.source.clone(),
        url: article.url.clone(),
        title: plain(&article.title),
        summary: summary
            .or_else(|| seen.first().cloned())
            .unwrap_or_default(),
        messages: symptoms.iter().filter_map(|s| s.message.clone()).collect(),
        codes: symptoms.iter().filter_map(|s| s.code.clone()).collect(),
        symptoms: seen,
        headings,
        body: body.join("\n"),
        tags: article.tags.clone(),
        products: dedup(products),
        platforms: dedup(platforms.collect()),
        roles: roles
            .into_iter()
            .map(|id| config.roles[id].id.clone())
            .collect(),
        anyone: article.fixes.iter().any(|fix| fix.requires.role.is_none()),
        fixes: book.sequences[id.0]
            .fixes
            .iter()
            .map(|at| {
                let (fix, anchor) = (&article.fixes[*at], format!("fix-{}", at + 1));
                (plain(&fix.title), anchor, fix.minutes.unwrap_or(0))
            })
            .collect(),
    }
}

/// What search knows of the site.
pub fn search_site(book: &Book) -> SearchSite {
    let config = &book.config;
    let pair = |id: &String, name: &String| (id.clone(), name.clone());
    SearchSite {
        products: config
            .products
            .iter()
            .map(|p| pair(&p.id, &p.name))
            .collect(),
        platforms: config
            .platforms
            .iter()
            .map(|p| pair(&p.id, &p.label))
            .collect(),
        roles: config.roles.iter().map(|r| pair(&r.id, &r.label)).collect(),
        synonyms: config.synonyms.clone(),
    }
}

fn fix_words(fix: &Fix, out: &mut Vec<String>) {
    let mut texts: Vec<&Text> = Vec::new();
    texts.extend(fix.why.iter().chain(&fix.warning).chain(&fix.changes));
    texts.extend(&fix.requires.needs);
    let platforms = fix.steps.by_platform.iter().flat_map(|(_, steps)| steps);
    let mut commands = Vec::new();
    for step in fix.steps.all.iter().chain(platforms) {
        let Step {
            text,
            command,
            expect,
            if_fails,
            undo,
            pieces,
        } = step;
        // The words of a piece are those of the body.
        if pieces.head.is_none() {
            texts.push(text);
        }
        texts.extend(expect.iter().chain(if_fails).chain(undo));
        commands.extend(command.clone());
    }
    texts.extend(&fix.verify);
    for edge in &fix.then {
        texts.push(&edge.meets);
        texts.extend(&edge.say);
    }
    out.extend(texts.into_iter().map(|text| html::plain(text.as_str())));
    out.extend(commands);
    out.push(html::plain(&fix.details));
}

/// Drops repeats, keeps the order.
fn dedup(list: Vec<String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    list.into_iter()
        .filter(|item| seen.insert(item.clone()))
        .collect()
}
