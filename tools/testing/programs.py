"""Runs the test programs of one build through ctest and prints a line a program.

programs.py BUILD_FOLDER LABEL…: "PASS base_test (34 cases)", or a FAIL line for each failed case. A
program that dies before it wrote its results is one failure.
"""

import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as xml

# Properties try the same values in every run, and others in a long one; what fails prints its seed.
SEED = "seed=20260101"


def run(folder, labels, results):
    shutil.rmtree(results, ignore_errors=True)
    os.makedirs(results)
    environment = dict(os.environ, GTEST_OUTPUT=f"xml:{results}/")
    if not os.environ.get("SANGAM_TEST_LONG"):
        environment.setdefault("RC_PARAMS", SEED)
    environment.setdefault("ASAN_OPTIONS", "detect_stack_use_after_return=1")
    environment.setdefault("UBSAN_OPTIONS", "print_stacktrace=1")
    environment.setdefault("TSAN_OPTIONS", "second_deadlock_stack=1")
    # Tests with a database wait more than they compute.
    parallel = (2 if "db" in labels else 1) * os.cpu_count()
    subprocess.run(
        ["ctest", "--test-dir", folder, "--label-regex", "^(" + "|".join(labels) + ")$",
         "--parallel", str(parallel), "--output-on-failure", "--no-tests=error",
         "--output-junit", f"{results}/ctest.junit"],
        env=environment, check=False,
    )


def failed_cases(report):
    """(number of cases run, names of the failed ones) of one GoogleTest report."""
    cases, failed = 0, []
    for case in xml.parse(report).getroot().iter("testcase"):
        if case.get("status") == "run" and case.get("result") == "completed":
            cases += 1
        if case.find("failure") is not None:
            failed.append(f"{case.get('classname')}.{case.get('name')}")
    return cases, failed


def main():
    folder, labels = sys.argv[1], sys.argv[2:]
    results = os.path.abspath(f"{folder}/results/{'-'.join(labels)}")
    run(folder, labels, results)
    sanitized = os.path.basename(folder)
    for program in xml.parse(f"{results}/ctest.junit").getroot().iter("testcase"):
        name, report = program.get("name"), f"{results}/{program.get('name')}.xml"
        where = f"{sanitized}: {name}"
        cases, failed = failed_cases(report) if os.path.exists(report) else (0, [])
        for case in failed:
            print(f"FAIL {where}: {case}")
        if program.find("failure") is not None and not failed:
            print(f"FAIL {where}: the program died or ran out of time")
        elif os.path.exists(report) and not cases:
            print(f"FAIL {where}: not one case in it")
        elif not failed:
            print(f"PASS {where} ({cases} cases)" if cases else f"PASS {where}")


if __name__ == "__main__":
    main()
