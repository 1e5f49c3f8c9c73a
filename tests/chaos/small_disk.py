"""A server whose data folder is a small disk of its own: a tmpfs, which needs root."""

import os
import subprocess

import pytest

from victim import Victim

SIZE_MIB = 360
STEP_BYTES = 1 << 20


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
        """Takes all the room there is at this moment, as somebody else's file that grows does, and
        not what becomes free meanwhile. Returns how much it was."""
        room = os.statvfs(self.disk)
        wanted = room.f_bavail * room.f_frsize
        taken = 0
        with open(os.path.join(self.disk, "somebody-else"), "ab") as file:
            end = file.seek(0, os.SEEK_END)
            # Not all at once: what does not fit is given back, and until then the disk seems full.
            while taken < wanted:
                step = min(STEP_BYTES, wanted - taken)
                try:
                    os.posix_fallocate(file.fileno(), end + taken, step)
                except OSError:  # others took the rest
                    break
                taken += step
        return taken

    def make_room(self):
        os.unlink(os.path.join(self.disk, "somebody-else"))
