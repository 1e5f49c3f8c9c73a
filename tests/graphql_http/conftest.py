"""GraphQL over HTTP with the clients, audits and gateways of others."""

import json
import os
import subprocess
import sys
import tempfile

import pytest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "api"))

from bank import Bank, sign_in  # noqa: E402
from server import ROOT, Server  # noqa: E402


@pytest.fixture(scope="session")
def server():
    with tempfile.TemporaryDirectory(prefix="sangam-graphql-") as folder:
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
    return Bank(operator)


@pytest.fixture
def url(server):
    return server.url + "/graphql"


@pytest.fixture
def node(url):
    """Runs a script of this folder, and returns the JSON that it writes."""
    def run(script, *words):
        done = subprocess.run(["tools/node_script.sh", "tests/graphql_http", script, url, *words],
                              cwd=ROOT, text=True, capture_output=True, timeout=300, check=False)
        assert done.returncode == 0, done.stderr[-4000:]
        return json.loads(done.stdout)
    return run
