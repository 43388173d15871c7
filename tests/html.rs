//! Markdown to HTML: the forms that writers use, what pages rely on, and what an attacker would write.

use fixbook::config::{MarkdownConfig, RawHtml};
use fixbook::html::{Resolver, block, highlight_css, inline, plain, scan};
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// Leaves addresses as they are; every image is 40 by 30.
struct Plain;

impl Resolver for Plain {
    fn link(&self, href: &str) -> String {
        href.to_owned()
    }
    fn image(&self, src: &str) -> (String, Option<(u32, u32)>) {
        (src.to_owned(), Some((40, 30)))
    }
}

const SAFE: MarkdownConfig = MarkdownConfig {
    html: RawHtml::Sanitise,
    highlight: true,
};

fn html(text: &str) -> String {
    block(text, SAFE, &Plain)
}

#[track_caller]
fn has(html: &str, part: &str) {
    assert!(html.contains(part), "no {part:?} in:\n{html}");
}

#[track_caller]
fn lacks(html: &str, part: &str) {
    assert!(!html.contains(part), "{part:?} in:\n{html}");
}

const SEP: &str = "<svg aria-hidden=\"true\" class=\"flip\"><use href=\"#next\"/></svg><span class=\"vh\"> › </span>";

#[test]
fn menu_paths() {
    let path = format!("Open <span class=\"path\">Settings{SEP}[your name]{SEP}iCloud</span>.");
    assert_eq!(
        inline("Open **Settings › [your name] › iCloud**.", &Plain),
        path
    );
    assert_eq!(
        inline("Open **Settings > [your name] > iCloud**.", &Plain),
        path
    );
    assert_eq!(
        inline("Open **Settings** › **[your name]** > **iCloud**.", &Plain),
        path
    );
    assert_eq!(
        inline("Open **Settings** › [your name] › **iCloud**.", &Plain),
        path
    );
    has(
        &html("Open **A** ›\n**B** now."),
        &format!("<span class=\"path\">A{SEP}B</span> now."),
    );
    assert_eq!(
        inline("Tap **Save**, 3 > 2.", &Plain),
        "Tap <strong>Save</strong>, 3 &gt; 2."
    );
    assert_eq!(
        inline("**A** and **B**", &Plain),
        "<strong>A</strong> and <strong>B</strong>"
    );
    assert_eq!(
        inline("**A › `b c` › C**", &Plain),
        format!("<span class=\"path\">A{SEP}<code>b c</code>{SEP}C</span>")
    );
}

#[test]
fn inline_never_yields_blocks() {
    assert_eq!(inline("# Not a heading", &Plain), "# Not a heading");
    assert_eq!(inline("1. Open", &Plain), "1. Open");
    assert_eq!(inline("- a\n- b", &Plain), "- a - b");
    assert_eq!(inline("```\ncode\n```", &Plain), "<code>code</code>");
    assert_eq!(
        inline("**bold** at the start\n\nand *more*", &Plain),
        "<strong>bold</strong> at the start and <em>more</em>"
    );
    assert_eq!(
        inline("Type <user> & <b>go</b>", &Plain),
        "Type &lt;user&gt; &amp; <b>go</b>"
    );
    assert_eq!(inline("a <div>b</div> <p>c", &Plain), "a b c");
    assert_eq!(
        inline("Run `ssh <user>@<host>`", &Plain),
        "Run <code>ssh <var>&lt;user&gt;</var>@<var>&lt;host&gt;</var></code>"
    );
    assert_eq!(inline("  plain > text  ", &Plain), "plain &gt; text");
    assert_eq!(inline("", &Plain), "");
}

#[test]
fn words_only() {
    assert_eq!(
        plain("Open **Settings › Backup** and [`read`](x.md) ![the *date*](d.png)"),
        "Open Settings › Backup and read the date"
    );
    assert_eq!(
        plain("# Title\n\nText  \nmore\n\n- a\n- b\n\n| x | y |\n|---|---|\n| 1 | 2 |"),
        "Title Text more a b x y 1 2"
    );
    assert_eq!(plain("a <b>c</b> &amp; d"), "a c & d");
    assert_eq!(plain("Error #5 - 100 %"), "Error #5 - 100 %");
}

