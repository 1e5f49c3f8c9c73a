"""One real server for the tests: `sangam serve` with a fresh data folder on a free port."""

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


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """Runs until stop(); `demo` is what it wrote into demo.json, `log` where it writes.

    With demo=False it serves what is in FOLDER/data. `options` are further flags of `serve`; with
    those for TLS goes `tls`, the ssl.SSLContext that reaches it.
    """

    def __init__(self, folder, demo=True, options=(), tls=None):
        self.data = os.path.join(folder, "data")
        self.log = os.path.join(folder, "server.log")
        self.tls = tls
        self.url = f"http{'s' if tls else ''}://127.0.0.1:{free_port()}"
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                [PROGRAM, "serve", "--data", self.data, "--listen", self.url.split("//")[1],
                 *(["--demo"] if demo else []), *options],
                stdout=log, stderr=subprocess.STDOUT)
        self.demo = self._wait(demo)

    def _wait(self, demo):
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise RuntimeError("the server stopped:\n" + self.log_text()[-4000:])
            written = self._written_demo() if demo else None
            if (written or not demo) and self._ready():
                return written
            time.sleep(0.05)
        self.stop()
        raise RuntimeError("the server was not ready in time:\n" + self.log_text()[-4000:])

    def _written_demo(self):
        """What this start wrote of the demo; an earlier one told another address."""
        try:
            with open(os.path.join(self.data, "demo.json"), encoding="utf-8") as file:
                demo = json.load(file)
        except FileNotFoundError:
            return None
        return demo if demo["url"] == self.url else None

    def _ready(self):
        try:
            with urllib.request.urlopen(f"{self.url}/health/ready", timeout=2,
                                        context=self.tls) as reply:
                return reply.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def log_text(self):
        with open(self.log, encoding="utf-8", errors="replace") as file:
            return file.read()

    def psql(self):
        """The command line of psql, past every rule, as somebody who owns the machine."""
        return ["psql", "--host", os.path.join(self.data, "postgres", "socket"), "--username",
                "sangam_root", "--dbname", "sangam", "--quiet", "--no-psqlrc", "--tuples-only",
                "--no-align", "--set", "ON_ERROR_STOP=1"]

    def sql(self, statement):
        return subprocess.run([*self.psql(), "--command", statement], check=True,
                              capture_output=True, text=True).stdout.strip()

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        return self.process.returncode
