//! The `fixbook` command.
fn main() {}
