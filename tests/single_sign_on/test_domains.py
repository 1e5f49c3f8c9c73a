"""Domains change hands: a proof holds as long as its record, and its tenant."""

import time

import pytest

from bank import PASSWORD, sign_in
from client import Problem
from test_connections import DRAFT
from test_sign_in import person, refused

DAY = 24 * 3600


def until(found, seconds=30):
    """Waits for what the server does by the clock."""
    deadline = time.monotonic() + seconds
    while not found():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.2)


@pytest.fixture
def look(tenant, database):
    """Has the server look for the records of a domain now, as if so many days had gone by."""
    def now(domain, days=0):
        def read():
            return next(one for one in tenant.owner.sign_on_domains_list()["items"]
                        if one["domain"] == domain)
        before = read()["checked_at"]
        database("update sign_on.domains set next_check_at = 0, missing_since = missing_since"
                 f" - {days * DAY}::int8 * 1000000000 where domain = '{domain}'")
        until(lambda: read()["checked_at"] != before)
        return read()
    return now


def test_a_domain_without_its_record_is_given_up(openid, tenant, browser, names, look):
    openid.connect(claims=person(f"{tenant.slug}.example"), required=True)
    domain = openid.domain
    record = f"_sangam-challenge.{domain}"
    assert "missing_since" not in look(domain)
    texts = names.texts.pop(record)
    assert look(domain)["missing_since"]
    assert look(domain, days=6)["verified_at"]
    names.texts[record] = texts
    assert "missing_since" not in look(domain)
    del names.texts[record]
    look(domain)
    lost = look(domain, days=8)
    assert "verified_at" not in lost and lost["withdrawn_at"]
    assert browser.client.sign_on_discover(email=f"ann@{domain}") == {}
    refused("address_foreign", browser.sign_in, openid.id, "ann")
    entry = next(entry for entry in tenant.owner.audit_list(limit=20)["items"]
                 if entry["operation"] == "sign_on.domains.withdraw")
    assert (entry["actor"], entry["target"]) == ("sign_on", domain)
    # That passwords do not count was the tenant's own rule, and still is.
    tenant.owner.users_add(email=f"bob@{domain}", name="Bob", password=PASSWORD, role="member")
    with pytest.raises(Problem) as caught:
        sign_in(browser.url, f"bob@{domain}")
    assert caught.value.faults == [("/password", "sign_on_required")]
    # Proven again it is theirs again.
    names.texts[record] = texts
    again = tenant.owner.sign_on_domains_verify(id=lost["id"])
    assert again["verified_at"] and "withdrawn_at" not in again


def test_name_servers_that_do_not_answer_take_no_domain_away(openid, tenant, names, database):
    openid.connect(claims=person(f"{tenant.slug}.example"))
    record = f"_sangam-challenge.{openid.domain}"
    names.silent.add(record)
    database("update sign_on.domains set next_check_at = 0, missing_since = 1"
             f" where domain = '{openid.domain}'")
    until(lambda: database("select next_check_at > 0 from sign_on.domains"
                           f" where domain = '{openid.domain}'") == ["t"])
    time.sleep(5)  # both tries of the lookup
    names.silent.clear()
    domain = tenant.owner.sign_on_domains_list()["items"][0]
    assert domain["verified_at"]


def test_a_fresh_proof_supersedes_one_whose_record_is_gone(tenant, other_tenant, names, prove):
    domain = f"{tenant.slug}.example"
    first = tenant.owner.sign_on_connections_create(**DRAFT)
    second = other_tenant.owner.sign_on_connections_create(**DRAFT)
    prove(tenant, first, domain)
    added = other_tenant.owner.sign_on_domains_add(domain=domain, connection=second["id"])
    names.texts[added["record_name"]] = [added["record_text"]]  # and the first one's is gone
    assert other_tenant.owner.sign_on_domains_verify(id=added["id"])["verified_at"]
    lost = tenant.owner.sign_on_domains_list()["items"][0]
    assert "verified_at" not in lost and lost["withdrawn_at"]
    audit = tenant.owner.audit_list(limit=20)["items"]
    assert "sign_on.domains.withdraw" in [entry["operation"] for entry in audit]


def test_people_are_not_sent_to_the_provider_of_a_suspended_tenant(openid, operator, tenant,
                                                                   browser):
    openid.connect(claims=person(f"{tenant.slug}.example"))
    address = f"ann@{openid.domain}"
    assert browser.client.sign_on_discover(email=address)["connection"] == openid.id
    operator.platform_tenants_suspend(id=tenant.id, reason="Unpaid")
    assert browser.client.sign_on_discover(email=address) == {}
    operator.platform_tenants_lift(id=tenant.id, reason="Paid")
    assert browser.client.sign_on_discover(email=address)["connection"] == openid.id


def test_answers_that_nobody_finished_are_deleted_by_the_clock(saml, tenant, browser, database):
    saml.connect()
    response, state = saml.provider.answer(browser.start(saml.id), email=f"ann@{saml.domain}")
    browser.post_answer(saml.id, response, state)
    ours = f"from sign_on.requests where email = 'ann@{saml.domain}'"
    assert database(f"select count(*) {ours}") == ["1"]
    # The assertion is remembered for as long as the sign-in could be finished, not for as long as
    # the identity provider says.
    assert database("select max(a.expires_at) <= max(r.expires_at) from sign_on.used_assertions a,"
                    " sign_on.requests r") == ["t"]
    database("update sign_on.requests set expires_at = 1; update sign_on.used_assertions"
             " set expires_at = 1")
    until(lambda: database(f"select count(*) {ours}") == ["0"], seconds=45)
    until(lambda: database("select count(*) from sign_on.used_assertions where expires_at = 1")
          == ["0"])
