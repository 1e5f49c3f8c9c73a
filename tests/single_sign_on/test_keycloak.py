"""People sign in with Keycloak, by both protocols. Maven fetches it where it can be reached."""

import html
import http.cookiejar
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
import zipfile

import pytest

from people import CameBack, Redirects, parameters_of

VERSION = "26.4.0"
START_SECONDS = 240
PASSWORD = "Ann's password"
SECRET = "a secret of Keycloak's client"


def distribution():
    """The file that Maven keeps, or why there is none."""
    for program in ("mvn", "java"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed, and Keycloak needs it")
    try:
        fetched = subprocess.run(
            ["mvn", "--batch-mode", "--quiet", "dependency:get", "-Dtransitive=false",
             f"-Dartifact=org.keycloak:keycloak-quarkus-dist:{VERSION}:zip"],
            capture_output=True, text=True, timeout=400, check=False, cwd="/")
    except subprocess.TimeoutExpired:
        pytest.skip("Maven did not fetch Keycloak in time")
    if fetched.returncode != 0:
        pytest.skip("Maven cannot fetch Keycloak: " + fetched.stdout[-300:])
    return (pathlib.Path.home() / ".m2/repository/org/keycloak/keycloak-quarkus-dist" / VERSION /
            f"keycloak-quarkus-dist-{VERSION}.zip")


def mapper(name, protocol, kind, **settings):
    return {"name": name, "protocol": protocol, "protocolMapper": kind, "config": settings}


def realm(oidc, saml, domain):
    """A realm with one person in one group, and us as a client by either protocol."""
    person = {"username": "ann", "enabled": True, "email": f"ann@{domain}", "emailVerified": True,
              "firstName": "Ann", "lastName": "Other", "groups": ["/Clerks"],
              "credentials": [{"type": "password", "value": PASSWORD}]}
    by_openid = {
        "clientId": "sangam", "secret": SECRET, "protocol": "openid-connect",
        "redirectUris": [oidc["ours"]["redirect_uri"]],
        "protocolMappers": [mapper("groups", "openid-connect", "oidc-group-membership-mapper",
                                   **{"claim.name": "groups", "full.path": "false",
                                      "id.token.claim": "true"})]}
    by_saml = {
        "clientId": saml["ours"]["entity_id"], "protocol": "saml",
        "redirectUris": [saml["ours"]["consumer_url"]],
        "attributes": {"saml.assertion.signature": "true", "saml.authnstatement": "true",
                       "saml.server.signature": "true",
                       "saml.client.signature": "false", "saml.signature.algorithm": "RSA_SHA256",
                       "saml_name_id_format": "persistent", "saml_force_name_id_format": "true",
                       "saml_assertion_consumer_url_post": saml["ours"]["consumer_url"]},
        "protocolMappers": [
            mapper("email", "saml", "saml-user-property-mapper",
                   **{"user.attribute": "email", "attribute.name": "email",
                      "attribute.nameformat": "Basic"}),
            mapper("groups", "saml", "saml-group-membership-mapper",
                   **{"attribute.name": "groups", "attribute.nameformat": "Basic",
                      "single": "true", "full.path": "false"})]}
    return {"realm": "bank", "enabled": True, "sslRequired": "none",
            "groups": [{"name": "Clerks"}], "users": [person], "clients": [by_openid, by_saml]}


class Keycloak:
    def __init__(self, folder, described):
        with zipfile.ZipFile(distribution()) as archive:
            archive.extractall(folder)
        home = next(folder.glob("keycloak-*"))
        imported = home / "data" / "import"
        imported.mkdir(parents=True)
        (imported / "bank.json").write_text(json.dumps(described))
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}/realms/bank"
        self.log = folder / "keycloak.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                ["sh", home / "bin" / "kc.sh", "start-dev", "--import-realm",
                 "--http-host=127.0.0.1", f"--http-port={port}", "--http-management-port=0"],
                stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
                env=os.environ | {"JAVA_OPTS_APPEND": "-Xmx512m"})

    def wait(self):
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                with urllib.request.urlopen(self.url, timeout=5):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(1)
        raise AssertionError("Keycloak did not start:\n" + self.log.read_text()[-3000:])

    def stop(self):
        # It was started in a session of its own, the launcher's shell and the machine together.
        os.killpg(self.process.pid, 15)
        self.process.wait(60)


