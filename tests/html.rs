//! Markdown to HTML: the forms that writers use, and what pages rely on.

use fixbook::config::{MarkdownConfig, RawHtml};
use fixbook::html::{Resolver, block, highlight_css, inline, plain, scan};

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
    let listing = format!(
        "```text\n{0} {0} {0}\n{1} ok\n```",
        "-".repeat(60),
        ".".repeat(150)
    );
    has(&html(&listing), "<figure class=\"code\">");
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

#[test]
fn highlight_colours_can_be_read() {
    fn luminance(hex: &str) -> f64 {
        let channel = |at: usize| {
            let value =
                f64::from(u8::from_str_radix(&hex[at..at + 2], 16).expect("a colour")) / 255.0;
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
            let colour = rule.split('#').nth(1).expect("a colour");
            let (a, b) = (luminance(colour), luminance(ground));
            let contrast = (a.max(b) + 0.05) / (a.min(b) + 0.05);
            assert!(contrast >= 4.5, "{rule} on {ground}: {contrast:.2}");
            count += 1;
        }
        assert_eq!(count, 9);
    }
}
