"""The server's description of itself: clean, committed where it must be, and true of the replies."""

import json
import os
import re
import subprocess

from server import PROGRAM, ROOT


def test_the_description_is_clean_under_redocly(anonymous, tmp_path):
    environment = os.environ | {"REDOCLY_TELEMETRY": "off",
                                "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}
    document = tmp_path / "openapi.json"
    document.write_bytes(anonymous.raw("GET", "/api/openapi.json").content)
    lint = subprocess.run(["tools/node_script.sh", "tests/api", "node_modules/.bin/redocly", "lint",
                           "--extends", "recommended", "--format", "json", str(document)],
                          cwd=ROOT, env=environment, capture_output=True, text=True)
    report = json.loads(lint.stdout)
    problems = [(problem["ruleId"], problem["location"][0].get("pointer"))
                for problem in report["problems"]]
    assert (lint.returncode, problems) == (0, [])


def test_the_lock_file_is_fresh_and_breaks_nobody():
    checked = subprocess.run([PROGRAM, "api", "lock", "--check"], cwd=ROOT, capture_output=True,
                             text=True)
    assert checked.returncode == 0, checked.stderr


def test_the_program_describes_itself_as_the_server_does(anonymous):
    printed = subprocess.run([PROGRAM, "api", "openapi"], capture_output=True, check=True).stdout
    assert json.loads(printed) == json.loads(anonymous.raw("GET", "/api/openapi.json").content)


class Checker:
    """Checks values against the schemas of the document; as much of JSON Schema as it uses."""

    def __init__(self, document):
        self.document = document

    def resolve(self, node):
        while "$ref" in node:
            target = self.document
            for part in node["$ref"].removeprefix("#/").split("/"):
                target = target[part]
            node = target
        return node

    def check(self, value, schema, where="$"):
        schema = self.resolve(schema)
        kinds = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool,
                 "number": (int, float)}
        assert isinstance(value, kinds[schema["type"]]), where
        if "enum" in schema:
            assert value in schema["enum"], where
        if isinstance(value, str):
            assert re.search(schema.get("pattern", ""), value), (where, value)
        if isinstance(value, list):
            for number, item in enumerate(value):
                self.check(item, schema["items"], f"{where}[{number}]")
        if isinstance(value, dict):
            self.check_object(value, schema, where)

    def check_object(self, value, schema, where):
        if "properties" not in schema:  # a document of any shape
            return
        assert set(schema.get("required", [])) <= set(value), where
        assert set(value) <= set(schema["properties"]), where
        for name, member in value.items():
            self.check(member, schema["properties"][name], f"{where}.{name}")


def test_replies_are_what_the_description_says(bank, anonymous):
    document = json.loads(anonymous.raw("GET", "/api/openapi.json").content)
    checker = Checker(document)
    bank.fund(bank.payroll, "10.00")
    hold = bank.api.ledger_holds_create(debit_account=bank.payroll, credit_account=bank.cash,
                                        amount={"amount": "1.00", "asset": "INR"},
                                        timeout_seconds=60)
    line = json.dumps({"debit_account": bank.payroll, "credit_account": bank.cash,
                       "amount": "1.00", "asset": "INR"}).encode()
    ids = {"ledg": bank.ledger, "acct": bank.payroll, "trf": hold["id"],
           "usr": bank.owner.session["user"]["id"],
           "mail": bank.owner.mail_test(to="ann@example.com")["id"],
           "imp": bank.api.ledger_imports_upload_transfers(content=line, name="one")["id"],
           "saga": bank.api.ledger_payouts_create(debit_account=bank.payroll,
                                                  credit_account=bank.cash,
                                                  amount={"amount": "1.00", "asset": "INR"})["id"],
           "whe": bank.api.webhooks_endpoints_create(
               url="https://hooks.example.com/in")["endpoint"]["id"],
           "sched": bank.api.job_schedules_create(name="Nightly", kind="platform.prune_jobs",
                                                  cron="0 3 * * *")["id"],
           "evt": bank.owner.audit_list(limit=1)["items"][0]["id"]}
    bank.owner.audit_checkpoints_create()
    queries = {"/resources": {"id": bank.ledger}, "/audit-consistency": {"first": 1, "second": 2},
               "/job-schedule-preview": {"cron": "0 3 * * *"},
               "/usage/history": {"meter": "calls"},
               "/replay-preview": {"from": "2026-01-01T00:00:00Z"}}
    checked = 0
    for path, item in document["paths"].items():
        operation = item.get("get")
        if operation is None or "platform" in operation["x-audience"]:
            continue
        content = operation["responses"]["200"].get("content", {})
        if "text/event-stream" in content:  # has no end
            continue
        prefixes = {parameter["name"]: parameter["schema"].get("pattern", "^_")[1:].split("_")[0]
                    for parameter in operation.get("parameters", []) if parameter["in"] == "path"}
        # What this tenant has none of (received hooks, dead letters) is checked where it is made.
        if not ids.keys() >= set(prefixes.values()):
            continue
        values = {name: ids[prefix] for name, prefix in prefixes.items()}
        query = next((query for end, query in queries.items() if path.endswith(end)), None)
        reply = bank.owner.request("GET", path.format(**values), query)
        if "application/json" in content:
            checker.check(dict(reply), content["application/json"]["schema"])
            checked += 1
        else:
            assert reply.headers["Content-Type"].split(";")[0] in content
    assert checked >= 30
