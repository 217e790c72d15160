//! A virtual display and a D-Bus of its own, for programs with windows.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::setup::Node;

/// `node SCRIPT` in a session of its own.
///
/// # Errors
/// Where `PATH` can't be composed.
pub fn with_display(node: &Node, script: &Path) -> Result<Command> {
    let mut session = Command::new("dbus-run-session");
    session
        .args(["--", "xvfb-run", "-a"])
        // An X server of its own begins anew when its last window goes. A desktop's never does, and GTK keeps there what it
        // learned of OpenGL; without it each program loads the whole of Mesa again to ask.
        .args(["-s", "-screen 0 1280x832x24 -noreset"])
        // `node` is found through PATH, because xvfb-run starts it.
        .arg("node")
        .arg(script);
    node.lend_to(&mut session)?;
    Ok(session)
}
