//! Lines that have nothing to do with the failure, and lines that are missing.

use crate::base::Subject;

const LINES: usize = 200;
/// Long texts are read in pieces of this many bytes.
const WINDOW: usize = 1 << 20;

/// What a busy service writes meanwhile.
fn info(number: usize) -> String {
    let second = number % 60;
    match number % 3 {
        0 => {
            format!("INFO:     10.0.3.17:{} - \"GET /metrics HTTP/1.1\" 200 OK\n", 50_000 + number)
        }
        1 => format!(
            "2026-11-20 09:40:{second:02},101 - app.worker - INFO - heartbeat {number} sent\n"
        ),
        _ => format!(
            "2026-11-20 09:40:{second:02}.202 | INFO     | app.jobs:run:41 - took job {number}\n"
        ),
    }
}

fn infos() -> String {
    (0..LINES).map(info).collect()
}

/// One such line between each two, but not inside of a message: that is written in one go.
pub(super) fn between(subject: &Subject) -> String {
    let mut mixed = String::new();
    let mut at = 0;
    let mut was_proof = false;
    let mut blank = String::new();
    for (number, line) in subject.text.split_inclusive('\n').enumerate() {
        if line.trim().is_empty() {
            blank.push_str(line);
        } else {
            let is_proof = subject.is_proved_in(at..at + line.len());
            if at > 0 && !(was_proof && is_proof) {
                mixed.push_str(&info(number));
            }
            mixed.push_str(&std::mem::take(&mut blank));
            mixed.push_str(line);
            was_proof = is_proof;
        }
        at += line.len();
    }
    mixed + &blank
}

/// Many such lines before the text.
pub(super) fn before(text: &str) -> String {
    infos() + text
}

/// So many such lines before the text that what is read at once ends amid of what proves the
/// entry, where that stands on more than one line.
pub(super) fn across_windows(subject: &Subject) -> String {
    let text = subject.text;
    let Some(middle) = subject.middle_of_proof() else {
        return text.to_owned();
    };
    let wanted = WINDOW - middle;
    let mut before = String::with_capacity(WINDOW);
    for number in 0.. {
        let line = info(number);
        if before.len() + line.len() >= wanted {
            break;
        }
        before.push_str(&line);
    }
    let rest = ".".repeat(wanted - before.len() - 1);
    format!("{before}{rest}\n{text}")
}

/// Many such lines behind the text.
pub(super) fn after(text: &str) -> String {
    format!("{}\n{}", text.trim_end(), infos())
}

/// An error of another program behind the text.
pub(super) fn foreign(text: &str) -> String {
    format!(
        "{}\n2026/11/20 09:42:31 [error] 29#29: *81 connect() failed (111: Connection refused) \
         while connecting to upstream, client: 10.0.3.17, server: shop.example.org, request: \
         \"GET /cart HTTP/1.1\", upstream: \"http://10.0.4.2:3000/cart\", host: \"shop.example.org\"\n\
         10.0.3.17 - - [20/Nov/2026:09:42:31 +0000] \"GET /cart HTTP/1.1\" 502 157 \"-\" \"Mozilla/5.0\"\n",
        text.trim_end()
    )
}

/// The text from the middle of the traceback that it begins with: what is left of a log that
/// was cut at its start. What proves the entry is not cut.
pub(super) fn cut_frames(subject: &Subject) -> String {
    let text = subject.text;
    if !text.starts_with("Traceback (most recent call last):") {
        return text.to_owned();
    }
    let is_frame = |line: &&str| line.starts_with("  File \"");
    let in_trace = |line: &&str| line.starts_with("  ") || line.starts_with("Traceback");
    let frames = text.lines().take_while(in_trace).filter(is_frame).count();
    if frames < 2 {
        return text.to_owned();
    }
    let starts: Vec<_> = text.match_indices("  File \"").map(|(at, _)| at).collect();
    match starts.get(frames / 2) {
        Some(cut) if !subject.is_proved_in(0..*cut) => text[*cut..].to_owned(),
        _ => text.to_owned(),
    }
}
