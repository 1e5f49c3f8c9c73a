"""Calls of a tenant by operation, key and time: how many, how they went, how long they took."""

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