def sign_in_there(location, ours):
    """Fills Keycloak's page. What comes back: the address of ours, or a form for it."""
    # Browsers take loopback for safe, and Keycloak's cookies are for safe connections only.
    jar = http.cookiejar.CookieJar(
        http.cookiejar.DefaultCookiePolicy(secure_protocols=("http", "https")))
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar), Redirects(ours))
    try:
        text = opener.open(location, timeout=60).read().decode()
        action = html.unescape(re.search(r'action="([^"]+)"', text)[1])
        form = urllib.parse.urlencode({"username": "ann", "password": PASSWORD}).encode()
        text = opener.open(action, form, timeout=60).read().decode()
    except CameBack as back:
        return str(back)
    fields = {}
    for tag in re.findall(r"<input [^>]*>", text, re.I):
        name, value = re.search(r'name="(\w+)"', tag, re.I), re.search(r'value="([^"]*)"', tag, re.I)
        if name and value:
            fields[name[1]] = html.unescape(value[1])
    return fields


@pytest.fixture
def keycloak(tenant, tmp_path):
    owner = tenant.owner
    oidc = owner.sign_on_connections_create(name="By OpenID", protocol="oidc")
    saml = owner.sign_on_connections_create(name="By SAML", protocol="saml")
    running = Keycloak(tmp_path, realm(oidc, saml, f"{tenant.slug}.example"))
    try:
        running.wait()
        owner.close()  # the server has let go of a connection that was quiet for so long
        groups = {"group_roles": [{"group": "Clerks", "role": "auditor"}]}
        owner.sign_on_connections_change(id=oidc["id"], issuer=running.url, client_id="sangam",
                                         client_secret=SECRET, **groups)
        owner.sign_on_connections_change(
            id=saml["id"], metadata_url=running.url + "/protocol/saml/descriptor", **groups)
        for connection in (oidc, saml):
            owner.sign_on_connections_enable(id=connection["id"])
        running.oidc, running.saml = oidc, saml
        yield running
    finally:
        running.stop()


def test_people_sign_in_with_keycloak(keycloak, tenant, browser, names):
    domain = f"{tenant.slug}.example"
    added = tenant.owner.sign_on_domains_add(domain=domain, connection=keycloak.oidc["id"])
    names.texts[added["record_name"]] = [added["record_text"]]
    tenant.owner.sign_on_domains_verify(id=added["id"])
    location = browser.start(keycloak.oidc["id"])
    session = browser.finish(parameters_of(sign_in_there(location, browser.url)))["session"]
    assert (session["user"]["email"], session["role"]) == (f"ann@{domain}", "auditor")
    assert session["user"]["name"] == "Ann Other"

    # By SAML the same person is another subject, and the same member.
    tenant.owner.sign_on_domains_change(id=added["id"], connection=keycloak.saml["id"])
    again = type(browser)(browser.url)
    fields = sign_in_there(again.start(keycloak.saml["id"]), again.url)
    back = again.post_answer(keycloak.saml["id"], fields["SAMLResponse"], fields["RelayState"])
    by_saml = again.finish(back)["session"]
    assert (by_saml["user"]["id"], by_saml["role"]) == (session["user"]["id"], "auditor")

    # A trial says all of it in words.
    location = again.try_out(tenant.owner, keycloak.saml["id"])["location"]
    fields = sign_in_there(location, again.url)
    again.finish(again.post_answer(keycloak.saml["id"], fields["SAMLResponse"],
                                   fields["RelayState"]))
    trial = tenant.owner.sign_on_trials_last(id=keycloak.saml["id"])
    assert trial["passed"] is True, trial
