//! Whole imports of each kind: what stands in the fixtures, through an import, to a site without errors.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Mutex;

use fixbook::import::{KINDS, Store, run};
use fixbook::output::{Content, MemorySink};
use fixbook::pipeline::{Options, build};
use fixbook::source::MemoryFiles;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// A knowledge base in memory.
#[derive(Default)]
struct Base(Mutex<BTreeMap<String, Vec<u8>>>);

impl Store for Base {
    fn list(&self) -> Vec<String> {
        self.0.lock().expect("one thread").keys().cloned().collect()
    }

    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        Ok(self.0.lock().expect("one thread").get(path).cloned())
    }

    fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.0
            .lock()
            .expect("one thread")
            .insert(path.to_owned(), bytes.to_vec());
        Ok(())
    }
}

/// A folder of fixtures as files.
fn folder(kind: &str) -> MemoryFiles {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/import")
        .join(kind);
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(&root) {
        let entry = entry.expect("the fixtures can be listed");
        if entry.file_type().is_file() {
            let inside = entry.path().strip_prefix(&root).expect("below the root");
            let name = inside.to_string_lossy().replace('\\', "/");
            files.push((name, fs::read(entry.path()).expect("a fixture can be read")));
        }
    }
    MemoryFiles::new(files)
}

/// An import and what is built of it.
struct Imported {
    base: BTreeMap<String, Vec<u8>>,
    pages: BTreeMap<String, String>,
    problems: Vec<String>,
}

fn import(kind: &str, files: &MemoryFiles) -> Imported {
    import_into(kind, files, Base::default())
}

fn import_into(kind: &str, files: &MemoryFiles, base: Base) -> Imported {
    let kind = KINDS
        .iter()
        .find(|known| known.name == kind)
        .expect("the kind is known");
    run(kind, files, &base).expect("memory does not fail");
    let base = base.0.into_inner().expect("one thread");
    let source = MemoryFiles::new(base.clone());
    let options = Options {
        jobs: 1,
        drafts: true,
        ..Options::default()
    };
    let sink = MemorySink::default();
    let report = build(&source, &options, &sink).expect("memory does not fail");
    let problems = report.diagnostics.iter().map(|problem| {
        let place = problem
            .labels
            .first()
            .map(|label| label.file.clone())
            .unwrap_or_default();
        format!(
            "{:?} {} {place}: {}",
            problem.level, problem.code, problem.message
        )
    });
    let pages = sink
        .into_files()
        .into_iter()
        .map(|(path, content)| match content {
            Content::Bytes(bytes) => (path, String::from_utf8_lossy(&bytes).into_owned()),
            Content::Copy(from) => (path, format!("copy of {from}")),
        });
    Imported {
        problems: problems.collect(),
        pages: pages.collect(),
        base,
    }
}

impl Imported {
    /// Everything that was written, as one text.
    fn text(&self) -> String {
        let mut out = String::new();
        for (path, bytes) in &self.base {
            if path.starts_with('.') {
                continue;
            }
            match std::str::from_utf8(bytes) {
                Ok(text) => out.push_str(&format!("-- {path} --\n{text}\n")),
                Err(_) => out.push_str(&format!("-- {path} -- ({} bytes)\n\n", bytes.len())),
            }
        }
        out
    }
}

fn whole(kind: &str) -> Imported {
    let result = import(kind, &folder(kind));
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/import/{kind}.txt"));
    snapbox::assert_data_eq!(result.text(), snapbox::Data::read_from(&path, None).raw());
    let errors: Vec<&String> = result
        .problems
        .iter()
        .filter(|problem| problem.starts_with("Error"))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    result
}

