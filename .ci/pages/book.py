#!/usr/bin/env python3
"""Binds the pages of the report into one book: an HTML file that needs no other, and a PDF of it.

    book.py PAGES OUTPUT.html [OUTPUT.pdf]

PAGES is the folder of a report.
"""

import argparse
import base64
import html
import pathlib
import re
import sys
import urllib.parse

import chromium
from chapter import Chapter, plain

HERE = pathlib.Path(__file__).parent


class BookChapter(Chapter):
    """A chapter with names that are unique in the book, and nothing outside it."""

    def __init__(self, path, pages):
        super().__init__(path, "-gfm_auto_identifiers")
        self.name = "index" if path.stem == "README" else path.stem
        self.pages = pages
        self.sections = []
        self.title = ""
        self.document["blocks"] = self.blocks(self.document["blocks"])

    def identifier(self, anchor):
        return f"{self.name}.{anchor}"

    def heading(self, block, anchor):
        level, attributes, inlines = block["c"]
        words = plain(inlines)
        if level == 1:
            self.title = words
            attributes[0] = self.name
        else:
            slug = anchor or re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")
            attributes[0] = self.identifier(slug)
            if level == 2:
                self.sections.append((attributes[0], words))
        return block

    def link(self, node):
        attributes, inlines, (target, title) = node["c"]
        parts = urllib.parse.urlsplit(target)
        inlines = self.inside(inlines)
        if parts.scheme:
            return {"t": "Link", "c": [attributes, inlines, [target, title]]}
        page = parts.path or None
        if page and page not in self.pages:
            # A file of the repository, which the book does not hold.
            return {"t": "Span", "c": [["", [], []], inlines]}
        name = self.pages[page] if page else self.name
        fragment = f"{name}.{parts.fragment}" if parts.fragment else name
        return {"t": "Link", "c": [attributes, inlines, ["#" + fragment, title]]}

    def image(self, node):
        attributes, alternative, (target, title) = node["c"]
        data = base64.b64encode((self.path.parent / target).read_bytes()).decode()
        return {"t": "Image", "c": [attributes, alternative, ["data:image/png;base64," + data, title]]}


def contents(title, chapters):
    rows = []
    for chapter in chapters:
        sections = "".join(
            f'<li><a href="#{identifier}">{html.escape(words)}</a></li>'
            for identifier, words in chapter.sections)
        rows.append(f'<li><a href="#{chapter.name}">{html.escape(chapter.title)}</a><ol>{sections}</ol></li>')
    return f'<nav><p class="title">{title}</p><h2>Contents</h2><ol>{"".join(rows)}</ol></nav>'


def neighbours(chapters, number):
    links = ""
    if number > 0:
        before = chapters[number - 1]
        links += f'<a rel="prev" href="#{before.name}">← {html.escape(before.title)}</a>'
    if number + 1 < len(chapters):
        after = chapters[number + 1]
        links += f'<a rel="next" href="#{after.name}">{html.escape(after.title)} →</a>'
    return f'<p class="neighbours">{links}</p>'


def book(folder):
    """The HTML of the book; ends the program where a link leads nowhere or a name stands twice."""
    paths = sorted(folder.glob("*.md"), key=lambda path: (path.stem != "README", path.name))
    pages = {path.name: "index" if path.stem == "README" else path.stem for path in paths}
    chapters = [BookChapter(path, pages) for path in paths]
    text = "\n".join(
        f'<section class="chapter">\n{chapter.html()}\n{neighbours(chapters, number)}\n</section>'
        for number, chapter in enumerate(chapters))
    style = (HERE / "book.css").read_text()
    title = html.escape(chapters[0].title)
    page = f"""<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
{style}</style>
{contents(title, chapters)}
<main>
{text}
</main>
</html>
"""
    problems = faults(page)
    if problems:
        sys.exit("\n".join(f"the book: {problem}" for problem in problems))
    return page


def faults(page):
    identifiers = re.findall(r'\sid="([^"]+)"', page)
    doubled = {name for name in identifiers if identifiers.count(name) > 1}
    targets = set(re.findall(r'href="#([^"]+)"', page))
    outside = re.findall(r'<img[^>]*src="(?!data:)([^"]+)"', page)
    unread = re.findall(r'<span class="math[^>]*>(?!<math)(.*?)</span>', page)
    return [f"{name} stands twice" for name in sorted(doubled)] \
        + [f"no place is named {name}" for name in sorted(targets - set(identifiers))] \
        + [f"{source} is not in the file" for source in outside] \
        + [f"{formula} is not math" for formula in unread]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", type=pathlib.Path)
    parser.add_argument("html", type=pathlib.Path)
    parser.add_argument("pdf", type=pathlib.Path, nargs="?")
    options = parser.parse_args()
    options.html.parent.mkdir(parents=True, exist_ok=True)
    options.html.write_text(book(options.pages))
    print(options.html)
    if options.pdf:
        options.pdf.unlink(missing_ok=True)
        chromium.run(
            f"--print-to-pdf={options.pdf.resolve()}", "--no-pdf-header-footer",
            "--generate-pdf-document-outline", "--virtual-time-budget=60000", options.html.resolve().as_uri())
        print(options.pdf)


if __name__ == "__main__":
    main()
