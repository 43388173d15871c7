//! The whole knowledge base, every reference resolved.
//!
//! In: the parsed files of `parse`. Out: [`Book`] and diagnostics for what does not resolve.

use crate::config::Config;
use crate::model::{Article, SharedFix};

/// A knowledge base whose references all lead somewhere.
#[derive(Debug, Clone)]
pub struct Book {
    /// The site's settings.
    pub config: Config,
    /// Published articles, sorted by source path.
    pub articles: Vec<Article>,
    /// Shared fixes, sorted by source path.
    pub fixes: Vec<SharedFix>,
}
