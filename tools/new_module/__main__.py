"""Writes a new module that compiles and passes its tests, to be changed into what is wanted.

python3 tools/new_module suites/SUITE/NAME [--root FOLDER]: fills the templates beside this file in,
and lists the module in FOLDER/CMakeLists.txt when there is one. Refuses to touch a folder that exists.
"""

import argparse
import os
import re
import sys

TEMPLATES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "templates")
LINK = "LINK base kernel/api kernel/runtime kernel/store fmt"


def names_of(path):
    """What the templates say, by the word between their @ signs."""
    found = re.fullmatch(r"suites/([a-z][a-z0-9_]*)/([a-z][a-z0-9_]*)", path)
    if not found:
        raise SystemExit(f"'{path}' is not suites/SUITE/NAME in snake_case")
    suite, name = found.groups()
    return {
        "path": path,
        "suite": suite,
        "name": name,
        "schema": f"{suite}_{name}",
        "namespace": f"sangam::suites::{suite}::{name}",
        "Type": "".join(word.capitalize() for word in name.split("_")),
        "title": name.replace("_", " ").capitalize(),
        "prefix": name.replace("_", "")[:4],
    }


def templates():
    for folder, _, files in os.walk(TEMPLATES):
        for file in sorted(files):
            yield os.path.relpath(os.path.join(folder, file), TEMPLATES)


def fill_in(text, names):
    return re.sub(r"@(\w+)@", lambda found: names[found[1]], text)


def write_module(root, names):
    for template in templates():
        target = template.removesuffix(".in").replace("NAME", names["name"])
        target = os.path.join(root, names["path"], target)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(os.path.join(TEMPLATES, template), encoding="utf-8") as file:
            text = fill_in(file.read(), names)
        with open(target, "w", encoding="utf-8") as file:
            file.write(text)
        print(os.path.relpath(target, root))


def list_module(root, names):
    """Adds the module after the last suite of CMakeLists.txt."""
    path = os.path.join(root, "CMakeLists.txt")
    if not os.path.exists(path):
        return
    with open(path, encoding="utf-8") as file:
        text = file.read()
    suites = list(re.finditer(r"^sangam_module\(suites/[^)]*\)\n", text, re.MULTILINE))
    position = suites[-1].end() if suites else len(text)
    line = f"sangam_module({names['path']} {LINK})\n"
    with open(path, "w", encoding="utf-8") as file:
        file.write(text[:position] + line + text[position:])
    print("CMakeLists.txt")


def main():
    parser = argparse.ArgumentParser(prog="new_module", description=__doc__)
    parser.add_argument("path", help="suites/SUITE/NAME")
    parser.add_argument("--root", default=".", help="the repository; the current folder unless said")
    options = parser.parse_args()
    names = names_of(options.path.rstrip("/"))
    if os.path.exists(os.path.join(options.root, names["path"])):
        sys.exit(f"{names['path']} exists already")
    write_module(options.root, names)
    list_module(options.root, names)
    print(f"Next: call declare() of {names['path']} in the list of modules in apps/sangam, "
          f"and its schema() in the list of migrations.")


if __name__ == "__main__":
    main()
