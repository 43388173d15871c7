//! Why a problem happens, and where the facts come from.

use serde::Serialize;

use super::Html;
use super::card::Way;
use super::frame::day;
use super::pieces::{Pieces, SectionView};
use super::site::Link;
use super::text::Place;
use crate::html::{self, Resolver};
use crate::model::{Article, Cause, Likelihood, SourceLink};

/// A cause.
#[derive(Debug, Clone, Serialize)]
pub struct CauseView {
    /// What is the matter.
    pub text: Html,
    /// The section of the body that tells it, in place of the sentence.
    pub section: Option<SectionView>,
    /// How often it is this.
    pub likelihood: Option<String>,
    /// How the reader can tell.
    pub check: Option<Html>,
    /// Fixes that remove it.
    pub fixes: Vec<Link>,
}

/// Where a fact comes from.
#[derive(Debug, Clone, Serialize)]
pub struct SourceView {
    /// Name of the page.
    pub title: Html,
    /// Its address.
    pub url: Option<String>,
    /// "Checked 1 Nov 2026".
    pub checked: Option<String>,
}

pub(super) fn causes(
    place: &Place<'_>,
    article: &Article,
    way: &Way<'_>,
    pieces: Option<&Pieces<'_, '_>>,
) -> Vec<CauseView> {
    let t = place.site.t();
    let fixes = |cause: usize| {
        let fixes = way.order.iter();
        fixes
            .filter(move |at| article.fixes[**at].addresses.contains(&cause))
            .map(|at| Link {
                url: format!("#fix-{}", at + 1),
                text: t.fill("fix_n", &[("n", &way.number(*at))]),
            })
            .collect()
    };
    let cause = |(at, cause): (usize, &Cause)| CauseView {
        text: place.inline(&cause.text),
        section: article
            .body
            .taken
            .causes
            .get(at)
            .and_then(|section| Some(pieces?.section(section.as_ref()?, 4))),
        likelihood: cause.likelihood.map(|likelihood| {
            let key = match likelihood {
                Likelihood::Common => "likely_common",
                Likelihood::Occasional => "likely_occasional",
                Likelihood::Rare => "likely_rare",
            };
            t.get(key).to_owned()
        }),
        check: place.maybe(cause.check.as_ref()),
        fixes: fixes(at),
    };
    article.causes.iter().enumerate().map(cause).collect()
}

pub(super) fn sources(place: &Place<'_>, article: &Article) -> Vec<SourceView> {
    let t = place.site.t();
    let source = |source: &SourceLink| SourceView {
        title: html::plain(source.title.as_str()),
        url: source.url.as_ref().map(|url| place.link(url)),
        checked: source
            .checked
            .map(|date| t.fill("checked", &[("date", &day(place.site, date))])),
    };
    article.sources.iter().map(source).collect()
}
