"""What must not let anybody in: replays, mix-ups, wrapped signatures, foreign domains."""

import base64
import json
import re
import urllib.parse

import pytest

from bank import PASSWORD
from client import Client, Problem
from people import Browser, OpenIdProvider, SECRET
from test_sign_in import person, refused


@pytest.fixture
def answered(saml, tenant, browser):
    """A sign-in by SAML that was answered and not finished: .response, .state, .domain, .id"""
    class Answered:
        def __init__(self):
            saml.connect()
            self.id, self.domain, self.provider = saml.id, saml.domain, saml.provider
            self.location = browser.start(saml.id)
            self.response, self.state = saml.provider.answer(self.location,
                                                             email=f"ann@{saml.domain}")

        def changed(self, change):
            text = base64.b64decode(self.response).decode()
            other = change(text)
            assert other != text
            return base64.b64encode(other.encode()).decode()

    return Answered()


def test_an_answer_is_good_once(answered, browser):
    back = browser.post_answer(answered.id, answered.response, answered.state)
    again = browser.post_answer(answered.id, answered.response, answered.state)
    assert again["state"] == "unknown"
    assert browser.finish(back)["session"]
    refused("sign_in_over", browser.finish, back)


def test_an_assertion_is_good_once_whatever_it_answers(answered, browser):
    browser.finish(browser.post_answer(answered.id, answered.response, answered.state))
    browser.start(answered.id)  # another request of the same browser
    state = urllib.parse.parse_qs(urllib.parse.urlsplit(browser.start(answered.id)).query)["RelayState"][0]
    back = browser.post_answer(answered.id, answered.response, state)
    assert "another request" in refused("answer_refused", browser.finish, back).detail


def test_another_browser_cannot_finish(answered, browser):
    back = browser.post_answer(answered.id, answered.response, answered.state)
    thief = Browser(browser.url)
    refused("sign_in_over", thief.finish, back)
    thief.start(answered.id)  # with a cookie of its own
    refused("sign_in_over", thief.finish, back)
    assert browser.finish(back)["session"]


def test_who_began_cannot_finish_what_another_browser_answered(answered, browser):
    """A thief begins, has a victim sign in there, and waits for the answer."""
    thief, victim = browser, Browser(browser.url)
    back = victim.post_answer(answered.id, answered.response, answered.state)
    refused("sign_in_over", victim.finish, back)
    known = {"connection": answered.id, "state": answered.state}
    refused("sign_in_over", thief.finish, known)
    refused("sign_in_over", thief.finish, known | {"answer": "A" * 43})
    refused("sign_in_over", thief.finish, known | {"answer": answered.state})
    # It was only these that were missing: with both halves it is a sign-in.
    assert browser.finish(back)["session"]


def wrapped(text):
    """XSW 3: an assertion of the attacker's before the signed one."""
    signed = re.search(r"<saml:Assertion .*</saml:Assertion>", text, re.S)[0]
    forged = re.sub(r"<ds:Signature.*?</ds:Signature>", "", signed, flags=re.S)
    forged = forged.replace("ann@", "owner@")
    forged = re.sub(r' ID="[^"]+"', ' ID="_forged"', forged, count=1)
    return text.replace(signed, forged + signed)


def wrapped_inside(text):
    """XSW 4: the signed one inside the attacker's."""
    signed = re.search(r"<saml:Assertion .*</saml:Assertion>", text, re.S)[0]
    forged = re.sub(r"<ds:Signature.*?</ds:Signature>", "", signed, flags=re.S)
    forged = re.sub(r' ID="[^"]+"', ' ID="_forged"', forged.replace("ann@", "owner@"), count=1)
    return text.replace(signed, forged.replace("</saml:Assertion>", signed + "</saml:Assertion>"))


def commented(text):
    return text.replace("ann@", "owner<!-- -->@", 1)


def with_entity(text):
    return '<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + text


@pytest.mark.parametrize("change", [
    wrapped, wrapped_inside, commented, with_entity,
    lambda text: text.replace("ann@", "owner@"),
    lambda text: re.sub(r"<ds:Signature.*?</ds:Signature>", "", text, flags=re.S),
])
def test_changed_answers_are_refused(answered, browser, change):
    back = browser.post_answer(answered.id, answered.changed(change), answered.state)
    refused("answer_refused", browser.finish, back)


@pytest.mark.parametrize("changes", [
    {"Audience": "https://another.example"},
    {"SubjectRecipient": "https://another.example/consume"},
    {"Destination": "https://another.example/consume"},
    {"Issuer": "https://another.example/metadata"},
    {"InResponseTo": "_another"},
    {"StatusCode": "urn:oasis:names:tc:SAML:2.0:status:Responder"},
    {"seconds": -3600},
])
def test_answers_for_others_are_refused(answered, browser, changes):
    response, state = answered.provider.answer(answered.location, email=f"ann@{answered.domain}",
                                               **changes)
    back = browser.post_answer(answered.id, response, state)
    with pytest.raises(Problem) as caught:
        browser.finish(back)
    assert caught.value.faults[0][1] in ("answer_refused", "refused_there"), caught.value


