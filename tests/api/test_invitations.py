"""Joining by invitation, and passwords that are forgotten or changed."""

import re
import time
import uuid

import pytest

from bank import PASSWORD, Tenant, sign_in
from client import Problem
from test_factors import with_app

ANOTHER = "quite another password"


def refused(status, code, call, /, **arguments):
    with pytest.raises(Problem) as caught:
        call(**arguments)
    assert (caught.value.status, caught.value.code) == (status, code)
    return caught.value


def mails(tenant, recipient, kind):
    """Mails of a kind to somebody, newest first, once there is one."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        found = [mail for mail in tenant.owner.mail_list(recipient=recipient)["items"]
                 if mail["kind"] == kind]
        if found:
            return [tenant.owner.mail_get(id=mail["id"]) for mail in found]
        time.sleep(0.05)
    pytest.fail(f"no mail {kind} to {recipient}")


def token_of(mail, page):
    found = re.search(re.escape(f"{page}#") + r"([0-9a-z]{32})\b", mail["text"])
    assert found, mail["text"]
    return found[1]


def invite(tenant, role="member"):
    email = f"guest-{uuid.uuid4().hex[:8]}@{tenant.slug}.example"
    invitation = tenant.owner.invitations_create(email=email, role=role)
    return invitation, token_of(mails(tenant, email, "platform.invitation")[0], "/join")


def accepted(client, token, password=PASSWORD, name="Guest", **more):
    client = client.copy()
    reply = client.invitations_accept(token=token, name=name, password=password, **more)
    client.cookie = reply.headers["Set-Cookie"].split(";")[0]
    client.session = reply
    return client


def test_somebody_new_joins(tenant, anonymous):
    invitation, token = invite(tenant, role="admin")
    assert invitation["id"].startswith("inv_")
    assert [item["id"] for item in tenant.owner.invitations_list()["items"]] == [invitation["id"]]
    read = anonymous.invitations_read(token=token)
    assert (read["email"], read["role"], read["has_account"]) == (invitation["email"], "admin",
                                                                 False)
    guest = accepted(anonymous, token)
    assert guest.session["role"] == "admin"
    assert guest.session_get()["user"]["email"] == invitation["email"]
    assert sign_in(anonymous.url, invitation["email"]).session["role"] == "admin"
    assert tenant.owner.invitations_list()["items"] == []
    fault = refused(400, "invalid", anonymous.invitations_accept, token=token, name="Again",
                    password=PASSWORD)
    assert fault.faults == [("/token", "over")]


def test_one_account_joins_two_tenants(operator, anonymous):
    # Not sandboxes, whose captured mail proves nothing about an address.
    first, second = (Tenant(operator, sandbox=False) for _ in range(2))
    email = f"both-{uuid.uuid4().hex[:8]}@example.com"
    tokens = []
    for tenant in (first, second):
        tenant.owner.invitations_create(email=email, role="member")
        tokens.append(token_of(mails(tenant, email, "platform.invitation")[0], "/join"))
    accepted(anonymous, tokens[0])
    assert anonymous.invitations_read(token=tokens[1])["has_account"] is True
    fault = refused(400, "invalid", anonymous.invitations_accept, token=tokens[1], name="Both",
                    password=ANOTHER)
    assert fault.faults == [("/password", "wrong")]
    guest = accepted(anonymous, tokens[1])
    assert guest.session["tenant"]["slug"] == second.slug
    # One account: no tenant need be named, and the sessions of both are one's own.
    assert sign_in(anonymous.url, email).session["tenant"]["slug"] == second.slug
    assert len(guest.sessions_list()["items"]) == 3


def test_an_account_with_a_second_factor_shows_it_to_join(operator, anonymous):
    first, second = (Tenant(operator, sandbox=False) for _ in range(2))
    invitation, token = invite(first)
    codes = with_app(accepted(anonymous, token))[1]
    second.owner.invitations_create(email=invitation["email"], role="member")
    mail = mails(second, invitation["email"], "platform.invitation")[0]
    token = token_of(mail, "/join")
    asked = refused(401, "second_factor_needed", anonymous.invitations_accept, token=token,
                    name="Guest", password=PASSWORD)
    assert asked.faults == [("/code", "required")]
    fault = refused(400, "invalid", anonymous.invitations_accept, token=token, name="Guest",
                    password=PASSWORD, code="aaaa-bbbb-cccc")
    assert fault.faults == [("/code", "wrong")]
    guest = accepted(anonymous, token, code=codes[0])
    assert guest.session["methods"] == ["mfa", "otp", "pwd"]
    assert guest.session["tenant"]["slug"] == second.slug


def test_who_belongs_to_a_closed_tenant_goes_there_to_open_it(operator, anonymous):
    first, second = (Tenant(operator, sandbox=False) for _ in range(2))
    invitation, token = invite(first, role="owner")
    guest = accepted(anonymous, token)
    second.owner.invitations_create(email=invitation["email"], role="owner")
    mail = mails(second, invitation["email"], "platform.invitation")[0]
    accepted(anonymous, token_of(mail, "/join"))
    second.owner.tenant_close(slug=second.slug)
    there = guest.session_switch_tenant(tenant=second.slug)
    guest.cookie = there.headers["Set-Cookie"].split(";")[0]
    refused(403, "tenant_closed", guest.users_list)
    assert guest.tenant_reopen()["status"] == "active"
    assert guest.users_list()["items"]


def test_a_session_is_switched_to_another_tenant(operator, anonymous):
    first = Tenant(operator, sandbox=False, name="First Bank")
    second = Tenant(operator, sandbox=False, name="Second Bank")
    third = Tenant(operator, sandbox=False)
    invitation, token = invite(first, role="member")
    guest = accepted(anonymous, token)
    second.owner.invitations_create(email=invitation["email"], role="auditor")
    mail = mails(second, invitation["email"], "platform.invitation")[0]
    accepted(anonymous, token_of(mail, "/join"))
    places = guest.session_memberships()["items"]
    assert [(place["slug"], place["role"], place["current"]) for place in places] == [
        (first.slug, "member", True), (second.slug, "auditor", False)]

    before = guest.copy()
    switched = guest.session_switch_tenant(tenant=second.slug)
    assert (switched["tenant"]["slug"], switched["role"]) == (second.slug, "auditor")
    assert switched["id"] == guest.session["id"]
    guest.cookie = switched.headers["Set-Cookie"].split(";")[0]
    assert guest.session_get()["tenant"]["id"] == second.id
    assert guest.users_list()["items"][0]["email"] in (second.email, invitation["email"])
    refused(401, "unauthenticated", before.session_get)
    fault = refused(400, "invalid", guest.session_switch_tenant, tenant=third.slug)
    assert fault.faults == [("/tenant", "unknown")]

    second.owner.sign_in_policy_change(session_absolute_seconds=900, session_idle_seconds=300)
    guest.cookie = guest.session_switch_tenant(
        tenant=first.slug).headers["Set-Cookie"].split(";")[0]
    back = guest.session_switch_tenant(tenant=second.slug)
    guest.cookie = back.headers["Set-Cookie"].split(";")[0]
    user = guest.session["user"]["id"]
    first.owner.users_change(id=user, status="suspended")
    assert [place["slug"] for place in guest.session_memberships()["items"]] == [second.slug]
    assert guest.session_get()["role"] == "auditor"


def test_an_invitation_is_withdrawn_and_sent_again(tenant, anonymous):
    invitation, token = invite(tenant)
    tenant.owner.invitations_resend(id=invitation["id"])
    time.sleep(0.2)
    newest = mails(tenant, invitation["email"], "platform.invitation")[0]
    assert token_of(newest, "/join") != token
    refused(400, "invalid", anonymous.invitations_read, token=token)
    tenant.owner.invitations_revoke(id=invitation["id"])
    refused(400, "invalid", anonymous.invitations_read, token=token_of(newest, "/join"))
    refused(404, "not_found", tenant.owner.invitations_revoke, id=invitation["id"])


def test_who_may_invite_whom(tenant):
    admin = tenant.user_client("admin")
    refused(403, "forbidden", admin.invitations_create, email="x@example.com", role="owner")
    member = tenant.user_client("member")
    refused(403, "forbidden", member.invitations_create, email="x@example.com", role="member")
    fault = refused(409, "conflict", tenant.owner.invitations_create, email=tenant.email,
                    role="member")
    assert fault.faults == [("/email", "taken")]


def test_a_new_password_follows_the_policy(tenant, anonymous):
    tenant.owner.sign_in_policy_change(password_min_length=30)
    _, token = invite(tenant)
    assert anonymous.invitations_read(token=token)["password_min_length"] == 30
    fault = refused(400, "invalid", anonymous.invitations_accept, token=token, name="X",
                    password=PASSWORD)
    assert fault.faults == [("/password", "too_short")]


def test_a_forgotten_password_is_replaced(tenant, anonymous):
    old = sign_in(anonymous.url, tenant.email)
    assert anonymous.password_request_reset(email=tenant.email).status == 202
    token = token_of(mails(tenant, tenant.email, "platform.password_reset")[0], "/reset-password")
    fault = refused(400, "invalid", anonymous.password_reset, token=token, password=tenant.email)
    assert fault.faults == [("/password", "same_as_email")]
    anonymous.password_reset(token=token, password=ANOTHER)
    refused(401, "unauthenticated", old.session_get)
    refused(401, "unauthenticated", sign_in, url=anonymous.url, email=tenant.email)
    tenant.owner = sign_in(anonymous.url, tenant.email, ANOTHER)
    fault = refused(400, "invalid", anonymous.password_reset, token=token, password=PASSWORD)
    assert fault.faults == [("/token", "over")]
    assert "127.0.0.1" in mails(tenant, tenant.email, "platform.password_changed")[0]["text"]
    assert tenant.owner.audit_list(operation="password.reset")["items"]


def test_the_link_to_ones_own_account_is_not_for_its_tenants(operator, anonymous):
    tenant = Tenant(operator, sandbox=False)
    invitation, token = invite(tenant)
    accepted(anonymous, token)
    anonymous.password_request_reset(email=invitation["email"])
    deadline = time.monotonic() + 10
    found = []
    while not found and time.monotonic() < deadline:
        found = operator.platform_mail_list(recipient=invitation["email"])["items"]
    assert [mail["kind"] for mail in found] == ["platform.password_reset"]
    kinds = [mail["kind"] for mail in
             tenant.owner.mail_list(recipient=invitation["email"])["items"]]
    assert kinds == ["platform.invitation"]


def test_asking_for_a_reset_tells_nobody_who_has_an_account(tenant, anonymous):
    def seconds(email):
        start = time.perf_counter()
        assert anonymous.password_request_reset(email=email).status == 202
        return time.perf_counter() - start

    known = seconds(tenant.email)
    unknown = seconds(f"{uuid.uuid4().hex}@example.com")
    # Both wait for the same moment, which is later than either is done.
    assert known >= 0.25 and unknown >= 0.25


def test_a_mailbox_is_not_flooded(tenant, anonymous):
    for _ in range(5):
        anonymous.password_request_reset(email=tenant.email)
    assert len(mails(tenant, tenant.email, "platform.password_reset")) <= 3


def test_changing_ones_password_ends_the_other_sessions(tenant, anonymous):
    other = sign_in(anonymous.url, tenant.email)
    tenant.owner.password_change(password=ANOTHER)
    refused(401, "unauthenticated", other.session_get)
    assert tenant.owner.session_get()["role"] == "owner"
    assert sign_in(anonymous.url, tenant.email, ANOTHER).session["role"] == "owner"
    refused(403, "forbidden", tenant.api.password_change, password=PASSWORD)


def test_tokens_that_are_none(anonymous):
    for token in ("x" * 32, "0" * 32, "' or true --"):
        refused(400, "invalid", anonymous.invitations_read, token=token)
        refused(400, "invalid", anonymous.password_reset, token=token, password=ANOTHER)
