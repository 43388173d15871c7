//! The search index and its two readers.
//!
//! `tests/search/` holds questions and texts; the `*.golden.*` files beside them are made from the Rust side
//! (`SNAPSHOTS=overwrite cargo test --test search`) and read by `tests/search.test.mjs` through the shipped script.

use fixbook::output::{Content, Output};
use fixbook::search::query::{Answer, Ask, Reader, ask};
use fixbook::search::{DocTerms, SearchDoc, SearchSite, Sizes, clean, shards_sized, terms, tokens};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/search")
}

fn value(name: &str) -> Value {
    let text = std::fs::read_to_string(folder().join(name)).expect("vectors are in the repository");
    serde_json::from_str(&text).expect("vectors are JSON")
}

fn strings(value: &Value) -> Vec<String> {
    serde_json::from_value(value.clone()).unwrap_or_default()
}

fn pairs(value: &Value) -> Vec<(String, String)> {
    serde_json::from_value(value.clone()).unwrap_or_default()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or("").to_string()
}

fn docs() -> Vec<DocTerms> {
    let all = value("docs.json");
    let doc = |v: &Value| SearchDoc {
        source: text(&v["source"]),
        url: text(&v["url"]),
        title: text(&v["title"]),
        summary: text(&v["summary"]),
        messages: strings(&v["messages"]),
        codes: strings(&v["codes"]),
        symptoms: strings(&v["symptoms"]),
        headings: strings(&v["headings"]),
        body: text(&v["body"]),
        tags: strings(&v["tags"]),
        products: strings(&v["products"]),
        platforms: strings(&v["platforms"]),
        roles: strings(&v["roles"]),
        anyone: v["anyone"] == json!(true),
        fixes: serde_json::from_value(v["fixes"].clone()).unwrap_or_default(),
    };
    all.as_array()
        .expect("a list")
        .iter()
        .map(|v| terms(doc(v)))
        .collect()
}

fn site() -> SearchSite {
    let v = value("site.json");
    SearchSite {
        products: pairs(&v["products"]),
        platforms: pairs(&v["platforms"]),
        roles: pairs(&v["roles"]),
        synonyms: serde_json::from_value(v["synonyms"].clone()).unwrap_or_default(),
    }
}

const SMALL: Sizes = Sizes {
    whole: 0,
    terms: 500,
    docs: 2,
    near: 0,
};

const WHOLE: Sizes = Sizes {
    whole: usize::MAX,
    terms: 0,
    docs: 2,
    near: 0,
};

fn files(sizes: Sizes) -> BTreeMap<String, String> {
    texts(shards_sized(&docs(), &site(), sizes))
}

fn texts(outputs: Vec<Output>) -> BTreeMap<String, String> {
    let path = |o: Output| match o.content {
        Content::Bytes(b) => (o.path, String::from_utf8(b).expect("text")),
        Content::Copy(_) => unreachable!("the index is made, not copied"),
    };
    outputs.into_iter().map(path).collect()
}

fn answer(files: &BTreeMap<String, String>, question: &Value) -> Answer {
    let load = |path: &str| files.get(path).cloned();
    let mut reader = Reader::open(&load).expect("an index");
    let options = Ask {
        limit: 5,
        product: strings(&question["product"]),
        platform: strings(&question["platform"]),
        role: strings(&question["role"]),
        complete: question["complete"] == json!(true),
    };
    ask(
        &mut reader,
        question["q"].as_str().expect("a question"),
        &options,
    )
}

fn found(text: &str) -> Vec<String> {
    answer(&files(WHOLE), &json!({ "q": text }))
        .hits
        .into_iter()
        .map(|h| h.source)
        .collect()
}

/// Compares with the golden file, or writes it when asked to.
fn golden(name: &str, now: &str) {
    let path = folder().join(name);
    if std::env::var("SNAPSHOTS").as_deref() == Ok("overwrite") {
        std::fs::write(&path, now).expect("the golden file can be written");
    }
    let then = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        then == now,
        "{name} differs; look at it after SNAPSHOTS=overwrite cargo test --test search"
    );
}

fn lines(items: &[Value]) -> String {
    let rows: Vec<String> = items.iter().map(Value::to_string).collect();
    format!("[\n{}\n]\n", rows.join(",\n"))
}

#[test]
fn tokens_golden() {
    let rows: Vec<Value> = strings(&value("tokens.json"))
        .iter()
        .map(|t| {
            let out = tokens(t);
            json!({"text": t, "words": out.words, "extra": out.extra, "wholes": out.wholes})
        })
        .collect();
    golden("tokens.golden.json", &lines(&rows));
}

#[test]
fn clean_golden() {
    let rows: Vec<Value> = strings(&value("clean.json"))
        .iter()
        .map(|t| json!({"text": t, "clean": clean(t)}))
        .collect();
    golden("clean.golden.json", &lines(&rows));
}

