//! The page of one article, in the order of the design: confirm, then act.

use serde::Serialize;

use super::Html;
use super::card::{self, FixCard, Switch, Way};
use super::flow::{self, Flow};
use super::frame::{Frame, Meta, reviewed};
use super::guide::{QuestionView, questions};
use super::pieces::{Pieces, SectionView};
use super::problem::{MESSAGES, Problem, Said, problem, quote, said};
use super::site::{Link, Row, Site};
use super::stuck::{self, Stuck};
use super::tags::cost;
use super::text::slug;
use super::url::{encode_path, relative};
use super::why::{CauseView, SourceView, causes, sources};
use crate::html::{self, Reading};
use crate::model::{Article, ArticleId, ArticleType, Confidence, Section};

/// An article's page.
#[derive(Debug, Clone, Serialize)]
pub struct ArticleView {
    /// Around the page.
    pub page: Frame,
    /// The way from home to here.
    pub crumbs: Vec<Link>,
    /// Notes that another article is the better one.
    pub banners: Vec<Banner>,
    /// Heading.
    pub title: Html,
    /// Exact message behind the heading, with quotation marks.
    pub quote: Option<String>,
    /// One sentence under the heading, where there is no problem to confirm.
    pub summary: Option<Html>,
    /// Platforms, time, review.
    pub meta: Meta,
    /// "Is this your problem?"
    pub problem: Option<Problem>,
    /// The fixes in short.
    pub rail: Vec<RailItem>,
    /// The switch between platforms.
    pub switch: Option<Switch>,
    /// A guide's questions.
    pub questions: Vec<QuestionView>,
    /// The fixes in full.
    pub fixes: Vec<FixCard>,
    /// Whether the fixes are sorted by a formula, which the reader is told.
    pub sorted: bool,
    /// The ways through the fixes or questions, drawn; where there is more than one.
    pub flow: Option<Flow>,
    /// Messages that did not fit above.
    pub also: Vec<Said>,
    /// Sections of the body that tell how the problem shows.
    pub symptoms: Vec<SectionView>,
    /// Headings of groups that no fix follows.
    pub alone: Vec<SectionView>,
    /// Ids of headings that the title stands for.
    pub anchors: Vec<String>,
    /// Why it happens.
    pub causes: Vec<CauseView>,
    /// Background.
    pub body: Option<Html>,
    /// The way to people.
    pub stuck: Option<Stuck>,
    /// Related problems.
    pub related: Vec<Row>,
    /// Articles that link here and are not related already.
    pub backlinks: Vec<Row>,
    /// Where the facts come from.
    pub sources: Vec<SourceView>,
    /// Where to change this page.
    pub edit: Option<String>,
}

/// A note that leads to another article.
#[derive(Debug, Clone, Serialize)]
pub struct Banner {
    /// What is the matter.
    pub text: String,
    /// The other article.
    pub link: Link,
    /// Whether this article is not the one to read.
    pub warn: bool,
}

/// A fix in the rail.
#[derive(Debug, Clone, Serialize)]
pub struct RailItem {
    /// Its anchor.
    pub url: String,
    /// Its heading, without links.
    pub title: String,
    /// Time and need.
    pub note: String,
}

/// The view of an article.
pub fn article(site: &Site<'_>, id: ArticleId) -> ArticleView {
    let article = site.article(id);
    let place = site.place(&article.source, &article.url);
    let (t, plain) = (site.t(), &site.titles[id.0]);
    let platforms = card::platforms(&article.fixes, &article.platforms);
    let taken = &article.body.taken;
    let reading = taken
        .rest
        .is_some()
        .then(|| Reading::new(&article.body.markdown));
    let pieces = reading.as_ref().map(|reading| Pieces {
        reading,
        place: &place,
    });
    let pieces = pieces.as_ref();
    let sections = |list: &[Section]| -> Vec<SectionView> {
        let sections = pieces.into_iter();
        let sections = sections.flat_map(|pieces| list.iter().map(|s| pieces.section(s, 3)));
        sections.collect()
    };
    let first = site.way(id).order.first().copied();
    let problem = problem(&place, article, plain, first);
    let quote = quote(article, plain);
    let full = match &quote {
        Some(quote) => format!("{plain}: {quote}"),
        None => plain.clone(),
    };
    let mut page = Frame::new(
        site,
        &article.url,
        &full,
        &description(site, article, plain),
    );
    page.article = Some(article.url.trim_end_matches(".html").to_owned());
    page.id.clone_from(&article.id);
    page = page.with_qr(site, &article.url);
    page.style = (!article.questions.is_empty()).then_some("guided");
    if !article.fixes.is_empty() {
        page.skip = t.get("skip_fix").to_owned();
    }
    let way = site.way(id);
    let rows = |ids: Vec<ArticleId>| ids.into_iter().map(|id| site.row(&article.url, id));
    let related: Vec<ArticleId> = site
        .graph
        .related
        .get(id.0)
        .map_or(Vec::new(), |list| list.iter().map(|(id, _)| *id).collect());
    let backlinks = site.graph.backlinks.get(id.0).cloned().unwrap_or_default();
    let backlinks = backlinks.into_iter().filter(|id| !related.contains(id));
    let backlinks: Vec<Row> = rows(backlinks.take(8).collect()).collect();
    ArticleView {
        page,
        crumbs: crumbs(site, article),
        banners: banners(site, id, article),
        title: match &quote {
            Some(_) => format!("{}:", place.inline(&article.title)),
            None => place.inline(&article.title),
        },
        quote,
        summary: match (pieces.zip(taken.lead), &problem) {
            (Some((pieces, lead)), _) => Some(pieces.inline(lead)),
            (None, Some(_)) => None,
            (None, None) => place.maybe(article.summary.as_ref()),
        },
        meta: meta(site, article, first),
        problem,
        rail: rail(site, article, &way),
        switch: card::switch(site, &platforms),
        questions: questions(&place, article),
        flow: flow::flow(&place, article, &way),
        fixes: way
            .order
            .iter()
            .map(|at| {
                card::card(
                    &place,
                    Some(article),
                    &article.fixes,
                    *at,
                    &way,
                    &platforms,
                    pieces,
                )
            })
            .collect(),
        sorted: site.book.sequences[id.0].computed && article.fixes.len() > 1,
        also: said(&place, article).skip(MESSAGES).collect(),
        symptoms: sections(&taken.symptoms),
        alone: sections(&taken.alone),
        anchors: taken.anchors.clone(),
        causes: causes(&place, article, &way, pieces),
        body: match (pieces, &taken.rest) {
            (Some(pieces), Some(rest)) => pieces.all(rest, 2),
            _ => place.block(&article.body.markdown),
        },
        stuck: wants_help(article).then(|| stuck::of_article(&place, article, plain)),
        related: rows(related).collect(),
        backlinks,
        sources: sources(&place, article),
        edit: site
            .book
            .config
            .edit_url
            .as_ref()
            .map(|url| url.replace("{path}", &encode_path(&article.source))),
    }
}