#[test]
fn headings_start_at_two_and_skip_none() {
    let out = html("# One\n\n### Deep\n\n## Two");
    has(&out, "<h2 id=\"one\"><a href=\"#one\">One</a></h2>");
    has(&out, "<h3 id=\"deep\">");
    has(&out, "<h3 id=\"two\">");
    has(&html("### Only\n\n#### Under"), "<h2 id=\"only\">");
    has(
        &html("## [Linked](a.md) words"),
        "<h2 id=\"linked-words\"><a href=\"a.md\">Linked</a> words</h2>",
    );
}

#[test]
fn ids_are_unique_and_never_those_of_pages() {
    let ids: Vec<_> = scan("## Über Straße\n## Über Straße\n## Fix 1\n## Main\n## Q\n## Own {#my-id}\n## fix-2 {#fix-2}\n## 日本語\n## Info")
        .headings
        .into_iter()
        .map(|heading| heading.id)
        .collect();
    assert_eq!(
        ids,
        [
            "über-straße",
            "über-straße-2",
            "s-fix-1",
            "s-main",
            "s-q",
            "my-id",
            "s-fix-2",
            "日本語",
            "s-info"
        ]
    );
}

#[test]
fn alerts() {
    let out = html("> [!WARNING]\n> Keep your *phone*.");
    has(
        &out,
        "<div class=\"note warn\"><svg aria-hidden=\"true\"><use href=\"#alert\"/></svg><div><p><b>Warning</b></p>\n<p>Keep your <em>phone</em>.</p>\n</div></div>",
    );
    has(
        &html("> [!NOTE]\n> x"),
        "<div class=\"note\"><svg aria-hidden=\"true\"><use href=\"#info\"/></svg>",
    );
    has(&html("> [!CAUTION]\n> x"), "<div class=\"note stop\">");
    has(&html("> x"), "<blockquote>\n<p>x</p>\n</blockquote>");
}

#[test]
fn code_has_caption_language_and_scroll_area() {
    let out = html(
        "```text title=\"What apt checks\"\n/var/lib <x>\n```\n\n```json\n{\"a\": 1}\n```\n\n```json\n{}\n```\n\n    indented",
    );
    has(
        &out,
        "<figure class=\"code\"><figcaption>What apt checks</figcaption><pre tabindex=\"0\" role=\"region\" aria-label=\"What apt checks\"><code class=\"language-text\">/var/lib <var>&lt;x&gt;</var></code></pre></figure>",
    );
    has(&out, "<figcaption>JSON</figcaption>");
    has(&out, "aria-label=\"JSON 2\"");
    has(&out, "<span class=\"hn\">1</span>");
    has(&out, "<figcaption>Code</figcaption>");
    let off = block(
        "```json\n{\"a\": 1}\n```",
        MarkdownConfig {
            highlight: false,
            ..SAFE
        },
        &Plain,
    );
    lacks(&off, "<span");
    let hostile =
        html("```\"><script>alert(1)</script> title='\"><img src=x onerror=alert(1)>'\nx\n```");
    lacks(&hostile, "<script");
    lacks(&hostile, "<img");
    has(
        &html("```bash\nssh <user>@host \"<server>\" # go\n```"),
        "<var>&lt;user&gt;</var>",
    );
    has(
        &html(
            "```powershell\nGet-Mailbox -Identity $user | Where-Object { $_.Name -eq \"x\" } # all\n```",
        ),
        "<span class=\"hf\">Get-Mailbox</span> <span class=\"hv\">-Identity</span> <span class=\"hv\">$user</span> | <span class=\"hf\">Where-Object</span> { <span class=\"hv\">$_</span>.Name <span class=\"hk\">-eq</span> <span class=\"hs\">\"x\"</span> } <span class=\"hc\"># all</span>",
    );
    lacks(&html("```html\n<user>\n```"), "<var>");
}

