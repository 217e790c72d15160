//! Blocks as HTML, where outlets write them alike.

use crate::outlets::shot_url;
use crate::press::Piece;
use crate::story::{Block, Shot, escape, html};

/// Caption and credit in one line, as under a lead picture.
pub(crate) fn captioned(shot: &Shot) -> String {
    format!("{}. {}", shot.caption.trim_end_matches('.'), shot.credit)
}

/// A block of text alone; nothing for the others.
pub(crate) fn text_block(block: &Block) -> String {
    match block {
        Block::Paragraph(text) => format!("<p>{}</p>\n", html(text)),
        Block::Quote(text) => format!("<blockquote><p>{}</p></blockquote>\n", html(text)),
        Block::Heading(text) => format!("<h2>{}</h2>\n", html(text)),
        Block::List(list) => {
            let entries: String = list
                .iter()
                .map(|one| format!("<li>{}</li>", html(one)))
                .collect();
            format!("<ul>{entries}</ul>\n")
        }
        Block::Table(rows) => {
            let mut table = String::from("<table>");
            for (number, row) in rows.iter().enumerate() {
                let cell = if number == 0 { "th" } else { "td" };
                table.push_str("<tr>");
                for one in row {
                    table.push_str(&format!("<{cell}>{}</{cell}>", html(one)));
                }
                table.push_str("</tr>");
            }
            table.push_str("</table>\n");
            table
        }
        _ => String::new(),
    }
}

/// A photograph as a figure, its caption and credit in one line.
pub(crate) fn figure(piece: &Piece, shot: &Shot, class: &str) -> String {
    format!(
        "<figure class=\"{class}\"><img src=\"{}\" alt=\"{}\" width=\"1200\" height=\"800\"><figcaption>{}</figcaption></figure>\n",
        escape(&shot_url(piece, shot)),
        escape(&shot.caption),
        escape(&captioned(shot))
    )
}

/// A YouTube frame.
pub(crate) fn youtube(id: &str, title: &str) -> String {
    format!(
        "<div class=\"video\"><iframe src=\"https://www.youtube.com/embed/{}\" title=\"{}\" allowfullscreen></iframe></div>\n",
        escape(id),
        escape(title)
    )
}
