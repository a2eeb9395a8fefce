//! The logs that are searched.
//!
//! A clean log mixes what a deployment of a gateway prints when all is well: access lines of a
//! reverse proxy and of an application server, lines of JSON, lines of several services (each a
//! sentence of a fixed set with changing values), and some of these as container runtimes and
//! Compose show them. Words are those that messages are made of, so that literals are found in
//! part all the time; whole messages are not.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::random::Random;
use crate::template;
use crate::vocabulary::Vocabulary;

/// In the log with errors, so many clean lines stand before each.
const LINES_BETWEEN: usize = 100;
/// In the log of real output, so many clean lines stand before each sample.
const LINES_BETWEEN_SAMPLES: usize = 20;
/// How many different sentences the services print.
const SENTENCES: usize = 400;

/// A log in memory, and as a file for other programs.
#[derive(Debug)]
pub(crate) struct Log {
    pub(crate) name: &'static str,
    pub(crate) file: PathBuf,
    pub(crate) bytes: Vec<u8>,
    /// Lines, from 0, that were written as errors, ascending.
    pub(crate) errors: Vec<ErrorLine>,
}

/// A line that some knowledge base knows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ErrorLine {
    pub(crate) line: usize,
    /// The number of the generated message, if it is one; else it is one of the real ones.
    pub(crate) message: Option<usize>,
}

impl Log {
    /// Only the first lines, about so many bytes, as a log with a file of its own.
    pub(crate) fn beginning(&self, bytes: usize) -> Result<Self> {
        let bytes = whole_lines(&self.bytes, bytes).to_vec();
        let lines = bytes.iter().filter(|byte| **byte == b'\n').count();
        let errors = self.errors.iter().copied().filter(|error| error.line < lines).collect();
        let file = self.file.with_extension("beginning");
        let log = Self { name: self.name, file, bytes, errors };
        fs::write(&log.file, &log.bytes)?;
        Ok(log)
    }

    fn new(
        name: &'static str,
        folder: &Path,
        text: String,
        errors: Vec<ErrorLine>,
    ) -> Result<Self> {
        let file = folder.join(format!("{}.log", name.replace(' ', "-")));
        fs::write(&file, &text)?;
        Ok(Self { name, file, bytes: text.into_bytes(), errors })
    }
}

/// At most so many bytes of a log, with its last line whole.
pub(crate) fn whole_lines(log: &[u8], bytes: usize) -> &[u8] {
    let beginning = &log[..bytes.min(log.len())];
    let end =
        beginning.iter().rposition(|byte| *byte == b'\n').map_or(beginning.len(), |at| at + 1);
    &beginning[..end]
}

/// A log in which nothing is wrong.
pub(crate) fn clean(folder: &Path, bytes: usize, vocabulary: &Vocabulary) -> Result<Log> {
    let mut lines = CleanLines::new(42, vocabulary);
    let mut text = String::with_capacity(bytes + 1_000);
    while text.len() < bytes {
        lines.push(&mut text);
    }
    Log::new("clean", folder, text, Vec::new())
}

/// A log with an error every hundred lines: by turns a generated message and one of `real`.
pub(crate) fn with_errors(
    folder: &Path,
    bytes: usize,
    vocabulary: &Vocabulary,
    generated: &[String],
    real: &[String],
) -> Result<Log> {
    let mut lines = CleanLines::new(42, vocabulary);
    let mut random = Random::new(7);
    let mut text = String::with_capacity(bytes + 1_000);
    let mut errors = Vec::new();
    let mut line = 0;
    while text.len() < bytes {
        for _ in 0..LINES_BETWEEN {
            lines.push(&mut text);
        }
        line += LINES_BETWEEN;
        let number = (errors.len() % 2 == 0).then(|| random.below(generated.len()));
        let message = match number {
            Some(number) => &generated[number],
            None => &real[random.below(real.len())],
        };
        lines.push_error(&mut text, &template::fill(message, vocabulary, &mut random));
        errors.push(ErrorLine { line, message: number });
        line += 1;
    }
    Log::new("error every 100 lines", folder, text, errors)
}

/// A log with what real programs printed: samples between clean lines, over and over.
pub(crate) fn real(
    folder: &Path,
    bytes: usize,
    vocabulary: &Vocabulary,
    samples: &[String],
) -> Result<Log> {
    let mut lines = CleanLines::new(43, vocabulary);
    let mut text = String::with_capacity(bytes + 10_000);
    for sample in samples.iter().cycle() {
        if text.len() >= bytes {
            break;
        }
        for _ in 0..LINES_BETWEEN_SAMPLES {
            lines.push(&mut text);
        }
        text.push_str(sample.trim_end());
        text.push('\n');
    }
    Log::new("real samples", folder, text, Vec::new())
}

/// Makes lines of a log in which nothing is wrong.
struct CleanLines<'a> {
    vocabulary: &'a Vocabulary,
    random: Random,
    sentences: Vec<String>,
    /// Milliseconds since ten o'clock.
    now: usize,
}

