"""People sign in with an OpenID provider and an identity provider of SAML that others wrote."""

import urllib.parse

import pytest

from bank import PASSWORD, sign_in
from client import Client, Problem
from people import Browser


def refused(fault, call, /, *arguments, **named):
    with pytest.raises(Problem) as caught:
        call(*arguments, **named)
    assert (caught.value.status, caught.value.code) == (422, "refused"), caught.value
    assert caught.value.faults == [("", fault)], caught.value
    assert caught.value.detail.endswith(".")
    return caught.value


def by_saml(saml, browser, **changes):
    """A whole sign-in."""
    response, state = saml.provider.answer(browser.start(saml.id), **changes)
    return browser.finish(browser.post_answer(saml.id, response, state))


def person(domain, name="ann", **more):
    return {name: {"email": f"{name}@{domain}", "name": name.title()} | more}


def test_a_new_person_becomes_a_member(openid, tenant, browser):
    domain = f"{tenant.slug}.example"
    openid.connect(claims=person(domain))
    done = browser.sign_in(openid.id, "ann", next="/ledgers?x=1")
    assert done["next"] == "/ledgers?x=1"
    session = browser.client.session_get()
    assert session["user"]["email"] == f"ann@{domain}"
    assert (session["user"]["name"], session["role"]) == ("Ann", "member")
    assert session["methods"] == ["fed"] and session["must_enrol"] is False
    again = Browser(browser.url)
    assert again.sign_in(openid.id, "ann")["session"]["user"]["id"] == session["user"]["id"]
    entries = tenant.owner.audit_list(limit=20)["items"]
    made = [entry for entry in entries if entry["target"] == session["user"]["id"]]
    assert made and made[0]["operation"] == "sign_on.finish"


def test_a_member_is_linked_by_a_proven_domain(openid, tenant, browser):
    domain = f"{tenant.slug}.example"
    tenant.owner.users_add(email=f"ann@{domain}", name="Ann", password=PASSWORD, role="auditor")
    openid.connect(claims=person(domain, name="ann", email=f"ANN@{domain}"))
    session = browser.sign_in(openid.id, "ann")["session"]
    assert (session["user"]["email"], session["role"]) == (f"ann@{domain}", "auditor")
    # By password too, for it is not required to sign in there.
    assert sign_in(browser.url, f"ann@{domain}").session["user"]["id"] == session["user"]["id"]


def test_a_provider_does_not_speak_for_the_account_of_a_member(openid, tenant, browser):
    domain = f"{tenant.slug}.example"
    email = f"ann@{domain}"
    tenant.owner.users_add(email=email, name="Ann", password=PASSWORD, role="member")
    own = sign_in(browser.url, email)
    openid.connect(claims=person(domain, name="ann", email=email))
    browser.sign_in(openid.id, "ann")
    federated = browser.client
    assert federated.session_get()["user"]["id"] == own.session["user"]["id"]
    for call, arguments in ((federated.password_change, {"password": "another long password"}),
                            (federated.factors_begin_passkey, {}), (federated.factors_begin_app, {}),
                            (federated.session_prove, {"password": PASSWORD})):
        with pytest.raises(Problem) as caught:
            call(**arguments)
        assert (caught.value.status, caught.value.code) == (409, "conflict")
    assert federated.factors_get()["passkeys"] == []


def test_somebody_else_with_the_address_is_not_the_member(openid, tenant, browser):
    domain = f"{tenant.slug}.example"
    address = {"email": f"ann@{domain}"}
    openid.connect(claims={"ann": address, "the-next-ann": address})
    browser.sign_in(openid.id, "ann")
    refused("member_of_other_subject", Browser(browser.url).sign_in, openid.id, "the-next-ann")


def test_groups_give_roles_at_each_sign_in(openid, tenant, browser):
    domain = f"{tenant.slug}.example"
    openid.connect(claims=person(domain, groups=["Auditors", "Clerks"]), default_role="member",
                   group_roles=[{"group": "Clerks", "role": "admin"},
                                {"group": "Auditors", "role": "auditor"}])
    session = browser.sign_in(openid.id, "ann")["session"]
    assert session["role"] == "admin"
    openid.provider.serve(openid.record, **person(domain, groups=["Auditors"]))
    assert Browser(browser.url).sign_in(openid.id, "ann")["session"]["role"] == "auditor"
    assert browser.client.session_get()["role"] == "auditor"  # the older session too
    openid.provider.serve(openid.record, **person(domain, groups=["Others"]))
    assert Browser(browser.url).sign_in(openid.id, "ann")["session"]["role"] == "member"


def test_owners_stay_owners_whatever_a_directory_says(openid, tenant, browser):
    openid.connect(claims={"owner": {"email": tenant.email, "groups": ["Clerks"]}},
                   group_roles=[{"group": "Clerks", "role": "auditor"}])
    assert browser.sign_in(openid.id, "owner")["session"]["role"] == "owner"


