//! How fast a log is diagnosed, and how little that depends on the number of entries.
//!
//! The entries are generated: messages of common words in random order, which are harder on the
//! automaton than real ones because they share their words. The clean log holds the same words,
//! but no message. Compare the columns of one run; a figure of another machine says nothing.
//!
//! ```sh
//! cargo xtask bench
//! ```
#![expect(clippy::unwrap_used, reason = "a benchmark may panic")]

use divan::Bencher;
use divan::counter::BytesCount;
use matcher::Matcher;
use matcher::compile::{CategorySpec, EntrySpec, KnowledgeBuilder, SignatureSpec};

fn main() {
    divan::main();
}

const COUNTS: [usize; 3] = [100, 1_000, 10_000];
const LOG_BYTES: usize = 4 << 20;

#[divan::bench(args = COUNTS, sample_count = 10)]
fn clean_log(bencher: Bencher, entries: usize) {
    let matcher = Matcher::from_blob(&blob(entries)).unwrap();
    let log = clean(LOG_BYTES);
    assert!(!matcher.diagnose(log.as_bytes()).is_known(), "the log holds no message");
    bencher
        .counter(BytesCount::of_str(&log))
        .bench_local(|| matcher.diagnose(divan::black_box(log.as_bytes())));
}

#[divan::bench(args = COUNTS, sample_count = 10)]
fn log_with_an_error_every_100_lines(bencher: Bencher, entries: usize) {
    let matcher = Matcher::from_blob(&blob(entries)).unwrap();
    let mut random = Random(7);
    let mut log = String::with_capacity(LOG_BYTES);
    while log.len() < LOG_BYTES {
        for _ in 0..100 {
            push_line(&mut log, &mut random);
        }
        let message = message(random.below(entries));
        log.push_str(&message.replace("{value:word}", "gpt-4o").replace("{count:int}", "7"));
        log.push('\n');
    }
    assert!(matcher.diagnose(log.as_bytes()).is_known());
    bencher
        .counter(BytesCount::of_str(&log))
        .bench_local(|| matcher.diagnose(divan::black_box(log.as_bytes())));
}

#[divan::bench]
fn normalise_clean_log(bencher: Bencher) {
    let log = clean(LOG_BYTES);
    bencher
        .counter(BytesCount::of_str(&log))
        .bench_local(|| matcher::normalise::normalise(divan::black_box(log.as_bytes())));
}

#[divan::bench(args = COUNTS, sample_count = 10)]
fn start_from_blob(bencher: Bencher, entries: usize) {
    let blob = blob(entries);
    bencher.bench_local(|| Matcher::from_blob(divan::black_box(&blob)).unwrap());
}

fn blob(entries: usize) -> Vec<u8> {
    let mut builder = KnowledgeBuilder::new();
    builder.category(CategorySpec::new("any"));
    for number in 0..entries {
        let entry = EntrySpec::new(&format!("tool/entry-{number}"), "An entry", "any");
        builder.entry(entry.signature(SignatureSpec::message(&message(number))));
    }
    builder.build().unwrap().to_blob()
}

const WORDS: [&str; 24] = [
    "request",
    "model",
    "deployment",
    "timeout",
    "provider",
    "connection",
    "key",
    "router",
    "fallback",
    "token",
    "limit",
    "server",
    "response",
    "invalid",
    "failed",
    "missing",
    "retry",
    "context",
    "policy",
    "budget",
    "stream",
    "cache",
    "database",
    "unknown",
];

/// The message of an entry: eight words of which the order tells it from others.
fn message(number: usize) -> String {
    let mut random = Random(number as u64 + 1);
    let mut word = || WORDS[random.below(WORDS.len())];
    format!(
        "{} {} {} {{value:word}} {} {} {} {{count:int}} {} {number}",
        word(),
        word(),
        word(),
        word(),
        word(),
        word(),
        word()
    )
}

fn clean(bytes: usize) -> String {
    let mut random = Random(42);
    let mut log = String::with_capacity(bytes + 200);
    while log.len() < bytes {
        push_line(&mut log, &mut random);
    }
    log
}

fn push_line(log: &mut String, random: &mut Random) {
    log.push_str(&format!(
        "2026-11-20 10:{:02}:{:02},{:03} INFO proxy.handler: ",
        random.below(60),
        random.below(60),
        random.below(1000)
    ));
    for _ in 0..6 + random.below(6) {
        log.push_str(WORDS[random.below(WORDS.len())]);
        log.push('=');
        log.push_str(&random.below(100_000).to_string());
        log.push(' ');
    }
    log.push('\n');
}

/// A small generator, so that every run sees the same texts (Marsaglia's xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap_or(0)
    }
}
