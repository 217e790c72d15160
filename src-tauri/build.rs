//! Embeds the interface, the icons and the one capability of the window (`tauri.conf.json`, where Tauri finds what no window asks for).

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    // Not emitted by tauri-build for a pattern of our own.
    println!("cargo:rerun-if-changed=src-tauri/permissions");
    println!("cargo:rerun-if-changed=ui/dist/index.html");
    if !Path::new("ui/dist/index.html").is_file() {
        println!(
            "cargo::error=the interface is not built yet (ui/dist/index.html is missing); \
             run `npm --prefix ui ci && npm --prefix ui run build`, or `cargo xtask run`, which does it for you"
        );
        return ExitCode::FAILURE;
    }
    let attributes = tauri_build::Attributes::new()
        .app_manifest(
            tauri_build::AppManifest::new()
                .permissions_path_pattern("src-tauri/permissions/*.toml"),
        )
        .windows_attributes(
            tauri_build::WindowsAttributes::new().window_icon_path("src-tauri/icons/icon.ico"),
        );
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo::error={error:#}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
