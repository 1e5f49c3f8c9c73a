"""The examples that the portal shows for every operation are what GraphQL and the tools take: the
console's own tests are asked, with what a server says of itself."""

import json
import os
import subprocess
import urllib.request

from agent import Agent
from server import ROOT

TESTS = "src/pages/developers/examples/described.test.ts"
WHOLE_SCHEMA = """{ __schema {
  queryType { name } mutationType { name } subscriptionType { name }
  directives { name locations args { ...Input } }
  types { kind name specifiedByURL
    fields(includeDeprecated: true) { name args { ...Input } type { ...Type } }
    inputFields { ...Input } interfaces { ...Type } possibleTypes { ...Type }
    enumValues(includeDeprecated: true) { name } } } }
fragment Input on __InputValue { name defaultValue type { ...Type } }
fragment Type on __Type { kind name ofType { kind name ofType { kind name ofType { kind name
  ofType { kind name } } } } }"""


def introspection(url, key):
    request = urllib.request.Request(
        url + "/graphql", json.dumps({"query": WHOLE_SCHEMA}).encode(),
        {"Content-Type": "application/json", "Authorization": f"Bearer {key}"})
    with urllib.request.urlopen(request, timeout=30) as reply:
        answer = json.load(reply)
    assert "errors" not in answer, answer
    return answer["data"]


def test_every_example_of_the_portal_is_taken(bank, tmp_path):
    said = {"openapi": bank.api.raw("GET", "/api/openapi.json"),
            "introspection": introspection(bank.api.url, bank.key["secret"]),
            "tools": Agent(bank.api.url, bank.key["secret"]).tools()}
    for name, value in said.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(value), encoding="utf-8")
    subprocess.run(["tools/npm_packages.sh", "web/console"], cwd=ROOT, check=True)
    node = subprocess.run(["tools/node.sh"], cwd=ROOT, check=True, capture_output=True,
                          text=True).stdout.strip()
    report = tmp_path / "report.json"
    done = subprocess.run(
        ["npx", "vitest", "run", TESTS, "--reporter=json", f"--outputFile={report}"],
        cwd=os.path.join(ROOT, "web", "console"),
        env=os.environ | {"PATH": node + os.pathsep + os.environ["PATH"],
                          "SANGAM_DESCRIPTIONS": str(tmp_path)},
        capture_output=True, text=True, timeout=300, check=False)
    told = json.loads(report.read_text(encoding="utf-8"))
    assert done.returncode == 0, json.dumps(told["testResults"], indent=1)[:6000]
    assert told["numPassedTests"] == 2
