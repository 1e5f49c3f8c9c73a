"""Maker and checker: what one person asks for and another approves of."""

import hashlib
import json
import subprocess
import uuid

import pytest

from bank import PASSWORD, money, sign_in
from client import Problem


def refused(status, code, call, /, **arguments):
    with pytest.raises(Problem) as caught:
        call(**arguments)
    assert (caught.value.status, caught.value.code) == (status, code)
    return caught.value


LARGE = "double(request.amount.amount) > 1000.0"


def transfer(bank, amount):
    return {"debit_account": bank.source, "credit_account": bank.payroll, "amount": money(amount)}


@pytest.fixture
def ruled(bank):
    bank.owner.approval_rules_set(operation="ledger.transfers.create", condition=LARGE)
    return bank


def held(reply):
    assert reply.status == 202, reply
    return reply["approval"]


def test_a_large_transfer_waits_and_a_small_one_does_not(ruled):
    maker, checker = ruled.user_client("member"), ruled.user_client("member")
    small = maker.ledger_transfers_create(**transfer(ruled, "1000.00"))
    assert small.status == 201
    approval = held(maker.ledger_transfers_create(**transfer(ruled, "1000.01")))
    assert approval["status"] == "pending" and approval["own"] is True
    assert approval["rule"] == LARGE
    assert ruled.balance(ruled.payroll) == "1000.00"

    waiting = checker.approvals_list(status="pending")["items"]
    assert [item["id"] for item in waiting] == [approval["id"]]
    read = checker.approvals_get(id=approval["id"])
    assert json.loads(read["request"])["amount"] == money("1000.01")
    done = checker.approvals_approve(id=approval["id"], reason="Checked against the invoice")
    assert (done["status"], done["reply_status"]) == ("done", 201)
    assert ruled.balance(ruled.payroll) == "2000.01"
    # Again: nothing twice.
    assert checker.approvals_approve(id=approval["id"])["status"] == "done"
    assert ruled.balance(ruled.payroll) == "2000.01"
    assert maker.approvals_get(id=approval["id"])["decided_by"] == checker.session["user"]["id"]


def test_a_key_made_by_a_key_is_of_the_same_person(ruled):
    maker, checker = ruled.user_client("admin"), ruled.user_client("member")
    first = maker.api_keys_create(name="first", scopes=["api_keys:write",
                                                        "ledger.transfers:write"])
    second = maker.copy(api_key=first["secret"], cookie=None).api_keys_create(
        name="second", scopes=["ledger.transfers:write"])
    program = maker.copy(api_key=second["secret"], cookie=None)
    approval = held(program.ledger_transfers_create(**transfer(ruled, "5000.00")))
    refused(403, "forbidden", maker.approvals_approve, id=approval["id"])
    assert checker.approvals_approve(id=approval["id"])["status"] == "done"


def test_the_audit_names_both(ruled):
    maker, checker = ruled.user_client("member"), ruled.user_client("member")
    approval = held(maker.ledger_transfers_create(**transfer(ruled, "5000")))
    checker.approvals_approve(id=approval["id"], reason="Fine")
    entries = ruled.owner.audit_list(operation="ledger.transfers.create")["items"]
    by_outcome = {entry["outcome"]: entry for entry in entries}
    assert by_outcome["held"]["target"] == approval["id"]
    done = by_outcome["done"]
    assert done["actor"] == maker.session["user"]["id"]
    assert json.loads(done["detail"]) == {"approval": approval["id"],
                                          "approved_by": checker.session["user"]["id"]}
    decision = ruled.owner.audit_list(operation="approvals.approve")["items"][0]
    assert decision["actor"] == checker.session["user"]["id"]
    assert json.loads(decision["detail"]) == {"reason": "Fine"}


def test_nobody_approves_what_they_asked_for_by_whatever_way(ruled):
    owner = ruled.owner
    approval = held(owner.ledger_transfers_create(**transfer(ruled, "5000")))
    refused(403, "forbidden", owner.approvals_approve, id=approval["id"])
    refused(403, "forbidden", owner.approvals_reject, id=approval["id"], reason="Mine")
    # A key of the same person asks, and the person would approve.
    by_key = held(ruled.api.ledger_transfers_create(**transfer(ruled, "6000")))
    assert by_key["maker"].startswith("key_")
    refused(403, "forbidden", owner.approvals_approve, id=by_key["id"])
    # A person asks, and a key would approve.
    member = ruled.user_client("member")
    by_member = held(member.ledger_transfers_create(**transfer(ruled, "7000")))
    refused(403, "forbidden", ruled.api.approvals_approve, id=by_member["id"])
    assert ruled.balance(ruled.payroll) == "0.00"
    assert owner.approvals_approve(id=by_member["id"])["status"] == "done"