#[test]
fn the_other_forms() {
    let out = html(
        "| Code | Meaning |\n|:--|--:|\n| 1 | ~~one~~ |\n\n- [x] done\n- [ ] open\n\nTerm\n: What it is\n\nText[^a] and[^a] more[^b].\n\n[^b]: Bee\n[^a]: Aye\n",
    );
    has(
        &out,
        "<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"Table\"><table>\n<thead><tr><th scope=\"col\">Code</th><th scope=\"col\" class=\"num\">Meaning</th></tr></thead>\n<tbody>\n<tr><td>1</td><td class=\"num\"><del>one</del></td></tr>\n</tbody></table></div>",
    );
    has(
        &out,
        "<li class=\"task\"><input type=\"checkbox\" disabled checked aria-label=\"Done\"> done</li>",
    );
    has(&out, "<dl>\n<dt>Term</dt>\n<dd>What it is</dd>\n</dl>");
    has(
        &out,
        "Text<sup><a href=\"#fn-1\" id=\"fnref-1\" role=\"doc-noteref\">1</a></sup> and<sup><a href=\"#fn-1\" role=\"doc-noteref\">1</a></sup> more",
    );
    has(
        &out,
        "<li id=\"fn-1\"><p>Aye <a href=\"#fnref-1\" role=\"doc-backlink\" aria-label=\"Back to the text (1)\">↩</a></p></li>",
    );
    has(&out, "<li id=\"fn-2\"><p>Bee ");
}

#[test]
fn links_and_images() {
    assert_eq!(
        html("[a](https://x.example/?a=1&b=2 \"T\")"),
        "<p><a href=\"https://x.example/?a=1&amp;b=2\" rel=\"noopener\" title=\"T\">a</a></p>\n"
    );
    assert_eq!(html("[a](b.md#c)"), "<p><a href=\"b.md#c\">a</a></p>\n");
    assert_eq!(
        html("<me@x.example>"),
        "<p><a href=\"mailto:me@x.example\">me@x.example</a></p>\n"
    );
    assert_eq!(
        html("![a *b*](c.png)"),
        "<p><img src=\"c.png\" alt=\"a b\" width=\"40\" height=\"30\" loading=\"lazy\" decoding=\"async\"></p>\n"
    );
    let text = "See [a](b.md), ![c](d.png) and <me@x.example>.";
    let found = scan(text);
    assert_eq!(
        found.links,
        [
            ("b.md".to_owned(), 4..13),
            ("mailto:me@x.example".to_owned(), 31..45)
        ]
    );
    assert_eq!(
        scan("<a href=x.md>y</a>").links,
        [("x.md".to_owned(), 0..13)]
    );
    assert_eq!(&text[found.images[0].1.clone()], "![c](d.png)");
}

#[test]
fn raw_html_is_made_harmless_and_whole() {
    assert_eq!(
        html("a <b>c</b> <kbd>x</kbd>"),
        "<p>a <b>c</b> <kbd>x</kbd></p>\n"
    );
    assert_eq!(html("a <b>c"), "<p>a <b>c</b></p>\n");
    assert_eq!(html("a </div></main></b> c"), "<p>a  c</p>\n");
    assert_eq!(html("*a <b> c* d </b>"), "<p><em>a <b> c</b></em> d </p>\n");
    let details = html("<details>\n<summary>More</summary>\n\nText *x*\n\n</details>\n\nAfter");
    has(&details, "<details>\n<summary>More</summary>\n");
    has(&details, "<p>Text <em>x</em></p>\n</details>\n");
    has(&html("- <div>\n\nx"), "</div></li>");
    let table = html("<table class=x><tr><td colspan=2 onclick=y>a</td></tr></table>");
    has(&table, "<table><tr><td colspan=\"2\">a</td></tr></table>");
    assert_eq!(
        html("a<br/>b &nbsp; <br class=x>"),
        "<p>a<br>b \u{a0} <br></p>\n"
    );
    let escape = MarkdownConfig {
        html: RawHtml::Escape,
        highlight: false,
    };
    assert_eq!(
        block("a <b>c</b>", escape, &Plain),
        "<p>a &lt;b&gt;c&lt;/b&gt;</p>\n"
    );
    let trust = MarkdownConfig {
        html: RawHtml::Trust,
        highlight: false,
    };
    assert_eq!(
        block("a <b onclick=x>c</b>", trust, &Plain),
        "<p>a <b onclick=x>c</b></p>\n"
    );
}

