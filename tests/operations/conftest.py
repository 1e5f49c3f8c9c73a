"""What operators do with an installation: backups, restores, first people, the documentation."""

import contextlib
import os
import subprocess
import sys
import tempfile

import pytest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "api"))
from server import PROGRAM, Server  # noqa: E402


class Templates:
    """Data folders of servers that were started once and stopped, with the demo and without. Making
    one takes longer than most tests; a copy of one takes a moment."""

    def __init__(self, folder):
        self._folder = folder

    def copy(self, demo, data):
        template = os.path.join(self._folder, "demo" if demo else "plain")
        if not os.path.exists(template):
            os.mkdir(template, mode=0o711)
            server = Server(template, demo=demo)
            assert server.stop() == 0, server.log_text()
        # With its owners: as root the database belongs to another user.
        subprocess.run(["cp", "--archive", os.path.join(template, "data"), data], check=True)


class Installation:
    """A folder for data and backups, `sangam` commands on it, and its servers."""

    def __init__(self, folder, templates):
        self.folder = folder
        self.templates = templates
        self.servers = []

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def serve(self, name="first", demo=True, fresh=False, **arguments):
        """A server on the data that are there, or on those of a first start; `fresh` has it make
        that first start itself."""
        os.makedirs(self.path(name), mode=0o711, exist_ok=True)
        if not fresh and not os.path.exists(self.path(name, "data")):
            self.templates.copy(demo, self.path(name, "data"))
        server = Server(self.path(name), demo=demo, **arguments)
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


@contextlib.contextmanager
def open_folder():
    # As root the database belongs to another user, who must be able to enter.
    with tempfile.TemporaryDirectory(prefix="sangam-operations-") as folder:
        os.chmod(folder, 0o711)
        yield folder


@contextlib.contextmanager
def new_installation(templates):
    with open_folder() as folder:
        installation = Installation(folder, templates)
        yield installation
        for server in installation.servers:
            server.stop()


@pytest.fixture(scope="session")
def templates():
    with open_folder() as folder:
        yield Templates(folder)


@pytest.fixture
def installation(templates):
    with new_installation(templates) as installation:
        yield installation


@pytest.fixture(scope="module")
def shared_installation(templates):
    """For tests that leave their server as it was, apart from what tenants of theirs have."""
    with new_installation(templates) as installation:
        yield installation
