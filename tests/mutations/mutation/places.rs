//! What is written before or after the lines of a text.

use serde_json::json;

pub(super) const COMPOSE: &str = "litellm-1  | ";
pub(super) const KUBECTL: &str = "[pod/litellm-6d5f7c9b4-x2x9z/litellm] ";
pub(super) const CONTAINERD: &str = "2026-11-20T09:42:22.123456789Z stderr F ";
pub(super) const JOURNALD: &str = "Nov 20 09:42:22 gateway-1 litellm[812]: ";
pub(super) const ACTIONS: &str = "2026-11-20T09:42:22.1234567Z ";
pub(super) const LOGURU: &str = "2026-11-20 09:42:22.123 | ERROR    | app.llm:call:57 - ";
pub(super) const STRUCTLOG: &str = "2026-11-20 09:42:22 [error    ] ";
pub(super) const PYTEST: &str = "E       ";
pub(super) const LOGGING: &str = "ERROR:app.llm:";
pub(super) const LOGGING_TIMED: &str = "2026-11-20 09:42:22,123 - app.llm - ERROR - ";

/// Puts a prefix before each line.
pub(super) fn each_line(text: &str, prefix: &str) -> String {
    text.lines().map(|line| format!("{prefix}{line}\n")).collect()
}

/// Puts something behind each line.
pub(super) fn each_line_end(text: &str, suffix: &str) -> String {
    text.lines().map(|line| format!("{line}{suffix}\n")).collect()
}

/// Puts a prefix before the first line.
pub(super) fn first_line(text: &str, prefix: &str) -> String {
    format!("{prefix}{text}")
}

/// Each line as an object of Docker's json-file driver.
pub(super) fn json_file(text: &str) -> String {
    text.lines()
        .map(|line| {
            let log = json!(format!("{line}\n"));
            format!(
                "{{\"log\":{log},\"stream\":\"stderr\",\
                 \"time\":\"2026-11-20T09:42:22.123456789Z\"}}\n"
            )
        })
        .collect()
}
