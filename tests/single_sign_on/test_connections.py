"""Connections to identity providers, and domains that are proven."""

import http.server
import json
import threading

import pytest

from client import Problem
from people import SECRET

DRAFT = {"name": "Head office", "protocol": "oidc"}


def refused(status, code, call, /, **arguments):
    with pytest.raises(Problem) as caught:
        call(**arguments)
    assert (caught.value.status, caught.value.code) == (status, code), caught.value
    return caught.value


def faults(call, /, **arguments):
    return refused(400, "invalid", call, **arguments).faults


def test_a_connection_is_made_as_a_draft_and_never_shows_its_secret(tenant):
    owner = tenant.owner
    made = owner.sign_on_connections_create(**DRAFT, issuer="https://login.example/realm",
                                            client_id="sangam", client_secret=SECRET)
    assert (made["enabled"], made["has_client_secret"]) == (False, True)
    assert made["ours"]["redirect_uri"] == f"{owner.url}/sign-on/back/{made['id']}"
    assert (made["default_role"], made["creates_users"], made["required"]) == ("member", True, False)
    changed = owner.sign_on_connections_change(
        id=made["id"], name="Main", groups_attribute="teams",
        group_roles=[{"group": "Clerks", "role": "auditor"}])
    assert changed["group_roles"] == [{"group": "Clerks", "role": "auditor"}]
    assert owner.sign_on_connections_get(id=made["id"]) == changed
    assert owner.sign_on_connections_change(id=made["id"], groups_attribute="").get(
        "groups_attribute") is None
    assert [item["id"] for item in owner.sign_on_connections_list()["items"]] == [made["id"]]
    assert owner.sign_on_connections_enable(id=made["id"])["enabled"] is True
    assert owner.sign_on_connections_disable(id=made["id"])["enabled"] is False
    audit = json.dumps(owner.audit_list(limit=50)["items"])
    assert SECRET not in audit and "sign_on.connections.change" in audit
    owner.sign_on_connections_remove(id=made["id"])
    refused(404, "not_found", owner.sign_on_connections_get, id=made["id"])


def test_what_is_missing_is_said_before_people_sign_in(tenant):
    owner = tenant.owner
    oidc = owner.sign_on_connections_create(**DRAFT, issuer="https://login.example")
    assert refused(409, "conflict", owner.sign_on_connections_enable, id=oidc["id"]).faults == [
        ("/client_id", "required")]
    saml = owner.sign_on_connections_create(name="Branch", protocol="saml")
    assert refused(409, "conflict", owner.sign_on_connections_enable, id=saml["id"]).faults == [
        ("/entity_id", "required")]


def test_bad_input_is_told_by_field(tenant):
    create = tenant.owner.sign_on_connections_create
    assert faults(create, **DRAFT, issuer="login.example") == [("/issuer", "no_address")]
    assert faults(create, **DRAFT, issuer="https://login.example/?tenant=1") == [
        ("/issuer", "no_address")]
    assert faults(create, **DRAFT, entity_id="https://idp.example") == [
        ("/entity_id", "other_protocol")]
    saml = {"name": "Branch", "protocol": "saml"}
    assert faults(create, **saml, client_id="sangam") == [("/client_id", "other_protocol")]
    assert faults(create, **saml, certificates=["what is no certificate"]) == [
        ("/certificates/0", "no_certificate")]
    assert faults(create, **saml, metadata="<x/>") == [("/metadata", "no_metadata")]
    entities = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
    assert faults(create, **saml, metadata=entities) == [("/metadata", "no_metadata")]
    assert faults(create, **saml, metadata_url="http://127.0.0.1:1/metadata") == [
        ("/metadata_url", "unreachable")]
    assert faults(create, **DRAFT, default_role="owner")[0][0] == "/default_role"
    assert tenant.owner.sign_on_connections_list()["items"] == []


def test_metadata_is_read_from_its_address(tenant, saml_provider):
    class Metadata(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(saml_provider.metadata.encode())

        def log_message(self, *words):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Metadata) as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{site.server_address[1]}/metadata"
        made = tenant.owner.sign_on_connections_create(name="Branch", protocol="saml",
                                                       metadata_url=url)
        site.shutdown()
    assert made["entity_id"] == "https://idp.example/metadata"
    assert made["sign_on_url"] == "https://idp.example/sso"
    assert len(made["certificates"][0]["fingerprint"]) == 64
    assert made["metadata_url"] == url
    # Two certificates while a key changes.
    pem = saml_provider.certificate.read_text()
    changed = tenant.owner.sign_on_connections_change(id=made["id"], certificates=[pem, pem])
    assert len(changed["certificates"]) == 2


