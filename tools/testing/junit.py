"""Turns a JUnit report of another runner (pytest, Playwright, Vitest) into our lines.

junit.py NAME REPORT: one PASS line with the number of cases, and a FAIL line a failed case, with
the beginning of what it said.
"""

import sys
import xml.etree.ElementTree as xml


LINES_SHOWN = 25


def why(case):
    """What the runner wrote of a failed case, or None of another."""
    for kind in ("failure", "error"):
        found = case.find(kind)
        if found is not None:
            return (found.text or found.get("message") or "").strip().splitlines()
    return None


def main():
    name, report = sys.argv[1:]
    passed, failed, skipped = 0, [], 0
    for case in xml.parse(report).getroot().iter("testcase"):
        label = f"{case.get('classname')}: {case.get('name')}"
        lines = why(case)
        if lines is not None:
            failed.append((label, lines))
        elif case.find("skipped") is not None:
            skipped += 1
        else:
            passed += 1
    for label, lines in failed:
        print(f"FAIL {name}: {label}")
        for line in lines[:LINES_SHOWN]:
            print("    " + line)
    if passed:
        print(f"PASS {name} ({passed} cases)")
    if skipped:
        print(f"SKIP {name}: {skipped} cases")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
