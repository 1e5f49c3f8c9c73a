"""Which folder may include which: the arrows of docs/architecture.md."""

import re

from tree import Finding

# A suite includes only suites of a lower tier, and its own.
TIERS = [
    {"platform"},
    {"accounts", "accounting", "ledger", "tax"},
    {"ai", "banking", "commerce", "documents", "people", "personal", "practice", "privacy",
     "trading"},
    {"control", "engage", "insight"},
]
ALLOWED = {
    "base": {"base"},
    "engines": {"base", "engines"},
    "kernel": {"base", "kernel"},
    "suites": {"base", "engines", "kernel", "suites"},
    "apps": {"base", "engines", "kernel", "suites", "apps"},
    "benchmarks": {"base", "engines", "kernel", "suites", "apps", "benchmarks"},
    "tests": {"base", "engines", "kernel", "suites", "apps", "tests"},
}
FIRST_INCLUDE = re.compile(r'^\s*#\s*include\s+["<]([^">]+)[">]', re.MULTILINE)
# Arrows that one folder alone may take, each with the decision that says why.
EXCEPTIONS = {
    ("kernel/graphql", "engines/graphql"),  # docs/decisions/0027
}
# Written by the build: cmake/embed.cmake makes it from a module's schema folder.
GENERATED = "/schema.h"


def tier_of(suite):
    for number, names in enumerate(TIERS):
        if suite in names:
            return number
    return None


def module_of(path):
    return path.rsplit("/", 1)[0]


def arrow_problem(source, target):
    """Why a file may not include a header, or None."""
    from_top, to_top = source.split("/")[0], target.split("/")[0]
    excepted = (module_of(source), module_of(target)) in EXCEPTIONS
    if to_top not in ALLOWED.get(from_top, {from_top}) and not excepted:
        allowed = ", ".join(sorted(ALLOWED.get(from_top, {from_top})))
        return f"{from_top} must not include {to_top}: the arrows allow {allowed}"
    if from_top == to_top == "suites":
        return suite_problem(source, target)
    if "/testing/" in target and "/testing/" not in source:
        if from_top != "tests" and not source.endswith(
                ("_test.cpp", "_dbtest.cpp", "_fuzz.cpp")):
            return "only tests may include a testing folder"
    return None


def suite_problem(source, target):
    from_suite, to_suite = source.split("/")[1], target.split("/")[1]
    if from_suite == to_suite:
        return None
    from_tier, to_tier = tier_of(from_suite), tier_of(to_suite)
    if from_tier is None or to_tier is None:
        unknown = from_suite if from_tier is None else to_suite
        return f"suite {unknown} has no tier: give it one in tools/tidy/arrows.py"
    if to_tier >= from_tier:
        return f"suite {from_suite} stands on no tier above {to_suite}: call its operation instead"
    folder, header = target.rsplit("/", 1)
    if header != folder.rsplit("/", 1)[1] + ".h":
        return f"another suite is reached through its public header {folder}/<folder>.h only"
    return None


def include_findings(tree):
    for file in tree.code_files:
        for line, target in file.includes:
            if "/" not in target:
                yield Finding(file.path, line, f'"{target}": includes are relative to the root')
                continue
            problem = arrow_problem(file.path, target)
            if problem:
                yield Finding(file.path, line, problem)
            if target not in tree.files and not target.endswith(GENERATED):
                yield Finding(file.path, line, f'"{target}" does not exist')


def own_header_findings(tree):
    """Units whose own header is not their first include: there it is seen to compile alone, and the
    build checks only headers without a unit so."""
    for file in tree.code_files:
        own = file.path.removesuffix(".cpp") + ".h"
        first = FIRST_INCLUDE.search(file.text)
        if own in tree.files and file.path.endswith(".cpp") and (not first or first[1] != own):
            yield Finding(file.path, 1, f'"{own}" is its first include')


def find_cycle(edges):
    """One cycle in {module: {module}}, as a list that ends where it begins, or None."""
    done, path = set(), []

    def visit(module):
        if module in path:
            return path[path.index(module):] + [module]
        if module in done:
            return None
        path.append(module)
        for target in sorted(edges.get(module, ())):
            cycle = visit(target)
            if cycle:
                return cycle
        path.pop()
        done.add(module)
        return None

    for module in sorted(edges):
        cycle = visit(module)
        if cycle:
            return cycle
    return None


def cycle_findings(tree):
    """Folders that include each other in a circle. Tests may look up and do not count."""
    edges = {}
    for file in tree.code_files:
        if file.is_test:
            continue
        for _, target in file.includes:
            if "/" in target and module_of(target) != file.folder:
                edges.setdefault(file.folder, set()).add(module_of(target))
    cycle = find_cycle(edges)
    if cycle:
        yield Finding(cycle[0], 1, "include cycle: " + " -> ".join(cycle))


RULES = [include_findings, own_header_findings, cycle_findings]
