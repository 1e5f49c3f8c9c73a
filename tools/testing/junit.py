"""Turns a JUnit report of another runner (pytest, Playwright, Vitest) into our lines.

junit.py NAME REPORT: one PASS line with the number of cases, and a FAIL line a failed case.
"""

import sys
import xml.etree.ElementTree as xml


def main():
    name, report = sys.argv[1:]
    passed, failed, skipped = 0, [], 0
    for case in xml.parse(report).getroot().iter("testcase"):
        label = f"{case.get('classname')}: {case.get('name')}"
        if case.find("failure") is not None or case.find("error") is not None:
            failed.append(label)
        elif case.find("skipped") is not None:
            skipped += 1
        else:
            passed += 1
    for label in failed:
        print(f"FAIL {name}: {label}")
    if passed:
        print(f"PASS {name} ({passed} cases)")
    if skipped:
        print(f"SKIP {name}: {skipped} cases")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
