"""A client of the provider as a program would be one, with everything in the hands of the test."""

import base64
import hashlib
import json
import secrets
import urllib.parse

from client import Client

REDIRECT = "https://app.example/callback"


def decode(token):
    """Header and claims of a token, unchecked."""
    return [json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
            for part in token.split(".")[:2]]


def encode(part):
    text = part if isinstance(part, bytes) else json.dumps(part).encode()
    return base64.urlsafe_b64encode(text).rstrip(b"=").decode()


class App:
    """An OAuth client of a tenant, registered by its owner."""

    def __init__(self, tenant, **settings):
        settings.setdefault("authentication", "client_secret")
        settings.setdefault("grant_types", ["authorization_code", "refresh_token"])
        settings.setdefault("scopes", ["openid", "profile", "email", "offline_access", "users:read"])
        settings.setdefault("redirect_uris", [REDIRECT])
        made = tenant.owner.oauth_clients_create(name="App", **settings)
        self.tenant = tenant
        self.record = made["client"]
        self.id = made["client"]["id"]
        self.secret = made.get("secret")
        self.http = Client(tenant.owner.url)

    def post(self, path, parameters, basic=True, headers=None):
        """A form to an endpoint, with the client's secret where it has one."""
        headers = {"Content-Type": "application/x-www-form-urlencoded"} | (headers or {})
        if basic and self.secret:
            pair = f"{self.id}:{self.secret}".encode()
            headers["Authorization"] = "Basic " + base64.b64encode(pair).decode()
        body = parameters if isinstance(parameters, str) else urllib.parse.urlencode(parameters)
        return self.http.raw("POST", path, body, headers)

    def token(self, grant_type, **parameters):
        headers = parameters.pop("headers", None)
        if not self.secret:
            parameters.setdefault("client_id", self.id)
        return self.post("/oauth/token", {"grant_type": grant_type, **parameters}, headers=headers)

    def request(self, **changes):
        """Parameters of an authorization request; those changed to None are left out."""
        self.verifier = secrets.token_urlsafe(48)
        challenge = encode(hashlib.sha256(self.verifier.encode()).digest())
        parameters = {"client_id": self.id, "response_type": "code", "redirect_uri": REDIRECT,
                      "scope": "openid", "state": "the state", "nonce": "the nonce",
                      "code_challenge": challenge, "code_challenge_method": "S256"} | changes
        return {name: value for name, value in parameters.items() if value is not None}

    def authorize(self, query):
        """Where /oauth/authorize sends a browser: (address, parameters)."""
        if not isinstance(query, str):
            query = urllib.parse.urlencode(query)
        reply = self.http.raw("GET", "/oauth/authorize?" + query)
        assert reply.status == 303, (reply.status, reply.text)
        assert reply.headers["Cache-Control"] == "no-store"
        return split(reply.headers["Location"])

    def ask(self, **changes):
        """The handle of a request that waits for a person."""
        address, parameters = self.authorize(self.request(**changes))
        assert address == "/authorize", (address, parameters)
        assert set(parameters) == {"request"}, parameters
        return parameters["request"]

    def approve(self, person, handle, consents=True):
        reply = person.oauth_authorizations_approve(request=handle, consents=consents)
        return split(reply["location"])

    def code(self, person, **changes):
        address, parameters = self.approve(person, self.ask(**changes))
        assert address == changes.get("redirect_uri", REDIRECT)
        assert parameters["iss"] == self.tenant.owner.url
        return parameters["code"]

    def redeem(self, code, **changes):
        return self.token("authorization_code", **({"code": code, "redirect_uri": REDIRECT,
                                                    "code_verifier": self.verifier} | changes))

    def sign_in(self, person, **changes):
        """The tokens of a whole flow."""
        reply = self.redeem(self.code(person, **changes))
        assert reply.status == 200, reply.text
        return reply

    def bearer(self, token):
        return Client(self.tenant.owner.url, api_key=token)


def split(location):
    address, _, query = location.partition("?")
    return address, dict(urllib.parse.parse_qsl(query, strict_parsing=bool(query)))
