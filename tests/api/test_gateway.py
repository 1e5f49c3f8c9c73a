"""The gateway: who may come, from where, with what; and what is told of it."""

import http.client
import time
import urllib.parse

import pytest

from bank import Bank, Tenant, sign_in
from client import Client, Problem
from edge import (  # noqa: F401
    INJECTION, change, change_platform, edge, from_address, maintain, operator, refused, tenant)
from patience import wait_for
from subscriber import GraphqlSubscriber, Subscriber
from test_imports import file_of
from tus import Tus


def test_without_rules_everything_is_served(tenant):
    rules = tenant.api.request("GET", "/gateway")["rules"]
    assert rules["denied_networks"] == [] and rules["firewall"] == "block"
    assert tenant.api.request("GET", "/gateway/blocked")["items"] == []


def test_a_denied_network_is_refused_and_told_of(tenant, operator):
    change(tenant, denied_networks=["203.0.113.0/24"], allowed_networks=["203.0.113.128/25",
                                                                         "127.0.0.1", "::/0"])
    reply = wait_for(lambda: (r := from_address(tenant, "203.0.113.9")).status == 403 and r)
    assert reply["code"] == "forbidden"
    # The most specific network decides, and another tenant's requests are no matter of this one.
    assert from_address(tenant, "203.0.113.200").status == 200
    assert from_address(tenant, "192.0.2.1").status == 403
    assert from_address(Tenant(operator), "203.0.113.9").status == 200
    found = tenant.api.request("GET", "/gateway/blocked")["items"]
    assert [one["rule"] for one in found] == ["allow", "deny 203.0.113.0/24"]
    assert found[1]["address"] == "203.0.113.9" and found[1]["path"] == "/api/v1/tenant"
    assert found[1]["request_id"] == reply.headers["X-Request-Id"]
    assert all(one["step"] == "addresses" for one in found)


def test_a_credential_in_a_message_comes_from_where_its_connection_does(edge, tenant):
    change(tenant, denied_networks=["203.0.113.0/24"])
    wait_for(lambda: from_address(tenant, "203.0.113.9").status == 403)
    key = tenant.api.api_key
    with Subscriber(edge.url, address="203.0.113.9") as denied:
        denied.send("authenticate", token=key)
        assert denied.receive("error")["problem"]["code"] == "forbidden"
        assert denied.close_code() == 4403
    with Subscriber(edge.url, address="192.0.2.1") as allowed:
        allowed.send("authenticate", token=key)
        allowed.receive("ready")
    payload = {"Authorization": f"Bearer {key}"}
    with GraphqlSubscriber(edge.url, address="203.0.113.9") as denied:
        denied.send("connection_init", payload=payload)
        assert denied.close_code() == 4403
    with GraphqlSubscriber(edge.url, address="192.0.2.1") as allowed:
        allowed.send("connection_init", payload=payload)
        allowed.receive("connection_ack")
    blocked = [one["path"] for one in tenant.api.request("GET", "/gateway/blocked")["items"]]
    assert blocked[:2] == ["/graphql", "/ws"]


def test_nobody_shuts_themselves_out(tenant):
    fault = refused(change, tenant, denied_networks=["127.0.0.0/8"])
    assert (fault.status, fault.code) == (422, "refused") and "127.0.0.1" in fault.detail
    assert tenant.api.request("GET", "/gateway")["rules"]["denied_networks"] == []
    fault = refused(change, tenant, allowed_countries=["IN"])
    assert (fault.status, fault.code) == (422, "refused") and "ZZ" in fault.detail


def test_rules_are_checked(tenant):
    fault = refused(change, tenant, denied_networks=["10.0.0.1/8"])
    assert fault.faults == [("/rules/denied_networks/0", "host_bits")]
    fault = refused(change, tenant, cors_origins=["https://App.example"])
    assert fault.faults == [("/rules/cors_origins/0", "not_an_origin")]
    fault = refused(change, tenant, cors_origins=["*"], cors_credentials=True)
    assert fault.faults == [("/rules/cors_credentials", "any_origin")]
    fault = refused(change, tenant, denied_countries=["in"])
    assert fault.faults == [("/rules/denied_countries/0", "not_a_country")]


def test_a_change_of_something_else_is_refused(tenant):
    read = tenant.api.request("GET", "/gateway")
    change(tenant, firewall="detect")
    fault = refused(tenant.api.request, "PATCH", "/gateway", body={"rules": {"firewall": "off"}},
                    headers={"If-Match": read.headers["ETag"]})
    assert (fault.status, fault.code) == (412, "precondition_failed")
    assert tenant.api.request("GET", "/gateway")["rules"]["firewall"] == "detect"


