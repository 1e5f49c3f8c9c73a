"""Second factors: codes, passkeys, recovery codes, and what a tenant may ask for."""

import base64
import hashlib
import hmac
import struct
import time

import pytest

from authenticator import Authenticator, PRESENT, VERIFIED
from bank import PASSWORD, sign_in
from client import Client, Problem


def refused(status, code, call, /, **arguments):
    with pytest.raises(Problem) as caught:
        call(**arguments)
    assert (caught.value.status, caught.value.code) == (status, code), caught.value.document
    return caught.value


def code_of(secret, steps=0):
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    counter = int(time.time()) // 30 + steps
    digest = hmac.new(key, struct.pack(">Q", counter), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at:at + 4])[0] & 0x7fffffff) % 1_000_000:06}"


def origin_of(url):
    return url.replace("127.0.0.1", "localhost")


def with_app(client):
    """Sets up an authenticator app with the code of the step before: two more are left to use."""
    made = client.factors_begin_app()
    assert f"secret={made['secret']}" in made["uri"]
    added = client.factors_confirm_app(code=code_of(made["secret"], -1))
    return made["secret"], added["recovery_codes"]


def with_passkey(client, name="Test key", **arguments):
    key = Authenticator(origin_of(client.url), **arguments)
    added = client.factors_add_passkey(name=name, **key.create(client.factors_begin_passkey()))
    return key, added


def by_passkey(url, key, tenant=None):
    client = Client(url)
    reply = key.get(client.session_ask_passkey())
    session = client.session_sign_in_by_passkey(passkey=reply, tenant=tenant)
    client.cookie = session.headers["Set-Cookie"].split(";")[0]
    client.session = session
    return client


def with_code(tenant, code):
    client = Client(tenant.api.url)
    return client.session_sign_in(email=tenant.email, password=PASSWORD, code=code)


def test_a_code_is_asked_for_beside_the_password(tenant):
    secret, recovery = with_app(tenant.owner)
    assert len(set(recovery)) == 10
    assert tenant.owner.session_get()["methods"] == ["mfa", "otp", "pwd"]
    problem = refused(401, "second_factor_needed", sign_in, url=tenant.api.url, email=tenant.email)
    assert [error["pointer"] for error in problem.document["errors"]] == ["/code"]
    assert with_code(tenant, code_of(secret))["methods"] == ["mfa", "otp", "pwd"]
    factors = tenant.owner.factors_get()
    assert factors["app"]["used_at"] and factors["recovery_codes"] == 10


def test_a_code_is_good_once(tenant):
    secret, _ = with_app(tenant.owner)
    used = code_of(secret)
    with_code(tenant, used)
    problem = refused(400, "invalid", with_code, tenant=tenant, code=used)
    assert problem.document["errors"][0]["pointer"] == "/code"
    # Nor is the one before it, which was used to confirm the app.
    refused(400, "invalid", with_code, tenant=tenant, code=code_of(secret, -1))
    assert with_code(tenant, code_of(secret, 1))["id"]


def test_who_lacks_the_password_does_not_learn_of_the_factor(tenant):
    with_app(tenant.owner)
    refused(401, "unauthenticated", sign_in, url=tenant.api.url, email=tenant.email,
            password="another password")


def test_codes_cannot_be_guessed(tenant):
    secret, _ = with_app(tenant.owner)
    wrong = f"{(int(code_of(secret)) + 500_000) % 1_000_000:06}"
    for _ in range(5):
        refused(400, "invalid", with_code, tenant=tenant, code=wrong)
    problem = refused(429, "too_many_requests", with_code, tenant=tenant, code=code_of(secret))
    assert int(problem.headers["Retry-After"]) >= 1


def test_an_app_is_no_factor_before_its_first_code(tenant):
    made = tenant.owner.factors_begin_app()
    assert sign_in(tenant.api.url, tenant.email).session["methods"] == ["pwd"]
    problem = refused(400, "invalid", tenant.owner.factors_confirm_app, code="000000"
                      if code_of(made["secret"]) != "000000" else "111111")
    assert problem.document["errors"][0]["pointer"] == "/code"
    assert tenant.owner.factors_get().get("app") is None
    again = tenant.owner.factors_begin_app()
    assert again["secret"] != made["secret"]
    refused(400, "invalid", tenant.owner.factors_confirm_app, code=code_of(made["secret"]))
    tenant.owner.factors_confirm_app(code=code_of(again["secret"]))
    refused(409, "conflict", tenant.owner.factors_begin_app)


