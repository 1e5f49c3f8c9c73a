"""Limits of rate, quotas and turns: what holds for whom, what a refusal says, and that processes
which share a Redis count together, to 5 %, and go on alone without it."""

import concurrent.futures
import os
import tempfile
import threading
import time

import pytest
from bank import Tenant, new_id, sign_in
from client import Client, Problem
from patience import wait_for
from redis_server import Redis
from server import Server


def rate(quota, window_seconds):
    return {"quota": quota, "window_seconds": window_seconds}


def limits_of(client):
    return {limit["limit"]: limit for limit in client.limits_get()["limits"]}


def give(operator, tenant, **limits):
    """Limits for a tenant, in force when this returns."""
    operator.platform_tenants_set_limits(id=tenant.id, limits=limits)
    wanted = {name: value["quota"] for name, value in limits.items() if isinstance(value, dict)}

    def in_force():
        # A session has those of a person, a key its own.
        seen = limits_of(tenant.owner) | limits_of(tenant.api)
        return all(seen.get(name, {}).get("quota") == quota for name, quota in wanted.items())

    try:
        wait_for(in_force, 5)
    except Problem as problem:
        assert problem.status == 429, problem


def flood(client, times):
    """Statuses of as many requests, one after another."""
    return [client.raw("GET", "/api/v1/session",
                       headers={"Authorization": f"Bearer {client.api_key}"}).status
            for _ in range(times)]


def test_without_limits_nothing_is_said_of_them(tenant):
    reply = tenant.api.session_get()
    assert "RateLimit" not in reply.headers
    assert limits_of(tenant.api) == {}


def test_a_tenant_has_its_quota_and_is_told_of_it(operator, tenant):
    client, _ = tenant.key_client(role="member")
    operator.platform_tenants_set_limits(
        id=tenant.id, limits={"tenant": rate(200, 60), "key": rate(10, 100)})
    wait_for(lambda: "key" in limits_of(client))
    reply = client.session_get()
    assert reply.headers["RateLimit-Policy"] == '"tenant";q=200;w=60, "key";q=10;w=100'
    assert reply.headers["RateLimit"].startswith('"tenant";r=')
    statuses = flood(client, 12)
    assert statuses[-1] == 429
    with pytest.raises(Problem) as refused:
        client.session_get()
    problem = refused.value
    assert (problem.status, problem.code) == (429, "too_many_requests")
    assert problem.errors[0]["code"] == "key"
    assert problem.errors[0]["detail"] == "10 requests in 100 s"
    assert 1 <= int(problem.headers["Retry-After"]) <= 100
    assert '"key";r=0;t=100' in problem.headers["RateLimit"]
    # Another key of the same tenant has its own, and the tenant's was not taken for refusals.
    other, _ = tenant.key_client(role="member")
    assert other.session_get().status == 200
    left = limits_of(other)["tenant"]["remaining"]
    flood(client, 50)
    assert limits_of(other)["tenant"]["remaining"] >= left - 2


def test_each_class_of_operations_has_its_own(operator, tenant):
    give(operator, tenant, write=rate(2, 600))
    for _ in range(2):
        tenant.api.users_add(email=f"{new_id('usr')}@x.example", name="X",
                             password="a password for tests", role="member")
    with pytest.raises(Problem) as refused:
        tenant.api.users_add(email="x@x.example", name="X", password="a password for tests",
                             role="member")
    assert refused.value.errors[0]["code"] == "class"
    assert tenant.api.users_list().status == 200


def test_a_limit_is_exact_over_event_loops(operator, tenant):
    """One process with its event loops, eight clients at once."""
    give(operator, tenant, key=rate(400, 20))
    wait_for(lambda: "key" in limits_of(tenant.api))
    left = limits_of(tenant.api)["key"]["remaining"]
    began = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        clients = [tenant.api.copy() for _ in range(8)]
        done = list(pool.map(lambda client: flood(client, 300), clients))
    lasted = time.monotonic() - began
    admitted = sum(status == 200 for statuses in done for status in statuses)
    most = left + lasted * 20
    assert sum(len(statuses) for statuses in done) == 2400
    # One per cent, and what flowed back before the first and after the last request.
    assert most * 0.99 - 3 <= admitted <= most * 1.01 + 3, (admitted, most)


