//! What simple matchers do, to compare with: the first rule that fits decides.
//!
//! The text is read line by line. On each line, the classes of [`CLASSES`] are looked for in their
//! order, as plain text; then the statuses of [`STATUSES`], as numbers of their own. The first hit is
//! the answer. Nothing is known of messages, of causes and consequences, or of who wrote the text.
//!
//! ```
//! use faultbook::accuracy::baseline;
//!
//! let log = "INFO started\nlitellm.RateLimitError: slow down\nHTTP/1.1 500";
//! assert_eq!(baseline::answer(log.as_bytes(), |_| true), Some("quota-rate"));
//! assert_eq!(baseline::answer(b"all is well, 4290 rows", |_| true), None);
//! ```

/// Pieces of class names of Python programs that call language models, with the category under which
/// each is filed at first sight. A name that holds another one stands before it.
pub const CLASSES: [(&str, &str); 34] = [
    ("ContextWindowExceededError", "context-window"),
    ("ContentPolicyViolationError", "content-policy"),
    ("BudgetExceededError", "quota-rate"),
    ("RateLimitError", "quota-rate"),
    ("MidStreamFallbackError", "fallback"),
    ("AuthenticationError", "auth"),
    ("PermissionDeniedError", "auth"),
    ("AccessDeniedException", "auth"),
    ("ThrottlingException", "quota-rate"),
    ("UnsupportedParamsError", "invalid-request"),
    ("UnprocessableEntityError", "invalid-request"),
    ("JSONSchemaValidationError", "invalid-request"),
    ("BadRequestError", "invalid-request"),
    ("ModuleNotFoundError", "local-runtime"),
    ("NotFoundError", "model-routing"),
    ("Timeout", "timeout"),
    ("ServiceUnavailableError", "provider-outage"),
    ("InternalServerError", "provider-outage"),
    ("BadGatewayError", "provider-outage"),
    ("APIResponseValidationError", "provider-outage"),
    ("ConnectionRefusedError", "network"),
    ("ConnectionResetError", "network"),
    ("ConnectionError", "network"),
    ("ConnectError", "network"),
    ("RemoteProtocolError", "network"),
    ("SSLError", "network"),
    ("ImportError", "local-runtime"),
    ("AttributeError", "local-runtime"),
    ("TypeError", "local-runtime"),
    ("UnicodeEncodeError", "local-runtime"),
    ("UnicodeDecodeError", "local-runtime"),
    ("prisma.errors", "deployment-config"),
    ("PrismaClient", "deployment-config"),
    ("redis.exceptions", "deployment-config"),
];

/// HTTP statuses with the category under which each is filed at first sight.
pub const STATUSES: [(&str, &str); 13] = [
    ("400", "invalid-request"),
    ("401", "auth"),
    ("402", "quota-rate"),
    ("403", "auth"),
    ("404", "model-routing"),
    ("408", "timeout"),
    ("422", "invalid-request"),
    ("429", "quota-rate"),
    ("500", "provider-outage"),
    ("502", "provider-outage"),
    ("503", "provider-outage"),
    ("504", "timeout"),
    ("529", "provider-outage"),
];

/// The category of the first rule that fits. A rule counts only if the knowledge base that is
/// measured has its category.
pub fn answer(pasted: &[u8], has_category: impl Fn(&str) -> bool) -> Option<&'static str> {
    let text = String::from_utf8_lossy(pasted);
    text.lines().find_map(|line| {
        let class = CLASSES.iter().filter(|(class, _)| line.contains(class));
        let status = STATUSES.iter().filter(|(status, _)| has_number(line, status));
        class.chain(status).map(|(_, category)| *category).find(|category| has_category(category))
    })
}

/// Whether a line holds these digits as a number of its own.
fn has_number(line: &str, digits: &str) -> bool {
    let is_word = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = line.as_bytes();
    line.match_indices(digits).any(|(at, _)| {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        !is_word(before) && !is_word(bytes.get(at + digits.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_and_on_it_a_class_decides() {
        for (text, expected) in [
            ("ModuleNotFoundError: redis", Some("local-runtime")),
            ("litellm.NotFoundError: 401", Some("model-routing")),
            ("status 503\nRateLimitError", Some("provider-outage")),
            ("id=4013, abc429, 500x", None),
            ("(429)", Some("quota-rate")),
        ] {
            assert_eq!(answer(text.as_bytes(), |_| true), expected, "{text}");
        }
        assert_eq!(answer(b"RateLimitError 503", |id| id != "quota-rate"), Some("provider-outage"));
    }

    #[test]
    fn no_rule_is_out_of_reach() {
        for (place, (class, _)) in CLASSES.iter().enumerate() {
            let before = CLASSES[..place].iter().find(|(earlier, _)| class.contains(earlier));
            assert_eq!(before, None, "`{class}` is never reached");
        }
    }
}
