"""Support that acts in somebody's place: by consent, for a while, and on record."""

import json

import pytest

from bank import PASSWORD, money, sign_in
from client import Problem
from test_invitations import mails


def refused(status, code, call, /, **arguments):
    with pytest.raises(Problem) as caught:
        call(**arguments)
    assert (caught.value.status, caught.value.code) == (status, code)
    return caught.value


def begin(operator, consent, reason="Ticket 4711"):
    """The operator acting as whom the consent names."""
    reply = operator.platform_support_begin(consent=consent["id"], reason=reason)
    client = operator.copy(cookie=reply.headers["Set-Cookie"].split(";")[0])
    client.session = reply
    return client


def test_support_acts_with_consent_and_both_are_in_the_audit(operator, bank):
    consent = bank.owner.support_consents_grant(hours=2, reason="The balance looks odd")
    assert [item["id"] for item in bank.owner.support_consents_list()["items"]] == [consent["id"]]
    assert consent["id"] in [item["id"] for item in operator.platform_support_consents()["items"]]
    support = begin(operator, consent)
    session = support.session_get()
    assert session["user"]["id"] == bank.owner.session["user"]["id"]
    assert session["support"]["name"] == operator.session["user"]["name"]
    assert session["support"]["until"] <= consent["until_at"]
    assert support.ledger_accounts_list()["items"]
    transfer = support.ledger_transfers_create(debit_account=bank.source,
                                               credit_account=bank.payroll, amount=money("1.00"))
    assert transfer.status == 201
    me = operator.session["user"]["id"]
    entry = bank.owner.audit_list(operation="ledger.transfers.create")["items"][0]
    assert entry["actor"] == bank.owner.session["user"]["id"]
    assert json.loads(entry["detail"]) == {"impersonated_by": me}
    began = bank.owner.audit_list(operation="platform.support.begin")["items"][0]
    assert (began["actor"], began["actor_kind"]) == (me, "platform_operator")
    assert json.loads(began["detail"]) == {"reason": "Ticket 4711"}


def test_support_cannot_reach_secrets_nor_change_who_may_do_what(operator, bank):
    consent = bank.owner.support_consents_grant(hours=1, reason="A look")
    support = begin(operator, consent)
    owner = bank.owner.session["user"]["id"]
    refused(403, "forbidden", support.api_keys_create, name="mine")
    refused(403, "forbidden", support.api_keys_rotate, id=bank.key["id"])
    refused(403, "forbidden", support.users_add, email=f"x@{bank.slug}.example", name="X",
            password=PASSWORD, role="owner")
    refused(403, "forbidden", support.invitations_create, email=f"x@{bank.slug}.example",
            role="owner")
    refused(403, "forbidden", support.users_change, id=owner, name="Changed")
    refused(403, "forbidden", support.roles_create, name="Mine", permissions=[])
    refused(403, "forbidden", support.tenant_close, slug=bank.slug)
    refused(403, "forbidden", support.tenant_exports_create)
    refused(403, "forbidden", support.support_consents_grant, hours=72, reason="More")
    refused(403, "forbidden", support.sessions_end_others)
    refused(403, "forbidden", support.webhooks_endpoints_create, url="https://example.com/hook")
    refused(403, "forbidden", support.webhooks_endpoints_change,
            id="whe_00000000000000000000000000", url="https://example.com/hook")
    refused(403, "forbidden", support.webhooks_sources_rotate_secret,
            id="src_00000000000000000000000000", secret="a secret of ours")
    refused(403, "forbidden", support.oauth_authorizations_approve, request="x" * 32, consents=True)
    refused(403, "forbidden", support.oauth_devices_decide, user_code="BCDF-GHJK", approve=True)
    with pytest.raises(Problem) as caught:
        support.request("PUT", "/password", body={"password": PASSWORD})
    assert caught.value.status == 403
    assert support.users_list()["items"]


def test_a_withdrawn_consent_ends_support_at_once(operator, bank):
    consent = bank.owner.support_consents_grant(hours=1, reason="A look")
    support = begin(operator, consent)
    assert support.ledger_accounts_list()["items"]
    bank.owner.support_consents_withdraw(id=consent["id"])
    refused(401, "unauthenticated", support.session_get)
    refused(404, "not_found", operator.platform_support_begin, consent=consent["id"], reason="More")
    refused(404, "not_found", bank.owner.support_consents_withdraw, id=consent["id"])


