//! People search for identifiers and for pieces of them, and must find the page that has it first.
//!
//! Pagefind 1.5.2 finds most of these at the last rank or not at all, because its index cuts tokens
//! and its query does not. The decoys speak of everything that the queries are made of.

#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

use search::{Document, Index, build_index};

const TOPICS: [&str; 8] = [
    "rate limits",
    "memory",
    "context length",
    "authentication",
    "timeouts",
    "models",
    "routing",
    "streaming",
];

fn decoy(number: usize) -> Document {
    let topic = TOPICS[number % TOPICS.len()];
    Document {
        id: format!("decoy/{number}"),
        title: format!("An error about {topic}, number {number}"),
        signatures: vec![format!("Error {number}: the limit of {topic} was exceeded")],
        causes: "The rate is over the limit, or the model is out of memory.".into(),
        prose: format!(
            "This error is raised when the limit of {topic} is reached. Check the rate, the length \
             of the context, the memory of the device and the key. Out of all errors of CUDA and \
             torch this one is not exceeded by any. An error code such as E050 or 42 may be \
             printed; gpt models of version 4 print another. Rate limit errors and memory errors \
             look alike: error, error, error."
        ),
        ..Document::default()
    }
}

fn page(id: &str, signature: &str) -> Document {
    Document {
        id: id.into(),
        title: format!("What {id} means"),
        prose: format!("The program printed {signature} and stopped."),
        ..Document::default()
    }
}

fn base() -> Index {
    let pages = [
        page("rate", "litellm.RateLimitError: RateLimitError: OpenAIException"),
        page("torch", "torch.cuda.OutOfMemoryError: tried to allocate 20.00 MiB"),
        page("cuda", "CUDA_ERROR_OUT_OF_MEMORY (driver)"),
        page("borrow", "error[E0502]: cannot borrow `v` as mutable"),
        page("context", "{'code': 'context_length_exceeded'}"),
        page("mini", "model gpt-4o-mini does not exist"),
        page("cooldown", "No deployments available for selected model, Try again in 60 seconds"),
        page("chinese", "请求超时，请稍后再试"),
        page("path", "File \"litellm/proxy/auth/user_api_key_auth.py\", line 112"),
        page("json", "std::io::Error { kind: InvalidData, message: \"-32602 naïve\" }"),
    ];
    let decoys = (0..40).map(decoy);
    // The pages stand last, so that a tie is decided against them.
    Index::open(build_index(decoys.chain(pages)).unwrap()).unwrap()
}

#[test]
fn identifiers_find_their_page_first() {
    let index = base();
    let table = [
        ("RateLimitError", "rate"),
        ("litellm.RateLimitError", "rate"),
        ("ratelimiterror", "rate"),
        ("rate_limit_error", "rate"),
        ("openai.RateLimitError", "rate"),
        ("RateLimitEror", "rate"),
        ("RateLimitErr", "rate"),
        ("OutOfMemoryError", "torch"),
        ("cuda.OutOfMemoryError", "torch"),
        ("torch.cuda.OutOfMemoryError", "torch"),
        ("out_of_memory_error", "torch"),
        ("OutOfMemryError", "torch"),
        ("OUT_OF_MEMORY", "cuda"),
        ("CUDA_ERROR_OUT_OF_MEMORY", "cuda"),
        ("ERROR_OUT_OF_MEMORY", "cuda"),
        ("CudaErrorOutOfMemory", "cuda"),
        ("E0502", "borrow"),
        ("error[E0502]", "borrow"),
        ("e0502", "borrow"),
        ("context_length_exceeded", "context"),
        ("ContextLengthExceeded", "context"),
        ("length_exceeded", "context"),
        ("context_length", "context"),
        ("gpt-4o-mini", "mini"),
        ("gpt-4o", "mini"),
        ("4o-mini", "mini"),
        ("4o", "mini"),
        ("\"deployments available for selected\"", "cooldown"),
        ("no deployments available", "cooldown"),
        ("deploments availble", "cooldown"),
        ("超时", "chinese"),
        ("请求超时", "chinese"),
        ("user_api_key_auth.py", "path"),
        ("user_api_key_auth", "path"),
        ("auth/user_api_key_auth.py", "path"),
        ("io::Error", "json"),
        ("InvalidData", "json"),
        ("-32602", "json"),
        ("naive", "json"),
        ("NAÏVE", "json"),
    ];
    let ranked: Vec<String> = table
        .iter()
        .filter_map(|(query, expected)| {
            let results = index.search(query, 100);
            let rank = results.hits.iter().position(|hit| hit.id == *expected);
            (rank != Some(0)).then(|| {
                let first = results.hits.first().map(|hit| hit.id.as_str());
                format!("{query}: {expected} at {rank:?} of {}, first {first:?}", results.total)
            })
        })
        .collect();
    assert!(ranked.is_empty(), "{ranked:#?}");
}

#[test]
fn an_exact_identifier_finds_nothing_else() {
    let index = base();
    for query in ["E0502", "\"gpt-4o-mini\"", "E0503", "E9999"] {
        let results = index.search(query, 10);
        assert!(results.total <= 1, "{query}: {:?}", results.hits);
    }
}
