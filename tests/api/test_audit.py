"""Every change leaves a row that tells who did what."""

import json

from bank import PASSWORD, money, new_id


def entries(tenant, **arguments):
    return list(tenant.owner.each(tenant.owner.audit_list, limit=7, **arguments))


def test_commands_are_audited(tenant):
    done = tenant.owner.users_add(email=f"x@{tenant.slug}.example", name="X", password=PASSWORD,
                                  role="member")
    found = entries(tenant, operation="users.add")
    assert len(found) == 1
    entry = found[0]
    assert entry["actor"] == tenant.owner.session["user"]["id"]
    assert entry["actor_kind"] == "user"
    assert entry["target"] == done["id"]
    assert entry["request_id"] == done.headers["X-Request-Id"]
    assert entry["outcome"] == "done"
    assert PASSWORD not in str(entry)


def test_changes_are_told_as_before_and_after(tenant):
    schedule = tenant.owner.job_schedules_create(name="nightly", kind="platform.echo",
                                                 cron="30 2 * * *")
    tenant.owner.job_schedules_change(id=schedule["id"], name="at night", misfire="skip")
    detail = json.loads(entries(tenant, operation="job_schedules.change")[0]["detail"])
    assert detail == {"before": {"name": "nightly", "misfire": "once"},
                      "after": {"name": "at night", "misfire": "skip"}}
    endpoint = tenant.owner.webhooks_endpoints_create(url="https://example.com/hooks",
                                                      description="for books")["endpoint"]
    tenant.owner.webhooks_endpoints_change(id=endpoint["id"], url="https://example.com/hooks2")
    tenant.owner.webhooks_endpoints_change(id=endpoint["id"], url="https://example.com/hooks2")
    details = [entry.get("detail") for entry in
               entries(tenant, operation="webhooks.endpoints.change", sort="at")]
    assert json.loads(details[0]) == {"before": {"url": "https://example.com/hooks"},
                                      "after": {"url": "https://example.com/hooks2"}}
    assert details[1] is None, "nothing changed"


def test_postings_are_audited(bank):
    done = bank.fund(bank.cash, "1.00")
    found = entries(bank, operation="ledger.transfers.create")
    assert [entry["target"] for entry in found] == [done["id"]]
    assert found[0]["actor"] == bank.key["id"]
    assert found[0]["actor_kind"] == "api_key"
    assert found[0]["request_id"] == done.headers["X-Request-Id"]


def test_of_postings_only_those_that_change_something_are_audited(bank):
    bank.fund(bank.cash, "1.00")
    too_much = {"id": new_id("trf"), "debit_account": bank.cash, "credit_account": bank.source,
                "amount": money("500.00")}
    small = too_much | {"id": new_id("trf"), "amount": money("0.10")}
    assert [r["status"] for r in bank.api.ledger_transfers_create_batch(transfers=[too_much])["results"]
            ] == ["exceeds_credits"]
    assert entries(bank, operation="ledger.transfers.create_batch") == []
    bank.api.ledger_transfers_create_batch(transfers=[too_much | {"id": new_id("trf")}, small])
    bank.api.ledger_transfers_create_batch(transfers=[small])
    assert len(entries(bank, operation="ledger.transfers.create_batch")) == 1


def test_restricted_reads_are_audited_before_they_are_answered(bank):
    shown = bank.api.ledger_accounts_get(id=bank.cash)
    found = entries(bank, operation="ledger.accounts.get")
    assert [entry["target"] for entry in found] == [f"/ledger/accounts/{bank.cash}"]
    assert found[0]["request_id"] == shown.headers["X-Request-Id"]
    assert found[0]["actor"] == bank.key["id"]


def test_other_reads_and_faults_leave_no_row(bank):
    def count():
        return len([entry for entry in entries(bank) if entry["operation"] != "audit.list"])

    before = count()
    bank.owner.session_get()
    try:
        bank.owner.users_add(email="broken", name="X", password=PASSWORD, role="member")
    except Exception as problem:
        assert problem.status == 400
    assert count() == before


def test_the_audit_is_in_order_and_by_tenant(bank, tenant):
    everything = entries(bank)
    times = [entry["at"] for entry in everything]
    assert times == sorted(times, reverse=True)
    assert {entry["operation"] for entry in everything} >= {
        "session.sign_in", "api_keys.create", "ledger.ledgers.open", "ledger.accounts.open"}
    own = {entry["id"] for entry in everything}
    assert own.isdisjoint(entry["id"] for entry in entries(tenant))
    at = times[len(times) // 2]
    assert all(entry["at"] >= at for entry in entries(bank, from_=at))
    assert all(entry["at"] < at for entry in entries(bank, to=at))
