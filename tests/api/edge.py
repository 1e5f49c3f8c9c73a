"""A server whose gateway tests may say anything of, and what they say by."""

import os
import sys
import tempfile

import pytest

from bank import Tenant, sign_in
from client import Problem
from server import ROOT, Server

sys.path.insert(0, os.path.join(ROOT, "tests", "gateway"))

from countries import database  # noqa: E402

RULES = "/usr/share/modsecurity-crs"
INJECTION = "?id=1%27%20OR%20%271%27=%271"
# Addresses that are nobody's, and countries they are not in.
COUNTRIES = {"198.51.100.0/24": "IN", "198.51.100.128/25": "DE", "2001:db8:1::/48": "US"}


@pytest.fixture(scope="module")
def edge():
    """A server of its own, because rules of operators hold for everybody."""
    with tempfile.TemporaryDirectory(prefix="sangam-edge-") as folder:
        os.chmod(folder, 0o711)
        with open(os.path.join(folder, "countries.mmdb"), "wb") as out:
            out.write(database(COUNTRIES))
        server = Server(folder, options=["--firewall-rules", RULES, "--countries", out.name])
        yield server
        assert server.stop() == 0, server.log_text()[-4000:]


@pytest.fixture(scope="module")
def operator(edge):
    credentials = edge.demo["operator"]
    client = sign_in(edge.url, credentials["email"], credentials["password"])
    # From here on tests come from where they say.
    client.request("PATCH", "/platform/gateway", body={"trusted_proxies": ["127.0.0.1"]},
                   headers={"Origin": edge.url})
    return client


@pytest.fixture
def tenant(operator):
    return Tenant(operator)


def from_address(tenant, address, path="/api/v1/tenant", method="GET", **headers):
    sent = {"Authorization": f"Bearer {tenant.api.api_key}", "X-Forwarded-For": address}
    return tenant.api.raw(method, path, headers=sent | headers)


def change(tenant, **rules):
    return tenant.api.request("PATCH", "/gateway", body={"rules": rules})


def change_platform(operator, **policy):
    return operator.request("PATCH", "/platform/gateway", body=policy,
                            headers={"Origin": operator.url})


def maintain(operator, **state):
    return operator.request("PUT", "/platform/gateway/maintenance", body=state,
                            headers={"Origin": operator.url})


def refused(call, *arguments, **named):
    with pytest.raises(Problem) as caught:
        call(*arguments, **named)
    return caught.value
