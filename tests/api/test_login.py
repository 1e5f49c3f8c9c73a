"""`sangam login`, `logout`, `whoami` and profiles: the real program, the real server, a person."""

import json
import os
import stat
import urllib.parse

import pytest

from bank import Tenant
from client import Client
from shell import Shell, approver

CLIENT = "oac_00000000000000000000000001"
DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"


@pytest.fixture(scope="module")
def person(operator):
    return Tenant(operator)


@pytest.fixture(scope="module")
def signed_in(person, tmp_path_factory):
    """A shell whose person has signed in; tests leave it so."""
    shell = Shell(tmp_path_factory.mktemp("config"))
    code, errors = shell.login(person.owner.url, approver(person.owner))
    assert code == 0, errors
    assert person.owner.url + "/device" in errors and person.slug in errors
    return shell


@pytest.fixture
def shell(tmp_path):
    return Shell(tmp_path)


def post(url, path, **parameters):
    return Client(url).raw("POST", path, urllib.parse.urlencode(parameters),
                           {"Content-Type": "application/x-www-form-urlencoded"})


def read(shell):
    with open(shell.profiles, encoding="utf-8") as file:
        return json.load(file)


def change(shell, name="default", **members):
    document = read(shell)
    document["profiles"][name].update(members)
    with open(shell.profiles, "w", encoding="utf-8") as file:
        json.dump(document, file)


def test_a_new_user_calls_an_operation_without_any_key(person, signed_in):
    code, output, errors = signed_in.run("call", "tenant.get", "--output", "json")
    assert (code, errors) == (0, "")
    assert json.loads(output)["slug"] == person.slug
    code, output, _ = signed_in.run("whoami", "--output", "json")
    facts = json.loads(output)
    assert (facts["email"], facts["tenant"]) == (person.email, person.slug)
    assert (facts["profile"], facts["credential"]) == ("default", "session")
    assert set(facts["permissions"]) == set(person.owner.session["permissions"])


def test_its_secrets_are_nobody_elses(signed_in):
    assert stat.S_IMODE(os.stat(signed_in.profiles).st_mode) == 0o600
    assert stat.S_IMODE(os.stat(os.path.dirname(signed_in.profiles)).st_mode) == 0o700
    kept = read(signed_in)["profiles"]["default"]
    for words in (("profile", "list"), ("profile", "list", "--output", "json"), ("whoami",)):
        shown = "".join(map(str, signed_in.run(*words)))
        assert kept["access_token"] not in shown and kept["refresh_token"] not in shown
    os.chmod(signed_in.profiles, 0o644)
    code, output, errors = signed_in.run("call", "tenant.get")
    os.chmod(signed_in.profiles, 0o600)
    assert (code, output) == (1, "") and "chmod 600" in errors


def test_programs_at_once_refresh_one_after_the_other(signed_in):
    """A refresh token that came twice would end the sign-in."""
    for _ in range(3):
        before = read(signed_in)["profiles"]["default"]["refresh_token"]
        change(signed_in, access_expires_at=1)
        programs = [signed_in.start("call", "tenant.get") for _ in range(6)]
        for program in programs:
            output, errors = program.communicate(timeout=60)
            assert program.returncode == 0, errors
        assert read(signed_in)["profiles"]["default"]["refresh_token"] != before
    assert signed_in.run("whoami")[0] == 0


def test_a_token_that_does_not_hold_is_replaced(signed_in):
    change(signed_in, access_token="wrong")
    assert signed_in.run("call", "tenant.get")[0] == 0
    assert read(signed_in)["profiles"]["default"]["access_token"] != "wrong"


def test_a_credential_is_sent_to_its_own_server_alone(signed_in, person):
    other = person.owner.url.replace("127.0.0.1", "localhost")
    code, _, errors = signed_in.run("call", "tenant.get", "--url", other)
    assert code == 5 and "(unauthenticated)" in errors