def test_owners_keep_their_keys_to_less(operator, tenant):
    give(operator, tenant, key=rate(50, 10))
    client, key = tenant.key_client(role="member")
    with pytest.raises(Problem) as refused:
        tenant.owner.limits_keys_set(key=key["id"], limit=rate(51, 10))
    assert refused.value.code == "refused"
    with pytest.raises(Problem) as missing:
        tenant.owner.limits_keys_set(key=new_id("key"), limit=rate(1, 10))
    assert missing.value.status == 404
    with pytest.raises(Problem) as wrong:
        tenant.owner.limits_keys_set(key=key["id"], limit=rate(10_000_000, 1))
    assert wrong.value.errors[0]["pointer"] == "/limit/quota"
    tenant.owner.limits_keys_set(key=key["id"], limit=rate(3, 600))
    wait_for(lambda: limits_of(client)["key"]["quota"] == 3)
    shown = tenant.owner.limits_keys_get(key=key["id"])
    assert tenant.owner.limits_keys_list()["items"] == [dict(shown)]
    stale = tenant.owner.request("PUT", f"/limits/keys/{key['id']}",
                                 body={"limit": rate(4, 600)},
                                 headers={"If-Match": shown.headers["ETag"],
                                          "Origin": tenant.owner.url})
    assert stale.status == 200
    with pytest.raises(Problem) as mismatch:
        tenant.owner.request("PUT", f"/limits/keys/{key['id']}", body={"limit": rate(5, 600)},
                             headers={"If-Match": shown.headers["ETag"],
                                      "Origin": tenant.owner.url})
    assert mismatch.value.status == 412
    tenant.owner.limits_keys_remove(key=key["id"])
    wait_for(lambda: limits_of(tenant.api)["key"]["quota"] == 50)
    entries = tenant.owner.audit_list()["items"]
    assert {"limits.keys.set", "limits.keys.remove"} <= {entry["operation"] for entry in entries}
    with pytest.raises(Problem) as forbidden:
        tenant.user_client("member").limits_keys_list()
    assert forbidden.value.status == 403


def test_plans_hold_for_whoever_has_them(operator, tenant):
    name = f"plan-{tenant.slug}"[:40]
    operator.platform_limits_plans_set(name=name, limits={"user": rate(500, 10), "at_work": 2})
    operator.platform_tenants_set_limits(id=tenant.id, plan=name)
    wait_for(lambda: limits_of(tenant.owner).get("user", {}).get("quota") == 500)
    effective = tenant.owner.limits_get()
    assert (effective["plan"], effective["at_work"], effective["shared"]) == (name, 2, False)
    with pytest.raises(Problem) as had:
        operator.platform_limits_plans_remove(name=name)
    assert had.value.status == 409
    operator.platform_limits_plans_set(name=name, limits={"user": rate(600, 10)})
    wait_for(lambda: limits_of(tenant.owner)["user"]["quota"] == 600)
    operator.platform_tenants_set_limits(id=tenant.id)
    operator.platform_limits_plans_remove(name=name)
    with pytest.raises(Problem) as unknown:
        operator.platform_tenants_set_limits(id=tenant.id, plan=name)
    assert unknown.value.errors[0]["pointer"] == "/plan"
    with pytest.raises(Problem) as of_address:
        operator.platform_tenants_set_limits(id=tenant.id, limits={"address": rate(1, 1)})
    assert of_address.value.errors[0]["pointer"] == "/limits/address"
    with pytest.raises(Problem) as forbidden:
        tenant.owner.platform_limits_plans_list()
    assert forbidden.value.status == 403


