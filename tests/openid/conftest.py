"""The OpenID provider over HTTP: whole flows, published client libraries, and attacks."""

import os
import sys
import tempfile

import pytest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "api"))

from bank import Tenant, sign_in  # noqa: E402
from server import Server  # noqa: E402


@pytest.fixture(scope="session")
def server():
    with tempfile.TemporaryDirectory(prefix="sangam-openid-") as folder:
        os.chmod(folder, 0o711)
        server = Server(folder, options=("--webhooks-anywhere",))
        yield server
        assert server.stop() == 0, server.log_text()[-4000:]


@pytest.fixture(scope="session")
def operator(server):
    credentials = server.demo["operator"]
    return sign_in(server.url, credentials["email"], credentials["password"])


@pytest.fixture(scope="session")
def tenant(operator):
    return Tenant(operator)


@pytest.fixture(scope="session")
def other_tenant(operator):
    return Tenant(operator)
