//! `fixbook find`: a question answered at the terminal.
//!
//! Exit codes: 0 something was found, 1 nothing was, 2 wrong usage or nothing to search in.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};

use super::args::Find;
use super::run::kb;
use super::{answer, speak};
use crate::diag::nearest;
use crate::disk::{DiskFiles, Site};
use crate::find::{self, Answer, Question, eval};
use crate::output::{Keep, NoSink};
use crate::pipeline::{self, Options, SETTINGS};
use crate::search::query::Load;

const FOUND: u8 = 0;
const NOTHING: u8 = 1;

/// The end of a text that is read; what happened last stands there.
const TAIL: usize = 4 * 1024 * 1024;

/// Where answers come from.
enum Place {
    /// A built site.
    Site(PathBuf, Site),
    /// A knowledge base, built in memory.
    Kb(PathBuf, BTreeMap<String, String>),
}

/// Runs the command; gives its exit code.
pub(super) fn run(asked: &Find) -> io::Result<u8> {
    if let Some(file) = &asked.eval {
        return measure(asked, file);
    }
    let text = text(&asked.text)?;
    let place = Place::of(asked)?;
    let load = |path: &str| place.text(path);
    let platforms = platforms(asked.platform.as_deref(), &load)?;
    let question = Question {
        text: &text,
        limit: asked.limit,
        platforms,
    };
    let found = find::find(&load, &question).map_err(|why| place.refuse(&why))?;
    let code = if found.found.is_empty() {
        NOTHING
    } else {
        FOUND
    };
    show(asked, &text, &found, &place);
    Ok(code)
}

fn show(asked: &Find, text: &str, found: &Answer, place: &Place) {
    let path = |hit: &find::Found| match place {
        Place::Site(folder, _) => folder.join(&hit.hit.url),
        Place::Kb(folder, _) => folder.join(&hit.hit.source),
    };
    if asked.json {
        speak::data(&answer::json(text, found));
        return;
    }
    speak::answer(&answer::human(found, asked.why, &|hit| {
        path(hit).display().to_string()
    }));
    if found.found.is_empty() {
        speak::line("nothing found: none of these words stands in any article");
    }
}

fn measure(asked: &Find, file: &Path) -> io::Result<u8> {
    let named =
        |error: &dyn std::fmt::Display| io::Error::other(format!("{}: {error}", file.display()));
    let text = std::fs::read_to_string(file).map_err(|error| named(&error))?;
    let questions = eval::read(&text).map_err(|error| named(&error))?;
    let place = Place::of(asked)?;
    let figures =
        eval::eval(&|path| place.text(path), &questions).map_err(|why| place.refuse(&why))?;
    if asked.json {
        speak::data(&answer::figures_json(&figures));
    } else {
        speak::answer(&answer::figures(&figures));
    }
    let any = figures.last().is_some_and(|(_, all)| all.success[2] > 0);
    Ok(if any { FOUND } else { NOTHING })
}

/// The question: the arguments, or standard input for `-` and for none.
fn text(words: &[String]) -> io::Result<String> {
    let piped = words.is_empty() && !io::stdin().is_terminal();
    let text = if piped || words == ["-"] {
        tail(&mut io::stdin().lock())?
    } else {
        words.join(" ")
    };
    if text.trim().is_empty() {
        let message = "nothing to look for: write what you see, as in `fixbook find printer offline`, or pipe a log into `fixbook find -`";
        return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
    }
    Ok(text)
}

/// The end of a stream, whatever its length.
fn tail(stream: &mut dyn Read) -> io::Result<String> {
    let mut bytes = Vec::new();
    let mut part = [0; 1 << 16];
    loop {
        let count = stream.read(&mut part)?;
        if count == 0 {
            return Ok(String::from_utf8_lossy(&bytes).into_owned());
        }
        bytes.extend_from_slice(&part[..count]);
        if bytes.len() > 2 * TAIL {
            bytes.drain(..bytes.len() - TAIL);
        }
    }
}

/// The id of a platform given by id or label.
fn platforms(asked: Option<&str>, load: &Load<'_>) -> io::Result<Vec<String>> {
    let Some(asked) = asked else {
        return Ok(Vec::new());
    };
    let refuse = |message: String| io::Error::new(io::ErrorKind::InvalidInput, message);
    let known = find::platforms(load).map_err(refuse)?;
    let same = |name: &str| name.to_lowercase() == asked.to_lowercase();
    if let Some((id, _)) = known.iter().find(|(id, label)| same(id) || same(label)) {
        return Ok(vec![id.clone()]);
    }
    let ids: Vec<&str> = known.iter().map(|(id, _)| id.as_str()).collect();
    let names = known
        .iter()
        .flat_map(|(id, label)| [id.as_str(), label.as_str()]);
    let help = match nearest(asked, names) {
        Some(near) => format!("did you mean `{near}`?"),
        None if ids.is_empty() => "this site has no platforms".to_owned(),
        None => format!("there is {}", ids.join(", ")),
    };
    Err(refuse(format!("there is no platform `{asked}`; {help}")))
}

impl Place {
    fn of(asked: &Find) -> io::Result<Self> {
        if let Some(folder) = &asked.site {
            return Self::site(folder);
        }
        let built = |folder: &str| Path::new(folder).join("search/index.js").is_file();
        match kb(asked.kb.as_deref()) {
            Ok(folder) => Self::kb(folder),
            Err(error) if asked.kb.is_some() => Err(error),
            Err(_) if built(".") => Self::site(Path::new(".")),
            Err(_) if built("site") => Self::site(Path::new("site")),
            Err(_) => {
                let message = format!(
                    "nothing to search in: neither `{SETTINGS}`, a folder `content` nor a built site is here; \
                     name one with --kb or --site"
                );
                Err(io::Error::new(io::ErrorKind::NotFound, message))
            }
        }
    }

    fn site(folder: &Path) -> io::Result<Self> {
        Ok(Self::Site(folder.to_owned(), Site::open(folder)?))
    }

    fn kb(folder: PathBuf) -> io::Result<Self> {
        let files = DiskFiles::open(&folder, None)?;
        let keep = Keep::new(&NoSink, &[""]);
        let report = pipeline::build(&files, &Options::default(), &keep)?;
        let texts = keep.into_texts();
        if !texts.contains_key("search/index.js") {
            let errors = report.count(crate::diag::Level::Error);
            let message = format!(
                "{}: has {errors} errors, so there is nothing to search in; `fixbook check` shows them",
                folder.display()
            );
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        }
        Ok(Self::Kb(folder, texts))
    }

    fn text(&self, path: &str) -> Option<String> {
        match self {
            Self::Site(_, site) => site.text(path),
            Self::Kb(_, texts) => texts.get(path).cloned(),
        }
    }

    fn refuse(&self, why: &str) -> io::Error {
        let (Self::Site(folder, _) | Self::Kb(folder, _)) = self;
        io::Error::new(
            io::ErrorKind::InvalidData,
            format!("{}: {why}", folder.display()),
        )
    }
}
