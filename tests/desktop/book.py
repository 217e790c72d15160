"""Prints what a book (EPUB) holds, as JSON: its letters and digits without anything between them, and the count of its pictures.

usage: book.py FILE
"""
import html
import json
import re
import sys
import zipfile

with zipfile.ZipFile(sys.argv[1]) as book:
    names = book.namelist()
    pages = [book.read(name).decode() for name in names if name.endswith(".xhtml")]
text = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)) for page in pages)
pictures = sum(name.endswith((".jpg", ".jpeg", ".png", ".webp", ".gif")) for name in names)
print(json.dumps({"text": "".join(c for c in text if c.isalnum()), "pictures": pictures}))
