//! A second start that finds the first one.

use crate::linux::{BusError, Place, is_owned};

/// Hands the line of a second start to the app that runs under the name `instance`, in the way of `tauri-plugin-single-instance`, which
/// listens there. `false` where none runs, or there is no bus of the session: then this start is the first. Waits until it is taken.
///
/// The plugin would do the same, but only when GTK and WebKit are up; ending them again takes ten times as long, and now and then ends in
/// a crash.
///
/// # Errors
/// The app is there and does not take the line.
pub fn hand_over(
    session: &Place,
    instance: &str,
    line: &[String],
    folder: &str,
) -> Result<bool, BusError> {
    futures::executor::block_on(ask(session, instance, line, folder))
}

async fn ask(
    session: &Place,
    instance: &str,
    line: &[String],
    folder: &str,
) -> Result<bool, BusError> {
    let Some(bus) = session.connect().await? else {
        return Ok(false);
    };
    let name = format!("{instance}.SingleInstance");
    if !is_owned(&bus, &name).await? {
        return Ok(false);
    }
    let path = format!("/{}", name.replace('.', "/").replace('-', "_"));
    bus.call_method(
        Some(name.as_str()),
        path.as_str(),
        Some("org.SingleInstance.DBus"),
        "ExecuteCallback",
        &(line, folder),
    )
    .await?;
    Ok(true)
}
