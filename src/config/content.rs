//! Where the articles of a knowledge base are, and how those written for another tool are read.
//!
//! In: nothing; `parse::config` fills it. Out: [`Content`], which says of each path what it is.

use std::collections::BTreeMap;

/// Folders that are never articles, whatever the folder of articles is.
const OTHERS: &[&str] = &["fixes/", "static/", "themes/", "snippets/", "data/"];
/// File names, without ending and in small letters, that are read by people who keep the sources.
const HOUSEKEEPING: &[(&str, &str)] = &[
    ("readme", "a read-me"),
    ("license", "a licence"),
    ("licence", "a licence"),
    ("copying", "a licence"),
    ("notice", "a licence"),
    ("thirdpartynotices", "a licence"),
    ("third-party-notices", "a licence"),
    ("changelog", "a change log"),
    ("contributing", "a guide for contributors"),
    ("code_of_conduct", "a guide for contributors"),
    ("code-of-conduct", "a guide for contributors"),
    ("security", "a guide for contributors"),
    ("toc", "a table of contents"),
    ("summary", "a table of contents"),
    ("_sidebar", "a table of contents"),
    ("_navbar", "a table of contents"),
    ("pull_request_template", "a guide for contributors"),
];
/// Folders, in small letters, whose files are parts of others.
const PARTS: &[&str] = &[
    "include",
    "includes",
    "_includes",
    "partials",
    "_partials",
    "snippets",
    "_snippets",
    "templates",
    "_templates",
];

/// Where articles are and how they are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// Folder of the articles, without `/` at its ends; empty for the knowledge base itself.
    pub articles: String,
    /// Patterns of paths that are not read.
    pub leave_out: Vec<String>,
    /// Whether the articles were written for another tool: what is odd is a warning, one for each kind.
    pub lenient: bool,
    /// Address under which the articles are published elsewhere, without `/` at its end: links from the
    /// root of that site that lead to no file here go there.
    pub address: Option<String>,
    /// What the keys of another tool are to us.
    pub keys: BTreeMap<String, OurKey>,
    /// Values of another tool, in small letters: the id of a product or platform, another tag, or nothing.
    pub values: BTreeMap<String, String>,
}

/// What a key of another tool becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OurKey {
    /// `title`, where the article has none.
    Title,
    /// `summary`.
    Summary,
    /// `id`.
    Id,
    /// `environment.products`.
    Products,
    /// `environment.platforms`.
    Platforms,
    /// `environment.versions`.
    Versions,
    /// `tags`.
    Tags,
    /// `aliases`.
    Aliases,
    /// `review.owner`.
    Owner,
    /// `review.reviewed`.
    Reviewed,
    /// Nothing: known, and of no use here.
    Ignore,
}

impl Default for Content {
    fn default() -> Self {
        Self {
            articles: "articles".to_owned(),
            leave_out: Vec::new(),
            lenient: false,
            address: None,
            keys: BTreeMap::new(),
            values: BTreeMap::new(),
        }
    }
}

impl Content {
    /// The path below the folder of articles; none for what is elsewhere.
    pub fn below<'a>(&self, path: &'a str) -> Option<&'a str> {
        if OTHERS.iter().any(|folder| path.starts_with(folder)) {
            return None;
        }
        if self.articles.is_empty() {
            return (path != "fixbook.yaml").then_some(path);
        }
        path.strip_prefix(&self.articles)?.strip_prefix('/')
    }

    /// Whether a path is a Markdown file among the articles that is not left out.
    pub fn is_article(&self, path: &str) -> bool {
        self.below(path).is_some_and(|below| below.ends_with(".md")) && !self.leaves_out(path)
    }

    /// Whether a path is a shared fix.
    pub fn is_fix(path: &str) -> bool {
        path.starts_with("fixes/") && path.ends_with(".md")
    }

    /// Whether a file stands among articles or shared fixes.
    pub fn is_among(&self, path: &str) -> bool {
        path.starts_with("fixes/") || self.below(path).is_some()
    }

    /// What a Markdown file is that is written for those who keep the sources; none for an article.
    pub fn housekeeping(&self, path: &str) -> Option<&'static str> {
        let below = self.below(path)?.to_lowercase();
        let mut parts: Vec<&str> = below.split('/').collect();
        let name = parts.pop()?;
        if parts.iter().any(|part| PARTS.contains(part)) {
            return Some("an include");
        }
        let stem = name.split('.').next().unwrap_or(name);
        let known = HOUSEKEEPING.iter().find(|(name, _)| *name == stem);
        known.map(|(_, what)| *what)
    }

    /// Whether a pattern of `leave_out` matches the path or a folder that it stands in.
    pub fn leaves_out(&self, path: &str) -> bool {
        self.leave_out.iter().any(|pattern| matches(pattern, path))
    }

    /// Where a file that is copied stands in the site.
    pub fn site_path(&self, path: &str) -> String {
        match (path.strip_prefix("static/"), self.below(path)) {
            (Some(rest), _) => rest.to_owned(),
            (None, Some(below)) => format!("articles/{below}"),
            (None, None) => path.to_owned(),
        }
    }
}

