"""Tokens of directories: made, rotated, ended; good for SCIM and nothing else, for one tenant."""

import time

import pytest
from bank import PASSWORD, sign_in
from client import Client, Problem
from directory import Directory, add_user, fault, make_directory


def status_of(directory, token):
    return Directory(directory.url.geturl(), token).get("/Users").status


def test_a_token_is_shown_once_and_rotated_with_overlap(tenant):
    owner = tenant.owner
    made = owner.scim_tokens_create(name="Entra", role="member")
    assert made["secret"].startswith(made["prefix"]) and made["prefix"].startswith("scim_")
    directory = Directory(owner.url, made["secret"])
    assert directory.get("/Users").status == 200
    [listed] = owner.scim_tokens_list()["items"]
    assert listed["last_used_at"] and "secret" not in listed
    rotated = owner.scim_tokens_rotate(id=made["id"])
    assert rotated["secret"] != made["secret"] and rotated["previous_until"]
    assert [status_of(directory, one["secret"]) for one in (made, rotated)] == [200, 200]
    again = owner.scim_tokens_rotate(id=made["id"], overlap_seconds=0)
    assert [status_of(directory, one["secret"]) for one in (made, rotated, again)] == [401, 401, 200]
    owner.scim_tokens_end(id=made["id"])
    assert status_of(directory, again["secret"]) == 401
    assert owner.scim_tokens_list()["items"] == []


def test_wrong_credentials_get_one_answer(tenant, directory):
    session = tenant.owner.cookie.split("=")[1]
    for token in ("", "scim_", "scim_" + "0" * 38, tenant.key["secret"], session):
        reply = Directory(directory.url.geturl(), token).get("/Users")
        assert fault(reply) == (401, None)
        assert reply.headers["WWW-Authenticate"] == 'Bearer realm="scim"'
    reply = directory.send("GET", "/Users", headers={"Authorization": "", "Cookie":
                                                     tenant.owner.cookie})
    assert reply.status == 401


def test_a_token_opens_nothing_but_scim(tenant):
    token = tenant.owner.scim_tokens_create(name="Entra", role="member")["secret"]
    client = tenant.api.copy(api_key=token)
    for call in (client.users_list, client.teams_list, client.session_get):
        with pytest.raises(Problem) as problem:
            call()
        assert problem.value.status == 401


def test_tokens_are_for_who_administers(tenant):
    auditor, member = tenant.user_client("auditor"), tenant.user_client("member")
    assert auditor.scim_tokens_list()["items"] == []
    for refused in (lambda: auditor.scim_tokens_create(name="x", role="member"), member.scim_tokens_list):
        with pytest.raises(Problem) as problem:
            refused()
        assert problem.value.status == 403
    with pytest.raises(Problem) as problem:
        tenant.owner.scim_tokens_create(name="x", role="owner")
    assert problem.value.document["errors"][0]["pointer"] == "/role"
    with pytest.raises(Problem) as problem:
        tenant.user_client("admin").scim_tokens_create(name="x", role="admin")
    assert problem.value.status == 403


def provisioner(tenant):
    """Somebody who may deal with tokens and with little else."""
    role = tenant.owner.roles_create(name="Provisioner", permissions=["scim:read", "scim:write"])
    email = f"provisioner@{tenant.slug}.example"
    tenant.owner.users_add(email=email, name="P", password=PASSWORD, custom_role=role["id"])
    return sign_in(tenant.api.url, email)


def test_nobody_gets_a_token_that_may_do_more_than_they(tenant):
    person, admin = provisioner(tenant), tenant.user_client("admin")
    made = {role: tenant.owner.scim_tokens_create(name="x", role=role)["id"]
            for role in ("admin", "member")}
    member = admin.scim_tokens_create(name="x", role="member")["id"]
    for refused in (lambda: person.scim_tokens_create(name="x", role="member"),
                    lambda: person.scim_tokens_create(name="x", role="auditor"),
                    lambda: person.scim_tokens_rotate(id=made["member"]),
                    lambda: person.scim_tokens_rotate(id=made["admin"]),
                    lambda: admin.scim_tokens_rotate(id=made["admin"])):
        with pytest.raises(Problem) as problem:
            refused()
        assert problem.value.status == 403
    assert all("previous_until" not in token for token in tenant.owner.scim_tokens_list()["items"])
    assert admin.scim_tokens_rotate(id=member)["secret"]
    assert tenant.owner.scim_tokens_rotate(id=made["admin"])["secret"]


def address(value):
    return {"op": "replace", "path": "emails", "value": [{"value": value, "primary": True}]}


def test_addresses_of_those_who_may_do_more_stay(tenant, directory):
    for role in ("admin", "auditor"):
        user, email = add_user(tenant, role, role=role)
        assert fault(directory.patch(f"/Users/{user}", address("thief@a.example"))) == (
            403, "mutability")
        assert tenant.owner.users_get(id=user)["email"] == email
        assert sign_in(tenant.api.url, email)
    user, _ = add_user(tenant, "another", role="admin")
    assert make_directory(tenant, role="admin").patch(
        f"/Users/{user}", address("moved@a.example")).status == 200
    assert tenant.owner.users_get(id=user)["email"] == "moved@a.example"


