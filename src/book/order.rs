//! The order in which fixes are tried, and the numbers behind it.
//!
//! In: an article, and what readers said about its fixes. Out: its fixes' positions in the order of the page.
//!
//! Where the order is computed, fixes come by falling `likelihood x success / cost`. That trying them by falling
//! chance over cost takes the least effort on average, as long as one cause is at work and fixes do not disturb
//! each other, is shown in D. Heckerman, J. Breese, K. Rommelse, "Decision-Theoretic Troubleshooting",
//! Communications of the ACM 38(3), 1995, 49-57.
//!
//! - Likelihood: the share that the causes a fix addresses have in all causes of the article, a common cause
//!   counting 6, an occasional one or one without a word 3, a rare one 1. A fix that addresses none counts as
//!   one cause of middle weight.
//! - Success: the lower end of the 95 % score interval for the share of answers that say "worked" (E. B. Wilson,
//!   "Probable Inference, the Law of Succession, and Statistical Inference", Journal of the American Statistical
//!   Association 22(158), 1927, 209-212). One answer of each kind is added first, so that a fix nobody spoke of
//!   stands between those that are known to work and those that are known not to. "Wrong" counts as "did not work".
//! - Cost: the minutes, plus 2 for reading, 10 where they are not known, times 1 for no risk, 1.5 for what can be
//!   taken back, 4 for what can be lost.
//!
//! Numbers alone would break the page's sense, so some things come before them: pinned fixes first, in the author's
//! order; a fix that another one sends the reader on to stays behind it; escalations after what readers can do
//! themselves, prevention last. Equal fixes stay in the author's order.

use crate::config::Config;
use crate::model::{Article, Counts, Fix, FixKind, FixOrder, Likelihood, Risk, Target, Tried};

/// How an article's fixes are ordered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sequence {
    /// Positions of the fixes in the order of the page.
    pub fixes: Vec<usize>,
    /// Whether a formula made it.
    pub computed: bool,
}

/// The order of an article's fixes; `tried` has an entry for each.
pub(super) fn sequence(article: &Article, tried: &[Tried], config: &Config) -> Sequence {
    let count = article.fixes.len();
    if article.order.unwrap_or(config.order) == FixOrder::Author {
        return Sequence {
            fixes: (0..count).collect(),
            computed: false,
        };
    }
    let fixes = article.fixes.iter().zip(tried);
    let scores: Vec<f64> = fixes.map(|(fix, t)| score(article, fix, t.all)).collect();
    let mut fixes: Vec<usize> = Vec::with_capacity(count);
    while fixes.len() < count {
        let open = |at: &usize| !fixes.contains(at);
        // Of two fixes that send to each other one is free all the same: only edges that lead forward bind.
        let next = (0..count)
            .filter(open)
            .filter(|at| {
                article.fixes[*at].pin || (0..*at).filter(open).all(|b| !leads(article, b, *at))
            })
            .min_by(|a, b| {
                let group = |at: &usize| group(&article.fixes[*at]);
                let scores = scores[*b].total_cmp(&scores[*a]);
                let pinned = article.fixes[*a].pin && article.fixes[*b].pin;
                let scores = if pinned { a.cmp(b) } else { scores };
                group(a).cmp(&group(b)).then(scores).then(a.cmp(b))
            });
        // The first open fix has no open fix in front of it, so there is always one.
        fixes.extend(next.or_else(|| (0..count).find(open)));
    }
    Sequence {
        fixes,
        computed: true,
    }
}

fn leads(article: &Article, from: usize, to: usize) -> bool {
    let then = article.fixes[from].then.iter();
    then.map(|edge| edge.go)
        .any(|go| go == Some(Target::Fix(to)))
}

fn group(fix: &Fix) -> u8 {
    match fix.kind {
        _ if fix.pin => 0,
        FixKind::Resolution | FixKind::Workaround | FixKind::Diagnostic => 1,
        FixKind::Escalation => 2,
        FixKind::Prevention => 3,
    }
}

/// Chance over cost.
pub fn score(article: &Article, fix: &Fix, counts: Counts) -> f64 {
    likelihood(article, fix) * success(counts) / cost(fix)
}

fn likelihood(article: &Article, fix: &Fix) -> f64 {
    let weight = |likelihood: Option<Likelihood>| match likelihood {
        Some(Likelihood::Common) => 6.0,
        Some(Likelihood::Occasional) | None => 3.0,
        Some(Likelihood::Rare) => 1.0,
    };
    let causes = article.causes.iter().map(|cause| weight(cause.likelihood));
    let all: f64 = causes.sum();
    if all == 0.0 {
        return 1.0;
    }
    let own = fix
        .addresses
        .iter()
        .map(|at| weight(article.causes[*at].likelihood));
    let own: f64 = own.sum();
    if own > 0.0 {
        own / all
    } else {
        3.0 / (all + 3.0)
    }
}

/// How likely a fix works at least, by what readers said.
#[allow(clippy::cast_precision_loss)]
pub fn success(counts: Counts) -> f64 {
    lower_bound(counts.worked as f64 + 1.0, counts.total() as f64 + 2.0)
}

/// The lower end of Wilson's 95 % interval for `hits` of `all`.
pub fn lower_bound(hits: f64, all: f64) -> f64 {
    const Z: f64 = 1.959_963_984_540_054;
    let share = hits / all;
    let middle = share + Z * Z / (2.0 * all);
    let half = Z * (share * (1.0 - share) / all + Z * Z / (4.0 * all * all)).sqrt();
    (middle - half) / (1.0 + Z * Z / all)
}

fn cost(fix: &Fix) -> f64 {
    let risk = match fix.risk {
        Risk::None => 1.0,
        Risk::Reversible => 1.5,
        Risk::DataLoss => 4.0,
    };
    (f64::from(fix.minutes.unwrap_or(10)) + 2.0) * risk
}
