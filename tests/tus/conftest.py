"""Uploads with the tus client that others publish."""

import os
import sys
import tempfile

import pytest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "api"))

from bank import Bank, sign_in  # noqa: E402
from server import Server  # noqa: E402


@pytest.fixture(scope="session")
def server():
    with tempfile.TemporaryDirectory(prefix="sangam-tus-") as folder:
        os.chmod(folder, 0o711)
        server = Server(folder)
        yield server
        assert server.stop() == 0, server.log_text()[-4000:]


@pytest.fixture
def bank(server):
    credentials = server.demo["operator"]
    return Bank(sign_in(server.url, credentials["email"], credentials["password"]))