def test_a_recovery_code_stands_in_once(tenant):
    _, codes = with_app(tenant.owner)
    assert with_code(tenant, codes[0].upper().replace("-", " "))["methods"] == ["mfa", "otp", "pwd"]
    refused(400, "invalid", with_code, tenant=tenant, code=codes[0])
    assert tenant.owner.factors_get()["recovery_codes"] == 9
    new = tenant.owner.factors_renew_recovery_codes()["codes"]
    refused(400, "invalid", with_code, tenant=tenant, code=codes[1])
    with_code(tenant, new[9])


def test_a_passkey_signs_in_alone(tenant):
    key, added = with_passkey(tenant.owner)
    assert added["passkey"]["name"] == "Test key" and len(added["recovery_codes"]) == 10
    client = by_passkey(tenant.api.url, key)
    assert client.session["methods"] == ["hwk", "mfa", "user"]
    assert client.session_get()["user"]["email"] == tenant.email
    assert tenant.owner.factors_get()["passkeys"][0]["used_at"]
    problem = refused(401, "second_factor_needed", sign_in, url=tenant.api.url, email=tenant.email)
    assert "/passkey" in [error["pointer"] for error in problem.document["errors"]]
    with_code(tenant, added["recovery_codes"][0])


def test_a_challenge_is_answered_once(tenant):
    key, _ = with_passkey(tenant.owner)
    client = Client(tenant.api.url)
    reply = key.get(client.session_ask_passkey())
    client.session_sign_in_by_passkey(passkey=reply)
    refused(401, "unauthenticated", client.session_sign_in_by_passkey, passkey=reply)


def test_a_challenge_for_one_thing_is_none_for_another(tenant):
    key, _ = with_passkey(tenant.owner)
    client = Client(tenant.api.url)
    for options in [tenant.owner.session_ask_proof(), tenant.owner.factors_begin_passkey(),
                    {"challenge": "AAAA", "site_id": "localhost"}]:
        refused(401, "unauthenticated", client.session_sign_in_by_passkey, passkey=key.get(options))
    sign_in_reply = key.get(client.session_ask_passkey())
    refused(401, "unauthenticated", tenant.owner.session_prove, passkey=sign_in_reply)
    # What one session asked is nothing to another.
    other = by_passkey(tenant.api.url, key)
    refused(401, "unauthenticated", other.session_prove,
            passkey=key.get(tenant.owner.session_ask_proof()))
    new = Authenticator(origin_of(tenant.api.url))
    refused(400, "invalid", other.factors_add_passkey, name="x",
            **new.create(tenant.owner.factors_begin_passkey()))


@pytest.mark.parametrize("wrong", ["origin", "site", "unverified", "absent", "signature", "unknown"])
def test_a_reply_that_is_wrong_is_refused(tenant, wrong):
    key, _ = with_passkey(tenant.owner)
    client = Client(tenant.api.url)
    options = client.session_ask_passkey()
    if wrong == "origin":
        key.origin = "https://evil.example"
    if wrong == "unverified":
        key.flags = PRESENT
    if wrong == "absent":
        key.flags = VERIFIED
    reply = key.get(options, site="evil.example" if wrong == "site" else None)
    if wrong == "signature":
        reply["signature"] = Authenticator(key.origin).get(options)["signature"]
    if wrong == "unknown":
        reply["credential_id"] = "AAAA"
    problem = refused(401, "unauthenticated", client.session_sign_in_by_passkey, passkey=reply)
    assert problem.document["detail"].startswith("The passkey ")


def test_a_copy_of_a_passkey_is_found_out(tenant):
    key, _ = with_passkey(tenant.owner)
    key.count = 7
    by_passkey(tenant.api.url, key)
    key.count = 5
    with pytest.raises(Problem) as caught:
        by_passkey(tenant.api.url, key)
    assert "copy" in caught.value.document["detail"]


def test_a_passkey_is_registered_for_one_account_once(tenant):
    key, _ = with_passkey(tenant.owner)
    options = tenant.owner.factors_begin_passkey()
    assert len(options["existing"]) == 1
    refused(409, "conflict", tenant.owner.factors_add_passkey, name="again", **key.create(options))
    member = tenant.user_client("member")
    refused(409, "conflict", member.factors_add_passkey, name="mine",
            **key.create(member.factors_begin_passkey()))


