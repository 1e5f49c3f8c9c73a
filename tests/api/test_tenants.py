"""Tenants that are suspended, closed, opened again and exported."""

import io
import json
import tarfile
import time

import pytest

from bank import PASSWORD, sign_in
from client import Problem


def refused(status, code, call, /, **arguments):
    with pytest.raises(Problem) as caught:
        call(**arguments)
    assert (caught.value.status, caught.value.code) == (status, code)
    return caught.value


def test_a_suspended_tenant_is_refused_at_once_and_its_owner_reads_why(operator, tenant):
    member = tenant.user_client("member")
    suspended = operator.platform_tenants_suspend(id=tenant.id, reason="Unpaid since March")
    assert suspended["status"] == "suspended"
    for client in (tenant.owner, tenant.api, member):
        refused(403, "tenant_suspended", client.ledger_ledgers_list)
        refused(403, "tenant_suspended", client.webhooks_endpoints_list)
    assert tenant.owner.session_get()["tenant"]["status"] == "suspended"
    standing = tenant.owner.tenant_standing()
    assert (standing["status"], standing["suspended_reason"]) == ("suspended", "Unpaid since March")
    assert "suspended_reason" not in member.tenant_standing()
    # Signing in works, to be told so; nothing else does.
    again = sign_in(tenant.api.url, tenant.email)
    assert again.tenant_standing()["suspended_reason"] == "Unpaid since March"
    refused(403, "tenant_suspended", again.users_list)
    refused(403, "tenant_suspended", again.tenant_close, slug=tenant.slug)
    refused(403, "tenant_suspended", again.tenant_exports_create)

    operator.platform_tenants_lift(id=tenant.id, reason="Paid")
    assert tenant.owner.users_list()["items"]
    assert tenant.api.ledger_ledgers_list()["items"] == []
    assert tenant.owner.tenant_standing() == {"status": "active"}


def test_a_suspension_is_in_the_audit_of_both(operator, tenant):
    operator.platform_tenants_suspend(id=tenant.id, reason="A look at odd payments")
    operator.platform_tenants_lift(id=tenant.id, reason="They were right")
    own = tenant.owner.audit_list(operation="platform.tenants.suspend", limit=1)["items"][0]
    assert own["actor"] == operator.session["user"]["id"]
    assert own["actor_kind"] == "platform_operator"
    assert json.loads(own["detail"]) == {"reason": "A look at odd payments"}
    assert own["target"] == tenant.id


def test_operators_alone_suspend_and_only_what_there_is(operator, tenant):
    refused(403, "forbidden", tenant.owner.platform_tenants_suspend, id=tenant.id, reason="Why not")
    fault = refused(400, "invalid", operator.platform_tenants_suspend, id=tenant.id, reason="")
    assert fault.faults == [("/reason", "wrong_length")]
    platform = operator.session["tenant"]["id"]
    refused(404, "not_found", operator.platform_tenants_suspend, id=platform, reason="Ourselves")
    refused(409, "conflict", operator.platform_tenants_lift, id=tenant.id, reason="Nothing")
    operator.platform_tenants_suspend(id=tenant.id, reason="Once")
    refused(409, "conflict", operator.platform_tenants_suspend, id=tenant.id, reason="Twice")


def test_an_owner_closes_and_opens_again(tenant):
    admin = tenant.user_client("admin")
    refused(403, "forbidden", admin.tenant_close, slug=tenant.slug)
    refused(403, "forbidden", tenant.api.tenant_close, slug=tenant.slug)
    fault = refused(400, "invalid", tenant.owner.tenant_close, slug="another")
    assert fault.faults == [("/slug", "not_confirmed")]
    closed = tenant.owner.tenant_close(slug=tenant.slug, reason="We merged")
    assert closed["status"] == "closed"
    assert closed["delete_after"] > closed["closed_at"]
    refused(403, "tenant_closed", tenant.owner.users_list)
    refused(403, "tenant_closed", tenant.api.ledger_ledgers_list)
    refused(403, "tenant_closed", admin.users_list)
    refused(403, "forbidden", admin.tenant_reopen)
    assert sign_in(tenant.api.url, tenant.email).tenant_standing()["closed_reason"] == "We merged"
    assert tenant.owner.tenant_reopen()["status"] == "active"
    assert tenant.owner.users_list()["items"]
    refused(409, "conflict", tenant.owner.tenant_reopen)


def ready_export(client, export):
    until = time.monotonic() + 60
    while True:
        found = client.tenant_exports_get(id=export["id"])
        if found["status"] not in ("waiting", "running"):
            assert found["status"] == "ready"
            return found
        assert time.monotonic() < until, found
        time.sleep(0.1)


