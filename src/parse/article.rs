//! An article's front matter.

use super::fix;
use super::guide;
use super::types::{ParsedArticle, Ref, Taken};
use super::yaml::{Fields, Node};
use crate::diag::At;
use crate::model::{
    ArticleType, Audience, Cause, Condition, Confidence, FixOrder, Likelihood, Review, SourceLink,
    Symptom, Text,
};

/// Decodes the front matter of an article; none where it has no title to be shown under.
pub fn decode(root: &Node<'_>, source: &str) -> Option<ParsedArticle> {
    let fields = root.fields("a map of keys, as `title` and `fixes`");
    let help = "write `title: the symptom in the reader's words` at the top of the file";
    fields.need("title", help);
    let (title, mut article) = keys(&fields, source);
    fields.finish();
    article.title = title?;
    Some(article)
}

/// The title, and an article of all other keys.
pub fn keys(fields: &Fields<'_>, source: &str) -> (Option<Text>, ParsedArticle) {
    let title = fields.get("title").and_then(|value| value.text());
    let kind = fields.get("type").and_then(|value| {
        value.choice(&[
            ("problem", ArticleType::Problem),
            ("known-issue", ArticleType::KnownIssue),
            ("error-code", ArticleType::ErrorCode),
            ("how-to", ArticleType::HowTo),
            ("reference", ArticleType::Reference),
            ("guide", ArticleType::Guide),
        ])
    });
    let mut article = ParsedArticle {
        source: source.to_owned(),
        id: fields.get("id").and_then(|value| value.reference()),
        title: Text::default(),
        kind: kind.unwrap_or(ArticleType::Problem),
        summary: fields.text("summary"),
        products: Vec::new(),
        platforms: Vec::new(),
        versions: None,
        symptoms: list(fields, "symptoms", symptom),
        causes: list(fields, "causes", cause),
        conditions: list(fields, "conditions", condition),
        questions: guide::questions(fields),
        fixes: list(fields, "fixes", |node| Some(fix::of_article(node))),
        order: order(fields),
        sources: list(fields, "sources", source_link),
        related: Vec::new(),
        supersedes: fields.references("supersedes"),
        duplicate_of: fields
            .get("duplicate_of")
            .and_then(|value| value.reference()),
        caused_by: fields.references("caused_by"),
        aliases: fields.references("aliases"),
        review: fields
            .get("review")
            .map(|node| review(&node))
            .unwrap_or_default(),
        confidence: confidence(fields),
        audience: audience(fields).unwrap_or(Audience::Public),
        collect_before_support: list(fields, "collect_before_support", |node| node.text()),
        tags: list(fields, "tags", |node| node.string()),
        text_links: Vec::new(),
        body: String::new(),
        body_offset: 0,
        taken: Taken::default(),
    };
    if let Some(node) = fields.get("environment") {
        let inner = node.fields("a map with `products` and `platforms`");
        article.products = inner.references("products");
        article.platforms = inner.references("platforms");
        article.versions = inner.string("versions");
        inner.finish();
    }
    if let Some(node) = fields.get("related") {
        related(&node, &mut article);
    }
    guide::belongs(fields, article.kind);
    for source in article.fixes.iter().flat_map(|fix| &fix.sources) {
        if !article.sources.contains(source) {
            article.sources.push(source.clone());
        }
    }
    (title, article)
}

/// `order` of an article or a site.
pub fn order(fields: &Fields<'_>) -> Option<FixOrder> {
    fields.get("order")?.choice(&[
        ("author", FixOrder::Author),
        ("computed", FixOrder::Computed),
    ])
}

/// `audience` of an article or a site.
pub fn audience(fields: &Fields<'_>) -> Option<Audience> {
    fields.get("audience")?.choice(&[
        ("public", Audience::Public),
        ("internal", Audience::Internal),
    ])
}

fn confidence(fields: &Fields<'_>) -> Confidence {
    let confidence = fields.get("confidence").and_then(|value| {
        value.choice(&[
            ("wip", Confidence::Wip),
            ("not-validated", Confidence::NotValidated),
            ("validated", Confidence::Validated),
            ("archived", Confidence::Archived),
        ])
    });
    confidence.unwrap_or(Confidence::Validated)
}

