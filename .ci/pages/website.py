#!/usr/bin/env python3
"""Makes a site of a report: pages with navigation, contents, search and links to every claim and figure.

    website.py REPORT SITE

REPORT is the folder of a report, as `wnreport generate` wrote it. The pages work as files and on any
server, and load nothing from elsewhere. Files in SITE that an earlier run wrote are replaced or removed;
where another file is in the way nothing is written.
"""

import argparse
import html.parser
import json
import os
import pathlib
import re
import struct
import sys
import unicodedata
import urllib.parse

from chapter import Chapter, plain

HERE = pathlib.Path(__file__).parent
ASSETS = ["site.css", "site.js", "theme.js"]
INDEX = "README.md"
# What the site says of itself: the files that belong to it.
MANIFEST = ".wnreport-site.json"
OUTCOMES = ["supported", "refuted", "mixed", "inconclusive"]
ALERTS = ["note", "tip", "important", "warning", "caution"]
SIDE = re.compile(r"(for it|against it|open|beside it): ")
HEADING = re.compile(r'<h(?P<level>[2-6])(?: data-slug="(?P<slug>[^"]+)")? id="(?P<id>[^"]+)">(?P<words>.*?)</h\d>', re.S)


class Page(Chapter):
    """One page of a report as a page of the site."""

    def __init__(self, path, site):
        super().__init__(path)
        self.site = site
        self.target = site.targets[path]
        self.files = set()
        self.changes |= {"BlockQuote": self.quote, "Table": self.table}
        self.heading_inlines = None
        self.slug = ""
        blocks = self.blocks(self.document["blocks"])
        self.document["blocks"] = [block for block in blocks if block]
        if self.heading_inlines is None:
            self.heading_inlines = [{"t": "Str", "c": path.stem}]
        self.title = self.words(self.heading_inlines)

    @property
    def number(self):
        match = re.match(r"0*(\d+)-", self.path.name)
        return match[1] if match else ""

    def to(self, target):
        """The way from this page to a file of the site."""
        return urllib.parse.quote(os.path.relpath(target, os.path.dirname(self.target) or "."))

    def fail(self, target, problem):
        lines = self.path.read_text().splitlines()
        line = next((number for number, text in enumerate(lines, 1) if target in text), 1)
        raise SystemExit(f"{self.path}:{line}: {problem}")

    def heading(self, block, anchor):
        level, attributes, inlines = block["c"]
        if level == 1 and self.heading_inlines is None:
            self.heading_inlines = self.inside(inlines)
            self.slug = anchor or attributes[0]
            return None
        if anchor and anchor != attributes[0]:
            attributes[:] = [anchor, [], [["slug", attributes[0]]]]
        return block

    def division(self, identifier, kind, blocks):
        if kind == "claim":
            return self.claim(identifier, blocks)
        result = super().division(identifier, kind, blocks)
        if kind == "figure":
            result["c"][0][2] = [["role", "figure"]]
        if kind == "figure" and identifier:
            result["c"][0][2].append(["aria-label", identifier.removeprefix("fig-")])
            result["c"][1].append(permalink(identifier, "figure"))
        return result

    def claim(self, identifier, blocks):
        """The box of a claim, which shows its verdict and what speaks on which side."""
        outcome = ""
        if blocks[0]["t"] == "BlockQuote":
            blocks = blocks[0]["c"]
        for block in blocks:
            first = block["c"][0] if block["t"] == "Para" else {}
            if first.get("t") == "Strong" and (match := re.fullmatch(r"Verdict: (\w+)", plain(first["c"]))):
                outcome = match[1]
                block["c"][0] = span("verdict", [first])
            if block["t"] == "BulletList":
                for item in block["c"]:
                    item[0]["c"] = sides(item[0]["c"])
        name = identifier.removeprefix("claim-")
        return {"t": "Div", "c": [
            [identifier, ["claim", outcome], [["role", "group"], ["aria-label", f"Claim {name}"]]],
            [permalink(identifier, "claim"), *blocks]]}

    def quote(self, node):
        """A quotation, or one of GitHub's alerts."""
        blocks = self.inside(node["c"])
        first = blocks[0]["c"] if blocks and blocks[0]["t"] == "Para" else []
        match = first and first[0]["t"] == "Str" and re.fullmatch(r"\[!(\w+)\]", first[0]["c"])
        if not match or match[1].lower() not in ALERTS:
            return {"t": "BlockQuote", "c": blocks}
        kind = match[1].lower()
        title = {"t": "Div", "c": [["", ["title"], []], [{"t": "Para", "c": [{"t": "Str", "c": kind.title()}]}]]}
        rest = [{"t": "Para", "c": first[2:]}] if first[2:] else []
        return {"t": "Div", "c": [["", [kind], []], [title, *rest, *blocks[1:]]]}

    def table(self, node):
        """A table that is as wide as it needs, in a box that scrolls; its verdicts are marked."""
        table = {"t": "Table", "c": self.inside(node["c"])}
        for column in table["c"][2]:
            column[1] = {"t": "ColWidthDefault"}
        for cell in cells(table["c"]):
            outcome = plain(cell["c"])
            if outcome in OUTCOMES:
                cell["c"] = [span(f"verdict {outcome}", cell["c"])]
        return {"t": "Div", "c": [["", ["scroll"], []], [table]]}

    def link(self, node):
        attributes, inlines, (target, title) = node["c"]
        parts = urllib.parse.urlsplit(target)
        inlines = self.inside(inlines)
        if parts.scheme or not parts.path:
            return {"t": "Link", "c": [attributes, inlines, [target, title]]}
        file = self.file(target, parts.path)
        if file is None:
            return span("", inlines)
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        return {"t": "Link", "c": [attributes, inlines, [self.to(file) + fragment, title]]}

    def file(self, target, path):
        """The file of the site that a path of the report leads to; None if it lies outside the report."""
        source = (self.path.parent / urllib.parse.unquote(path)).resolve()
        if not source.exists():
            self.fail(target, f"the link {target} leads nowhere: there is no {source.name}")
        if source in self.site.targets:
            return self.site.targets[source]
        if not source.is_file() or self.site.folder not in source.parents:
            return None
        self.files.add(source)
        return source.relative_to(self.site.folder).as_posix()

    def image(self, node):
        attributes, alternative, (target, title) = node["c"]
        if urllib.parse.urlsplit(target).scheme:
            self.fail(target, f"the picture {target} is not a file of the report: a site loads nothing from elsewhere")
        file = self.file(target, target)
        if file is None:
            self.fail(target, f"the picture {target} lies outside of the report")
        size = png_size(self.site.folder / file)
        attributes = [attributes[0], attributes[1], [["loading", "lazy"], *size]]
        image = {"t": "Image", "c": [attributes, alternative, [self.to(file), title]]}
        return {"t": "Link", "c": [["", ["full"], []], [image], [self.to(file), ""]]}

    def made(self):
        """The page's HTML and what can be searched in it."""
        pages = self.site.pages
        place = pages.index(self)
        around = {"prev": pages[place - 1] if place > 0 else None,
                  "next": pages[place + 1] if place + 1 < len(pages) else None}
        home = self.to(pages[0].target)
        meta = {
            "pagetitle": text(self.title if place == 0 else f"{self.title} · {pages[0].title}"),
            "home": text(home),
            "site": {"t": "MetaInlines", "c": pages[0].heading_inlines},
            "heading": {"t": "MetaInlines", "c": self.heading_inlines},
            "slug": text(self.slug),
            "number": text(self.number),
            "assets": text(self.to("assets")),
            "root": text("../" * self.target.count("/")),
            "description": text(self.description()),
            "pages": {"t": "MetaList", "c": [self.entry(page) for page in pages]},
        } | {name: self.entry(page) for name, page in around.items() if page}
        self.document["meta"] = meta
        page = self.html("--standalone", "--toc", "--toc-depth=3", f"--template={HERE / 'site.html'}")
        page = HEADING.sub(marked, page)
        page = re.sub(r"<th([^>]*)></th>", r"<td\1></td>", page)
        sections = Sections()
        sections.feed(page)
        return page, sections

    def entry(self, page):
        entry = {"href": text(self.to(page.target)), "title": {"t": "MetaInlines", "c": page.heading_inlines},
                 "number": text(page.number)}
        if page is self:
            entry["current"] = {"t": "MetaBool", "c": True}
        return {"t": "MetaMap", "c": entry}

    def description(self):
        """The first paragraph's words, as many as a search engine shows."""
        paragraph = next((block["c"] for block in self.document["blocks"] if block["t"] == "Para"), [])
        words = unicodedata.normalize("NFKC", self.words(paragraph))
        return words if len(words) <= 160 else words[:160].rsplit(" ", 1)[0] + "…"

    def words(self, inlines):
        sections = Sections()
        document = {**self.document, "meta": {}, "blocks": [{"t": "Plain", "c": inlines}]}
        whole, self.document = self.document, document
        sections.feed(f"<main>{self.html()}</main>")
        self.document = whole
        return sections.entries[0]["text"]


