//! Fixbook: from Markdown articles that describe symptoms and platform steps to a searchable static site.
//!
//! The build is a pure function from files to files and diagnostics; `src/README.md` is the map.

pub mod book;
pub mod check;
pub mod cli;
pub mod config;
pub mod diag;
pub mod disk;
pub mod emit;
pub mod feedback;
pub mod find;
pub mod html;
pub mod import;
pub mod link;
pub mod model;
pub mod output;
pub mod parse;
pub mod pipeline;
pub mod report;
pub mod search;
pub mod source;
pub mod structure;
pub mod theme;
pub mod view;
