//! Runs a program to its end and reads what it cost from /proc.

use std::error::Error;
use std::fs;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Cost of one run.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    /// Seconds from start to end.
    pub wall: f64,
    /// Seconds of all cores, user and system.
    pub cpu: f64,
    /// Largest resident memory in MiB.
    pub peak: f64,
}

impl Cost {
    /// The median of each number on its own.
    pub fn median(costs: Vec<Self>) -> Self {
        let middle = |key: fn(&Self) -> f64| {
            let mut values: Vec<f64> = costs.iter().map(key).collect();
            values.sort_by(f64::total_cmp);
            values[values.len() / 2]
        };
        Self {
            wall: middle(|cost| cost.wall),
            cpu: middle(|cost| cost.cpu),
            peak: middle(|cost| cost.peak),
        }
    }
}

/// /proc counts CPU time in hundredths of a second on every Linux in use.
const TICKS: f64 = 100.0;

/// Runs the command; an error when it fails.
pub fn run(command: &mut Command) -> Result<Cost, Box<dyn Error>> {
    let start = Instant::now();
    let mut child = command
        .stdout(Stdio::null())
        .stderr(Stdio::inherit())
        .spawn()?;
    let proc = format!("/proc/{}", child.id());
    let (mut peak, mut cpu) = (0.0_f64, 0.0_f64);
    // A process that has ended stays readable, with its CPU time but without memory, until it is waited for.
    let wall = loop {
        let stat = fs::read_to_string(format!("{proc}/stat"))?;
        let fields: Vec<&str> = stat
            .rsplit(") ")
            .next()
            .unwrap_or_default()
            .split(' ')
            .collect();
        let number = |at: usize| fields.get(at).and_then(|text| text.parse::<f64>().ok());
        cpu = cpu.max((number(11).unwrap_or(0.0) + number(12).unwrap_or(0.0)) / TICKS);
        if fields.first() == Some(&"Z") {
            break start.elapsed().as_secs_f64();
        }
        let status = fs::read_to_string(format!("{proc}/status"))?;
        let high = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let high =
            high.and_then(|rest| rest.trim().strip_suffix(" kB")?.trim().parse::<f64>().ok());
        peak = peak.max(high.unwrap_or(0.0) / 1024.0);
        sleep(Duration::from_millis(2));
    };
    let ended = child.wait()?;
    if !ended.success() {
        return Err(format!("{command:?} failed: {ended}").into());
    }
    Ok(Cost { wall, cpu, peak })
}
