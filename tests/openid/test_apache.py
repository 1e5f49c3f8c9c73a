"""Debian's libapache2-mod-auth-openidc signs people in with us, as it comes."""

import contextlib
import http.client
import os
import shutil
import string
import subprocess
import tempfile
import time
import urllib.parse

import pytest
from oauth import App, split
from server import free_port

HERE = os.path.dirname(os.path.abspath(__file__))
MODULES = "/usr/lib/apache2/modules"
PROGRAM = shutil.which("apache2", path="/usr/sbin:/usr/bin")


@contextlib.contextmanager
def apache(**values):
    """Serves one page to people who signed in; gives what it logs when it does not start."""
    with tempfile.TemporaryDirectory(prefix="sangam-apache-") as folder:
        os.chmod(folder, 0o755)
        os.mkdir(os.path.join(folder, "pages"))
        with open(os.path.join(folder, "pages", "index.html"), "w", encoding="utf-8") as page:
            page.write("the page")
        with open(os.path.join(HERE, "apache.conf"), encoding="utf-8") as template:
            text = string.Template(template.read()).safe_substitute(FOLDER=folder, MODULES=MODULES,
                                                                    **values)
        configuration = os.path.join(folder, "apache.conf")
        with open(configuration, "w", encoding="utf-8") as file:
            file.write(text)
        server = subprocess.Popen([PROGRAM, "-f", configuration, "-DFOREGROUND"],
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            yield Browser(int(values["PORT"]), os.path.join(folder, "error.log"))
        finally:
            server.terminate()
            server.wait(20)


class Browser:
    """Asks one server, keeps its cookies, and follows nothing by itself."""

    def __init__(self, port, log):
        self.port = port
        self.log = log
        self.cookies = {}

    def get(self, target):
        deadline = time.monotonic() + 20
        while True:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
            try:
                cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
                connection.request("GET", target, headers={"Cookie": cookie, "Accept": "text/html"})
                reply = connection.getresponse()
                reply.text = reply.read().decode()
                break
            except ConnectionRefusedError:
                assert time.monotonic() < deadline, self.told()
                time.sleep(0.05)
            finally:
                connection.close()
        for line in reply.headers.get_all("Set-Cookie", []):
            name, _, value = line.split(";")[0].partition("=")
            self.cookies[name] = value
        return reply

    def told(self):
        if not os.path.exists(self.log):
            return "nothing was logged"
        with open(self.log, encoding="utf-8", errors="replace") as file:
            return file.read()[-3000:]


@pytest.mark.skipif(PROGRAM is None or not os.path.exists(MODULES + "/mod_auth_openidc.so"),
                    reason="libapache2-mod-auth-openidc is not installed")
def test_people_sign_in_to_a_page_behind_apache(tenant):
    port = free_port()
    callback = f"http://127.0.0.1:{port}/callback"
    app = App(tenant, grant_types=["authorization_code"], scopes=["openid", "profile", "email"],
              redirect_uris=[callback], id_token_algorithm="ES256")
    with apache(PORT=str(port), ISSUER=tenant.owner.url, CLIENT_ID=app.id,
                CLIENT_SECRET=app.secret) as browser:
        sent = browser.get("/index.html")
        assert sent.status == 302, (sent.status, browser.told())
        address, parameters = split(sent.headers["Location"])
        assert address == tenant.owner.url + "/oauth/authorize"
        assert (parameters["redirect_uri"], parameters["code_challenge_method"]) == (callback, "S256")
        _, asked = app.authorize(urllib.parse.urlencode(parameters))
        back, answer = app.approve(tenant.owner, asked["request"])
        assert back == callback
        forged = browser.get("/callback?" + urllib.parse.urlencode(answer | {"state": "another"}))
        assert forged.status >= 400
        signed_in = browser.get("/callback?" + urllib.parse.urlencode(answer))
        assert signed_in.status == 302, (signed_in.status, browser.told())
        page = browser.get(urllib.parse.urlsplit(signed_in.headers["Location"]).path)
        assert (page.status, page.text) == (200, "the page"), browser.told()
        assert page.headers["X-Signed-In"] == tenant.email
