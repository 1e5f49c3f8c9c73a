"""SCIM over HTTP: the standard by scim2-tester, the habits of directories, and attacks."""

import os
import sys
import tempfile

import pytest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "api"))

from bank import Tenant, sign_in  # noqa: E402
from directory import make_directory  # noqa: E402
from python_packages import installed  # noqa: E402
from server import Server  # noqa: E402


@pytest.fixture(scope="session")
def server():
    with tempfile.TemporaryDirectory(prefix="sangam-scim-") as folder:
        os.chmod(folder, 0o711)
        server = Server(folder)
        yield server
        assert server.stop() == 0, server.log_text()[-4000:]


@pytest.fixture(scope="session")
def operator(server):
    credentials = server.demo["operator"]
    return sign_in(server.url, credentials["email"], credentials["password"])


@pytest.fixture
def tenant(operator):
    return Tenant(operator)


@pytest.fixture
def directory(tenant):
    return make_directory(tenant)


@pytest.fixture
def other(operator):
    """A directory of another tenant."""
    return make_directory(Tenant(operator))


@pytest.fixture(scope="session")
def tester():
    """The folder with scim2-tester, installed as requirements.txt pins it."""
    folder = installed("scim_tester", os.path.join(HERE, "requirements.txt"))
    sys.path.insert(0, folder)
    yield folder
    sys.path.remove(folder)
