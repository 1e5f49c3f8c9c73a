"""Packages of PyPI that tests run against the server, installed beside everything else of the build."""

import os
import subprocess
import sys

import pytest
from server import ROOT


def installed(name, requirements):
    """The folder build/test/NAME with what the file `requirements` pins by hash. Skips the test,
    with the reason, when the registry cannot be reached."""
    folder = os.path.join(ROOT, "build", "test", name)
    stamp = os.path.join(folder, "requirements.txt")
    with open(requirements, encoding="utf-8") as file:
        wanted = file.read()
    if not os.path.exists(stamp) or open(stamp, encoding="utf-8").read() != wanted:
        run = subprocess.run(
            ["tools/try_again.sh", "120", sys.executable, "-m", "pip", "install", "--quiet",
             "--no-deps", "--require-hashes", "--only-binary", ":all:", "--upgrade",
             "--target", folder, "-r", requirements],
            cwd=ROOT, capture_output=True, text=True)
        if run.returncode != 0:
            pytest.skip(f"pip could not install {name}: {run.stderr[-300:]}")
        with open(stamp, "w", encoding="utf-8") as file:
            file.write(wanted)
    return folder
