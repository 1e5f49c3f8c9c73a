"""Signing out: of this server, of the clients, and back to where the person came from."""

import json
import queue
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from client import Client, Problem
from oauth import App, decode, split

HOME = "https://app.example/bye"


@pytest.fixture
def told():
    """Somewhere a client is told of ended sessions: (address, queue of forms)."""
    forms = queue.Queue()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            forms.put(dict(urllib.parse.parse_qsl(body)))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/logout", forms
    server.shutdown()
    server.server_close()


def end_session(app, **parameters):
    reply = app.http.raw("GET", "/oauth/end_session?" + urllib.parse.urlencode(parameters))
    assert reply.status == 303, reply.text
    return split(reply.headers["Location"])


def test_a_client_is_told_and_its_tokens_end(tenant, told):
    address, forms = told
    person = tenant.user_client("owner")
    app = App(tenant, backchannel_logout_uri=address, post_logout_redirect_uris=[HOME])
    tokens = app.sign_in(person, scope="openid users:read")
    page, parameters = end_session(app, client_id=app.id, id_token_hint=tokens["id_token"],
                                   post_logout_redirect_uri=HOME, state="the state")
    assert page == "/sign-out"
    ended = person.oauth_sessions_end(request=parameters["request"])
    assert ended["location"] == HOME + "?state=the%20state"
    header, claims = decode(forms.get(timeout=20)["logout_token"])
    assert header["typ"] == "logout+jwt"
    identity = decode(tokens["id_token"])[1]
    assert (claims["sub"], claims["sid"], claims["aud"]) == (identity["sub"], identity["sid"], app.id)
    assert "http://schemas.openid.net/event/backchannel-logout" in claims["events"]
    assert "nonce" not in claims
    with pytest.raises(Problem) as refused:
        app.bearer(tokens["access_token"]).users_list()
    assert refused.value.status == 401


def test_what_was_allowed_for_a_persons_absence_goes_on(tenant):
    person = tenant.user_client("owner")
    app = App(tenant)
    tokens = app.sign_in(person, scope="openid offline_access users:read")
    assert "location" not in person.oauth_sessions_end()
    assert app.token("refresh_token", refresh_token=tokens["refresh_token"]).status == 200


@pytest.mark.parametrize("changes", [
    {"post_logout_redirect_uri": "https://evil.example/"}, {"client_id": ""},
    {"post_logout_redirect_uri": HOME + "/"}, {"id_token_hint": "x.y.z"}])
def test_nobody_is_sent_to_an_address_that_is_not_registered(tenant, changes):
    app = App(tenant, post_logout_redirect_uris=[HOME])
    page, parameters = end_session(app, **({"client_id": app.id, "post_logout_redirect_uri": HOME}
                                           | changes))
    assert page == "/authorize" and parameters["error"] == "invalid_request"


def test_one_request_is_not_another(tenant):
    app = App(tenant, post_logout_redirect_uris=[HOME])
    _, parameters = end_session(app, client_id=app.id, post_logout_redirect_uri=HOME)
    with pytest.raises(Problem) as refused:
        app.approve(tenant.owner, parameters["request"])
    assert refused.value.status == 404
    handle = app.ask()
    anonymous = Client(tenant.owner.url)
    assert json.loads(anonymous.oauth_sessions_end(request=handle).text) == {}
    assert tenant.owner.oauth_authorizations_open(request=handle)["client_name"] == "App"
