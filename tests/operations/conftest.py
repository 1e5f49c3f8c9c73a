"""What operators do with an installation: backups, restores, first people, the documentation."""

import os
import subprocess
import sys
import tempfile

import pytest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "api"))
from server import PROGRAM, Server  # noqa: E402


class Installation:
    """A folder for data and backups, `sangam` commands on it, and its servers."""

    def __init__(self, folder):
        self.folder = folder
        self.servers = []

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def serve(self, name="first", **arguments):
        os.makedirs(self.path(name), mode=0o711, exist_ok=True)
        server = Server(self.path(name), **arguments)
        self.servers.append(server)
        return server

    def run(self, *arguments, given=""):
        """A command that must succeed; returns what it prints."""
        result = self.try_to(*arguments, given=given)
        assert result.returncode == 0, result.stdout + result.stderr
        return result.stdout

    @staticmethod
    def try_to(*arguments, given=""):
        return subprocess.run([PROGRAM, *arguments], input=given, capture_output=True, text=True,
                              timeout=120, check=False)


@pytest.fixture
def installation():
    # As root the database belongs to another user, who must be able to enter.
    with tempfile.TemporaryDirectory(prefix="sangam-operations-") as folder:
        os.chmod(folder, 0o711)
        installation = Installation(folder)
        yield installation
        for server in installation.servers:
            server.stop()
