//! What pages show: one typed view per kind of page, everything decided, nothing left to a template.
//!
//! In: a [`Site`], which is the book, its links and its theme with what all pages share computed once.
//! Out: serialisable views, documented field by field, because themes build on them. Fields of type
//! [`Html`] hold finished HTML; all other texts are plain and are escaped by the template.
//! The cost of a view does not depend on the size of the site, except for lists of many articles.

mod article;
mod card;
mod draw;
mod errors;
mod flow;
mod frame;
mod globals;
mod guide;
mod home;
mod lists;
mod pieces;
mod problem;
mod qr;
mod search_doc;
mod search_page;
mod shared;
mod simple;
mod site;
mod stuck;
mod tags;
mod text;
mod url;
mod why;
mod wrong;

pub use article::{ArticleView, Banner, RailItem, article};
pub use card::{Edge, FixCard, Missing, OsBlock, StepView, Switch, SwitchOption};
pub use errors::{ErrorRow, ErrorsView, Jump, Letter, errors};
pub use flow::{Flow, FlowRow};
pub use frame::{Frame, Meta, Reviewed};
pub use globals::{AssetsView, SiteView, share, site_view, sitemap, tell};
pub use guide::{AnswerView, QuestionView, guides};
pub use home::{HomeView, Tile, home};
pub use lists::{Group, ListView, platform, product, products};
pub use problem::{Problem, Said};
pub use search_doc::{search_doc, search_site};
pub use search_page::{Gap, SearchView, search_page};
pub use shared::{FixView, shared_fix};
pub use simple::{NotFoundView, RedirectView, not_found, redirect};
pub use site::{Link, Row, Site};
pub use stuck::Stuck;
pub use tags::Tag;
pub use url::{relative, root};
pub use why::{CauseView, SourceView};

/// Finished HTML: a template writes it with `| safe`.
pub type Html = String;
