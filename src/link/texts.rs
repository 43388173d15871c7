//! The inline texts of an article and of a fix.
//!
//! In: an article or a fix. Out: its Markdown texts in page order, without the blocks (body and details).

use crate::model::{Article, Fix, Step, Text};

/// Every inline Markdown text of an article, those of its fixes included.
pub fn article_texts(article: &Article) -> Vec<&str> {
    let mut texts = vec![article.title.as_str()];
    push(&mut texts, article.summary.as_ref());
    for symptom in &article.symptoms {
        push(&mut texts, symptom.observation.as_ref());
        push(&mut texts, symptom.place.as_ref());
    }
    for cause in &article.causes {
        texts.push(cause.text.as_str());
        push(&mut texts, cause.check.as_ref());
    }
    texts.extend(article.conditions.iter().map(|c| c.ask.as_str()));
    for fix in &article.fixes {
        texts.extend(fix_texts(fix));
    }
    texts.extend(article.sources.iter().map(|s| s.title.as_str()));
    texts.extend(article.collect_before_support.iter().map(Text::as_str));
    texts
}

/// Every inline Markdown text of a fix.
pub fn fix_texts(fix: &Fix) -> Vec<&str> {
    let mut texts = vec![fix.title.as_str()];
    for text in [&fix.changes, &fix.why, &fix.warning] {
        push(&mut texts, text.as_ref());
    }
    texts.extend(fix.requires.needs.iter().map(Text::as_str));
    let by_platform = fix.steps.by_platform.iter().flat_map(|(_, steps)| steps);
    for step in fix.steps.all.iter().chain(by_platform) {
        texts.extend(step_texts(step));
    }
    push(&mut texts, fix.verify.as_ref());
    for edge in &fix.then {
        texts.push(edge.meets.as_str());
        push(&mut texts, edge.say.as_ref());
    }
    texts
}

fn step_texts(step: &Step) -> Vec<&str> {
    let mut texts = vec![step.text.as_str()];
    for text in [&step.expect, &step.if_fails, &step.undo] {
        push(&mut texts, text.as_ref());
    }
    texts
}

fn push<'a>(texts: &mut Vec<&'a str>, text: Option<&'a Text>) {
    texts.extend(text.map(Text::as_str));
}
