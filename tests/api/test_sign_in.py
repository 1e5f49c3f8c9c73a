"""Sessions, API keys and roles: who may do what."""

import time

import pytest

from bank import PASSWORD, Tenant, money, sign_in
from client import Problem


def refused(status, code, call, /, **arguments):
    with pytest.raises(Problem) as caught:
        call(**arguments)
    assert (caught.value.status, caught.value.code) == (status, code)
    return caught.value


def test_the_cookie_is_for_this_site_only(tenant):
    cookie = tenant.owner.session.headers["Set-Cookie"]
    for part in ("sangam_session=", "HttpOnly", "SameSite=Strict", "Path=/"):
        assert part in cookie
    session = tenant.owner.session_get()
    assert session["tenant"]["slug"] == tenant.slug
    assert session["role"] == "owner"
    assert "users:write" in session["permissions"]


def test_wrong_sign_ins_look_alike(tenant, anonymous):
    problems = [refused(401, "unauthenticated", anonymous.session_sign_in, email=email,
                        password=password)
                for email, password in ((tenant.email, "not the password"),
                                        (f"nobody@{tenant.slug}.example", PASSWORD))]
    assert problems[0].detail == problems[1].detail
    refused(401, "unauthenticated", anonymous.session_sign_in, email=tenant.email,
            password=PASSWORD, tenant="demo-bank")
    fault = refused(400, "invalid", anonymous.session_sign_in, email="nobody", password="short")
    assert fault.faults == [("/email", "not_an_email"), ("/password", "wrong_length")]
    assert PASSWORD not in str(fault.document)


def test_an_address_of_two_tenants_needs_the_tenant(operator, anonymous):
    first = Tenant(operator)
    second = Tenant(operator)
    second.owner.users_add(email=first.email, name="Both", password=PASSWORD, role="member")
    refused(409, "conflict", anonymous.session_sign_in, email=first.email, password=PASSWORD)
    session = anonymous.session_sign_in(email=first.email, password=PASSWORD, tenant=second.slug)
    assert (session["tenant"]["slug"], session["role"]) == (second.slug, "member")


def test_signing_out_ends_the_session(tenant):
    tenant.owner.session_sign_out()
    refused(401, "unauthenticated", tenant.owner.session_get)


def test_writes_by_cookie_need_our_origin(bank):
    headers = {"Cookie": bank.owner.cookie}
    body = b'{"name": "Mine", "asset": "INR"}'
    typed = headers | {"Content-Type": "application/json"}
    for origin in (None, "null", "https://other.example", bank.api.url + ".example",
                   bank.api.url.replace("127.0.0.1", "localhost")):
        sent = typed | ({"Origin": origin} if origin else {})
        reply = bank.owner.raw("POST", "/api/v1/ledger/ledgers", body, sent)
        assert (reply.status, reply["code"]) == (403, "forbidden"), origin
    own = bank.owner.raw("POST", "/api/v1/ledger/ledgers", body, typed | {"Origin": bank.api.url})
    assert own.status == 201
    assert bank.owner.raw("GET", "/api/v1/tenant", headers=headers).status == 200


def test_credentials_that_are_none(tenant, anonymous):
    refused(401, "unauthenticated", anonymous.tenant_get)
    for header in ("Bearer", "Bearer x", "Bearer sk_" + "0" * 40, "Basic dTpw", "Bearer \u00ff",
                   "bearer " + tenant.key["secret"][:-1]):
        reply = anonymous.raw("GET", "/api/v1/tenant",
                              headers={"Authorization": header.encode("latin-1")})
        assert reply.status == 401, header
        assert reply.headers["WWW-Authenticate"] == "Bearer"
    reply = anonymous.raw("GET", "/api/v1/tenant", headers={"Cookie": "sangam_session=guess"})
    assert reply.status == 401


def test_a_key_has_its_scopes_and_no_more(bank):
    reader, key = bank.key_client(scopes=["ledger.accounts:read"])
    assert key["scopes"] == ["ledger.accounts:read"]
    assert key["secret"].startswith(key["prefix"])
    assert reader.ledger_accounts_list()["items"]
    refused(403, "forbidden", reader.ledger_ledgers_open, name="X", asset="INR")
    refused(403, "forbidden", reader.ledger_transfers_list)
    refused(403, "forbidden", reader.users_list)


