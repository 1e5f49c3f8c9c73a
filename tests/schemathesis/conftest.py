"""The server's description of itself, put to the test by Schemathesis."""

import os
import sys
import tempfile

import pytest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "api"))

from bank import Bank, sign_in  # noqa: E402
from python_packages import installed  # noqa: E402
from server import Server  # noqa: E402


@pytest.fixture(scope="session")
def schemathesis():
    """The folder with Schemathesis, installed as requirements.txt pins it."""
    return installed("schemathesis", os.path.join(HERE, "requirements.txt"))


@pytest.fixture(scope="session")
def server():
    with tempfile.TemporaryDirectory(prefix="sangam-schemathesis-") as folder:
        os.chmod(folder, 0o711)
        server = Server(folder)
        yield server
        assert server.stop() == 0, server.log_text()[-4000:]


@pytest.fixture(scope="session")
def operator(server):
    credentials = server.demo["operator"]
    return sign_in(server.url, credentials["email"], credentials["password"])


@pytest.fixture
def bank(operator):
    bank = Bank(operator)
    bank.fund(bank.payroll, "10.00")
    return bank
