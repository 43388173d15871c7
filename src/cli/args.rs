//! What can be asked for.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::report::Format;

/// Turns a folder of troubleshooting articles into a searchable site that opens by double-click.
#[derive(Debug, Parser)]
#[command(name = "fixbook", version, about, arg_required_else_help = true)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Write the site
    Build(Build),
    /// Look for mistakes and write nothing
    Check(Check),
    /// Bring articles over from another tool
    Import(Import),
    /// Collect what readers say about fixes
    #[command(subcommand)]
    Feedback(Feedback),
    /// Answer a question from a knowledge base or a built site
    Find(Find),
}

#[derive(Debug, Args)]
pub(super) struct Find {
    /// What you see, the exact message or a code; `-` reads it from standard input
    #[arg(value_name = "TEXT")]
    pub(super) text: Vec<String>,
    /// Folder of the knowledge base to search in [default: as for build]
    #[arg(long, value_name = "DIR", conflicts_with = "site")]
    pub(super) kb: Option<PathBuf>,
    /// Folder of the built site to search in
    #[arg(long, value_name = "DIR")]
    pub(super) site: Option<PathBuf>,
    /// How many articles to show
    #[arg(long, short = 'n', value_name = "N", default_value = "5", value_parser = count)]
    pub(super) limit: usize,
    /// Only articles and steps for this platform
    #[arg(long, short, value_name = "PLATFORM")]
    pub(super) platform: Option<String>,
    /// Say why each article was found
    #[arg(long)]
    pub(super) why: bool,
    /// One JSON object on the output stream
    #[arg(long)]
    pub(super) json: bool,
    /// Measure the search with the questions of this file: JSON lines with class, query and relevant
    #[arg(long, value_name = "FILE", conflicts_with_all = ["text", "limit", "platform", "why"])]
    pub(super) eval: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Common {
    /// Folder of the knowledge base [default: `.` if it holds fixbook.yaml, else `content`]
    #[arg(value_name = "KB")]
    pub(super) kb: Option<PathBuf>,
    /// Address that the site will have, instead of base_url in fixbook.yaml
    #[arg(long, value_name = "URL", value_parser = web_address)]
    pub(super) base_url: Option<String>,
    /// Number of threads [default: as many as the machine has]
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(super) jobs: Option<u16>,
    /// Include work in progress
    #[arg(long)]
    pub(super) drafts: bool,
    /// Take warnings for errors
    #[arg(long)]
    pub(super) strict: bool,
    /// How problems are shown
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: Form,
}

#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) common: Common,
    /// Show what the headings of one article are understood to be, and check nothing else
    #[arg(long, value_name = "ARTICLE")]
    pub(super) structure: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Build {
    #[command(flatten)]
    pub(super) common: Common,
    /// Folder that the site is written to; made where it does not exist
    #[arg(long, short, value_name = "DIR", default_value = "site")]
    pub(super) out: PathBuf,
    /// Open the site in the browser afterwards
    #[arg(long)]
    pub(super) open: bool,
}

#[derive(Debug, Args)]
pub(super) struct Import {
    /// What the source is
    #[arg(value_parser = clap::builder::PossibleValuesParser::new(kinds()))]
    pub(super) kind: String,
    /// Folder or file to read
    #[arg(value_name = "SRC")]
    pub(super) source: PathBuf,
    /// Folder of the knowledge base that articles are added to; made where it does not exist
    #[arg(long, short, value_name = "KB")]
    pub(super) out: PathBuf,
    /// Name by which the knowledge base remembers this source [default: the name of its folder]
    #[arg(long, value_name = "NAME")]
    pub(super) name: Option<String>,
    /// How the summary is shown
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: Form,
}

#[derive(Debug, Subcommand)]
pub(super) enum Feedback {
    /// Add files of answers to data/feedback.csv; an answer counts once, however often it is imported
    Import(FeedbackImport),
}

#[derive(Debug, Args)]
pub(super) struct FeedbackImport {
    /// Files that readers or a form endpoint gave: JSON lines or comma-separated values
    #[arg(value_name = "FILE", required = true)]
    pub(super) files: Vec<PathBuf>,
    /// Folder of the knowledge base [default: `.` if it holds fixbook.yaml, else `content`]
    #[arg(long, value_name = "DIR")]
    pub(super) kb: Option<PathBuf>,
    /// How refused lines are shown
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: Form,
}

/// Names of the kinds of sources, each with what it reads.
fn kinds() -> Vec<clap::builder::PossibleValue> {
    let value =
        |kind: &crate::import::Kind| clap::builder::PossibleValue::new(kind.name).help(kind.reads);
    crate::import::KINDS.iter().map(value).collect()
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Form {
    /// Source lines with carets and help
    Human,
    /// One line each: file:line:column: level[code]: message
    Short,
    /// One JSON object a line, on the output stream
    Json,
    /// Workflow commands of GitHub Actions
    Github,
}

impl From<Form> for Format {
    fn from(form: Form) -> Self {
        match form {
            Form::Human => Self::Human,
            Form::Short => Self::Short,
            Form::Json => Self::Json,
            Form::Github => Self::Github,
        }
    }
}

/// Reads the arguments; ends the program on `--help`, `--version` and mistakes.
pub(super) fn read() -> Cli {
    Cli::parse()
}

fn count(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(count @ 1..=1000) => Ok(count),
        _ => Err("a number from 1 to 1000".to_owned()),
    }
}

fn web_address(text: &str) -> Result<String, String> {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    match rest {
        Some(rest) if !rest.is_empty() && !rest.contains(char::is_whitespace) => {
            Ok(text.to_owned())
        }
        _ => Err("a web address starts with https:// or http://".to_owned()),
    }
}
