"""How files look: length, width, spaces, words that must not stay, places of one machine."""

import re

from tree import Finding

MAX_LINES = 500
MAX_COLUMNS = 100
LONG_FILES = (".json", ".md", ".txt", ".sql")
# Written by programs and read by nobody from end to end.
GENERATED = "/generated/"
# Written so that these lines do not find themselves.
UNFINISHED = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|HA" r"CK)\b")
MACHINE_PATH = re.compile(r"(?<![\w.:/}-])/(?:work|root|home)/[\w.-]+")
REGISTRY = re.compile(r"\b(?:registry\.(?:npm|yarn)|(?:files\.)?pyth" r"onhosted|pypi\.o" r"rg)")
BANNER = re.compile(r"^\s*(?://|#)\s*[-=*#~]{5,}")


def length_findings(tree):
    for file in tree.files.values():
        if file.path.endswith(LONG_FILES) or GENERATED in file.path:
            continue
        if len(file.lines) > MAX_LINES:
            yield Finding(file.path, MAX_LINES, f"{len(file.lines)} lines: split it by subject "
                                                f"(the limit is {MAX_LINES})")


def line_findings(tree):
    for file in tree.files.values():
        for number, line in enumerate(file.lines, 1):
            if line != line.rstrip():
                yield Finding(file.path, number, "spaces at the end of the line")
            if file.is_code and len(line) > MAX_COLUMNS:
                yield Finding(file.path, number, f"{len(line)} columns: the limit is {MAX_COLUMNS}")
            if file.is_code and BANNER.search(line):
                yield Finding(file.path, number, "no banners: a comment is a sentence")


def word_findings(tree):
    for file in tree.files.values():
        for number, line in enumerate(file.lines, 1):
            word = UNFINISHED.search(line)
            if word:
                yield Finding(file.path, number, f"{word[0]}: finish it, or file an issue")
            place = MACHINE_PATH.search(line)
            if place:
                yield Finding(file.path, number, f"{place[0]} is a path of one machine: make it "
                                                 "relative, or a setting")
            if REGISTRY.search(line):
                yield Finding(file.path, number, "the package registry is a setting of its client: "
                                                 "do not name it here")


RULES = [length_findings, line_findings, word_findings]
