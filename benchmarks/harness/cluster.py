"""A throw-away PostgreSQL cluster for a peer, with the settings of Sangam's own."""

import os
import pathlib
import pwd
import re
import subprocess

from harness.machine import Missing
from harness.process import Process

# Left out of what is copied: places, the archive, which the peer does not need to pay for, and how
# many sessions there may be, which we budget for our own few.
NOT_COPIED = {"unix_socket_directories", "archive_mode", "archive_command", "archive_timeout",
              "listen_addresses", "log_line_prefix", "max_connections"}
MAX_CONNECTIONS = 64  # twice the largest pool that a bench tries
# What Sangam's cluster runs with, for when none is at hand to copy from.
USUAL = {"shared_buffers": "3GB", "effective_cache_size": "12GB", "random_page_cost": "1.1",
         "jit": "off", "max_wal_size": "4GB", "min_wal_size": "256MB",
         "checkpoint_timeout": "15min", "wal_level": "replica", "fsync": "on",
         "full_page_writes": "on", "synchronous_commit": "on"}


def binaries():
    found = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    if not found:
        raise Missing("PostgreSQL is not installed (Debian package postgresql)")
    return found[-1].parent


def settings_like(configuration):
    """The settings of a postgresql.conf that say how the cluster works, not where it is."""
    if configuration is None or not configuration.exists():
        return USUAL
    pairs = re.findall(r"^(\w+) *= *'((?:[^']|'')*)'", configuration.read_text(), re.MULTILINE)
    return {name: value for name, value in pairs if name not in NOT_COPIED}


class Cluster:
    """Runs until the `with` block ends, in `directory`; entered through a Unix socket."""

    def __init__(self, directory, configuration=None):
        self.directory = pathlib.Path(directory)
        self.data = self.directory / "data"
        self.socket = self.directory
        self.user = pwd.getpwnam("postgres") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
        self.settings = settings_like(configuration)
        self.process = None

    def _as_user(self):
        return ([] if os.geteuid() != 0 else
                ["setpriv", f"--reuid={self.user.pw_name}", f"--regid={self.user.pw_gid}",
                 "--init-groups"])

    def __enter__(self):
        self.directory.mkdir(parents=True, exist_ok=True)
        os.chown(self.directory, self.user.pw_uid, self.user.pw_gid)
        subprocess.run([*self._as_user(), binaries() / "initdb", "-D", self.data, "-U", "peer",
                        "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--data-checksums",
                        "--no-instructions"], check=True, cwd="/", stdout=subprocess.DEVNULL)
        lines = [f"{name} = '{value}'" for name, value in self.settings.items()]
        # Only this user can reach the socket, so the trust above stays in the folder.
        lines += [f"max_connections = {MAX_CONNECTIONS}", "listen_addresses = ''",
                  f"unix_socket_directories = '{self.socket}'"]
        (self.data / "postgresql.conf").write_text("\n".join(lines) + "\n")
        os.chmod(self.directory, 0o700)
        self.process = Process([*self._as_user(), binaries() / "postgres", "-D", self.data],
                               self.directory / "log", stop_signal=2)
        self.process.wait_until(self._answers)
        return self

    def __exit__(self, *_):
        self.process.stop()

    def _answers(self):
        done = subprocess.run([binaries() / "pg_isready", "-q", "-h", self.socket], check=False)
        return done.returncode == 0

    def psql(self, *arguments, user="peer", database="postgres"):
        """Runs psql and returns what it prints; stops at the first error."""
        return psql(self.socket, *arguments, user=user, database=database)


def psql(socket, *arguments, user, database):
    command = [binaries() / "psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", socket,
               "-U", user, "-d", database, *map(str, arguments)]
    done = subprocess.run(command, check=False, text=True, capture_output=True)
    if done.returncode != 0:
        raise RuntimeError(f"psql {' '.join(map(str, arguments))}: {done.stderr}")
    return done.stdout.strip()