def test_an_export_has_everything_but_the_secrets(bank):
    bank.fund(bank.payroll, "125.50")
    bank.user_client("auditor")
    bank.owner.invitations_create(email=f"asked@{bank.slug}.example", role="member")
    bank.owner.approval_rules_set(operation="teams.create")
    bank.owner.teams_create(name="Canaries")
    export = bank.owner.tenant_exports_create()
    assert export["status"] == "waiting"
    ready = ready_export(bank.owner, export)
    assert ready["tables_done"] == ready["tables_total"] > 30
    archive = bank.owner.tenant_exports_archive(id=export["id"])
    assert archive.status == 200
    body = archive.content
    assert len(body) == ready["bytes"]
    with tarfile.open(fileobj=io.BytesIO(body), mode="r:gz") as tar:
        files = {member.name: tar.extractfile(member).read().decode() for member in tar}
    manifest = json.loads(files["manifest.json"])
    assert manifest["tenant"] == bank.id
    tables = {table["name"]: table for table in manifest["tables"]}
    assert tables["platform.accounts"]["left_out"] == "password_hash"
    assert tables["kernel.mails"]["left_out"] == "text, html" and tables["kernel.mails"]["rows"] > 0
    assert tables["approvals.approvals"]["left_out"] == "request, reply"
    assert sum(table["rows"] for table in manifest["tables"]) == ready["rows"]
    transfers = [json.loads(line) for line in files["ledger.transfers.0001.jsonl"].splitlines()]
    assert len(transfers) == tables["ledger.transfers"]["rows"] == 1
    users = [json.loads(line) for line in files["platform.users.0001.jsonl"].splitlines()]
    assert {user["role"] for user in users} == {"owner", "auditor"}
    assert len({user["tenant_id"] for user in users}) == 1
    del files["manifest.json"]
    everything = "".join(files.values())
    assert "$argon2" not in everything
    assert bank.key["secret"] not in everything
    assert "/join" not in everything and "approvals.approvals.0001.jsonl" in files
    assert '"token_hash"' not in everything and '"secret_hash"' not in everything


def test_exports_are_for_owners_and_one_at_a_time(tenant):
    admin = tenant.user_client("admin")
    refused(403, "forbidden", admin.tenant_exports_create)
    refused(403, "forbidden", tenant.api.tenant_exports_create)
    tenant.owner.tenant_close(slug=tenant.slug)
    export = tenant.owner.tenant_exports_create()
    try:
        tenant.owner.tenant_exports_create()
    except Problem as problem:  # unless the first one was ready before the second was asked for
        assert (problem.status, problem.code) == (409, "conflict")
    ready_export(tenant.owner, export)
    assert export["id"] in [item["id"] for item in tenant.owner.tenant_exports_list()["items"]]
    refused(403, "forbidden", admin.tenant_exports_archive, id=export["id"])
    newer = tenant.owner.tenant_exports_create()
    ready_export(tenant.owner, newer)
    until = time.monotonic() + 20  # of two archives the newer is kept
    while tenant.owner.tenant_exports_get(id=export["id"])["status"] != "expired":
        assert time.monotonic() < until
        time.sleep(0.1)
    assert tenant.owner.tenant_exports_archive(id=newer["id"]).status == 200


def test_an_export_is_nobody_elses(tenant, bank):
    export = tenant.owner.tenant_exports_create()
    refused(404, "not_found", bank.owner.tenant_exports_get, id=export["id"])
    ready_export(tenant.owner, export)
    refused(404, "not_found", bank.owner.tenant_exports_archive, id=export["id"])


def test_operators_find_tenants_by_name_slug_and_state(operator, tenant):
    def found(**query):
        return [one["slug"] for one in operator.platform_tenants_list(**query)["items"]]

    assert found(search=tenant.slug.upper()) == [tenant.slug]
    assert found(search="no tenant is called so") == []
    assert found(search="%") == []
    assert tenant.slug not in found(status="suspended", limit=1000)
    operator.platform_tenants_suspend(id=tenant.id, reason="To be found")
    assert found(search=tenant.slug, status="suspended") == [tenant.slug]
    assert found(search=tenant.slug, status="active") == []
    fault = refused(400, "invalid", operator.platform_tenants_list, status="gone")
    assert fault.faults[0][0] == "?status"
    for wrong in ("x", "-1", "1x", "99999999999"):
        fault = refused(400, "invalid", operator.platform_tenants_list, cursor=wrong)
        assert fault.faults == [("?cursor", "bad_cursor")]
    fault = refused(400, "invalid", operator.platform_tenants_list, sort="name")
    assert fault.faults == [("?sort", "unknown_value")]
