//! The way to say that a fix is wrong or dangerous, which works without scripts too.

use super::text::Place;
use super::url::{encode_path, encode_value};
use crate::html;
use crate::model::Fix;

/// A prepared message or issue; the help desk where neither is named; none where the site collects no answers.
pub(super) fn link(place: &Place<'_>, fix: &Fix) -> Option<String> {
    let (config, t) = (&place.site.book.config, place.site.t());
    let ways = &config.feedback;
    if !ways.is_on() {
        return None;
    }
    let title = html::plain(fix.title.as_str());
    let subject = t.fill("wrong_subject", &[("title", &title)]);
    let page = match &config.base_url {
        Some(base) => format!("{base}{}", encode_path(place.page)),
        None => place.page.to_owned(),
    };
    let (subject, body) = (encode_value(&subject), encode_value(&page));
    if let Some(email) = &ways.email {
        let email = encode_value(email).replace("%40", "@");
        return Some(format!("mailto:{email}?subject={subject}&body={body}"));
    }
    let issue = ways.issue.as_ref();
    let issue = issue.map(|url| url.replace("{title}", &subject).replace("{body}", &body));
    Some(issue.unwrap_or_else(|| "#stuck".to_owned()))
}
