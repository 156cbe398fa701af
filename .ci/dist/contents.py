#!/usr/bin/env python3
"""Completes an archive's folder: the licences of everything in it, and README.md, which lists them.

    contents.py TREE LIBRARIES MAP
    contents.py --packages            only asks whether the licences of Swift's packages are known

LIBRARIES is what `libraries` filled, MAP what the linker says of the program. What the linker took from
elsewhere has to be known here, and what is listed here has to be in it; of shared libraries the program may
load none but glibc's.
"""

import json
import pathlib
import re
import subprocess
import sys

import program

HERE = pathlib.Path(__file__).resolve().parent
PACKAGE = HERE.parents[1]
LICENCES = "LICENSES"
SWIFT = "Apache-2.0 WITH Swift-exception"


class Part:
    """Something in the archive that has a licence."""

    def __init__(self, name, file, licence, what, archives=None):
        self.name = name
        self.file = file
        self.licence = licence
        self.what = what
        #: A pattern of the static libraries that it comes in.
        self.archives = archives


PARTS = [
    Part("wnreport", "wnreport", "MIT", "the program and the examples"),
    Part("Data sets", "data", "CC-BY-4.0", "digits, wine and breast cancer, of UCI"),
    Part("DejaVu Sans", "dejavu", "Bitstream-Vera", "the font of the figures"),
    Part("Swift", "swift", SWIFT, "standard library, Foundation, Dispatch",
         r"lib(swift.*|dispatch|BlocksRuntime|CoreFoundation|Foundation.*|_Foundation(CShims|Collections))\.a"),
    Part("ICU", "icu", "Unicode-3.0", "in Foundation; dictionaries in it have licences of their own",
         r"lib_FoundationICU\.a"),
    Part("swift-argument-parser", "swift-argument-parser", SWIFT, "options and completions"),
    Part("Yams", "yams", "MIT", "YAML in Swift"),
    Part("libyaml", "libyaml", "MIT", "in Yams"),
    Part("libgd", "libgd", "GD", "pictures", r"libgd\.a"),
    Part("FreeType", "freetype", "FTL", "letters", r"libfreetype\.a"),
    Part("libpng", "libpng", "libpng-2.0", "PNG files", r"libpng16\.a"),
    Part("zlib", "zlib", "Zlib", "compression", r"libz\.a"),
    Part("GCC", "gcc", "GPL-3.0-or-later WITH GCC-exception-3.1", "libstdc++ and libgcc",
         r"lib(stdc\+\+|gcc|gcc_eh)\.a"),
    Part("glibc", "glibc", "LGPL-2.1-or-later WITH GCC-exception-2.0-note", "what every program begins with",
         r"libc_nonshared\.a"),
]
# The packages of Swift among them, in whose objects the linker names no library; libyaml is in Yams.
PACKAGES = {"swift-argument-parser", "yams"}


def expression():
    return " AND ".join(sorted({f"({part.licence})" if " " in part.licence else part.licence for part in PARTS}))


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def pins():
    """The versions of Swift's packages."""
    versions = {
        pin["identity"]: pin["state"]["version"]
        for pin in json.loads((PACKAGE / ".ci/versions.json").read_text())["pins"]}
    if unlike := versions.keys() ^ PACKAGES:
        sys.exit(f".ci/versions.json and the licences in contents.py differ in {', '.join(sorted(unlike))}")
    return versions


def linked(map_file):
    """The static libraries of which the linker took something."""
    members = map_file.read_text(errors="replace").partition("\nDiscarded input sections\n")[0]
    return sorted({pathlib.Path(path) for path in re.findall(r"^(/.+\.a)\(", members, re.MULTILINE)})


def parts_of(archives):
    """Each part that is linked, with the static library that it was first found in."""
    found = {}
    for archive in archives:
        parts = [part for part in PARTS if part.archives and re.fullmatch(part.archives, archive.name)]
        if len(parts) != 1:
            sys.exit(f"{archive} is in the program, and contents.py knows no licence of it")
        found.setdefault(parts[0].name, archive)
    expected = {part.name for part in PARTS if part.archives}
    if absent := expected - found.keys():
        sys.exit(f"contents.py lists what is not in the program: {', '.join(sorted(absent))}")
    return found


class Sources:
    """Where the licence and the version of a part are read."""

    def __init__(self, tree, libraries, found):
        self.tree = tree
        self.libraries = libraries
        self.found = found
        # The folder of the toolchain that has lib/swift_static/linux.
        self.toolchain = found["Swift"].parents[3]
        self.pins = pins()
        self.swift = re.search(r"Swift version (\S+)", output("swift", "--version"))[1]

    def checkout(self, name):
        return PACKAGE / ".build/packaging/swift/checkouts" / name

    def compiled(self, name, text):
        """A Debian source that was compiled here."""
        [description] = (self.libraries / "sources").glob(f"{name}_*.dsc")
        [folder] = (path for path in (self.libraries / "sources").glob(f"{name}-*") if path.is_dir())
        return description.stem.partition("_")[2], folder / text

    def installed(self, file):
        """A file of a package of Debian."""
        package = output("dpkg-query", "--search", str(file.resolve())).partition(":")[0]
        version = output("dpkg-query", "--show", "--showformat=${Version}", package)
        return version, pathlib.Path("/usr/share/doc", package, "copyright")

    def icu(self):
        """The release that Swift brings, whose data say it."""
        release = re.search(rb"icudt(\d+)", (self.tree / "bin/wnreport").read_bytes())[1].decode()
        return release, HERE / f"licences/ICU-{release}.txt"

    def __call__(self, part):
        """Version and text of the licence."""
        font = pathlib.Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
        match part.name:
            case "wnreport": return self.tree.name.split("-")[1], PACKAGE / "LICENSE"
            case "Data sets": return "", self.tree / "share/wnreport/data/ATTRIBUTION.md"
            case "DejaVu Sans": return self.installed(font)
            case "Swift": return self.swift, self.toolchain / "share/swift/LICENSE.txt"
            case "ICU": return self.icu()
            case "swift-argument-parser": return self.pins[part.name], self.checkout(part.name) / "LICENSE.txt"
            case "Yams": return self.pins["yams"], self.checkout("Yams") / "LICENSE"
            case "libyaml": return f"of Yams {self.pins['yams']}", HERE / "licences/libyaml.txt"
            case "libgd": return self.compiled("libgd2", "COPYING")
            case "FreeType": return self.compiled("freetype", "docs/FTL.TXT")
            case _: return self.installed(self.found[part.name])


def main():
    if sys.argv[1:] == ["--packages"]:
        pins()
        return
    tree, libraries, map_file = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
    binary = tree / "bin/wnreport"
    if foreign := program.libraries(binary) - program.GLIBC:
        sys.exit(f"the program loads {', '.join(sorted(foreign))}")

    source = Sources(tree, libraries, parts_of(linked(map_file)))
    (tree / LICENCES).mkdir()
    rows = []
    for part in PARTS:
        version, text = source(part)
        target = f"{LICENCES}/{part.file}.txt"
        try:
            (tree / target).write_bytes(text.read_bytes())
        except OSError as error:
            sys.exit(f"the licence of {part.name} cannot be read: {error}")
        rows.append(f"| {part.name} | {version} | {part.what} | [{part.licence}]({target}) |")
    readme = (HERE / "README.md").read_text()
    readme = readme.replace("@GLIBC@", ".".join(map(str, program.glibc(binary))))
    (tree / "README.md").write_text(readme.replace("@PARTS@", "\n".join(rows)))


if __name__ == "__main__":
    main()
