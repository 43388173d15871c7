//! Threads as JSON.
//!
//! In: JSON as forums' programs give it: a question with answers, the answers of an API in the shape of Stack
//! Exchange's, a topic of Discourse. Out: threads with their texts as Markdown.

use serde_json::Value;

use super::super::Loss;
use super::super::from_html;
use super::names;
use super::words::{self as words};
use super::{Answer, Line, Thread};

/// Reads one file, which may hold several threads.
///
/// # Errors
/// Broken JSON, as a loss with its place.
pub(super) fn read(source: &str, text: &str) -> Result<Vec<Thread>, Loss> {
    let value: Value = serde_json::from_str(text)
        .map_err(|error| super::super::json::broken(source, text, &error))?;
    let items = match &value {
        Value::Array(items) => items.iter().collect(),
        Value::Object(map) => match map
            .get("items")
            .or_else(|| map.get("threads"))
            .or_else(|| map.get("questions"))
        {
            Some(Value::Array(items)) => items.iter().collect(),
            _ => vec![&value],
        },
        _ => Vec::new(),
    };
    Ok(items
        .into_iter()
        .filter_map(|item| thread(source, item))
        .collect())
}

fn thread(source: &str, item: &Value) -> Option<Thread> {
    let mut thread = Thread {
        source: source.to_owned(),
        ..Thread::default()
    };
    if let Some(posts) = item.pointer("/post_stream/posts").and_then(Value::as_array) {
        topic(&mut thread, item, posts);
    } else {
        let question = item
            .get("question")
            .filter(|question| question.is_object())
            .unwrap_or(item);
        thread.title = string(question, &["title", "subject", "name"])
            .or_else(|| string(item, &["title", "subject"]))?;
        thread.url = string(question, &["url", "link", "permalink"])
            .or_else(|| string(item, &["url", "link"]));
        thread.date = date(question).or_else(|| date(item));
        thread.tags = strings(question.get("tags").or_else(|| item.get("tags")));
        thread.products = strings(question.get("products").or_else(|| item.get("products")));
        thread.question = body(question, &mut thread.losses, source);
        comments(question, &mut thread.losses, source);
        let answers = item
            .get("answers")
            .or_else(|| question.get("answers"))
            .or_else(|| item.get("replies"));
        for answer in answers.and_then(Value::as_array).into_iter().flatten() {
            let lines = body(answer, &mut thread.losses, source);
            comments(answer, &mut thread.losses, source);
            let flag = |keys: &[&str]| {
                keys.iter()
                    .any(|key| answer.get(key).and_then(Value::as_bool) == Some(true))
            };
            thread.answers.push(Answer {
                lines,
                date: date(answer),
                accepted: flag(&["accepted", "is_accepted", "accepted_answer", "isAccepted"]),
                score: number(answer, &["score", "votes", "likes", "up_vote_count"]),
            });
        }
    }
    thread.title = plain_title(&thread.title);
    thread.url = thread
        .url
        .filter(|url| url.starts_with("https://") || url.starts_with("http://"));
    let pieces = std::mem::take(&mut thread.question);
    thread.question = without_furniture(&mut thread, pieces);
    let mut answers = std::mem::take(&mut thread.answers);
    for answer in &mut answers {
        let pieces = std::mem::take(&mut answer.lines);
        answer.lines = without_furniture(&mut thread, pieces);
    }
    answers.retain(|answer| answer.lines.iter().any(|(_, line)| !line.trim().is_empty()));
    thread.answers = answers;
    Some(thread)
}

fn topic(thread: &mut Thread, item: &Value, posts: &[Value]) {
    thread.title = string(item, &["title", "fancy_title"]).unwrap_or_default();
    thread.url = string(item, &["url"]);
    thread.date = date(item);
    thread.tags = strings(item.get("tags"));
    let accepted = item
        .pointer("/accepted_answer/post_number")
        .and_then(Value::as_i64);
    for (at, post) in posts.iter().enumerate() {
        let lines = body(post, &mut thread.losses, &thread.source);
        let number_of = post
            .get("post_number")
            .and_then(Value::as_i64)
            .unwrap_or(at as i64 + 1);
        if number_of == 1 {
            thread.date = thread.date.take().or_else(|| date(post));
            thread.question = lines;
            continue;
        }
        // Discourse writes its own remarks (closed, moved) as posts of other types.
        if post
            .get("post_type")
            .and_then(Value::as_i64)
            .is_some_and(|kind| kind != 1)
        {
            for (_, line) in lines {
                thread.furniture(0, &line);
            }
            continue;
        }
        thread.answers.push(Answer {
            lines,
            date: date(post),
            accepted: accepted == Some(number_of)
                || post.get("accepted_answer").and_then(Value::as_bool) == Some(true),
            score: number(post, &["like_count", "score", "reads"]),
        });
    }
}

