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
        """Takes all the room there is at this moment, as somebody else's file does, and not what
        becomes free meanwhile. Returns how much it was."""
        room = os.statvfs(self.disk)
        size = room.f_bavail * room.f_frsize
        with open(os.path.join(self.disk, "somebody-else"), "ab") as file:
            while size > 0:
                try:
                    os.posix_fallocate(file.fileno(), file.seek(0, os.SEEK_END), size)
                    break
                except OSError:  # others took some of it
                    size -= 1 << 20
        return size

    def make_room(self):
        os.unlink(os.path.join(self.disk, "somebody-else"))