const PAYLOADS: &[&str] = &[
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href=\"jav&#x09;ascript:alert(1)\">x</a>",
    "<a href=' javascript:alert(1)'>x</a>",
    "<a href=&#106;avascript:alert(1)>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](&#x6A;avascript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:msgbox(1))",
    "[x](javascript&colon;alert(1))",
    "[x](\u{1}javascript:alert(1))",
    "<javascript:alert(1)>",
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml,<svg/onload=alert(1)>)",
    "![x\" onerror=\"alert(1)](x.png)",
    "![x](x.png \"t\\\" onerror=\\\"alert(1)\")",
    "[x](a.md \"\\\" onclick=\\\"alert(1)\")",
    "[x]: javascript:alert(1)\n\n[x]",
    "<details open ontoggle=alert(1)>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<p title=\"<img src=x onerror=alert(1)>\">",
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<b title='\"><img src=x onerror=alert(1)>'>x</b>",
    "<td title='<script>alert(1)</script>'>",
    "<style>@import 'x'</style>",
    "<b style='background:url(javascript:alert(1))'>x",
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>",
    "<link rel=stylesheet href=//evil.example>",
    "<template><script>alert(1)</script></template>",
    "<!--><script>alert(1)</script>-->",
    "<!-- --!><script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</script>",
    "<img src=\"x`<script>alert(1)</script>\"`>",
    "<a\nhref=javascript:alert(1)\n>x</a>",
    "<xss onclick=alert(1) tabindex=1>x</xss>",
    "<custom-el onmouseover=alert(1)>",
    "<select><style></select><script>alert(1)</script></style>",
    "<textarea></textarea><script>alert(1)</script>",
    "## <img src=x onerror=alert(1)> {#x\"onclick=alert(1)}",
    "## H {#a onclick=alert(1) .b}",
    "| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |",
    "[^<script>alert(1)</script>]\n\n[^<script>alert(1)</script>]: <script>alert(1)</script>",
    "```<script>alert(1)</script>\n</code></pre><script>alert(1)</script>\n```",
    "`</code><script>alert(1)</script>`",
    "**</strong><script>alert(1)</script> › x**",
    "<ol type='1\" onclick=alert(1)'>",
    "<q cite=javascript:alert(1)>x</q>",
    "<del cite='javascript:alert(1)'>x</del>",
    "<a href=data:text/html;base64,PHNjcmlwdD4=>x</a>",
    "<a id=fix-1 name=fixbook href=x>x</a>",
    "<img name=getElementById src=x>",
    "<title><a title=\"</title><img src=x onerror=alert(1)>\">",
    "<svg><a xlink:href=javascript:alert(1)>x</a></svg>",
    "\u{0}<script>alert(1)</script>",
    "<\u{0}script>alert(1)</script>",
    "<a href='x' target=_blank onfocus=alert(1) autofocus>x</a>",
    "<input autofocus onfocus=alert(1)>",
    "<video src=x onerror=alert(1)>",
    "<plaintext>",
    "<body onload=alert(1)>",
    "<a href=\"//evil.example\">x</a>",
    "<script>",
    "<style>",
    "<!--",
    "<title>",
    "<a href='",
    "<img alt=\"",
];

