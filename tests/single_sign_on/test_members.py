"""Which member somebody is, what they may do, and what is kept of it."""

import concurrent.futures
import json

import pytest

from bank import PASSWORD
from client import Problem
from people import Browser
from test_sign_in import by_saml, person, refused

CLERKS = {"group_roles": [{"group": "Clerks", "role": "admin"}], "default_role": "member"}


def entries(tenant, operation, outcome="done"):
    """Of the audit, newest first, with what they say in detail."""
    return [entry | {"detail": json.loads(entry.get("detail") or "{}")}
            for entry in tenant.owner.audit_list(limit=50)["items"]
            if (entry["operation"], entry["outcome"]) == (operation, outcome)]


def test_who_is_said_to_be_in_no_group_loses_the_role_and_who_has_no_groups_claim_keeps_it(
        openid, tenant, browser):
    domain = f"{tenant.slug}.example"
    openid.connect(claims=person(domain, groups=["Clerks"]), **CLERKS)
    assert browser.sign_in(openid.id, "ann")["session"]["role"] == "admin"
    openid.provider.serve(openid.record, **person(domain, groups=None))
    assert Browser(browser.url).sign_in(openid.id, "ann")["session"]["role"] == "admin"
    location = browser.try_out(tenant.owner, openid.id)["location"]
    browser.finish(browser.elsewhere(location, "ann"))
    line = tenant.owner.sign_on_trials_last(id=openid.id)["lines"][-1]
    assert line["outcome"] == "advice" and "members would keep theirs" in line["detail"]
    openid.provider.serve(openid.record, **person(domain, groups=[]))
    assert Browser(browser.url).sign_in(openid.id, "ann")["session"]["role"] == "member"


def test_without_a_groups_attribute_a_member_keeps_the_role_by_saml_too(saml, tenant, browser):
    saml.connect(**CLERKS)
    ann = {"email": f"ann@{saml.domain}"}
    assert by_saml(saml, browser, group="Clerks", **ann)["session"]["role"] == "admin"
    assert by_saml(saml, Browser(browser.url), **ann)["session"]["role"] == "admin"
    assert by_saml(saml, Browser(browser.url), group="X", **ann)["session"]["role"] == "member"


def test_a_plan_that_is_full_makes_no_member(openid, operator, tenant, browser):
    domain = f"{tenant.slug}.example"
    openid.connect(claims=person(domain) | person(domain, "bob"))
    operator.platform_tenants_set_plan(id=tenant.id, name="Small", users=2)
    tenant.owner.invitations_create(email=f"bob@{domain}", role="member")
    refused("no_room", browser.sign_in, openid.id, "ann")
    # Who was invited has a place, and takes the invitation's.
    assert Browser(browser.url).sign_in(openid.id, "bob")["session"]
    assert tenant.owner.invitations_list()["items"] == []
    assert tenant.owner.tenant_usage()["limits"][0]["used"] == 2


def test_the_audit_says_by_which_connection_and_as_whom_there(openid, tenant, browser):
    domain = f"{tenant.slug}.example"
    ann = tenant.owner.users_add(email=f"ann@{domain}", name="Ann", password=PASSWORD,
                                 role="auditor")
    openid.connect(claims=person(domain))
    browser.sign_in(openid.id, "ann")
    found = entries(tenant, "sign_on.finish")
    linked = next(entry for entry in found if entry["target"] == ann["id"])
    assert linked["detail"]["after"] == {"connection": openid.id, "subject": "ann"}
    signed_in = next(entry for entry in found if entry["target"].startswith("ses_"))
    assert signed_in["actor"] == ann["id"]
    assert signed_in["detail"] == {"connection": openid.id, "subject": "ann",
                                   "email": f"ann@{domain}"}


def test_who_was_refused_after_signing_in_there_is_in_the_audit(openid, tenant, browser):
    openid.connect(claims=person("elsewhere.example"))
    refused("address_foreign", browser.sign_in, openid.id, "ann")
    entry = entries(tenant, "sign_on.finish", "refused")[0]
    assert (entry["actor"], entry["target"]) == (openid.id, openid.id)
    assert entry["detail"] == {"connection": openid.id, "subject": "ann",
                               "email": "ann@elsewhere.example", "fault": "address_foreign"}
    # What anybody could send is not: strangers do not write here.
    state = browser.elsewhere(browser.start(openid.id), "ann")["state"]
    refused("code_refused", browser.finish,
            {"connection": openid.id, "state": state, "code": "made up",
             "iss": openid.provider.issuer})
    assert len(entries(tenant, "sign_on.finish", "refused")) == 1