def test_only_owners_say_who_signs_people_in(tenant):
    made = tenant.owner.sign_on_connections_create(**DRAFT)
    admin = tenant.user_client("admin")
    assert admin.sign_on_connections_get(id=made["id"])["name"] == "Head office"
    for call, arguments in [(admin.sign_on_connections_create, DRAFT),
                            (admin.sign_on_connections_change, {"id": made["id"], "name": "Mine"}),
                            (admin.sign_on_connections_enable, {"id": made["id"]}),
                            (admin.sign_on_domains_add, {"domain": "a.example",
                                                         "connection": made["id"]})]:
        refused(403, "forbidden", call, **arguments)
    member = tenant.user_client("member")
    refused(403, "forbidden", member.sign_on_connections_list)


def test_others_connections_are_not_there(tenant, other_tenant):
    made = tenant.owner.sign_on_connections_create(**DRAFT)
    theirs = other_tenant.owner
    for call in (theirs.sign_on_connections_get, theirs.sign_on_connections_enable,
                 theirs.sign_on_connections_remove, theirs.sign_on_trials_begin,
                 theirs.sign_on_trials_last):
        refused(404, "not_found", call, id=made["id"])
    assert faults(theirs.sign_on_domains_add, domain="b.example", connection=made["id"]) == [
        ("/connection", "unknown")]


def test_a_domain_is_proven_by_its_record(tenant, names):
    owner = tenant.owner
    made = owner.sign_on_connections_create(**DRAFT)
    domain = f"{tenant.slug}.example"
    added = owner.sign_on_domains_add(domain=domain.upper(), connection=made["id"])
    assert added["domain"] == domain and "verified_at" not in added
    assert added["record_name"] == f"_sangam-challenge.{domain}"

    def verify(reason):
        problem = refused(422, "refused", owner.sign_on_domains_verify, id=added["id"])
        assert problem.faults == [("", reason)]

    verify("no_record")
    names.texts[added["record_name"]] = ["another"]
    verify("other_record")
    names.silent.add(added["record_name"])
    verify("no_answer")
    names.silent.clear()
    # So many that they do not fit into a datagram.
    names.texts[added["record_name"]] = ["x" * 300, "y" * 300, added["record_text"]]
    before = names.by_tcp
    assert owner.sign_on_domains_verify(id=added["id"])["verified_at"]
    assert names.by_tcp == before + 1
    assert refused(409, "conflict", owner.sign_on_domains_add, domain=domain,
                   connection=made["id"]).faults == [("/domain", "taken")]
    owner.sign_on_domains_remove(id=added["id"])
    assert owner.sign_on_domains_list()["items"] == []


@pytest.mark.parametrize("domain", ["example", "a..example", "-a.example", "exämple.com", "a b.example",
                                    "x" * 64 + ".example"])
def test_what_is_no_domain_is_refused(tenant, domain):
    made = tenant.owner.sign_on_connections_create(**DRAFT)
    assert faults(tenant.owner.sign_on_domains_add, domain=domain,
                  connection=made["id"])[0][0] == "/domain"


def test_a_domain_belongs_to_one_tenant(tenant, other_tenant, names, prove):
    domain = f"{tenant.slug}.example"
    first = tenant.owner.sign_on_connections_create(**DRAFT)
    second = other_tenant.owner.sign_on_connections_create(**DRAFT)
    prove(tenant, first, domain)
    added = other_tenant.owner.sign_on_domains_add(domain=domain, connection=second["id"])
    names.texts[added["record_name"]].append(added["record_text"])
    problem = refused(422, "refused", other_tenant.owner.sign_on_domains_verify, id=added["id"])
    assert problem.faults == [("", "taken")]


def test_discovery_tells_of_domains_and_not_of_people(tenant, browser, prove):
    owner = tenant.owner
    made = owner.sign_on_connections_create(**DRAFT, issuer="https://login.example", client_id="c")
    domain = f"{tenant.slug}.example"

    def ask(name):
        return dict(browser.client.sign_on_discover(email=f"{name}@{domain}"))

    assert ask("owner") == ask("nobody") == {}
    prove(tenant, made, domain)
    assert ask("owner") == {}  # not enabled yet
    owner.sign_on_connections_enable(id=made["id"])
    assert ask("owner") == ask("nobody") == {"connection": made["id"], "name": "Head office"}
    assert browser.client.sign_on_discover(email="a@elsewhere.example") == {}
