"""The licence gate: what may be linked, what may only run beside us, and what proves it."""

import json
import os
import re
import sys

import sbom
import table

PERMISSIVE = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BSL-1.0", "BlueOak-1.0.0", "CC0-1.0",
    "ISC", "MIT", "PostgreSQL", "Python-2.0", "Unicode-DFS-2016", "Unlicense", "Zlib", "curl",
}
# The C and C++ runtime may be used by programs under any licence, by exception or as a system part.
SYSTEM = {"GPL-3.0-or-later WITH GCC-exception-3.1", "LGPL-2.1-or-later"}
# Linked as a shared library that people can replace, which is what the LGPL asks.
SHARED = {"LGPL-2.1-only", "LGPL-2.1-or-later"}
# Tools that build the console or test the server and are in neither; MPL and CC-BY ask something only
# of their copies.
BUILD_TOOLS = PERMISSIVE | {"MPL-2.0", "CC-BY-4.0"}
# Under licences that forbid offering them as a service, which no test does: run by one test, part of
# nothing that we ship.
TEST_ONLY = {"@apollo/composition", "@apollo/federation-internals", "@apollo/query-graphs"}
COPYLEFT = {"GPL-2.0-or-later", "GPL-3.0-or-later"}
ALLOWED = {
    "linked": PERMISSIVE | SHARED,
    "tests": PERMISSIVE,
    "system": SYSTEM,
    "process": PERMISSIVE | COPYLEFT,
}
# What packages say where SPDX has an identifier.
SPELLED_OUT = {"MIT License": "MIT"}
# What packages say in a file of theirs only, as it was read there, of that version.
READ = {"@modelcontextprotocol/inspector-cli@1.0.3": "Apache-2.0 AND MIT",
        "combine-errors@3.0.3": "MIT"}
LOCK_FILES = ("web/console", "sdk/typescript", "tests/browser", "tests/expression", "tests/graphql",
              "tests/graphql_http", "tests/mcp", "tests/openid", "tests/relying_party", "tests/saml",
              "tests/tus", "benchmarks/peers")


# Python packages of tests, which say their licence in the comment before them.
REQUIREMENTS = ("tests/scim/requirements.txt", "tests/schemathesis/requirements.txt")


def licence_allowed(expression, allowed):
    """An SPDX expression: one side of OR must be allowed, every side of AND."""
    expression = expression.strip("() ")
    if " OR " in expression:
        return any(licence_allowed(side, allowed) for side in expression.split(" OR "))
    if " AND " in expression:
        return all(licence_allowed(side, allowed) for side in expression.split(" AND "))
    return SPELLED_OUT.get(expression, expression) in allowed


def gate_table(components):
    for part in components:
        if not licence_allowed(part.licence, ALLOWED[part.use]):
            yield f"{part.name} is {part.licence}, which may not be {part.use}"


def gate_copyright_files(components, words=table.copyright_words):
    """Debian's word is checked for what is installed; what a test group adds may be absent."""
    for part in components:
        found = words(part.package)
        if part.debian_licence != "-" and found and part.debian_licence not in found:
            yield f"{part.package}: its copyright file does not say License: {part.debian_licence}"


def gate_cmake(components, libraries):
    """Every library that modules may link is in the table."""
    known = {part.name for part in components}
    for name in re.findall(r"^sangam_library\((\w+)", libraries, re.MULTILINE):
        if name not in known:
            yield f"{name} (cmake/libraries.cmake) has no licence in tools/licences/libraries.txt"


def gate_program(components, packages):
    """The program itself names only libraries of the table."""
    known = {part.package for part in components if part.use in ("linked", "system")}
    for path, package in packages.items():
        if package not in known:
            yield f"the program links {path} of {package}, which is not in the table"


def gate_lock_file(folder, lock):
    for path, package in lock["packages"].items():
        if not path or package.get("link"):
            continue
        name = path.rpartition("node_modules/")[2]
        licence = READ.get(f"{name}@{package.get('version')}", package.get("license", "unknown"))
        allowed = BUILD_TOOLS if package.get("dev") or folder != "web/console" else PERMISSIVE
        if name in TEST_ONLY and folder.startswith("tests/") and licence == "Elastic-2.0":
            continue
        if not licence_allowed(licence, allowed):
            yield f"{folder}: {path.removeprefix('node_modules/')} is under {licence}"


def gate_requirements(text):
    """Each package is pinned by its hash, and the line before it is the licence it is under."""
    before = ""
    for line in filter(str.strip, text.splitlines()):
        if not line.startswith("#"):
            name = line.partition("==")[0]
            if "--hash=sha256:" not in line:
                yield f"{name} is not pinned by its hash"
            if not licence_allowed(before.removeprefix("#").strip(), BUILD_TOOLS | {"PSF-2.0"}):
                yield f"{name} has no licence before it that tests may use"
        before = line


def read(path):
    with open(f"{table.ROOT}/{path}", encoding="utf-8") as file:
        return file.read()


def main():
    components = table.components()
    checks = {
        "what we link or run": gate_table(components),
        "Debian's copyright files": gate_copyright_files(components),
        "cmake/libraries.cmake": gate_cmake(components, read("cmake/libraries.cmake")),
    }
    program, all_packages = f"{table.ROOT}/build/dev/sangam", {}
    if os.path.exists(program):
        direct = table.packages_of(table.shared_libraries(program, direct=True))
        all_packages = table.packages_of(table.shared_libraries(program, direct=False))
        checks["the built program"] = gate_program(components, direct)
    locks = {}
    for folder in LOCK_FILES:
        if os.path.exists(f"{table.ROOT}/{folder}/package-lock.json"):
            locks[folder] = json.loads(read(f"{folder}/package-lock.json"))
            checks[f"npm packages of {folder}"] = gate_lock_file(folder, locks[folder])

    for path in REQUIREMENTS:
        checks[f"Python packages of {path}"] = gate_requirements(read(path))

    failed = False
    for name, problems in checks.items():
        problems = list(problems)
        failed = failed or bool(problems)
        for problem in problems:
            print(f"FAIL licences: {problem}")
        if not problems:
            print(f"PASS licences: {name}")
    document = sbom.document(components, sorted(set(all_packages.values())), locks.get("web/console"))
    sbom.write(document, f"{table.ROOT}/build/sbom.spdx.json")
    print(f"PASS sbom: build/sbom.spdx.json, {len(document['packages'])} packages")
    sys.exit(1 if failed else 0)