def test_deciding_needs_the_permission_and_the_tenant(ruled, tenant):
    maker = ruled.user_client("member")
    approval = held(maker.ledger_transfers_create(**transfer(ruled, "5000")))
    auditor = ruled.user_client("auditor")
    refused(404, "not_found", auditor.approvals_get, id=approval["id"])
    refused(403, "forbidden", auditor.approvals_approve, id=approval["id"])
    assert auditor.approvals_list()["items"] == []
    refused(404, "not_found", tenant.owner.approvals_approve, id=approval["id"])
    assert tenant.owner.approvals_list()["items"] == []


def test_what_is_rejected_is_not_done(ruled):
    maker, checker = ruled.user_client("member"), ruled.user_client("member")
    approval = held(maker.ledger_transfers_create(**transfer(ruled, "5000")))
    fault = refused(400, "invalid", checker.approvals_reject, id=approval["id"], reason="")
    assert fault.faults == [("/reason", "wrong_length")]
    rejected = checker.approvals_reject(id=approval["id"], reason="No invoice")
    assert (rejected["status"], rejected["reason"]) == ("rejected", "No invoice")
    refused(409, "conflict", checker.approvals_approve, id=approval["id"])
    assert ruled.balance(ruled.payroll) == "0.00"


def test_permissions_count_when_it_is_done(ruled):
    maker, checker = ruled.user_client("member"), ruled.user_client("member")
    approval = held(maker.ledger_transfers_create(**transfer(ruled, "5000")))
    ruled.owner.users_change(id=maker.session["user"]["id"], role="auditor")
    failed = checker.approvals_approve(id=approval["id"])
    assert (failed["status"], failed["reply_status"]) == ("failed", 403)
    assert json.loads(failed["reply"])["code"] == "forbidden"
    assert ruled.balance(ruled.payroll) == "0.00"


def test_a_request_with_a_fault_does_not_wait(ruled):
    member = ruled.user_client("member")
    bad = transfer(ruled, "5000") | {"amount": {"amount": "lots", "asset": "INR"}}
    refused(400, "invalid", member.ledger_transfers_create, **bad)
    assert member.approvals_list()["items"] == []


def test_asking_again_with_the_same_key_finds_the_same_approval(ruled):
    member = ruled.user_client("member")
    key = str(uuid.uuid4())
    first = held(member.ledger_transfers_create(**transfer(ruled, "5000"), idempotency_key=key))
    again = held(member.ledger_transfers_create(**transfer(ruled, "5000"), idempotency_key=key))
    assert again["id"] == first["id"]
    refused(422, "idempotency_mismatch", member.ledger_transfers_create,
            **transfer(ruled, "5001"), idempotency_key=key)


def test_a_command_that_fails_when_it_is_done_says_why(ruled):
    ruled.owner.approval_rules_set(operation="users.remove")
    admin = ruled.user_client("admin")
    victim = ruled.user_client("member")
    approval = held(admin.users_remove(id=victim.session["user"]["id"]))
    assert approval["rule"] == ""
    removal = held(ruled.owner.approval_rules_remove(operation="users.remove"))
    admin.approvals_approve(id=removal["id"])
    ruled.owner.users_remove(id=victim.session["user"]["id"])
    failed = ruled.owner.approvals_approve(id=approval["id"])
    assert (failed["status"], failed["reply_status"]) == ("failed", 404)


