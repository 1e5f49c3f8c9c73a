"""A server that a bench starts and stops by its process id."""

import contextlib
import os
import signal
import socket
import subprocess
import time

STOP_SECONDS = 20


def free_port():
    """A port nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Process:
    """`command` on one processor (or any) until the `with` block ends; its output in `log`."""

    def __init__(self, command, log, cpu=None, environment=None, stop_signal=signal.SIGTERM):
        pinned = ["taskset", "-c", str(cpu)] if cpu is not None else []
        self.stop_signal = stop_signal
        self.log = log
        with open(log, "ab") as output:
            self.child = subprocess.Popen(
                [*pinned, *map(str, command)], stdin=subprocess.DEVNULL, stdout=output,
                stderr=output, env=os.environ | (environment or {}))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    @property
    def pid(self):
        return self.child.pid

    def pin(self, cpu):
        """Moves all threads to one processor; children that run already stay where they are."""
        for thread in os.listdir(f"/proc/{self.pid}/task"):
            with contextlib.suppress(ProcessLookupError):  # it may end meanwhile
                os.sched_setaffinity(int(thread), {cpu})

    def stop(self):
        if self.child.poll() is None:
            self.child.send_signal(self.stop_signal)
            try:
                self.child.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.child.kill()
                self.child.wait()

    def wait_until(self, ready, seconds=60, pause=0.02):
        """Waits for `ready()`; a child that ends first, or is not ready in time and so is stopped,
        is an error, with its last words."""
        deadline = time.monotonic() + seconds
        while not ready():
            if self.child.poll() is not None or time.monotonic() > deadline:
                self.stop()
                with open(self.log, encoding="utf-8", errors="replace") as log:
                    raise RuntimeError(f"{self.child.args} did not come up:\n{log.read()[-2000:]}")
            time.sleep(pause)

    def wait_for_port(self, port, seconds=60):
        self.wait_until(lambda: accepts(port), seconds)


def accepts(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def resident_megabytes(pid):
    """Memory in use by one process, without what it merely mapped."""
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        for line in status:
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
    raise ProcessLookupError(pid)