def test_changes_are_audited_and_told(tenant):
    tenant.api.request("PATCH", "/gateway", body={"rules": {"firewall": "off"}, "reason": "noisy"})
    entry = tenant.api.request("GET", "/audit", {"operation": "gateway.change"})["items"][0]
    assert entry["operation"] == "gateway.change"
    wait_for(lambda: any(one["type"] == "gateway.changed"
                         for one in tenant.api.request("GET", "/events")["items"]))


def test_members_may_not_change_rules(tenant):
    member = tenant.user_client("member")
    fault = refused(member.request, "PATCH", "/gateway", body={"rules": {"firewall": "off"}},
                    headers={"Origin": member.url})
    assert fault.status == 403
    assert refused(tenant.owner.request, "GET", "/platform/gateway").status == 403


def test_countries(tenant):
    change(tenant, denied_countries=["DE", "US"])
    wait_for(lambda: from_address(tenant, "198.51.100.200").status == 403)
    assert from_address(tenant, "198.51.100.7").status == 200
    assert from_address(tenant, "2001:db8:1::5").status == 403
    assert from_address(tenant, "192.0.2.1").status == 200
    assert tenant.api.request("GET", "/gateway/blocked")["items"][0]["country"] == "US"
    # This machine is in no country.
    change(tenant, denied_countries=[], allowed_countries=["IN", "ZZ"])
    wait_for(lambda: from_address(tenant, "198.51.100.200").status == 403)
    assert from_address(tenant, "198.51.100.7").status == 200
    assert from_address(tenant, "192.0.2.1").status == 200


def test_only_what_proxies_say_counts(tenant):
    change(tenant, denied_networks=["203.0.113.0/24"])
    wait_for(lambda: from_address(tenant, "203.0.113.9").status == 403)
    # What stands before the last hop is the client's own word; the other field is nobody's.
    assert from_address(tenant, "203.0.113.9, 192.0.2.1").status == 200
    assert from_address(tenant, "192.0.2.1", Forwarded="for=203.0.113.9").status == 200