def test_rules_are_checked(bank):
    fault = refused(400, "invalid", bank.owner.approval_rules_set,
                    operation="ledger.transfers.create", condition="amount >")
    assert fault.faults == [("/condition", "not_an_expression")]
    for operation in ("no.such", "users.add", "session.sign_in", "approval_rules.set",
                      "api_keys.create", "scim.tokens.create", "scim.tokens.rotate",
                      "webhooks.sources.rotate_secret"):
        refused(404, "not_found", bank.owner.approval_rules_set, operation=operation)
    bank.owner.approval_rules_set(operation="webhooks.endpoints.delete", condition="role != 'owner'")
    rules = bank.owner.approval_rules_list()
    assert rules["items"] == [{"operation": "webhooks.endpoints.delete",
                               "condition": "role != 'owner'", "built_in": False}]
    assert "ledger.transfers.create" in rules["operations"]
    assert "users.add" not in rules["operations"]
    refused(403, "forbidden", bank.user_client("member").approval_rules_set,
            operation="ledger.transfers.create")
    refused(404, "not_found", bank.owner.approval_rules_remove, operation="users.remove")


def test_a_rule_is_loosened_by_two_while_there_are_two(ruled):
    owner, name = ruled.owner, "ledger.transfers.create"
    # Alone: at once.
    owner.approval_rules_set(operation=name, condition="role == 'member'")
    owner.approval_rules_remove(operation=name)
    owner.approval_rules_set(operation=name, condition=LARGE)
    member, admin = ruled.user_client("member"), ruled.user_client("admin")

    def condition():
        rules = owner.approval_rules_list()["items"]
        return [rule["condition"] for rule in rules if rule["operation"] == name]

    for loosen in (lambda: admin.approval_rules_remove(operation=name),
                   lambda: admin.approval_rules_set(operation=name, condition="false")):
        approval = held(loosen())
        assert approval["rule"] == "" and condition() == [LARGE]
        refused(403, "forbidden", admin.approvals_approve, id=approval["id"])
        refused(404, "not_found", member.approvals_approve, id=approval["id"])
    refused(400, "invalid", admin.approval_rules_set, operation=name, condition="amount >")
    # By a key of theirs too.
    assert held(ruled.api.approval_rules_remove(operation=name))["maker"].startswith("key_")
    # The same, a new one, and a stricter one do not wait.
    assert owner.approval_rules_set(operation=name, condition=LARGE).status == 200
    assert owner.approval_rules_set(operation="teams.create", condition="false").status == 200
    assert owner.approval_rules_set(operation=name).status == 200 and condition() == [""]
    assert owner.approvals_approve(id=approval["id"])["status"] == "done"
    assert condition() == ["false"]
    assert member.ledger_transfers_create(**transfer(ruled, "5000")).status == 201


def test_who_may_decide_may_have_a_role_of_the_tenants_own(ruled):
    name = "ledger.transfers.create"
    role = ruled.owner.roles_create(name="Second eyes", permissions=["approvals:write",
                                                                     "tenant:write"])
    email = f"eyes@{ruled.slug}.example"
    user = ruled.owner.users_add(email=email, name="Eyes", password=PASSWORD,
                                 custom_role=role["id"])
    approval = held(ruled.owner.approval_rules_remove(operation=name))
    assert sign_in(ruled.api.url, email).approvals_approve(id=approval["id"])["status"] == "done"
    ruled.owner.approval_rules_set(operation=name)
    ruled.owner.users_change(id=user["id"], status="suspended")
    assert ruled.owner.approval_rules_remove(operation=name).status == 204


def test_what_was_asked_under_a_rule_is_done_once_when_the_rule_is_gone(ruled):
    member, key = ruled.user_client("member"), str(uuid.uuid4())
    asked = transfer(ruled, "5000") | {"idempotency_key": key}
    first = held(member.ledger_transfers_create(**asked))
    ruled.owner.approval_rules_set(operation="ledger.transfers.create", condition="false")
    assert held(member.ledger_transfers_create(**asked))["id"] == first["id"]
    ruled.owner.approval_rules_remove(operation="ledger.transfers.create")
    assert held(member.ledger_transfers_create(**asked))["id"] == first["id"]
    assert ruled.owner.approvals_approve(id=first["id"])["status"] == "done"
    assert held(member.ledger_transfers_create(**asked))["status"] == "done"
    assert ruled.balance(ruled.payroll) == "5000.00"
    refused(422, "idempotency_mismatch", member.ledger_transfers_create,
            **transfer(ruled, "5001"), idempotency_key=key)
    assert member.ledger_transfers_create(**transfer(ruled, "5000")).status == 201
    assert ruled.balance(ruled.payroll) == "10000.00"


