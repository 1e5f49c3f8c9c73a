"""Events over HTTP: their description, the list, the live tail, and what operators see."""

import http.client
import json
import subprocess
import time
import urllib.parse

import pytest

from client import Problem
from server import PROGRAM, ROOT


def test_the_description_of_events_is_one_to_asyncapi_parser(anonymous, tmp_path):
    document = tmp_path / "asyncapi.json"
    document.write_bytes(anonymous.raw("GET", "/api/asyncapi.json").content)
    checked = subprocess.run(["tools/node_script.sh", "tests/api", "asyncapi_check.mjs", document],
                             cwd=ROOT, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert json.loads(document.read_text())["asyncapi"] == "3.0.0"


def test_the_lock_file_of_events_is_fresh_and_breaks_nobody():
    checked = subprocess.run([PROGRAM, "api", "events", "--check"], cwd=ROOT, capture_output=True,
                             text=True)
    assert checked.returncode == 0, checked.stderr


def tail(tenant, accept, headers=None, query="?after=0"):
    """The open reply of a live tail."""
    url = urllib.parse.urlsplit(tenant.api.url)
    connection = http.client.HTTPConnection(url.hostname, url.port, timeout=10)
    connection.request("GET", "/api/v1/event-tail" + query, headers={
        "Authorization": f"Bearer {tenant.key['secret']}", "Accept": accept} | (headers or {}))
    return connection.getresponse()


def test_a_tail_gives_what_was_and_what_comes(bank):
    bank.fund(bank.cash, "10.00")
    reply = tail(bank, "application/x-ndjson")
    assert (reply.status, reply.getheader("Content-Type")) == (200, "application/x-ndjson")
    first = json.loads(reply.readline())
    assert first["type"] == "ledger.transfers.posted"
    assert first["payload"]["count"] == 1
    bank.fund(bank.cash, "11.00")
    second = json.loads(reply.readline())
    assert second["position"] > first["position"]
    reply.close()
    again = tail(bank, "text/event-stream", {"Last-Event-ID": str(first["position"])})
    assert again.getheader("Content-Type") == "text/event-stream"
    assert again.readline() == f"id: {second['position']}\n".encode()
    data = again.readline()
    assert data.startswith(b"data: ") and json.loads(data[6:]) == second
    again.close()


def test_a_tail_ends_with_the_credential_that_opened_it(bank):
    key = bank.owner.api_keys_create(name="tail", scopes=["events:read"])
    reply = tail(bank, "application/x-ndjson", {"Authorization": f"Bearer {key['secret']}"})
    bank.owner.api_keys_revoke(id=key["id"])
    began = time.monotonic()
    reply.read()
    assert time.monotonic() - began < 3
    reply.close()


def test_a_tail_is_refused_before_it_begins(bank):
    assert tail(bank, "application/json").status == 406
    assert tail(bank, "*/*", {"Last-Event-ID": "yesterday"}).status == 400
    assert tail(bank, "*/*", query="?since=1").status == 400


def test_events_are_listed_and_read(bank, tenant):
    bank.fund(bank.cash, "10.00")
    reply = tail(bank, "application/x-ndjson")  # until the relay has it
    event = json.loads(reply.readline())
    reply.close()
    listed = bank.api.events_list(type="ledger.transfers.posted")["items"]
    assert listed[0] == event
    assert bank.api.events_get(position=event["position"]) == event
    assert tenant.api.events_list()["items"] == []
    with pytest.raises(Problem) as hidden:
        tenant.api.events_get(position=event["position"])
    assert hidden.value.status == 404
    types = {entry["name"]: entry for entry in bank.api.events_types()["items"]}
    assert types[event["type"]]["version"] == event["version"]


def test_operators_see_relay_and_consumers(operator, bank):
    bank.fund(bank.cash, "10.00")
    assert operator.relay_status()["position"] > 0
    names = [consumer["name"] for consumer in operator.consumers_list()["items"]]
    assert "ledger.settlement" in names
    replay = operator.consumers_replay(consumer="ledger.settlement", from_position=1,
                                       to_position=1)
    assert replay["last"] == 1
    with pytest.raises(Exception, match="no such consumer"):
        operator.consumers_replay(consumer="nobody")
