//! How well and how cheaply the search answers: `cargo bench --bench search -- KB [QUESTIONS.jsonl]`.
//!
//! In: a knowledge base and questions as JSON lines `{"class", "query", "relevant"}`, the relevant articles as paths below
//! the knowledge base; `10000` instead of a folder generates that many articles. Without questions, titles, messages, codes
//! and every second word of symptoms of some articles are asked. Out: the size of the index by kind of file, the figures by
//! class with all parts and with each part left out, and what a fresh visitor loads for a first answer of six results: what
//! stands in `search/`, the neighbours of words apart, which only open questions load.

#[allow(dead_code)]
mod generate;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::Instant;

use fixbook::disk::DiskFiles;
use fixbook::find::eval::{Figures, Known, ask_all, read};
use fixbook::model::ArticleId;
use fixbook::output::Content;
use fixbook::pipeline;
use fixbook::search::query::{Ask, Reader, ask};
use fixbook::search::{Parts, SearchDoc, SearchSite, Sizes, shards_with, terms_with};
use fixbook::view::{search_doc, search_site};

type Files = BTreeMap<String, String>;

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let mut words = words.iter().filter(|word| *word != "--bench");
    let named = words
        .next()
        .ok_or("name a knowledge base, or a number of articles")?;
    let temp = tempfile::tempdir()?;
    let folder = match named.parse() {
        Ok(articles) => {
            generate::knowledge_base(temp.path(), articles)?;
            temp.path().to_path_buf()
        }
        Err(_) => PathBuf::from(named),
    };
    let (docs, site) = documents(&folder)?;
    let questions = match words.next() {
        Some(file) => read(&std::fs::read_to_string(file)?)?,
        None => own_questions(&docs),
    };
    let files = index(&docs, &site, Parts::default(), true);
    sizes(&files);
    costs(&files, &questions)?;
    println!("\nleft out        {:>14} MRR@10 by class", "");
    let all = Parts::default();
    let ablations = [
        ("nothing", all),
        (
            "phrases",
            Parts {
                phrases: false,
                ..all
            },
        ),
        (
            "codes",
            Parts {
                codes: false,
                ..all
            },
        ),
        (
            "neighbours",
            Parts {
                neighbours: false,
                ..all
            },
        ),
        ("gate", Parts { gate: false, ..all }),
        (
            "fuzzy",
            Parts {
                fuzzy: false,
                ..all
            },
        ),
        (
            "boilerplate",
            Parts {
                boilerplate: false,
                ..all
            },
        ),
        (
            "body cap",
            Parts {
                body_cap: false,
                ..all
            },
        ),
    ];
    for (name, parts) in ablations {
        let changed = (parts.boilerplate, parts.body_cap) != (true, true);
        let own = changed.then(|| index(&docs, &site, parts, false));
        let files = own.as_ref().unwrap_or(&files);
        let load = |path: &str| files.get(path).cloned();
        let mut reader = Reader::open(&load)?;
        reader.parts = parts;
        let figures = ask_all(&mut reader, &questions);
        println!("{name:<15} {}", line(&figures));
    }
    Ok(())
}

fn documents(folder: &Path) -> Result<(Vec<SearchDoc>, SearchSite), Box<dyn Error>> {
    let reading = pipeline::read(&DiskFiles::open(folder, None)?)?;
    let book = reading.book.ok_or("no fixbook.yaml here")?;
    let docs = (0..book.articles.len()).map(|at| search_doc(&book, ArticleId(at)));
    Ok((docs.collect(), search_site(&book)))
}

fn index(docs: &[SearchDoc], site: &SearchSite, parts: Parts, told: bool) -> Files {
    let start = Instant::now();
    let terms: Vec<_> = docs
        .iter()
        .map(|doc| terms_with(doc.clone(), parts))
        .collect();
    let counted = start.elapsed();
    let outputs = shards_with(&terms, site, Sizes::default(), parts);
    if told {
        let each = |time: std::time::Duration| time.as_secs_f64() * 1e3 / docs.len() as f64;
        let rest = start.elapsed() - counted;
        println!(
            "{} articles; counting {:.3} ms each, weighing and writing {:.3} ms each",
            docs.len(),
            each(counted),
            each(rest)
        );
    }
    let texts = outputs
        .into_iter()
        .filter_map(|output| match output.content {
            Content::Bytes(bytes) => {
                Some((output.path, String::from_utf8_lossy(&bytes).into_owned()))
            }
            Content::Copy(_) => None,
        });
    texts.collect()
}

