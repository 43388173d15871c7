//! One file of the knowledge base to typed values, references still by name.
//!
//! In: path and text of a file. Out: parsed values and every problem of the file.

mod types;

pub use types::*;
