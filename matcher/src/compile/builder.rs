//! Collects specifications, then checks and compiles them together: what a word tells depends
//! on all of them.

use std::collections::HashMap;

use super::anchor::GramCounts;
use super::weigh::Weigher;
use super::{
    CategorySpec, EntrySpec, LeadSpec, RegexError, SignalTestSpec, SignatureSpec, ToolSpec,
    VariantSpec, anchor, required,
};
use crate::knowledge::{
    Category, Entry, Knowledge, Lead, Provider, Signal, SignalTest, Signature, StoredRegex,
    StoredTemplate, SymptomOf, Tool, Variant,
};
use crate::scan::SHORTEST_LITERAL;
use crate::template::{Template, TemplateError};

/// Builds a [`Knowledge`].
#[derive(Debug, Default)]
pub struct KnowledgeBuilder {
    categories: Vec<CategorySpec>,
    tools: Vec<ToolSpec>,
    entries: Vec<EntrySpec>,
}

/// Where in a signature a mistake is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignaturePart {
    /// In `message`.
    Message,
    /// In `regex`.
    Regex,
    /// In the item of `all` with this place, from 0.
    All(usize),
    /// In the item of `none` with this place, from 0.
    None(usize),
}

/// Why entries do not make a knowledge base.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// A template cannot be used.
    #[error("entry `{entry}`, signature {signature}: {error}")]
    Template {
        /// The entry.
        entry: String,
        /// The signature's place, from 0.
        signature: usize,
        /// The template's place in it.
        part: SignaturePart,
        /// What is wrong.
        error: TemplateError,
    },
    /// A regular expression cannot be used.
    #[error("entry `{entry}`, signature {signature}: {error}")]
    Regex {
        /// The entry.
        entry: String,
        /// The signature's place, from 0.
        signature: usize,
        /// What is wrong.
        error: RegexError,
    },
    /// A category that does not exist.
    #[error("entry `{entry}` is filed under `{category}`, which is no category")]
    UnknownCategory {
        /// The entry.
        entry: String,
        /// What it says.
        category: String,
    },
    /// A text of a tool stands in every second text.
    #[error("`{text}` is too short to look for")]
    TooShort {
        /// The text.
        text: String,
    },
    /// An entry that does not exist.
    #[error("entry `{entry}` refers to `{other}`, which is no entry")]
    UnknownEntry {
        /// The entry.
        entry: String,
        /// What it says.
        other: String,
    },
}

impl BuildError {
    /// The entry that has the mistake; empty when a tool has it.
    pub fn entry(&self) -> &str {
        match self {
            Self::Template { entry, .. }
            | Self::Regex { entry, .. }
            | Self::UnknownCategory { entry, .. }
            | Self::UnknownEntry { entry, .. } => entry,
            Self::TooShort { .. } => "",
        }
    }
}

impl KnowledgeBuilder {
    /// A builder without anything in it.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a category; their order is kept.
    pub fn category(&mut self, category: CategorySpec) {
        self.categories.push(category);
    }

    /// Adds a program.
    pub fn tool(&mut self, tool: ToolSpec) {
        self.tools.push(tool);
    }

    /// Adds an entry.
    pub fn entry(&mut self, entry: EntrySpec) {
        self.entries.push(entry);
    }

    /// Compiles what was added.
    ///
    /// # Errors
    ///
    /// All mistakes of all entries.
    pub fn build(self) -> Result<Knowledge, Vec<BuildError>> {
        let places: HashMap<String, u32> =
            self.entries.iter().zip(0..).map(|(entry, place)| (entry.id.clone(), place)).collect();
        let mut compiler = Compiler::default();
        let entries: Vec<_> = self
            .entries
            .iter()
            .zip(0..)
            .map(|(spec, place)| compiler.entry(spec, place, &places, &self.categories))
            .collect();
        for tool in &self.tools {
            compiler.errors.extend(short_texts(tool));
        }
        // Signals are looked for as well, but what a word tells is counted among messages.
        let weigher = compiler.weigher();
        let categories = self.categories.into_iter().map(|spec| compiler.category(spec)).collect();
        if !compiler.errors.is_empty() {
            return Err(compiler.errors);
        }
        compiler.weigh(&weigher);
        Ok(Knowledge {
            categories,
            tools: self.tools.into_iter().map(tool).collect(),
            templates: compiler.templates,
            regexes: compiler.regexes,
            signatures: compiler.signatures,
            entries,
        })
    }
}