def test_an_account_of_the_tenant_goes_with_its_address(server, tenant, directory):
    user, old = add_user(tenant, "ann")
    new = f"ann.other@{tenant.slug}.example"
    links = ("select count(*) from platform.account_tokens k join platform.users u"
             f" on u.account_id = k.account_id where u.email in ('{old}', '{new}')")
    Client(tenant.api.url).password_request_reset(email=old)
    assert server.sql(links) == "1"
    assert directory.patch(f"/Users/{user}", address(new)).status == 200
    assert sign_in(tenant.api.url, new).session["user"]["id"] == user
    with pytest.raises(Problem):
        sign_in(tenant.api.url, old)
    assert server.sql(links) == "0"


def test_an_account_of_ones_own_keeps_its_address(server, tenant, directory):
    user, email = add_user(tenant, "guest")
    # As if they had joined by an invitation: then the account is theirs.
    server.sql(f"update platform.accounts set realm = 0 where email = '{email}'")
    assert fault(directory.patch(f"/Users/{user}", address("thief@a.example")))[0] == 403
    assert tenant.owner.users_get(id=user)["email"] == email
    assert sign_in(tenant.api.url, email).session["user"]["id"] == user


def test_one_tenant_sees_nothing_of_another(directory, other):
    user = directory.add_user("ann@a.example", externalId="x-1")
    group = directory.add_group("Sales", [user["id"]])
    user = directory.get(f"/Users/{user['id']}").json
    assert other.found('userName eq "ann@a.example"') == []
    assert other.found('externalId eq "x-1"') == []
    assert other.found('displayName eq "Sales"', "/Groups", "displayName") == []
    for method in ("GET", "PUT", "PATCH", "DELETE"):
        body = None if method in ("GET", "DELETE") else {
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
            "Operations": [{"op": "replace", "path": "displayName", "value": "Mine"}],
            "userName": "mine", "displayName": "Mine"}
        assert other.send(method, f"/Users/{user['id']}", body).status == 404
        assert other.send(method, f"/Groups/{group['id']}", body).status == 404
    reply = other.send("POST", "/Groups", {"displayName": "Thieves",
                                           "members": [{"value": user["id"]}]})
    assert fault(reply) == (400, "invalidValue")
    mine = other.add_user("ann@a.example", externalId="x-1")
    assert mine["id"] != user["id"] and other.add_group("Sales")["id"] != group["id"]
    assert directory.get(f"/Users/{user['id']}").json == user
    assert directory.members(group["id"]) == {user["id"]}


def test_who_is_deactivated_is_out_within_a_second(tenant, directory):
    client = tenant.user_client("member")
    user = client.session["user"]["id"]
    assert client.session_get()["user"]["id"] == user
    directory.patch(f"/Users/{user}", {"op": "Replace", "path": "active", "value": "False"})
    deadline = time.monotonic() + 1
    while time.monotonic() < deadline:
        try:
            client.session_get()
        except Problem as problem:
            assert problem.status == 401
            break
        time.sleep(0.05)
    else:
        pytest.fail("the session goes on")
    assert tenant.owner.users_get(id=user)["status"] == "suspended"
    directory.patch(f"/Users/{user}", {"op": "replace", "value": {"active": True}})
    assert tenant.owner.users_get(id=user)["status"] == "active"
    assert sign_in(tenant.api.url, client.session["user"]["email"])


def test_what_is_written_is_in_the_audit(tenant, directory):
    user = directory.add_user("ann@a.example")["id"]
    directory.patch(f"/Users/{user}", {"op": "replace", "path": "active", "value": False})
    entry = tenant.owner.audit_list(operation="scim.users.patch")["items"][0]
    assert (entry["target"], entry["actor"]) == (user, directory.token_id)
    assert "suspended" in str(entry)


def test_owners_are_out_of_reach(tenant, directory):
    owner = tenant.owner.session["user"]
    path = f"/Users/{owner['id']}"
    for value in ({"active": False}, {"userName": "thief"},
                  {"emails": [{"value": "thief@a.example", "primary": True}]}):
        assert directory.patch(path, {"op": "replace", "value": value}).status == 403, value
    assert fault(directory.send("DELETE", path))[0] == 403
    done = directory.patch(path, {"op": "replace", "path": "title", "value": "Founder"})
    assert done["title"] == "Founder" and done["active"] is True
    assert tenant.owner.users_get(id=owner["id"])["role"] == "owner"


def test_the_role_is_the_tokens(tenant):
    auditors = make_directory(tenant, role="auditor")
    user = auditors.add_user("eve@a.example")["id"]
    assert tenant.owner.users_get(id=user)["role"] == "auditor"
    member, _ = add_user(tenant, "bob")
    auditors.patch(f"/Users/{member}", {"op": "replace", "path": "title", "value": "Clerk"})
    assert tenant.owner.users_get(id=member)["role"] == "member"
