"""deploy/edge: nginx with the rules that Sangam's own firewall uses."""

import http.client
import http.server
import os
import shutil
import socket
import ssl
import subprocess
import threading
import time

import pytest

ROOT = os.path.realpath(os.path.join(os.path.dirname(__file__), "..", ".."))
EDGE = os.path.join(ROOT, "deploy", "edge")
PROGRAM = os.path.join(os.path.dirname(os.environ.get(
    "SANGAM_PROGRAM", os.path.join(ROOT, "build", "dev", "sangam"))), "sangam_firewall")
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin")
INJECTION = "?id=1%27%20OR%20%271%27=%271"
SECONDS = 20


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Behind(http.server.BaseHTTPRequestHandler):
    """Stands for Sangam: says what reached it."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        length = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(length)
        said = (f"{self.command} {self.path} {self.headers['X-Forwarded-For']}"
                f" {self.headers['X-Forwarded-Proto']} {self.headers.get('Forwarded')}"
                f" {len(body)} {self.headers['Upgrade']} {self.headers['Connection']}"
                f" {self.headers['Host']}").encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    do_POST = do_PUT = do_PATCH = do_DELETE = do_GET

    def log_message(self, *arguments):
        pass


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The configuration as it is, with a certificate and free ports."""
    folder = tmp_path_factory.mktemp("edge")
    for name in ("nginx.conf", "firewall.conf"):
        shutil.copy(os.path.join(EDGE, name), folder)
    (folder / "temporary").mkdir()
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                    "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
                    "/CN=localhost", "-keyout", folder / "key.pem", "-out",
                    folder / "certificate.pem"], check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def edge(folder):
    """The port of a running nginx."""
    behind = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Behind)
    threading.Thread(target=behind.serve_forever, daemon=True).start()
    port = free_port()
    text = (folder / "nginx.conf").read_text()
    text = text.replace("127.0.0.1:8443", f"127.0.0.1:{port}")
    text = text.replace("127.0.0.1:8080", f"127.0.0.1:{behind.server_port}")
    text = text.replace("worker_processes auto", "worker_processes 1")
    # Started by root in tests, whose folders nobody else may enter.
    user = "user root;\n" if os.geteuid() == 0 else ""
    (folder / "running.conf").write_text(user + text)
    process = subprocess.Popen([NGINX, "-p", folder, "-c", "running.conf", "-g", "daemon off;"],
                               stderr=subprocess.PIPE, cwd=folder)
    deadline = time.monotonic() + SECONDS
    while True:
        assert process.poll() is None, process.stderr.read().decode()
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            break
        except OSError:
            assert time.monotonic() < deadline
            time.sleep(0.02)
    yield port
    process.terminate()
    process.wait(10)
    behind.shutdown()


def asked(port, method, target, body=None, **headers):
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    connection = http.client.HTTPSConnection("127.0.0.1", port, timeout=10, context=context)
    connection.request(method, target, body=body, headers={"Host": "localhost"} | headers)
    with connection.getresponse() as response:
        reply = response.status, response.read().decode()
    connection.close()
    return reply


def test_the_syntax_is_right(folder):
    done = subprocess.run([NGINX, "-t", "-p", folder, "-c", "nginx.conf"], capture_output=True,
                          text=True, check=False, cwd=folder)
    assert done.returncode == 0, done.stderr


def test_the_rules_are_those_of_the_server():
    told = subprocess.run([PROGRAM, "--directives"], check=True, capture_output=True, text=True)
    with open(os.path.join(EDGE, "firewall.conf"), encoding="utf-8") as file:
        written = file.read()
    assert told.stdout in written, "write deploy/edge/firewall.conf anew: sangam_firewall --directives"


def test_attacks_stop_at_the_edge(edge):
    assert asked(edge, "POST", "/hooks/src_1" + INJECTION)[0] == 403
    assert asked(edge, "POST", "/hooks/src_1", b'{"a":"1\' OR \'1\'=\'1"}',
                 **{"Content-Type": "application/json"})[0] == 403
    assert asked(edge, "GET", "/scim/v2/Users?filter=%3Cscript%3Ealert(1)%3C/script%3E")[0] == 403
    for door in ("/oauth/authorize", "/sign-on/saml/x"):
        assert asked(edge, "GET", door + INJECTION)[0] == 403, door


def test_everyday_requests_pass(edge):
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        status, said = asked(edge, method, "/scim/v2/Users/1", b'{"userName":"asha"}',
                             **{"Content-Type": "application/scim+json",
                                "User-Agent": "tests", "Accept": "*/*"})
        assert status == 200 and said.startswith(f"{method} /scim/v2/Users/1 "), said
    # Declared operations are not looked at.
    assert asked(edge, "GET", "/api/v1/tenant" + INJECTION)[0] == 200


def test_the_client_is_told_of_and_cannot_tell(edge):
    status, said = asked(edge, "GET", "/api/v1/tenant", **{"X-Forwarded-For": "203.0.113.9",
                                                           "Forwarded": "for=203.0.113.9"})
    assert status == 200
    assert said == "GET /api/v1/tenant 203.0.113.9, 127.0.0.1 https None 0 None None localhost"


@pytest.mark.parametrize("path", ["/ws", "/graphql"])
def test_websockets_are_passed_on_with_the_same_word(edge, path):
    status, said = asked(edge, "GET", path, **{"X-Forwarded-For": "203.0.113.9",
                                               "Upgrade": "websocket", "Connection": "Upgrade"})
    assert status == 200
    assert said == f"GET {path} 203.0.113.9, 127.0.0.1 https None 0 websocket upgrade localhost"


def test_of_uploads_the_head_is_judged(edge):
    location = "/api/v1/uploads/upl_1"
    assert asked(edge, "PATCH", location + INJECTION, b"x")[0] == 403
    status, said = asked(edge, "PATCH", location, b"1' OR '1'='1" * 100_000,
                         **{"Content-Type": "application/offset+octet-stream",
                            "Tus-Resumable": "1.0.0", "User-Agent": "tests", "Accept": "*/*"})
    assert status == 200 and f" {12 * 100_000} " in said, said
