"""The real program with TLS: browsers' rules, certificates that change, clients with their own."""

import base64
import hashlib
import json
import os
import signal
import socket
import ssl
import subprocess
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

import pytest

from bank import sign_in
from certificates import Authority
from client import Client, Problem
from server import PROGRAM

PATIENCE = 15


@pytest.fixture
def authority(installation):
    return Authority(installation.folder)


def serve(installation, authority, *options):
    certificate, key = authority.issue("server")
    return installation.serve(options=["--tls-certificate", certificate, "--tls-key", key,
                                       *options], tls=authority.client())


def get(server, path, context=None):
    with urllib.request.urlopen(server.url + path, timeout=5,
                                context=context or server.tls) as reply:
        return reply.read(), reply.headers


def wait_until(condition):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        value = condition()
        if value:
            return value
        time.sleep(0.1)
    raise AssertionError("it did not happen in time")


def port_of(server):
    return int(server.url.rsplit(":", 1)[1])


def shown(server, context=None):
    """The subject of the certificate that a new connection gets."""
    with socket.create_connection(("127.0.0.1", port_of(server)), timeout=5) as plain, \
            (context or server.tls).wrap_socket(plain, server_hostname="127.0.0.1") as secure:
        return dict(pair[0] for pair in secure.getpeercert()["subject"])["commonName"]


def tls_health(server):
    parts = json.loads(get(server, "/health")[0])["parts"]
    return next((part for part in parts if part["part"] == "tls"), None)


def test_the_session_cookie_is_for_this_host_over_tls(installation, authority):
    server = serve(installation, authority)
    assert server.demo["url"].startswith("https://")
    client = Client(server.url, tls=server.tls)
    session = client.session_sign_in(email=server.demo["email"], password=server.demo["password"])
    cookie = session.headers["Set-Cookie"]
    assert cookie.startswith("__Host-sangam_session=") and "; Path=/;" in cookie
    assert cookie.endswith("; Secure") and "Domain" not in cookie
    assert session.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert session.headers["X-Content-Type-Options"] == "nosniff"
    token = cookie.split(";")[0]
    signed_in = client.copy(cookie=token)
    assert signed_in.session_get()["user"]["email"] == server.demo["email"]
    # The plain name, which anybody on the way could have set, counts for nothing.
    planted = client.copy(cookie=token.removeprefix("__Host-"))
    with pytest.raises(Problem) as refused:
        planted.session_get()
    assert refused.value.status == 401
    for origin, status in (("http" + server.url[5:], 403), (server.url, 201)):
        reply = client.raw("POST", "/api/v1/ledger/ledgers", b'{"name":"Mine","asset":"INR"}',
                           {"Cookie": token, "Content-Type": "application/json",
                            "Origin": origin})
        assert reply.status == status, origin


def test_a_fresh_demo_and_commands_over_tls(installation, authority):
    certificate, key = authority.issue("server")
    clients = Authority(installation.folder, "clients")
    server = installation.serve(fresh=True, tls=authority.client(clients.issue("me")), options=[
        "--tls-certificate", certificate, "--tls-key", key, "--tls-client-ca",
        clients.certificate, "--tls-client", "required"])
    assert server.demo["url"] == server.url
    wait_until(lambda: tls_health(server))
    client = Client(server.url, api_key=server.demo["api_key"], tls=server.tls)
    assert client.ledger_accounts_list()["items"]
    server.stop()
    server = installation.serve(tls=authority.client(), options=[
        "--tls-certificate", certificate, "--tls-key", key])
    called = subprocess.run([PROGRAM, "call", "tenant.get", "--data", server.data],
                            env=os.environ | {"SANGAM_CA": authority.certificate},
                            capture_output=True, text=True, timeout=60, check=False)
    assert called.returncode == 0 and "demo-bank" in called.stdout, called.stderr
    unknown = subprocess.run([PROGRAM, "call", "tenant.get", "--data", server.data],
                             capture_output=True, text=True, timeout=60, check=False)
    assert unknown.returncode == 3 and "certificate" in unknown.stderr