@pytest.mark.parametrize("claims, fault", [
    ({"email": None}, "address_missing"),
    ({"email": "ann@elsewhere.example"}, "address_foreign"),
    ({"email_verified": False}, "address_unverified"),
])
def test_an_address_that_proves_nothing_lets_nobody_in(openid, tenant, browser, claims, fault):
    openid.connect(claims=person(f"{tenant.slug}.example", **claims))
    refused(fault, browser.sign_in, openid.id, "ann")
    assert len(tenant.owner.users_list()["items"]) == 1


def test_members_are_not_made_where_nobody_wants_that(openid, tenant, browser):
    openid.connect(claims=person(f"{tenant.slug}.example"), creates_users=False)
    refused("not_a_member", browser.sign_in, openid.id, "ann")


def test_who_was_suspended_or_removed_stays_out(openid, tenant, browser):
    openid.connect(claims=person(f"{tenant.slug}.example"))
    user = browser.sign_in(openid.id, "ann")["session"]["user"]
    tenant.owner.users_change(id=user["id"], status="suspended")
    with pytest.raises(Problem):
        browser.client.session_get()
    refused("member_suspended", Browser(browser.url).sign_in, openid.id, "ann")
    tenant.owner.users_remove(id=user["id"])
    # A removed one is a stranger: with members made on sign-in they come back as a new one.
    assert Browser(browser.url).sign_in(openid.id, "ann")["session"]["user"]["id"] != user["id"]


def test_required_means_no_password_but_the_owners(openid, tenant, browser):
    domain = f"{tenant.slug}.example"
    tenant.owner.users_add(email=f"ann@{domain}", name="Ann", password=PASSWORD, role="member")
    tenant.owner.users_add(email="guest@elsewhere.example", name="Guest", password=PASSWORD,
                           role="member")
    openid.connect(claims=person(domain), required=True)
    with pytest.raises(Problem) as caught:
        sign_in(browser.url, f"ann@{domain}")
    assert (caught.value.status, caught.value.faults) == (403, [("/password", "sign_on_required")])
    with pytest.raises(Problem) as caught:  # who does not know it learns nothing
        sign_in(browser.url, f"ann@{domain}", password="a wrong password")
    assert (caught.value.status, caught.value.faults) == (401, [])
    assert sign_in(browser.url, "guest@elsewhere.example", tenant=tenant.slug)
    assert sign_in(browser.url, tenant.email)
    assert browser.sign_in(openid.id, "ann")["session"]["user"]["email"] == f"ann@{domain}"


def test_a_provider_that_refuses_or_is_gone(openid, tenant, browser):
    openid.connect(claims=person(f"{tenant.slug}.example"))
    state = browser.elsewhere(browser.start(openid.id), "ann")["state"]
    refused("refused_there", browser.finish,
            {"connection": openid.id, "state": state, "error": "access_denied"})
    back = browser.elsewhere(browser.start(openid.id), "ann")
    tenant.owner.sign_on_connections_change(id=openid.id, client_secret="not the secret")
    assert "secret" in refused("code_refused", browser.finish, back).detail
    openid.provider.stop()
    gone = tenant.owner.sign_on_connections_create(
        name="Gone", protocol="oidc", client_id="c", issuer=openid.provider.issuer + "/gone")
    tenant.owner.sign_on_connections_enable(id=gone["id"])
    refused("provider_unusable", browser.start, gone["id"])


def test_a_connection_that_is_not_enabled_signs_nobody_in(openid, tenant, browser):
    openid.connect(claims=person(f"{tenant.slug}.example"))
    back = browser.elsewhere(browser.start(openid.id), "ann")
    tenant.owner.sign_on_connections_disable(id=openid.id)
    refused("connection_unavailable", browser.finish, back)
    refused("connection_unavailable", browser.start, openid.id)


@pytest.mark.parametrize("next_, goes_to", [
    ("//evil.example", "/"), ("https://evil.example", "/"), ("/\\evil.example", "/"),
    ("javascript:alert(1)", "/"), ("/a b", "/"), ("/accounts/acct_1?tab=2#x",
                                                 "/accounts/acct_1?tab=2#x")])
def test_one_goes_on_to_a_path_of_this_server_only(saml, tenant, browser, next_, goes_to):
    saml.connect()
    location = browser.start(saml.id, next=next_)
    response, state = saml.provider.answer(location, email=f"ann@{saml.domain}")
    assert browser.finish(browser.post_answer(saml.id, response, state))["next"] == goes_to


@pytest.mark.parametrize("signed", ["assertion", "message", "both"])
def test_somebody_signs_in_by_saml(saml, tenant, browser, signed):
    saml.connect(group_roles=[{"group": "Clerks", "role": "auditor"}])
    done = by_saml(saml, browser, signed=signed, email=f"ann@{saml.domain}", group="Clerks")
    assert done["session"]["role"] == "auditor"
    assert browser.client.session_get()["user"]["email"] == f"ann@{saml.domain}"


