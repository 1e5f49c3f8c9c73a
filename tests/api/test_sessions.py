"""Sessions: devices, ending them, proving again who one is, and what slows guessing down."""

import json
import statistics
import time
import uuid

import pytest

from bank import PASSWORD, sign_in
from client import Client, Problem


def refused(status, code, call, /, **arguments):
    with pytest.raises(Problem) as caught:
        call(**arguments)
    assert (caught.value.status, caught.value.code) == (status, code)
    return caught.value


def raw_sign_in(client, email, password, cookie=None, agent="Test browser"):
    headers = {"Content-Type": "application/json", "User-Agent": agent}
    if cookie:
        headers["Cookie"] = cookie
    return client.raw("POST", "/api/v1/session", json.dumps({"email": email, "password": password})
                      .encode(), headers)


def test_a_session_says_how_and_when_one_signed_in(tenant):
    session = tenant.owner.session_get()
    assert session["id"].startswith("ses_")
    assert session["methods"] == ["pwd"]
    assert session["proven_at"] <= session["expires_at"]
    assert session["must_enrol"] is False


def test_one_sees_ones_devices_and_ends_one_of_them(tenant):
    other = sign_in(tenant.api.url, tenant.email)
    sessions = tenant.owner.sessions_list()["items"]
    assert len(sessions) == 2
    current = [item for item in sessions if item["current"]]
    assert [item["id"] for item in current] == [tenant.owner.session["id"]]
    assert all(item["address"] == "127.0.0.1" and item["tenant"] for item in sessions)
    assert other.session_get()["user"]["id"]
    tenant.owner.sessions_end(id=other.session["id"])
    refused(401, "unauthenticated", other.session_get)
    refused(404, "not_found", tenant.owner.sessions_end, id=other.session["id"])
    assert tenant.owner.session_get()["role"] == "owner"


def test_nobody_ends_anothers_session(tenant):
    member = tenant.user_client("member")
    refused(404, "not_found", member.sessions_end, id=tenant.owner.session["id"])
    assert tenant.owner.session_get()["role"] == "owner"
    assert len(member.sessions_list()["items"]) == 1


def test_all_others_end_together(tenant):
    others = [sign_in(tenant.api.url, tenant.email) for _ in range(3)]
    assert tenant.owner.sessions_end_others()["ended"] == 3
    for other in others:
        refused(401, "unauthenticated", other.session_get)
    assert len(tenant.owner.sessions_list()["items"]) == 1


def test_an_api_key_has_no_sessions(tenant):
    refused(403, "forbidden", tenant.api.sessions_list)
    refused(403, "forbidden", tenant.api.session_prove, password=PASSWORD)
    refused(403, "forbidden", tenant.api.session_sign_out)


def test_an_administrator_ends_a_users_sessions(tenant):
    member = tenant.user_client("member")
    user = member.session["user"]["id"]
    assert tenant.owner.users_end_sessions(id=user)["ended"] == 1
    refused(401, "unauthenticated", member.session_get)
    admin = tenant.user_client("admin")
    owner = tenant.owner.session["user"]["id"]
    refused(403, "forbidden", admin.users_end_sessions, id=owner)


def test_a_suspended_user_is_out_at_once_and_comes_back(tenant):
    member = tenant.user_client("member")
    user = member.session["user"]
    changed = tenant.owner.users_change(id=user["id"], status="suspended", reason="On leave")
    assert changed["status"] == "suspended"
    refused(401, "unauthenticated", member.session_get)
    with pytest.raises(Problem) as caught:
        sign_in(tenant.api.url, member.session["user"]["email"])
    assert caught.value.code == "unauthenticated"
    entry = tenant.owner.audit_list(operation="users.change", limit=1)["items"][0]
    assert json.loads(entry["detail"])["reason"] == "On leave"
    tenant.owner.users_change(id=user["id"], status="active")
    assert sign_in(tenant.api.url, user["email"]).session["role"] == "member"


def test_the_last_owner_stays(tenant):
    owner = tenant.owner.session["user"]["id"]
    refused(409, "conflict", tenant.owner.users_remove, id=owner)
    fault = refused(409, "conflict", tenant.owner.users_change, id=owner, status="suspended")
    assert fault.faults == [("/role", "last_owner")]


def test_a_removed_user_is_gone_and_may_be_added_again(tenant):
    member = tenant.user_client("member")
    user = member.session["user"]
    tenant.owner.users_remove(id=user["id"])
    refused(401, "unauthenticated", member.session_get)
    refused(404, "not_found", tenant.owner.users_get, id=user["id"])
    again = tenant.owner.users_add(email=user["email"], name="Again", password=PASSWORD,
                                   role="auditor")
    assert again["id"] != user["id"]
    assert sign_in(tenant.api.url, user["email"]).session["role"] == "auditor"


def test_proving_again_gives_a_new_token_and_moves_the_time(tenant):
    before = tenant.owner.session_get()
    time.sleep(0.01)
    proof = tenant.owner.session_prove(password=PASSWORD)
    assert proof["proven_at"] > before["proven_at"]
    assert proof["id"] == before["id"]
    fresh = tenant.owner.copy(cookie=proof.headers["Set-Cookie"].split(";")[0])
    assert fresh.cookie != tenant.owner.cookie
    assert fresh.session_get()["proven_at"] == proof["proven_at"]
    # Requests that were on their way with the old token still count.
    assert tenant.owner.session_get()["id"] == before["id"]
    fault = refused(400, "invalid", fresh.session_prove, password="another password")
    assert fault.faults == [("/password", "wrong")]