def test_it_is_done_only_if_nobody_changed_it_meanwhile(tenant):
    admin, user = tenant.user_client("admin"), tenant.user_client("member").session["user"]["id"]
    tenant.owner.approval_rules_set(operation="users.change", condition="role == 'admin'")
    seen = admin.users_get(id=user).headers["ETag"]
    asked = held(admin.users_change(id=user, role="auditor", if_match=seen))
    as_it_is = held(admin.users_change(id=user, name="Somebody"))
    tenant.owner.users_change(id=user, name="Another")
    failed = tenant.owner.approvals_approve(id=asked["id"])
    assert (failed["status"], failed["reply_status"]) == ("failed", 412)
    assert tenant.owner.users_get(id=user)["role"] == "member"
    assert tenant.owner.approvals_approve(id=as_it_is["id"])["status"] == "done"


def test_support_asks_for_nothing_that_waits(operator, ruled):
    consent = ruled.owner.support_consents_grant(hours=1, reason="A look")
    begun = operator.platform_support_begin(consent=consent["id"], reason="Ticket 4711")
    support = operator.copy(cookie=begun.headers["Set-Cookie"].split(";")[0])
    refused(403, "forbidden", support.ledger_transfers_create, **transfer(ruled, "5000"))
    assert support.ledger_transfers_create(**transfer(ruled, "5")).status == 201
    assert ruled.owner.approvals_list()["items"] == []


def named_uuid(*parts):
    """As kernel/api/named_uuid.h."""
    digest = bytearray(hashlib.sha256("".join("\0" + part for part in parts).encode()).digest()[:16])
    digest[6] = 0x80 | digest[6] & 0x0f
    digest[7] |= 1
    digest[8] = 0x80 | digest[8] & 0x3f
    return uuid.UUID(bytes=bytes(digest))


class Busy:
    """Somebody who is carrying an approval out, in the middle of it."""

    def __init__(self, server, tenant, approval):
        claim = named_uuid(approval["maker"], approval["operation"], approval["id"])
        self.process = subprocess.Popen(server.psql(), stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        self.process.stdin.write(
            "begin; select pg_advisory_xact_lock(uuid_hash_extended("
            f"'{claim}', number)) from platform.tenants where slug = '{tenant.slug}';\n"
            "select 'held';\n")
        self._await("held")

    def _await(self, word):
        self.process.stdin.flush()
        while self.process.stdout.readline().strip() != word:
            assert self.process.poll() is None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.write("rollback; select 'over';\n")
        self._await("over")
        self.process.stdin.close()
        self.process.wait(10)


def interrupted(server, tenant):
    """Something that was approved and is not done, and who approved it."""
    tenant.owner.approval_rules_set(operation="teams.create")
    maker, checker = tenant.user_client("admin"), tenant.user_client("admin")
    approval = held(maker.teams_create(name="Sales"))
    with Busy(server, tenant, approval):
        refused(409, "idempotency_conflict", checker.approvals_approve, id=approval["id"])
        assert checker.approvals_get(id=approval["id"])["status"] == "approved"
    return approval, checker


def test_two_at_once_do_not_make_it_fail(server, tenant):
    approval, checker = interrupted(server, tenant)
    assert checker.approvals_approve(id=approval["id"])["status"] == "done"
    assert [team["name"] for team in tenant.owner.teams_list()["items"]] == ["Sales"]


def test_who_goes_on_with_it_is_not_who_approved(server, tenant):
    approval, checker = interrupted(server, tenant)
    assert tenant.owner.approvals_approve(id=approval["id"])["status"] == "done"
    done = tenant.owner.audit_list(operation="teams.create")["items"][0]
    assert json.loads(done["detail"])["approved_by"] == checker.session["user"]["id"]


def test_nobody_goes_on_with_it_after_hours(server, tenant):
    approval, checker = interrupted(server, tenant)
    hours = 12 * 3_600 * 10**9
    server.sql(f"update approvals.approvals set decided_at = decided_at - {hours}"
               f" where operation = 'teams.create' and status = 'approved' and tenant_id ="
               f" (select number from platform.tenants where slug = '{tenant.slug}')")
    failed = checker.approvals_approve(id=approval["id"])
    assert (failed["status"], failed["reply_status"]) == ("failed", 409)
    assert tenant.owner.teams_list()["items"] == []
