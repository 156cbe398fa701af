"""What a program needs of the system that runs it, read from the program itself."""

import re
import subprocess

# glibc's own, which come with it wherever it is.
GLIBC = {"ld-linux-x86-64.so.2", "libc.so.6", "libdl.so.2", "libm.so.6", "libpthread.so.0", "librt.so.1"}


def readelf(option, program):
    return subprocess.run(
        ["readelf", "--wide", option, program], check=True, capture_output=True, text=True).stdout


def libraries(program):
    """The names of the shared libraries that are loaded with it."""
    return set(re.findall(r"\(NEEDED\).*\[(.+)\]", readelf("--dynamic", program)))


def glibc(program):
    """The oldest glibc that has all the symbols it asks for, as two numbers."""
    versions = re.findall(r"\bGLIBC_(\d+)\.(\d+)", readelf("--version-info", program))
    return max((int(major), int(minor)) for major, minor in versions)
