"""SCIM over HTTP: the standard by scim2-tester, the habits of directories, and attacks."""

import os
import subprocess
import sys
import tempfile

import pytest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "api"))

from bank import Tenant, sign_in  # noqa: E402
from directory import make_directory  # noqa: E402
from server import ROOT, Server  # noqa: E402


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
    requirements = os.path.join(HERE, "requirements.txt")
    folder = os.path.join(ROOT, "build", "test", "scim_tester")
    stamp = os.path.join(folder, "requirements.txt")
    with open(requirements, encoding="utf-8") as file:
        wanted = file.read()
    if not os.path.exists(stamp) or open(stamp, encoding="utf-8").read() != wanted:
        installed = subprocess.run(
            ["tools/try_again.sh", "120", sys.executable, "-m", "pip", "install", "--quiet",
             "--no-deps", "--require-hashes", "--only-binary", ":all:", "--upgrade",
             "--target", folder, "-r", requirements],
            cwd=ROOT, capture_output=True, text=True)
        if installed.returncode != 0:
            pytest.skip(f"pip could not install scim2-tester: {installed.stderr[-300:]}")
        with open(stamp, "w", encoding="utf-8") as file:
            file.write(wanted)
    sys.path.insert(0, folder)
    yield folder
    sys.path.remove(folder)
