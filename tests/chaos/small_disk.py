"""A server whose data folder is a small disk of its own: a tmpfs, which needs root."""

import os
import subprocess

import pytest

from victim import Victim

SIZE_MIB = 360


class SmallDiskVictim(Victim):
    def __init__(self, folder, options=()):
        self.disk = os.path.join(folder, "data")
        os.mkdir(self.disk)
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={SIZE_MIB}m,mode=0755", "sangam-test", self.disk],
            capture_output=True, text=True, check=False)
        if mounted.returncode != 0:
            pytest.skip(f"a small disk cannot be mounted: {mounted.stderr.strip()}")
        super().__init__(folder, options)

    def stop(self):
        status = super().stop()
        subprocess.run(["umount", "--lazy", self.disk], check=False, capture_output=True)
        return status

    def fill(self):
        """Eats all the room there is, as somebody else's file does. Returns how much it was."""
        eaten = 0
        with open(os.path.join(self.disk, "somebody-else"), "ab", buffering=0) as file:
            try:
                while True:
                    eaten += file.write(bytes(1 << 20))
            except OSError:
                return eaten

    def make_room(self):
        os.unlink(os.path.join(self.disk, "somebody-else"))
