//! What to do and when: all network, all policy.

pub mod endpoints;
pub mod net;
pub mod ports;
