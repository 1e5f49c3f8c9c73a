"""Requests that another server answers, or gets a copy of."""

import http.server
import threading

import pytest

from client import Client
from edge import change, change_platform, edge, from_address, operator, tenant  # noqa: F401
from patience import wait_for


class Elsewhere(http.server.BaseHTTPRequestHandler):
    """Another server; says what it was asked and remembers it."""

    protocol_version = "HTTP/1.1"

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.asked.append((self.command, self.path, dict(self.headers), body))
        self.send_response(202)
        self.send_header("Content-Length", "9")
        self.send_header("X-Served-By", "elsewhere")
        self.end_headers()
        self.wfile.write(b"elsewhere")

    do_GET = do_POST = do_PATCH = answer

    def log_message(self, *arguments):
        pass


@pytest.fixture
def elsewhere():
    other = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    other.asked, other.url = [], f"http://127.0.0.1:{other.server_port}"
    threading.Thread(target=other.serve_forever, daemon=True).start()
    yield other
    other.shutdown()
    other.server_close()


def test_another_version_serves_those_who_ask_for_it(operator, tenant, elsewhere):
    change_platform(operator, upstreams=[
        {"name": "next", "path": "/api/v1/tenant", "upstream": elsewhere.url, "use": "forward",
         "header": "Sangam-Version", "value": "next"}])
    try:
        reply = wait_for(lambda: (r := from_address(tenant, "192.0.2.1", "/api/v1/tenant?a=1",
                                                      **{"Sangam-Version": "next"})).status == 202
                           and r)
        assert reply.content == b"elsewhere" and reply.headers["X-Served-By"] == "elsewhere"
        _, path, headers, _ = elsewhere.asked[-1]
        assert path == "/api/v1/tenant?a=1" and headers["X-Forwarded-For"] == "192.0.2.1"
        assert headers["Authorization"] == f"Bearer {tenant.api.api_key}"
        assert from_address(tenant, "192.0.2.1").status == 200
        explained = tenant.api.request("POST", "/gateway/explain", body={
            "path": "/api/v1/tenant", "headers": [{"name": "Sangam-Version", "value": "next"}]})
        assert explained["upstream"] == "next"
    finally:
        change_platform(operator, upstreams=[])


def test_what_is_forwarded_is_limited_unless_the_other_server_does(operator, tenant, elsewhere):
    def rule(**more):
        change_platform(operator, upstreams=[
            {"name": "far", "path": "/api/v1/tenant", "upstream": elsewhere.url,
             "use": "forward"} | more])

    def statuses():
        return {from_address(tenant, "192.0.2.1").status for _ in range(8)}

    rule()
    try:
        wait_for(lambda: statuses() == {202})
        operator.platform_tenants_set_limits(
            id=tenant.id, limits={"key": {"quota": 5, "window_seconds": 3600}})
        wait_for(lambda: statuses() == {429})
        rule(limited=False)
        wait_for(lambda: statuses() == {202})
    finally:
        change_platform(operator, upstreams=[])


def test_an_upstream_that_is_gone_is_told_of(operator, tenant, elsewhere):
    elsewhere.shutdown()
    elsewhere.server_close()
    change_platform(operator, upstreams=[
        {"name": "gone", "path": "/api/v1/tenant", "upstream": elsewhere.url, "use": "forward"}])
    try:
        wait_for(lambda: from_address(tenant, "192.0.2.1").status == 503)
    finally:
        change_platform(operator, upstreams=[])
    wait_for(lambda: from_address(tenant, "192.0.2.1").status == 200)


def test_a_copy_goes_to_who_watches(operator, tenant, elsewhere):
    change_platform(operator, upstreams=[
        {"name": "watch", "path": "/api/v1/gateway", "upstream": elsewhere.url, "use": "mirror"}])
    try:
        wait_for(lambda: tenant.api.request("GET", "/gateway").status == 200 and elsewhere.asked)
        assert change(tenant, firewall="detect")["rules"]["firewall"] == "detect"
        def changes():  # copies go each on a connection of its own, and arrive in any order
            return [asked[3] for asked in elsewhere.asked if asked[0] == "PATCH"]

        wait_for(changes)
        assert changes() == [b'{"rules": {"firewall": "detect"}}']
        # Whoever is turned away here is turned away there.
        copies = len(elsewhere.asked)
        assert Client(operator.url).raw("GET", "/api/v1/gateway").status == 401
        assert tenant.api.request("GET", "/gateway").status == 200
        wait_for(lambda: len(elsewhere.asked) > copies)
        assert all("Authorization" in asked[2] for asked in elsewhere.asked)
    finally:
        change_platform(operator, upstreams=[])