def test_signing_out_ends_it_at_the_server_too(person, shell):
    code, errors = shell.login(person.owner.url, approver(person.owner), "--profile", "work")
    assert code == 0, errors
    kept = read(shell)["profiles"]["work"]
    assert shell.run("logout")[0] == 0
    assert "token" not in read(shell)["profiles"]["work"]
    refreshed = post(person.owner.url, "/oauth/token", grant_type="refresh_token",
                     client_id=CLIENT, refresh_token=kept["refresh_token"])
    assert (refreshed.status, refreshed["error"]) == (400, "invalid_grant")
    assert Client(person.owner.url, api_key=kept["access_token"]).raw(
        "GET", "/api/v1/session",
        headers={"Authorization": "Bearer " + kept["access_token"]}).status == 401
    code, _, errors = shell.run("call", "tenant.get")
    assert code == 5, errors


def test_a_sign_in_that_ended_elsewhere_says_what_to_do(person, shell):
    assert shell.login(person.owner.url, approver(person.owner))[0] == 0
    kept = read(shell)["profiles"]["default"]["refresh_token"]
    post(person.owner.url, "/oauth/revoke", client_id=CLIENT, token=kept)
    change(shell, access_expires_at=1)
    code, _, errors = shell.run("call", "tenant.get")
    assert code == 5 and "sangam login --profile default" in errors


def test_somebody_who_refuses(person, shell):
    code, errors = shell.login(person.owner.url, approver(person.owner, False))
    assert code == 6 and "refused" in errors
    assert not os.path.exists(shell.profiles)


def test_less_than_all_one_may_do(person, shell):
    assert shell.login(person.owner.url, approver(person.owner), "--scope", "users:read")[0] == 0
    assert shell.run("call", "users.list")[0] == 0
    code, _, errors = shell.run("call", "api_keys.list")
    assert code == 6 and "(forbidden)" in errors
    # Without offline_access it ends with the first token.
    change(shell, access_expires_at=1)
    assert shell.run("call", "users.list")[0] == 5


def test_an_operator_signs_in_as_everybody_else(operator, shell):
    assert shell.login(operator.url, approver(operator))[0] == 0
    code, _, errors = shell.run("call", "platform.tenants.list", "--limit", "1")
    assert code == 0, errors


def test_logging_in_where_no_server_is(shell):
    code, _, errors = shell.run("login", "http://127.0.0.1:1")
    assert code == 3 and "no reply" in errors
    assert shell.run("login", "sangam.example")[0] == 2
    assert "which server?" in shell.run("login")[2]


def test_profiles(person, shell):
    key = person.key["secret"]
    assert "sangam login" in shell.run("profile", "list")[2]
    assert shell.run("profile", "add", "bank", "--url", person.owner.url + "/", "--key-stdin",
                     stdin=key + "\n")[0] == 0
    assert shell.run("profile", "add", "none", "--url", "http://127.0.0.1:1")[0] == 0
    shown = shell.run("profile", "list")[1]
    assert key not in shown and "api_key" in shown
    assert json.loads(shell.run("profile", "list", "--output", "json")[1])["items"][0]["current"]
    assert shell.run("call", "tenant.get")[0] == 0, "the first profile is the current one"
    assert shell.run("profile", "use", "none")[0] == 0
    assert shell.run("call", "tenant.get")[0] == 3
    assert shell.run("call", "tenant.get", "--profile", "bank")[0] == 0
    assert shell.run("call", "tenant.get", SANGAM_PROFILE="bank")[0] == 0
    assert shell.run("profile", "remove", "bank")[0] == 0
    code, _, errors = shell.run("profile", "use", "bonk")
    assert code == 2 and "there is no profile bonk" in errors
    for wrong in (("profile", "add", "a/b", "--url", "http://h"),
                  ("profile", "add", "x", "--url", "ftp://h")):
        assert shell.run(*wrong)[0] == 2, wrong
    assert shell.run("profile", "add", "x", "--url", "http://h", "--key-stdin", stdin="\n")[0] == 2


