//! What the hosts ask the system for the engine: how this machine is connected and powered, whether the reader can be spoken to, whether
//! notifications are shown, what the panel is like, and how times are told here.
//!
//! On Linux NetworkManager, the power profiles and the desktop tell, over D-Bus. Elsewhere nothing is told, and the reader has a switch in the settings.
//! Deliberately absent: what is fetched under which conditions (the engine decides), and any look at the network itself.

mod times;

pub use times::locale_of_times;

/// The desktop's panel.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Panel {
    /// It shows tray icons.
    pub has_tray: bool,
    /// Its colours are light.
    pub is_light: bool,
}

#[cfg(target_os = "linux")]
mod instance;
#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "linux")]
mod notifications;
#[cfg(target_os = "linux")]
mod panel;
#[cfg(target_os = "linux")]
mod presence;

#[cfg(target_os = "linux")]
pub use instance::hand_over;
#[cfg(target_os = "linux")]
pub use linux::{BusError, Place, watch};
#[cfg(target_os = "linux")]
pub use notifications::watch_notifications;
#[cfg(target_os = "linux")]
pub use panel::watch_panel;
#[cfg(target_os = "linux")]
pub use presence::watch_presence;

#[cfg(not(target_os = "linux"))]
mod elsewhere;

#[cfg(not(target_os = "linux"))]
pub use elsewhere::{BusError, Place, watch, watch_notifications, watch_panel, watch_presence};
