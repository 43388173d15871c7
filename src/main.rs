//! The `fixbook` command.

use std::process::ExitCode;

/// Builds allocate and free small texts on all cores; the system allocator serialises that.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    fixbook::cli::run()
}