/// The shortest name of a package, in bytes: with what stands behind it, it can be looked for.
const SHORTEST_PACKAGE: usize = SHORTEST_LITERAL - 2;

/// What of a tool cannot be looked for.
fn short_texts(tool: &ToolSpec) -> Vec<BuildError> {
    let providers = tool.providers.iter().flat_map(|(_, marks)| marks);
    let phrases = tool.cause_follows.iter().chain(&tool.attempt_follows);
    let texts = tool.marks.iter().chain(providers).chain(phrases);
    let texts = texts.map(|text| (text, SHORTEST_LITERAL));
    let packages = tool.packages.iter().map(|name| (name, SHORTEST_PACKAGE));
    texts
        .chain(packages)
        .filter(|(text, shortest)| text.len() < *shortest)
        .map(|(text, _)| BuildError::TooShort { text: text.clone() })
        .collect()
}

fn tool(spec: ToolSpec) -> Tool {
    let normal = |texts: Vec<String>| {
        texts.iter().map(|text| crate::normalise::fold_literal(text)).collect::<Vec<_>>()
    };
    Tool {
        marks: normal(spec.marks),
        packages: spec.packages,
        cause_follows: normal(spec.cause_follows),
        attempt_follows: normal(spec.attempt_follows),
        providers: spec
            .providers
            .into_iter()
            .map(|(name, marks)| Provider { name, marks: normal(marks) })
            .collect(),
    }
}

fn variant(spec: &VariantSpec) -> Variant {
    Variant { cause: spec.cause, title: spec.title.clone(), when: spec.when.clone() }
}

#[derive(Default)]
struct Compiler {
    errors: Vec<BuildError>,
    templates: Vec<StoredTemplate>,
    template_places: HashMap<Template, u32>,
    regexes: Vec<StoredRegex>,
    signatures: Vec<Signature>,
}

impl Compiler {
    fn entry(
        &mut self,
        spec: &EntrySpec,
        place: u32,
        places: &HashMap<String, u32>,
        categories: &[CategorySpec],
    ) -> Entry {
        for (index, signature) in spec.signatures.iter().enumerate() {
            if let Some(signature) = self.signature(&spec.id, place, index, signature) {
                self.signatures.push(signature);
            }
        }
        let category = categories.iter().position(|category| category.id == spec.category);
        if category.is_none() {
            self.errors.push(BuildError::UnknownCategory {
                entry: spec.id.clone(),
                category: spec.category.clone(),
            });
        }
        let mut refer = |others: &[String]| {
            let known = others.iter().filter_map(|other| {
                let found = places.get(other).copied();
                if found.is_none() {
                    let (entry, other) = (spec.id.clone(), other.clone());
                    self.errors.push(BuildError::UnknownEntry { entry, other });
                }
                found
            });
            known.collect::<Vec<_>>()
        };
        Entry {
            id: spec.id.clone(),
            title: spec.title.clone(),
            url: spec.url.clone(),
            category: category.unwrap_or_default() as u32,
            symptom_of: if spec.symptom_of.iter().any(|cause| cause == "*") {
                SymptomOf::Any
            } else {
                SymptomOf::These(refer(&spec.symptom_of))
            },
            beats: refer(&spec.beats),
            package: spec.package.clone(),
            variants: spec.variants.iter().map(variant).collect(),
        }
    }