def test_what_limits_turn_away_is_told_and_foretold(operator, tenant):
    client, _ = tenant.key_client(role="member")
    give(operator, tenant, key=rate(3, 600), user=rate(400, 60))
    assert flood(client, 5)[-1] == 429
    last = tenant.owner.gateway_blocked()["items"][0]
    assert (last["step"], last["outcome"], last["operation"]) == ("rates", "refused", "session.get")
    assert (last["method"], last["path"]) == ("GET", "/api/v1/session")
    assert last["rule"] == "key: 3 requests in 600 s" and last["request_id"]
    reply = tenant.owner.gateway_explain(path="/api/v1/tenant")
    steps = {step["step"]: step for step in reply["steps"] if step["stage"] == "call"}
    assert reply["served"] and steps["load"]["verdict"] == "passes", steps
    assert steps["rates"]["rule"].startswith("user: 400 requests in 60 s, "), steps
    left = limits_of(tenant.owner)["user"]["remaining"]
    for _ in range(5):
        tenant.owner.gateway_explain(path="/api/v1/tenant")
    assert limits_of(tenant.owner)["user"]["remaining"] >= left - 7, "it takes nothing itself"


def test_a_hard_quota_of_calls_refuses_with_what_is_used(operator, tenant):
    operator.platform_tenants_set_limits(id=tenant.id, limits={"calls_a_month": 5})

    def used_up():
        try:
            tenant.api.session_get()
        except Problem as problem:
            return problem
        return None

    problem = wait_for(used_up)
    assert (problem.status, problem.code) == (403, "quota_exceeded")
    assert problem.errors[0]["code"] == "calls_a_month"
    assert problem.errors[0]["detail"] == "5 of 5 are used"
    assert 1 <= int(problem.headers["Retry-After"]) <= 31 * 86400
    operator.platform_tenants_set_limits(id=tenant.id)
    wait_for(lambda: not used_up())


def test_who_is_not_signed_in_is_limited_by_address():
    with tempfile.TemporaryDirectory(prefix="sangam-limits-") as folder:
        os.chmod(folder, 0o711)
        server = Server(folder, options=["--threads", "2"])
        try:
            account = server.demo["operator"]
            operator = sign_in(server.url, account["email"], account["password"])
            operator.platform_limits_plans_set(name="default", limits={"address": rate(5, 600)})
            stranger = Client(server.url)
            wrong = {"Authorization": "Bearer sangam_test_wrong"}
            statuses = []

            def refused():
                statuses.append(stranger.raw("GET", "/api/v1/session", headers=wrong).status)
                return statuses[-1] == 429

            wait_for(refused)
            # Wrong credentials count, and so does asking without any.
            with pytest.raises(Problem) as limited:
                sign_in(server.url, "nobody@example.com", "wrong")
            assert limited.value.errors[0]["code"] == "address"
            # Who is known already goes on, and operators are not limited.
            assert operator.platform_limits_state()["to_be_shared"] is False
            turned_away = {entry["reason"]: entry["requests"]
                           for entry in operator.platform_limits_state()["turned_away"]}
            assert turned_away["address"] >= 2
            blocked = operator.platform_gateway_blocked()["items"][0]
            assert (blocked["step"], blocked["address"]) == ("rates", "127.0.0.1")
            assert blocked["rule"] == "address: 5 requests in 600 s"
            foretold = operator.platform_gateway_explain(path="/api/v1/session",
                                                         address="127.0.0.1")
            assert (foretold["served"], foretold["status"]) == (False, 429)
            assert foretold["steps"][-1]["rule"] == "address: 5 requests in 600 s, 0 left"
        finally:
            server.stop()


def waiting(client):
    """Calls that wait for their turn."""
    lines = client.raw("GET", "/metrics").text.splitlines()
    return next(float(line.split()[1]) for line in lines if line.startswith("sangam_limits_waiting "))


def test_a_flooding_tenant_hardly_delays_a_quiet_one(operator):
    """Its calls wait for each other, not for those of the other. How much it is, a bench tells; here
    it is that the flood stands in line while the quiet tenant is served."""
    loud, quiet = Tenant(operator), Tenant(operator)
    stop = threading.Event()

    def make_noise():
        client = loud.api.copy()
        while not stop.is_set():
            client.users_list()

    quiet.api.users_list()
    with concurrent.futures.ThreadPoolExecutor(24) as pool:
        noise = [pool.submit(make_noise) for _ in range(24)]
        try:
            wait_for(lambda: waiting(operator) > 8)
            for _ in range(60):
                quiet.api.users_list()
        finally:
            stop.set()
        for each in noise:
            each.result()
    wait_for(lambda: waiting(operator) == 0)