const SERVICES: [&str; 8] = [
    "proxy.router",
    "proxy.auth.handler",
    "uvicorn.error",
    "scheduler",
    "cache.redis_client",
    "db.pool",
    "billing.spend_log",
    "httpx",
];
const MODELS: [&str; 6] = [
    "gpt-4o",
    "gpt-4o-mini",
    "claude-sonnet-4",
    "gemini-2.5-pro",
    "azure/gpt-4.1",
    "bedrock/anthropic.claude-3",
];
const PATHS: [&str; 9] = [
    "/v1/chat/completions",
    "/chat/completions",
    "/v1/embeddings",
    "/v1/models",
    "/health/liveliness",
    "/health/readiness",
    "/key/info?key=sk-1b2c",
    "/metrics",
    "/ui/assets/index-4f1c.js",
];
const AGENTS: [&str; 4] = [
    "python-httpx/0.27.2",
    "OpenAI/Python 1.59.7",
    "kube-probe/1.31",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
];

impl<'a> CleanLines<'a> {
    fn new(seed: u64, vocabulary: &'a Vocabulary) -> Self {
        let mut random = Random::new(seed);
        let sentences = (0..SENTENCES).map(|_| {
            let words = 3 + random.below(8);
            vocabulary.sentence(words, &mut random).join(" ")
        });
        let sentences = sentences.collect();
        Self { vocabulary, random, sentences, now: 0 }
    }

    fn push(&mut self, log: &mut String) {
        self.now += self.random.below(40);
        match self.random.below(100) {
            0..25 => self.reverse_proxy(log),
            25..45 => self.application_server(log),
            45..65 => self.json(log, "info", None),
            65..90 => self.service(log, "INFO", None),
            90..95 => {
                log.push_str("gateway-1  | ");
                self.application_server(log);
            }
            _ => {
                let stamp = self.stamp('T', '.');
                let _ = write!(log, "{stamp}Z stdout F ");
                self.json(log, "info", None);
            }
        }
        log.push('\n');
    }

    /// An error as a service prints it, or in a line of JSON.
    fn push_error(&mut self, log: &mut String, message: &str) {
        if self.random.percent(60) {
            self.service(log, "ERROR", Some(message));
        } else {
            self.json(log, "error", Some(message));
        }
        log.push('\n');
    }

    fn reverse_proxy(&mut self, log: &mut String) {
        let (address, request) = (self.address(), self.request());
        let (second, minute) = (self.now / 1_000 % 60, self.now / 60_000 % 60);
        let hour = 10 + self.now / 3_600_000 % 14;
        let (size, millis) = (self.random.below(90_000), self.random.below(9_000));
        let agent = self.random.pick(&AGENTS);
        let _ = write!(
            log,
            "{address} - - [20/Nov/2026:{hour:02}:{minute:02}:{second:02} +0000] \"{request}\" 200 \
             {size} \"-\" \"{agent}\" rt=0.{millis:04}"
        );
    }

    fn application_server(&mut self, log: &mut String) {
        let (address, port) = (self.address(), 1_024 + self.random.below(60_000));
        let request = self.request();
        let _ = write!(log, "INFO:     {address}:{port} - \"{request}\" 200 OK");
    }

    fn json(&mut self, log: &mut String, level: &str, message: Option<&str>) {
        let stamp = self.stamp('T', '.');
        let service = self.random.pick(&SERVICES);
        let message = message.map_or_else(|| self.sentence(), str::to_owned);
        let message = serde_json::Value::from(message);
        let (model, id) = (self.random.pick(&MODELS), self.hexadecimal(32));
        let (millis, tokens) = (self.random.below(60_000), self.random.below(8_000));
        let _ = write!(
            log,
            "{{\"timestamp\": \"{stamp}Z\", \"level\": \"{level}\", \"logger\": \"{service}\", \
             \"message\": {message}, \"request_id\": \"{id}\", \"model\": \"{model}\", \
             \"duration_ms\": {millis}.{}, \"tokens\": {tokens}}}",
            millis % 10
        );
    }

    fn service(&mut self, log: &mut String, level: &str, message: Option<&str>) {
        let stamp = self.stamp(' ', ',');
        let service = self.random.pick(&SERVICES);
        match message {
            Some(message) => {
                let _ = write!(log, "{stamp} - {level} - {service} - {message}");
            }
            None => {
                let sentence = self.sentence();
                let _ = write!(log, "{stamp} - {level} - {service} - {sentence}");
                for _ in 0..self.random.below(4) {
                    let key = self.vocabulary.word(&mut self.random);
                    let value = self.random.below(100_000);
                    let _ = write!(log, " {key}={value}");
                }
            }
        }
    }

    fn sentence(&mut self) -> String {
        let at = self.random.below(self.sentences.len());
        self.sentences[at].clone()
    }

    fn request(&mut self) -> String {
        let method = if self.random.percent(70) { "POST" } else { "GET" };
        format!("{method} {} HTTP/1.1", self.random.pick(&PATHS))
    }

    fn address(&mut self) -> String {
        format!("10.{}.{}.{}", self.random.below(8), self.random.below(256), self.random.below(256))
    }

    fn hexadecimal(&mut self, digits: usize) -> String {
        (0..digits).map(|_| self.random.pick(&HEXADECIMAL)).collect()
    }

    fn stamp(&self, between: char, point: char) -> String {
        let (milli, second) = (self.now % 1_000, self.now / 1_000 % 60);
        let (minute, hour) = (self.now / 60_000 % 60, 10 + self.now / 3_600_000 % 14);
        format!("2026-11-20{between}{hour:02}:{minute:02}:{second:02}{point}{milli:03}")
    }
}

const HEXADECIMAL: [&str; 16] =
    ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "a", "b", "c", "d", "e", "f"];
