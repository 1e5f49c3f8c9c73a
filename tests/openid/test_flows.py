"""What the provider is for: programs sign in themselves, and people sign in to programs."""

import json
import time

import pytest
from bank import sign_in
from client import Client, Problem
from oauth import App, decode, split


def test_discovery_tells_where_everything_is(tenant):
    http = Client(tenant.owner.url)
    found = http.raw("GET", "/.well-known/openid-configuration")
    assert found["issuer"] == tenant.owner.url
    assert found.content == http.raw("GET", "/.well-known/oauth-authorization-server").content
    keys = http.raw("GET", found["jwks_uri"].removeprefix(tenant.owner.url))["keys"]
    assert {key["alg"] for key in keys} == {"EdDSA", "ES256"}
    assert all(not {"d", "k"} & set(key) for key in keys)
    assert found["code_challenge_methods_supported"] == ["S256"]
    assert found["response_types_supported"] == ["code"]


def test_a_program_signs_in_itself(tenant):
    app = App(tenant, grant_types=["client_credentials"], scopes=["users:read", "api_keys:read"])
    reply = app.token("client_credentials")
    assert (reply.status, reply["token_type"], reply["expires_in"]) == (200, "Bearer", 600)
    assert reply.headers["Cache-Control"] == "no-store"
    header, claims = decode(reply["access_token"])
    assert (header["typ"], header["alg"]) == ("at+jwt", "EdDSA")
    assert claims["sub"] == claims["client_id"] == app.id
    assert (claims["iss"], claims["aud"], claims["tenant"]) == (
        tenant.owner.url, tenant.owner.url, tenant.id)
    assert claims["scope"] == "api_keys:read users:read" and claims["jti"]
    api = app.bearer(reply["access_token"])
    assert api.users_list()["items"]
    with pytest.raises(Problem) as refused:
        api.webhooks_endpoints_list()
    assert refused.value.status == 403

    less = app.token("client_credentials", scope="users:read")
    with pytest.raises(Problem) as refused:
        app.bearer(less["access_token"]).api_keys_list()
    assert refused.value.status == 403
    assert app.token("client_credentials", scope="users:write")["error"] == "invalid_scope"


def test_what_a_client_does_is_on_record(tenant):
    # Nobody adds a member who may do more than they may themselves.
    app = App(tenant, grant_types=["client_credentials"],
              scopes=tenant.owner.session["permissions"])
    api = app.bearer(app.token("client_credentials")["access_token"])
    api.users_add(email="made.by.a.client@app.example", name="Somebody",
                  password="a password for tests", role="member")
    [entry] = [e for e in tenant.owner.audit_list()["items"] if e["actor"] == app.id]
    assert (entry["actor_kind"], entry["operation"]) == ("oauth_client", "users.add")


def test_a_person_signs_in_to_a_program(tenant):
    app = App(tenant)
    handle = app.ask(scope="openid profile email users:read", login_hint=tenant.email)
    asked = tenant.owner.oauth_authorizations_open(request=handle)
    assert (asked["client_name"], asked["next"]) == ("App", "consent")
    assert asked["scopes"] == ["email", "openid", "profile", "users:read"]
    assert asked["login_hint"] == tenant.email
    address, parameters = app.approve(tenant.owner, handle)
    assert (address, parameters["state"], parameters["iss"]) == (
        "https://app.example/callback", "the state", tenant.owner.url)
    tokens = app.redeem(parameters["code"])
    header, claims = decode(tokens["id_token"])
    assert header["alg"] == "EdDSA"
    assert (claims["aud"], claims["nonce"], claims["amr"]) == (app.id, "the nonce", ["pwd"])
    person = app.bearer(tokens["access_token"])
    assert person.session_get()["user"]["id"] == claims["sub"]
    assert person.users_list()["items"]
    told = app.http.raw("GET", "/oauth/userinfo",
                        headers={"Authorization": "Bearer " + tokens["access_token"]})
    assert (told["sub"], told["name"], told["email"]) == (claims["sub"], "Owner", tenant.email)
    assert "refresh_token" not in tokens


def test_consent_is_asked_once(tenant):
    app = App(tenant)
    app.sign_in(tenant.owner)
    handle = app.ask()
    assert tenant.owner.oauth_authorizations_open(request=handle)["next"] == "none"
    _, parameters = app.approve(tenant.owner, handle, consents=False)
    assert app.redeem(parameters["code"]).status == 200
    # More than before, or because the client says so, it is asked again.
    for changes in ({"scope": "openid users:read"}, {"prompt": "consent"}):
        handle = app.ask(**changes)
        assert tenant.owner.oauth_authorizations_open(request=handle)["next"] == "consent"
        with pytest.raises(Problem) as refused:
            app.approve(tenant.owner, handle, consents=False)
        assert refused.value.status == 409


def test_a_program_gets_no_more_than_its_person_may_do(tenant):
    app = App(tenant)
    member = tenant.user_client("member")
    handle = app.ask(scope="openid users:read")
    assert member.oauth_authorizations_open(request=handle)["withheld"] == ["users:read"]
    _, parameters = app.approve(member, handle)
    tokens = app.redeem(parameters["code"])
    assert tokens["scope"] == "openid"
    with pytest.raises(Problem) as refused:
        app.bearer(tokens["access_token"]).users_list()
    assert refused.value.status == 403


