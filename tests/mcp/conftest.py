"""Agents at /mcp: published scenarios and clients, and what agents may do on a real server."""

import os
import sys
import tempfile

import pytest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "api"))

from bank import Bank, sign_in  # noqa: E402
from server import Server  # noqa: E402


@pytest.fixture(scope="session")
def server():
    with tempfile.TemporaryDirectory(prefix="sangam-mcp-") as folder:
        os.chmod(folder, 0o711)
        server = Server(folder)
        yield server
        assert server.stop() == 0, server.log_text()[-4000:]


@pytest.fixture(scope="session")
def operator(server):
    credentials = server.demo["operator"]
    return sign_in(server.url, credentials["email"], credentials["password"])


@pytest.fixture(scope="session")
def bank(operator):
    return Bank(operator)
