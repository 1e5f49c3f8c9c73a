"""A server that webhooks are sent to: remembers every request, answers what it is told to."""

import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Listener(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """A sender that is killed resets its connections: nothing to tell of."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class Sink:
    """Listens on a loopback port until close(). `answers` are statuses, the last for ever."""

    def __init__(self, *answers):
        self.answers = list(answers) or [200]
        self.requests = []
        self._arrived = threading.Condition()
        sink = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                headers = {name.lower(): value for name, value in self.headers.items()}
                status = sink._take({"headers": headers, "body": body, "path": self.path})
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self._server = Listener(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/hook"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def _take(self, request):
        with self._arrived:
            self.requests.append(request)
            self._arrived.notify_all()
            return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    def wait(self, count, seconds=20):
        """The first `count` requests, once they are there."""
        with self._arrived:
            assert self._arrived.wait_for(lambda: len(self.requests) >= count, seconds), \
                f"{len(self.requests)} requests came, not {count}"
            return self.requests[:count]

    def close(self):
        self._server.shutdown()
        self._server.server_close()
