"""What attackers try (RFC 9700, RFC 6819): each is refused, and nothing is given away."""

import base64
import json
import urllib.parse

import pytest
from bank import Tenant
from client import Client, Problem
from oauth import REDIRECT, App, decode, encode, split


@pytest.fixture(scope="module")
def app(tenant):
    return App(tenant)


@pytest.mark.parametrize("redirect", [
    REDIRECT + "/", REDIRECT + "?x=1", REDIRECT + "#x", REDIRECT + "/../other", "//app.example/callback",
    "https://app.example.evil.example/callback", "https://app.example@evil.example/callback",
    "https://evil.example/?https://app.example/callback", "http://app.example/callback",
    "https://APP.example/callback", "https://app.example:443/callback", "javascript:alert(1)",
    "https://app.example\\@evil.example/callback", "https://app.example/%63allback", ""])
def test_nobody_is_sent_to_an_address_that_is_not_registered(app, redirect):
    address, parameters = app.authorize(app.request(redirect_uri=redirect))
    assert address == "/authorize", address
    assert parameters["error"] == "invalid_request" and "request" not in parameters


def test_a_native_app_chooses_its_port_on_this_machine_alone(tenant):
    app = App(tenant, authentication="none", redirect_uris=["http://127.0.0.1/callback"])
    code = app.code(tenant.owner, redirect_uri="http://127.0.0.1:51234/callback")
    assert app.redeem(code, redirect_uri="http://127.0.0.1:51235/callback")["error"] == "invalid_grant"
    for redirect in ("http://127.0.0.2:51234/callback", "http://localhost:51234/callback",
                     "http://127.0.0.1:51234/other", "http://127.0.0.1:x/callback"):
        assert app.authorize(app.request(redirect_uri=redirect))[1]["error"] == "invalid_request"


@pytest.mark.parametrize("changes, error", [
    ({"response_type": "token"}, "unsupported_response_type"),
    ({"response_type": "code id_token"}, "unsupported_response_type"),
    ({"response_mode": "fragment"}, "invalid_request"),
    ({"code_challenge": None}, "invalid_request"),
    ({"code_challenge_method": None}, "invalid_request"),
    ({"code_challenge_method": "plain"}, "invalid_request"),
    ({"scope": "openid users:write"}, "invalid_scope"),
    ({"request": "e30.e30."}, "request_not_supported"),
    ({"prompt": "none login"}, "invalid_request")])
def test_errors_go_to_the_client_with_its_state(app, tenant, changes, error):
    address, parameters = app.authorize(app.request(**changes))
    assert address == REDIRECT
    assert (parameters["error"], parameters["state"], parameters["iss"]) == (
        error, "the state", tenant.owner.url)


def test_an_unknown_client_is_told_to_the_person(app):
    for client in ("oac_00000000000000000000000000", "nobody", "", "oac_'--"):
        assert app.authorize(app.request(client_id=client))[0] == "/authorize"


def test_a_code_that_comes_twice_takes_back_what_it_gave(app, tenant):
    code = app.code(tenant.owner, scope="openid users:read offline_access")
    tokens = app.redeem(code)
    assert app.bearer(tokens["access_token"]).users_list()["items"]
    assert app.redeem(code)["error"] == "invalid_grant"
    with pytest.raises(Problem) as refused:
        app.bearer(tokens["access_token"]).users_list()
    assert refused.value.status == 401
    assert app.token("refresh_token", refresh_token=tokens["refresh_token"])["error"] == "invalid_grant"


@pytest.mark.parametrize("changes", [
    {"code_verifier": "x" * 43}, {"code_verifier": ""}, {"code_verifier": "short"},
    {"redirect_uri": ""}, {"redirect_uri": "https://app.example/other"}])
def test_a_code_is_good_with_its_proof_alone_and_for_one_try(app, tenant, changes):
    code = app.code(tenant.owner)
    assert app.redeem(code, **changes)["error"] == "invalid_grant"
    assert app.redeem(code)["error"] == "invalid_grant"