fn wants_help(article: &Article) -> bool {
    !matches!(article.kind, ArticleType::HowTo | ArticleType::Reference)
        || !article.fixes.is_empty()
}

fn description(site: &Site<'_>, article: &Article, title: &str) -> String {
    if let Some(summary) = &article.summary {
        return html::plain(summary.as_str());
    }
    let seen = article.symptoms.iter().find_map(|s| s.observation.as_ref());
    let count = site.count(article);
    match seen {
        Some(seen) => format!("{} {count}.", html::plain(seen.as_str())),
        None => format!("{title}. {count}."),
    }
}

fn crumbs(site: &Site<'_>, article: &Article) -> Vec<Link> {
    let mut crumbs = vec![Link {
        url: relative(&article.url, "index.html"),
        text: site.t().get("home").to_owned(),
    }];
    let Some(product) = article.products.first() else {
        return crumbs;
    };
    let product = &site.book.config.products[product.0];
    let page = format!("products/{}.html", product.id);
    crumbs.push(Link {
        url: relative(&article.url, &page),
        text: product.name.clone(),
    });
    if let Some((key, title)) = site.section(article).filter(|(_, t)| *t != product.name) {
        crumbs.push(Link {
            url: relative(&article.url, &format!("{page}#topic-{}", slug(&key))),
            text: title,
        });
    }
    crumbs
}

fn banners(site: &Site<'_>, id: ArticleId, article: &Article) -> Vec<Banner> {
    let t = site.t();
    let banner = |key: &str, other: ArticleId, warn| Banner {
        text: t.get(key).to_owned(),
        link: Link {
            url: relative(&article.url, &site.article(other).url),
            text: site.titles[other.0].clone(),
        },
        warn,
    };
    let newer = site.graph.superseded_by.get(id.0);
    let newer = newer.into_iter().flatten();
    let mut list: Vec<Banner> = newer.map(|id| banner("superseded", *id, true)).collect();
    list.extend(
        article
            .duplicate_of
            .map(|id| banner("duplicate_of", id, true)),
    );
    list.extend(
        article
            .supersedes
            .iter()
            .map(|id| banner("supersedes", *id, false)),
    );
    list.extend(
        article
            .caused_by
            .iter()
            .map(|id| banner("caused_by", *id, false)),
    );
    list
}

/// The line under an article's heading.
fn meta(site: &Site<'_>, article: &Article, first: Option<usize>) -> Meta {
    let (t, config) = (site.t(), &site.book.config);
    let platforms = article.platforms.iter().map(|id| &config.platforms[id.0]);
    let icon = platforms.clone().find_map(|p| p.icon.as_deref());
    let labels: Vec<&str> = platforms.map(|p| p.label.as_str()).collect();
    let first = first.and_then(|at| article.fixes[at].minutes);
    Meta {
        platforms: labels.join(", "),
        icon: site.theme.icons.known(icon, "pc").to_owned(),
        first: first.map(|n| t.fill("first_fix", &[("time", &site.minutes(n))])),
        reviewed: reviewed(site, &article.review),
        versions: article
            .versions
            .as_ref()
            .map(|v| t.fill("versions", &[("versions", v)])),
        confidence: match article.confidence {
            Confidence::Validated => None,
            Confidence::Wip => Some(t.get("confidence_wip").to_owned()),
            Confidence::NotValidated => Some(t.get("confidence_not_validated").to_owned()),
            Confidence::Archived => Some(t.get("confidence_archived").to_owned()),
        },
    }
}

fn rail(site: &Site<'_>, article: &Article, way: &Way<'_>) -> Vec<RailItem> {
    let item = |at: &usize| RailItem {
        url: format!("#fix-{}", at + 1),
        title: html::plain(article.fixes[*at].title.as_str()),
        note: cost(site, &article.fixes[*at]),
    };
    way.order.iter().map(item).collect()
}
