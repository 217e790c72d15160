//! What the hosts ask the system for the engine: how this machine is connected and powered.
//!
//! On Linux NetworkManager and the power profiles tell, over D-Bus. Elsewhere nothing is told, and the reader has a switch in the settings.
//! Deliberately absent: what is fetched under which conditions (the engine decides), and any look at the network itself.

#[cfg(target_os = "linux")]
mod linux;

#[cfg(target_os = "linux")]
pub use linux::{BusError, Place, watch};

#[cfg(not(target_os = "linux"))]
mod elsewhere;

#[cfg(not(target_os = "linux"))]
pub use elsewhere::{BusError, Place, watch};
