//! A second start: it hands its line to the app that runs already, before it has made anything of its own.

use crate::arguments::Arguments;

/// Whether this start is a second one, and its line was taken by the first. Where that can't be told, the plugin for single instances
/// asks again, when the app is there.
#[cfg(target_os = "linux")]
pub fn is_handed_over(arguments: &Arguments) -> bool {
    let line: Vec<String> = std::env::args_os()
        .map(|argument| argument.to_string_lossy().into_owned())
        .collect();
    let folder = std::env::current_dir().unwrap_or_default();
    let folder = folder.to_string_lossy();
    match machine::hand_over(
        &machine::Place::Session,
        &arguments.instance(),
        &line,
        &folder,
    ) {
        Ok(is_taken) => is_taken,
        Err(error) => {
            eprintln!("qazet: the app that runs already did not take this start: {error}");
            false
        }
    }
}

/// Elsewhere the plugin for single instances does it alone.
#[cfg(not(target_os = "linux"))]
pub fn is_handed_over(_: &Arguments) -> bool {
    false
}
