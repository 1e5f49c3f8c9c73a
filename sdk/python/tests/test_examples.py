"""The examples, and what the README shows, against the real server."""

import os
import re
import subprocess

import pytest

PACKAGE = os.path.realpath(os.path.join(os.path.dirname(__file__), ".."))


def run(server, arguments):
    environment = os.environ | {"PYTHONPATH": os.path.join(PACKAGE, "src"),
                                "SANGAM_URL": server.url, "SANGAM_API_KEY": server.demo["api_key"]}
    ran = subprocess.run(["/usr/bin/python3", *arguments], env=environment, capture_output=True,
                         text=True, timeout=60)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_pay(server):
    said = run(server, [os.path.join(PACKAGE, "examples", "pay.py")])
    assert said.splitlines()[0] == "refused: exceeds_credits"
    assert said.endswith("transfer 5000.00\n")


def test_follow(server):
    pytest.importorskip("httpx")
    said = run(server, [os.path.join(PACKAGE, "examples", "follow.py")])
    assert said.count("ledger.transfers.posted") == 3


def test_the_start_of_the_readme(server):
    with open(os.path.join(PACKAGE, "README.md"), encoding="utf-8") as file:
        blocks = re.findall(r"^```python\n(.*?)^```", file.read(), re.DOTALL | re.MULTILINE)
    said = run(server, ["-c", "\n".join(block for block in blocks if "await" not in block)])
    assert "5000.00" in said and "exceeds_credits" in said