class Site:
    """All pages of a report and the files that they lead to."""

    def __init__(self, folder):
        if not folder.is_dir():
            raise SystemExit(f"{folder}: there is no such folder: name the folder of a report, as in REPORT=lecture/report")
        if (folder / "notebook.yaml").is_file():
            raise SystemExit(f"{folder}: this is a notebook and not its report, which `wnreport generate` writes: name that folder")
        if not (folder / INDEX).is_file():
            raise SystemExit(f"{folder}: this is no report, it has no {INDEX}: `wnreport generate` writes one")
        self.folder = folder.resolve()
        paths = sorted(path for path in self.folder.rglob("*.md")
                       if not any(part.startswith(".") for part in path.relative_to(self.folder).parts))
        self.targets = {path: target(path.relative_to(self.folder)) for path in paths}
        for path in paths:
            other = next(one for one in paths if self.targets[one] == self.targets[path])
            if other != path:
                raise SystemExit(f"{path}: it becomes {self.targets[path]}, as {other.name} does: give one another name")
        index = self.folder / INDEX
        order = self.order(index.read_text())
        self.pages = [Page(path, self) for path in
                      [index] + sorted((path for path in paths if path != index), key=order)]

    def order(self, index):
        """Pages come as the index first names them, and those that it does not name by their names after them."""
        def place(path):
            name = path.relative_to(self.folder).as_posix()
            match = re.search(rf"\]\((?:\./)?{re.escape(urllib.parse.quote(name))}[)#]", index)
            return (match.start() if match else len(index), name)
        return place

    def made(self):
        """The files of the site: name → bytes."""
        files = {f"assets/{name}": (HERE / name).read_bytes() for name in ASSETS}
        index, names, links = [], {}, {}
        for page in self.pages:
            content, sections = page.made()
            files[page.target] = content.encode()
            names[page.target] = sections.names
            links[page] = sections.links
            index += [[urllib.parse.quote(page.target) + (f"#{entry['id']}" if entry["id"] else ""), page.title, entry["title"], entry["text"]]
                      for entry in sections.entries]
            for source in page.files:
                files[source.relative_to(self.folder).as_posix()] = source.read_bytes()
        for page, targets in links.items():
            self.check(page, targets, names)
        lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in index)
        files["assets/search.js"] = f"wnreportSearch([\n{lines}\n]);\n".encode()
        return files

    @staticmethod
    def check(page, targets, names):
        for target in targets:
            parts = urllib.parse.urlsplit(target)
            if parts.scheme or not parts.fragment:
                continue
            path = os.path.normpath(os.path.join(os.path.dirname(page.target), urllib.parse.unquote(parts.path))) \
                if parts.path else page.target
            if urllib.parse.unquote(parts.fragment) not in names.get(path, []):
                page.fail(f"#{parts.fragment}", f"the link {target} leads nowhere: no place is named {parts.fragment}")


