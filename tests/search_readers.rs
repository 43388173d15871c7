//! Random questions get the same answers from the Rust reader and from the shipped script, where Node.js is installed.
//!
//! `FIXBOOK_QUESTIONS=2000 cargo test --test search_readers` for the long run.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use fixbook::output::{Content, Output};
use fixbook::search::query::{Ask, Reader, ask};
use fixbook::search::{DocTerms, SearchDoc, SearchSite, Sizes, shards_sized, terms};
use serde_json::{Value, json};

/// Numbers from a seed (xorshift): the same questions every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }

    fn words(&mut self, list: &[&str], most: usize) -> String {
        let count = 1 + self.below(most);
        let words: Vec<&str> = (0..count).map(|_| self.pick(list)).collect();
        words.join(" ")
    }
}

/// Texts of the sample: the words of the articles and of the questions.
fn sample() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/articles");
    let mut paths: Vec<_> = walkdir::WalkDir::new(root)
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    let texts = paths
        .iter()
        .map(|path| std::fs::read_to_string(path).unwrap());
    texts.collect()
}

fn docs(dice: &mut Dice, words: &[&str], count: usize) -> Vec<DocTerms> {
    let doc = |at: usize| {
        let summary = dice.words(words, 30);
        terms(SearchDoc {
            source: format!("articles/{at}.md"),
            url: format!("articles/{at}.html"),
            title: dice.words(words, 8),
            symptoms: vec![dice.words(words, 9), summary.clone()],
            summary,
            messages: vec![dice.words(words, 6) + " {name} " + &dice.words(words, 4)],
            codes: vec![
                format!("0x{:08X}", dice.below(1 << 32)),
                format!("ERR_{at}"),
            ],
            headings: vec![dice.words(words, 6)],
            body: dice.words(words, 400),
            products: vec![["mail", "phone"][at % 2].into()],
            ..SearchDoc::default()
        })
    };
    (0..count).map(doc).collect()
}

const ODD: &[&str] = &[
    "__proto__",
    "constructor",
    "toString",
    "\u{0}",
    "\u{1b}[31m",
    "0X8004DE40",
    "0X8OO4DE4O",
    "Ox8004de41",
    "ERR_7",
    "err 12",
    "-2147221233",
    "naïve",
    "STRASSE straße",
    "в сети",
    "ﬁle",
    "日本語ログイン",
    "한국어",
    "𝔘𝔫𝔦",
    "😀",
    "don’t",
    "it's",
    "a_b.c-d:e/f\\g@h",
    "550 5.7.64",
    "CamelCaseName",
    "KB4012",
    "C:\\Windows\\System32\\x.dll",
    "2024-01-02T03:04:05Z",
    "(((",
    "{x}",
    "*",
    "|;~=#",
    "telephone",
    "copier",
    "webpage",
    "how do i",
    "the",
    "\n",
    "e\u{301}",
    "wi fi",
    "laptopp",
];

/// Syntax of other engines, control characters, letters that every version of Unicode has (Node.js and Rust differ in the newest).
fn hostile(dice: &mut Dice) -> String {
    const SYNTAX: &str =
        "+-!(){}[]^\"~*?:\\/&|<>=;,.'`@#$%_ \t\r\n\0\u{7f}\u{feff}\u{202e}\u{200d}\u{301}";
    let syntax: Vec<char> = SYNTAX.chars().collect();
    let count = 1 + dice.below(40);
    let one = |_| match dice.below(8) {
        0..3 => syntax[dice.below(syntax.len())],
        3 | 4 => char::from(b'0' + dice.below(75) as u8),
        5 => char::from_u32(0xa0 + dice.below(0x1b0) as u32).unwrap_or('x'),
        6 => char::from_u32(0x4e00 + dice.below(0x5000) as u32).unwrap_or('x'),
        _ => char::from_u32(0x1_f300 + dice.below(0x20) as u32).unwrap_or('x'),
    };
    (0..count).map(one).collect()
}