def test_nobody_gives_a_key_more_than_they_have(bank):
    small, _ = bank.key_client(scopes=["api_keys:write", "ledger.accounts:read"])
    refused(403, "forbidden", small.api_keys_create, name="more", scopes=["users:write"])
    assert small.api_keys_create(name="less", scopes=["ledger.accounts:read"]).status == 201
    fault = refused(400, "invalid", small.api_keys_create, name="x", scopes=["no:such"])
    assert fault.faults == [("/scopes/0", "unknown_value")]


def test_secrets_are_shown_once(tenant):
    _, key = tenant.key_client(role="member")
    listed = tenant.owner.api_keys_list(limit=1000)
    assert key["id"] in [item["id"] for item in listed["items"]]
    assert all("secret" not in item for item in listed["items"])
    assert key["secret"] not in listed.text


def test_revoking_a_key_works_at_once(tenant):
    client, key = tenant.key_client(role="auditor")
    for _ in range(3):
        assert client.tenant_get()["id"] == tenant.id
    tenant.owner.api_keys_revoke(id=key["id"])
    refused(401, "unauthenticated", client.tenant_get)
    refused(404, "not_found", tenant.owner.api_keys_revoke, id=key["id"])


def test_keys_expire(tenant):
    fault = refused(400, "invalid", tenant.owner.api_keys_create, name="old", role="member",
                    expires_at="2020-01-01T00:00:00Z")
    assert fault.faults == [("/expires_at", "out_of_range")]
    moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 2))
    client, _ = tenant.key_client(role="member", expires_at=moment)
    assert client.tenant_get()["id"] == tenant.id
    time.sleep(2.5)
    refused(401, "unauthenticated", client.tenant_get)


@pytest.mark.parametrize("role, may_read, may_write, may_manage", [
    ("owner", True, True, True), ("admin", True, True, True), ("member", True, True, False),
    ("auditor", True, False, False)])
def test_roles(bank, role, may_read, may_write, may_manage):
    client = bank.user_client(role)
    assert client.session_get()["role"] == role

    def allowed(call, **arguments):
        try:
            call(**arguments)
        except Problem as problem:
            assert (problem.status, problem.code) == (403, "forbidden")
            return False
        return True

    assert allowed(client.ledger_accounts_list) == may_read
    assert allowed(client.ledger_transfers_create, debit_account=bank.source,
                   credit_account=bank.cash, amount=money("1.00")) == may_write
    assert allowed(client.users_add, email=f"new-{role}@{bank.slug}.example", name="New",
                   password=PASSWORD, role="member") == may_manage
    assert allowed(client.audit_list) == (role != "member")


def test_only_owners_make_owners(tenant):
    admin = tenant.user_client("admin")
    refused(403, "forbidden", admin.users_add, email=f"x@{tenant.slug}.example", name="X",
            password=PASSWORD, role="owner")
    owner = tenant.owner.session["user"]["id"]
    refused(403, "forbidden", admin.users_change, id=owner, role="member")
    fault = refused(409, "conflict", tenant.owner.users_change, id=owner, role="member")
    assert fault.faults == [("/role", "last_owner")]


def test_a_changed_role_counts_at_once(tenant):
    member = tenant.user_client("member")
    refused(403, "forbidden", member.audit_list)
    tenant.owner.users_change(id=member.session["user"]["id"], role="auditor")
    assert "items" in member.audit_list()


def test_operators_and_tenants_are_apart(tenant, operator):
    refused(403, "forbidden", tenant.owner.platform_tenants_list)
    refused(403, "forbidden", tenant.api.platform_tenants_create, slug="my-own", name="Mine",
            owner={"email": "a@b.example", "name": "A", "password": PASSWORD})
    refused(403, "forbidden", operator.ledger_accounts_list)
    refused(403, "forbidden", operator.users_list)
    slugs = [item["slug"] for item in operator.each(operator.platform_tenants_list)]
    assert tenant.slug in slugs
    fault = refused(409, "conflict", operator.platform_tenants_create, slug=tenant.slug, name="X",
                    owner={"email": "a@b.example", "name": "A", "password": PASSWORD})
    assert fault.faults == [("/slug", "taken")]


def test_demo_credentials_work(server):
    demo = server.demo
    session = sign_in(server.url, demo["email"], demo["password"], demo["tenant"])
    assert session.session["tenant"]["slug"] == demo["tenant"]
    assert session.copy(cookie=None, api_key=demo["api_key"]).tenant_get()["slug"] == demo["tenant"]
