"""Calls of a tenant by operation, key and time: how many, how they went, how long they took."""

import json

import pytest
from bank import Tenant
from client import Problem
from test_usage import wait_for


def of(told, operation):
    found = [one for one in told["operations"] if one["operation"] == operation]
    return found[0] if found else {"calls": 0}


def test_calls_are_told_by_operation_and_key(tenant):
    for _ in range(7):
        tenant.api.session_get()
    for _ in range(3):
        with pytest.raises(Problem):
            tenant.api.users_add(email="nobody", name="", password="x", role="member")
    told = wait_for(lambda: of(found := tenant.owner.tenant_calls(), "users.add")["calls"] == 3
                    and of(found, "session.get")["calls"] >= 7 and found)
    added = of(told, "users.add")
    assert (added["refused"], added["failed"]) == (3, 0)
    read = of(told, "session.get")
    assert 0 < read["p50_us"] <= read["p99_us"] < 30_000_000
    assert told["slot_seconds"] == 300
    assert sum(slot["calls"] for slot in told["slots"]) == sum(
        one["calls"] for one in told["operations"])

    key = next(one for one in told["callers"] if one["caller"] != "")
    assert key["caller"].startswith("key_")
    by_key = tenant.owner.tenant_calls(caller=key["caller"])
    assert of(by_key, "session.get")["calls"] == 7
    others = tenant.owner.tenant_calls(caller="none")
    assert of(others, "users.add")["calls"] == 0
    only = tenant.owner.tenant_calls(operation="users.add", hours=48)
    assert only["slot_seconds"] == 1800
    assert sum(slot["calls"] for slot in only["slots"]) == 3
    assert of(only, "session.get")["calls"] >= 7


def ask(tenant, path, body, **headers):
    reply = tenant.api.raw("POST", path, json.dumps(body), {
        "Authorization": f"Bearer {tenant.api.api_key}", "Content-Type": "application/json",
        "Accept": "application/json, text/event-stream"} | headers)
    assert reply.status == 200, reply.text


def test_calls_by_every_door_are_told(tenant):
    ask(tenant, "/graphql", {"query": "{ teamsList { nodes { id } } ledgerLedgersList { nodes { id } } }"})
    ask(tenant, "/mcp", {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {
        "name": "teams.list", "arguments": {}, "_meta": {
            "io.modelcontextprotocol/protocolVersion": "2026-07-28",
            "io.modelcontextprotocol/clientInfo": {"name": "test", "version": "1"},
            "io.modelcontextprotocol/clientCapabilities": {}}}},
        **{"MCP-Protocol-Version": "2026-07-28", "Mcp-Method": "tools/call",
           "Mcp-Name": "teams.list"})
    told = wait_for(lambda: of(found := tenant.owner.tenant_calls(), "teams.list")["calls"] == 2
                    and found)
    assert of(told, "ledger.ledgers.list")["calls"] == 1
    key = next(one for one in told["callers"] if one["caller"] != "")["caller"]
    assert of(tenant.owner.tenant_calls(caller=key), "teams.list")["calls"] == 2


def test_a_tenant_sees_its_own_calls_only(tenant, operator):
    other = Tenant(operator)
    other.api.teams_list()
    wait_for(lambda: of(other.owner.tenant_calls(), "teams.list")["calls"] == 1)
    assert of(tenant.owner.tenant_calls(), "teams.list")["calls"] == 0


@pytest.mark.parametrize("wrong", [{"hours": 0}, {"hours": 49}, {"operation": ""},
                                   {"caller": "x" * 65}])
def test_what_cannot_be_asked_is_refused(tenant, wrong):
    with pytest.raises(Problem) as fault:
        tenant.owner.tenant_calls(**wrong)
    assert fault.value.status == 400
