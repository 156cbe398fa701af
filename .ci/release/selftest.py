#!/usr/bin/env python3
"""Proves that a version that is not the same everywhere, and a tag that is not it, are refused."""

import pathlib
import sys
import tempfile

from release import Mistake, Release, SOURCE

SOUND = {
    SOURCE: '  let configuration = CommandConfiguration(\n    version: "1.2.3",\n    subcommands: [])\n',
    "CITATION.cff": 'cff-version: 1.2.0\nversion: "1.2.3"\n',
    "CHANGELOG.md": "# Changelog\n\n## 1.2.3 - 2026-01-31\n\n- [New](README.md#new), [this](https://a.b/c).\n\n"
                    "## 1.2.2 - 2026-01-01\n\n- Old.\n",
}


def changed(file, old, new):
    if old not in SOUND[file]:
        sys.exit(f"nothing to change in {file}: {old}")
    return {**SOUND, file: SOUND[file].replace(old, new)}


# What stands in the files, the tag, and a part of the reason to refuse it; None where all is well.
CASES = [
    (SOUND, "1.2.3", None),
    (SOUND, "v1.2.3", "the tag v1.2.3 is not the version"),
    (SOUND, "1.2.4", "the tag 1.2.4 is not the version"),
    (changed("CITATION.cff", "1.2.3", "1.2.2"), "1.2.3", "CITATION.cff: version 1.2.2"),
    (changed("CITATION.cff", "\nversion", "\nversions"), "1.2.3", "0 times instead of once"),
    (changed(SOURCE, "1.2.3", "1.2.4"), "1.2.4", "says 1.2.4"),
    (changed("CHANGELOG.md", "1.2.3 - 2026-01-31", "Unreleased"), "1.2.3", "call it '1.2.3 - YYYY-MM-DD'"),
    (changed("CHANGELOG.md", "## 1.2.3 - 2026-01-31", "## 1.2.4 - 2026-01-31"), "1.2.3", "its first section"),
    (changed("CHANGELOG.md", "2026-01-31", "2026-02-31"), "1.2.3", "has no date"),
    (changed("CHANGELOG.md", "- [New](README.md#new), [this](https://a.b/c).\n", ""), "1.2.3", "nothing stands"),
]


def refusal(files, tag):
    """The reason why the tag is refused, or None."""
    with tempfile.TemporaryDirectory() as folder:
        package = pathlib.Path(folder)
        for file, text in files.items():
            path = package / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        try:
            release = Release(package)
            release.allow(tag)
        except Mistake as mistake:
            return str(mistake)
        notes = release.linked_notes("https://d.e/f/")
        if notes != "- [New](https://d.e/f/README.md#new), [this](https://a.b/c).":
            return f"other notes: {notes}"
    return None


for number, (files, tag, expected) in enumerate(CASES):
    reason = refusal(files, tag)
    if (reason is None) != (expected is None) or (expected and expected not in reason):
        sys.exit(f"case {number}, tag {tag}: expected {expected!r}, got {reason!r}")
