//! A fix: an item of an article's `fixes`, or a file of `fixes/`.

use super::types::{ParsedEdge, ParsedFix, ParsedRequires, ParsedSteps, Ref};
use super::yaml::{Fields, Node};
use crate::model::{FixKind, Risk, Step, StepPieces};

/// What `steps` may be.
const STEPS: &str = "a list of steps, or a map from platforms to lists";

/// Decodes an item of `fixes`.
pub fn of_article(node: &Node<'_>) -> ParsedFix {
    let fields = node.fields("a map of keys, as `title` and `steps`");
    let mut fix = ParsedFix {
        at: Some(node.at()),
        ..ParsedFix::default()
    };
    fix.shared = fields.get("use").and_then(|value| value.reference());
    fix.when = fields.get("when").and_then(|value| when(&value));
    common(&fields, &mut fix);
    if fix.shared.is_none() && node.is_map() {
        if fix.title.is_none() && fields.get("title").is_none() {
            node.lacks(
                "`title` is missing: a fix needs a title, or `use` with the name of a shared fix",
                "write `title: what the reader does`",
            );
        }
        if fix.id.is_none()
            && let Some(title) = &fix.title
        {
            fix.id = Some(Ref {
                text: slug(title.as_str()),
                at: node.at(),
            });
        }
    }
    fields.finish();
    fix
}

/// Decodes the front matter of a file of `fixes/`, whose stem is the fix's name.
pub fn of_file(root: &Node<'_>, stem: &str) -> ParsedFix {
    let fields = root.fields("a map of keys, as `title` and `steps`");
    let mut fix = ParsedFix {
        at: Some(crate::diag::At::File),
        ..ParsedFix::default()
    };
    fields.need(
        "title",
        "write `title: what the reader does` at the top of the file",
    );
    common(&fields, &mut fix);
    fix.id.get_or_insert_with(|| Ref {
        text: stem.to_owned(),
        at: crate::diag::At::File,
    });
    fields.finish();
    fix
}

fn common(fields: &Fields<'_>, fix: &mut ParsedFix) {
    fix.id = fields.get("id").and_then(|value| value.reference());
    fix.title = fields.text("title");
    fix.kind = fields.get("kind").and_then(|value| {
        value.choice(&[
            ("resolution", FixKind::Resolution),
            ("workaround", FixKind::Workaround),
            ("diagnostic", FixKind::Diagnostic),
            ("prevention", FixKind::Prevention),
            ("escalation", FixKind::Escalation),
        ])
    });
    fix.pin = fields.get("pin").and_then(|value| value.flag());
    fix.addresses = fields
        .get("addresses")
        .map(|_| fields.references("addresses"));
    fix.minutes = fields.get("effort").and_then(|value| minutes(&value));
    fix.risk = fields.get("risk").and_then(|value| {
        value.choice(&[
            ("none", Risk::None),
            ("reversible", Risk::Reversible),
            ("data-loss", Risk::DataLoss),
        ])
    });
    fix.changes = fields.text("changes");
    fix.why = fields.text("why");
    fix.warning = fields.text("warning");
    fix.requires = fields.get("requires").map(|value| requires(&value));
    fix.steps = fields.get("steps").map(|value| steps(&value));
    fix.verify = fields.text("verify");
    fix.then = fields
        .get("then")
        .map(|value| value.items("a list").iter().filter_map(edge).collect());
    fix.details = fields.get("details").and_then(|value| {
        let text = value.string()?;
        value.note_links(&text);
        Some(text)
    });
    fix.versions = fields.string("versions");
    fix.sources = super::article::list(fields, "sources", super::article::source_link);
}

fn requires(node: &Node<'_>) -> ParsedRequires {
    let fields = node.fields("a map with `role` or `needs`");
    let role = fields.get("role").and_then(|value| value.reference());
    let needs = fields
        .get("needs")
        .map(|value| value.items_or_one("a list"));
    fields.finish();
    ParsedRequires {
        role,
        needs: needs
            .unwrap_or_default()
            .iter()
            .filter_map(Node::text)
            .collect(),
    }
}

