//! What a build costs: `cargo bench --bench build`.
//!
//! In: nothing; it generates knowledge bases of 2,000 and 10,000 articles from a seed (other sizes:
//! `cargo bench --bench build -- 500 1000`). Out: for each size wall time, CPU seconds and peak memory of
//! `fixbook build` and of a floor in the same run, and their ratio. The floor is this program itself as a
//! child: it reads every input, turns it to HTML with pulldown-cmark and writes one `slug/index.html` each,
//! on all cores, without templates, links, checks or search. Both run three times in turn; the median counts.
//!
//! Memory and CPU time come from /proc, so that nothing but the standard library is needed: Linux only.

mod floor;
mod generate;
mod measure;

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;

use measure::Cost;

const RUNS: usize = 3;

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if let [mode, kb, out] = words.as_slice()
        && mode == "floor"
    {
        return Ok(floor::build(Path::new(kb), Path::new(out))?);
    }
    let mut sizes: Vec<usize> = words.iter().filter_map(|word| word.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![2_000, 10_000];
    }
    println!("articles  program    wall s   CPU s  peak MiB   CPU ms/article");
    let mut each = Vec::new();
    let temp = tempfile::tempdir()?;
    for size in sizes {
        each.push(compare(temp.path(), size)?);
    }
    if let [few, .., many] = each.as_slice() {
        println!(
            "CPU per article, many against few: {:+.1} %",
            (many / few - 1.0) * 100.0
        );
    }
    Ok(())
}

/// Builds one generated knowledge base both ways; gives the CPU seconds of one article.
///
/// Nothing is removed before all is measured: ext4 looks for a while at every inode that was freed
/// a moment ago, and that search would be counted as the work of whoever writes next.
fn compare(temp: &Path, size: usize) -> Result<f64, Box<dyn Error>> {
    let temp = temp.join(size.to_string());
    let kb = temp.join("kb");
    fs::create_dir_all(&kb)?;
    let bytes = generate::knowledge_base(&kb, size)?;
    let (mut floors, mut builds) = (Vec::new(), Vec::new());
    for run in 0..RUNS {
        // Each run writes into a fresh folder: replacing an old site would cost only one of the two.
        let out = temp.join(format!("floor-{run}"));
        floors.push(measure::run(
            Command::new(std::env::current_exe()?)
                .arg("floor")
                .arg(&kb)
                .arg(&out),
        )?);
        let out = temp.join(format!("site-{run}"));
        builds.push(measure::run(
            Command::new(env!("CARGO_BIN_EXE_fixbook"))
                .arg("build")
                .arg(&kb)
                .arg("--out")
                .arg(&out),
        )?);
    }
    let (floor, build) = (Cost::median(floors), Cost::median(builds));
    for (name, cost) in [("floor", &floor), ("fixbook", &build)] {
        let Cost { wall, cpu, peak } = cost;
        let each = cpu * 1e3 / size as f64;
        println!("{size:>8}  {name:<8} {wall:>8.2} {cpu:>7.2} {peak:>9.0}   {each:>14.3}");
    }
    let ratio = build.cpu / floor.cpu;
    println!(
        "{size:>8}  {ratio:.1} times the floor's CPU, {:.1} MB of input",
        bytes as f64 / 1e6
    );
    Ok(build.cpu / size as f64)
}