def test_an_element_of_twenty_thousand_attributes_is_not_parsed(answered, browser):
    attributes = "".join(f" a{i}=''" for i in range(20_000))
    response = answered.changed(lambda text: text.replace("<samlp:Status>",
                                                          f"<samlp:Status{attributes}>"))
    back = browser.post_answer(answered.id, response, answered.state)
    assert "too many attributes" in refused("answer_refused", browser.finish, back).detail


@pytest.mark.parametrize("body", [
    b"", b"SAMLResponse=%zz", b"SAMLResponse=a&SAMLResponse=b", b"RelayState=%ff",
    b"SAMLResponse=" + b"A" * 700_000,
], ids=["nothing", "escape", "twice", "utf8", "large"])
def test_forms_that_are_none(answered, server, body):
    reply = Client(server.url).raw("POST", f"/sign-on/saml/{answered.id}", body,
                                   {"Content-Type": "application/x-www-form-urlencoded"})
    assert reply.status in (303, 400, 413), reply.content
    if reply.status == 303:
        assert reply.headers["Location"] == f"/sign-on/back/{answered.id}?state=unknown"
    assert Client(server.url).raw("POST", "/sign-on/saml/nothing").status == 404
    assert Client(server.url).raw("PUT", f"/sign-on/saml/{answered.id}").status == 405


def test_a_code_of_another_provider_is_not_redeemed(openid, tenant, browser):
    domain = f"{tenant.slug}.example"
    openid.connect(claims=person(domain))
    back = browser.elsewhere(browser.start(openid.id), "ann")
    assert back["iss"] == openid.provider.issuer
    refused("other_provider", browser.finish, back | {"iss": "https://evil.example"})
    # This provider always says who it is; an answer that does not is somebody else's.
    back = browser.elsewhere(browser.start(openid.id), "ann")
    back.pop("iss")
    refused("other_provider", browser.finish, back)


def test_an_answer_comes_back_to_the_connection_that_asked(openid, tenant, browser):
    openid.connect(claims=person(f"{tenant.slug}.example"))
    other = tenant.owner.sign_on_connections_create(
        name="Other", protocol="oidc", issuer="https://login.example", client_id="c")
    tenant.owner.sign_on_connections_enable(id=other["id"])
    back = browser.elsewhere(browser.start(openid.id), "ann")
    refused("sign_in_over", browser.finish, back | {"connection": other["id"]})
    assert browser.finish(back)["session"]


def test_a_code_is_bound_to_the_sign_in_that_asked(openid, tenant, browser):
    """PKCE and nonce: a code that was caught elsewhere is of no use in another sign-in."""
    openid.connect(claims=person(f"{tenant.slug}.example"))
    caught = browser.elsewhere(browser.start(openid.id), "ann")
    thief = Browser(browser.url)
    location = thief.start(openid.id)
    state = urllib.parse.parse_qs(urllib.parse.urlsplit(location).query)["state"][0]
    refused("code_refused", thief.finish, caught | {"state": state})


def test_another_tenants_connection_gets_nobody_of_ours(openid, tenant, other_tenant, browser):
    """Tenant B claims an address of tenant A."""
    domain = f"{tenant.slug}.example"
    victim = tenant.owner.users_add(email=f"ann@{domain}", name="Ann", password=PASSWORD,
                                    role="admin")
    openid.connect(of=other_tenant, claims=person(domain))
    refused("address_foreign", browser.sign_in, openid.id, "ann")
    # A claim without proof changes nothing, and makes nobody go there.
    other_tenant.owner.sign_on_domains_add(domain=domain, connection=openid.id)
    refused("address_foreign", Browser(browser.url).sign_in, openid.id, "ann")
    assert browser.client.sign_on_discover(email=f"ann@{domain}") == {}
    # Nor does a member of B with that address become the member of A.
    other_tenant.owner.users_add(email=f"ann@{domain}", name="Not Ann", password=PASSWORD,
                                 role="member")
    refused("address_foreign", Browser(browser.url).sign_in, openid.id, "ann")
    assert [user["id"] for user in tenant.owner.users_list()["items"] if user["id"] == victim["id"]]


def test_another_issuer_forgets_who_was_who(openid, tenant, browser):
    domain = f"{tenant.slug}.example"
    openid.connect(claims=person(domain))
    first = browser.sign_in(openid.id, "ann")["session"]["user"]["id"]
    second = OpenIdProvider()
    tenant.owner.sign_on_connections_change(id=openid.id, issuer=second.issuer)
    try:
        # The same subject there is another person, and has another address.
        second.serve(openid.record, ann={"email": f"mallory@{domain}"})
        user = Browser(browser.url).sign_in(openid.id, "ann")["session"]["user"]
        assert user["id"] != first and user["email"] == f"mallory@{domain}"
    finally:
        second.stop()


def test_secrets_are_not_in_the_log(openid, tenant, browser, server):
    openid.connect(claims=person(f"{tenant.slug}.example"))
    back = browser.elsewhere(browser.start(openid.id), "ann")
    browser.finish(back)
    log = server.log_text() + json.dumps(tenant.owner.audit_list(limit=100)["items"])
    for secret in (SECRET, back["code"], back["state"]):
        assert secret not in log
