//! The names, authors and licences of everything that is compiled into the program.

use std::path::Path;

use anyhow::Result;

use crate::setup::Node;
use crate::{command, project};

/// Writes them to `file`.
pub fn write(node: &Node, file: &Path) -> Result<()> {
    let script = project::root().join("xtask/src/bundle/notices.mjs");
    command::run(
        node.node()?
            .arg(script)
            .arg(file)
            .current_dir(project::root()),
    )
}
