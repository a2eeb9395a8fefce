//! What visitors paste in more than one test.

/// The proxy's answer while every deployment is in cooldown, for 7 seconds more.
pub(crate) const COOLDOWN: &str = include_str!("texts/cooldown.txt");

/// An access log of nginx in which a request was answered with 429.
pub(crate) const NGINX: &str = include_str!("texts/nginx-access.txt");
