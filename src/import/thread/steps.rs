//! Sentences of answers that say more than words: menu paths, conditions, ways on, sources.

use super::super::text::is_list_mark;
use super::words::is_action;

/// The text of a list's item.
pub(super) fn list_item(line: &str) -> Option<&str> {
    if line.starts_with(['S', '*'])
        && let Some(step) = numbered(line)
    {
        return Some(step);
    }
    let (mark, rest) = line.split_once(char::is_whitespace)?;
    let bullet =
        matches!(mark, "•" | "·" | "◦" | "▪" | "●" | "–" | "○" | "‣") || is_list_mark(mark);
    (bullet && !rest.trim().is_empty()).then(|| rest.trim())
}

/// The text of a numbered line: `2. Open it`, `Step 2: Open it`.
pub(super) fn numbered(line: &str) -> Option<&str> {
    let line = line.trim_start().trim_start_matches('*');
    let (line, named) = match line
        .strip_prefix("Step ")
        .or_else(|| line.strip_prefix("STEP "))
    {
        Some(rest) => (rest.trim_start(), true),
        None => (line, false),
    };
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - rest.len();
    let rest = match named {
        true => rest.trim_start().strip_prefix([':', '.', ')', '-', '–'])?,
        false => rest.strip_prefix(['.', ')'])?,
    };
    let rest = rest.trim_start_matches('*');
    let text = (1..=2).contains(&digits) && rest.starts_with(char::is_whitespace);
    text.then(|| rest.trim()).filter(|rest| !rest.is_empty())
}

/// A step with its menu path set as one: `Go to A > B to see` as `Go to **A › B** to see`. A name after `Click` or
/// `Tap` is set in bold as well.
pub(super) fn menu_path(step: &str) -> String {
    let step = step.trim();
    if step.contains("**") || step.contains('`') {
        return step.replace("** > **", " › ").replace("** → **", " › ");
    }
    let words: Vec<&str> = step.split_whitespace().collect();
    let arrow = |word: &str| matches!(word, ">" | "›" | "→" | "->" | "»" | "=>");
    let names = |word: &str| {
        word.starts_with(|c: char| c.is_uppercase() || c == '[' || c == '"' || c == '&')
            || word.chars().skip(1).any(char::is_uppercase)
            || word.ends_with(']')
    };
    let Some(first) = words.iter().position(|word| arrow(word)) else {
        return pressed(&words, names).unwrap_or_else(|| step.to_owned());
    };
    let last = words.iter().rposition(|word| arrow(word)).unwrap_or(first);
    // Names to the left, but not the verb that begins the sentence.
    let mut start = first;
    while start > 0 && names(words[start - 1]) && !(start == 1 && is_action(words[0])) {
        start -= 1;
    }
    if start == first && start > 0 && !(start == 1 && is_action(words[0])) {
        start -= 1;
    }
    let mut end = (last + 2).min(words.len());
    while end < words.len() && names(words[end]) && !ends(words[end - 1]) {
        end += 1;
    }
    if start == first || end <= last + 1 {
        return step.to_owned();
    }
    let path: Vec<&str> = words[start..end]
        .iter()
        .map(|word| if arrow(word) { "›" } else { word })
        .collect();
    let path = path.join(" ");
    let bare = path.trim_end_matches(['.', ',', ';', ':']);
    let mark = &path[bare.len()..];
    let mut parts = Vec::new();
    parts.extend(words[..start].iter().map(|word| (*word).to_owned()));
    parts.push(format!("**{}**{mark}", bare.trim_matches('"')));
    parts.extend(words[end..].iter().map(|word| (*word).to_owned()));
    parts.join(" ")
}

fn ends(word: &str) -> bool {
    word.ends_with(['.', ',', ';', ':'])
}

/// `Click Security Info` with the name in bold.
fn pressed(words: &[&str], names: impl Fn(&str) -> bool) -> Option<String> {
    let (verb, rest) = words.split_first()?;
    let presses =
        ["click", "tap", "select", "press", "choose"].contains(&verb.to_lowercase().as_str());
    if !presses || rest.is_empty() || rest.len() > 4 || !rest.iter().all(|word| names(word)) {
        return None;
    }
    let name = rest.join(" ");
    let bare = name.trim_end_matches(['.', ',', ';', ':']);
    Some(format!(
        "{verb} **{}**{}",
        bare.trim_matches('"'),
        &name[bare.len()..]
    ))
}

