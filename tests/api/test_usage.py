"""What a tenant uses, day by day: counted while it calls, shown to it and to operators."""

import datetime
import os
import signal
import tempfile
import time

import pytest
from bank import Tenant, sign_in
from client import Problem
from patience import wait_for
from server import Server


def today():
    return datetime.datetime.now(datetime.UTC).date().isoformat()


def sums(history):
    """What all days come to: a test may run over midnight."""
    days = history["days"]
    callers = {who: sum(day["callers"][who] for day in days if "callers" in day)
               for who in ("person", "api_key", "access_token", "directory")}
    return {name: sum(day[name] for day in days)
            for name in ("value", "refused", "failed")} | callers


def calls(client, **arguments):
    return sums(client.tenant_usage_history(meter="calls", **arguments))


def test_calls_are_counted_by_who_made_them_and_how_they_went(tenant, operator):
    for _ in range(7):
        tenant.api.session_get()
    for _ in range(3):
        with pytest.raises(Problem):
            tenant.api.users_add(email="nobody", name="", password="x", role="member")
    seen = wait_for(lambda: (found := calls(tenant.owner))["api_key"] >= 10 and found)
    assert (seen["api_key"], seen["refused"], seen["failed"]) == (10, 3, 0)
    # Signed in once, made a key, and looked here: each look but the last ones is among them.
    assert seen["person"] >= 1
    assert seen["value"] == seen["api_key"] + seen["person"]
    assert (seen["access_token"], seen["directory"]) == (0, 0)
    history = tenant.owner.tenant_usage_history(meter="calls")
    assert history["to"] == today()
    assert {day["day"] for day in history["days"]} <= {history["from"], today()} | {
        (datetime.date.fromisoformat(today()) - datetime.timedelta(days=1)).isoformat()}
    theirs = operator.platform_tenants_usage_history(id=tenant.id, meter="calls")
    assert sums(theirs)["api_key"] == 10


def test_a_tenant_sees_its_own_figures_only(tenant, operator):
    other = Tenant(operator)
    for _ in range(5):
        other.api.session_get()
    wait_for(lambda: calls(other.owner)["api_key"] == 5)
    assert calls(tenant.owner)["api_key"] == 0
    with pytest.raises(Problem) as fault:
        tenant.owner.platform_tenants_usage_history(id=other.id, meter="calls")
    assert fault.value.status == 403


def test_what_a_directory_asks_is_counted(tenant):
    token = tenant.owner.scim_tokens_create(name="directory", role="member")["secret"]
    headers = {"Authorization": f"Bearer {token}"}
    reply = tenant.owner.copy(cookie=None).raw("GET", "/scim/v2/Users", headers=headers)
    assert reply.status == 200
    assert tenant.owner.copy(cookie=None).raw("GET", "/scim/v2/Users/none",
                                              headers=headers).status == 404
    seen = wait_for(lambda: (found := calls(tenant.owner))["directory"] >= 2 and found)
    assert (seen["directory"], seen["refused"]) == (2, 1)


def test_events_and_jobs_are_counted(tenant):
    tenant.owner.teams_create(name="One")
    tenant.api.jobs_start(kind="platform.echo", payload='{"text": "hello"}')
    of = lambda meter: sums(tenant.owner.tenant_usage_history(meter=meter))["value"]  # noqa: E731
    wait_for(lambda: of("events") >= 1)
    wait_for(lambda: of("jobs") == 1)
    assert of("webhook_deliveries") == 0


def test_days_that_cannot_be_answered_are_refused(tenant):
    ask = tenant.owner.tenant_usage_history
    for arguments, faults in (
            ({"meter": "calls", "from_": "2026-02-02", "to": "2026-02-01"},
             [("?from", "out_of_range")]),
            ({"meter": "calls", "from_": "2024-01-01", "to": "2026-01-01"},
             [("?from", "out_of_range")]),
            ({"meter": "tea"}, [("?meter", "unknown_value")]),
            ({"meter": "calls", "from_": "2026-02-30"}, [("?from", "not_a_date")])):
        with pytest.raises(Problem) as fault:
            ask(**arguments)
        assert fault.value.status == 400
        assert fault.value.faults == faults
    empty = ask(meter="calls", from_="2024-01-01", to="2024-12-31")
    assert (empty["days"], empty["from"], empty["to"]) == ([], "2024-01-01", "2024-12-31")


def test_figures_are_for_who_manages_the_tenant(tenant, anonymous):
    for client, status in ((tenant.user_client("member"), 403), (anonymous, 401)):
        with pytest.raises(Problem) as fault:
            client.tenant_usage_history(meter="calls")
        assert fault.value.status == status


def test_owners_are_told_when_a_limit_is_near_and_nothing_is_refused(tenant, operator):
    usage = operator.platform_tenants_set_plan(id=tenant.id, name="Small", calls=10,
                                               storage_bytes=1_000_000_000_000)
    limits = {one["limit"]: one.get("allowed") for one in usage["limits"]}
    assert limits == {"users": None, "api_keys": None, "calls": 10,
                      "storage_bytes": 1_000_000_000_000}
    for _ in range(12):
        tenant.api.session_get()
    told = wait_for(lambda: [mail for mail in tenant.owner.mail_list()["items"]
                             if "100 % of API calls this month" in mail["subject"]])
    assert [(mail["recipient"], mail["kind"]) for mail in told] == [
        (tenant.email, "usage.limit_neared")]
    used = {one["limit"]: one["used"] for one in tenant.owner.tenant_usage()["limits"]}
    assert used["calls"] > 10
    assert tenant.api.session_get()
    wait_for(lambda: tenant.owner.events_list(type="usage.limit_neared")["items"])


def test_what_was_counted_outlives_a_restart():
    with tempfile.TemporaryDirectory(prefix="sangam-usage-") as folder:
        os.chmod(folder, 0o711)
        server = Server(folder)
        credentials = server.demo["operator"]
        operator = sign_in(server.url, credentials["email"], credentials["password"])
        tenant = Tenant(operator)
        for _ in range(9):
            tenant.api.session_get()
        # Stopped at once: what was not written yet is written now.
        assert server.stop() == 0, server.log_text()[-4000:]
        server = Server(folder, demo=False)
        try:
            owner = sign_in(server.url, tenant.email)
            assert calls(owner)["api_key"] == 9
            # Killed: what was written stays, once.
            server.process.send_signal(signal.SIGKILL)
            server.process.wait()
            server = Server(folder, demo=False)
            assert calls(sign_in(server.url, tenant.email))["api_key"] == 9
        finally:
            server.stop()
