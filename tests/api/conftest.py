import os
import sys
import tempfile

import pytest

sys.path.insert(0, os.path.dirname(__file__))

from bank import Bank, Tenant, sign_in  # noqa: E402
from client import Client  # noqa: E402
from server import PROGRAM, Server  # noqa: E402


@pytest.fixture(scope="session")
def server():
    if not os.access(PROGRAM, os.X_OK):
        pytest.fail(f"{PROGRAM} is missing: tools/build.sh dev all")
    # Not pytest's own folders, which only their owner may enter: as root the server gives its
    # database to another user.
    with tempfile.TemporaryDirectory(prefix="sangam-api-") as folder:
        os.chmod(folder, 0o711)
        server = Server(folder)
        yield server
        assert server.stop() == 0, server.log_text()[-4000:]


@pytest.fixture(scope="session")
def operator(server):
    credentials = server.demo["operator"]
    return sign_in(server.url, credentials["email"], credentials["password"])


@pytest.fixture
def anonymous(server):
    return Client(server.url)


@pytest.fixture
def tenant(operator):
    return Tenant(operator)


@pytest.fixture
def bank(operator):
    return Bank(operator)
