"""A real server that is killed and started again on the same data: the program with SIGKILL, or the
PostgreSQL below it."""

import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

ROOT = os.path.realpath(os.path.join(os.path.dirname(__file__), "..", ".."))
PROGRAM = os.environ.get("SANGAM_PROGRAM", os.path.join(ROOT, "build", "dev", "sangam"))
READY_SECONDS = 60
MEMORY_BYTES = 4 << 30


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def place_for_data():
    """In memory, where there is enough: kill -9 takes nothing that was written, wherever it is, and
    a disk that is slow to flush makes a scene last twice as long and no harder."""
    try:
        room = os.statvfs("/dev/shm")
    except FileNotFoundError:
        return None
    return "/dev/shm" if room.f_bavail * room.f_frsize > MEMORY_BYTES else None


class Victim:
    """Serves FOLDER/data with further flags of `serve` and further environment variables."""

    def __init__(self, folder, options=(), environment=None):
        self.data = os.path.join(folder, "data")
        self.log = os.path.join(folder, "server.log")
        self.options = list(options)
        self.environment = os.environ | (environment or {})
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process = None
        self.start()
        self.demo = self.read_demo()
        self.key = self.demo["api_key"]

    def start(self):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [PROGRAM, "serve", "--data", self.data, "--listen", f"127.0.0.1:{self.port}",
                 "--demo", *self.options], stdout=log, stderr=subprocess.STDOUT,
                env=self.environment)
        deadline = time.monotonic() + READY_SECONDS
        while not self.is_ready():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise RuntimeError("the server does not start:\n" + self.log_end())
            time.sleep(0.02)

    def read_demo(self):
        path = os.path.join(self.data, "demo.json")  # the last thing that starting writes
        deadline = time.monotonic() + READY_SECONDS
        while not os.path.exists(path) and time.monotonic() < deadline:
            time.sleep(0.02)
        with open(path, encoding="utf-8") as file:
            return json.load(file)

    def is_ready(self):
        try:
            url = f"http://127.0.0.1:{self.port}/health/ready"
            with urllib.request.urlopen(url, timeout=2) as reply:
                return reply.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def kill_server(self):
        self.process.kill()
        self.process.wait()
        self.start()

    def kill_postgres(self):
        """Its server must start it again by itself; a server that ends with it has failed."""
        path = os.path.join(self.data, "postgres", "data", "postmaster.pid")
        deadline = time.monotonic() + READY_SECONDS
        while True:
            try:
                with open(path, encoding="utf-8") as file:
                    return os.kill(int(file.readline()), signal.SIGKILL)
            except (OSError, ValueError):  # it is just being started again
                assert time.monotonic() < deadline, "PostgreSQL is gone:\n" + self.log_end()
                time.sleep(0.01)

    def database_sessions(self, role):
        """Process ids of PostgreSQL's sessions of this role."""
        path = os.path.join(self.data, "postgres", "data", "postmaster.pid")
        with open(path, encoding="utf-8") as file:
            postmaster = file.readline().strip()
        listed = subprocess.run(["ps", "--no-headers", "-o", "pid,args", "--ppid", postmaster],
                                capture_output=True, text=True, check=False).stdout
        return [int(line.split()[0]) for line in listed.splitlines()
                if f"postgres: {role} " in line]

    def assert_alive(self):
        assert self.process.poll() is None, "the server ended by itself:\n" + self.log_end()

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        return self.process.returncode

    def log_end(self):
        with open(self.log, encoding="utf-8", errors="replace") as file:
            return file.read()[-4000:]

    def query(self, sql):
        """Rows of the database behind the server's back, as lists of text."""
        done = subprocess.run(
            ["psql", "--host", os.path.join(self.data, "postgres", "socket"),
             "--username", "sangam_lane", "--no-psqlrc", "--tuples-only", "--no-align",
             "--field-separator", "\x1f", "--record-separator", "\x1e", "--command", sql, "sangam"],
            capture_output=True, check=True, text=True)
        text = done.stdout.rstrip("\n")
        return [row.split("\x1f") for row in text.split("\x1e")] if text else []
