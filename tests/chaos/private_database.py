"""A PostgreSQL of a data folder, run by the test instead of the server, so that something can stand
between the two."""

import os
import pwd
import signal
import subprocess
import time

START_SECONDS = 30


class PrivateDatabase:
    """Runs the cluster that a server has made in FOLDER and left in order."""

    def __init__(self, folder):
        self.home = os.path.join(folder, "postgres")
        self.data = os.path.join(self.home, "data")
        self.socket = os.path.join(self.home, "socket", ".s.PGSQL.5432")
        self.process = None
        self.start()

    def start(self):
        owner = pwd.getpwuid(os.stat(self.data).st_uid)
        other = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
        with open(os.path.join(self.home, "log", "by-test.log"), "ab") as log:
            self.process = subprocess.Popen(
                [binary("postgres"), "-D", self.data], cwd=self.data, stdout=log, stderr=log,
                **(other if os.geteuid() == 0 else {}))
        self.await_ready()

    def await_ready(self):
        deadline = time.monotonic() + START_SECONDS
        while not self.is_ready():
            assert self.process.poll() is None, "PostgreSQL does not start"
            assert time.monotonic() < deadline, "PostgreSQL is not ready in time"
            time.sleep(0.02)

    def is_ready(self):
        try:
            with open(os.path.join(self.data, "postmaster.pid"), encoding="utf-8") as file:
                return file.read().split("\n")[7].startswith("ready")
        except (OSError, IndexError):
            return False

    def kill(self):
        """As the kernel does when there is no memory. Its children notice and go; only then can it
        be started again."""
        self.process.kill()
        self.process.wait()
        while children_of(self.data):
            time.sleep(0.01)

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(30)


def children_of(data):
    """Processes whose working directory is the cluster's: PostgreSQL's all are."""
    found = []
    for process in filter(str.isdigit, os.listdir("/proc")):
        try:
            if os.readlink(f"/proc/{process}/cwd") == data:
                found.append(process)
        except OSError:  # it is gone
            pass
    return found


def binary(name):
    versions = sorted(os.listdir("/usr/lib/postgresql"), key=int)
    return os.path.join("/usr/lib/postgresql", versions[-1], "bin", name)
