//! Starting when the reader logs in. What the system has is the truth: the reader can change it there, too.
//!
//! On Linux an entry of the desktop's autostart (freedesktop.org, Autostart 0.5), written here: the library that does it elsewhere neither
//! quotes a path nor asks where the entries lie.

use std::io;

use tauri::AppHandle;

use crate::arguments::Arguments;
use crate::{Shell, renew};
use api::ApiError;
use tauri::Manager as _;

/// Does the app start when the reader logs in?
pub fn is_on(app: &AppHandle, arguments: &Arguments) -> bool {
    match entry(app, arguments).and_then(|entry| entry.is_on()) {
        Ok(is_on) => is_on,
        Err(error) if error.kind() == io::ErrorKind::Unsupported => false,
        Err(error) => {
            eprintln!("qazet: the system does not say what starts at login: {error}");
            false
        }
    }
}

/// Starts the app when the reader logs in, or no more.
pub fn choose(app: &AppHandle, arguments: &Arguments, on: bool) -> io::Result<()> {
    let entry = entry(app, arguments)?;
    match on {
        true => entry.turn_on(),
        false if entry.is_on()? => entry.turn_off(),
        false => Ok(()),
    }
}

/// Lets the setting say what the system has, and the entry name the program where it lies today.
pub async fn settle(app: &AppHandle, arguments: &Arguments) -> Result<(), ApiError> {
    let shell = app.state::<Shell>();
    let is_on = is_on(app, arguments);
    if is_on && let Err(error) = choose(app, arguments, true) {
        eprintln!("qazet: what starts at login is not up to date: {error}");
    }
    if shell.settings().await?.start_at_login != is_on {
        shell
            .choose(|settings| settings.start_at_login = is_on)
            .await?;
    }
    Ok(())
}

#[cfg(target_os = "linux")]
fn entry(app: &AppHandle, arguments: &Arguments) -> io::Result<linux::Entry> {
    linux::can_be_reached(std::path::Path::new(linux::SANDBOX))?;
    let folder = app.path().config_dir().map_err(io::Error::other)?;
    Ok(linux::Entry {
        file: folder
            .join("autostart")
            .join(format!("{}.desktop", arguments.instance())),
        program: renew::path(app)?,
        line: arguments.again(),
    })
}

#[cfg(target_os = "linux")]
mod linux {
    use std::ffi::OsString;
    use std::io;
    use std::path::{Path, PathBuf};

    /// There in a Flatpak, whose settings are not the desktop's: an entry among them starts nothing.
    pub const SANDBOX: &str = "/.flatpak-info";

    pub struct Entry {
        pub file: PathBuf,
        pub program: PathBuf,
        pub line: Vec<OsString>,
    }

    pub fn can_be_reached(sandbox: &Path) -> io::Result<()> {
        match sandbox.exists() {
            true => Err(io::Error::new(
                io::ErrorKind::Unsupported,
                "a Flatpak has no say in that",
            )),
            false => Ok(()),
        }
    }

    impl Entry {
        /// An entry that is hidden, or was switched off in GNOME, starts nothing.
        pub fn is_on(&self) -> io::Result<bool> {
            match std::fs::read_to_string(&self.file) {
                Ok(text) => Ok(!text
                    .lines()
                    .any(|line| matches!(line, "Hidden=true" | "X-GNOME-Autostart-enabled=false"))),
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
                Err(error) => Err(error),
            }
        }

        pub fn turn_on(&self) -> io::Result<()> {
            if let Some(folder) = self.file.parent() {
                std::fs::create_dir_all(folder)?;
            }
            engine::write_whole(&self.file, self.text()?.as_bytes()).map_err(io::Error::other)
        }

        pub fn turn_off(&self) -> io::Result<()> {
            std::fs::remove_file(&self.file)
        }

        /// `Exec` has rules of its own for quoting (Desktop Entry 1.5, "The Exec key"), and the entry is written with backslashes doubled.
        fn text(&self) -> io::Result<String> {
            let mut words = vec![self.program.clone().into_os_string()];
            words.extend(self.line.iter().cloned());
            let words: Result<Vec<String>, _> = words
                .into_iter()
                .map(|word| word.into_string().map(|word| quoted(&word)))
                .collect();
            let exec = words.map_err(|word| {
                io::Error::other(format!("{} has no name in UTF-8", word.to_string_lossy()))
            })?;
            Ok(format!(
                "[Desktop Entry]\nType=Application\nName=Qazet\nExec={}\nIcon=org.qazet.Qazet\nTerminal=false\n",
                exec.join(" ")
            ))
        }
    }

