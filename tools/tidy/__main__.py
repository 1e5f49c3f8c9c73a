"""Checks the rules of this repository that a compiler does not know.

python3 tools/tidy [ROOT]: prints each finding as path:line: what to do, then a line a rule. Exits 1
when there is any finding.
"""

import os
import sys

import arrows
import banned
import repository
import text
from tree import Tree

RULES = arrows.RULES + banned.RULES + text.RULES + repository.RULES


def main():
    root = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(__file__), "..", "..")
    tree = Tree.read(root)
    failed = 0
    for rule in RULES:
        findings = list(rule(tree))
        for finding in findings:
            print(finding)
        name = rule.__name__.removesuffix("_findings").replace("_", " ")
        print(f"{'FAIL' if findings else 'PASS'} tidy: {name}")
        failed += bool(findings)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
