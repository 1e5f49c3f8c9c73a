"""Our own server as the benches run it."""

import http.client
import json
import pathlib
import ssl
import time

from harness.cluster import psql
from harness.machine import program, read_json
from harness.process import Process, free_port


class Sangam:
    """`sangam serve` with the demo tenant until the `with` block ends.

    With the files of a certificate and its key as `pair` it speaks TLS.
    After start: url, api_key, headers (as bench_load takes them), and the time it took."""

    def __init__(self, data, *flags, cpu=None, pair=None):
        self.data = pathlib.Path(data)
        self.flags = flags
        self.cpu = cpu
        self.port = free_port()
        self.tls = None
        self.url = f"http://127.0.0.1:{self.port}"
        if pair:
            self.flags = (*flags, "--tls-certificate", pair[0], "--tls-key", pair[1])
            self.tls = ssl.create_default_context(cafile=pair[0])
            self.url = f"https://127.0.0.1:{self.port}"

    def __enter__(self):
        started = time.monotonic()
        self.process = Process(
            [program("sangam"), "serve", "--data", self.data, "--listen", f"127.0.0.1:{self.port}",
             "--threads", 1, "--demo", *self.flags], self.data.with_suffix(".log"))
        self.process.wait_until(self._is_ready, pause=0.005)
        self.start_seconds = time.monotonic() - started
        self.process.wait_until((self.data / "demo.json").exists)
        self.api_key = read_json(self.data / "demo.json")["api_key"]
        self.headers = [f"Authorization: Bearer {self.api_key}"]
        if self.cpu is not None:
            # PostgreSQL runs already and keeps to no processor, as beside every peer.
            self.process.pin(self.cpu)
        return self

    def __exit__(self, *_):
        self.process.stop()

    def _is_ready(self):
        try:
            return self.request("GET", "/health/ready", authorised=False)[0] == 200
        except OSError:
            return False

    @property
    def postgres_configuration(self):
        return self.data / "postgres" / "data" / "postgresql.conf"

    def psql(self, *arguments):
        """psql as the private cluster's superuser."""
        return psql(self.data / "postgres" / "socket", *arguments, user="sangam_root",
                    database="sangam")

    def request(self, method, path, body=None, content_type="application/json", authorised=True):
        """One request; returns (status, parsed JSON or None)."""
        connection = self._connect()
        headers = {"Authorization": f"Bearer {self.api_key}"} if authorised else {}
        if body is not None:
            headers["Content-Type"] = content_type
            body = body if isinstance(body, (bytes, str)) else json.dumps(body)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read()
        except http.client.HTTPException as error:
            raise OSError(str(error)) from error
        finally:
            connection.close()
        try:
            return answer.status, json.loads(text)
        except ValueError:
            return answer.status, None

    def _connect(self):
        if self.tls:
            return http.client.HTTPSConnection("127.0.0.1", self.port, timeout=60,
                                               context=self.tls)
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def must(self, method, path, body=None, **more):
        """A request that has to succeed; returns its JSON."""
        status, answer = self.request(method, path, body, **more)
        if not 200 <= status < 300:
            raise RuntimeError(f"{method} {path}: {status} {answer}")
        return answer
