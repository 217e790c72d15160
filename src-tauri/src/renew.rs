//! Gives the window's memory back by beginning anew: the process replaces itself by a fresh one in the tray.
//!
//! WebKitGTK keeps its network process, caches and heap in the app after the last window is gone; nothing but a new
//! process image frees them (figures in `docs/memory.md`). Elsewhere than on Linux the webview's processes end with
//! the window, and the app goes on.

use std::path::PathBuf;

use tauri::{AppHandle, Manager as _};

/// The program to replace this one by; absent where that is no use, or where the file is gone (the app was removed).
pub fn program(app: &AppHandle) -> Option<PathBuf> {
    if !cfg!(target_os = "linux") {
        return None;
    }
    path(app).ok().filter(|program| program.is_file())
}

/// Where the program lies: of an AppImage, the image.
pub fn path(app: &AppHandle) -> std::io::Result<PathBuf> {
    tauri::process::current_binary(&app.env())
}

/// Begins anew with `arguments`, drawing with or without the graphics card. To be called after `cleanup_before_exit`, which takes the icon
/// out of the tray and gives up the bus name by which a second start finds the first. Returns only where it failed, with the reason.
#[cfg(target_os = "linux")]
pub fn begin(program: PathBuf, arguments: Vec<std::ffi::OsString>, safe: bool) -> std::io::Error {
    use std::os::unix::process::CommandExt as _;
    let mut command = std::process::Command::new(program);
    command.args(arguments);
    for (name, value) in crate::graphics::environment(safe) {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command.exec()
}

#[cfg(not(target_os = "linux"))]
pub fn begin(_: PathBuf, _: Vec<std::ffi::OsString>, _: bool) -> std::io::Error {
    std::io::ErrorKind::Unsupported.into()
}

/// Takes leave of the processes the app had before it began anew: they end by themselves, but someone must wait for
/// them, or they stay in the list of processes. To be called before anything else starts a process.
#[cfg(target_os = "linux")]
pub fn wait_for_left_behind() {
    let own = std::process::id();
    // Absent in kernels built without it; then there is nothing to wait for by.
    let Ok(children) = std::fs::read_to_string(format!("/proc/self/task/{own}/children")) else {
        return;
    };
    for child in children.split_whitespace() {
        let Some(child) = child.parse().ok().and_then(rustix::process::Pid::from_raw) else {
            continue;
        };
        std::thread::spawn(move || {
            // An error means that somebody else has waited for it.
            let _ = rustix::process::waitpid(Some(child), rustix::process::WaitOptions::empty());
        });
    }
}

#[cfg(not(target_os = "linux"))]
pub fn wait_for_left_behind() {}
