"""The command line as somebody at a terminal, or a program, would use it: with settings of its own."""

import os
import pty
import re
import select
import subprocess
import time

from server import PROGRAM

CODE = re.compile(r"\b([BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4})\b")


class Shell:
    """Runs the program with XDG_CONFIG_HOME in a folder of the test and nothing of the machine's."""

    def __init__(self, home, **environment):
        self.home = str(home)
        self.environment = {"PATH": os.environ["PATH"], "HOME": self.home,
                            "XDG_CONFIG_HOME": self.home} | environment
        self.profiles = os.path.join(self.home, "sangam", "profiles.json")

    def start(self, *words, **arguments):
        environment = self.environment | arguments.pop("environment", {})
        arguments = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | arguments
        return subprocess.Popen([PROGRAM, *words], env=environment, text=True, **arguments)

    def run(self, *words, stdin="", **environment):
        """(exit code, output, errors)"""
        done = subprocess.run([PROGRAM, *words], env=self.environment | environment, input=stdin,
                              capture_output=True, text=True, timeout=60)
        return done.returncode, done.stdout, done.stderr

    def login(self, url, decide, *words):
        """Runs `login` until it has ended; `decide` gets the code. Returns (exit code, errors)."""
        process = self.start("login", url, *words)
        shown = ""
        while not CODE.search(shown):
            line = process.stderr.readline()
            assert line, shown
            shown += line
        decide(CODE.search(shown)[1])
        _, rest = process.communicate(timeout=60)
        return process.returncode, shown + rest

    def at_terminal(self, *words):
        """What a terminal shows of a command that ends: output and errors together, and its code."""
        leader, follower = pty.openpty()
        environment = self.environment | {"TERM": "xterm"}
        process = subprocess.Popen([PROGRAM, *words], env=environment, stdin=subprocess.DEVNULL,
                                   stdout=follower, stderr=follower)
        os.close(follower)
        shown = b""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if not select.select([leader], [], [], 0.2)[0]:
                continue
            try:
                piece = os.read(leader, 65536)
            except OSError:  # nobody writes there any more
                break
            if not piece:
                break
            shown += piece
        os.close(leader)
        return process.wait(10), shown.decode()


def approver(client, approve=True):
    """What a person does with a code."""

    def decide(code):
        client.oauth_devices_decide(user_code=code, approve=approve)

    return decide