class Sections(html.parser.HTMLParser):
    """What can be searched in a page, heading by heading, claim by claim and figure by figure; its names and links."""

    VOID = {"img", "br", "hr", "input", "meta", "link", "wbr", "col"}
    INLINE = {"a", "em", "strong", "code", "span", "sub", "sup", "del", "math"}
    # Tags and classes whose words are no text of the page.
    SILENT = {"annotation", "script", "style", "permalink", "kicker", "contents", "neighbours"}

    def __init__(self):
        super().__init__()
        self.names, self.links, self.open = [], [], []
        self.all = []
        self.begin("", "")

    @property
    def entries(self):
        entries = [{"id": entry["id"], "title": entry["title"].strip(), "text": " ".join(entry["text"].split())}
                   for entry in self.all]
        return [entry for entry in entries if entry["title"] or entry["text"]]

    def begin(self, name, title):
        self.entry = {"id": name, "title": title, "text": ""}
        self.all.append(self.entry)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        classes = (attributes.get("class") or "").split()
        name = attributes.get("id")
        before = self.entry
        if name:
            self.names.append(name)
        if tag == "a" and "href" in attributes:
            self.links.append(attributes["href"])
        if self.inside("main"):
            if name and re.fullmatch("h[1-6]", tag):
                self.begin(name if tag != "h1" else "", "")
                before = self.entry
            elif name and not {"claim", "figure"}.isdisjoint(classes):
                self.begin(name, f"{classes[0].title()} {name.split('-', 1)[1]}")
            if tag not in self.INLINE and not self.inside("math"):
                self.entry["text"] += f" {attributes.get('alt', '')} "
        if tag not in self.VOID:
            self.open.append((tag, not self.SILENT.isdisjoint([tag, *classes]), before))

    def handle_endtag(self, tag):
        while self.inside(tag):
            # What comes after a figure or a claim belongs to the heading above it.
            last, _, self.entry = self.open.pop()
            if last == tag:
                return

    def inside(self, pattern):
        return any(re.fullmatch(pattern, tag) for tag, *_ in self.open)

    def handle_data(self, data):
        if self.inside("main") and not any(silent for _, silent, _ in self.open):
            self.entry["title" if self.inside("h[1-6]") else "text"] += data