/// The items of a list that can be decoded.
pub fn list<T>(
    fields: &Fields<'_>,
    key: &'static str,
    decode: impl Fn(&Node<'_>) -> Option<T>,
) -> Vec<T> {
    let items = fields.get(key).map(|node| node.items("a list"));
    items
        .unwrap_or_default()
        .iter()
        .filter_map(decode)
        .collect()
}

fn symptom(node: &Node<'_>) -> Option<Symptom> {
    if !node.is_map() {
        let observation = Some(node.text()?);
        return Some(Symptom {
            message: None,
            code: None,
            observation,
            place: None,
        });
    }
    let fields = node.fields("a map with `message`, `code` or `observation`");
    let symptom = Symptom {
        message: fields.string("message"),
        code: fields.string("code"),
        observation: fields.text("observation"),
        place: fields.text("where"),
    };
    let empty =
        symptom.message.is_none() && symptom.code.is_none() && symptom.observation.is_none();
    let told = ["message", "code", "observation"]
        .iter()
        .any(|key| fields.get(key).is_some());
    fields.finish();
    if empty && !told {
        node.lacks(
            "a symptom needs `message`, `code` or `observation`",
            "write what the reader sees",
        );
    }
    (!empty).then_some(symptom)
}

fn cause(node: &Node<'_>) -> Option<(Cause, At)> {
    let fields = node.fields("a map with `id` and `text`");
    let id = fields
        .need("id", "write `id: a-short-name`, by which fixes name it")
        .and_then(|value| value.reference());
    let text = fields
        .need("text", "write `text: what is the matter`")
        .and_then(|value| value.text());
    let likelihood = fields.get("likelihood").and_then(|value| {
        value.choice(&[
            ("common", Likelihood::Common),
            ("occasional", Likelihood::Occasional),
            ("rare", Likelihood::Rare),
        ])
    });
    let check = fields.text("check");
    fields.finish();
    let id = id?;
    Some((
        Cause {
            id: id.text,
            text: text?,
            likelihood,
            check,
        },
        id.at,
    ))
}

fn condition(node: &Node<'_>) -> Option<(Condition, At)> {
    let fields = node.fields("a map with `id` and `ask`");
    let id = fields
        .need("id", "write `id: a-short-name`, by which fixes name it")
        .and_then(|value| value.reference());
    let ask = fields
        .need("ask", "write `ask: the question to the reader`")
        .and_then(|value| value.text());
    fields.finish();
    let id = id?;
    Some((
        Condition {
            id: id.text,
            ask: ask?,
        },
        id.at,
    ))
}

/// An item of `sources`.
pub fn source_link(node: &Node<'_>) -> Option<SourceLink> {
    let fields = node.fields("a map with `title` and `url`");
    let title = fields
        .need("title", "write `title: the name of the page`")
        .and_then(|value| value.text());
    let url = fields.get("url").and_then(|value| {
        let url = value.string()?;
        if !url.starts_with("https://") && !url.starts_with("http://") {
            value.error(
                "bad-url",
                format!("`{url}` is no web address"),
                "begin it with https://",
            );
            return None;
        }
        Some(url)
    });
    let checked = fields.get("checked").and_then(|value| value.date());
    fields.finish();
    Some(SourceLink {
        title: title?,
        url,
        checked,
    })
}

fn review(node: &Node<'_>) -> Review {
    let fields = node.fields("a map with `owner`, `reviewed` and `every`");
    let review = Review {
        owner: fields.string("owner"),
        reviewed: fields.get("reviewed").and_then(|value| value.date()),
        every: fields.get("every").and_then(|value| value.days()),
    };
    fields.finish();
    review
}

/// `related` holds names, or maps that say how two articles are related.
fn related(node: &Node<'_>, article: &mut ParsedArticle) {
    for item in node.items("a list") {
        if !item.is_map() {
            article.related.extend(item.reference());
            continue;
        }
        let fields = item.fields("the name of an article");
        article.supersedes.extend(fields.references("supersedes"));
        article.caused_by.extend(fields.references("caused_by"));
        let duplicates: Vec<Ref> = fields.references("duplicate_of");
        article.duplicate_of = duplicates
            .into_iter()
            .next()
            .or(article.duplicate_of.take());
        fields.finish();
    }
}
