//! A knowledge base in the forms that the engines take: our blob, regular expressions, literals.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, anyhow};
use matcher::compile::{CategorySpec, EntrySpec, KnowledgeBuilder, LeadSpec, SignatureSpec};

use crate::content::Content;
use crate::template;

/// The name of Faultbook's own knowledge base.
pub(crate) const CONTENT: &str = "content";

/// The same messages for every engine.
#[derive(Debug)]
pub(crate) struct Base {
    /// What it is called in tables, and below which folder it lies.
    pub(crate) name: String,
    pub(crate) entries: usize,
    /// Whether the generated messages are among them.
    pub(crate) knows_generated: bool,
    /// What our matcher starts from.
    pub(crate) blob: Vec<u8>,
    /// One for each message.
    pub(crate) regexes: Vec<String>,
    /// The longest literal of each message, each once.
    pub(crate) literals: Vec<String>,
    /// How long it took to compile the blob, which happens when a site is built.
    pub(crate) compiled_in: Duration,
}

impl Base {
    /// A knowledge base of generated messages, one an entry.
    pub(crate) fn generated(messages: &[String]) -> Result<Self> {
        let mut builder = KnowledgeBuilder::new();
        builder.category(CategorySpec::new("any"));
        for (number, message) in messages.iter().enumerate() {
            builder.entry(generated_entry(number, message));
        }
        let leads = messages.iter().cloned().map(LeadSpec::Message).collect::<Vec<_>>();
        Self::build(messages.len().to_string(), messages.len(), builder, &leads)
    }

    /// Faultbook's own knowledge base, and generated messages beside it if there are any.
    pub(crate) fn real(content: &Content, messages: &[String]) -> Result<Self> {
        let mut builder = KnowledgeBuilder::new();
        for category in &content.categories {
            builder.category(category.clone());
        }
        builder.category(CategorySpec::new("any"));
        builder.tool(content.tool.clone());
        for entry in &content.entries {
            builder.entry(entry.clone());
        }
        for (number, message) in messages.iter().enumerate() {
            builder.entry(generated_entry(number, message));
        }
        let leads: Vec<_> = content
            .entries
            .iter()
            .flat_map(|entry| &entry.signatures)
            .map(|signature| signature.lead.clone())
            .chain(messages.iter().cloned().map(LeadSpec::Message))
            .collect();
        Self::build(CONTENT.to_owned(), content.entries.len() + messages.len(), builder, &leads)
    }

    fn build(
        name: String,
        entries: usize,
        builder: KnowledgeBuilder,
        leads: &[LeadSpec],
    ) -> Result<Self> {
        let started = Instant::now();
        let knowledge = builder.build().map_err(|errors| anyhow!("{errors:?}"))?;
        let compiled_in = started.elapsed();
        let regexes = leads.iter().map(|lead| match lead {
            LeadSpec::Message(message) => template::regex(message),
            LeadSpec::Regex(source) => source.clone(),
        });
        // Of a regular expression nobody wrote the literals down; a floor may leave them out.
        let mut literals: Vec<_> = leads
            .iter()
            .filter_map(|lead| match lead {
                LeadSpec::Message(message) => Some(template::longest_literal(message)),
                LeadSpec::Regex(_) => None,
            })
            .collect();
        literals.sort();
        literals.dedup();
        Ok(Self {
            knows_generated: name != CONTENT,
            name,
            entries,
            blob: knowledge.to_blob(),
            regexes: regexes.collect(),
            literals,
            compiled_in,
        })
    }

    /// Writes what a process of its own needs to start an engine, into a folder of `below`.
    pub(crate) fn write(&self, below: &Path) -> Result<Files> {
        let files = Files::of(below, &self.name);
        fs::create_dir_all(below.join(&self.name))?;
        fs::write(&files.blob, &self.blob)?;
        fs::write(&files.regexes, serde_json::to_vec(&self.regexes)?)?;
        fs::write(&files.literals, self.literals.join("\n") + "\n")?;
        Ok(files)
    }
}

fn generated_entry(number: usize, message: &str) -> EntrySpec {
    EntrySpec::new(&entry_id(number), "An entry", "any").signature(SignatureSpec::message(message))
}

/// What the entry with a generated message is called.
pub(crate) fn entry_id(number: usize) -> String {
    format!("tool/entry-{number}")
}

/// Where the parts of a knowledge base lie.
#[derive(Debug, Clone)]
pub(crate) struct Files {
    pub(crate) blob: PathBuf,
    pub(crate) regexes: PathBuf,
    pub(crate) literals: PathBuf,
}

impl Files {
    /// The files of the knowledge base of this name.
    pub(crate) fn of(below: &Path, name: &str) -> Self {
        let folder = below.join(name);
        Self {
            blob: folder.join("knowledge.bin"),
            regexes: folder.join("regexes.json"),
            literals: folder.join("literals.txt"),
        }
    }

    /// The regular expressions.
    pub(crate) fn read_regexes(&self) -> Result<Vec<String>> {
        serde_json::from_slice(&fs::read(&self.regexes)?).context("the expressions are damaged")
    }

    /// The literals.
    pub(crate) fn read_literals(&self) -> Result<Vec<String>> {
        Ok(fs::read_to_string(&self.literals)?.lines().map(str::to_owned).collect())
    }
}
