"""docs/tour/one_operation.md shows what a server says: its commands are run, in their order."""

import os
import re
import subprocess

from bank import Tenant
from server import PROGRAM, ROOT

TOUR = os.path.join(ROOT, "docs", "tour", "one_operation.md")
# What is another value each time.
VARYING = ((r"\b([a-z]+)_[0-9a-z]{26}\b", r"\1_…"), (r"\d{4}-\d\d-\d\dT[\d:.]+Z", "…Z"),
           (r'"trace_id":"[0-9a-f]{32}"', '"trace_id":"…"'), (r'"position":\d+', '"position":…'),
           (r'(tenant\W+)[\w-]+', r"\1…"))


def steps(text):
    """(command, what it is shown to say) of every block that begins with a prompt."""
    for block in re.findall(r"^```\n\$ (.*?)^```", text, re.MULTILINE | re.DOTALL):
        lines = block.splitlines()
        ends = next(i for i, line in enumerate(lines) if not line.endswith("\\"))
        yield "\n".join(lines[:ends + 1]), "\n".join(lines[ends + 1:])


def masked(text):
    for pattern, instead in VARYING:
        text = re.sub(pattern, instead, text)
    return text.strip()


def test_what_is_shown_is_what_a_server_says(operator):
    bank = Tenant(operator)  # nothing has happened there
    environment = os.environ | {
        "PATH": os.path.dirname(PROGRAM) + os.pathsep + os.environ["PATH"], "URL": bank.owner.url,
        "KEY": bank.key["secret"], "SANGAM_URL": bank.owner.url,
        "SANGAM_API_KEY": bank.key["secret"]}
    with open(TOUR, encoding="utf-8") as file:
        shown = list(steps(file.read()))
    assert len(shown) == 4
    for command, said in shown:
        done = subprocess.run(["bash", "-c", command], env=environment, capture_output=True,
                              text=True, timeout=60)
        assert done.returncode == 0, done.stderr
        assert masked(done.stdout) == masked(said), command
