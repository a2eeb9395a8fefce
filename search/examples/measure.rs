//! How large an index is and how long a query takes, on a made-up base of pages.
//!
//! ```text
//! cargo run --release -p faultbook-search --example measure -- [PAGES] [FILE]
//! ```
//!
//! The pages have 400 words each, spread as words are in English (few frequent, most rare), and a
//! few identifiers. The same number of pages gives the same bytes. FILE receives the index.

use std::error::Error;
use std::time::Instant;

use search::{Document, Index, build_index};

const WORDS_A_PAGE: usize = 400;
const VOCABULARY: usize = 12_000;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let pages: usize = arguments.next().map_or(Ok(1000), |pages| pages.parse())?;

    let documents = documents(pages);
    let start = Instant::now();
    let packed = build_index(documents)?;
    println!("{pages} pages: {} bytes, built in {:.2?}", packed.len(), start.elapsed());
    println!("{:.0} bytes a page", packed.len() as f64 / pages.max(1) as f64);
    if let Some(file) = arguments.next() {
        std::fs::write(file, &packed)?;
    }

    let start = Instant::now();
    let index = Index::open(packed)?;
    println!("opened in {:.1?}", start.elapsed());
    for query in QUERIES {
        let start = Instant::now();
        let results = index.search(query, 10);
        println!("{:>9.1?} {:>6} pages for {query}", start.elapsed(), results.total);
    }
    Ok(())
}

const QUERIES: [&str; 8] = [
    "a",
    "error rate",
    "RateLimitError",
    "provider7.BadGatewayEror",
    "\"could not reach\" tool:tool1",
    "could not reach the host before the timeout of provider",
    "E1042 -timeout",
    "unavailablly configured",
];

/// Numbers that look random and are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }

    /// Rank of a word, by Zipf's law: rank `n` comes up about 1/n as often as rank 1.
    fn rank(&mut self) -> usize {
        let share = self.below(1 << 30) as f64 / f64::from(1 << 30);
        ((VOCABULARY as f64).powf(share) - 1.0) as usize
    }
}

fn documents(pages: usize) -> Vec<Document> {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let vocabulary: Vec<String> = (0..VOCABULARY).map(|rank| word(&mut random, rank)).collect();
    (0..pages).map(|page| document(&mut random, &vocabulary, page)).collect()
}

/// A word of one syllable for each power of ten of its rank, and one more.
fn word(random: &mut Random, rank: usize) -> String {
    const SYLLABLES: [&str; 40] = [
        "ta", "re", "con", "er", "in", "ment", "de", "pro", "ver", "ti", "al", "ex", "un", "for",
        "ing", "sta", "con", "ble", "ca", "mo", "lo", "ser", "vi", "per", "com", "tion", "ate",
        "ure", "ly", "ness", "sub", "tra", "che", "que", "max", "low", "net", "ket", "den", "out",
    ];
    (0..2 + rank.max(1).ilog10())
        .filter_map(|_| SYLLABLES.get(random.below(SYLLABLES.len())))
        .copied()
        .collect()
}

fn document(random: &mut Random, vocabulary: &[String], page: usize) -> Document {
    let tool = format!("tool{}", random.below(5));
    let class =
        format!("provider{}.{}Error", random.below(30), CLASSES[random.below(CLASSES.len())]);
    let code = format!("E{:04}", 1000 + page);
    let mut text = |count: usize| {
        let words: Vec<&str> =
            (0..count).filter_map(|_| vocabulary.get(random.rank())).map(String::as_str).collect();
        words.join(" ")
    };
    Document {
        id: format!("{tool}/page-{page}"),
        title: format!("{class}: {}", text(5)),
        url: format!("/{tool}/page-{page}/"),
        category: format!("category-{}", page % 12),
        severity: ["low", "medium", "high", "critical"][page % 4].into(),
        status: "active".into(),
        signatures: vec![format!("{class}: could not reach {}", text(10)), code.clone()],
        causes: text(60),
        prose: format!("{} {code} {class}", text(WORDS_A_PAGE - 82)),
        tags: vec![text(1), text(1)],
        tool,
    }
}

const CLASSES: [&str; 6] =
    ["RateLimit", "BadGateway", "Timeout", "Authentication", "ContextWindowExceeded", "NotFound"];
