"""Callers that were written for the API of some day get replies in the form of that day."""

import os
import tempfile

import pytest
from bank import Tenant, sign_in
from client import Problem
from server import Server

ORDER = {"id": "ord_01h455vb4pex5vsknk084sn02q", "name": "Coffee", "currency": "INR", "quantity": 40,
         "price": "1234.50", "active": True, "tags": ["paid"],
         "address": {"street": "1 Harbour Road", "city": "Sample City", "zip": "400001", "country": "IN"},
         "note": "Careful", "created_at": "2026-11-21T09:00:00Z"}


@pytest.fixture(scope="module")
def tenant():
    with tempfile.TemporaryDirectory(prefix="sangam-versions-") as folder:
        os.chmod(folder, 0o711)
        server = Server(folder, options=("--bench",))
        person = server.demo["operator"]
        yield Tenant(sign_in(server.url, person["email"], person["password"]))
        assert server.stop() == 0


def echo(tenant, version=None):
    headers = {"Sangam-Version": version} if version else None
    return tenant.api.request("POST", "/bench/echo", body=ORDER, headers=headers)


def test_the_newest_form_is_that_of_whoever_says_nothing(tenant):
    assert echo(tenant)["quantity"] == 40 and echo(tenant)["active"] is True
    assert dict(echo(tenant, "2026-09-01")) == dict(echo(tenant)) == dict(echo(tenant, "2099-01-01"))


def test_later_changes_are_undone(tenant):
    summer = echo(tenant, "2026-08-31")
    assert summer["cancelled"] is False and "active" not in summer and summer["quantity"] == 40
    spring = echo(tenant, "2026-05-31")
    assert spring["cancelled"] is False and spring["quantity"] == "40"
    assert spring["address"] == ORDER["address"] and spring["price"] == "1234.50"


@pytest.mark.parametrize("version", ["next", "2026-13-01", "20260101"])
def test_a_version_is_a_day(tenant, version):
    with pytest.raises(Problem) as refused:
        echo(tenant, version)
    assert (refused.value.status, refused.value.code) == (400, "malformed")
    assert "Sangam-Version" in refused.value.detail


def test_the_description_tells_of_the_changes(tenant):
    described = tenant.api.raw("GET", "/api/openapi.json")["paths"]["/bench/echo"]["post"]
    assert [change["day"] for change in described["x-reply-changes"]] == ["2026-09-01", "2026-06-01"]
    assert {"$ref": "#/components/parameters/Version"} in described["parameters"]
