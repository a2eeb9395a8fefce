//! Texts that are made to be slow, in growing sizes. Where the rate stays the same the time is
//! linear; where it halves each time the text doubles, somebody found a way to stop a browser.
//!
//! The knowledge base is Faultbook's own with generated entries beside it, a thousand in all.

use std::hint::black_box;
use std::io::Write as _;
use std::path::Path;
use std::time::Duration;

use anyhow::Result;
use matcher::Matcher;

use crate::base::Base;
use crate::clock::Stopwatch;
use crate::content;
use crate::messages::messages;
use crate::template::{self, Piece};
use crate::vocabulary::Vocabulary;

const ENTRIES: usize = 1_000;
/// A text that takes longer is not tried in a larger size.
const PATIENCE: Duration = Duration::from_secs(10);

/// Diagnoses hostile texts of growing size
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Sizes in MB; the text of one line is also tried with 100
    #[arg(long, value_delimiter = ',', default_values_t = [1, 2, 4, 8, 16, 32])]
    megabytes: Vec<usize>,

    /// Only texts with this in their name
    #[arg(long, default_value = "")]
    only: String,
}

/// A text that is repeated until it is long enough.
struct Hostile {
    name: &'static str,
    /// What comes once, before all repetitions.
    start: Vec<u8>,
    unit: Vec<u8>,
}

/// Prints a row a text and a column a size.
pub(crate) fn execute(args: &Args, repository: &Path) -> Result<()> {
    let content = content::read(&repository.join("content"))?;
    let vocabulary = Vocabulary::new();
    let generated = messages(ENTRIES - content.entries.len().min(ENTRIES), &vocabulary);
    let base = Base::real(&content, &generated)?;
    let matcher = Matcher::from_blob(&base.blob)?;
    println!("MB/s of a whole diagnosis, {} entries; columns are sizes in MB", base.entries);
    print!("{:<44}", "");
    for size in &args.megabytes {
        print!("{size:>9}");
    }
    println!("{:>9}", 100);
    for hostile in texts(&generated) {
        if !hostile.name.contains(&args.only) {
            continue;
        }
        print!("{:<44}", hostile.name);
        let last = (hostile.name == ONE_LINE).then_some(100);
        for size in args.megabytes.iter().copied().chain(last) {
            let text = hostile.text(size * 1_000_000);
            let watch = Stopwatch::start();
            black_box(matcher.diagnose(&text));
            let took = watch.elapsed();
            print!("{:>9.1}", text.len() as f64 / took.as_secs_f64() / 1e6);
            std::io::stdout().flush()?;
            if took > PATIENCE {
                print!("  stopped: {:.1} s", took.as_secs_f64());
                break;
            }
        }
        println!();
    }
    Ok(())
}

const ONE_LINE: &str = "one line";

/// What hurts matchers, or could.
fn texts(generated: &[String]) -> Vec<Hostile> {
    let message = generated.iter().find(|message| message.matches('{').count() == 3);
    let message = message.map_or("", String::as_str);
    vec![
        unit(ONE_LINE, "request served quickly key=1 "),
        unit("one anchor, over and over", &(template::longest_literal(message) + " ")),
        unit("a message, over and over", &(all_but_last(message, true) + " ")),
        unit("near fits of a message", &(all_but_last(message, false) + "\n")),
        unit("near fits of a message, one line", &(all_but_last(message, false) + " ")),
        nested_escapes(),
        once("one run of backslashes", "", "\\"),
        unit("escaped surrogates after backslashes", "\\\\\\\\ud83d\\\\\\\\"),
        unit("only double quotes", "\""),
        unit("only single quotes", "'"),
        unit("only line ends", "\n"),
        unit("only spaces", " "),
        unit("only digits", "7"),
        Hostile { name: "only NULs", start: Vec::new(), unit: vec![0] },
        // A high surrogate as three bytes, which UTF-8 forbids, and one as an escape.
        Hostile {
            name: "lone surrogates",
            start: Vec::new(),
            unit: b"\xed\xa0\xbd\\ud83d ".to_vec(),
        },
        Hostile { name: "only continuation bytes", start: Vec::new(), unit: vec![0x80] },
        unit(
            "lines of 79 and 80 columns",
            &format!("{}\n{}\n", "a b".repeat(27) + "c", "abcd".repeat(20)),
        ),
        unit("lines of 80 columns", &format!("{}\n", "abcd".repeat(20))),
        unit("escape characters that open a command", "\x1b]"),
        unit("escape characters that open a control", "\x1b[0"),
        once("one command without an end", "\x1b]", "a"),
        unit("ampersands that were escaped", "&amp;"),
        unit("log prefixes without text", "2026-11-20T10:00:00.123Z stdout F \n"),
        unit("lines that begin with many blanks", &format!("{}x\n", " ".repeat(2_000))),
        unit("names of exceptions", "litellm.exceptions.RateLimitError "),
        unit("statuses without a number", "status code of HTTP/1.1 "),
        unit("statuses", "HTTP/1.1 429 Too Many Requests "),
        unit("every probe and mark of the tool", "litellm OpenAIException Error code: x "),
        unit("a literal of a regular expression", "Budget has been exceeded! "),
        unit(
            "near fits of a regular expression",
            "Budget has been exceeded! Key=a Current cost: 1, ",
        ),
        unit("quoted braces", "{'a': ["),
    ]
}

fn unit(name: &'static str, unit: &str) -> Hostile {
    once(name, "", unit)
}

fn once(name: &'static str, start: &str, unit: &str) -> Hostile {
    Hostile { name, start: start.as_bytes().to_vec(), unit: unit.as_bytes().to_vec() }
}

/// A text that was serialised again and again: each time there are twice as many backslashes.
fn nested_escapes() -> Hostile {
    let depths = (0..=12).map(|depth| format!("{}\"a", "\\".repeat((1 << depth) - 1)));
    unit("nested escapes", &depths.collect::<String>())
}

/// The message with values, whole or without its last word.
fn all_but_last(message: &str, whole: bool) -> String {
    let mut text: String = template::pieces(message)
        .into_iter()
        .map(|piece| match piece {
            Piece::Literal(text) => text,
            Piece::Hole(_) => "7".to_owned(),
        })
        .collect();
    if !whole {
        text.truncate(text.trim_end().rfind(' ').unwrap_or(0));
    }
    text
}

impl Hostile {
    fn text(&self, bytes: usize) -> Vec<u8> {
        let mut text = self.start.clone();
        text.extend(self.unit.iter().cycle().take(bytes.saturating_sub(text.len())));
        text
    }
}