def target(path):
    return path.with_name("index.html" if path.name == INDEX else path.stem + ".html").as_posix()


def text(value):
    return {"t": "MetaString", "c": value}


def span(names, inlines):
    return {"t": "Span", "c": [["", names.split(), []], inlines]}


def permalink(identifier, kind):
    return {"t": "RawBlock", "c": ["html", f'<a class="permalink" href="#{identifier}" aria-label="Link to this {kind}">#</a>']}


def sides(inlines):
    """The words of an item of a claim's box, with the side that it speaks on marked."""
    match = SIDE.match(plain(inlines[:6]))
    if not match:
        return inlines
    words = 2 * len(match[1].split())
    return [span(f"side {match[1].split()[0]}", inlines[:words - 1]), *inlines[words - 1:]]


def cells(node):
    """The plain texts of a table."""
    if isinstance(node, dict) and node.get("t") == "Plain":
        yield node
    elif isinstance(node, (dict, list)):
        for child in node.values() if isinstance(node, dict) else node:
            yield from cells(child)


def marked(heading):
    """A heading with a link to itself, and with the name that GitHub gives it beside its own."""
    slug = f'<span id="{heading["slug"]}"></span>' if heading["slug"] else ""
    return f'<h{heading["level"]} id="{heading["id"]}">{slug}{heading["words"]} ' \
        f'<a class="permalink" href="#{heading["id"]}" aria-label="Link to this section">#</a></h{heading["level"]}>'


def png_size(path):
    """Width and height of a PNG on a page, at the resolution that it says it has."""
    data = path.read_bytes()
    if not data.startswith(b"\x89PNG\r\n\x1a\n"):
        return []
    width, height = struct.unpack(">II", data[16:24])
    place = data.find(b"pHYs", 0, 200)
    per_meter = struct.unpack(">I", data[place + 4:place + 8])[0] if place > 0 else 0
    scale = max(1, round(per_meter * 0.0254 / 96)) if per_meter else 1
    return [["width", str(width // scale)], ["height", str(height // scale)]]


def written(manifest):
    """The files that an earlier run wrote, as its list says."""
    try:
        names = json.loads(manifest.read_text()) if manifest.is_file() else []
    except ValueError:
        names = None
    sound = isinstance(names, list) and all(
        isinstance(name, str) and not pathlib.PurePath(name).is_absolute() and ".." not in pathlib.PurePath(name).parts
        for name in names)
    if not sound:
        raise SystemExit(f"{manifest}: this is no list of files: name another folder in SITE")
    return names


def store(path, content):
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(content)
    part.replace(path)


def write(files, folder):
    """All files or, where one that is not ours is in the way, none."""
    manifest = folder / MANIFEST
    if folder.exists() and not folder.is_dir():
        raise SystemExit(f"{folder}: this is no folder: name another in SITE")
    before = written(manifest)
    for name in sorted(files):
        way = [folder / parent for parent in pathlib.PurePath(name).parents if parent.name]
        foreign = next((path for path in way if path.exists() and not path.is_dir()), None)
        if foreign is None and name not in before and (folder / name).exists():
            foreign = folder / name
        if foreign:
            raise SystemExit(f"{foreign}: this file is not of a site that was made here: name another folder in SITE")
    # Both lists, so that a run which does not end leaves no file that nobody knows.
    folder.mkdir(parents=True, exist_ok=True)
    store(manifest, listing(set(files).union(before)))
    for name in before:
        if name not in files:
            (folder / name).unlink(missing_ok=True)
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        store(folder / name, content)
    store(manifest, listing(files))


def listing(names):
    return (json.dumps(sorted(names), indent=1) + "\n").encode()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("report", type=pathlib.Path)
    parser.add_argument("site", type=pathlib.Path)
    options = parser.parse_args()
    write(Site(options.report).made(), options.site)
    print(options.site / "index.html")


if __name__ == "__main__":
    main()
