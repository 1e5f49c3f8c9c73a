"""The table of what we link or run, and what Debian says of it."""

import os
import re
import subprocess
from dataclasses import dataclass

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))


@dataclass(frozen=True)
class Component:
    name: str
    package: str
    use: str
    licence: str
    debian_licence: str


def parse(text):
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            yield Component(*(field.strip() for field in line.split("|")))


def components():
    with open(f"{ROOT}/tools/licences/libraries.txt", encoding="utf-8") as file:
        return list(parse(file.read()))


def output(*command):
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def package_version(package):
    """The installed version, or None."""
    shown = output("dpkg-query", "--show", "--showformat", "${Version}", package)
    return shown.strip() or None


def copyright_words(package):
    """The set of words after "License:" in the package's copyright file."""
    try:
        with open(f"/usr/share/doc/{package}/copyright", encoding="utf-8", errors="replace") as file:
            return set(re.findall(r"^License:\s*(\S+)\s*$", file.read(), re.MULTILINE))
    except FileNotFoundError:
        return set()


def packages_of(paths):
    """{path: Debian package} of shared libraries; merged-/usr paths are tried both ways."""
    found = {}
    for path in paths:
        real = os.path.realpath(path)
        for candidate in (real, real.removeprefix("/usr"), path):
            owner = output("dpkg-query", "--search", candidate)
            if owner:
                found[path] = owner.split(":")[0]
                break
    return found


def shared_libraries(program, direct):
    """Paths of the shared libraries that a program names itself (direct) or ends up with."""
    loaded = dict(re.findall(r"^\s*(\S+) => (\S+) \(", output("ldd", program), re.MULTILINE))
    if not direct:
        return sorted(loaded.values())
    named = re.findall(r"NEEDED\s+Shared library: \[(.+)\]", output("readelf", "--dynamic", program))
    return sorted(loaded[name] for name in named if name in loaded)