def test_a_code_of_another_client_stays_its_own(app, tenant, other_tenant):
    code = app.code(tenant.owner)
    for thief in (App(tenant), App(other_tenant)):
        thief.verifier = app.verifier
        assert thief.redeem(code)["error"] == "invalid_grant"
    assert app.redeem(code).status == 200


def test_pkce_is_not_left_out_of_a_pushed_request(app):
    assert app.post("/oauth/par", app.request(code_challenge=None))["error"] == "invalid_request"
    assert app.post("/oauth/par", app.request(code_challenge_method="plain"))["error"] == "invalid_request"


def test_people_of_other_tenants_do_not_sign_in(app, other_tenant):
    handle = app.ask()
    assert other_tenant.owner.oauth_authorizations_open(request=handle)["next"] == "other_tenant"
    with pytest.raises(Problem) as refused:
        app.approve(other_tenant.owner, handle)
    assert refused.value.status == 409


def test_tokens_and_keys_decide_nothing_for_people(app, tenant):
    tokens = app.sign_in(tenant.owner, scope="openid users:read")
    for api in (app.bearer(tokens["access_token"]), tenant.api):
        for act in (lambda api=api: app.approve(api, app.ask()),
                    lambda api=api: api.oauth_devices_open(user_code="BCDF-GHJK")):
            with pytest.raises(Problem) as refused:
                act()
            assert refused.value.status == 403


def test_another_site_cannot_decide(app, tenant):
    body = json.dumps({"request": app.ask(), "consents": True})
    reply = tenant.owner.raw("POST", "/api/v1/oauth/authorizations/approve", body,
                             {"Cookie": tenant.owner.cookie, "Content-Type": "application/json",
                              "Origin": "https://evil.example"})
    assert reply.status == 403


def forgeries(token):
    header, claims = decode(token)
    signature = token.split(".")[2]
    payload = encode(claims)
    yield f"{encode({'alg': 'none', 'typ': 'at+jwt'})}.{payload}."
    yield f"{encode(header | {'alg': 'none'})}.{payload}.{signature}"
    yield f"{encode(header | {'alg': 'HS256'})}.{payload}.{signature}"
    yield f"{encode(header | {'typ': 'JWT'})}.{payload}.{signature}"
    yield f"{encode(header)}.{encode(claims | {'scope': 'users:write'})}.{signature}"
    yield f"{encode(header)}.{encode(claims | {'exp': claims['exp'] + 9999})}.{signature}"
    yield token[:-2] + ("AA" if token[-2:] != "AA" else "BA")
    yield token + "."
    yield token.rsplit(".", 1)[0]
    yield "x" * 6_000
    yield "..".join(["e30"] * 3)


def test_forged_tokens_open_nothing(app, tenant):
    tokens = app.sign_in(tenant.owner, scope="openid users:read")
    token = tokens["access_token"]
    assert app.bearer(token).users_list()["items"]
    # Of another type, and for another audience, though we signed it.
    for wrong in [tokens["id_token"], *forgeries(token)]:
        with pytest.raises(Problem) as refused:
            app.bearer(wrong).users_list()
        assert refused.value.status == 401
        told = app.http.raw("GET", "/oauth/userinfo", headers={"Authorization": "Bearer " + wrong})
        assert (told.status, told["error"]) == (401, "invalid_token")


