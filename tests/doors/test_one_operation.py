"""suites/platform/integration/declare.cpp declares one operation and one event. Nothing was written
for any door, and they are at every one. In the console: tests/browser/portal_test.ts."""

import json
import os
import subprocess
import urllib.request

import pytest
from agent import YES, Agent
from server import PROGRAM, ROOT
from subscriber import Subscriber

NAME = "integration.check"
EVENT = "integration.checked"


def graphql(bank, document, accept="application/json"):
    return urllib.request.urlopen(urllib.request.Request(
        bank.api.url + "/graphql", json.dumps({"query": document}).encode(),
        {"Content-Type": "application/json", "Accept": accept,
         "Authorization": f"Bearer {bank.key['secret']}"}), timeout=30)


def by_rest(bank):
    return bank.api.request("POST", "/integration-checks", body={"text": "rest"},
                            headers={"Idempotency-Key": "once"})


def by_graphql(bank):
    with graphql(bank, """mutation { integrationCheck(input: {text: "graphql"}, idempotencyKey: "two") {
        text caller callerKind tenant idempotent } }""") as reply:
        seen = json.load(reply)["data"]["integrationCheck"]
    return seen | {"caller_kind": seen["callerKind"].lower()}


def by_agent(bank):
    agent = Agent(bank.api.url, bank.key["secret"], says=YES)
    assert NAME in {tool["name"] for tool in agent.tools()}
    seen = agent.call(NAME, text="agent")["structuredContent"]
    assert len(agent.asked) == 1 and "See what the server makes" in agent.asked[0]
    return seen


def by_command_line(bank):
    done = subprocess.run([PROGRAM, "call", NAME, "--text", "command_line", "--output", "json"],
                          env={"PATH": os.environ["PATH"], "SANGAM_URL": bank.api.url,
                               "SANGAM_API_KEY": bank.key["secret"]},
                          capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def by_python(bank):
    return dict(bank.api.sangam.integration.check(text="python"))


def by_typescript(bank):
    subprocess.run(["tools/npm_packages.sh", "sdk/typescript"], cwd=ROOT, check=True)
    node = subprocess.run(["tools/node.sh"], cwd=ROOT, check=True, capture_output=True,
                          text=True).stdout.strip()
    environment = os.environ | {"PATH": node + os.pathsep + os.environ["PATH"]}
    subprocess.run(["npm", "--prefix", "sdk/typescript", "run", "--silent", "build"], cwd=ROOT,
                   env=environment, check=True)
    script = """import { Sangam } from "./sdk/typescript/dist/index.js";
        const [url, apiKey] = process.argv.slice(1);
        const sangam = new Sangam({ url, apiKey });
        console.log(JSON.stringify(await sangam.integration.check({ text: "typescript" })));"""
    done = subprocess.run(["node", "--input-type=module", "--eval", script, "--", bank.api.url,
                           bank.key["secret"]], cwd=ROOT, env=environment, capture_output=True,
                          text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


DOORS = {"rest": by_rest, "graphql": by_graphql, "agent": by_agent,
         "command_line": by_command_line, "python": by_python, "typescript": by_typescript}


@pytest.mark.parametrize("door", DOORS)
def test_every_door_leads_to_it(bank, door):
    seen = DOORS[door](bank)
    assert (seen["text"], seen["tenant"]) == (door, bank.slug)
    assert (seen["caller"], seen["caller_kind"]) == (bank.key["id"], "api_key")
    entry = bank.owner.audit_list(operation=NAME, limit=1)["items"][0]
    assert (entry["outcome"], entry["actor"]) == ("done", bank.key["id"])


def test_every_stream_tells_of_it(bank):
    document = "subscription { integrationChecked { stream payload { text caller } } }"
    with Subscriber(bank.api.url, key=bank.key["secret"]) as subscriber, \
            graphql(bank, document, "text/event-stream") as events:
        subscriber.subscribe("events.tail", input={"type": [EVENT]})
        bank.api.integration_check(text="told")
        told = subscriber.receive("next")["data"]
        assert (told["type"], told["payload"]["text"]) == (EVENT, "told")
        line = next(line for line in iter(events.readline, b"") if b"told" in line)
        seen = json.loads(line.removeprefix(b"data:"))["data"]["integrationChecked"]
        assert seen == {"stream": bank.key["id"],
                        "payload": {"text": "told", "caller": bank.key["id"]}}


def test_every_description_has_it(bank, server):
    described = bank.api.raw("GET", "/api/openapi.json")
    operation = described["paths"]["/integration-checks"]["post"]
    assert operation["operationId"] == NAME
    assert described["x-doors"] == {"graphql": "/graphql", "mcp": "/mcp"}
    assert EVENT in bank.api.raw("GET", "/api/asyncapi.json").text
    page = subprocess.run([PROGRAM, "man"], capture_output=True, text=True, timeout=60).stdout
    assert NAME in page
