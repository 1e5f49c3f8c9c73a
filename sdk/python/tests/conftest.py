import os
import sys
import tempfile

import pytest

ROOT = os.path.realpath(os.path.join(os.path.dirname(__file__), "..", "..", ".."))
sys.path[:0] = [os.path.join(ROOT, "sdk", "python", "src"), os.path.join(ROOT, "tests", "api")]

from sangam import Sangam  # noqa: E402
from server import Server  # noqa: E402


@pytest.fixture(scope="session")
def server():
    with tempfile.TemporaryDirectory(prefix="sangam-sdk-") as folder:
        os.chmod(folder, 0o711)
        server = Server(folder, options=("--webhooks-anywhere",))
        yield server
        assert server.stop() == 0, server.log_text()[-4000:]


@pytest.fixture
def client(server):
    with Sangam(server.url, api_key=server.demo["api_key"]) as client:
        yield client


class Bank:
    """A ledger in rupees, with an account that may go below zero."""

    def __init__(self, client):
        self.client = client
        self.ledger = client.ledger.ledgers.open(name="SDK", asset="INR")["id"]
        self.source = client.ledger.accounts.open(ledger=self.ledger, name="Source")["id"]

    def open(self, name):
        return self.client.ledger.accounts.open(
            ledger=self.ledger, name=name, limit="debits_must_not_exceed_credits")["id"]

    def payment(self, to, amount, source=None):
        return {"debit_account": source or self.source, "credit_account": to,
                "amount": {"amount": amount, "asset": "INR"}}


@pytest.fixture
def bank(client):
    return Bank(client)