class Fleet:
    """Three servers that share one Redis. Each has a database of its own, in which the first tenant
    made has the same number: to Redis it is one tenant."""

    def __init__(self, folder, redis):
        self.servers = []
        for number in range(3):
            place = os.path.join(folder, str(number))
            os.mkdir(place, 0o711)
            self.servers.append(Server(place, options=["--redis-url", redis.url, "--threads", "2",
                                                       "--lanes", "1"]))
        self.operators = [sign_in(server.url, server.demo["operator"]["email"],
                                  server.demo["operator"]["password"])
                          for server in self.servers]
        self.tenants = [Tenant(operator) for operator in self.operators]

    def give(self, **limits):
        for operator, tenant in zip(self.operators, self.tenants, strict=True):
            operator.platform_tenants_set_limits(id=tenant.id, limits=limits)
        for tenant in self.tenants:
            wait_for(lambda tenant=tenant: limits_of(tenant.owner).keys() >= limits.keys())

    def flood(self, seconds):
        """Calls let in, from two clients of each server."""

        def run(tenant):
            client, admitted, refused = tenant.api.copy(), 0, 0
            while time.monotonic() < until:
                status = flood(client, 1)[0]
                admitted += status == 200
                refused += status == 429
            return admitted, refused

        until = time.monotonic() + seconds
        with concurrent.futures.ThreadPoolExecutor(6) as pool:
            done = list(pool.map(run, [tenant for tenant in self.tenants for _ in range(2)]))
        return [sum(each) for each in zip(*done, strict=True)]

    def healths(self):
        reports = [operator.platform_health_get() for operator in self.operators]
        return [next(part for part in report["parts"] if part["part"] == "limits")
                for report in reports]

    def stop(self):
        return [server.stop() for server in self.servers]


def shares(tenant):
    """Whether its server shares limits with others; nothing while the tenant is over them."""
    try:
        return tenant.owner.limits_get()["shared"]
    except Problem as problem:
        assert problem.code == "too_many_requests", problem
        return None


def test_three_processes_share_limits_and_go_on_without_redis():
    with tempfile.TemporaryDirectory(prefix="sangam-fleet-") as folder:
        os.chmod(folder, 0o711)
        redis = Redis(folder)
        fleet = None
        try:
            fleet = Fleet(folder, redis)
            fleet.give(tenant=rate(400, 20))
            wait_for(lambda: all(map(shares, fleet.tenants)))
            left = limits_of(fleet.tenants[0].owner)["tenant"]["remaining"]
            began = time.monotonic()
            admitted, refused = fleet.flood(12)
            most = min(left, 400) + (time.monotonic() - began) * 20
            assert refused > 100, "the flood was none"
            assert most * 0.95 - 5 <= admitted <= most * 1.05 + 5, (admitted, most)

            redis.kill()
            wait_for(lambda: all(shares(tenant) is False for tenant in fleet.tenants))
            assert all("by each process for itself" in part["reason"]
                       for part in wait_for(lambda: all(
                           part["state"] == "degraded" for part in fleet.healths())
                           and fleet.healths()))
            # Each lets in what one process may: three times as much as together.
            began = time.monotonic()
            alone, _ = fleet.flood(6)
            assert alone >= 3 * 20 * 6 * 0.9
            assert alone <= 3 * (400 + (time.monotonic() - began) * 20)
            reply = wait_for(lambda: try_once(fleet.tenants[0].api))
            assert ";alone" in reply.headers["RateLimit"]
            metrics = Client(fleet.servers[0].url).raw("GET", "/metrics").text
            assert "sangam_limits_alone 1" in metrics
            assert fleet.servers[0].log_text().count("Redis is gone") == 1

            redis.start()
            wait_for(lambda: all(map(shares, fleet.tenants)))
            began = time.monotonic()
            again, _ = fleet.flood(8)
            most = 400 + (time.monotonic() - began) * 20
            assert most * 0.95 - 5 <= again <= most * 1.05 + 5, (again, most)
            wait_for(lambda: all(part["state"] == "well" for part in fleet.healths()))
        finally:
            codes = fleet.stop() if fleet else []
            redis.kill()
        assert codes == [0, 0, 0]


def try_once(client):
    try:
        return client.session_get()
    except Problem as problem:
        assert problem.status == 429, problem
        return None
