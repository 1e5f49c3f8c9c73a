"""docs/tour/one_operation.md shows what a server says: its commands are run, in their order."""

import os
import re
import subprocess

import pytest
from bank import Tenant
from server import PROGRAM, ROOT

TOUR = os.path.join(ROOT, "docs", "tour", "one_operation.md")
# What is another value each time.
VARYING = ((r"\b([a-z]+)_[0-9a-z]{26}\b", r"\1_…"), (r"\d{4}-\d\d-\d\dT[\d:.]+Z", "…Z"),
           (r'"trace_id":"[0-9a-f]{32}"', '"trace_id":"…"'), (r'"position":\d+', '"position":…'),
           (r'"(requestState|eventId)":"[^"]*"', r'"\1":"…"'),
           (r'(tenant\W+)[\w-]+', r"\1…"))


def steps(text):
    """(command, what it is shown to say) of every block that begins with a prompt; what it says is
    the last line, or begins at a line that says what came in."""
    for block in re.findall(r"^```\n\$ (.*?)^```", text, re.MULTILINE | re.DOTALL):
        lines = block.splitlines()
        says = next((i for i, line in enumerate(lines) if line.startswith("text ")), len(lines) - 1)
        yield "\n".join(lines[:says]), "\n".join(lines[says:])


def functions(text):
    """What the tour defines before it is used."""
    return "\n".join(re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL))


def masked(text):
    for pattern, instead in VARYING:
        text = re.sub(pattern, instead, text)
    return text.strip()


@pytest.fixture
def packages(tmp_path):
    """The programs and packages that are used, where a reader would have installed them."""
    subprocess.run(["tools/npm_packages.sh", "sdk/typescript"], cwd=ROOT, check=True)
    node = subprocess.run(["tools/node.sh"], cwd=ROOT, check=True, capture_output=True,
                          text=True).stdout.strip()
    path = os.pathsep.join([os.path.dirname(PROGRAM), node, os.environ["PATH"]])
    subprocess.run(["npm", "--prefix", "sdk/typescript", "run", "--silent", "build"], cwd=ROOT,
                   env=os.environ | {"PATH": path}, check=True)
    (tmp_path / "node_modules" / "@sangam").mkdir(parents=True)
    (tmp_path / "node_modules" / "@sangam" / "sdk").symlink_to(
        os.path.join(ROOT, "sdk", "typescript"))
    return {"PATH": path, "PYTHONPATH": os.path.join(ROOT, "sdk", "python", "src")}


def test_what_is_shown_is_what_a_server_says(operator, packages, tmp_path):
    bank = Tenant(operator)  # nothing has happened there
    environment = os.environ | packages | {
        "URL": bank.owner.url, "KEY": bank.key["secret"], "SANGAM_URL": bank.owner.url,
        "SANGAM_API_KEY": bank.key["secret"]}
    with open(TOUR, encoding="utf-8") as file:
        text = file.read()
    shown = list(steps(text))
    assert len(shown) == 9
    for command, said in shown:
        done = subprocess.run(["bash", "-c", functions(text) + command], env=environment,
                              cwd=tmp_path, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
        assert masked(done.stdout) == masked(said), command
