"""A collector of traces for tests: takes OTLP/HTTP JSON on a free port and keeps it."""

import http.server
import json
import threading
import time


class Collector:
    """`bodies` are the documents as received; `status` is what the next ones are answered with."""

    def __init__(self):
        self.bodies = []
        self.status = 200
        collector = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                assert self.path == "/v1/traces" and self.headers["Content-Type"] == "application/json"
                if collector.status == 200:
                    collector.bodies.append(body.decode())
                self.send_response(collector.status)
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"{}")

            def log_message(self, *arguments):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1/traces"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def spans(self):
        return [span for body in self.bodies
                for resource in json.loads(body)["resourceSpans"]
                for scope in resource["scopeSpans"] for span in scope["spans"]]

    def wait_for(self, found, seconds=15):
        """The first span for which found(span) is true."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            for span in self.spans():
                if found(span):
                    return span
            time.sleep(0.05)
        raise AssertionError("no such span came")

    def close(self):
        self._server.shutdown()
        self._server.server_close()
