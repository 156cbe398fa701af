#!/usr/bin/env python3
"""Makes a wheel of an unpacked archive: the same program and the same files, where pip puts programs.

    wheel.py TREE FOLDER

TREE is the archive's folder, wnreport-VERSION-x86_64-linux. Prints the wheel that it leaves in FOLDER.
"""

import base64
import hashlib
import pathlib
import sys
import time
import zipfile

import contents
import program

SUMMARY = "An executable explanation of weight normalization."


class Wheel:
    """A zip file with a list of what is in it."""

    def __init__(self, path, information, moment):
        self.archive = zipfile.ZipFile(path, "w", compresslevel=9)
        self.information = information
        self.moment = time.gmtime(moment)[:6]
        self.record = []

    def add(self, name, content, mode=0o644):
        entry = zipfile.ZipInfo(name, self.moment)
        entry.external_attr = (0o100000 | mode) << 16
        entry.compress_type = zipfile.ZIP_DEFLATED
        self.archive.writestr(entry, content)
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        self.record.append(f"{name},sha256={digest},{len(content)}\n")

    def close(self):
        name = f"{self.information}/RECORD"
        self.add(name, ("".join(self.record) + f"{name},,\n").encode())
        self.archive.close()


def files(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def main():
    tree, output = map(pathlib.Path, sys.argv[1:])
    name, version = tree.name.split("-")[:2]
    binary = tree / "bin" / name
    tag = "py3-none-manylinux_{}_{}_x86_64".format(*program.glibc(binary))
    stem = f"{name}-{version}"
    information = f"{stem}.dist-info"
    path = output / f"{stem}-{tag}.whl"
    texts = files(tree / contents.LICENCES)

    wheel = Wheel(path, information, (tree / "README.md").stat().st_mtime)
    wheel.add(f"{stem}.data/scripts/{name}", binary.read_bytes(), 0o755)
    for file in files(tree / "share"):
        mode = file.stat().st_mode & 0o777
        wheel.add(f"{stem}.data/data/{file.relative_to(tree)}", file.read_bytes(), mode)
    for text in texts:
        wheel.add(f"{information}/licenses/{text.name}", text.read_bytes())
    wheel.add(f"{information}/METADATA", "\n".join([
        "Metadata-Version: 2.4", f"Name: {name}", f"Version: {version}", f"Summary: {SUMMARY}",
        f"License-Expression: {contents.expression()}",
        *[f"License-File: {text.name}" for text in texts],
        "Description-Content-Type: text/markdown", "", (tree / "README.md").read_text(),
    ]).encode())
    wheel.add(f"{information}/WHEEL", "\n".join([
        "Wheel-Version: 1.0", "Generator: wheel.py of wnreport", "Root-Is-Purelib: false",
        f"Tag: {tag}", "",
    ]).encode())
    wheel.close()
    print(path)


if __name__ == "__main__":
    main()
