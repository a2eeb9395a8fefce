//! Search for troubleshooting pages: the same code indexes at build time and answers in the
//! visitor's browser.
//!
//! ```
//! use search::{Document, Index, build_index};
//!
//! let page = Document {
//!     id: "torch/out-of-memory".into(),
//!     title: "CUDA out of memory".into(),
//!     signatures: vec!["torch.cuda.OutOfMemoryError: CUDA out of memory.".into()],
//!     ..Document::default()
//! };
//! let index = Index::open(build_index([page])?)?;
//! assert_eq!(index.search("OutOfMemoryError", 10).hits[0].id, "torch/out-of-memory");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # How a search goes
//!
//! `text -> query -> found -> rank -> excerpt`. The tokenizer cuts indexed texts and queries in the
//! same way, so that an identifier is found by each of its names. tantivy keeps the terms, the
//! lists of pages, the positions and the lengths of texts. Scoring is ours and not a tree of
//! tantivy's queries: it has rules that such a tree does not express (the best form of a word
//! counts and not the sum of its forms; a page with every word comes before one with some), and
//! tantivy's searcher, collectors and queries would more than double the wasm module, which every
//! visitor who searches downloads.
//!
//! What is deliberately absent: updating an index (it is rebuilt), stemming and stop words (they
//! spoil identifiers and quoted messages), and threads (the browser has none).

mod directory;
mod document;
mod excerpt;
mod filter;
mod found;
mod index;
mod indexer;
mod lexicon;
mod pack;
mod phrase;
mod placed_terms;
mod query;
mod rank;
mod record;
mod results;
mod schema;
mod tokenizer;

pub use document::Document;
pub use index::Index;
pub use indexer::{BuildError, build_index};
pub use pack::OpenError;
pub use results::{Fragment, Hit, Results};
