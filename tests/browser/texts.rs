//! What visitors paste in more than one test.

/// The proxy's answer while every deployment is in cooldown, for 7 seconds more.
pub(crate) const COOLDOWN: &str = include_str!("texts/cooldown.txt");

/// An access log of nginx in which a request was answered with 429.
pub(crate) const NGINX: &str = include_str!("texts/nginx-access.txt");

/// Five failures, each of which led to the next; the first one is a client's 429.
pub(crate) const CHAIN: &str = include_str!("texts/chain.txt");

/// A failed fallback as litellm 1.83.0 prints it, below a line of `pip freeze` that says so.
pub(crate) const RELEASE: &str = include_str!("texts/release.txt");
