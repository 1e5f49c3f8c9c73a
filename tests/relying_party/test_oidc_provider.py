"""Signing in by OpenID Connect with a provider that others wrote."""

import http.cookiejar
import os
import pathlib
import re
import socket
import subprocess
import urllib.error
import urllib.parse
import urllib.request

import pytest

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
BUILD = pathlib.Path(os.environ.get("SANGAM_PROGRAM", ROOT / "build" / "dev" / "sangam")).parent
PROGRAM = BUILD / "tests" / "relying_party_check"
BACK = "http://127.0.0.1:1/back"
SECRET = "a secret/with:signs"
VERIFIER = "a-verifier-of-at-least-forty-three-characters"


@pytest.fixture(scope="module")
def issuer():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with subprocess.Popen(
            ["tools/node_script.sh", "tests/relying_party", "provider.mjs", str(port)], cwd=ROOT,
            stdout=subprocess.PIPE, text=True, start_new_session=True) as process:
        for line in process.stdout:
            if line == "ready\n":
                break
        yield f"http://127.0.0.1:{port}"
        os.killpg(process.pid, 15)


def ours(step, issuer, *words, client="basic", secret=SECRET, verifier=VERIFIER, nonce="nonce"):
    return subprocess.run([PROGRAM, step, issuer, client, secret, verifier, nonce, *words],
                          text=True, timeout=60, capture_output=True, check=False)


class CameBack(Exception):
    """The browser was sent to our address."""


class Redirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, request, *rest):
        target = rest[-1]
        if target.startswith(BACK):
            raise CameBack(target)
        return super().redirect_request(request, *rest)


class Browser:
    """Follows redirects and fills the provider's two forms, as a person does."""

    def __init__(self):
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()), Redirects())

    def sign_in(self, url, name):
        """What comes back to us."""
        try:
            page = self.opener.open(url, timeout=20)
            for form in ({"prompt": "login", "login": name, "password": "any"},
                         {"prompt": "consent"}):
                text = page.read().decode()
                action = re.search(r'action="([^"]+)"', text)[1]
                page = self.opener.open(urllib.parse.urljoin(page.url, action), timeout=20,
                                        data=urllib.parse.urlencode(form).encode())
        except CameBack as back:
            query = urllib.parse.parse_qs(urllib.parse.urlsplit(str(back)).query)
            return {key: values[0] for key, values in query.items()}
        raise AssertionError("the provider did not send the browser back")


def code_of(issuer, **asking):
    back = Browser().sign_in(ours("ask", issuer, **asking).stdout, "person")
    assert back["state"] == "state"
    return back["code"]


def test_somebody_signs_in(issuer):
    done = ours("redeem", issuer, code_of(issuer))
    assert done.returncode == 0, done.stdout
    assert done.stdout == ("subject person\nemail person@customer.example verified\n"
                           "group clerks\ngroup approvers\n")


def test_a_code_is_good_once(issuer):
    code = code_of(issuer)
    assert ours("redeem", issuer, code).returncode == 0
    again = ours("redeem", issuer, code)
    assert (again.returncode, again.stdout.split(":")[0]) == (1, "token")
    assert "used before" in again.stdout


@pytest.mark.parametrize("wrong, step, reason", [
    ({"verifier": VERIFIER + "x"}, "token", "does not accept the code"),
    ({"secret": "guess"}, "token", "does not accept our client id or its secret"),
    ({"nonce": "another"}, "identity", "answers another request"),
])
def test_what_is_wrong_is_said(issuer, wrong, step, reason):
    done = ours("redeem", issuer, code_of(issuer), **wrong)
    assert done.returncode == 1 and done.stdout.startswith(step + ": "), done.stdout
    assert reason in done.stdout


def test_a_provider_that_is_not_there(issuer):
    done = ours("redeem", issuer + "/elsewhere", "code")
    assert done.returncode == 1 and done.stdout.startswith("discovery: "), done.stdout