def test_the_policy_has_defaults_and_is_changed_in_part(tenant):
    assert dict(tenant.owner.sign_in_policy_get()) == {
        "session_idle_seconds": 7200, "session_absolute_seconds": 43200,
        "second_factor": "optional", "password_min_length": 8, "emergency_access": False}
    changed = tenant.owner.sign_in_policy_change(password_min_length=12, reason="Advice")
    assert changed["password_min_length"] == 12
    assert changed["session_idle_seconds"] == 7200
    fault = refused(400, "invalid", tenant.owner.users_add, role="member", name="X",
                    email=f"x@{tenant.slug}.example", password="short pass")
    assert fault.faults == [("/password", "too_short")]
    fault = refused(400, "invalid", tenant.owner.sign_in_policy_change,
                    session_idle_seconds=86400)
    assert fault.faults == [("/session_idle_seconds", "out_of_range")]
    member = tenant.user_client("member")
    refused(403, "forbidden", member.sign_in_policy_change, password_min_length=9)
    entries = tenant.owner.audit_list(operation="sign_in_policy.change")["items"]
    details = [json.loads(entry["detail"]) for entry in entries if entry["outcome"] == "done"]
    assert [detail["reason"] for detail in details] == ["Advice"]


def test_a_password_is_not_the_address(tenant):
    email = f"somebody@{tenant.slug}.example"
    fault = refused(400, "invalid", tenant.owner.users_add, email=email, name="X", password=email,
                    role="member")
    assert fault.faults == [("/password", "same_as_email")]


def test_guessing_gets_slow_and_keeps_nobody_out(tenant, anonymous):
    member = tenant.user_client("member")
    email = member.session["user"]["email"]
    device = next(cookie for cookie in member.session.headers.get_all("Set-Cookie")
                  if cookie.startswith("sangam_device=")).split(";")[0]
    statuses = [raw_sign_in(anonymous, email, "a wrong password").status for _ in range(6)]
    assert statuses[:5] == [401] * 5
    assert statuses[5] == 429
    blocked = raw_sign_in(anonymous, email, PASSWORD)
    assert (blocked.status, blocked["code"]) == (429, "too_many_requests")
    assert int(blocked.headers["Retry-After"]) >= 1
    # The browser that signed in before is not the guesser's.
    assert raw_sign_in(anonymous, email, PASSWORD, cookie=device).status == 201
    # Nor is another account of the same network.
    assert sign_in(anonymous.url, tenant.email).session["role"] == "owner"


def test_a_wrong_sign_in_takes_as_long_for_a_stranger(tenant, anonymous):
    def seconds(email):
        start = time.perf_counter()
        raw_sign_in(anonymous, email, "a wrong password")
        return time.perf_counter() - start

    known, unknown = [], []
    for _ in range(4):
        member = tenant.user_client("member")
        known.append(seconds(member.session["user"]["email"]))
        unknown.append(seconds(f"{uuid.uuid4().hex}@{tenant.slug}.example"))
    # Each hashes once: without that an unknown address would answer ten times sooner.
    assert statistics.median(unknown) > statistics.median(known) / 3


def test_a_strange_browser_name_is_kept_readable(tenant, anonymous):
    reply = raw_sign_in(anonymous, tenant.email, PASSWORD,
                        agent=b"Browser \xff\xfe end".decode("latin-1"))
    assert reply.status == 201
    client = Client(anonymous.url)
    client.cookie = reply.headers["Set-Cookie"].split(";")[0]
    current = next(item for item in client.sessions_list()["items"] if item["current"])
    assert current["device"] == "Browser ?? end"


def test_a_key_is_locked_to_networks(tenant):
    here, key = tenant.key_client(role="member", networks=["127.0.0.0/8", "2001:db8::/32"])
    assert key["networks"] == ["127.0.0.0/8", "2001:db8::/32"]
    assert here.tenant_get()["id"] == tenant.id
    away, _ = tenant.key_client(role="member", networks=["203.0.113.7"])
    for _ in range(2):
        refused(401, "unauthenticated", away.tenant_get)
    fault = refused(400, "invalid", tenant.owner.api_keys_create, name="x", role="member",
                    networks=["127.0.0.1/8", "localhost"])
    assert fault.faults == [("/networks/0", "host_bits"), ("/networks/1", "not_a_network")]


def test_nobody_takes_over_a_key_that_may_do_more(tenant):
    role = tenant.owner.roles_create(name="Keys", permissions=["api_keys:read", "api_keys:write"])
    email = f"keys@{tenant.slug}.example"
    tenant.owner.users_add(email=email, name="Keys", password=PASSWORD, custom_role=role["id"])
    keeper = sign_in(tenant.api.url, email)
    strong, key = tenant.key_client(role="admin")
    refused(403, "forbidden", keeper.api_keys_rotate, id=key["id"])
    assert strong.users_list()["items"]
    weak = tenant.owner.api_keys_create(name="weak", scopes=["api_keys:read"])
    assert keeper.api_keys_rotate(id=weak["id"])["secret"] != weak["secret"]


def test_a_rotated_key_keeps_its_old_secret_for_a_while(tenant):
    old, key = tenant.key_client(role="member")
    assert old.tenant_get()["id"] == tenant.id
    rotated = tenant.owner.api_keys_rotate(id=key["id"], overlap_seconds=1)
    assert rotated["id"] == key["id"] and rotated["secret"] != key["secret"]
    new = old.copy(api_key=rotated["secret"])
    assert new.tenant_get()["id"] == tenant.id
    assert old.tenant_get()["id"] == tenant.id
    time.sleep(1.2)
    refused(401, "unauthenticated", old.tenant_get)
    assert new.tenant_get()["id"] == tenant.id
    at_once = tenant.owner.api_keys_rotate(id=key["id"], overlap_seconds=0)
    refused(401, "unauthenticated", new.tenant_get)
    assert old.copy(api_key=at_once["secret"]).tenant_get()["id"] == tenant.id