def test_signing_in_again_is_asked_for(tenant):
    app = App(tenant)
    app.sign_in(tenant.owner)
    handle = app.ask(prompt="login")
    assert tenant.owner.oauth_authorizations_open(request=handle)["next"] == "sign_in_again"
    with pytest.raises(Problem):
        app.approve(tenant.owner, handle)
    fresh = tenant.user_client("admin")
    assert fresh.oauth_authorizations_open(request=handle)["next"] == "consent"
    assert tenant.owner.oauth_authorizations_open(request=app.ask(max_age="0"))["next"] == (
        "sign_in_again")
    assert tenant.owner.oauth_authorizations_open(request=app.ask(max_age="3600"))["next"] == "none"


def test_without_a_prompt_nobody_is_asked(tenant):
    app = App(tenant)
    handle = app.ask(prompt="none")
    asked = app.http.oauth_authorizations_open(request=handle)
    assert (asked["next"], asked["silent"]) == ("sign_in", True)
    _, parameters = split(app.http.oauth_authorizations_deny(request=handle,
                                                             reason="login_required")["location"])
    assert (parameters["error"], parameters["state"]) == ("login_required", "the state")
    with pytest.raises(Problem):
        app.approve(tenant.owner, app.ask(prompt="none"))


def test_refresh_tokens_rotate(tenant):
    app = App(tenant)
    first = app.sign_in(tenant.owner, scope="openid offline_access users:read")
    second = app.token("refresh_token", refresh_token=first["refresh_token"])
    assert second.status == 200 and second["refresh_token"] != first["refresh_token"]
    assert decode(second["id_token"])[1]["sub"] == decode(first["id_token"])[1]["sub"]
    less = app.token("refresh_token", refresh_token=second["refresh_token"], scope="openid")
    assert less["scope"] == "openid"
    more = App(tenant).token("refresh_token", refresh_token=first["refresh_token"])
    assert more["error"] == "invalid_grant"


def test_a_refresh_token_that_comes_twice_ends_its_family(tenant):
    app = App(tenant)
    first = app.sign_in(tenant.owner, scope="openid offline_access users:read")
    second = app.token("refresh_token", refresh_token=first["refresh_token"])
    assert app.bearer(second["access_token"]).users_list()["items"]
    again = app.token("refresh_token", refresh_token=first["refresh_token"])
    assert again["error"] == "invalid_grant"
    assert app.token("refresh_token",
                     refresh_token=second["refresh_token"])["error"] == "invalid_grant"
    for tokens in (first, second):
        with pytest.raises(Problem) as refused:
            app.bearer(tokens["access_token"]).users_list()
        assert refused.value.status == 401
    [entry] = [e for e in tenant.owner.audit_list()["items"]
               if e["operation"] == "oauth.grants.revoke" and e["actor"] == app.id]
    assert "used twice" in json.dumps(entry)


@pytest.mark.parametrize("replaced", ["password", "factors"])
def test_what_was_allowed_before_the_credentials_were_replaced_is_over(tenant, replaced):
    app = App(tenant)
    person = tenant.user_client("owner")
    before = app.sign_in(person, scope="openid offline_access users:read")
    assert app.bearer(before["access_token"]).users_list()["items"]
    if replaced == "password":
        person.password_change(password="another long password")
    else:
        tenant.owner.users_reset_factors(id=person.session["user"]["id"], reason="lost the phone")
        person = sign_in(tenant.owner.url, person.session["user"]["email"])
    with pytest.raises(Problem) as refused:
        app.bearer(before["access_token"]).users_list()
    assert refused.value.status == 401
    told = app.post("/oauth/introspect", {"token": before["refresh_token"]})
    assert told["active"] is False
    refused = app.token("refresh_token", refresh_token=before["refresh_token"])
    assert refused["error"] == "invalid_grant"
    # The session that stayed allows anew.
    after = app.sign_in(person, scope="openid offline_access users:read")
    assert app.bearer(after["access_token"]).users_list()["items"]
    assert app.token("refresh_token", refresh_token=after["refresh_token"]).status == 200


def test_tokens_are_revoked_at_once(tenant):
    app = App(tenant)
    tokens = app.sign_in(tenant.owner, scope="openid offline_access users:read")
    api = app.bearer(tokens["access_token"])
    assert api.users_list()["items"]
    stranger = App(tenant)
    assert stranger.post("/oauth/revoke", {"token": tokens["access_token"]}).status == 200
    assert api.users_list()["items"]
    assert app.post("/oauth/revoke", {"token": tokens["access_token"]}).status == 200
    with pytest.raises(Problem) as refused:
        api.users_list()
    assert refused.value.status == 401
    fresh = app.token("refresh_token", refresh_token=tokens["refresh_token"])
    assert app.post("/oauth/revoke", {"token": fresh["refresh_token"]}).status == 200
    assert app.token("refresh_token", refresh_token=fresh["refresh_token"])["error"] == (
        "invalid_grant")