    fn signature(
        &mut self,
        entry: &str,
        place: u32,
        index: usize,
        spec: &SignatureSpec,
    ) -> Option<Signature> {
        let lead = match &spec.lead {
            LeadSpec::Message(text) => {
                self.parse(entry, index, SignaturePart::Message, text).map(Lead::Template)
            }
            LeadSpec::Regex(source) => self.regex(entry, index, source).map(Lead::Regex),
        };
        let mut parse = |texts: &[String], part: fn(usize) -> SignaturePart| {
            let parsed = texts
                .iter()
                .enumerate()
                .map(|(item, text)| self.parse(entry, index, part(item), text));
            // All of them are parsed before the first mistake ends it: each is reported.
            parsed.collect::<Vec<_>>().into_iter().collect::<Option<Vec<_>>>()
        };
        let all = parse(&spec.all, SignaturePart::All);
        let none = parse(&spec.none, SignaturePart::None);
        let exception = spec.exception.as_deref().unwrap_or_default();
        Some(Signature {
            entry: place,
            lead: lead?,
            exception: exception.rsplit('.').next().unwrap_or_default().to_owned(),
            http_status: spec.http_status,
            all: all?,
            none: none?,
            within: spec.within,
        })
    }

    fn parse(
        &mut self,
        entry: &str,
        signature: usize,
        part: SignaturePart,
        text: &str,
    ) -> Option<u32> {
        match text.parse() {
            Ok(template) => Some(self.store(template)),
            Err(error) => {
                let entry = entry.to_owned();
                self.errors.push(BuildError::Template { entry, signature, part, error });
                None
            }
        }
    }

    /// Keeps each template once, however many signatures have it.
    fn store(&mut self, template: Template) -> u32 {
        let next = self.templates.len() as u32;
        *self.template_places.entry(template.clone()).or_insert_with(|| {
            let anchor = crate::knowledge::Anchor { part: 0, start: 0, length: 0 };
            self.templates.push(StoredTemplate { template, anchor, weight: 0 });
            next
        })
    }

    fn regex(&mut self, entry: &str, signature: usize, source: &str) -> Option<u32> {
        match required::literals(source) {
            Ok(literals) => {
                let source = required::normal_source(source);
                self.regexes.push(StoredRegex { source, literals, weight: 0 });
                Some(self.regexes.len() as u32 - 1)
            }
            Err(error) => {
                self.errors.push(BuildError::Regex { entry: entry.to_owned(), signature, error });
                None
            }
        }
    }

    fn category(&mut self, spec: CategorySpec) -> Category {
        let signals = spec.signals.into_iter().map(|signal| Signal {
            test: match signal.test {
                SignalTestSpec::Text(template) => SignalTest::Text(self.store(template)),
                SignalTestSpec::Status(status) => SignalTest::Status(status),
            },
            weight: signal.weight,
        });
        Category { id: spec.id, signals: signals.collect() }
    }

    /// Counts the words of what was stored so far.
    fn weigher(&self) -> Weigher {
        let mut weigher = Weigher::default();
        for stored in &self.templates {
            weigher.count(stored.template.literals().map(|(_, text)| text));
        }
        for regex in &self.regexes {
            weigher.count(regex.literals.iter().map(String::as_str));
        }
        weigher
    }

    /// Weighs every text against all others, and finds its anchor.
    fn weigh(&mut self, weigher: &Weigher) {
        let counts = GramCounts::of(self.templates.iter().map(|stored| &stored.template));
        for stored in &mut self.templates {
            stored.weight = weigher.weigh(stored.template.literals().map(|(_, text)| text));
            if let Some(anchor) = anchor::choose(&stored.template, &counts) {
                stored.anchor = anchor;
            }
        }
        for regex in &mut self.regexes {
            // One of the literals is found, so the least telling of them is what counts.
            let each = regex.literals.iter().map(|text| weigher.weigh(std::iter::once(&**text)));
            regex.weight = each.min().unwrap_or(0);
        }
    }
}