/// Parses as a browser does and returns what could run.
fn dangers(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let mut quoted = false;
        let end = rest
            .find(|c| {
                if c == '"' {
                    quoted = !quoted;
                }
                c == '>' && !quoted
            })
            .unwrap_or(rest.len());
        let tag = &rest[..end];
        rest = &rest[end..];
        let name: String = tag
            .trim_start_matches('/')
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
            .collect();
        const FINE: &[&str] = &[
            "p",
            "a",
            "b",
            "i",
            "br",
            "em",
            "strong",
            "del",
            "code",
            "pre",
            "figure",
            "figcaption",
            "span",
            "svg",
            "use",
            "img",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "ul",
            "ol",
            "li",
            "dl",
            "dt",
            "dd",
            "table",
            "thead",
            "tbody",
            "tr",
            "td",
            "th",
            "div",
            "section",
            "sup",
            "var",
            "hr",
            "blockquote",
            "details",
            "summary",
            "q",
            "input",
            "kbd",
            "s",
            "u",
            "sub",
            "abbr",
            "cite",
            "data",
            "time",
            "bdi",
            "bdo",
            "dfn",
            "ins",
            "mark",
            "ruby",
            "rp",
            "rt",
            "samp",
            "small",
            "wbr",
            "caption",
            "col",
            "colgroup",
            "tfoot",
        ];
        if !FINE.contains(&name.as_str())
            || (name == "input" && !tag.starts_with("input type=\"checkbox\" disabled"))
        {
            found.push(format!("element {tag}"));
        }
        // Attributes outside quotes.
        let outside: String = tag
            .split('"')
            .step_by(2)
            .collect::<Vec<_>>()
            .join(" ")
            .to_lowercase();
        if outside.split_whitespace().any(|word| {
            word.starts_with("on")
                || word.starts_with("style=")
                || word.starts_with("name=")
                || word.starts_with("srcdoc")
                || word.starts_with("target=")
        }) {
            found.push(format!("attribute {tag}"));
        }
        for (at, _) in tag.match_indices("=\"") {
            let attribute: String = tag[..at]
                .chars()
                .rev()
                .take_while(|c| !c.is_whitespace())
                .collect::<Vec<_>>()
                .into_iter()
                .rev()
                .collect();
            let value = tag[at + 2..].split('"').next().unwrap_or("").to_lowercase();
            let value: String = value
                .replace("&amp;", "&")
                .chars()
                .filter(|c| !c.is_whitespace() && !c.is_control())
                .collect();
            if ["href", "src", "cite", "action"].contains(&attribute.as_str())
                && ["javascript:", "data:", "vbscript:"]
                    .iter()
                    .any(|bad| value.trim_start_matches("%01").starts_with(bad))
            {
                found.push(format!("address {tag}"));
            }
        }
    }
    found
}

#[test]
fn content_runs_no_script() {
    for payload in PAYLOADS {
        for mode in [RawHtml::Sanitise, RawHtml::Escape] {
            for around in [
                "{}",
                "text {} text",
                "- {}\n- x",
                "> {}",
                "## {}",
                "**{}**",
                "| {} |\n|---|\n| {} |",
                "> [!NOTE]\n> {}",
                "<div>\n{}\n\ntext",
                "[{}](x)",
                "![{}](x)",
            ] {
                let text = around.replace("{}", payload);
                let out = block(
                    &text,
                    MarkdownConfig {
                        html: mode,
                        highlight: true,
                    },
                    &Plain,
                );
                assert_eq!(
                    dangers(&out),
                    Vec::<String>::new(),
                    "{mode:?} {text}\n{out}"
                );
                let out = inline(&text, &Plain);
                assert_eq!(dangers(&out), Vec::<String>::new(), "inline {text}\n{out}");
            }
        }
    }
    assert!(
        !dangers("<p><img src=x onerror=alert(1)>").is_empty(),
        "the detector works"
    );
    assert!(
        !dangers("<a href=\"javascript:x\">").is_empty(),
        "the detector works"
    );
}