/// The question behind a sentence that begins with `If you ...` and ends where the steps begin.
pub(super) fn condition(sentence: &str) -> Option<String> {
    let rest = sentence.strip_prefix("If ")?;
    let clause = match rest.strip_suffix(':') {
        Some(clause) => clause
            .trim_end_matches(", follow these steps")
            .trim_end_matches(", try the following")
            .split(", use ")
            .next()
            .unwrap_or_default(),
        None => rest.split_once(", ").map(|(clause, _)| clause)?,
    };
    let clause = clause.split(" and want ").next().unwrap_or(clause);
    let clause = clause
        .split(", and ")
        .next()
        .unwrap_or(clause)
        .trim_end_matches(',')
        .trim();
    let mut words = clause.split_whitespace();
    let subject = words.next()?;
    let verb = words.clone().next().unwrap_or_default();
    let rest = |skip: usize| {
        clause
            .split_whitespace()
            .skip(skip)
            .collect::<Vec<_>>()
            .join(" ")
    };
    Some(match (subject, verb) {
        ("you", "are" | "can" | "cannot" | "can't" | "could" | "were") => {
            let verb = verb.replace("cannot", "can't");
            let mut verb = verb.chars();
            let first: String = verb
                .next()
                .into_iter()
                .flat_map(char::to_uppercase)
                .collect();
            format!("{first}{} you {}?", verb.as_str(), rest(2))
        }
        ("you're", _) => format!("Are you {}?", rest(1)),
        ("you've", _) => format!("Have you {}?", rest(1)),
        ("you", "don't" | "didn't" | "haven't") => return None,
        ("you", _) => format!("Do you {}?", rest(1)),
        ("your" | "the", _) => {
            let (verb, ask) = [
                (" is ", "Is"),
                (" are ", "Are"),
                (" has ", "Does"),
                (" have ", "Do"),
            ]
            .into_iter()
            .find(|(verb, _)| clause.contains(verb))?;
            let (subject, rest) = clause.split_once(verb)?;
            let have = if verb.trim_start().starts_with('h') {
                "have "
            } else {
                ""
            };
            format!("{ask} {subject} {have}{rest}?")
        }
        _ => return None,
    })
}

/// A sentence that sends the reader on: what they meet, and the number of the place it names.
pub(super) fn edge(sentence: &str) -> Option<(String, Option<usize>)> {
    let small = sentence.to_lowercase();
    let begins = ["if ", "in case ", "otherwise, if "]
        .iter()
        .find(|start| small.starts_with(**start))?;
    let ways = [
        "proceed",
        "continue",
        "go ",
        "move on",
        "move to",
        "skip",
        "try the next",
        "try step",
        "try method",
        "try option",
        "try solution",
        "try fix",
        "use option",
        "use method",
        "see option",
        "see method",
    ];
    let (at, _) = ways
        .iter()
        .filter_map(|way| Some((small.rfind(way)?, way)))
        .filter(|(at, _)| *at > begins.len())
        .min()?;
    let then = &small[at..];
    let places = [
        "step",
        "method",
        "option",
        "solution",
        "fix",
        "workaround",
        "section",
    ];
    let (place, word) = places
        .iter()
        .filter_map(|word| Some((then.find(word)?, word)))
        .min()?;
    let number: String = then[place + word.len()..]
        .trim_start()
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    if number.is_empty() && !then.contains("next") && !then.contains("following") {
        return None;
    }
    // Lower case may change lengths, so the place is looked up in the sentence itself.
    let clause = sentence.get(begins.len()..at)?.trim();
    let clause = clause
        .trim_end_matches("please")
        .trim_end()
        .trim_end_matches("then")
        .trim_end();
    let clause = clause.trim_end_matches([',', ';']).trim();
    let mut chars = clause.chars();
    let clause: String = chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())?;
    Some((clause, number.parse().ok()))
}

/// The title of a page that a sentence consists of: `Reset a password - Help | Example Docs`, or a link alone.
pub(super) fn source_title(sentence: &str) -> Option<(String, Option<String>)> {
    let text = sentence.trim().trim_end_matches('.');
    let labels = [
        "Source:",
        "Sources:",
        "Reference:",
        "References:",
        "Ref:",
        "See:",
        "See also:",
        "More information:",
        "Link:",
    ];
    let text = labels
        .iter()
        .find_map(|label| text.strip_prefix(label))
        .unwrap_or(text)
        .trim();
    if let Some(rest) = text.strip_prefix('[')
        && let Some((title, url)) = rest
            .strip_suffix(')')
            .and_then(|rest| rest.split_once("]("))
        && url.starts_with("http")
        && !url.contains(char::is_whitespace)
    {
        return Some((title.to_owned(), Some(url.to_owned())));
    }
    if (text.starts_with("https://") || text.starts_with("http://"))
        && !text.contains(char::is_whitespace)
    {
        return Some((text.to_owned(), Some(text.to_owned())));
    }
    let (title, site) = text.rsplit_once(" | ")?;
    let named = site
        .split_whitespace()
        .all(|word| word.starts_with(char::is_uppercase));
    let docs = [
        "Learn",
        "Support",
        "Docs",
        "Help",
        "Documentation",
        "Center",
        "Community",
    ];
    let known = site
        .split_whitespace()
        .next_back()
        .is_some_and(|word| docs.contains(&word));
    let long = title.split_whitespace().count() >= 4 && !is_sentence(title);
    (named && known && long).then(|| {
        (
            title.split(" - ").next().unwrap_or(title).trim().to_owned(),
            None,
        )
    })
}

fn is_sentence(text: &str) -> bool {
    ["Visit ", "Go to ", "See ", "Click ", "Open ", "Tap "]
        .iter()
        .any(|start| text.starts_with(start))
}
