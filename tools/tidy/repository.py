"""The repository as a whole: folders, records, notices, module skeletons."""

import re

from tree import Finding

RECORD = re.compile(r"^docs/decisions/(\d{4})-[a-z0-9-]+\.md$")
LEGAL_FILES = ("CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "NOTICE", "SECURITY.md")


def folder_findings(tree):
    """README's table of folders (| `name/` | what |) names each top-level folder once."""
    readme = tree.files.get("README.md")
    if readme is None:
        yield Finding("README.md", 1, "missing: it opens with what this is and a table of folders")
        return
    rows = re.findall(r"^\| `([\w.-]+)/` \|", readme.text, re.MULTILINE)
    shown = {folder for folder in tree.folders if not folder.startswith(".")}
    for name in sorted(shown - set(rows)):
        yield Finding("README.md", 1, f"the table of folders lacks {name}/")
    for name in sorted(set(rows) - shown):
        yield Finding("README.md", 1, f"the table of folders names {name}/, which does not exist")
    for name in sorted({name for name in rows if rows.count(name) > 1}):
        yield Finding("README.md", 1, f"the table of folders names {name}/ twice")


def record_findings(tree):
    """Decision records are numbered from 0001 without gaps and have the four parts."""
    numbers = {}
    for path, file in tree.files.items():
        if not path.startswith("docs/decisions/"):
            continue
        found = RECORD.match(path)
        if not found:
            yield Finding(path, 1, "a decision record is named NNNN-title.md")
            continue
        if found[1] in numbers:
            yield Finding(path, 1, f"number {found[1]} is taken by {numbers[found[1]]}")
        numbers[found[1]] = path
        if not file.text.startswith(f"# {found[1]}: "):
            yield Finding(path, 1, f"the first line is '# {found[1]}: title'")
    for wanted, number in enumerate(sorted(numbers), 1):
        if int(number) != wanted:
            yield Finding(numbers[number], 1, f"record {wanted:04} is missing before this one")
            break


def notice_findings(tree):
    """NOTICE names every library that cmake/libraries.cmake lets modules link."""
    notice = tree.files.get("NOTICE")
    libraries = tree.files.get("cmake/libraries.cmake")
    if notice is None or libraries is None:
        return
    for found in re.finditer(r"^sangam_library\((\w+)", libraries.text, re.MULTILINE):
        if not re.search(rf"\b{re.escape(found[1])}\b", notice.text):
            yield Finding("NOTICE", 1, f"{found[1]} is linked (cmake/libraries.cmake) and not named")


def skeleton_findings(tree):
    """A module of a suite has a page that explains it, and one place that declares it; a part of a
    module, in a folder below it, has its page and is declared by the module."""
    modules = {}
    for file in tree.code_files:
        parts = file.path.split("/")
        if parts[0] == "suites" and len(parts) > 2:
            modules.setdefault(file.folder, set()).add(parts[-1])
    for folder, names in modules.items():
        if folder.endswith("/testing"):
            continue
        if f"{folder}/README.md" not in tree.files:
            yield Finding(folder, 1, "the module lacks README.md: what it does, life cycle, "
                                     "invariants")
        if folder.count("/") > 2:
            continue
        if "declare.cpp" not in names:
            yield Finding(folder, 1, "the module lacks declare.cpp: its operations, resources, "
                                     "events, jobs, permissions")
        if folder.rsplit("/", 1)[1] + ".h" not in names:
            yield Finding(folder, 1, "the module lacks the public header named after its folder")


def migration_findings(tree):
    """A module's schema files are numbered from 001 without gaps."""
    folders = {}
    for path in tree.files:
        found = re.match(r"^(.+/schema)/([^/]+)\.sql$", path)
        if found:
            folders.setdefault(found[1], []).append(found[2])
    for folder, names in folders.items():
        for wanted, name in enumerate(sorted(names), 1):
            if not re.match(rf"^{wanted:03}_[a-z0-9_]+$", name):
                yield Finding(f"{folder}/{name}.sql", 1, f"the next schema file is {wanted:03}_name.sql")
                break


def module_list_findings(tree):
    """Every folder with C++ is a module that CMakeLists.txt lists, or a bench."""
    top = tree.files.get("CMakeLists.txt")
    if top is None:
        return
    listed = set(re.findall(r"^sangam_module\(([\w/]+)", top.text, re.MULTILINE))
    folders = {file.folder for file in tree.code_files}
    for folder in sorted(folders):
        if folder.split("/")[0] in ("base", "engines", "kernel", "suites", "apps"):
            if folder not in listed:
                yield Finding("CMakeLists.txt", 1, f"{folder} is not listed as a module")


def guide_findings(tree):
    """The C++ of a guide is short, and the same in a source that names the guide and is tested."""
    for path, guide in tree.files.items():
        if not re.match(r"^docs/guides/[^/]+[.]md$", path):
            continue
        sources = [words(file.text) for file in tree.code_files if path in file.text]
        for block in re.finditer(r"^```cpp\n(.*?)^```", guide.text, re.MULTILINE | re.DOTALL):
            line = guide.line_of(block.start())
            if block[1].count("\n") >= 40:
                yield Finding(path, line, "an example has fewer than 40 lines")
            if not any(words(block[1]) in source for source in sources):
                yield Finding(path, line, "no source that names this guide has this code")


def words(text):
    """Code without its layout, which differs between a page and a namespace."""
    return " ".join(text.split())


def presence_findings(tree):
    for name in LEGAL_FILES:
        if name not in tree.files:
            yield Finding(name, 1, "missing")


RULES = [
    folder_findings, record_findings, notice_findings, skeleton_findings, migration_findings,
    module_list_findings, guide_findings, presence_findings,
]
