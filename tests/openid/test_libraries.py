"""Published client libraries get along with the provider: npm openid-client, oauth4webapi, jose."""

import contextlib
import http.server
import json
import pathlib
import subprocess
import threading

from oauth import App, encode

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]


def make_key():
    """An Ed25519 key as a private JSON Web Key, made by OpenSSL."""
    der = subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-outform", "DER"],
                         capture_output=True, check=True)
    public = subprocess.run(["openssl", "pkey", "-inform", "DER", "-pubout", "-outform", "DER"],
                            input=der.stdout, capture_output=True, check=True)
    return {"kty": "OKP", "crv": "Ed25519", "kid": "one", "alg": "EdDSA",
            "d": encode(der.stdout[-32:]), "x": encode(public.stdout[-32:])}


@contextlib.contextmanager
def published(document):
    """An address on this machine where a document is."""
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            body = document.encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/jwks"
    server.shutdown()
    server.server_close()


def run(question):
    done = subprocess.run(["tools/node_script.sh", "tests/openid", "libraries.mjs"], cwd=ROOT, text=True,
                          input=json.dumps(question), capture_output=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return [json.loads(line)["flow"] for line in done.stdout.splitlines() if line.startswith("{")]


def client(app, algorithm="EdDSA"):
    return {"id": app.id, "secret": app.secret, "algorithm": algorithm}


def test_published_libraries_go_through_whole_flows(tenant):
    key = make_key()
    public = json.dumps({"keys": [{name: value for name, value in key.items() if name != "d"}]})
    signing = {"authentication": "private_key_jwt", "grant_types": ["client_credentials"],
               "scopes": ["users:read"], "redirect_uris": []}
    with published(public) as address:
        clients = {
            "web": client(App(tenant)),
            "es256": client(App(tenant, id_token_algorithm="ES256"), "ES256"),
            "device": client(App(tenant, authentication="none", redirect_uris=[],
                                 grant_types=["device_code", "refresh_token"])),
            "service": client(App(tenant, grant_types=["client_credentials", "token_exchange"],
                                  scopes=["users:read"], redirect_uris=[])),
            "signing": client(App(tenant, jwks=public, **signing)),
            "publishing": client(App(tenant, jwks_uri=address, **signing)),
        }
        went = run({"url": tenant.owner.url, "cookie": tenant.owner.cookie, "clients": clients,
                    "keys": {"private": key}})
    print(f"flows by published libraries: {went}")
    assert went == ["code", "es256", "pushed_with_proof", "replayed_proof", "device", "exchange",
                    "signed_assertion", "strictly"]