def test_a_tile_at_the_identity_provider_begins_a_sign_in_of_ours(saml, tenant, browser):
    saml.connect()
    response, _ = saml.provider.answer(browser.start(saml.id), email=f"ann@{saml.domain}")

    def unasked(state="unknown"):
        body = {"SAMLResponse": response, "RelayState": state}
        return Client(browser.url).raw("POST", f"/sign-on/saml/{saml.id}",
                                       urllib.parse.urlencode(body)).headers["Location"]

    assert unasked() == f"/sign-on/back/{saml.id}?state=unknown"
    tenant.owner.sign_on_connections_change(id=saml.id, begins_there=True)
    assert unasked() == f"/sign-on/start/{saml.id}"


def lines(trial):
    return {line["step"]: (line["outcome"], line["detail"]) for line in trial["lines"]}


def test_a_trial_says_what_came_and_signs_nobody_in(openid, tenant, browser):
    domain = f"{tenant.slug}.example"
    openid.connect(claims=person(domain, groups=["Clerks"]),
                   group_roles=[{"group": "Clerks", "role": "auditor"}])
    location = browser.try_out(tenant.owner, openid.id)["location"]
    done = browser.finish(browser.elsewhere(location, "ann"))
    assert (done["tried"], done.get("session")) == (openid.id, None)
    trial = tenant.owner.sign_on_trials_last(id=openid.id)
    assert trial["passed"] is True
    said = lines(trial)
    assert f"ann@{domain}" in said["address"][1] and "Ann" in said["name"][1]
    assert "Clerks" in said["role"][1] and "auditor" in said["role"][1]
    assert len(tenant.owner.users_list()["items"]) == 1
    # Without an address it says what came instead.
    openid.provider.serve(openid.record, **person(domain, email=None))
    location = browser.try_out(tenant.owner, openid.id)["location"]
    browser.finish(browser.elsewhere(location, "ann"))
    trial = tenant.owner.sign_on_trials_last(id=openid.id)
    outcome, detail = lines(trial)["address"]
    assert (trial["passed"], outcome) == (False, "wrong") and "groups" in detail


def test_a_trial_of_a_provider_that_is_not_there(tenant, browser):
    made = tenant.owner.sign_on_connections_create(
        name="Gone", protocol="oidc", issuer="http://127.0.0.1:9/realm", client_id="sangam")
    begun = browser.try_out(tenant.owner, made["id"])
    assert "location" not in begun
    assert lines(begun["trial"])["provider"][0] == "wrong"
    assert tenant.owner.sign_on_trials_last(id=made["id"])["lines"] == begun["trial"]["lines"]


def test_a_trial_warns_of_a_provider_that_wants_signed_requests(saml, tenant, browser):
    wanting = saml.provider.metadata.replace("<IDPSSODescriptor",
                                             '<IDPSSODescriptor WantAuthnRequestsSigned="true"')
    wanting = wanting.replace('WantAuthnRequestsSigned="false"', "", 1)
    saml.connect(metadata=wanting)
    location = browser.try_out(tenant.owner, saml.id)["location"]
    # It may show an error of its own and send nobody back, so this is there at once.
    trial = tenant.owner.sign_on_trials_last(id=saml.id)
    assert trial["passed"] is False
    outcome, detail = lines(trial)["settings"]
    assert outcome == "advice" and "signed requests" in detail
    response, state = saml.provider.answer(location, email=f"ann@{saml.domain}")
    browser.finish(browser.post_answer(saml.id, response, state))
    trial = tenant.owner.sign_on_trials_last(id=saml.id)
    assert trial["passed"] is True and lines(trial)["settings"][0] == "advice"


def test_a_trial_by_saml_tells_wrong_clocks_and_certificates(saml, tenant, browser, tmp_path):
    saml.connect()

    def tried(**changes):
        location = browser.try_out(tenant.owner, saml.id)["location"]
        response, state = saml.provider.answer(location, email=f"ann@{saml.domain}", **changes)
        browser.finish(browser.post_answer(saml.id, response, state))
        return lines(tenant.owner.sign_on_trials_last(id=saml.id))

    assert tried()["answer"][0] == "good"
    outcome, detail = tried(seconds=-1200)["answer"]
    assert outcome == "wrong" and "20 minutes behind" in detail, detail
    outcome, detail = tried(seconds=600)["answer"]
    assert outcome == "wrong" and "10 minutes ahead" in detail, detail
    other = type(saml.provider)()
    tenant.owner.sign_on_connections_change(
        id=saml.id, certificates=[other.certificate.read_text()])
    outcome, detail = tried()["answer"]
    assert outcome == "wrong" and "another certificate" in detail, detail
    other.folder.cleanup()
