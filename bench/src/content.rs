//! Faultbook's own knowledge base, read as far as a comparison needs it.
//!
//! The generator's own loader would bring a browser's search engine and a web server along; the
//! few fields that matter here are plain YAML.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use matcher::compile::{
    CategorySpec, EntrySpec, LeadSpec, SignalSpec, SignalTestSpec, SignatureSpec, ToolSpec,
};
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// What the matcher is given, and texts that real programs printed.
#[derive(Debug)]
pub(crate) struct Content {
    pub(crate) categories: Vec<CategorySpec>,
    pub(crate) tool: ToolSpec,
    pub(crate) entries: Vec<EntrySpec>,
    /// The texts of all samples, in the order of files.
    pub(crate) samples: Vec<String>,
}

#[derive(Deserialize)]
struct Entry {
    title: String,
    category: String,
    signatures: Vec<Signature>,
    #[serde(default)]
    symptom_of: Vec<String>,
    #[serde(default)]
    beats: Vec<String>,
    samples: Vec<Sample>,
}

#[derive(Deserialize)]
struct Signature {
    message: Option<String>,
    regex: Option<String>,
    exception: Option<String>,
    http_status: Option<u16>,
    #[serde(default)]
    all: Vec<String>,
    #[serde(default)]
    none: Vec<String>,
    within: Option<u32>,
}

#[derive(Deserialize)]
struct Sample {
    text: String,
}

#[derive(Deserialize)]
struct Category {
    id: String,
    #[serde(default)]
    signals: Vec<Signal>,
}

#[derive(Deserialize)]
struct Signal {
    text: Option<String>,
    status: Option<u16>,
    weight: u8,
}

#[derive(Deserialize)]
struct Tool {
    #[serde(default)]
    marks: Vec<String>,
    #[serde(default)]
    packages: Vec<String>,
    #[serde(default)]
    providers: Vec<Provider>,
    #[serde(default)]
    chain: Chain,
}

#[derive(Default, Deserialize)]
struct Chain {
    #[serde(default)]
    cause_follows: Vec<String>,
    #[serde(default)]
    attempt_follows: Vec<String>,
}

#[derive(Deserialize)]
struct Provider {
    name: String,
    marks: Vec<String>,
}

/// Reads `content/litellm` of the repository, each entry in the order of its file's name.
pub(crate) fn read(content: &Path) -> Result<Content> {
    let folder = content.join("litellm");
    let mut files = fs::read_dir(&folder)?
        .map(|file| Ok(file?.path()))
        .collect::<Result<Vec<_>>>()
        .with_context(|| format!("cannot list {}", folder.display()))?;
    files.sort();
    let mut entries = Vec::new();
    let mut samples = Vec::new();
    for file in files {
        let (Some(slug), Some("yaml")) = (
            file.file_stem().and_then(|stem| stem.to_str()),
            file.extension().and_then(|extension| extension.to_str()),
        ) else {
            continue;
        };
        if slug == "tool" {
            continue;
        }
        let entry: Entry = yaml(&file)?;
        let mut spec = EntrySpec::new(&format!("litellm/{slug}"), &entry.title, &entry.category);
        spec.signatures = entry.signatures.into_iter().map(signature).collect();
        spec.symptom_of = entry.symptom_of;
        spec.beats = entry.beats;
        entries.push(spec);
        samples.extend(entry.samples.into_iter().map(|sample| sample.text));
    }
    let categories: Vec<Category> = yaml(&content.join("categories.yaml"))?;
    Ok(Content {
        categories: categories.into_iter().map(category).collect(),
        tool: tool(yaml(&folder.join("tool.yaml"))?),
        entries,
        samples,
    })
}

fn yaml<T: DeserializeOwned>(file: &Path) -> Result<T> {
    let text =
        fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    serde_saphyr::from_str(&text).with_context(|| format!("cannot understand {}", file.display()))
}

fn signature(said: Signature) -> SignatureSpec {
    let lead = match (said.message, said.regex) {
        (Some(message), _) => LeadSpec::Message(message),
        (None, Some(regex)) => LeadSpec::Regex(regex),
        (None, None) => LeadSpec::Message(said.exception.clone().unwrap_or_default()),
    };
    SignatureSpec {
        lead,
        exception: said.exception,
        http_status: said.http_status,
        all: said.all,
        none: said.none,
        within: said.within.unwrap_or(SignatureSpec::WITHIN),
    }
}

fn category(said: Category) -> CategorySpec {
    let signals = said.signals.into_iter().filter_map(|signal| {
        let test = match (signal.text, signal.status) {
            (Some(text), _) => SignalTestSpec::Text(text.parse().ok()?),
            (None, status) => SignalTestSpec::Status(status?),
        };
        Some(SignalSpec { test, weight: signal.weight })
    });
    CategorySpec { signals: signals.collect(), ..CategorySpec::new(&said.id) }
}

fn tool(said: Tool) -> ToolSpec {
    ToolSpec {
        marks: said.marks,
        packages: said.packages,
        cause_follows: said.chain.cause_follows,
        attempt_follows: said.chain.attempt_follows,
        providers: said
            .providers
            .into_iter()
            .map(|provider| (provider.name, provider.marks))
            .collect(),
    }
}
