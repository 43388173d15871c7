//! The `fixbook` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    fixbook::cli::run()
}