def test_a_client_proves_who_it_is_in_one_way(app):
    wrong = base64.b64encode(f"{app.id}:wrong".encode()).decode()
    form = {"grant_type": "refresh_token", "refresh_token": "x"}
    for headers, parameters, error in [
            ({"Authorization": "Basic " + wrong}, {}, "invalid_client"),
            ({"Authorization": "Basic !"}, {}, "invalid_client"),
            ({"Authorization": "Bearer x"}, {}, "invalid_request"),
            ({}, {"client_id": app.id}, "invalid_client"),
            ({}, {"client_id": app.id, "client_secret": "wrong"}, "invalid_client"),
            ({"Authorization": "Basic " + wrong}, {"client_id": app.id, "client_secret": app.secret},
             "invalid_request"),
            ({}, {}, "invalid_client")]:
        reply = app.post("/oauth/token", form | parameters, basic=False, headers=headers)
        assert reply["error"] == error, (headers, parameters)
        assert error != "invalid_client" or reply.headers["WWW-Authenticate"].startswith("Basic")
    other = app.post("/oauth/token", form | {"client_id": "oac_00000000000000000000000000"})
    assert other["error"] == "invalid_client"
    posted = app.post("/oauth/token", form | {"client_id": app.id, "client_secret": app.secret},
                      basic=False)
    assert posted["error"] == "invalid_grant"


@pytest.mark.parametrize("body", [
    "grant_type=client_credentials&grant_type=refresh_token", "grant_type=refresh_token&a=%zz",
    "grant_type=refresh_token&a=%00", "grant_type=refresh_token&a=%ff",
    "&".join(f"p{n}=v" for n in range(100)), "grant_type=password&username=a&password=b",
    "grant_type=implicit", "", "=", "grant_type"])
def test_strange_forms_are_refused(app, body):
    reply = app.post("/oauth/token", body)
    assert reply.status == 400
    assert reply["error"] in ("invalid_request", "unsupported_grant_type")


def test_parameters_have_their_place_and_size(app):
    assert app.post("/oauth/token", "grant_type=refresh_token&x=" + "x" * 70_000).status == 413
    assert app.post("/oauth/token?client_secret=x", {"grant_type": "refresh_token"})["error"] == (
        "invalid_request")
    json_body = app.post("/oauth/token", "{}", headers={"Content-Type": "application/json"})
    assert json_body["error"] == "invalid_request"
    assert app.http.raw("GET", "/oauth/token").status == 405
    assert app.http.raw("GET", "/oauth/nothing").status in (404, 405)
    query = urllib.parse.urlencode(app.request()) + "&state=another"
    reply = app.http.raw("GET", "/oauth/authorize?" + query)
    assert (reply.status, reply["error"]) == (400, "invalid_request")


def test_a_token_for_elsewhere_is_not_made(app, tenant):
    reply = app.token("refresh_token", refresh_token="x", resource="https://elsewhere.example")
    assert reply["error"] == "invalid_target"


def test_what_a_request_says_is_not_echoed(app):
    reply = app.authorize(app.request(client_id="<script>alert(1)</script>"))
    assert "alert" not in json.dumps(reply)
    anonymous = Client(app.tenant.owner.url)
    with pytest.raises(Problem) as missing:
        anonymous.oauth_authorizations_open(request="x" * 36)
    assert missing.value.status == 404


def test_answers_are_given_once(app, tenant):
    handle = app.ask()
    location = app.http.oauth_authorizations_deny(request=handle, reason="access_denied")["location"]
    assert split(location)[1]["error"] == "access_denied"
    with pytest.raises(Problem) as gone:
        app.approve(tenant.owner, handle)
    assert gone.value.status == 404


def test_a_token_neither_decides_nor_asks_for_what_waits(operator):
    tenant = Tenant(operator)
    tenant.owner.approval_rules_set(operation="teams.create")
    app = App(tenant, scopes=["openid", "approvals:read", "approvals:write", "teams:write"])
    tokens = app.sign_in(tenant.owner, scope="openid approvals:read approvals:write teams:write")
    api = app.bearer(tokens["access_token"])
    asked = tenant.user_client("admin").teams_create(name="Sales")["approval"]
    assert api.approvals_get(id=asked["id"])["own"] is False
    for call in (lambda: api.approvals_approve(id=asked["id"]),
                 lambda: api.approvals_reject(id=asked["id"], reason="No"),
                 lambda: api.teams_create(name="Mine")):
        with pytest.raises(Problem) as refused:
            call()
        assert (refused.value.status, refused.value.code) == (403, "forbidden")
    assert tenant.owner.approvals_approve(id=asked["id"])["status"] == "done"