#[test]
fn of_a_long_text_the_beginning_is_read() {
    let phones = "phone ".repeat(90_000);
    assert_eq!(clean(&phones), "phone ".repeat(3333) + "ph");
    let faces = "x".to_owned() + &"\u{1f600}".repeat(20_000);
    assert_eq!(clean(&faces), faces[..1 + 4 * 9999]);
}

#[test]
fn index_golden() {
    let whole = files(WHOLE);
    assert_eq!(whole.len(), 2, "a small site is two files");
    golden(
        "index.golden.json",
        &lines(&[json!(whole), json!(files(SMALL))]),
    );
}

#[test]
fn answers_golden() {
    let (whole, cut) = (files(WHOLE), files(SMALL));
    assert!(
        cut.keys().filter(|k| k.starts_with("search/t")).count() > 2,
        "several term shards"
    );
    let rows: Vec<Value> = value("queries.json")
        .as_array()
        .expect("a list")
        .iter()
        .map(|q| {
            let a = answer(&whole, q);
            assert_eq!(a, answer(&cut, q), "shards change nothing: {q}");
            let hits: Vec<Value> = a.hits.iter().map(|h| json!([h.source, h.score])).collect();
            json!({"ask": q, "total": a.total, "hits": hits, "corrected": a.corrected, "facets": a.facets})
        })
        .collect();
    golden("answers.golden.json", &lines(&rows));
}

#[test]
fn exact_message_first() {
    for text in [
        "Your Backup is not stored with account.",
        "Error: Your ‘Backup’ is not stored with account. (14:03)",
    ] {
        assert_eq!(found(text)[0], "articles/backup/recover.md", "{text}");
    }
    assert_eq!(
        found("Error 0x1f while printing page 12 of Annual report.docx")[0],
        "articles/print/queue.md"
    );
}

#[test]
fn codes_have_one_spelling() {
    for text in [
        "0X8004010F",
        "8004010f",
        "-2147221233",
        "2147745... 0x8004010f",
        "0x8OO4O1Of",
        "Ox80040I0F",
    ] {
        assert_eq!(found(text)[0], "articles/mail/profile.md", "{text}");
    }
    for text in ["550 5.7.64", "550-5.7.64", "5.7.64"] {
        assert_eq!(found(text)[0], "articles/mail/relay.md", "{text}");
    }
    for text in ["AADSTS50076", "aadsts 50076", "50076", "AADSTS5OO76"] {
        assert_eq!(found(text)[0], "articles/sign-in/mfa-required.md", "{text}");
    }
}

#[test]
fn never_silent_when_a_word_is_known() {
    let words: Vec<String> = docs_words();
    for word in words {
        assert!(!found(&format!("qqqq {word} ")).is_empty(), "{word}");
    }
}

fn docs_words() -> Vec<String> {
    let all = value("docs.json");
    let titles = all
        .as_array()
        .expect("a list")
        .iter()
        .map(|v| tokens(&text(&v["title"])).words);
    titles.flatten().collect()
}

#[test]
fn other_format_is_refused_in_words() {
    let mut files = files(WHOLE);
    for text in files.values_mut() {
        *text = text.replace("\"format\":3", "\"format\":999");
    }
    let load = |path: &str| files.get(path).cloned();
    let error = Reader::open(&load).err().expect("refused");
    assert!(
        error.contains("format 999") && error.contains("Build the site again"),
        "{error}"
    );
}

/// Questions in words that the articles do not use.
#[test]
fn neighbours_golden() {
    let asked = std::cell::RefCell::new(BTreeMap::new());
    let mut rows = Vec::new();
    // A small site asks the neighbours of unknown words only.
    for (copies, sizes) in [(1, WHOLE), (9, SMALL)] {
        let sizes = Sizes {
            near: 4000,
            ..sizes
        };
        let all: Vec<DocTerms> = (0..copies).flat_map(|_| docs()).collect();
        let files = texts(shards_sized(&all, &site(), sizes));
        let load = |path: &str| {
            let text = files.get(path).cloned()?;
            asked
                .borrow_mut()
                .insert(format!("{copies}/{path}"), text.clone());
            Some(text)
        };
        for question in [
            "paper jam in the copier",
            "letters are rejected",
            "webpage empty",
            "lost telephone",
            "ERR_1 copier",
        ] {
            let mut reader = Reader::open(&load).expect("an index");
            let a = ask(
                &mut reader,
                question,
                &Ask {
                    complete: true,
                    ..Ask::default()
                },
            );
            let hits: Vec<Value> = a.hits.iter().map(|h| json!([h.source, h.score])).collect();
            rows.push(json!({"copies": copies, "q": question, "total": a.total, "hits": hits}));
        }
    }
    assert_eq!(rows[0]["hits"][0][0], "articles/print/queue.md");
    golden(
        "near.golden.json",
        &lines(&[json!(asked.into_inner()), json!(rows)]),
    );
}
