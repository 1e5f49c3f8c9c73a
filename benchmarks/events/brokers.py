"""Brokers that keep a message before they confirm it, each until its `with` block ends."""

import contextlib
import os
import pathlib
import subprocess

from harness.machine import ROOT, Missing, tool
from harness.process import Process, free_port

RABBITMQ = pathlib.Path("/usr/lib/rabbitmq/bin/rabbitmq-server")
NATS = "github.com/nats-io/nats-server/v2@v2.12.1"


class Broker:
    """What both have in common: a folder, a port, a process."""

    def __init__(self, directory):
        self.directory = pathlib.Path(directory) / type(self).__name__.lower()
        self.directory.mkdir()
        self.port = free_port()
        self.process = None

    def __enter__(self):
        self.process = self.start()
        self.process.wait_for_port(self.port)
        return self

    def __exit__(self, *_):
        self.process.stop()


def nats_server():
    """A NATS that can sync for each message: Debian's 2.9 cannot, so it is built, once."""
    folder = ROOT / "build" / "peers"
    if not (folder / "nats-server").exists():
        subprocess.run([tool("go", "golang-go"), "install", NATS], check=True, cwd="/",
                       env=os.environ | {"GOBIN": str(folder)})
    return folder / "nats-server"


class Nats(Broker):
    """NATS with JetStream, which syncs its file for each message."""

    @property
    def url(self):
        return f"nats://127.0.0.1:{self.port}"

    def start(self):
        configuration = self.directory / "nats.conf"
        configuration.write_text(
            f'listen: "127.0.0.1:{self.port}"\n'
            f'jetstream {{ store_dir: "{self.directory}", sync_interval: always }}\n')
        return Process([nats_server(), "-c", configuration],
                       self.directory / "log")


class RabbitMq(Broker):
    """RabbitMQ, whose confirmation of a persistent message in a durable queue follows a sync."""

    @property
    def url(self):
        return f"amqp://guest:guest@127.0.0.1:{self.port}"

    def start(self):
        if not RABBITMQ.exists():
            raise Missing("RabbitMQ is not installed (Debian package rabbitmq-server)")
        self.names = {
            "HOME": str(self.directory),
            "RABBITMQ_NODENAME": f"bench{self.port}@localhost",
            "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODE_PORT": str(self.port),
            "RABBITMQ_DIST_PORT": str(free_port()),
            "RABBITMQ_MNESIA_BASE": str(self.directory / "data"),
            "RABBITMQ_LOG_BASE": str(self.directory / "log"),
            "RABBITMQ_CONF_ENV_FILE": "/dev/null",
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(self.directory / "plugins"),
            "ERL_EPMD_PORT": str(free_port()),
        }
        (self.directory / "plugins").write_text("[].\n")
        return Process([RABBITMQ], self.directory / "output", environment=self.names)

    def __exit__(self, *arguments):
        super().__exit__(*arguments)
        # The name service that the broker started for itself outlives it.
        with contextlib.suppress(FileNotFoundError):
            subprocess.run(["epmd", "-port", self.names["ERL_EPMD_PORT"], "-kill"], check=False,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                           env=os.environ | self.names)
