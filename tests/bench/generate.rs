//! Knowledge bases of any size from a seed: the same bytes every time.
//!
//! Words follow Zipf's law over a made-up vocabulary, so that the search index has realistic terms. Each
//! article has messages, a code, causes, three fixes of its own or shared, steps by platform, tables, code,
//! links to other articles; one shared fix for every 50 articles.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

/// A small generator of numbers (splitmix64): no dependency, no clock.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.roll() % limit as u64) as usize
    }

    /// A word: frequent ones are short, rare ones long.
    fn word(&mut self) -> String {
        const COMMON: [&str; 24] = [
            "the", "and", "then", "your", "open", "select", "account", "device", "when", "this",
            "with", "settings", "phone", "sign", "network", "again", "password", "after", "that",
            "from", "list", "shows", "update", "page",
        ];
        const PARTS: [&str; 20] = [
            "ba", "ter", "mo", "lin", "ra", "con", "dis", "ve", "per", "sta", "ni", "gor", "pla",
            "tem", "su", "fi", "cho", "del", "am", "ur",
        ];
        if self.below(5) < 2 {
            return COMMON[self.below(COMMON.len())].to_owned();
        }
        let unit = self.below(1_000_000) as f64 / 1e6;
        let mut rank = (unit.powi(4) * 8_000.0) as usize + 20;
        let mut word = String::new();
        while rank > 0 {
            word.push_str(PARTS[rank % PARTS.len()]);
            rank /= PARTS.len();
        }
        word
    }

    fn words(&mut self, count: usize) -> String {
        let words: Vec<String> = (0..count).map(|_| self.word()).collect();
        let mut text = words.join(" ");
        text[..1].make_ascii_uppercase();
        text
    }

    fn sentence(&mut self) -> String {
        let count = 8 + self.below(10);
        self.words(count) + "."
    }
}

const PLATFORMS: [&str; 4] = ["ios", "android", "windows", "macos"];
const PRODUCTS: usize = 12;

const SETTINGS: &str = "title: Generated help
description: A knowledge base made for measuring.
language: en
platforms:
  - {id: ios, label: iPhone}
  - {id: android, label: Android}
  - {id: windows, label: Windows}
  - {id: macos, label: Mac}
roles:
  - {id: admin, label: Administrator}
products:
";

/// Writes a knowledge base; gives the bytes written.
pub fn knowledge_base(folder: &Path, articles: usize) -> io::Result<u64> {
    let mut settings = SETTINGS.to_owned();
    for product in 0..PRODUCTS {
        let _ = writeln!(
            settings,
            "  - {{id: product-{product}, name: Product {product}}}"
        );
    }
    let shared = (articles / 50).max(1);
    let mut bytes = write(folder, "fixbook.yaml", &settings)?;
    for number in 0..shared {
        bytes += write(
            folder,
            &format!("fixes/shared-{number}.md"),
            &shared_fix(number),
        )?;
    }
    for number in 0..articles {
        bytes += write(
            folder,
            &article_path(number),
            &article(number, articles, shared),
        )?;
    }
    Ok(bytes)
}

fn write(folder: &Path, path: &str, text: &str) -> io::Result<u64> {
    let path = folder.join(path);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(path, text)?;
    Ok(text.len() as u64)
}

fn article_path(number: usize) -> String {
    format!("articles/section-{}/article-{number}.md", number % 40)
}

fn steps(dice: &mut Dice, out: &mut String) {
    let first = dice.below(PLATFORMS.len());
    let _ = writeln!(out, "steps:");
    for at in [first, (first + 1) % PLATFORMS.len()] {
        let _ = writeln!(out, "  {}:", PLATFORMS[at]);
        for _ in 0..2 + dice.below(3) {
            let (one, two) = (dice.words(1), dice.words(2));
            let _ = writeln!(out, "    - Open **{one} › {two}**.");
        }
        let (act, expect, fails) = (dice.sentence(), dice.sentence(), dice.sentence());
        let _ = writeln!(
            out,
            "    - do: {act}\n      expect: {expect}\n      if_fails: {fails}"
        );
    }
}

fn shared_fix(number: usize) -> String {
    let mut dice = Dice(0xF1 + number as u64);
    let (title, why) = (dice.words(5), dice.sentence());
    let mut text = format!(
        "---\ntitle: {title} {number}\nkind: resolution\neffort: 5 min\nrisk: reversible\nwhy: {why}\n"
    );
    steps(&mut dice, &mut text);
    let _ = writeln!(
        text,
        "verify: {}\n---\n{}",
        dice.sentence(),
        dice.sentence()
    );
    text
}

fn article(number: usize, articles: usize, shared: usize) -> String {
    let mut dice = Dice(0xA0_0000 + number as u64);
    let mut text = String::new();
    let product = dice.below(PRODUCTS);
    let (title, summary) = (dice.words(6), dice.sentence());
    let (message, code) = (dice.words(7), 0x8000_0000_u64 + dice.roll() % 0xFFFF);
    let _ = write!(
        text,
        "---\nid: GEN-{number:05}\ntitle: {title} {number}\nsummary: {summary}\nenvironment:\n  products: [product-{product}]\n  \
         platforms: [ios, android, windows, macos]\nsymptoms:\n  - message: \"{message}.\"\n    where: {}\n  - code: \"0x{code:x}\"\n  \
         - observation: {}\ncauses:\n  - id: cause-a\n    text: {}\n    likelihood: common\n    check: {}\n  - id: cause-b\n    text: {}\n    \
         likelihood: rare\nfixes:\n",
        dice.words(2),
        dice.sentence(),
        dice.sentence(),
        dice.sentence(),
        dice.sentence(),
    );
    for fix in 0..2 {
        let _ = writeln!(
            text,
            "  - id: fix-{fix}\n    title: {}\n    kind: resolution\n    addresses: [cause-a]\n    effort: {} min\n    risk: none\n    why: {}",
            dice.words(5),
            2 + dice.below(9),
            dice.sentence(),
        );
        let mut block = String::new();
        steps(&mut dice, &mut block);
        for line in block.lines() {
            let _ = writeln!(text, "    {line}");
        }
        let _ = writeln!(text, "    verify: {}", dice.sentence());
    }
    let _ = writeln!(
        text,
        "  - use: shared-{}\n    addresses: [cause-b]\nreview: {{owner: team, reviewed: 2026-10-01, every: 180d}}\nconfidence: validated\n---",
        dice.below(shared),
    );
    for part in 0..2 {
        let _ = writeln!(text, "## {}\n", dice.words(3));
        for _ in 0..3 {
            let _ = write!(text, "{} ", dice.sentence());
        }
        let other = dice.below(articles);
        let _ = writeln!(
            text,
            "See [{}](../../{}).\n",
            dice.words(3),
            article_path(other)
        );
        if part == 0 {
            let _ = writeln!(text, "| {} | {} |\n|---|---|", dice.words(2), dice.words(2));
            for _ in 0..4 {
                let _ = writeln!(text, "| {} | {} |", dice.words(3), dice.words(3));
            }
        } else {
            let _ = writeln!(
                text,
                "```sh\nexport NAME={number}\nif [ -f /etc/hosts ]; then cat /etc/hosts | sort -u; fi\n```\n\n> [!NOTE]\n> {}",
                dice.sentence()
            );
        }
        text.push('\n');
    }
    text
}
