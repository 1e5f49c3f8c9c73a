"""What every operation shares: request ids, tags, the tenant in the path, health, the description."""

import json

import pytest

from client import Problem


def test_request_ids_are_echoed_or_made(tenant):
    own = tenant.api.request("GET", "/tenant", headers={"X-Request-Id": "my-request.1"})
    assert own.headers["X-Request-Id"] == "my-request.1"
    made = [tenant.api.tenant_get().headers["X-Request-Id"] for _ in range(2)]
    assert made[0] != made[1] and all(text.startswith("req_") for text in made)
    for hostile in ("a b", "x" * 200, "caf\u00e9".encode("latin-1")):
        reply = tenant.api.request("GET", "/tenant", headers={"X-Request-Id": hostile})
        assert reply.headers["X-Request-Id"].startswith("req_")


def test_the_tenant_may_be_named_in_the_path(tenant, operator):
    for name in (tenant.slug, tenant.id):
        reply = tenant.api.request("GET", f"/tenants/{name}/tenant")
        assert reply["id"] == tenant.id
    for name in ("demo-bank", "nobody", "", tenant.slug + "x", tenant.id[:-1]):
        with pytest.raises(Problem) as caught:
            tenant.api.request("GET", f"/tenants/{name}/tenant")
        assert caught.value.status == 404, name


def test_single_resources_may_have_an_etag(bank):
    first = bank.api.ledger_accounts_get(id=bank.cash)
    tag = first.headers.get("ETag")
    if tag is None:
        pytest.skip("accounts have no ETag")
    same = bank.api.request("GET", f"/ledger/accounts/{bank.cash}",
                            headers={"If-None-Match": tag})
    assert (same.status, same.content) == (304, b"")
    bank.fund(bank.cash, "1.00")
    changed = bank.api.request("GET", f"/ledger/accounts/{bank.cash}",
                               headers={"If-None-Match": tag})
    assert changed.status == 200 and changed.headers["ETag"] != tag


def test_replies_are_not_cached(bank):
    assert bank.api.ledger_accounts_get(id=bank.cash).headers["Cache-Control"] == "no-store"


def test_head_is_get_without_a_body(bank):
    reply = bank.api.request("HEAD", f"/ledger/accounts/{bank.cash}")
    assert reply.status == 200 and reply.content == b""


def test_health(anonymous):
    for path in ("/health/live", "/health/ready"):
        assert anonymous.raw("GET", path).status == 200
    metrics = anonymous.raw("GET", "/metrics")
    assert metrics.status == 200 and b"# TYPE" in metrics.content


def test_the_description_names_every_operation(anonymous):
    reply = anonymous.raw("GET", "/api/openapi.json")
    assert reply["openapi"].startswith("3.1")
    names = [operation["operationId"] for path in reply["paths"].values()
             for operation in path.values()]
    assert len(names) == len(set(names)) > 20
    assert json.loads(reply.content) == json.loads(anonymous.raw("GET", "/api/openapi.json").content)


def test_unknown_paths_outside_the_api(anonymous):
    for path in ("/nothing", "/api", "/api/v1", "/api/v1x", "/../etc/passwd", "/%2e%2e/etc/passwd"):
        reply = anonymous.raw("GET", path)
        assert reply.status in (400, 404), path