fn question(dice: &mut Dice, words: &[&str]) -> String {
    if dice.below(6) == 0 {
        return hostile(dice);
    }
    let count = 1 + dice.below(9);
    let mut out = String::new();
    for at in 0..count {
        if at > 0 {
            out.push_str(["", " ", " ", " ", " ", ", "][dice.below(6)]);
        }
        match dice.below(10) {
            0 | 1 => out.push_str(dice.pick(ODD)),
            // A word with a letter gone, twice, or cut short.
            2 | 3 => {
                let word: Vec<char> = dice.pick(words).chars().collect();
                let place = dice.below(word.len());
                let (head, tail) = word.split_at(place);
                out.extend(head);
                out.extend(&tail[..dice.below(3).min(tail.len())]);
                out.extend(tail.iter().skip(1));
            }
            _ => out.push_str(dice.pick(words)),
        }
    }
    out
}

fn texts(outputs: Vec<Output>) -> BTreeMap<String, String> {
    let texts = outputs.into_iter().filter_map(|o| match o.content {
        Content::Bytes(bytes) => Some((o.path, String::from_utf8(bytes).unwrap())),
        Content::Copy(_) => None,
    });
    texts.collect()
}

#[test]
fn both_readers_give_the_same_answers() {
    if Command::new("node").arg("--version").output().is_err() {
        eprintln!("left out: Node.js is not installed");
        return;
    }
    let count = std::env::var("FIXBOOK_QUESTIONS").map_or(200, |n| n.parse().unwrap());
    let sample = sample();
    let words: Vec<&str> = sample.split_whitespace().collect();
    let pair = |a: &str| (a.to_owned(), a.to_uppercase());
    let site = SearchSite {
        products: vec![pair("mail"), pair("phone")],
        synonyms: vec![vec![
            "phone".into(),
            "mobile phone".into(),
            "handset".into(),
        ]],
        ..SearchSite::default()
    };
    let mut dice = Dice(2_463_534_242);
    let mut cases: Vec<Value> = Vec::new();
    for (name, articles, whole) in [
        ("few, whole", 20, true),
        ("many, whole", 70, true),
        ("many, cut", 250, false),
    ] {
        let sizes = Sizes {
            whole: if whole { usize::MAX } else { 0 },
            ..Sizes::default()
        };
        let docs = docs(&mut dice, &words, articles);
        let files = texts(shards_sized(&docs, &site, sizes));
        let load = |path: &str| files.get(path).cloned();
        let mut reader = Reader::open(&load).unwrap();
        let mut rows = Vec::new();
        for _ in 0..count / 3 + 1 {
            let q = question(&mut dice, &words);
            let complete = dice.below(2) == 0;
            let product: Vec<String> = (dice.below(4) == 0)
                .then(|| "mail".to_owned())
                .into_iter()
                .collect();
            let options = Ask {
                limit: 5,
                complete,
                product: product.clone(),
                ..Ask::default()
            };
            let answer = ask(&mut reader, &q, &options);
            let hits: Vec<Value> = answer
                .hits
                .iter()
                .map(|h| {
                    let units = |at: usize| h.why.text[..at].encode_utf16().count();
                    let marks = h.why.marks.iter();
                    let marks: Vec<_> = marks.map(|m| [units(m.start), units(m.end)]).collect();
                    let why = json!([h.why.kind.name(), h.why.text, marks]);
                    json!([h.source, h.title, h.summary, h.score, why])
                })
                .collect();
            let codes: Vec<Value> = answer.codes.iter().map(|c| json!(c[..3])).collect();
            rows.push(json!({"q": q, "complete": complete, "product": product, "total": answer.total, "hits": hits,
                "unknown": answer.unknown, "codes": codes}));
        }
        let found = rows.iter().filter(|row| row["total"] != 0).count();
        assert!(
            found * 2 > rows.len(),
            "{name}: hardly any question is answered"
        );
        cases.push(json!({"name": name, "files": files, "rows": rows}));
    }
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("search-questions.json");
    std::fs::write(&path, json!(cases).to_string()).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/search/compare.mjs");
    let run = Command::new("node")
        .arg(script)
        .arg(&path)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stderr);
    let told: Vec<&str> = said.lines().take(60).collect();
    assert!(run.status.success(), "{}", told.join("\n"));
}
