//! Random articles in the manner of Microsoft Learn, whole and broken: an import keeps every word, in a page or in
//! the report, and the knowledge base builds.
//! `FIXBOOK_ARTICLES=20000 FIXBOOK_SEED=7 cargo test --test import_learn` looks further.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "support/import.rs"]
mod importing;

use std::collections::BTreeMap;

use fixbook::diag::Level;
use fixbook::import::REPORT;
use fixbook::output::{Content, MemorySink};
use fixbook::pipeline::{Options, build};
use fixbook::source::MemoryFiles;
use importing::{Memory, import};

/// A generator of numbers that gives the same ones everywhere.
struct Dice(u64);

impl Dice {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % below as u64).unwrap()
    }

    fn one<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.next(list.len())]
    }
}

/// Writes one article.
struct Writer<'d> {
    dice: &'d mut Dice,
    /// Number of the next word of all articles.
    word: &'d mut usize,
    text: String,
    /// Words of the body that must not get lost.
    words: Vec<String>,
    articles: usize,
}

impl Writer<'_> {
    /// A word that stands nowhere else.
    fn word(&mut self) -> String {
        *self.word += 1;
        let word = format!("w{}q", self.word);
        self.words.push(word.clone());
        word
    }

    fn sentence(&mut self) -> String {
        let count = 1 + self.dice.next(4);
        let mut words: Vec<String> = (0..count).map(|_| self.inline()).collect();
        if self.dice.next(6) == 0 {
            words.push(
                self.dice
                    .one(&[
                        "{{ x }}", "&nbsp;", "a\u{a0}b", "\u{200b}", "\\", "*", "`", "[", "]", "<",
                        "|", "_", "::", "${a}", "\u{feff}", "![", "](", "<a", "&#0;", "{#x}",
                    ])
                    .to_owned(),
            );
        }
        words.join(" ")
    }

    fn path(&mut self) -> String {
        let number = self.dice.next(self.articles + 3);
        let end = self.dice.one(&[
            "",
            "#cause",
            "?view=a",
            "?view=a#symptoms",
            "#w1q",
            "#tab/linux",
        ]);
        match self.dice.next(12) {
            0 => format!("/troubleshoot/area/article-{number}{end}"),
            1 => format!("~/area/article-{number}.md{end}"),
            2 => format!("../area/article-{number}.md{end}"),
            3 => "../../../../etc/passwd".to_owned(),
            4 => "missing page.md".to_owned(),
            5 => "https://learn.microsoft.com/en-us/troubleshoot/area/article-3".to_owned(),
            6 => "xref:A.B".to_owned(),
            7 => self
                .dice
                .one(&[
                    "#",
                    "#here",
                    "",
                    "javascript:x",
                    "mailto:a@example.com",
                    "//host.example/x",
                    "\\\\server\\share",
                    "C:\\x",
                    "<a b>",
                    "a(b)c.md",
                    "%zz",
                    "file:///c",
                ])
                .to_owned(),
            _ => format!("article-{number}.md{end}"),
        }
    }

    fn inline(&mut self) -> String {
        let word = self.word();
        match self.dice.next(30) {
            0 => format!("**{word}**"),
            1 => format!("`{word}`"),
            2 => format!("[{word}]({})", self.path()),
            3 => format!("<{word}>"),
            4 => format!(
                "<{} {word}>",
                self.dice
                    .one(&["user", "path", "a", "title", "script", "div", "select"])
            ),
            5 => format!(
                "![{word}]({})",
                self.dice.one(&[
                    "media/a.png",
                    "media/missing.png",
                    "/media/x.png",
                    "media/a b.png",
                    "https://example.com/a.png",
                    "x.svg?raw=true"
                ])
            ),
            6 => format!(
                ":::image type=\"content\" source=\"{}\" alt-text=\"{word}\":::",
                self.dice
                    .one(&["media/a.png", "media/b.png", "../media/x y.png"])
            ),
            7 => format!(":::no-loc text=\"{word}\":::"),
            8 => format!("[!UICONTROL {word}]"),
            9 => format!("<b>{word}</b>"),
            10 => format!("<a href=\"{}\">{word}</a>", self.path()),
            11 => format!("{word}<br/>"),
            12 => format!("<!-- {word} -->"),
            13 => format!("<a name=\"x\"></a>{word}"),
            14 => format!("[{word}][ref]"),
            15 => format!(
                "<{}>{word}",
                self.dice.one(&[
                    "span",
                    "/span",
                    "font color=red",
                    "u",
                    "object",
                    "source",
                    "iframe",
                    "details",
                    "table",
                    "td",
                    "h2",
                    "p",
                    "style",
                    "?php",
                    "!x"
                ])
            ),
            16 => format!("[[{word}](a.md)](b.md)"),
            17 => format!("[![{word}](media/a.png)]({})", self.path()),
            18 => format!("<kbd>{word}"),
            19 => format!("``{word}` {word}"),
            20 => format!(
                "[!INCLUDE [t](includes/{}.md)] {word}",
                self.dice.one(&["one", "two", "loop", "missing"])
            ),
            _ => word,
        }
    }

    fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn paragraph(&mut self) {
        for _ in 0..=self.dice.next(2) {
            let sentence = self.sentence();
            self.line(&sentence);
        }
        self.line("");
    }

    fn block(&mut self, depth: usize) {
        match self.dice.next(30) {
            0..=5 => self.paragraph(),
            6..=8 => {
                let mark = self.dice.one(&[
                    "#", "##", "##", "###", "####", "######", "#######", " ##", "##\u{a0}",
                ]);
                let name = self.dice.one(&[
                    "Symptoms",
                    "Cause",
                    "Resolution",
                    "Workaround",
                    "Method 1:",
                    "Windows",
                    "Linux",
                    "Why",
                    "Step 1:",
                    "More information",
                    "",
                    "",
                ]);
                let words = self.sentence();
                let end = self.dice.one(&[
                    "",
                    "",
                    "",
                    " ##",
                    " {#own-id}",
                    " {project}",
                    " <a id=\"old\"></a>",
                ]);
                let line = match self.dice.next(3) {
                    0 if !name.is_empty() => format!("{mark} {name}{end}"),
                    _ => format!("{mark} {name} {words}{end}"),
                };
                if !line.contains(&words) {
                    self.line(&words);
                    self.line("");
                }
                self.line(&line);
                self.line("");
            }
            9 => {
                for number in 1..=1 + self.dice.next(3) {
                    let sentence = self.sentence();
                    let mark = self.dice.one(&["1.", "-", "*", "+", "2)"]);
                    self.line(&format!("{mark} {sentence}"));
                    if number == 2 {
                        let word = self.word();
                        self.line("");
                        self.line(&format!("   ```console\n   {word}\n   ```"));
                    }
                }
                self.line("");
            }
            10 => {
                let fence = self.dice.one(&["```", "~~~~", "```powershell", "````"]);
                let inner = format!(
                    "{} # [x](#tab/y) :::zone <title> {}",
                    self.word(),
                    self.word()
                );
                self.line(fence);
                self.line(&inner);
                if self.dice.next(8) > 0 {
                    self.line(
                        &fence
                            .chars()
                            .take_while(|c| matches!(c, '`' | '~'))
                            .collect::<String>(),
                    );
                }
                self.line("");
            }
            11 => {
                let kind = self.dice.one(&[
                    "> [!NOTE]",
                    "> [!Warning]",
                    ">[!TIP]",
                    "> ![info]",
                    "> [!div class=\"checklist\"]",
                    "> [!VIDEO https://video.example.com/1]",
                    "> [!IMPORTANT] more",
                ]);
                self.line(kind);
                let sentence = self.sentence();
                self.line(&format!("> {sentence}"));
                self.line("");
            }
            12 => {
                let (a, b, c) = (self.sentence(), self.sentence(), self.word());
                let (a, b) = (a.replace('|', "/"), b.replace('|', "/"));
                self.line(&format!("| {a} | {c} |\n|---|---|\n| x | {b} | y |\n"));
            }
            13..=15 if depth < 3 => {
                let mark = self.dice.one(&["#", "##", "###", "####"]);
                for _ in 0..=self.dice.next(3) {
                    let name =
                        self.dice
                            .one(&["Windows", "Linux", "macOS", "Azure portal", "**x**"]);
                    self.line(&format!("{mark} [{name}](#tab/{})", name.to_lowercase()));
                    self.line("");
                    self.block(depth + 1);
                }
                if self.dice.next(5) > 0 {
                    let rule = self.dice.one(&["---", "***", "----"]);
                    self.line(rule);
                    self.line("");
                }
            }
            16..=17 if depth < 3 => {
                let open = self.dice.one(&[
                    "::: zone pivot=\"windows\"",
                    ":::zone pivot=\"ps,linux\":::",
                    "::: zone target=\"docs\"",
                    ":::zone",
                ]);
                self.line(open);
                self.block(depth + 1);
                self.block(depth + 1);
                if self.dice.next(6) > 0 {
                    self.line("::: zone-end");
                }
            }
            18 if depth < 3 => {
                self.line(":::row:::\n    :::column span=\"2\":::");
                self.block(depth + 1);
                self.line("    :::column-end:::\n:::row-end:::");
            }
            19 => {
                let word = self.word();
                let end = self.dice.one(&[":::image-end:::", ":::image-end:::", ""]);
                self.line(&format!(":::image type=\"complex\"\n  source=\"media/a.png\"\n  alt-text=\"A\"\n  lightbox=\"media/b.png\":::\n{word}\n{end}\n"));
            }
            20 => {
                let path = self.dice.one(&[
                    "includes/one.md",
                    "includes/two.md",
                    "includes/loop.md",
                    "~/area/includes/one.md",
                    "includes/none.md",
                    "article-1.md",
                ]);
                let indent = self.dice.one(&["", "", "   ", "> ", "- "]);
                self.line(&format!("{indent}[!INCLUDE [words]({path})]\n"));
            }
            21 => {
                let code = self.dice.one(&[
                    ":::code language=\"csharp\" source=\"code/a.cs\" id=\"part\":::",
                    "[!code-csharp[Main](code/a.cs?range=1-2)]",
                    ":::code source=\"none.cs\":::",
                    "[!code-xml[](code/a.cs#L2-L9)]",
                ]);
                self.line(code);
                self.line("");
            }
            22 => {
                let word = self.word();
                let html = match self.dice.next(7) {
                    0 => format!("<div>\n<p>{word}\n\n</div>"),
                    1 => format!("<h2 id=\"raw\">{word}</h2>"),
                    2 => format!("<table><tr><td>{word}</td></tr>\n</table>"),
                    3 => format!("<script>{word}</script>"),
                    4 => format!("<{word}>\nnext"),
                    5 => format!("<details><summary>{word}</summary>"),
                    _ => format!("<!-- {word}\n\n"),
                };
                self.line(&html);
                self.line("");
            }
            23 => {
                let word = self.word();
                self.line(&format!("::: moniker range=\">={word}\""));
                self.block(3);
                self.line("::: moniker-end");
            }
            24 => {
                let word = self.word();
                let odd = self.dice.one(&[
                    ":::image source=\"a",
                    ":::unknown:::",
                    "[!INCLUDE",
                    "[!NOTE]",
                    ":::",
                    "::: zone-end",
                    "---",
                    "===",
                    ":::column-end:::",
                    "[^1]",
                    "    indented",
                    "\t",
                    "term\n: meaning",
                    "[ref]: area/article-2.md",
                ]);
                self.line(&format!("{odd}\n{word}\n"));
            }
            _ => self.paragraph(),
        }
    }

    fn article(mut self) -> (String, Vec<String>) {
        let front = match self.dice.next(12) {
            0 => "",
            1 => "---\ntitle: a: b: c\nms.date: never\n---\n",
            2 => "---\ntitle: open\n",
            3 => "---\n title: indented\n description: by a space\n---\n",
            4 => {
                "---\ntitle: \"quotes \\\" and <tags> *stars*\"\nappliesto:\n- ✅ <a href=\"x\">Server 2025</a>\n---\n"
            }
            5 => "---\ntitle: [a, list]\ntags: {a: b}\ndescription:\n---\n",
            6 => "---\n- no map\n---\n",
            7 => "---\ntitle: x\ntitle: y\nms.topic: troubleshooting\n---\n",
            8 => "---\ntitle: &a !b *c\nms.date: 02/30/2025\n---\n",
            _ => {
                "---\ntitle: Some title\ndescription: Words about it\nms.date: 11/03/2025\nauthor: x\n---\n"
            }
        };
        self.text.push_str(front);
        if self.dice.next(4) > 0 {
            let words = self.sentence();
            self.line(&format!("# {words}\n"));
        }
        for _ in 0..1 + self.dice.next(7) {
            self.block(0);
        }
        if self.dice.next(10) == 0 {
            self.text = self.text.replace('\n', "\r\n");
        }
        if self.dice.next(15) == 0 {
            self.text.insert(0, '\u{feff}');
        }
        (self.text, self.words)
    }
}