@pytest.mark.parametrize("is_member", [True, False], ids=["member", "stranger"])
def test_first_sign_ins_at_the_same_moment_all_come_in(saml, tenant, browser, is_member):
    saml.connect()
    email = f"ann@{saml.domain}"
    if is_member:
        tenant.owner.users_add(email=email, name="Ann", password=PASSWORD, role="member")
    waiting = []
    for _ in range(6):
        one = Browser(browser.url)
        response, state = saml.provider.answer(one.start(saml.id), email=email)
        waiting.append((one, one.post_answer(saml.id, response, state)))
    with concurrent.futures.ThreadPoolExecutor(len(waiting)) as threads:
        done = list(threads.map(lambda pair: pair[0].finish(pair[1]), waiting))
    ann, = [user for user in tenant.owner.users_list()["items"] if user["email"] == email]
    assert {one["session"]["user"]["id"] for one in done} == {ann["id"]}


def test_another_client_id_forgets_who_was_who(openid, tenant, browser, database):
    openid.connect(claims=person(f"{tenant.slug}.example"))
    first = browser.sign_in(openid.id, "ann")["session"]["user"]["id"]
    # The new application calls her something else, as Entra ID does.
    database("update sign_on.identities set subject = 'ann of the old application'"
             f" where user_id = (select id from platform.users where email = 'ann@{openid.domain}')")
    refused("member_of_other_subject", Browser(browser.url).sign_in, openid.id, "ann")
    tenant.owner.sign_on_connections_change(id=openid.id, client_id="other")
    tenant.owner.sign_on_connections_change(id=openid.id, client_id="basic")
    assert Browser(browser.url).sign_in(openid.id, "ann")["session"]["user"]["id"] == first


def test_an_owner_unlinks_a_member_whom_the_provider_calls_by_another_name(openid, tenant, browser):
    domain = f"{tenant.slug}.example"
    address = {"email": f"ann@{domain}"}
    openid.connect(claims={"ann": address, "ann-2": address})
    ann = browser.sign_in(openid.id, "ann")["session"]["user"]["id"]
    refused("member_of_other_subject", Browser(browser.url).sign_in, openid.id, "ann-2")
    unlink = {"connection": openid.id, "user": ann}
    linked, = tenant.owner.sign_on_connections_members(connection=openid.id)["items"]
    assert (linked["user"], linked["subject"], linked["email"]) == (ann, "ann", f"ann@{domain}")
    with pytest.raises(Problem) as caught:
        tenant.user_client("admin").sign_on_connections_unlink(**unlink)
    assert caught.value.status == 403
    tenant.owner.sign_on_connections_unlink(**unlink)
    entry = entries(tenant, "sign_on.connections.unlink")[0]
    assert (entry["target"], entry["detail"]["before"]["subject"]) == (ann, "ann")
    assert not tenant.owner.sign_on_connections_members(connection=openid.id)["items"]
    assert Browser(browser.url).sign_in(openid.id, "ann-2")["session"]["user"]["id"] == ann
    refused("member_of_other_subject", Browser(browser.url).sign_in, openid.id, "ann")
    tenant.owner.sign_on_connections_unlink(**unlink)
    with pytest.raises(Problem) as caught:
        tenant.owner.sign_on_connections_unlink(**unlink)
    assert caught.value.status == 404


def test_the_members_of_a_connection_are_searched(openid, tenant, other_tenant, browser):
    domain = f"{tenant.slug}.example"
    openid.connect(claims={name: {"email": f"{name}@{domain}"} for name in ("ann", "ben", "cho")})
    for name in ("ann", "ben", "cho"):
        Browser(browser.url).sign_in(openid.id, name)
    listed = tenant.owner.sign_on_connections_members

    def addresses(**query):
        return [member["email"] for member in listed(connection=openid.id, **query)["items"]]

    assert addresses(sort="-email") == [f"{name}@{domain}" for name in ("cho", "ben", "ann")]
    assert addresses(search="BEN@") == [f"ben@{domain}"]
    assert addresses(search="%") == []
    first = listed(connection=openid.id, sort="email", limit=2)
    assert addresses(sort="email", limit=2, cursor=first["next"]) == [f"cho@{domain}"]
    with pytest.raises(Problem) as caught:
        other_tenant.owner.sign_on_connections_members(connection=openid.id)
    assert caught.value.status == 404
