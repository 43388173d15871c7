//! Knowledge bases that other tools made.
//!
//! In: the files of a source. Out: articles, images and settings of a knowledge base, and a report of what could
//! not be kept. A kind reads its source into drafts and knows nothing of the knowledge base; everything after
//! that is the same for all kinds: `plan` decides what to write (`tidy`, `anchors`, `links`, `targets`, `output`,
//! `aliases`, `report`), `store` writes it beside what people wrote.

mod addresses;
mod aliases;
mod anchors;
mod blocks;
mod docusaurus;
mod from_html;
mod front;
mod json;
mod kind;
mod learn;
mod links;
mod markdown;
mod markup;
mod memory;
mod mkdocs;
mod names;
mod output;
mod plan;
mod report;
mod rewrite;
mod skip;
mod store;
mod targets;
mod text;
mod thread;
mod tidy;
mod title;
mod types;
mod words;
mod yaml;
mod zendesk;

pub use memory::source_name;
pub use plan::{Before, Plan, Planned, REPORT, plan};
pub use report::sorts;
pub use store::{MANIFEST, Outcome, Store, before, write};
/// Why a file was skipped that could not be read.
pub const UNREAD: &str = "files that could not be read";

pub use types::{Asset, Draft, Front, Imported, Loss, Skipped, Value};

use crate::source::Files;

/// A kind of source.
pub struct Kind {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it reads, for the help text.
    pub reads: &'static str,
    /// Reads a source.
    pub read: fn(&dyn Files) -> Imported,
}

/// All kinds.
pub const KINDS: &[Kind] = &[
    Kind {
        name: "markdown",
        reads: "any folder of Markdown files",
        read: markdown::read,
    },
    Kind {
        name: "learn",
        reads: "a repository of Microsoft Learn",
        read: learn::read,
    },
    Kind {
        name: "mkdocs",
        reads: "a project of MkDocs, also with Material",
        read: mkdocs::read,
    },
    Kind {
        name: "docusaurus",
        reads: "a site of Docusaurus: Markdown and MDX",
        read: docusaurus::read,
    },
    Kind {
        name: "zendesk",
        reads: "JSON that the Help Center API of Zendesk gave",
        read: zendesk::read,
    },
    Kind {
        name: "thread",
        reads: "questions with answers, one forum thread a file, as text or JSON",
        read: thread::read,
    },
];

/// Reads a source without a name and adds it to a knowledge base.
///
/// # Errors
/// When the knowledge base can't be read or written.
pub fn run(kind: &Kind, source: &dyn Files, store: &dyn Store) -> std::io::Result<(Plan, Outcome)> {
    let before = before(store)?;
    let plan = plan(kind.name, (kind.read)(source), source, &before);
    let outcome = write(&plan, source, (kind.name, ""), store)?;
    Ok((plan, outcome))
}

fn many(count: usize, one: &str, more: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { more })
}
