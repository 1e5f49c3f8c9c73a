"""What a person's browser does between our server and an identity provider."""

import http.cookiejar
import json
import pathlib
import re
import socket
import subprocess
import tempfile
import urllib.parse
import urllib.request

from client import Client

ROOT = pathlib.Path(__file__).resolve().parents[2]
SECRET = "a secret/with:signs"  # of the client that provider.mjs knows
# What our page takes from there.
ANSWER = ("state", "answer", "code", "iss", "error", "error_description")


class CameBack(Exception):
    """The browser was sent to our address."""


class Redirects(urllib.request.HTTPRedirectHandler):
    def __init__(self, ours):
        self.ours = ours

    def redirect_request(self, request, *rest):
        if rest[-1].startswith(self.ours):
            raise CameBack(rest[-1])
        return super().redirect_request(request, *rest)


class Browser:
    """Begins at our server, signs in elsewhere and finishes here."""

    def __init__(self, url):
        self.url = url
        self.client = Client(url)

    def _keep(self, reply):
        cookies = dict(pair.split("=", 1) for pair in (self.client.cookie or "").split("; ") if pair)
        for line in reply.headers.get_all("Set-Cookie") or []:
            name, value = line.split(";")[0].split("=", 1)
            cookies[name] = value
        self.client.cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
        return reply

    def start(self, connection, **arguments):
        return self._keep(self.client.sign_on_start(connection=connection, **arguments))["location"]

    def try_out(self, owner, connection):
        """The owner's browser, in a trial: it keeps the cookie of the sign-in beside its session."""
        self.client.cookie = owner.cookie
        return self._keep(self.client.sign_on_trials_begin(id=connection))

    def elsewhere(self, location, login):
        """Fills the two forms of provider.mjs; returns the parameters that came back."""
        opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()), Redirects(self.url))
        try:
            page = opener.open(location, timeout=20)
            for form in ({"prompt": "login", "login": login, "password": "any"},
                         {"prompt": "consent"}):
                action = re.search(r'action="([^"]+)"', page.read().decode())[1]
                page = opener.open(urllib.parse.urljoin(page.url, action), timeout=20,
                                   data=urllib.parse.urlencode(form).encode())
        except CameBack as back:
            return parameters_of(str(back))
        raise AssertionError("the provider did not send the browser back")

    def finish(self, back):
        return self._keep(self.client.sign_on_finish(**back))

    def sign_in(self, connection, login, **arguments):
        return self.finish(self.elsewhere(self.start(connection, **arguments), login))

    def post_answer(self, connection, response, state):
        """What an identity provider of SAML has the browser do; returns what came back."""
        body = urllib.parse.urlencode({"SAMLResponse": response, "RelayState": state})
        # From another site, so without cookies.
        reply = self.client.raw("POST", f"/sign-on/saml/{connection}", body,
                                {"Content-Type": "application/x-www-form-urlencoded",
                                 "Origin": "https://idp.example"})
        assert reply.status == 303, (reply.status, reply.content)
        return parameters_of(reply.headers["Location"])


def parameters_of(location):
    """The connection and the query of an address below /sign-on/back/."""
    parts = urllib.parse.urlsplit(location)
    query = urllib.parse.parse_qs(parts.query)
    back = {name: values[0] for name, values in query.items() if name in ANSWER}
    return back | {"connection": parts.path.rsplit("/", 1)[1]}


def node(folder, script, *words):
    """Runs a script of a folder of tests/ with its packages; returns the process."""
    return subprocess.Popen(["tools/node_script.sh", folder, script, *map(str, words)], cwd=ROOT,
                            stdout=subprocess.PIPE, text=True, start_new_session=True)


class OpenIdProvider:
    """oidc-provider, for one connection at most."""

    def __init__(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.issuer = f"http://127.0.0.1:{self.port}"
        self.process = None

    def serve(self, connection, **claims):
        """Knows the connection's address; `claims` are {login: {…}}."""
        self.stop()
        settings = {"redirect_uris": [connection["ours"]["redirect_uri"]], "claims": claims}
        self.process = node("tests/relying_party", "provider.mjs", self.port, json.dumps(settings))
        for line in self.process.stdout:
            if line == "ready\n":
                return
        raise AssertionError("oidc-provider did not start")

    def stop(self):
        if self.process:
            self.process.terminate()
            self.process.wait()
            self.process.stdout.close()
            self.process = None


class SamlProvider:
    """samlify with a key of its own."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="sangam-samlify-")
        folder = pathlib.Path(self.folder.name)
        self.key, self.certificate = folder / "key.pem", folder / "certificate.pem"
        self.ours = folder / "ours.xml"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
                        "-subj", "/CN=idp.example", "-keyout", self.key, "-out",
                        self.certificate], check=True, capture_output=True)
        self.metadata = self._run("metadata", self.key, self.certificate)

    @staticmethod
    def _run(*words):
        process = node("tests/saml", "identity_provider.mjs", *words)
        text = process.stdout.read()
        process.stdout.close()
        assert process.wait() == 0
        return text

    def learn(self, connection):
        """Reads our metadata, as an administrator would give it the address."""
        with urllib.request.urlopen(connection["ours"]["metadata_url"], timeout=10) as reply:
            self.ours.write_bytes(reply.read())

    def answer(self, location, signed="assertion", email=None, **changes):
        """The form's value to the request in an address, and the state that goes with it."""
        if email:
            changes |= {"NameID": email, "attrUserEmail": email}
        state = urllib.parse.parse_qs(urllib.parse.urlsplit(location).query)["RelayState"][0]
        return self._run("answer", self.key, self.certificate, self.ours, location, signed,
                         json.dumps(changes)), state
