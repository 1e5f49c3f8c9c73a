"""npm tus-js-client, which many applications use, gets along with our door."""

import json
import pathlib
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
OPERATION = "ledger.imports.upload_transfers"


def run(bank, content, **asked):
    parameters = json.dumps({"name": "by tus-js-client"})
    question = {"url": bank.api.url, "key": bank.key["secret"], "content": content,
                "metadata": {"operation": OPERATION, "parameters": parameters}} | asked
    done = subprocess.run(["tools/node_script.sh", "tests/tus", "client.mjs"], cwd=ROOT, text=True,
                          input=json.dumps(question), capture_output=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)


def lines(bank, count):
    line = {"debit_account": bank.source, "credit_account": bank.cash, "amount": "0.01",
            "asset": "INR"}
    return (json.dumps(line) + "\n") * count


def imported(bank, told):
    upload = bank.api.uploads_get(id=told["url"].rsplit("/", 1)[1])
    assert upload["state"] == "done", upload
    id = json.loads(upload["reply"])["id"]
    deadline = time.monotonic() + 60
    while (record := bank.api.ledger_imports_get(id=id))["state"] != "done":
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return record["created"]


def test_in_one_request(bank):
    told = run(bank, lines(bank, 200))
    assert "error" not in told, told
    assert told["requests"] == ["POST 201", "PATCH 204"]
    assert imported(bank, told) == 200


def test_with_the_beginning(bank):
    told = run(bank, lines(bank, 200), options={"uploadDataDuringCreation": True})
    assert told["requests"] == ["POST 201"], told
    assert imported(bank, told) == 200


def test_in_chunks_and_after_a_break(bank):
    told = run(bank, lines(bank, 1_000), options={"chunkSize": 30_000}, twoGoes=True)
    assert "error" not in told, told
    assert told["first"] == told["url"] and "HEAD 200" in told["requests"]
    assert imported(bank, told) == 1_000


def test_in_parallel_parts(bank):
    told = run(bank, lines(bank, 900), options={"parallelUploads": 3})
    assert "error" not in told, told
    assert told["requests"].count("POST 201") == 4
    assert imported(bank, told) == 900


def test_what_is_refused_is_told(bank):
    told = run(bank, lines(bank, 2), metadata={"operation": "ledger.accounts.open"})
    assert told["status"] == 400
