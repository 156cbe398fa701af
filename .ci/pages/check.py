#!/usr/bin/env python3
"""Shows Markdown pages in a browser and fails on what a reader would stumble over.

Each page is made twice, as GitHub and as pandoc show it, and laid out at two widths. A missing image,
a dead link or anchor, a formula that did not become math and anything wider than the page are findings.

    check.py REPORT DOLLARS [PAGE…]

REPORT is the folder of the report, DOLLARS the same as `wnreport generate --math dollars` writes it,
for pandoc, and a PAGE another file of the repository.
"""

import argparse
import html
import json
import pathlib
import re
import sys
import tempfile
import urllib.parse

import chromium
import markdown

HERE = pathlib.Path(__file__).parent
WIDTHS = [860, 1012]
FRAMES = """<!doctype html>
<script>
const expected = {count};
const received = [];
addEventListener("message", (message) => {{
  received.push(message.data);
  if (received.length == expected) {{
    const report = document.createElement("script");
    report.type = "application/json";
    report.textContent = JSON.stringify(received).replaceAll("<", "\\\\u003c");
    document.body.append(report);
  }}
}});
</script>
<body>{frames}</body>
"""
PAGE = """<!doctype html>
<meta charset="utf-8">
<base href="{base}">
<style>{style}</style>
<article>{body}</article>
<script>
{script}
addEventListener("load", () => {{
  parent.postMessage({{ page: window.name, ...measured(document.querySelector("article")) }}, "*");
}});
</script>
"""


def shown(pages):
    """What the browser says of each page: (way, path) → its findings at all widths, links and anchors.

    `pages` maps (way, path) to the HTML of the page and the folder that its links start from.
    """
    names = {f"{number} {width}": (key, width)
             for number, key in enumerate(pages) for width in WIDTHS}
    with tempfile.TemporaryDirectory(prefix="wnreport-pages-") as scratch:
        folder = pathlib.Path(scratch)
        for number, (body, base) in enumerate(pages.values()):
            (folder / f"{number}.html").write_text(PAGE.format(
                base=base.resolve().as_uri() + "/", body=body,
                style=(HERE / "github.css").read_text(), script=(HERE / "measure.js").read_text()))
        frames = "".join(
            f'<iframe name="{name}" src="{name.split()[0]}.html" width="{width}" height="800"'
            ' style="border: 0"></iframe>' for name, (_, width) in names.items())
        index = folder / "index.html"
        index.write_text(FRAMES.format(count=len(names), frames=frames))
        dump = chromium.run("--virtual-time-budget=60000", "--dump-dom", index.as_uri())
    report = re.search(r'<script type="application/json">(.*?)</script>', dump, re.S)
    if report is None:
        raise SystemExit("the browser did not report on every page")
    result = {key: {"findings": {}, "links": [], "anchors": []} for key in pages}
    for message in json.loads(report[1]):
        key, width = names[message["page"]]
        for kind, text in message["findings"]:
            result[key]["findings"].setdefault((kind, text), []).append(width)
        result[key]["links"] = message["links"]
        result[key]["anchors"] = message["anchors"]
    return result


def dead_link(link, way, path, report):
    """What is wrong with a link of a page, or None."""
    parts = urllib.parse.urlsplit(link)
    if parts.scheme or parts.netloc:
        return None if parts.scheme in ("https", "mailto") else f"{link}: not a link that a reader can follow"
    target = (path.parent / urllib.parse.unquote(parts.path)).resolve() if parts.path else path
    if not target.exists():
        return f"{link}: there is no {target.name}"
    if not parts.fragment:
        return None
    if (way, target) not in report:
        return f"{link}: an anchor on a page that is not checked"
    if parts.fragment not in report[way, target]["anchors"]:
        return f"{link}: {target.name} has no anchor {parts.fragment}"
    return None


def findings(report_folder, dollars, others=()):
    """All findings as (page, way, kind, text), in the order of the pages."""
    pages = {}
    for path in sorted(report_folder.glob("*.md")):
        twin = dollars / path.name
        pages["github", path.resolve()] = markdown.github(path.read_text()), path.parent
        pages["pandoc", path.resolve()] = markdown.pandoc(twin.read_text()), path.parent
    for path in others:
        pages["github", path.resolve()] = markdown.github(path.read_text()), path.parent
    report = shown(pages)
    result = []
    for (way, path), page in report.items():
        for (kind, text), widths in page["findings"].items():
            at = "" if len(widths) == len(WIDTHS) else f" on a page of {widths[0]} px"
            result.append((path, way, kind, text + at))
        for link in dict.fromkeys(page["links"]):
            if problem := dead_link(link, way, path, report):
                result.append((path, way, "link", problem))
        doubled = {anchor for anchor in page["anchors"] if page["anchors"].count(anchor) > 1}
        result += [(path, way, "anchor", f"{anchor} stands twice") for anchor in sorted(doubled)]
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("report", type=pathlib.Path)
    parser.add_argument("dollars", type=pathlib.Path)
    parser.add_argument("pages", nargs="*", type=pathlib.Path)
    options = parser.parse_args()
    found = findings(options.report, options.dollars, options.pages)
    for path, way, kind, text in found:
        print(f"{path.relative_to(pathlib.Path.cwd())}: {kind}, as {way} shows it: {text}")
    if found:
        sys.exit(1)
    print("pages: every image and formula is shown, every link leads somewhere, and all fits")


if __name__ == "__main__":
    main()