    fn quoted(word: &str) -> String {
        let mut quoted = String::from("\"");
        for letter in word.chars() {
            match letter {
                '"' | '`' | '$' => quoted.push_str("\\\\"),
                '\\' => quoted.push_str("\\\\\\"),
                '%' => quoted.push('%'),
                '\n' => {
                    quoted.push_str("\\n");
                    continue;
                }
                _ => {}
            }
            quoted.push(letter);
        }
        quoted.push('"');
        quoted
    }

    #[cfg(test)]
    mod tests {
        #![allow(clippy::unwrap_used)]
        use super::*;

        fn entry(folder: &std::path::Path, program: &str) -> Entry {
            Entry {
                file: folder.join("autostart").join("org.qazet.Qazet.desktop"),
                program: program.into(),
                line: vec!["--data".into(), "/mnt/a b/$news".into()],
            }
        }

        #[test]
        fn an_entry_is_written_read_and_taken_away() {
            let folder = tempfile::tempdir().unwrap();
            let entry = entry(folder.path(), "/opt/qazet");
            assert!(!entry.is_on().unwrap());
            entry.turn_on().unwrap();
            assert!(entry.is_on().unwrap());
            let text = std::fs::read_to_string(&entry.file).unwrap();
            std::fs::write(&entry.file, format!("{text}Hidden=true\n")).unwrap();
            assert!(!entry.is_on().unwrap(), "switched off by the desktop");
            entry.turn_on().unwrap();
            assert!(entry.is_on().unwrap());
            entry.turn_off().unwrap();
            assert!(!entry.is_on().unwrap());
        }

        #[test]
        fn no_entry_is_written_where_the_desktop_would_not_read_it() {
            let folder = tempfile::tempdir().unwrap();
            let sandbox = folder.path().join(".flatpak-info");
            assert!(can_be_reached(&sandbox).is_ok());
            std::fs::write(&sandbox, "[Application]\n").unwrap();
            let refused = can_be_reached(&sandbox).unwrap_err();
            assert_eq!(refused.kind(), io::ErrorKind::Unsupported);
        }

        #[test]
        fn a_path_keeps_its_spaces_and_signs() {
            let folder = tempfile::tempdir().unwrap();
            let text = entry(folder.path(), "/opt/my \"news\"/100%\\qazet")
                .text()
                .unwrap();
            let exec = r#"Exec="/opt/my \\"news\\"/100%%\\\\qazet" "--data" "/mnt/a b/\\$news""#;
            assert!(text.lines().any(|line| line == exec), "{text}");
        }
    }
}

#[cfg(not(target_os = "linux"))]
fn entry(app: &AppHandle, arguments: &Arguments) -> io::Result<elsewhere::Entry> {
    let line: Result<Vec<String>, _> = arguments
        .again()
        .into_iter()
        .map(|word| word.into_string())
        .collect();
    let line =
        line.map_err(|word| io::Error::other(format!("{} is no UTF-8", word.to_string_lossy())))?;
    auto_launch::AutoLaunchBuilder::new()
        .set_app_name(&arguments.instance())
        .set_app_path(&renew::path(app)?.to_string_lossy())
        .set_args(&line)
        .build()
        .map(elsewhere::Entry)
        .map_err(io::Error::other)
}

#[cfg(not(target_os = "linux"))]
mod elsewhere {
    use std::io;

    pub struct Entry(pub auto_launch::AutoLaunch);

    impl Entry {
        pub fn is_on(&self) -> io::Result<bool> {
            self.0.is_enabled().map_err(io::Error::other)
        }

        pub fn turn_on(&self) -> io::Result<()> {
            self.0.enable().map_err(io::Error::other)
        }

        pub fn turn_off(&self) -> io::Result<()> {
            self.0.disable().map_err(io::Error::other)
        }
    }
}