/// Elements that are opened are closed in order.
fn is_balanced(html: &str) -> Result<(), String> {
    let mut open = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let mut quoted = false;
        let end = rest
            .find(|c| {
                if c == '"' {
                    quoted = !quoted;
                }
                c == '>' && !quoted
            })
            .ok_or_else(|| format!("no end: {rest}"))?;
        let tag = &rest[..end];
        rest = &rest[end..];
        let name = tag
            .trim_start_matches('/')
            .split([' ', '/', '\n'])
            .next()
            .unwrap_or_default()
            .to_owned();
        if tag.starts_with('/') {
            if open.pop().as_deref() != Some(name.as_str()) {
                return Err(format!("</{name}> closes nothing"));
            }
        } else if !tag.ends_with('/')
            && !["br", "hr", "img", "input", "wbr", "col"].contains(&name.as_str())
        {
            open.push(name);
        }
    }
    if open.is_empty() {
        Ok(())
    } else {
        Err(format!("open: {open:?}"))
    }
}

fn markdown() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "#",
        "## ",
        "\n",
        "\n\n",
        " ",
        "  ",
        "    ",
        "\t",
        "*",
        "**",
        "_",
        "~~",
        "`",
        "```",
        "```bash title=\"x\"\n",
        "> ",
        "> [!NOTE]\n",
        "- ",
        "1. ",
        "+ ",
        "- [x] ",
        "[",
        "]",
        "(",
        ")",
        "![",
        "](a.md)",
        "](<b c>)",
        "[^1]",
        "[^1]: ",
        "|",
        "|---|\n",
        ": ",
        " › ",
        " > ",
        "<",
        ">",
        "</",
        "<b>",
        "</b>",
        "<div>",
        "</div>",
        "<a href=x>",
        "</a>",
        "<table>",
        "<td>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "&amp;",
        "&",
        "\\",
        "\"",
        "'",
        "{#id}",
        "{",
        "}",
        "---\n",
        "===\n",
        "word",
        "ü",
        "日本",
        "🙂",
        "\u{0}",
        "\u{200f}",
        "\r\n",
        "<user>",
        "http://x.example",
        "javascript:",
        "=",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_whole_harmless_html(text in markdown()) {
        for html in [RawHtml::Sanitise, RawHtml::Escape] {
            let out = block(&text, MarkdownConfig { html, highlight: false }, &Plain);
            prop_assert_eq!(is_balanced(&out), Ok(()), "{}", &out);
            prop_assert_eq!(dangers(&out), Vec::<String>::new(), "{}", &out);
        }
        block(&text, MarkdownConfig { html: RawHtml::Trust, highlight: false }, &Plain);
        let out = inline(&text, &Plain);
        prop_assert_eq!(is_balanced(&out), Ok(()), "{}", &out);
        for tag in ["<p>", "<h2", "<ul", "<ol", "<li", "<table", "<div", "<blockquote", "<pre", "<hr", "<dl", "<section"] {
            prop_assert!(!out.contains(tag), "{}", &out);
        }
        let words = plain(&text);
        prop_assert!(!words.contains('\n') && !words.contains("  "));
    }

    #[test]
    fn scan_and_block_agree_on_ids(text in markdown()) {
        let out = block(&text, MarkdownConfig { html: RawHtml::Escape, highlight: false }, &Plain);
        let written: Vec<&str> = out.match_indices(" id=\"").map(|(at, m)| &out[at + m.len()..]).filter_map(|rest| rest.split('"').next()).filter(|id| !id.starts_with("fn")).collect();
        let mut scanned: Vec<String> = scan(&text).headings.into_iter().map(|heading| heading.id).collect();
        let mut written: Vec<String> = written.into_iter().map(str::to_owned).collect();
        // Headings inside footnotes are written at the end.
        scanned.sort();
        written.sort();
        if !text.contains("[^") {
            prop_assert_eq!(written, scanned);
        }
    }

    #[test]
    fn random_characters(text in "\\PC{0,200}") {
        prop_assert_eq!(is_balanced(&html(&text)), Ok(()));
        prop_assert_eq!(is_balanced(&inline(&text, &Plain)), Ok(()));
    }
}