def test_proving_again_asks_for_the_factor_too(tenant):
    secret, _ = with_app(tenant.owner)
    refused(401, "second_factor_needed", tenant.owner.session_prove, password=PASSWORD)
    proven = tenant.owner.session_prove(password=PASSWORD, code=code_of(secret))
    assert proven["methods"] == ["mfa", "otp", "pwd"]


def test_proving_again_with_a_passkey(tenant):
    key, _ = with_passkey(tenant.owner)
    proven = tenant.owner.session_prove(passkey=key.get(tenant.owner.session_ask_proof()))
    assert "hwk" in proven["methods"]
    member = tenant.user_client("member")
    refused(400, "invalid", member.session_prove, passkey=key.get(member.session_ask_proof()))


def test_a_tenant_asks_for_a_second_factor(tenant):
    problem = refused(422, "refused", tenant.owner.sign_in_policy_change, second_factor="required")
    assert problem.document["errors"][0]["pointer"] == "/second_factor"
    with_app(tenant.owner)
    member = tenant.user_client("member")
    tenant.owner.sign_in_policy_change(second_factor="required")
    time.sleep(0.1)
    assert member.session_get()["must_enrol"] is True
    refused(403, "enrolment_needed", member.sessions_list)
    with_app(member)
    assert member.session_get()["must_enrol"] is False
    assert member.sessions_list()["items"]
    refused(422, "refused", member.factors_remove_app)


def test_a_tenant_asks_for_passkeys(tenant):
    with_app(tenant.owner)
    refused(422, "refused", tenant.owner.sign_in_policy_change, second_factor="passkey")
    key, _ = with_passkey(tenant.owner)
    tenant.owner.sign_in_policy_change(second_factor="passkey")
    assert by_passkey(tenant.api.url, key).sessions_list()["items"]
    member = tenant.user_client("member")
    assert member.session["must_enrol"] is True
    with_app(member)
    refused(403, "enrolment_needed", member.sessions_list)
    with_passkey(member)
    assert member.sessions_list()["items"]


def test_factors_are_removed_and_told_of(tenant):
    with_app(tenant.owner)
    _, added = with_passkey(tenant.owner)
    assert added["recovery_codes"] == []
    passkey = added["passkey"]["id"]
    assert tenant.owner.factors_rename_passkey(id=passkey, name="Blue")["name"] == "Blue"
    tenant.owner.factors_remove_passkey(id=passkey)
    refused(404, "not_found", tenant.owner.factors_remove_passkey, id=passkey)
    tenant.owner.factors_remove_app()
    factors = tenant.owner.factors_get()
    assert factors.get("app") is None and factors["recovery_codes"] == 0
    refused(409, "conflict", tenant.owner.factors_renew_recovery_codes)
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        mails = tenant.owner.mail_list(recipient=tenant.email)["items"]
        if len([mail for mail in mails if mail["kind"] == "platform.factor_changed"]) == 4:
            return
        time.sleep(0.1)
    pytest.fail(f"the mails are {mails}")


def test_nobody_changes_anothers_passkeys(tenant):
    _, added = with_passkey(tenant.owner)
    member = tenant.user_client("member")
    refused(404, "not_found", member.factors_remove_passkey, id=added["passkey"]["id"])
    refused(404, "not_found", member.factors_rename_passkey, id=added["passkey"]["id"], name="x")
    refused(403, "forbidden", tenant.api.factors_begin_app)


def test_an_administrator_helps_who_lost_everything(tenant):
    member = tenant.user_client("member")
    with_app(member)
    email = member.session_get()["user"]["email"]
    refused(401, "second_factor_needed", sign_in, url=tenant.api.url, email=email)
    refused(403, "forbidden", tenant.user_client("auditor").users_reset_factors,
            id=member.session["user"]["id"])
    tenant.owner.users_reset_factors(id=member.session["user"]["id"], reason="lost the phone")
    refused(401, "unauthenticated", member.session_get)
    refused(403, "forbidden", tenant.user_client("admin").users_reset_factors,
            id=tenant.owner.session["user"]["id"])
    assert sign_in(tenant.api.url, email).session["methods"] == ["pwd"]
