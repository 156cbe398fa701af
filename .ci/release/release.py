#!/usr/bin/env python3
"""The version of the program, what is new in it, and whether a tag may be released.

    release.py version             as the program says it, if CITATION.cff and CHANGELOG.md agree
    release.py notes [--links URL] the changelog's first section; links into the repository begin with URL
    release.py tag NAME            fails unless NAME is the version, and the changelog has given it a date
"""

import argparse
import datetime
import pathlib
import re
import sys

SOURCE = "Sources/wnreport/WNReport.swift"
UNRELEASED = "Unreleased"


class Mistake(Exception):
    """Files that disagree, or a tag that is not to be released."""


class Release:
    """What the files of a checkout say of the version."""

    def __init__(self, package):
        self.package = package
        self.version = self.only(SOURCE, r'^    version: "(\d+\.\d+\.\d+)",$')
        cited = self.only("CITATION.cff", r'^version: "?([^"\n]*)"?$')
        if cited != self.version:
            raise Mistake(f"CITATION.cff: version {cited}, but {SOURCE} says {self.version}")
        self.heading, self.notes = self.first_section()
        self.date = self.date_of(self.heading)

    def text(self, file):
        return (self.package / file).read_text(encoding="utf-8")

    def only(self, file, pattern):
        found = re.findall(pattern, self.text(file), re.MULTILINE)
        if len(found) != 1:
            raise Mistake(f"{file}: the version stands there {len(found)} times instead of once")
        return found[0]

    def first_section(self):
        sections = re.split(r"^## +(.*)\n", self.text("CHANGELOG.md"), flags=re.MULTILINE)
        if len(sections) < 3:
            raise Mistake("CHANGELOG.md: it has no section")
        return sections[1].strip(), sections[2].strip()

    def date_of(self, heading):
        """None while the section is not released."""
        if heading == UNRELEASED:
            return None
        version, _, date = heading.partition(" - ")
        if version != self.version:
            raise Mistake(
                f"CHANGELOG.md: its first section is {heading!r}, but {SOURCE} says {self.version}")
        try:
            return datetime.date.fromisoformat(date)
        except ValueError:
            raise Mistake(
                f"CHANGELOG.md: {heading!r} has no date; write '{version} - YYYY-MM-DD'") from None

    def linked_notes(self, base):
        if base is None:
            return self.notes
        return re.sub(r"(?<=\]\()(?![a-z]+:|#)", base.rstrip("/") + "/", self.notes)

    def allow(self, tag):
        if tag != self.version:
            raise Mistake(f"the tag {tag} is not the version, which is {self.version} in {SOURCE}")
        if self.date is None:
            raise Mistake(
                f"CHANGELOG.md: its first section is {UNRELEASED!r}; call it '{tag} - YYYY-MM-DD' before the tag")
        if not self.notes:
            raise Mistake(f"CHANGELOG.md: nothing stands under {tag}")


def main():
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("version")
    commands.add_parser("notes").add_argument("--links", metavar="URL")
    commands.add_parser("tag").add_argument("name")
    arguments = parser.parse_args()
    try:
        release = Release(pathlib.Path(__file__).resolve().parents[2])
        if arguments.command == "version":
            print(release.version)
        elif arguments.command == "notes":
            print(release.linked_notes(arguments.links))
        else:
            release.allow(arguments.name)
    except Mistake as mistake:
        sys.exit(str(mistake))


if __name__ == "__main__":
    main()
