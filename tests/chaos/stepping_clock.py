"""A server whose clock is stepped while it runs: Debian's libfaketime reads a file for it. Only the
wall clock is moved, as a person or a time server would; the monotonic one goes on, and so does
PostgreSQL's, which is another process."""

import glob
import os
import time

import pytest

from victim import Victim

LIBRARY = "/usr/lib/*/faketime/libfaketimeMT.so.1"


class SteppingVictim(Victim):
    def __init__(self, folder, options=()):
        libraries = glob.glob(LIBRARY)
        if not libraries:
            pytest.skip("libfaketime is not installed: tools/packages.sh test")
        self.clock = os.path.join(folder, "clock")
        self.offset = 0
        self.step(0)
        super().__init__(folder, options, {
            "LD_PRELOAD": libraries[0], "FAKETIME_TIMESTAMP_FILE": self.clock,
            "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1"})

    def step(self, offset):
        """Puts the clock to `offset` seconds from the true time."""
        with open(self.clock + ".new", "w", encoding="utf-8") as file:
            file.write(f"{offset:+d}\n")
        os.replace(self.clock + ".new", self.clock)
        self.offset = offset

    def now(self):
        return time.time() + self.offset