def test_versions_protocols_and_tickets(installation, authority):
    server = serve(installation, authority)
    with pytest.raises(ssl.SSLError):
        shown(server, authority.client(highest=ssl.TLSVersion.TLSv1_2))

    def dial(*options):
        return subprocess.run(
            ["openssl", "s_client", "-connect", f"127.0.0.1:{port_of(server)}", "-CAfile",
             authority.certificate, "-ign_eof", *options], capture_output=True, text=True,
            input="GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            timeout=30, check=False).stdout

    kept = os.path.join(installation.folder, "session.pem")
    first = dial("-alpn", "h2,http/1.1", "-sess_out", kept)
    assert "Verify return code: 0 (ok)" in first and "ALPN protocol: http/1.1" in first
    assert "New, TLSv1.3" in first and "Compression: NONE" in first
    assert "HTTP/1.1 200 OK" in first and "Max Early Data: 0" in first
    assert "Reused, TLSv1.3" in dial("-sess_in", kept)
    assert "HTTP/1.1" not in dial("-alpn", "h2")
    metrics = get(server, "/metrics")[0].decode()
    assert "sangam_tls_handshakes_resumed_total 1" in metrics


def test_a_new_certificate_is_served_without_losing_a_request(installation, authority):
    server = serve(installation, authority)
    answered, broken, stop = [], [], threading.Event()

    def ask():
        client = Client(server.url, tls=server.tls)
        while not stop.is_set():
            try:
                answered.append(client.raw("GET", "/health/live").status)
            except OSError as failure:
                broken.append(failure)

    asking = [threading.Thread(target=ask) for _ in range(2)]
    for thread in asking:
        thread.start()
    authority.issue("renewed", into="server")
    wait_until(lambda: shown(server) == "renewed")
    authority.issue("at once", into="server")
    server.process.send_signal(signal.SIGHUP)
    wait_until(lambda: shown(server) == "at once")
    stop.set()
    for thread in asking:
        thread.join()
    assert not broken and answered and set(answered) == {200}


def test_a_broken_pair_is_told_and_not_served(installation, authority):
    server = serve(installation, authority)
    wait_until(lambda: tls_health(server))
    part = tls_health(server)
    assert (part["state"], part["reason"]) == ("well", "the certificate expires in 29 days")
    other = authority.issue("other")[1]
    os.replace(other, authority.path("server-key.pem"))
    wait_until(lambda: tls_health(server)["state"] == "degraded")
    assert tls_health(server)["reason"] == (
        "the old certificate is served because the key is not that of the certificate; "
        "the certificate expires in 29 days")
    assert shown(server) == "server"
    assert "the TLS certificate was not replaced" in server.log_text()
    authority.issue("good again", into="server")
    wait_until(lambda: shown(server) == "good again")
    wait_until(lambda: tls_health(server)["state"] == "well")


def test_clients_with_certificates(installation, authority):
    clients = Authority(installation.folder, "clients")
    pair = clients.issue("payments")
    certificate, key = authority.issue("server")
    context = authority.client(pair)
    server = installation.serve(options=[
        "--tls-certificate", certificate, "--tls-key", key, "--tls-client-ca",
        clients.certificate], tls=context)
    assert get(server, "/health/live")[0]
    stranger = Authority(installation.folder, "stranger").issue("nobody")
    for refused in (authority.client(), authority.client(stranger)):
        with pytest.raises((ssl.SSLError, ConnectionError, urllib.error.URLError)):
            get(server, "/health/live", refused)
    for reason in ("the client shows no certificate", "unable to get local issuer certificate"):
        wait_until(lambda: reason in server.log_text())


def test_failed_handshakes_do_not_fill_the_log(installation, authority):
    server = serve(installation, authority)
    for _ in range(100):
        with socket.create_connection(("127.0.0.1", port_of(server)), timeout=5) as plain:
            plain.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            answer = plain.recv(4096)
            assert answer.startswith(b"HTTP/1.1 400 ") and b"use https" in answer
    lines = [line for line in server.log_text().splitlines() if "handshake failed" in line]
    assert 1 <= len(lines) <= 12 and "the client spoke HTTP without TLS" in lines[0]


def test_a_server_does_not_start_with_files_that_are_wrong(installation, authority):
    certificate, key = authority.issue("server")
    for options, reason in (
            (["--tls-certificate", certificate], "--tls-key is missing"),
            (["--tls-certificate", certificate, "--tls-key", authority.key],
             "the key is not that of the certificate"),
            (["--tls-certificate", key, "--tls-key", key], "the certificate holds no certificate"),
            (["--tls-client-ca", certificate], "--tls-client-ca needs --tls-certificate")):
        with pytest.raises(RuntimeError) as refused:
            installation.serve(options=options, tls=authority.client())
        assert reason in str(refused.value)


def thumbprint(certificate):
    """x5t#S256 (RFC 8705 §3.1)."""
    with open(certificate, encoding="ascii") as file:
        der = ssl.PEM_cert_to_DER_cert(file.read())
    return base64.urlsafe_b64encode(hashlib.sha256(der).digest()).decode().rstrip("=")


def token_for(server, context, **form):
    request = urllib.request.Request(server.url + "/oauth/token",
                                     urllib.parse.urlencode({"grant_type": "client_credentials"} | form).encode())
    try:
        with urllib.request.urlopen(request, timeout=10, context=context) as reply:
            return reply.status, json.load(reply)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def test_credentials_are_bound_to_certificates(installation, authority):
    clients = Authority(installation.folder, "clients")
    mine, other = clients.issue("payroll"), clients.issue("another")
    server = serve(installation, authority, "--tls-client-ca", clients.certificate, "--tls-client",
                   "optional")
    owner = sign_in(server.url, server.demo["email"], server.demo["password"], tls=server.tls)
    shows = {"mine": authority.client(mine), "other": authority.client(other), "none": server.tls}

    def allowed(credential):
        """Who may use it."""
        who = set()
        for name, context in shows.items():
            reply = Client(server.url, api_key=credential, tls=context).raw(
                "GET", "/api/v1/ledger/accounts", headers={"Authorization": "Bearer " + credential})
            assert reply.status in (200, 401), reply
            if reply.status == 200:
                who.add(name)
            else:
                assert "client certificate" in reply["detail"]
        return who

    scopes = ["ledger.accounts:read"]
    renewable = {"subject": "CN=payroll", "issuer": "CN=clients"}
    for certificate in ({"thumbprint": thumbprint(mine[0])}, renewable):
        key = owner.request("POST", "/api-keys", body={"name": "bound", "scopes": scopes,
                                                       "certificate": certificate})
        assert key["certificate"] == certificate
        # Twice: what is remembered of a key is not remembered without its certificate.
        assert allowed(key["secret"]) == allowed(key["secret"]) == {"mine"}
    wrong = {"name": "x", "scopes": scopes, "certificate": {"subject": "CN=payroll"}}
    with pytest.raises(Problem) as refused:
        owner.request("POST", "/api-keys", body=wrong)
    assert refused.value.status == 400

    made = owner.request("POST", "/oauth/clients", body={
        "name": "Payroll", "authentication": "tls_client_auth", "grant_types": ["client_credentials"],
        "scopes": scopes, "certificate": renewable, "binds_tokens_to_certificate": True})
    client_id = made["client"]["id"]
    assert "secret" not in made
    for name in ("other", "none"):
        status, error = token_for(server, shows[name], client_id=client_id)
        assert (status, error["error"]) == (401, "invalid_client")
        assert "certificate" in error["error_description"]
    status, token = token_for(server, shows["mine"], client_id=client_id)
    assert status == 200, token
    payload = token["access_token"].split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    assert claims["cnf"] == {"x5t#S256": thumbprint(mine[0])}
    assert allowed(token["access_token"]) == allowed(token["access_token"]) == {"mine"}
    with pytest.raises(Problem) as needed:
        owner.request("POST", "/oauth/clients", body={
            "name": "x", "authentication": "tls_client_auth", "grant_types": ["client_credentials"],
            "scopes": scopes})
    assert needed.value.faults == [("/certificate", "required")]
