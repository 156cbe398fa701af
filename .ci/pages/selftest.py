#!/usr/bin/env python3
"""Proves that the check of the pages finds each fault, names it, and is silent about a sound page."""

import base64
import pathlib
import re
import sys
import tempfile

import check

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
SOUND = """# A page

<a name="here"></a>
A formula $`\\frac{g}{\\lVert v \\rVert}`$, `code`, a [link](other.md#there), one [to here](#here) and a price of 5.

```math
\\mathbf{w} = \\frac{g}{\\lVert \\mathbf{v} \\rVert}\\,\\mathbf{v}
```

![A dot.](dot.png)

| a | b |
| --- | --- |
| 1 | 2 |
"""
BROKEN = {
    "image": "![A dot.](figures/dott.png)",
    "text-image": "![A dot.](other.md)",
    "link": "[gone](gone.md)",
    "plain-link": "[unsafe](http://example.org)",
    "anchor": "[gone](#gone)",
    "far-anchor": "[gone](other.md#gone)",
    "twice": '<a name="here"></a>twice',
    "formula": "$`\\frac{1}{`$",
    "open-formula": "The length $\\lVert v \\rVert is g.",
    "block-formula": "```math\n\\begin{aligned} a &= b\n```",
    "word": "w" * 200,
    "code": "```\n" + "code " * 40 + "\n```",
    "table": "| " + "a" * 150 + " | b |\n| --- | --- |\n| 1 | 2 |",
    "wide-formula": "```math\n" + "+".join(f"x_{{{n}}}" for n in range(80)) + "\n```",
}
KINDS = {
    "image": "image", "text-image": "image", "link": "link", "plain-link": "link", "anchor": "link",
    "far-anchor": "link", "twice": "anchor", "formula": "formula", "open-formula": "formula",
    "block-formula": "formula", "word": "width", "code": "width", "table": "width", "wide-formula": "width",
}


def main():
    with tempfile.TemporaryDirectory(prefix="wnreport-selftest-") as scratch:
        folder = pathlib.Path(scratch).resolve()
        pages = {"other": 'There.\n\n<a name="there"></a>\nHere.\n', "sound": SOUND}
        pages |= {name: f"{SOUND}\n{fault}\n" for name, fault in BROKEN.items()}
        (folder / "dot.png").write_bytes(PICTURE)
        dollars = folder / "dollars"
        dollars.mkdir()
        for name, text in pages.items():
            (folder / f"{name}.md").write_text(text)
            (dollars / f"{name}.md").write_text(with_dollars(text))
        found = {(way, name): set() for way in ("github", "pandoc") for name in pages}
        for path, way, kind, text in check.findings(folder, dollars):
            found[way, path.stem].add(kind)
    wrong = False
    for (way, name), kinds in found.items():
        expected = {KINDS[name]} if name in KINDS else set()
        if kinds != expected:
            wrong = True
            print(f"{name}, as {way} shows it: expected {sorted(expected)}, found {sorted(kinds)}")
    if wrong:
        sys.exit(1)
    print(f"{len(KINDS)} faults are found, and none on a sound page")


def with_dollars(text):
    text = re.sub(r"\$`([^`]*)`\$", r"$\1$", text)
    return re.sub(r"```math\n(.*?)\n```", r"$$\n\1\n$$", text, flags=re.S)


if __name__ == "__main__":
    main()
