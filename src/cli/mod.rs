//! The command line.
//!
//! In: arguments. Out: a site, words on the error stream, data on the output stream, an exit code:
//! 0 clean, 1 the knowledge base has errors, 2 wrong use or a file that can't be read or written.

mod answer;
mod args;
mod feedback;
mod find;
mod import;
mod progress;
mod run;
mod speak;

pub use run::run;