#[test]
fn hostile_texts_end_in_time() {
    let n = 200_000;
    let mut texts: Vec<(&str, String)> = [
        "> ",
        ">",
        "- ",
        "* ",
        "1. ",
        "[",
        "![",
        "](",
        "*",
        "**a ",
        "_a",
        "`",
        "a`",
        "<",
        "<b>",
        "<b x=y>",
        "</b>",
        "<a href='",
        "<script>",
        "<!--",
        "<?",
        "&",
        "&#",
        "[^1]",
        "[^1]: ",
        "|",
        "# ",
        "~",
        "\\",
        "**A** › ",
        "[a](",
        "<!-- ",
        "\n>",
        ": ",
        "a\n: b\n",
        "\t",
        "``` ",
        "[x][",
        "(((",
        "a\n- ",
        "<user>",
        "![a](b)[",
        "$",
        "\"",
        "<![CDATA[",
        "{#a}",
        "## a\n",
    ]
    .into_iter()
    .map(|piece| (piece, piece.repeat(n / piece.len().max(1) / 4)))
    .collect();
    texts.push((
        "deep lists",
        (0..400)
            .map(|depth| format!("{}- a\n", "  ".repeat(depth)))
            .collect(),
    ));
    texts.push((
        "deep quotes",
        (0..400)
            .map(|depth| format!("{}a\n\n", "> ".repeat(depth)))
            .collect(),
    ));
    texts.push(("quotes", ">".repeat(n)));
    texts.push((
        "wide table",
        format!(
            "|{}\n|{}\n{}",
            "a|".repeat(1000),
            "-|".repeat(1000),
            "|b\n".repeat(500)
        ),
    ));
    texts.push((
        "references",
        format!("[a]: {}\n\n{}", "b".repeat(50_000), "[a]".repeat(2_000)),
    ));
    texts.push((
        "ticks",
        (1..600)
            .map(|length| format!("{} ", "`".repeat(length)))
            .collect(),
    ));
    texts.push(("code", format!("```html\n{}\n```", "<a ".repeat(20_000))));
    texts.push(("same headings", "# a\n".repeat(20_000)));
    let mut slow = Vec::new();
    for (name, text) in &texts {
        let start = Instant::now();
        let out = html(text);
        inline(text, &Plain);
        plain(text);
        scan(text);
        let taken = start.elapsed();
        if let Err(error) = is_balanced(&out) {
            slow.push(format!("{name:?}: {error:.100}"));
        }
        if taken > Duration::from_secs(5) {
            slow.push(format!("{name:?}: {taken:?} for {} bytes", text.len()));
        } else if taken > Duration::from_secs(1) {
            eprintln!("{name:?}: {taken:?} for {} bytes", text.len());
        }
    }
    assert_eq!(slow, Vec::<String>::new());
}

#[test]
fn highlight_colours_can_be_read() {
    fn luminance(hex: &str) -> f64 {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
    }
    let (light, dark) = highlight_css();
    for (css, ground) in [(light, "f4f2ee"), (dark, "0b0e0f")] {
        let mut count = 0;
        for rule in css.split('}').filter(|rule| !rule.is_empty()) {
            let colour = rule.split('#').nth(1).unwrap();
            let (a, b) = (luminance(colour), luminance(ground));
            let contrast = (a.max(b) + 0.05) / (a.min(b) + 0.05);
            assert!(contrast >= 4.5, "{rule} on {ground}: {contrast:.2}");
            count += 1;
        }
        assert_eq!(count, 9);
    }
}