fn number(name: &str, default: usize) -> usize {
    std::env::var(name)
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(default)
}

#[test]
fn every_word_is_in_a_page_or_in_the_report() {
    let articles = number("FIXBOOK_ARTICLES", 2_000);
    let mut dice = Dice(number("FIXBOOK_SEED", 42) as u64);
    let mut word = 0;
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut words: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for article in 0..articles {
        let writer = Writer {
            dice: &mut dice,
            word: &mut word,
            text: String::new(),
            words: Vec::new(),
            articles,
        };
        let path = format!("support/area/article-{article}.md");
        let (text, own) = writer.article();
        files.insert(path.clone(), text.into_bytes());
        words.insert(path, own);
    }
    for (path, text) in [
        (
            "support/area/includes/one.md",
            "Included once. See [it](../article-1.md) and ![p](../media/a.png).\n",
        ),
        (
            "support/area/includes/two.md",
            "---\na: b\n---\n## Included heading\n\n1. Do.\n\n   [!INCLUDE [x](one.md)]\n",
        ),
        (
            "support/area/includes/loop.md",
            "Loop [!INCLUDE [x](loop.md)]\n",
        ),
        (
            "support/area/code/a.cs",
            "a\n// <part>\n    b();\n// </part>\n",
        ),
        ("support/area/media/a.png", "x"),
        ("support/area/media/b.png", "x"),
        (
            "support/docfx.json",
            "{\"build\": {\"globalMetadata\": {\"breadcrumb_path\": \"/troubleshoot/breadcrumb/toc.json\"}}}",
        ),
    ] {
        files.insert(path.to_owned(), text.as_bytes().to_vec());
    }
    let source = MemoryFiles::new(files.clone());
    let kb = Memory::default();
    let (plan, _) = import("learn", &source, &kb);

    let sink = MemorySink::default();
    let report = build(&kb.files(), &Options::default(), &sink).unwrap();
    let errors: Vec<_> = report
        .diagnostics
        .iter()
        .filter(|found| found.level == Level::Error)
        .collect();
    for error in errors.iter().take(5) {
        let file = &error.labels[0].file;
        println!(
            "{}: {} in {file}:\n{}\n",
            error.code,
            error.message,
            kb.text(file)
        );
    }
    assert!(errors.is_empty(), "{} errors", errors.len());

    let pages: BTreeMap<String, Vec<u8>> = sink
        .into_files()
        .into_iter()
        .filter_map(|(path, content)| match content {
            Content::Bytes(bytes) => Some((path, bytes)),
            Content::Copy(_) => None,
        })
        .collect();
    let tokens = |text: &str| -> std::collections::BTreeSet<String> {
        text.split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|word| word.starts_with('w'))
            .map(str::to_owned)
            .collect()
    };
    let lost = tokens(&kb.text(REPORT));
    let targets: BTreeMap<&str, &str> = plan
        .articles
        .iter()
        .map(|(source, target)| (source.as_str(), target.as_str()))
        .collect();
    let mut missing = Vec::new();
    for (source, words) in &words {
        let shown = targets.get(source.as_str()).map(|target| {
            let page = &pages[&target.replace(".md", ".html")];
            tokens(&String::from_utf8_lossy(page))
        });
        let shown = shown.unwrap_or_default();
        missing.extend(
            words
                .iter()
                .filter(|word| !shown.contains(*word) && !lost.contains(*word))
                .map(|word| (source, word)),
        );
    }
    for (source, word) in missing.iter().take(6) {
        let text = String::from_utf8_lossy(&files[*source]);
        let now = targets
            .get(source.as_str())
            .map(|target| kb.text(target))
            .unwrap_or_default();
        println!("{word} of {source} is lost:\n----\n{text}\n---- now\n{now}\n====\n");
    }
    assert!(
        missing.is_empty(),
        "{} of {word} words are lost",
        missing.len()
    );
    let (_, again) = import("learn", &source, &kb);
    assert_eq!(
        again.written,
        Vec::<String>::new(),
        "a second import changes nothing"
    );
}