class TestTheBuiltInClient:
    """What others could try with a client whose id everybody knows."""

    def begin(self, url, **parameters):
        return post(url, "/oauth/device_authorization", client_id=CLIENT, **parameters)

    def ask(self, url, code):
        return post(url, "/oauth/token", grant_type=DEVICE_GRANT, client_id=CLIENT,
                    device_code=code)

    def test_a_device_belongs_to_who_approved_of_it(self, operator, person):
        url = person.owner.url
        begun = self.begin(url, scope="openid users:read offline_access")
        assert self.ask(url, begun["device_code"])["error"] == "authorization_pending"
        assert self.ask(url, begun["device_code"])["error"] == "slow_down"
        seen = person.owner.oauth_devices_open(user_code=begun["user_code"])
        assert seen["client_name"] == "Sangam command line"
        person.owner.oauth_devices_decide(user_code=begun["user_code"], approve=True)
        tokens = self.ask(url, begun["device_code"])
        assert tokens.status == 200, tokens.text
        assert self.ask(url, begun["device_code"])["error"] == "invalid_grant"
        there = Client(url, api_key=tokens["access_token"])
        assert there.session_get()["tenant"]["slug"] == person.slug
        # Another's token with this tenant's name in it is nobody's.
        stranger = Tenant(operator)
        named = tokens["refresh_token"].split("_")
        forged = "_".join([named[0], stranger.id.split("_")[1], *named[2:]])
        refused = post(url, "/oauth/token", grant_type="refresh_token", client_id=CLIENT,
                       refresh_token=forged)
        assert refused["error"] == "invalid_grant"
        again = post(url, "/oauth/token", grant_type="refresh_token", client_id=CLIENT,
                     refresh_token=tokens["refresh_token"])
        assert again.status == 200
        # One that comes twice ends all of it.
        assert post(url, "/oauth/token", grant_type="refresh_token", client_id=CLIENT,
                    refresh_token=tokens["refresh_token"])["error"] == "invalid_grant"
        assert post(url, "/oauth/token", grant_type="refresh_token", client_id=CLIENT,
                    refresh_token=again["refresh_token"])["error"] == "invalid_grant"

    def test_it_does_nothing_else(self, person):
        url = person.owner.url
        for grant in ("authorization_code", "client_credentials",
                      "urn:ietf:params:oauth:grant-type:token-exchange"):
            refused = post(url, "/oauth/token", grant_type=grant, client_id=CLIENT, code="x",
                           subject_token="x")
            assert refused["error"] == "unauthorized_client", grant
        refused = Client(url).raw("GET", "/oauth/authorize?" + urllib.parse.urlencode(
            {"client_id": CLIENT, "response_type": "code",
             "redirect_uri": "http://127.0.0.1/callback"}))
        assert "Location" not in refused.headers or "code=" not in refused.headers["Location"]
        for token in ("ort_", "ort_" + "0" * 26 + "_x", "ort_" + "z" * 26 + "_x", "x"):
            assert post(url, "/oauth/token", grant_type="refresh_token", client_id=CLIENT,
                        refresh_token=token)["error"] == "invalid_grant", token
            assert post(url, "/oauth/revoke", client_id=CLIENT, token=token).status == 200, token

    def test_a_person_gives_no_more_than_they_may(self, person):
        auditor = person.user_client("auditor")
        begun = self.begin(person.owner.url)
        scopes = auditor.oauth_devices_open(user_code=begun["user_code"])["scopes"]
        assert "users:read" in scopes or "audit:read" in scopes
        assert not [scope for scope in scopes if scope.endswith(":write")]

    def test_a_suspended_tenant_has_no_tokens(self, operator):
        tenant = Tenant(operator)
        begun = self.begin(operator.url)
        tenant.owner.oauth_devices_decide(user_code=begun["user_code"], approve=True)
        tokens = self.ask(operator.url, begun["device_code"])
        assert tokens.status == 200
        operator.platform_tenants_suspend(id=tenant.id, reason="For a test")
        refused = post(operator.url, "/oauth/token", grant_type="refresh_token", client_id=CLIENT,
                       refresh_token=tokens["refresh_token"])
        assert (refused.status, refused["error"]) == (400, "invalid_grant")