/// Whether a pattern matches a path or one of its folders. `*` stands for anything but `/`, `**` for anything;
/// a pattern without `/` may match in any folder.
fn matches(pattern: &str, path: &str) -> bool {
    let anywhere = !pattern.trim_end_matches('/').contains('/');
    let pattern = pattern.trim_matches('/');
    let ends = path.match_indices('/').map(|(at, _)| at);
    ends.chain([path.len()]).any(|end| {
        let whole = &path[..end];
        let last = whole.rsplit('/').next().unwrap_or(whole);
        glob(pattern.as_bytes(), whole.as_bytes())
            || anywhere && glob(pattern.as_bytes(), last.as_bytes())
    })
}

fn glob(pattern: &[u8], text: &[u8]) -> bool {
    // One row for each byte of the pattern, so that no pattern takes exponential time.
    let mut reach = vec![false; text.len() + 1];
    reach[0] = true;
    let mut at = 0;
    while at < pattern.len() {
        let deep = pattern[at..].starts_with(b"**");
        if pattern[at] == b'*' {
            for i in 0..text.len() {
                if reach[i] && (deep || text[i] != b'/') {
                    reach[i + 1] = true;
                }
            }
            at += if deep { 2 } else { 1 };
            // `**/x` matches `x` too.
            if deep && pattern.get(at) == Some(&b'/') && reach[0] {
                let mut after = vec![false; text.len() + 1];
                after[0] = true;
                for i in 0..text.len() {
                    after[i + 1] = reach[i] && text[i] == b'/';
                }
                reach = after;
                at += 1;
            }
            continue;
        }
        for i in (0..text.len()).rev() {
            reach[i + 1] = reach[i] && text[i] == pattern[at];
        }
        reach[0] = false;
        at += 1;
    }
    reach[text.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_files_and_folders() {
        for (pattern, path) in [
            ("TOC.md", "src/a/TOC.md"),
            ("drafts", "src/drafts/a.md"),
            ("src/old", "src/old/a/b.md"),
            ("**/old", "src/a/old/b.md"),
            ("**/old", "old/b.md"),
            ("src/*/x.md", "src/a/x.md"),
            ("*.txt", "a/b.txt"),
        ] {
            assert!(matches(pattern, path), "{pattern} {path}");
        }
        for (pattern, path) in [
            ("src/*/x.md", "src/a/b/x.md"),
            ("old", "src/older/b.md"),
            ("a/b", "src/a/b"),
        ] {
            assert!(!matches(pattern, path), "{pattern} {path}");
        }
    }

    #[test]
    fn what_is_no_article_is_known_by_its_name() {
        let content = Content {
            articles: String::new(),
            ..Content::default()
        };
        for path in [
            "README.md",
            "a/toc.md",
            "includes/x.md",
            "a/_partials/x.md",
            "LICENSE.md",
        ] {
            assert!(content.housekeeping(path).is_some(), "{path}");
        }
        assert!(content.housekeeping("a/readme-fails-to-open.md").is_none());
        assert!(!content.is_article("static/x.md"));
        assert_eq!(content.site_path("a/b.png"), "articles/a/b.png");
    }
}
