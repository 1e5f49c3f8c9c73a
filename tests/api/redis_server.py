"""A redis-server of a test's own, in memory, on a free port."""

import os
import socket
import subprocess
import time

from server import free_port


class Redis:
    """Runs until stop(); start() brings it back, empty, at the same address."""

    def __init__(self, folder):
        self.folder = folder
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}"
        self.process = None
        self.start()

    def start(self):
        with open(os.path.join(self.folder, "redis.log"), "ab") as log:
            self.process = subprocess.Popen(
                ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "",
                 "--appendonly", "no", "--dir", self.folder],
                stdout=log, stderr=subprocess.STDOUT)
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            try:
                if self.ask("PING") == b"+PONG\r\n":
                    return
            except OSError:
                time.sleep(0.02)
        self.kill()
        raise RuntimeError("redis-server was not ready in time")

    def ask(self, line):
        """The first bytes of the answer to an inline command."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as connection:
            connection.sendall(line.encode() + b"\r\n")
            return connection.recv(65536)

    def kill(self):
        """At once, as when the machine is gone."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
