"""The conformance scenarios that the protocol's own project publishes, both versions."""

import os
import pathlib
import re
import subprocess

import packages
import pytest

BUILD = pathlib.Path(os.environ.get("SANGAM_PROGRAM",
                                    packages.ROOT / "build" / "dev" / "sangam")).parent
PROGRAM = BUILD / "tests" / "mcp_conformance_server"


@pytest.fixture(scope="module", name="url")
def url_fixture():
    process = subprocess.Popen([PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    port = process.stdout.readline().strip()
    yield f"http://127.0.0.1:{port}/mcp"
    process.stdin.close()
    assert process.wait(20) == 0


def passed(output):
    """Checks that passed, and those that did not; extensions and drafts are run and not scored."""
    single = re.search(r"Passed: (\d+)/\d+, (\d+) failed", output)
    if single:
        return int(single[1]), int(single[2])
    scored, _, rest = output.partition("Not scored")
    left_out = set(re.findall(r"^ +[✓✗] (\S+) \(", rest, re.M))
    checks = [(int(good), int(bad)) for name, good, bad in
              re.findall(r"^ *[✓✗] (\S+): (\d+) passed, (\d+) failed", scored, re.M)
              if name not in left_out]
    assert checks, output[-4000:]
    return tuple(map(sum, zip(*checks)))


def test_version_2025_11_25(url, tmp_path):
    output = packages.run("conformance-2025-11-25/dist/index.js", "server", "--url", url,
                          folder=tmp_path)
    good, bad = passed(output)
    print(f"0.1.16, all scenarios of 2025-11-25: {good} checks passed, {bad} failed")
    assert bad == 0 and good >= 30, output[-4000:]


@pytest.mark.parametrize("revision", ["2025-11-25", "2026-07-28"])
def test_what_a_revision_requires(url, tmp_path, revision):
    output = packages.run("conformance-2026-07-28/dist/index.js", "server", "--url", url,
                          "--requirements", revision, folder=tmp_path)
    good, bad = passed(output)
    print(f"0.2.0-alpha.12, required by {revision}: {good} checks passed, {bad} failed")
    assert bad == 0 and good >= 30, output[-4000:]


@pytest.mark.parametrize("scenario", ["http-header-validation",
                                      "http-custom-header-server-validation",
                                      "json-schema-2020-12"])
def test_what_the_published_server_does_not_pass_itself(url, tmp_path, scenario):
    output = packages.run("conformance-2026-07-28/dist/index.js", "server", "--url", url,
                          "--scenario", scenario, folder=tmp_path)
    good, bad = passed(output)
    assert bad == 0 and good > 0, output[-4000:]
