//! An article as Markdown (CommonMark with the tables and strokes of GitHub's), for notes. Pictures stay at the publisher's: a file of
//! text holds none.

use extract::blocks::{Block, Cell, Inline, Style};
use model::Article;

use crate::Paper;
use crate::markup::legal;
use crate::sheet::{Sheet, plain};
use crate::words::Words;

/// The text, what is known of it first, as YAML.
pub fn markdown(article: &Article, paper: &Paper) -> String {
    let sheet = Sheet::of(article, paper);
    let words = Words::of(&paper.language);
    let row = &article.row;
    let fetched = row.changed.unwrap_or(row.status.arrived);
    let mut text = String::from("---\n");
    for (name, value) in [
        ("title", &sheet.title),
        ("source", &row.source),
        ("author", &article.byline),
        ("published", &row.published.to_string()),
        ("fetched", &fetched.to_string()),
        ("language", &sheet.language),
        ("link", &sheet.link),
    ] {
        if !value.is_empty() {
            text += &format!("{name}: {}\n", quoted(value));
        }
    }
    text += &format!(
        "---\n\n# {}\n",
        line_of(&[Inline::Text(sheet.title.clone())])
    );
    if !sheet.lead.is_empty() {
        text += &format!("\n**{}**\n", line_of(&[Inline::Text(sheet.lead.clone())]));
    }
    for block in &sheet.blocks {
        text += "\n";
        text += &block_of(block, words);
    }
    text += "\n---\n\n";
    for (name, url) in sheet
        .outside
        .iter()
        .chain([&(words.source.to_owned(), sheet.link.clone())])
    {
        if !url.is_empty() {
            text += &format!("{name}: <{}>  \n", url_of(url));
        }
    }
    text += &format!("{}\n", sheet.fetched);
    text
}

fn block_of(block: &Block, words: &Words) -> String {
    match block {
        Block::Heading(level, line) => format!(
            "{} {}\n",
            "#".repeat(usize::from(*level)),
            line_of(line).replace('\n', " ")
        ),
        Block::Paragraph(line) => format!("{}\n", line_of(line)),
        Block::List { first, lines } => {
            let mut text = String::new();
            for (at, line) in lines.iter().enumerate() {
                let mark = match first {
                    Some(first) => format!("{}. ", i64::from(*first).max(0) + at as i64),
                    None => "- ".to_owned(),
                };
                let blocks: Vec<String> = line.iter().map(|block| block_of(block, words)).collect();
                text += &mark;
                text += indented(&blocks.join("\n"), &" ".repeat(mark.len())).trim_start();
            }
            text
        }
        Block::Quote(inside) => {
            let blocks: Vec<String> = inside.iter().map(|block| block_of(block, words)).collect();
            let lines = blocks.join("\n");
            lines
                .lines()
                .map(|line| format!("> {line}").trim_end().to_owned() + "\n")
                .collect()
        }
        Block::Code(text) => {
            // A fence that the text does not hold.
            let fence = (3..)
                .map(|length| "`".repeat(length))
                .find(|fence| !text.contains(fence.as_str()));
            let fence = fence.unwrap_or_default();
            format!("{fence}\n{}\n{fence}\n", legal(text))
        }
        Block::Picture {
            url,
            alt,
            caption,
            credit,
        } => {
            let alt = if alt.is_empty() { caption } else { alt };
            let escaped = line_of(&[Inline::Text(alt.clone())]).replace('\n', " ");
            let picture = format!("![{escaped}]({})\n", url_of(url));
            let said: Vec<String> = [caption.clone(), words.credit(credit)]
                .into_iter()
                .filter(|said| !said.is_empty())
                .collect();
            if said.is_empty() {
                picture
            } else {
                format!(
                    "{picture}\n*{}*\n",
                    line_of(&[Inline::Text(said.join(" · "))])
                )
            }
        }
        Block::Table(rows) => table_of(rows),
        Block::Rule => "---\n".to_owned(),
    }
}

