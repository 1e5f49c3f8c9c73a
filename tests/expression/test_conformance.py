"""Expressions pass the published cases of CEL, but those about what they do not have."""

import json
import pathlib
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PROGRAM = ROOT / "build" / "dev" / "tests" / "expression_conformance"

# The cases that must not become fewer.
PASSED = 1626


def cases():
    done = subprocess.run(["tools/node_script.sh", "tests/expression", "cases.mjs"], cwd=ROOT,
                          text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_published_cases_pass():
    done = subprocess.run([PROGRAM], input=cases(), text=True, capture_output=True, timeout=60,
                          check=False)
    *failures, counts = done.stdout.splitlines()
    assert not failures, "\n".join(failures)
    counts = json.loads(counts)
    print(f"CEL: {counts}")
    assert counts["failed"] == 0
    assert counts["passed"] >= PASSED
