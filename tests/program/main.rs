//! The program as people run it: one module a capability, its fixtures in the folder beside.
#![expect(clippy::expect_used, clippy::panic, reason = "a failed test may panic")]

mod accuracy;
mod build;
mod check;
mod explain;
mod harness;
mod serve;
mod start;
mod why;
