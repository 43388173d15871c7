//! A sign of life on a terminal when work takes longer than a second.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use crate::output::{Output, Sink};

/// Runs `work`; meanwhile shows how many files it put into the sink.
pub(super) fn with_progress<T>(
    started: Instant,
    sink: &dyn Sink,
    work: impl FnOnce(&dyn Sink) -> T,
) -> T {
    let counting = Counting {
        sink,
        count: AtomicUsize::new(0),
    };
    if !io::stderr().is_terminal() {
        return work(&counting);
    }
    std::thread::scope(|scope| {
        let (done, wait) = channel::<()>();
        let count = &counting.count;
        scope.spawn(move || {
            let mut shown = false;
            let mut pause = Duration::from_secs(1).saturating_sub(started.elapsed());
            while wait.recv_timeout(pause) == Err(RecvTimeoutError::Timeout) {
                let files = count.load(Ordering::Relaxed);
                let seconds = started.elapsed().as_secs();
                let _ = write!(io::stderr(), "\rbuilding: {files} files, {seconds} s ");
                pause = Duration::from_millis(200);
                shown = true;
            }
            if shown {
                let _ = write!(io::stderr(), "\r\x1b[K");
            }
        });
        let value = work(&counting);
        drop(done);
        value
    })
}

struct Counting<'a> {
    sink: &'a dyn Sink,
    count: AtomicUsize,
}

impl Sink for Counting<'_> {
    fn put(&self, output: Output) -> io::Result<()> {
        self.sink.put(output)?;
        self.count.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }
}
