//! Threads. The only file that names them.
//!
//! In: how many. Out: [`Jobs`], which applies a pure function to numbers and gives results in order,
//! so that one thread and eight have the same results.

use std::io;

use rayon::prelude::*;

/// A fixed number of threads.
pub struct Jobs(rayon::ThreadPool);

impl Jobs {
    /// This many threads; zero for as many as the machine has.
    ///
    /// # Errors
    /// When the system gives no threads.
    pub fn new(count: usize) -> io::Result<Self> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(count.min(256));
        pool.build().map(Self).map_err(io::Error::other)
    }

    /// Runs on one of the threads, so that what it starts stays among them.
    pub fn run<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        self.0.install(work)
    }

    /// The results for 0, 1, 2 ... in this order.
    pub fn map<T: Send>(&self, count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
        self.0
            .install(|| (0..count).into_par_iter().map(&work).collect())
    }

    /// Does something for 0, 1, 2 ... in any order.
    pub fn each(&self, count: usize, work: &(dyn Fn(usize) + Sync)) {
        self.0.install(|| (0..count).into_par_iter().for_each(work));
    }
}