def test_support_ends_with_the_sessions_of_the_operator(operator, bank):
    consent = bank.owner.support_consents_grant(hours=1, reason="A look")
    support = begin(operator, consent)
    assert support.ledger_accounts_list()["items"]
    operator.sessions_end_others()
    refused(401, "unauthenticated", support.session_get)


def test_support_ends_it_by_signing_out(operator, bank):
    consent = bank.owner.support_consents_grant(hours=1, reason="A look")
    support = begin(operator, consent)
    support.session_sign_out()
    refused(401, "unauthenticated", support.session_get)
    assert bank.owner.session_get()["role"] == "owner"
    assert operator.session_get()["role"] == "operator"


def test_only_owners_consent_and_only_operators_act(operator, bank, tenant):
    admin = bank.user_client("admin")
    refused(403, "forbidden", admin.support_consents_grant, hours=1, reason="Please")
    refused(403, "forbidden", bank.api.support_consents_grant, hours=1, reason="Please")
    member = bank.user_client("member")
    consent = bank.owner.support_consents_grant(hours=1, reason="As a member",
                                                user=member.session["user"]["id"])
    refused(403, "forbidden", bank.owner.platform_support_begin, consent=consent["id"], reason="Me")
    refused(404, "not_found", tenant.owner.support_consents_withdraw, id=consent["id"])
    support = begin(operator, consent)
    assert support.session_get()["role"] == "member"
    refused(403, "forbidden", support.users_list)
    fault = refused(400, "invalid", bank.owner.support_consents_grant, hours=73, reason="Long")
    assert fault.faults == [("/hours", "out_of_range")]
    fault = refused(400, "invalid", bank.owner.support_consents_grant, hours=1, reason="Whom",
                    user=tenant.owner.session["user"]["id"])
    assert fault.faults == [("/user", "unknown_value")]


def test_in_an_emergency_one_looks_where_the_tenant_allows_it(operator, bank):
    refused(422, "refused", operator.platform_support_begin_emergency, tenant=bank.id,
            reason="Money is missing")
    refused(403, "forbidden", bank.owner.platform_support_begin_emergency, tenant=bank.id,
            reason="Me")
    assert bank.owner.sign_in_policy_change(emergency_access=True)["emergency_access"] is True
    reply = operator.platform_support_begin_emergency(tenant=bank.id, reason="Money is missing")
    support = operator.copy(cookie=reply.headers["Set-Cookie"].split(";")[0])
    facts = support.session_get()["support"]
    assert facts["emergency"] is True and facts["name"] == operator.session["user"]["name"]
    assert support.ledger_accounts_list()["items"] and support.users_list()["items"]
    refused(403, "forbidden", support.ledger_transfers_create, debit_account=bank.source,
            credit_account=bank.payroll, amount=money("1.00"))
    refused(403, "forbidden", support.ledger_ledgers_open, name="Mine", asset="INR")
    entry = bank.owner.audit_list(operation="platform.support.begin_emergency")["items"][0]
    assert json.loads(entry["detail"]) == {"reason": "Money is missing"}
    mail = mails(bank, bank.email, "platform.emergency_access")[0]
    assert "Money is missing" in mail["text"]
    [consent] = bank.owner.support_consents_list()["items"]
    assert consent["emergency"] is True
    assert consent["id"] not in [one["id"] for one in operator.platform_support_consents()["items"]]
    refused(404, "not_found", operator.platform_support_begin, consent=consent["id"], reason="More")
    bank.owner.support_consents_withdraw(id=consent["id"])
    refused(401, "unauthenticated", support.session_get)


def test_support_approves_nothing(operator, bank):
    bank.owner.approval_rules_set(operation="ledger.transfers.create")
    member = bank.user_client("member")
    held = member.ledger_transfers_create(debit_account=bank.source, credit_account=bank.payroll,
                                          amount=money("1.00"))
    consent = bank.owner.support_consents_grant(hours=1, reason="A look")
    support = begin(operator, consent)
    refused(403, "forbidden", support.approvals_approve, id=held["approval"]["id"])
    assert sign_in(bank.api.url, bank.email).approvals_approve(
        id=held["approval"]["id"])["status"] == "done"
