"""Single sign-on through the real server: identity providers and name servers of the tests."""

import os
import subprocess
import sys
import tempfile

import pytest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "api"))

from bank import Tenant, sign_in  # noqa: E402
from name_server import NameServer  # noqa: E402
from people import Browser, OpenIdProvider, SamlProvider, SECRET  # noqa: E402
from server import Server  # noqa: E402


@pytest.fixture(scope="session")
def names():
    server = NameServer()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def server(names):
    with tempfile.TemporaryDirectory(prefix="sangam-sign-on-") as folder:
        os.chmod(folder, 0o711)
        server = Server(folder, options=("--webhooks-anywhere", "--dns-server", names.address))
        yield server
        assert server.stop() == 0, server.log_text()[-4000:]


@pytest.fixture(scope="session")
def database(server):
    """Runs SQL past every rule, for arranging and for looking behind; returns lines."""
    def run(sql):
        done = subprocess.run(
            ["psql", "--host", os.path.join(server.data, "postgres", "socket"), "--username",
             "sangam_root", "--dbname", "sangam", "--quiet", "--no-align", "--tuples-only",
             "--set", "ON_ERROR_STOP=1", "--command", sql], check=True, capture_output=True, text=True)
        return done.stdout.splitlines()
    return run


@pytest.fixture(scope="session")
def operator(server):
    credentials = server.demo["operator"]
    return sign_in(server.url, credentials["email"], credentials["password"])


@pytest.fixture
def tenant(operator):
    return Tenant(operator)


@pytest.fixture
def other_tenant(operator):
    return Tenant(operator)


@pytest.fixture
def browser(server):
    return Browser(server.url)


@pytest.fixture
def prove(names):
    """Adds a domain to a connection, with the record that proves it."""
    def prove(tenant, connection, domain):
        added = tenant.owner.sign_on_domains_add(domain=domain, connection=connection["id"])
        names.texts[added["record_name"]] = ["something else", added["record_text"]]
        return tenant.owner.sign_on_domains_verify(id=added["id"])
    return prove


@pytest.fixture
def openid(tenant, prove):
    """A connection to oidc-provider, enabled, for the tenant's domain; .provider and .record."""
    class Connected:
        provider = OpenIdProvider()

        def connect(self, of=tenant, claims=None, **settings):
            settings = {"client_id": "basic", "client_secret": SECRET} | settings
            self.record = of.owner.sign_on_connections_create(
                name="Head office", protocol="oidc", issuer=self.provider.issuer, **settings)
            self.id = self.record["id"]
            self.domain = f"{of.slug}.example"
            self.provider.serve(self.record, **(claims or {}))
            prove(of, self.record, self.domain)
            of.owner.sign_on_connections_enable(id=self.id)
            return self

    connected = Connected()
    yield connected
    connected.provider.stop()


@pytest.fixture(scope="session")
def saml_provider():
    provider = SamlProvider()
    yield provider
    provider.folder.cleanup()


@pytest.fixture
def saml(tenant, prove, saml_provider):
    """A connection to samlify, enabled, for the tenant's domain."""
    class Connected:
        provider = saml_provider

        def connect(self, of=tenant, **settings):
            settings = {"metadata": self.provider.metadata} | settings
            self.record = of.owner.sign_on_connections_create(name="Branch", protocol="saml",
                                                              **settings)
            self.id = self.record["id"]
            self.domain = f"{of.slug}.example"
            self.provider.learn(self.record)
            prove(of, self.record, self.domain)
            of.owner.sign_on_connections_enable(id=self.id)
            return self

    return Connected()
