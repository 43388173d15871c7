//! Markdown to HTML: whole and harmless whatever the text, in bounded time.

use fixbook::config::{MarkdownConfig, RawHtml};
use fixbook::html::{Resolver, block, inline, plain, scan};
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

#[rustfmt::skip]
const PAYLOADS: &[&str] = &[
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<svg><script>alert(1)</script></svg>", "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<a href=javascript:alert(1)>x</a>", "<a href=\"jav&#x09;ascript:alert(1)\">x</a>", "<a href=' javascript:alert(1)'>x</a>", "<a href=&#106;avascript:alert(1)>x</a>",
    "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](<java\tscript:alert(1)>)", "[x](&#x6A;avascript:alert(1))", "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:msgbox(1))", "[x](javascript&colon;alert(1))", "[x](\u{1}javascript:alert(1))", "<javascript:alert(1)>", "![x](javascript:alert(1))", "![x](data:image/svg+xml,<svg/onload=alert(1)>)",
    "![x\" onerror=\"alert(1)](x.png)", "![x](x.png \"t\\\" onerror=\\\"alert(1)\")", "[x](a.md \"\\\" onclick=\\\"alert(1)\")", "[x]: javascript:alert(1)\n\n[x]",
    "<details open ontoggle=alert(1)>", "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>", "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<p title=\"<img src=x onerror=alert(1)>\">", "<form action=javascript:alert(1)><button>x</button></form>", "<base href=//evil.example>", "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<b title='\"><img src=x onerror=alert(1)>'>x</b>", "<td title='<script>alert(1)</script>'>", "<style>@import 'x'</style>", "<b style='background:url(javascript:alert(1))'>x", "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>", "<link rel=stylesheet href=//evil.example>", "<template><script>alert(1)</script></template>", "<!--><script>alert(1)</script>-->", "<!-- --!><script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</script>", "<img src=\"x`<script>alert(1)</script>\"`>", "<a\nhref=javascript:alert(1)\n>x</a>", "<xss onclick=alert(1) tabindex=1>x</xss>", "<custom-el onmouseover=alert(1)>",
    "<select><style></select><script>alert(1)</script></style>", "<textarea></textarea><script>alert(1)</script>", "## <img src=x onerror=alert(1)> {#x\"onclick=alert(1)}", "## H {#a onclick=alert(1) .b}",
    "| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |", "[^<script>alert(1)</script>]\n\n[^<script>alert(1)</script>]: <script>alert(1)</script>", "```<script>alert(1)</script>\n</code></pre><script>alert(1)</script>\n```",
    "`</code><script>alert(1)</script>`", "**</strong><script>alert(1)</script> › x**", "<ol type='1\" onclick=alert(1)'>", "<q cite=javascript:alert(1)>x</q>", "<del cite='javascript:alert(1)'>x</del>", "<a href=data:text/html;base64,PHNjcmlwdD4=>x</a>",
    "<a id=fix-1 name=fixbook href=x>x</a>", "<img name=getElementById src=x>", "<title><a title=\"</title><img src=x onerror=alert(1)>\">", "<svg><a xlink:href=javascript:alert(1)>x</a></svg>", "\u{0}<script>alert(1)</script>", "<\u{0}script>alert(1)</script>",
    "<a href='x' target=_blank onfocus=alert(1) autofocus>x</a>", "<input autofocus onfocus=alert(1)>", "<video src=x onerror=alert(1)>", "<plaintext>", "<body onload=alert(1)>", "<a href=\"//evil.example\">x</a>", "<script>", "<style>", "<!--", "<title>", "<a href='", "<img alt=\"",
];

/// What could run: elements and attributes that none of our HTML has, and addresses that are scripts.
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
fn images_load_from_the_site_and_the_web_alone() {
    for bad in [
        "file:///etc/x.png",
        "file://example.com/s/x.png",
        "C:/x.png",
        "//example.com/x.png",
        "/\\\\example.com/x.png",
        "ftp://example.com/x.png",
    ] {
        for text in [
            format!("![alt](<{bad}>)"),
            format!("<img src=\"{bad}\" alt=\"alt\">"),
        ] {
            let page = html(&text) + &inline(&text, &Plain);
            assert!(!page.contains(" src="), "{text}: {page}");
        }
    }
    assert!(
        html("![a](x.png) ![b](https://example.com/x.png)")
            .matches("<img")
            .count()
            == 2
    );
}