def test_changes_end_no_connection(tenant):
    parts = urllib.parse.urlsplit(tenant.api.url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
    connection.connect()
    own = connection.sock.getsockname()
    headers = {"Authorization": f"Bearer {tenant.api.api_key}", "X-Forwarded-For": "203.0.113.9"}

    def status():
        connection.request("GET", "/api/v1/tenant", headers=headers)
        with connection.getresponse() as response:
            response.read()
            return response.status

    assert status() == 200
    change(tenant, denied_networks=["203.0.113.0/24"])
    wait_for(lambda: status() == 403)
    change(tenant, denied_networks=[])
    wait_for(lambda: status() == 200)
    assert connection.sock.getsockname() == own
    connection.close()


def test_pages_of_allowed_origins_may_call(tenant, operator):
    origin = "https://app.example"
    preflight = {"Origin": origin, "Access-Control-Request-Method": "PATCH",
                 "Access-Control-Request-Headers": "authorization, content-type"}
    named = f"/api/v1/tenants/{tenant.slug}/tenant"
    change(tenant, cors_origins=[origin], cors_credentials=True)
    reply = wait_for(lambda: (r := tenant.api.raw("OPTIONS", named, headers=preflight)).status
                       == 204 and r)
    assert reply.headers["Access-Control-Allow-Origin"] == origin
    assert reply.headers["Access-Control-Allow-Credentials"] == "true"
    assert "PATCH" in reply.headers["Access-Control-Allow-Methods"]
    assert "authorization" in reply.headers["Access-Control-Allow-Headers"].lower()
    assert "Origin" in reply.headers["Vary"]
    # Without a credential it is not known whose API is meant; the real reply is one tenant's.
    assert tenant.api.raw("OPTIONS", "/api/v1/tenant", headers=preflight).status == 204
    reply = from_address(tenant, "192.0.2.1", Origin=origin)
    assert reply.status == 200
    assert reply.headers["Access-Control-Allow-Origin"] == origin
    assert "ETag" in reply.headers["Access-Control-Expose-Headers"]
    assert "Origin" in reply.headers["Vary"]
    other = Tenant(operator)
    reply = from_address(other, "192.0.2.1", Origin=origin)
    assert reply.status == 200 and "Access-Control-Allow-Origin" not in reply.headers


def test_other_origins_may_not(tenant):
    change(tenant, cors_origins=["https://app.example"])
    preflight = {"Origin": "https://evil.example", "Access-Control-Request-Method": "GET"}
    named = f"/api/v1/tenants/{tenant.slug}/tenant"
    reply = wait_for(lambda: (r := tenant.api.raw("OPTIONS", named, headers=preflight)).status
                       == 403 and r)
    assert "Access-Control-Allow-Origin" not in reply.headers
    reply = from_address(tenant, "192.0.2.1", Origin="https://evil.example")
    assert reply.status == 200 and "Access-Control-Allow-Origin" not in reply.headers
    assert "Origin" in reply.headers["Vary"]


def test_any_origin_comes_without_credentials(tenant):
    change(tenant, cors_origins=["*"])
    reply = wait_for(lambda: (r := from_address(tenant, "192.0.2.1", Origin="https://x.example"))
                       .headers.get("Access-Control-Allow-Origin") and r)
    assert reply.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in reply.headers


def test_maintenance_leaves_operators_and_health(edge, operator, tenant):
    anonymous = Client(edge.url)
    maintain(operator, on=True, message="Back at noon.", retry_after_seconds=120)
    try:
        reply = wait_for(lambda: (r := from_address(tenant, "192.0.2.1")).status == 503 and r)
        assert reply["detail"] == "Back at noon." and reply.headers["Retry-After"] == "120"
        assert anonymous.raw("POST", "/hooks/src_00000000000000000000000000").status == 503
        assert anonymous.raw("GET", "/health/live").status == 200
        assert operator.request("GET", "/platform/gateway/maintenance")["on"] is True
        credentials = edge.demo["operator"]
        sign_in(edge.url, credentials["email"], credentials["password"])
        # Who is signed in is told so by the console, and may leave.
        assert tenant.owner.session_get().status == 200
    finally:
        maintain(operator, on=False)
    wait_for(lambda: from_address(tenant, "192.0.2.1").status == 200)


def test_limits_by_kind_of_request(operator, tenant):
    change_platform(operator, limits=[{"route": "operation", "fields": 8, "body_bytes": 1000}])
    try:
        many = {f"X-Field-{number}": "1" for number in range(10)}
        reply = wait_for(lambda: (r := from_address(tenant, "192.0.2.1", **many)).status == 413
                           and r)
        assert reply["code"] == "too_large"
        assert from_address(tenant, "192.0.2.1").status == 200
        fault = refused(tenant.api.request, "PATCH", "/gateway",
                        body={"rules": {}, "reason": "x" * 1200})
        assert fault.status == 413
        # A body whose length is not told is counted.
        body = iter([b'{"rules":{},"reason":"', b"x" * 1200, b'"}'])
        sent = {"Authorization": f"Bearer {tenant.api.api_key}",
                "Content-Type": "application/json"}
        assert tenant.api.raw("PATCH", "/api/v1/gateway", body=body, headers=sent).status == 413
    finally:
        change_platform(operator, limits=[])
    wait_for(lambda: from_address(tenant, "192.0.2.1", **many).status == 200)


def test_the_firewall_looks_at_hooks_and_not_at_operations(edge, operator, tenant):
    hook = "/hooks/src_00000000000000000000000000"
    anonymous = Client(edge.url)
    assert anonymous.raw("POST", hook).status == 404
    assert anonymous.raw("POST", hook + INJECTION).status == 403
    newest = operator.request("GET", "/platform/gateway/blocked")["items"][0]
    assert (newest["step"], newest["outcome"]) == ("firewall", "refused")
    assert "942100" in newest["rule"] and newest["path"] == hook
    # A declared operation validates what comes in.
    assert from_address(tenant, "192.0.2.1", "/api/v1/ledger/accounts" + INJECTION).status == 400


def test_the_firewall_looks_at_every_open_door(edge, operator):
    bank = Bank(operator)
    content = file_of(bank, 10)
    tus = Tus(bank.api)
    location = tus.begin(len(content)).headers["Location"]
    reply = tus.append(location + INJECTION, 0, content)
    assert (reply.status, reply["code"]) == (403, "forbidden")
    # An honest one passes, whatever the file holds.
    assert tus.append(location, 0, content).status == 204
    anonymous = Client(edge.url)
    for path in ("/oauth/authorize", "/sign-on/saml/x", "/scim/v2/Users"):
        assert anonymous.raw("GET", path + INJECTION).status == 403, path


def test_a_tenant_may_ask_for_more_and_for_less(tenant):
    accounts = "/api/v1/ledger/accounts?search=%3Cscript%3Ealert(1)%3C/script%3E"
    before = from_address(tenant, "192.0.2.1", accounts).status
    change(tenant, firewall_scope="everything")
    wait_for(lambda: from_address(tenant, "192.0.2.1", accounts).status == 403)
    change(tenant, firewall="detect")
    wait_for(lambda: from_address(tenant, "192.0.2.1", accounts).status == before)
    newest = tenant.api.request("GET", "/gateway/blocked")["items"][0]
    assert (newest["step"], newest["outcome"]) == ("firewall", "detected")
    # PUT and PATCH are everyday methods here.
    change(tenant, firewall="block")
    wait_for(lambda: from_address(tenant, "192.0.2.1", accounts).status == 403)
    assert change(tenant, firewall_body="full").status == 200


def test_bodies_are_read_where_asked_for(tenant):
    change(tenant, firewall_scope="everything", firewall_body="full")
    hostile = {"rules": {}, "reason": "1' OR '1'='1'; DROP TABLE users--"}

    def status():
        try:
            return tenant.api.request("PATCH", "/gateway", body=hostile).status
        except Problem as problem:
            return problem.status

    wait_for(lambda: status() == 403)
    # What is harmless arrives whole.
    reason = "x" * 400
    assert tenant.api.request("PATCH", "/gateway", body={"rules": {}, "reason": reason}).status == 200


def test_what_would_happen_is_told_step_by_step(tenant, operator):
    change(tenant, denied_networks=["203.0.113.0/24"], firewall_scope="everything")

    def explained(**question):
        return tenant.api.request("POST", "/gateway/explain", body=question)

    reply = wait_for(lambda: not (r := explained(path="/api/v1/tenant",
                                                   address="203.0.113.9"))["served"] and r)
    assert reply["status"] == 403 and reply["operation"] == "tenant.get"
    verdicts = {(step["stage"], step["step"]): step for step in reply["steps"]}
    assert verdicts["admission", "addresses"]["rule"] == "deny 203.0.113.0/24"
    assert verdicts["arrival", "addresses"]["verdict"] == "passes"
    reply = explained(path="/api/v1/tenant", address="198.51.100.200")
    assert reply["served"] and reply["country"] == "DE"
    reply = explained(path="/api/v1/ledger/accounts?search=%3Cscript%3Ealert(1)%3C/script%3E")
    firewall = [step for step in reply["steps"] if step["step"] == "firewall"][-1]
    assert firewall["verdict"] == "refuses" and firewall["rule"].startswith("941"), firewall
    # As a proxy that is trusted would tell.
    reply = explained(path="/api/v1/tenant", address="127.0.0.1",
                      headers=[{"name": "X-Forwarded-For", "value": "203.0.113.77"}])
    assert reply["address"] == "203.0.113.77" and not reply["served"]
    assert refused(explained, path="no path").faults == [("/path", "not_a_path")]
    nobody = operator.request("POST", "/platform/gateway/explain",
                              body={"method": "POST", "path": "/hooks/x" + INJECTION},
                              headers={"Origin": operator.url})
    assert nobody["route"] == "hook" and not nobody["served"]


def test_a_host_may_name_the_tenant(operator, tenant):
    change_platform(operator, tenant_domain="bank.example")
    try:
        other = Tenant(operator)
        wrong = {"Host": f"{other.slug}.bank.example"}
        reply = wait_for(lambda: (r := from_address(tenant, "192.0.2.1", **wrong)).status == 404
                           and r)
        assert reply["detail"] == "There is no such tenant."
        right = {"Host": f"{tenant.slug}.bank.example:8080"}
        assert from_address(tenant, "192.0.2.1", **right).status == 200
        assert from_address(tenant, "192.0.2.1", Host="elsewhere.example").status == 200
    finally:
        change_platform(operator, no_tenant_domain=True)


def counted(edge, name):
    lines = Client(edge.url).raw("GET", "/metrics").text.splitlines()
    return next(float(line.rsplit(" ", 1)[1]) for line in lines if line.startswith(name + " "))


def test_counts_are_in_the_metrics(edge, tenant):
    refused = 'sangam_gateway_refused_total{step="addresses"}'
    judged = "sangam_gateway_firewall_seconds_count"
    before = counted(edge, refused), counted(edge, judged)
    change(tenant, denied_networks=["203.0.113.0/24"])
    wait_for(lambda: from_address(tenant, "203.0.113.9").status == 403)
    from_address(tenant, "203.0.113.9")
    Client(edge.url).raw("POST", "/hooks/src_1" + INJECTION)
    assert counted(edge, refused) >= before[0] + 2
    assert counted(edge, judged) > before[1]


def test_other_processes_follow(edge, tenant):
    """What another process wrote is read here too."""
    number = edge.sql(f"select number from platform.tenants where slug = '{tenant.slug}'")
    policy = '{"denied_networks":["203.0.113.0/24"]}'
    edge.sql(f"insert into gateway.policies values ({number}, '{policy}', {time.time_ns()},"
             " '00000000-0000-0000-0000-000000000000')")
    wait_for(lambda: from_address(tenant, "203.0.113.9").status == 403)