def test_introspection_tells_a_client_of_its_own_tenant(tenant, other_tenant):
    app = App(tenant)
    tokens = app.sign_in(tenant.owner, scope="openid offline_access")
    told = app.post("/oauth/introspect", {"token": tokens["access_token"]})
    assert (told["active"], told["client_id"], told["scope"]) == (
        True, app.id, "offline_access openid")
    assert app.post("/oauth/introspect", {"token": tokens["refresh_token"]})["active"] is True
    for asker, token in ((App(other_tenant), tokens["access_token"]),
                         (App(tenant), tokens["refresh_token"]), (app, "nothing")):
        assert json.loads(asker.post("/oauth/introspect", {"token": token}).text) == {
            "active": False}
    assert App(tenant, authentication="none").post(
        "/oauth/introspect", {"token": "x"})["error"] == "invalid_client"


def test_a_pushed_request_is_good_once(tenant):
    app = App(tenant, requires_pushed_requests=True)
    address, parameters = app.authorize(app.request())
    assert (address, parameters["error"]) == ("/authorize", "invalid_request")
    pushed = app.post("/oauth/par", app.request())
    assert pushed.status == 201 and pushed["expires_in"] == 90
    query = {"client_id": app.id, "request_uri": pushed["request_uri"]}
    address, parameters = app.authorize(query)
    assert address == "/authorize" and "request" in parameters
    _, answer = app.approve(tenant.owner, parameters["request"])
    assert app.redeem(answer["code"]).status == 200
    assert app.authorize(query)[1]["error"] == "invalid_request"
    assert app.post("/oauth/par", app.request(redirect_uri="https://evil.example/"))["error"] == (
        "invalid_request")


def test_a_device_is_let_in_by_a_person_elsewhere(tenant):
    app = App(tenant, authentication="none", grant_types=["device_code", "refresh_token"],
              redirect_uris=[])
    begun = app.post("/oauth/device_authorization", {"client_id": app.id,
                                                     "scope": "openid offline_access"})
    assert begun["verification_uri"] == tenant.owner.url + "/device"
    grant = "urn:ietf:params:oauth:grant-type:device_code"
    assert app.token(grant, device_code=begun["device_code"])["error"] == "authorization_pending"
    assert app.token(grant, device_code=begun["device_code"])["error"] == "slow_down"
    typed = begun["user_code"].lower().replace("-", " ")
    asked = tenant.owner.oauth_devices_open(user_code=typed)
    assert asked["scopes"] == ["offline_access", "openid"]
    tenant.owner.oauth_devices_decide(user_code=typed, approve=True)
    tokens = app.token(grant, device_code=begun["device_code"])
    assert tokens.status == 200 and tokens["refresh_token"]
    assert app.token(grant, device_code=begun["device_code"])["error"] == "invalid_grant"
    refused = app.post("/oauth/device_authorization", {"client_id": app.id})
    tenant.owner.oauth_devices_decide(user_code=refused["user_code"], approve=False)
    assert app.token(grant, device_code=refused["device_code"])["error"] == "access_denied"


def test_a_service_exchanges_the_token_it_was_called_with(tenant):
    app = App(tenant)
    tokens = app.sign_in(tenant.owner, scope="openid users:read")
    service = App(tenant, grant_types=["token_exchange"], scopes=["users:read", "api_keys:read"],
                  redirect_uris=[])
    token_type = "urn:ietf:params:oauth:token-type:access_token"
    made = service.token("urn:ietf:params:oauth:grant-type:token-exchange",
                         subject_token=tokens["access_token"], subject_token_type=token_type)
    assert (made.status, made["issued_token_type"], made["scope"]) == (200, token_type, "users:read")
    claims = decode(made["access_token"])[1]
    assert claims["act"] == {"sub": service.id} and claims["client_id"] == service.id
    assert claims["sub"] == decode(tokens["access_token"])[1]["sub"]
    assert service.bearer(made["access_token"]).users_list()["items"]
    # It ends with the grant it came from.
    app.post("/oauth/revoke", {"token": tokens["access_token"]})
    assert service.token("urn:ietf:params:oauth:grant-type:token-exchange",
                         subject_token=tokens["access_token"],
                         subject_token_type=token_type)["error"] == "invalid_request"


def test_keys_rotate_with_overlap(tenant, operator):
    app = App(tenant, grant_types=["client_credentials"], scopes=["users:read"])
    token = app.token("client_credentials")["access_token"]
    before = {key["kid"] for key in app.http.raw("GET", "/oauth/jwks")["keys"]}
    operator.platform_oauth_keys_rotate()
    after = {key["kid"] for key in app.http.raw("GET", "/oauth/jwks")["keys"]}
    assert before < after
    assert app.bearer(token).users_list()["items"]
    operator.platform_oauth_keys_rotate(at_once=True)
    assert not after & {key["kid"] for key in app.http.raw("GET", "/oauth/jwks")["keys"]}
    # What was looked up before is trusted for five seconds.
    time.sleep(6)
    with pytest.raises(Problem) as refused:
        app.bearer(token).users_list()
    assert refused.value.status == 401
    assert app.token("client_credentials").status == 200
