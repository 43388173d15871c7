//! A guide's questions: the symptom first, then the article that ends it.

use super::{ArticleId, SharedFixId, Text};

/// A question of a guide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Name inside the guide.
    pub id: String,
    /// The question, as a sentence to the reader.
    pub ask: Text,
    /// Where to look, for those who can't say.
    pub help: Option<Text>,
    /// What the reader can answer, in the order written.
    pub answers: Vec<Answer>,
}

/// An answer to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The answer in the reader's words.
    pub text: Text,
    /// What that means, if it needs saying.
    pub say: Option<Text>,
    /// Where it leads; to the help of people where nothing is written.
    pub go: Option<Goal>,
}

/// Where an answer leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goal {
    /// Another question of the same guide, by position.
    Question(usize),
    /// An article.
    Article(ArticleId),
    /// A shared fix's page.
    Shared(SharedFixId),
}
