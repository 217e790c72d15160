//! How files look. A book leaves faces, sizes and colours to the reading device; a page brings its own.

/// Of a book. No face is named but the device's serif: devices bring the letters of their readers, Kazakh ones included.
pub(crate) const BOOK: &str = "\
body { font-family: serif; line-height: 1.45; margin: 0 4%; }
h1 { font-size: 1.6em; line-height: 1.2; margin: 0.3em 0 0.5em; text-align: start; hyphens: none; }
h2 { font-size: 1.25em; line-height: 1.25; margin: 1.4em 0 0.4em; }
h3, h4, h5, h6 { font-size: 1.05em; margin: 1.2em 0 0.3em; }
p { margin: 0 0 0.75em; }
.kicker, .byline, .absent, figcaption, footer { font-family: sans-serif; font-size: 0.8em; line-height: 1.4; }
.kicker { margin: 0.5em 0 0; }
.lead { font-size: 1.1em; font-style: italic; }
.byline { margin: 0 0 1.5em; padding-top: 0.6em; border-top: 1px solid; }
figure { margin: 1.2em 0; break-inside: avoid; page-break-inside: avoid; }
img { display: block; max-width: 100%; height: auto; margin: 0 auto; }
figcaption { margin-top: 0.4em; }
figcaption small { opacity: 0.75; }
blockquote { margin: 1.2em 0; padding-inline-start: 1em; border-inline-start: 2px solid; font-style: italic; }
table { border-collapse: collapse; width: 100%; font-size: 0.9em; margin: 1em 0; }
th, td { border-bottom: 1px solid; padding: 0.3em 0.5em; text-align: start; vertical-align: top; }
pre { white-space: pre-wrap; font-size: 0.85em; }
footer { margin-top: 2em; padding-top: 0.6em; border-top: 1px solid; overflow-wrap: anywhere; }
footer p { margin: 0 0 0.25em; }
nav ol { list-style: none; padding: 0; margin: 0; }
nav li { margin: 0 0 0.6em; }
nav li ol { margin: 0.5em 0 1.2em; }
nav span { font-family: sans-serif; font-size: 0.8em; font-weight: bold; }
nav a { color: inherit; text-decoration: none; }
";

/// Of a page: Qazet's paper, its night and its print.
pub(crate) const PAGE: &str = "\
:root { color-scheme: light dark; --paper: #faf7f1; --ink: #1d1b18; --ink-2: #4d4841; --ink-3: #696259; --line: #ddd6c9; --accent: #006b77; }
@media (prefers-color-scheme: dark) { :root { --paper: #1a1b1c; --ink: #ebe7de; --ink-2: #bfbab0; --ink-3: #a29d93; --line: #313234; --accent: #5ac6d0; } }
body { margin: 0; padding: 2.5rem 1.25rem 4rem; background: var(--paper); color: var(--ink); font: 1.125rem/1.6 'Source Serif 4', Georgia, 'Times New Roman', serif; }
article { max-width: 40rem; margin: 0 auto; }
h1 { margin: 0.5rem 0 0; font-size: 2.25rem; line-height: 1.17; letter-spacing: -0.011em; text-wrap: balance; }
h2 { margin: 2rem 0 0.5rem; font-size: 1.375rem; line-height: 1.25; }
h3, h4, h5, h6 { margin: 1.75rem 0 0.5rem; font-size: 1.125rem; }
p { margin: 0 0 1.1rem; text-wrap: pretty; }
a { color: var(--accent); text-underline-offset: 0.15em; }
.kicker, .byline, .absent, figcaption, footer { font: 0.8125rem/1.4 Inter, 'Segoe UI', system-ui, sans-serif; color: var(--ink-3); }
.kicker { margin: 0; color: var(--accent); font-weight: 600; }
.lead { margin: 1rem 0 0; font-size: 1.25rem; line-height: 1.5; color: var(--ink-2); }
.byline { margin: 1rem 0 1.75rem; padding-top: 0.75rem; border-top: 1px solid var(--line); }
figure { margin: 1.75rem 0; }
img { display: block; max-width: 100%; height: auto; }
figcaption { margin-top: 0.5rem; color: var(--ink-2); }
figcaption small { font-size: 0.75rem; color: var(--ink-3); margin-inline-start: 0.5em; }
blockquote { margin: 1.75rem 0; padding-inline-start: 1.25rem; border-inline-start: 2px solid var(--accent); font-style: italic; }
table { border-collapse: collapse; width: 100%; font-size: 1rem; margin: 1.5rem 0; }
th, td { border-bottom: 1px solid var(--line); padding: 0.4rem 0.5rem; text-align: start; vertical-align: top; }
pre { white-space: pre-wrap; font-size: 0.875rem; }
hr { border: 0; border-top: 1px solid var(--line); margin: 2rem 0; }
footer { margin-top: 2.5rem; padding-top: 0.75rem; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
footer p { margin: 0 0 0.25rem; }
@media (max-width: 47rem) { body { padding-top: 1.5rem; } h1 { font-size: 1.875rem; } }
@media print {
  @page { margin: 18mm; }
  :root { color-scheme: light; --paper: #fff; --ink: #000; --ink-2: #000; --ink-3: #333; --line: #999; --accent: #000; }
  body { padding: 0; font-size: 10.5pt; line-height: 15pt; }
  article { max-width: none; }
  h1 { font-size: 24pt; }
  a { text-decoration: none; }
  h1, h2, h3 { break-after: avoid; }
  figure { break-inside: avoid; }
  img { max-height: 120mm; }
}
";