/// A table: the first row is its head, because Markdown has none without; a cell over several columns leaves empty ones behind it.
fn table_of(rows: &[Vec<Cell>]) -> String {
    let wide = |row: &Vec<Cell>| {
        row.iter()
            .map(|cell| usize::from(cell.columns))
            .sum::<usize>()
    };
    let width = rows.iter().map(wide).max().unwrap_or(0).min(100);
    let mut text = String::new();
    for (at, row) in rows.iter().enumerate() {
        let mut cells: Vec<String> = Vec::new();
        for cell in row {
            cells.push(
                line_of(&cell.words)
                    .replace("  \n", "<br>")
                    .replace('|', "\\|"),
            );
            cells.extend(std::iter::repeat_n(
                String::new(),
                usize::from(cell.columns) - 1,
            ));
        }
        cells.resize(width, String::new());
        text += &format!("| {} |\n", cells.join(" | "));
        if at == 0 {
            text += &format!("|{}\n", " --- |".repeat(width));
        }
    }
    text
}

fn line_of(line: &[Inline]) -> String {
    let text = inline_of(line);
    // Only at the beginning of a line do these mean something.
    let lines: Vec<String> = text.split('\n').map(safe_start).collect();
    lines.join("\n")
}

fn safe_start(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let begins_list = (1..10).contains(&digits)
        && line
            .get(digits..)
            .is_some_and(|rest| rest.starts_with(['.', ')']));
    if begins_list {
        let (number, rest) = line.split_at(digits);
        return format!("{number}\\{rest}");
    }
    if line.starts_with(['#', '+', '-', '=', ':']) {
        return format!("\\{line}");
    }
    line.to_owned()
}

fn inline_of(line: &[Inline]) -> String {
    line.iter()
        .map(|piece| match piece {
            Inline::Text(text) => escaped(text),
            Inline::Break => "  \n".to_owned(),
            Inline::Link(url, words) => {
                around(&inline_of(words), "[", &format!("]({})", url_of(url)))
            }
            Inline::Styled(style, words) => match style {
                Style::Strong => around(&inline_of(words), "**", "**"),
                Style::Emphasis => around(&inline_of(words), "*", "*"),
                Style::Struck => around(&inline_of(words), "~~", "~~"),
                Style::Sub => around(&inline_of(words), "<sub>", "</sub>"),
                Style::Sup => around(&inline_of(words), "<sup>", "</sup>"),
                Style::Code => code_of(&plain(words)),
            },
        })
        .collect()
}

/// Marks stand at the words, spaces outside.
fn around(words: &str, before: &str, after: &str) -> String {
    let inner = words.trim();
    if inner.is_empty() {
        return words.to_owned();
    }
    let begins = words.len() - words.trim_start().len();
    let (space, rest) = words.split_at(begins);
    let end = rest.get(inner.len()..).unwrap_or_default();
    format!("{space}{before}{inner}{after}{end}")
}

fn code_of(text: &str) -> String {
    let text = legal(text);
    if text.contains('`') {
        format!("`` {text} ``")
    } else {
        format!("`{text}`")
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in legal(text).chars() {
        if matches!(
            letter,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' | '&'
        ) {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

fn url_of(url: &str) -> String {
    let escaped = legal(url);
    let escaped = escaped.chars().map(|letter| match letter {
        '(' | ')' | '<' | '>' | ' ' | '\\' => format!("%{:02X}", letter as u32),
        other => other.to_string(),
    });
    escaped.collect()
}

fn quoted(text: &str) -> String {
    let text = legal(text).replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{}\"", text.replace(['\n', '\r', '\t'], " "))
}

fn indented(text: &str, by: &str) -> String {
    let line = |line: &str| {
        if line.is_empty() {
            "\n".to_owned()
        } else {
            format!("{by}{line}\n")
        }
    };
    text.lines().map(line).collect()
}
