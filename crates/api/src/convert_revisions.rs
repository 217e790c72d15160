//! Earlier texts, from the engine's values to the wire's.

use model::{EditKind, Rewriting};

use crate::wire;

impl From<Rewriting> for wire::Revision {
    fn from(rewriting: Rewriting) -> Self {
        let edits = |all: Vec<model::Edit>| all.into_iter().map(Into::into).collect();
        Self {
            replaced: rewriting.revision.replaced.to_string(),
            title: rewriting.revision.title,
            text: rewriting.revision.text,
            title_edits: edits(rewriting.title),
            text_edits: rewriting.text.into_iter().map(edits).collect(),
        }
    }
}

impl From<model::Edit> for wire::Edit {
    fn from(edit: model::Edit) -> Self {
        Self {
            kind: match edit.kind {
                EditKind::Kept => wire::EditKind::Kept,
                EditKind::Removed => wire::EditKind::Removed,
                EditKind::Added => wire::EditKind::Added,
            },
            text: edit.text,
        }
    }
}