/// Kind of a file: the letter before its number.
fn kind(path: &str) -> &str {
    let name = path.trim_start_matches("search/").trim_end_matches(".js");
    name.trim_end_matches(|c: char| c.is_ascii_digit())
}

fn sizes(files: &Files) {
    let mut kinds: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (path, text) in files {
        let slot = kinds.entry(kind(path)).or_default();
        *slot = (slot.0 + 1, slot.1 + text.len());
    }
    let total: usize = files.values().map(String::len).sum();
    println!(
        "on disk {:.1} KB in {} files",
        total as f64 / 1e3,
        files.len()
    );
    for (kind, (count, bytes)) in kinds {
        println!(
            "  {kind:<11} {count:>4} files {:>9.1} KB",
            bytes as f64 / 1e3
        );
    }
}

/// What a fresh visitor loads for each question.
fn costs(files: &Files, questions: &[Known]) -> Result<(), Box<dyn Error>> {
    let (mut bytes, mut requests, mut later) = (Vec::new(), Vec::new(), Vec::new());
    let mut times = Vec::new();
    for known in questions {
        let loaded = RefCell::new(Vec::new());
        let load = |path: &str| {
            let text = files.get(path).cloned();
            let size = text.as_ref().map_or(0, String::len);
            loaded.borrow_mut().push((kind(path) == "n", size));
            text
        };
        let mut reader = Reader::open(&load)?;
        let options = Ask {
            limit: 6,
            ..Ask::default()
        };
        ask(&mut reader, &known.query, &options);
        let start = Instant::now();
        ask(&mut reader, &known.query, &options);
        times.push(start.elapsed().as_micros() as usize);
        let loaded = loaded.borrow();
        let (near, first): (Vec<_>, Vec<_>) = loaded.iter().partition(|(near, _)| *near);
        bytes.push(first.iter().map(|(_, size)| size).sum());
        requests.push(first.len());
        if !near.is_empty() {
            later.push(near.iter().map(|(_, size)| size).sum());
        }
    }
    println!(
        "a first answer, {} questions: {:>18}    95 %   worst",
        questions.len(),
        "median"
    );
    for (name, mut list) in [
        ("bytes", bytes),
        ("requests", requests),
        ("bytes of neighbours, where asked", later),
        ("microseconds of a warm answer", times),
    ] {
        list.sort_unstable();
        let at =
            |share: usize| list.get((list.len() * share / 100).min(list.len().saturating_sub(1)));
        let [median, most, worst] = [50, 95, 100].map(|share| at(share).copied().unwrap_or(0));
        println!("  {name:<36} {median:>9} {most:>7} {worst:>7}");
    }
    Ok(())
}

/// Questions made of the articles themselves.
fn own_questions(docs: &[SearchDoc]) -> Vec<Known> {
    let mut out = Vec::new();
    for doc in docs.iter().step_by((docs.len() / 150).max(1)) {
        let mut add = |class: &str, query: &str| {
            let (class, query) = (class.to_owned(), query.to_owned());
            let relevant = vec![doc.source.clone()];
            out.push(Known {
                class,
                query,
                relevant,
            });
        };
        add("title", &doc.title);
        doc.messages
            .iter()
            .take(1)
            .for_each(|text| add("message", text));
        doc.codes.iter().take(1).for_each(|text| add("code", text));
        for text in doc.symptoms.iter().take(1) {
            let words: Vec<&str> = text.split(' ').step_by(2).take(6).collect();
            add("words", &words.join(" "));
        }
    }
    out
}

fn line(figures: &[(String, Figures)]) -> String {
    let cell =
        |(class, f): &(String, Figures)| format!("{class} {:.4} ({})", f.means()[3], f.questions);
    figures.iter().map(cell).collect::<Vec<_>>().join("  ")
}