/// Words of a text, small; a page's markup is taken out first where `html` is true.
fn words(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// Words of `source` that stand neither in a page nor in the report.
fn lost(result: &Imported, source: &str) -> Vec<String> {
    let mut known = BTreeSet::new();
    for (path, page) in result
        .pages
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
    {
        let start = page.find("<main").unwrap_or(0);
        let end = page.find("</main>").unwrap_or(page.len());
        known.extend(words(&shown(&page[start..end])));
        known.extend(words(path));
    }
    // Tags are for finding, and stand on no page.
    for bytes in result.base.values() {
        let text = String::from_utf8_lossy(bytes);
        let tags = text.lines().filter(|line| line.starts_with("tags:"));
        tags.for_each(|line| known.extend(words(line)));
    }
    let report = result
        .base
        .get("import-report.md")
        .map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    known.extend(words(&report.unwrap_or_default()));
    words(source)
        .into_iter()
        .filter(|word| !known.contains(word))
        .collect()
}

/// What a reader of a page sees, and the addresses of its links.
fn shown(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        let tag = &rest[at..end];
        // Highlighted code has marks inside of words.
        let inline = ["<span", "</span", "<wbr"]
            .iter()
            .any(|start| tag.starts_with(start));
        if !inline {
            out.push(' ');
        }
        for name in ["href=\"", "src=\"", "alt=\""] {
            if let Some(at) = tag.find(name) {
                out.push_str(&format!(
                    " {} ",
                    tag[at + name.len()..].split('"').next().unwrap_or_default()
                ));
            }
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    out.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

/// Imports one file and checks that nothing of it is lost and nothing breaks.
fn keeps(kind: &str, path: &str, text: &str, body: &str) {
    let result = import(kind, &MemoryFiles::new([(path, text)]));
    let errors: Vec<&String> = result
        .problems
        .iter()
        .filter(|problem| problem.starts_with("Error"))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}\n{text}\n{}", result.text());
    let lost = lost(&result, body);
    assert!(
        lost.is_empty(),
        "lost {lost:?} of\n{text}\n=====\n{}",
        result.text()
    );
}

/// Pieces put together at random, each with words of its own: `@` becomes a new word.
fn mix(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
    let piece = (proptest::sample::select(pieces), 0usize..3);
    proptest::collection::vec(piece, 1..14).prop_map(|parts| {
        let mut number = 0;
        let mut out = String::new();
        for (piece, indent) in parts {
            let pad = "    ".repeat(indent.saturating_sub(1));
            for line in piece.split('\n') {
                if !line.is_empty() {
                    out.push_str(&pad);
                }
                for c in line.chars() {
                    if c == '@' {
                        number += 1;
                        out.push_str(&format!("w{number}x"));
                    } else {
                        out.push(c);
                    }
                }
                out.push('\n');
            }
        }
        out
    })
}

const MKDOCS: &[&str] = &[
    "# @ @",
    "## @ {: #a .b }",
    "### @",
    "@ @ *@* `@`",
    "",
    "",
    "!!! note",
    "!!! warning \"@ @\"",
    "??? tip \"@\"",
    "???+ bug",
    "    @ @",
    "        @",
    "=== \"@\"",
    "=== \"Windows\"\n\n    1. @\n    2. @\n",
    "1. @",
    "- @\n\n    @",
    "```py title=\"@\" linenums=\"1\"\n@ {@}\n```",
    "```",
    "--8<-- \"@.md\"",
    "*[AB]: @ @",
    "AB @",
    "++ctrl+@++",
    "==@== ^^@^^",
    ":material-home: @",
    "[@](@.md){: .x }",
    "| @ | @ |\n|---|---|\n| @ | @ |",
    "<div markdown>@</div>",
    "<@>",
    "[^1]: @",
    "@[^1]",
    "@\n:   @",
    "> @",
    "{{ @ }}",
    "{% @ %}",
    "&@; \\@ [@][@]",
    "<!-- @ -->",
    "![@](@.png){ width=3 }",
];

const MDX: &[&str] = &[
    "# @ @",
    "## @ {#a-b}",
    "@ @ *@* `@`",
    "",
    "",
    ":::note",
    ":::warning[@ @]",
    ":::tip @",
    "::::",
    ":::",
    "<Tabs>",
    "</Tabs>",
    "<TabItem value=\"a\" label=\"@\">",
    "</TabItem>",
    "<TabItem value=\"Linux\">@</TabItem>",
    "{@}",
    "{/* @ */}",
    "{'@'}",
    "{ @",
    "@ }",
    "import @ from '@/@';",
    "export const @ = 1;",
    "<Foo bar=\"@\" />",
    "<Foo>@</Foo>",
    "<details><summary>@</summary>@</details>",
    "<details>",
    "</details>",
    "<div className=\"@\">",
    "</div>",
    "```js title=\"@\" {1}\n{@} <@>\n```",
    "```",
    "1. @",
    "- @",
    "   @",
    "<@>",
    "@ < @ > @",
    "<b>@</b>",
    "<img src=\"@.png\" alt=\"@\" />",
    "[@](@.md)",
    "| @ | {@} |\n|---|---|\n| @ | @ |",
    "<CodeBlock language=\"js\">@</CodeBlock>",
    "<Link to=\"/@\">@</Link>",
    "<!-- @ -->",
    "\\{@\\}",
    "> @",
    "`{@} <@>`",
    "<Admonition type=\"tip\" title=\"@\">@</Admonition>",
];

const HTML: &[&str] = &[
    "<p>@ @",
    "</p>",
    "<h2 id=\"a\">@</h2>",
    "<h3>@ {@}",
    "</h3>",
    "<ul><li>@",
    "</li>",
    "</ul>",
    "<ol start=\"7\"><li>@<li>@</ol>",
    "<b>@</b>@",
    "@<i>@:</i>@",
    "<strong>",
    "</strong>",
    "<pre>@ &lt;@&gt;\n  @</pre>",
    "<pre><code class=\"language-sh\">@ `@`</code></pre>",
    "<code>@|@</code>",
    "<table><tr><th>@</th><td>@|@<p>@</p></td></tr><tr><td>@</td></tr></table>",
    "<table><tr><td>@</td></tr></table>",
    "<table>",
    "<td>@",
    "</table>",
    "<blockquote>@",
    "</blockquote>",
    "<div class=\"callout\">@",
    "</div>",
    "<dl><dt>@<dd>@</dl>",
    "<a href=\"/@\">@</a>",
    "<a href=\"#@\">@",
    "<img src=\"https://x.example/@.png\" alt=\"@\">",
    "&lt;@&gt; &amp;@; @_@_ *@*",
    "- @",
    "1. @",
    "# @",
    "&gt; @",
    "~~@~~ [@](@) ![@]",
    "<script>@</script>",
    "<iframe src=\"https://@.example\">@</iframe>",
    "<details><summary>@</summary>@</details>",
    "<sup>@</sup><kbd>@</kbd>",
    "<br>@<br/>",
    "<hr>",
    "<x-y>@</x-y>",
    "@ < @ & @ > @",
    "<span>@</span>",
    "<q>@</q><del>@</del>",
    "<svg><text>@</text></svg>",
    "<!-- c -->",
    "<h1></h1>",
    "|@|@|",
    "@\n---\n@",
];

const THREAD: &[&str] = &[
    "@ @ @",
    "@ @ @.",
    "\u{2022} @ @",
    "- @",
    "1. @ @",
    "2. @ @",
    "On iOS:",
    "On Android:",
    "**Windows**",
    "If you still have @, @ @:",
    "If you're @, proceed to the next step.",
    "To check @:",
    "\"@ @ @\"",
    "",
    "",
    "",
    "2 answers",
    "Share",
    "Thanks for @.",
    "Go to @ > @ > @",
    "Method 2: @",
    "Error 0x80@",
    "@: @",
    "# @",
    "```\n@ @\n```",
    "> @",
    "| @ | @ |",
    "How @ @?",
    "<@> @",
    "*@* _@_ [@](@)",
    "https://x.example/@",
    "@ | Learn",
    "Use an account with Global Admin @.",
    "A:",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), rng_seed: seed(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mkdocs_loses_no_word(body in mix(MKDOCS)) {
        keeps("mkdocs", "docs/page.md", &format!("---\ntitle: T\n---\n{body}"), &numbered(&body));
    }

    #[test]
    fn docusaurus_loses_no_word(body in mix(MDX)) {
        keeps("docusaurus", "docs/page.mdx", &format!("---\ntitle: T\n---\n{body}"), &numbered(&body));
    }

    #[test]
    fn zendesk_loses_no_word(body in mix(HTML)) {
        let json = serde_json::json!({"articles": [{"id": 1, "title": "T", "body": body}]}).to_string();
        let visible = numbered(&body);
        keeps("zendesk", "articles.json", &json, &visible);
    }

    /// Any signs in any order: no kind breaks.
    #[test]
    fn signs_break_nothing(text in "[-<>/a-bTtdrhp1 \n\t{}=\"'`!?#:*_\\[\\]()|&;@.~+^$%\\\\\u{0}\u{a0}\u{130}\u{df}\u{1f600}•›]{0,160}") {
        survives("mkdocs", &MemoryFiles::new([("docs/a.md", text.as_str())]));
        survives("docusaurus", &MemoryFiles::new([("docs/a.mdx", text.as_str())]));
        survives("thread", &MemoryFiles::new([("a.txt", text.as_str())]));
        let html = format!("<p>{text}</p>");
        let json = serde_json::json!({"articles": [{"id": 1, "title": text, "body": html}]}).to_string();
        survives("zendesk", &MemoryFiles::new([("a.json", json.as_str())]));
        let json = serde_json::json!({"title": text, "body": text, "answers": [{"body": html}]}).to_string();
        survives("thread", &MemoryFiles::new([("a.json", json.as_str())]));
        for (kind, path) in [("zendesk", "a.json"), ("thread", "a.json"), ("mkdocs", "mkdocs.yml"), ("docusaurus", "docs/_category_.json")] {
            survives(kind, &MemoryFiles::new([(path, text.as_str())]));
        }
    }

    #[test]
    fn threads_lose_no_word(body in mix(THREAD)) {
        keeps("thread", "page.txt", &format!("Title of it\n\n{body}"), &numbered(&body));
        let json = serde_json::json!({"title": "T", "body": "Q of it", "answers": [{"body": body}]}).to_string();
        keeps("thread", "page.json", &json, &numbered(&body));
    }
}

/// How many random texts: `FIXBOOK_MIXES=2000` for the long run.
fn cases() -> u32 {
    std::env::var("FIXBOOK_MIXES")
        .ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(48)
}

/// The same texts in every run; `PROPTEST_RNG_SEED` names others.
fn seed() -> RngSeed {
    match ProptestConfig::default().rng_seed {
        RngSeed::Random => RngSeed::Fixed(1),
        named => named,
    }
}

/// The words that `mix` made, without those of markup.
fn numbered(text: &str) -> String {
    let found = words(text).into_iter().filter(|word| {
        word.starts_with('w')
            && word.ends_with('x')
            && word[1..word.len() - 1].parse::<u32>().is_ok()
    });
    found.collect::<Vec<_>>().join(" ")
}

/// Imports what nobody would build.
fn survives(kind: &str, files: &MemoryFiles) {
    let kind = KINDS
        .iter()
        .find(|known| known.name == kind)
        .expect("the kind is known");
    let base = Base::default();
    run(kind, files, &base).expect("memory does not fail");
    let report = base.read("import-report.md").expect("memory does not fail");
    assert!(report.is_some(), "every import leaves a report");
}

/// Texts that nobody writes and somebody sends.
#[test]
fn hostile_texts_break_nothing() {
    let deep = |piece: &str, count: usize| piece.repeat(count);
    let texts: Vec<String> = vec![
        String::new(),
        "\0\0\0".into(),
        "\u{feff}".into(),
        deep("!!! note\n    ", 400),
        deep("> ", 3000),
        deep("{", 20_000),
        deep("<Tabs>\n<TabItem>\n", 2_000),
        deep(":::note\n", 3_000),
        deep("`", 20_001),
        deep("<", 20_000),
        deep("=== \"x\"\n", 3_000),
        deep("*[A]: b\n", 3_000),
        deep("--8<-- \"page.md\"\n", 200),
        deep("++a", 9_000),
        deep("[", 9_000),
        deep("\"", 9_001),
        deep("1. x\n", 5_000),
        deep("a | b\n", 5_000),
        deep("<a b={", 4_000),
        deep("On iOS:\n", 2_000),
        deep(" > ", 5_000),
        deep("@a", 9_000),
        "---\n: : :\n---\n".into(),
        "---\ntitle: [a\n".into(),
        "import a from\n".repeat(2_000),
        format!("# {}", deep("x ", 50_000)),
    ];
    for text in &texts {
        for (kind, path) in [
            ("mkdocs", "docs/page.md"),
            ("docusaurus", "docs/page.mdx"),
            ("thread", "page.txt"),
        ] {
            survives(kind, &MemoryFiles::new([(path, text.as_str())]));
        }
    }
    let html = [
        deep("<div>", 100_000),
        deep("<b>", 50_000),
        deep("<p>", 50_000),
        deep("<table><tr><td>", 2_000),
        deep("<ul><li>", 5_000),
        deep("<a href=x>", 5_000),
        deep("<li>", 20_000),
        deep("<font>", 20_000) + "x",
        deep("&amp;", 50_000),
        "<ol start=\"99999999999999999999\"><li>x</ol>".into(),
        "<td colspan=\"4000000000\">x".into(),
        "<table><tr><td colspan=\"999999\">x<td>y</table>".into(),
        deep("<!--", 9_000),
        deep("<pre>", 9_000),
        deep("<svg><p>", 3_000),
        "<a href=\"javascript:x\">y</a>\0".into(),
    ];
    for body in &html {
        let json =
            serde_json::json!({"articles": [{"id": 1, "title": "T\0", "body": body}]}).to_string();
        survives("zendesk", &MemoryFiles::new([("a.json", json.as_str())]));
        let json = serde_json::json!({"title": "T", "body": format!("{body}</p>"), "answers": [{"body": format!("{body}</p>")}]}).to_string();
        survives("thread", &MemoryFiles::new([("a.json", json.as_str())]));
    }
    let json = [
        "",
        "null",
        "[]",
        "{}",
        "[[[",
        "{\"articles\": null}",
        "{\"articles\": [null, 1, [], {\"id\": {}}]}",
        "{\"articles\": [{\"id\": 1, \"title\": 7, \"body\": [], \"label_names\": \"x\", \"section_id\": []}]}",
        "{\"sections\": [{\"id\": 1, \"parent_section_id\": 1}, {\"id\": 2, \"parent_section_id\": 3}, {\"id\": 3, \"parent_section_id\": 2}]}",
        "{\"question\": [], \"answers\": {}}",
        "{\"title\": \"x\", \"answers\": [1, null, {\"body\": null}]}",
        "{\"post_stream\": {\"posts\": []}}",
        "{\"items\": [{\"title\": \"\"}]}",
        "{\"question\": {\"title\": \"x\", \"date\": -9e99, \"body\": {}}}",
    ];
    for text in json
        .iter()
        .map(|text| (*text).to_owned())
        .chain([deep("[", 100_000), deep("{\"a\":", 10_000)])
    {
        for kind in ["zendesk", "thread"] {
            survives(kind, &MemoryFiles::new([("a.json", text.as_str())]));
        }
    }
}

/// In a knowledge base with settings of its own a draft names only what these declare.
#[test]
fn drafts_fit_settings_that_are_there() {
    let base = Base::default();
    base.write(
        "fixbook.yaml",
        b"title: Own\nplatforms:\n  - {id: android, label: Android}\n",
    )
    .expect("memory");
    let result = import_into("thread", &folder("thread"), base);
    let errors: Vec<&String> = result
        .problems
        .iter()
        .filter(|problem| problem.starts_with("Error"))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}\n{}", result.text());
    let text = result.text();
    assert!(
        text.contains("role that fixbook.yaml does not declare: `domain-admin`"),
        "{text}"
    );
    assert!(text.contains("(ios) Tap **Battery Level**"), "{text}");
    assert!(text.contains("title: Own"), "{text}");
}

/// A second import of the same source changes nothing.
#[test]
fn a_second_import_changes_nothing() {
    for kind in ["mkdocs", "docusaurus", "zendesk", "thread"] {
        let kind = KINDS
            .iter()
            .find(|known| known.name == kind)
            .expect("the kind is known");
        let base = Base::default();
        run(kind, &folder(kind.name), &base).expect("memory does not fail");
        let (_, again) = run(kind, &folder(kind.name), &base).expect("memory does not fail");
        assert!(
            again.written.is_empty(),
            "{}: {:?}",
            kind.name,
            again.written
        );
        assert!(
            again.edited.is_empty() && again.taken.is_empty(),
            "{again:?}"
        );
    }
}

/// No name of a person comes along, not even into the report.
#[test]
fn threads_bring_no_names() {
    let text = import("thread", &folder("thread")).text().to_lowercase();
    for name in [
        "kimmy", "robin", "lou", "alex", "/u/", "pat", "sam ", "kim", "sample", "toni",
    ] {
        let found = text.lines().find(|line| {
            line.split(|c: char| !c.is_alphanumeric())
                .any(|word| word == name.trim())
        });
        assert!(found.is_none(), "{name} in {found:?}");
    }
}

/// Tabs by platform are steps by platform: the structure of the page knows them.
fn steps_by_platform(result: &Imported) {
    let page = &result.pages["articles/printing/offline.html"];
    for part in ["data-fix=\"", "data-os=\"windows\"", "data-os=\"macos\""] {
        assert!(page.contains(part), "no {part} in {page}");
    }
}

#[test]
fn mkdocs_comes_over_whole() {
    steps_by_platform(&whole("mkdocs"));
}

#[test]
fn docusaurus_comes_over_whole() {
    let result = whole("docusaurus");
    steps_by_platform(&result);
}

#[test]
fn zendesk_comes_over_whole() {
    whole("zendesk");
}

#[test]
fn threads_become_drafts() {
    whole("thread");
}
