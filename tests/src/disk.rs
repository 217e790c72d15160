//! A small disk that can be full, or refuse to be written.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};
use std::process::Command;

/// A small disk of its own. It is unmounted when it is dropped.
pub struct Disk(pub PathBuf);

impl Disk {
    /// Nothing where this process may not mount; then says so.
    pub fn mount(size: &str) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap().keep();
        let options = format!("size={size},mode=0700");
        let mounted = cfg!(target_os = "linux")
            && is_root()
            && ran(Command::new("mount")
                .args(["-t", "tmpfs", "-o", &options, "qazet-test"])
                .arg(&folder));
        if mounted {
            return Some(Self(folder));
        }
        std::fs::remove_dir(&folder).unwrap();
        println!("disks: needs root on Linux, not run");
        None
    }

    /// Read-only (`ro`) or not (`rw`).
    pub fn remount(&self, how: &str) {
        let options = format!("remount,{how}");
        assert!(
            ran(Command::new("mount").args(["-o", &options]).arg(&self.0)),
            "remount {how}"
        );
    }

    /// Leaves no byte free.
    pub fn fill(&self) {
        let ballast = std::fs::File::options()
            .create(true)
            .append(true)
            .open(self.ballast());
        let mut ballast = ballast.unwrap();
        let full = std::io::copy(&mut std::io::repeat(7), &mut ballast).unwrap_err();
        assert_eq!(full.kind(), std::io::ErrorKind::StorageFull);
    }

    /// Leaves about so many bytes free.
    pub fn leave(&self, bytes: u64) {
        self.fill();
        let ballast = std::fs::File::options().write(true).open(self.ballast());
        let ballast = ballast.unwrap();
        let length = ballast.metadata().unwrap().len();
        ballast.set_len(length.saturating_sub(bytes)).unwrap();
    }

    /// Takes away what [`Disk::fill`] wrote.
    pub fn make_room(&self) {
        std::fs::remove_file(self.ballast()).unwrap();
    }

    fn ballast(&self) -> PathBuf {
        self.0.join("ballast")
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Lazily: an engine of a failed test may still hold it.
        let unmounted = ran(Command::new("umount").arg("-l").arg(&self.0));
        if unmounted {
            let _ = std::fs::remove_dir(&self.0);
        } else {
            eprintln!("{} could not be unmounted", self.0.display());
        }
    }
}

fn ran(command: &mut Command) -> bool {
    command.output().is_ok_and(|done| done.status.success())
}

fn is_root() -> bool {
    let status = std::fs::read_to_string(Path::new("/proc/self/status")).unwrap_or_default();
    let uids = status.lines().find_map(|line| line.strip_prefix("Uid:"));
    uids.and_then(|uids| uids.split_whitespace().nth(1)) == Some("0")
}