fn when(node: &Node<'_>) -> Option<(Ref, bool)> {
    if !node.is_map() {
        return Some((node.reference()?, false));
    }
    let fields = node.fields("the name of a condition");
    let condition = fields.need("not", "write `when: name`, or `when: {not: name}`");
    fields.finish();
    Some((condition?.reference()?, true))
}

fn steps(node: &Node<'_>) -> ParsedSteps {
    if !node.is_map() {
        return ParsedSteps {
            all: list(node, STEPS),
            by_platform: Vec::new(),
        };
    }
    let mut steps = ParsedSteps::default();
    for (name, value) in node.entries(STEPS) {
        let list = list(&value, "a list of steps");
        if name == "all" {
            steps.all = list;
        } else {
            let at = crate::diag::At::Key(value.path.clone());
            steps.by_platform.push((Ref { text: name, at }, list));
        }
    }
    steps
}

fn list(node: &Node<'_>, what: &str) -> Vec<Step> {
    let items = node.items(what);
    if items.is_empty() && node.is_list() {
        node.error(
            "empty-value",
            "this list of steps is empty",
            "write a step, or delete the key",
        );
    }
    items.iter().filter_map(step).collect()
}

fn step(node: &Node<'_>) -> Option<Step> {
    if !node.is_map() {
        let text = node.text()?;
        return Some(Step {
            text,
            command: None,
            expect: None,
            if_fails: None,
            undo: None,
            pieces: StepPieces::default(),
        });
    }
    let fields = node.fields("text, or a map with `do`");
    let text = fields
        .need(
            "do",
            "write `do: what the reader does`; text that holds `: ` needs quotes around it",
        )
        .and_then(|value| value.text());
    let step = text.map(|text| Step {
        text,
        command: fields.string("command"),
        expect: fields.text("expect"),
        if_fails: fields.text("if_fails"),
        undo: fields.text("undo"),
        pieces: StepPieces::default(),
    });
    if step.is_some() {
        fields.finish();
    }
    step
}

fn edge(node: &Node<'_>) -> Option<ParsedEdge> {
    let fields = node.fields("a map with `if` and `go`");
    let meets = fields
        .need("if", "write `if: what the reader meets`")
        .and_then(|value| value.text());
    let say = fields.text("say");
    let go = fields.get("go").and_then(|value| value.reference());
    if say.is_none() && go.is_none() && meets.is_some() {
        node.lacks(
            "this leads nowhere: `go` is missing",
            "write `go: name of a fix or article`, or `say: what it means`",
        );
    }
    fields.finish();
    meets.map(|meets| ParsedEdge { meets, say, go })
}

/// Reads `2 min`, `1 h`, `90 s`; rounds seconds up.
fn minutes(node: &Node<'_>) -> Option<u32> {
    let text = node.string()?;
    let digits = text
        .trim()
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.trim().len());
    let (number, unit) = text.trim().split_at(digits);
    let minutes = number
        .parse::<u32>()
        .ok()
        .and_then(|number| match unit.trim() {
            "s" | "sec" => Some(number.div_ceil(60)),
            "min" | "m" | "minutes" | "minute" => Some(number),
            "h" | "hour" | "hours" => number.checked_mul(60),
            "d" | "day" | "days" => number.checked_mul(24 * 60),
            _ => None,
        });
    let minutes = minutes.filter(|minutes| (1..=60 * 24 * 60).contains(minutes));
    if minutes.is_none() {
        node.error(
            "bad-effort",
            format!("`{text}` is no length of time"),
            "write a number and min or h, for example 5 min",
        );
    }
    minutes
}

/// A name from a title: lower-case letters and digits, `-` between words.
fn slug(title: &str) -> String {
    let lower = title.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.join("-")
}