/// Comments have no place in an article; the report tells them, without names.
fn comments(post: &Value, losses: &mut Vec<Loss>, source: &str) {
    let list = post.get("comments").and_then(Value::as_array);
    for comment in list.into_iter().flatten() {
        let lines = match comment.as_str() {
            Some(text) => vec![(0, text.to_owned())],
            None => body(comment, losses, source),
        };
        let text: Vec<String> = lines
            .iter()
            .map(|(_, line)| words::without_mentions(line).0)
            .collect();
        let text = text.join("\n");
        if !text.trim().is_empty() {
            losses.push(Loss::new(source, 0, "comment below a post", text.trim()));
        }
    }
}

/// The text of a post, from HTML where it is HTML.
fn body(post: &Value, losses: &mut Vec<Loss>, source: &str) -> Vec<Line> {
    let markdown =
        string(post, &["body_markdown", "markdown", "raw"]).map(|text| html_escapes(&text));
    let text = markdown.or_else(|| {
        string(
            post,
            &["body", "cooked", "text", "content", "body_html", "html"],
        )
    });
    let Some(text) = text else {
        return Vec::new();
    };
    let text = if looks_like_html(&text) {
        let (text, lost) = from_html::markdown(&text, &|_| None);
        losses.extend(
            lost.into_iter()
                .map(|(what, text)| Loss::new(source, 0, what, text)),
        );
        text
    } else {
        super::super::text::clean(&text)
    };
    text.lines()
        .map(|line| (0, line.trim_end().to_owned()))
        .collect()
}

fn looks_like_html(text: &str) -> bool {
    [
        "</p>",
        "</div>",
        "</li>",
        "</pre>",
        "</a>",
        "</h",
        "<br",
        "<p>",
        "</code>",
        "</strong>",
    ]
    .iter()
    .any(|tag| text.contains(tag))
}

/// Some programs give Markdown in which `<` and `&` are already entities.
fn html_escapes(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

/// Titles come with entities from some programs.
fn plain_title(title: &str) -> String {
    let title = html_escapes(title);
    title.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn without_furniture(thread: &mut Thread, lines: Vec<Line>) -> Vec<Line> {
    let mut fences = super::super::text::Fences::default();
    let mut parting = false;
    let mut kept = Vec::new();
    for (at, line) in lines {
        let code = fences.is_code(&line);
        if !code && thread.leaves_out(at, &line) {
            continue;
        }
        let bare = line.trim_end_matches('\\').trim();
        if !code && words::is_farewell(bare) {
            thread.furniture(at, bare);
            parting = true;
            continue;
        }
        if parting
            && !bare.is_empty()
            && bare.split_whitespace().count() <= 4
            && !bare.ends_with(['.', ':'])
        {
            thread.person(at);
            continue;
        }
        parting &= bare.is_empty();
        kept.push((at, line));
    }
    kept
}

fn string(item: &Value, keys: &[&str]) -> Option<String> {
    let found = keys
        .iter()
        .find_map(|key| item.get(key).and_then(Value::as_str));
    found
        .map(str::to_owned)
        .filter(|text| !text.trim().is_empty())
}

fn strings(value: Option<&Value>) -> Vec<String> {
    let items = value.and_then(Value::as_array).into_iter().flatten();
    let name = |item: &Value| {
        let text = item
            .as_str()
            .or_else(|| item.get("name").and_then(Value::as_str))?;
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    };
    items.filter_map(name).collect()
}

fn number(item: &Value, keys: &[&str]) -> i64 {
    keys.iter()
        .find_map(|key| item.get(key).and_then(Value::as_i64))
        .unwrap_or(0)
}

/// The day of a post: as text, or in seconds since 1970.
fn date(item: &Value) -> Option<String> {
    let keys = [
        "date",
        "created_at",
        "creation_date",
        "createdAt",
        "last_activity_date",
        "updated_at",
    ];
    keys.iter().find_map(|key| match item.get(key)? {
        Value::String(text) => names::day(text),
        Value::Number(seconds) => names::day_of(seconds.as_i64()?),
        _ => None,
    })
}
