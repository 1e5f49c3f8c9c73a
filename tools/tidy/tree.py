"""The files that the rules look at, read once."""

import os
import re
import subprocess
from dataclasses import dataclass
from functools import cached_property

CODE = (".cpp", ".h")
TEXT = CODE + (
    ".cmake", ".css", ".html", ".js", ".json", ".md", ".mjs", ".py", ".sh", ".sql", ".ts", ".tsx",
    ".txt", ".yaml", ".yml",
)
TEXT_NAMES = {
    "LICENSE",
    "CMakeLists.txt", "NOTICE", "run", "test", "bench", ".gitignore", ".clang-format", ".clang-tidy",
}


@dataclass(frozen=True)
class Finding:
    """One broken rule: where, and what to do instead."""

    path: str
    line: int
    message: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.message}"


def blank(match):
    """Spaces in place of a match, so that lines and columns stay where they were."""
    return re.sub(r"[^\n]", " ", match.group())


NOT_CODE = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(?P<mark>[^(\s]{0,16})\(.*?\)(?P=mark)"|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'",
    re.DOTALL,
)


@dataclass
class SourceFile:
    path: str
    text: str

    @property
    def is_code(self):
        return self.path.endswith(CODE)

    @property
    def is_test(self):
        return bool(re.search(r"_(test|dbtest|fuzz)\.cpp$", self.path))

    @property
    def folder(self):
        return os.path.dirname(self.path)

    @cached_property
    def lines(self):
        return self.text.split("\n")

    @cached_property
    def code(self):
        """The text of a C++ file with comments, strings and characters blanked out."""
        return NOT_CODE.sub(blank, self.text)

    @cached_property
    def includes(self):
        """(line, path) of every quoted include."""
        pattern = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.MULTILINE)
        return [(self.line_of(found.start(1)), found[1]) for found in pattern.finditer(self.text)]

    def line_of(self, offset):
        return self.text.count("\n", 0, offset) + 1


class Tree:
    """A repository's text files by path."""

    def __init__(self, files, folders=()):
        self.files = {path: SourceFile(path, text) for path, text in sorted(files.items())}
        self.folders = set(folders) | {path.split("/")[0] for path in files if "/" in path}

    @property
    def code_files(self):
        return [file for file in self.files.values() if file.is_code]

    @classmethod
    def read(cls, root):
        """What git tracks or would track; of those, the text."""
        listed = subprocess.run(
            ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others",
             "--exclude-standard"],
            cwd=root, capture_output=True, text=True, check=True,
        ).stdout.split("\0")
        files, folders = {}, set()
        for path in filter(None, listed):
            full = os.path.join(root, path)
            if not os.path.isfile(full):
                continue
            if "/" in path:
                folders.add(path.split("/")[0])
            if path.endswith(TEXT) or os.path.basename(path) in TEXT_NAMES:
                with open(full, encoding="utf-8", errors="replace") as file:
                    files[path] = file.read()
        return cls(files, folders)
