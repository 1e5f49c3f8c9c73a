"""Requests that are signed (RFC 9421) by a published library, and everything that makes them not hold."""

import base64
import gzip
import hashlib
import json
import secrets
import subprocess
import time
import urllib.parse

import pytest
from client import API, ROOT, Client, Problem
from sangam import RequestSigner, Sangam

ALGORITHMS = ["ed25519", "ecdsa-p256-sha256", "rsa-pss-sha512"]
TARGET = ["@method", "@target-uri"]


def library(asked):
    """What sign_requests.mjs prints."""
    run = subprocess.run(["tools/node_script.sh", "tests/api", "sign_requests.mjs"], cwd=ROOT, text=True,
                         capture_output=True, input=json.dumps(asked), check=False)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


class Program:
    """Something with a private key, whose requests are an API key's."""

    def __init__(self, tenant, algorithm="ed25519", **api_key):
        self.tenant, self.algorithm = tenant, algorithm
        self.url = tenant.owner.url
        made = {"name": "signer", "kind": "signing", "role": "admin"} | api_key
        made = {name: value for name, value in made.items() if value is not None}
        self.api_key = tenant.owner.request("POST", "/api-keys", body=made)
        self.pair = library({"make": algorithm})
        self.key = self.register(self.pair["public"])
        self.client = Client(self.url)

    def register(self, public_key, **more):
        body = {"name": "laptop", "public_key": public_key} | more
        return self.tenant.owner.request("POST", f"/api-keys/{self.api_key['id']}/signing-keys", body=body)

    def describe(self, method, path, body=None, fields=None, leave_out=(), pair=None, key=None, **params):
        """What to sign: a request as its author would."""
        covered = TARGET + (["content-digest"] if body is not None else [])
        said = {"created": int(time.time()), "nonce": secrets.token_urlsafe(18),
                "keyid": (key or self.key)["id"]} | params
        request = {"method": method, "url": self.url + API + path, "headers": {},
                   "algorithm": self.algorithm, "key": (pair or self.pair)["private"],
                   "keyid": said["keyid"], "fields": covered if fields is None else fields,
                   "params": {name: value for name, value in said.items() if name not in leave_out}}
        if body is not None:
            request["body"] = json.dumps(body)
            request["headers"]["Content-Type"] = "application/json"
        return request

    def send(self, request, headers, **changes):
        sent = request | changes
        target = urllib.parse.urlsplit(sent["url"])
        path = target.path + (f"?{target.query}" if target.query else "")
        body = sent["body"].encode() if "body" in sent else None
        return self.client.raw(sent["method"], path, body, headers)

    def ask(self, *arguments, **named):
        request = self.describe(*arguments, **named)
        [headers] = library({"sign": [request]})
        return self.send(request, headers)


def refusal(reply):
    """The code by which a signature was refused."""
    assert reply.status == 401, reply
    assert reply["code"] == "unauthenticated"
    assert reply.headers["WWW-Authenticate"]
    return reply["errors"][0]["code"]


@pytest.fixture(scope="module")
def program(operator):
    from bank import Tenant

    return Program(Tenant(operator))


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_what_a_published_library_signs_is_let_in(tenant, algorithm):
    program = Program(tenant, algorithm)
    assert program.key["algorithm"] == algorithm
    assert "secret" not in program.api_key and program.api_key["kind"] == "signing"
    made = program.ask("POST", "/teams", {"name": "Made by signature", "description": ""})
    assert made.status == 201, made
    listed = program.ask("GET", "/teams?search=made%20by&limit=5",
                         fields=["@method", "@authority", "@path", "@query"])
    assert [team["id"] for team in listed["items"]] == [made["id"]]
    [key] = tenant.owner.request("GET", f"/api-keys/{program.api_key['id']}/signing-keys")["items"]
    assert key["last_used_at"] and json.loads(key["public_key"])["kty"] in ("OKP", "EC", "RSA")


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_the_sdk_signs(tenant, algorithm):
    program = Program(tenant, algorithm)
    signer = RequestSigner(program.key["id"], program.pair["private"])
    with Sangam(program.url, signer=signer) as client:
        made = client.teams.create(name="By the SDK", description="")
        assert [team["id"] for team in client.teams.list(search="By the SDK & more", limit=1)] == []
        assert [team["id"] for team in client.teams.list(search="By the SDK")] == [made["id"]]
    entries = tenant.owner.audit_list(operation="teams.create")["items"]
    assert [entry["actor"] for entry in entries if entry.get("target") == made["id"]] == [program.api_key["id"]]


def test_a_request_is_good_once(program):
    request = program.describe("GET", "/teams")
    [headers] = library({"sign": [request]})
    assert program.send(request, headers).status == 200
    again = program.send(request, headers)
    assert refusal(again) == "nonce_used"
    accept = again.headers["Accept-Signature"]
    assert accept.startswith('sig=("@method" "@target-uri");created;nonce="')
    # Nor with the nonce under another time.
    nonce = request["params"]["nonce"]
    assert refusal(program.ask("GET", "/teams", nonce=nonce, created=int(time.time()) - 5)) == "nonce_used"


def test_a_compressed_body_is_signed_as_it_is_sent(program):
    def packed(name):
        return gzip.compress(json.dumps({"name": name, "description": ""}).encode(), mtime=0)

    def send(signed, sent):
        digest = base64.b64encode(hashlib.sha256(signed).digest()).decode()
        request = program.describe("POST", "/teams", fields=[*TARGET, "content-digest"])
        request["headers"] = {"Content-Type": "application/json", "Content-Encoding": "gzip",
                              "Content-Digest": f"sha-256=:{digest}:"}
        [headers] = library({"sign": [request]})
        return program.client.raw("POST", API + "/teams", sent, headers)

    assert send(packed("Packed"), packed("Packed")).status == 201
    assert refusal(send(packed("Packed"), packed("Swapped"))) == "wrong_digest"


def test_nothing_that_is_covered_can_be_changed(program):
    body = {"name": "Whatever", "description": ""}
    request = program.describe("POST", "/teams?limit=5", body)
    [headers] = library({"sign": [request]})
    other = json.dumps(body | {"name": "Something else"})
    changes = {
        "method": ({"method": "PUT"}, {}),
        "path": ({"url": request["url"].replace("/teams", "/users")}, {}),
        "query": ({"url": request["url"] + "0"}, {}),
        "digest": ({}, {"Content-Digest": "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:"}),
        "key": ({}, {"Signature-Input": headers["Signature-Input"].replace(";created=", ";x;created=")}),
        "bytes": ({}, {"Signature": headers["Signature"].replace(headers["Signature"][8], "_")[:-4] + "AA==:"}),
    }
    for name, (parts, fields) in changes.items():
        reply = program.send(request, headers | fields, **parts)
        # The router answers first where nothing takes the method.
        assert reply.status in (401, 405), (name, reply)
    reply = program.send(request, headers, body=other)
    assert refusal(reply) == "wrong_digest"
    assert not [team for team in program.ask("GET", "/teams")["items"] if team["name"] == "Something else"]


def test_what_a_signature_lacks_is_said(program):
    now = int(time.time())
    body = {"name": "Nothing", "description": ""}
    wanted = {
        "missing_component": [program.describe("GET", "/teams", fields=["@method"]),
                              program.describe("GET", "/teams", fields=[]),
                              program.describe("GET", "/teams?limit=1", fields=["@method", "@authority", "@path"]),
                              program.describe("POST", "/teams", body, fields=TARGET)],
        "missing_parameter": [program.describe("GET", "/teams", leave_out=["nonce"]),
                              program.describe("GET", "/teams", leave_out=["created"])],
        "nonce_length": [program.describe("GET", "/teams", nonce="short")],
        "signature_expired": [program.describe("GET", "/teams", created=now - 1000),
                              program.describe("GET", "/teams", expires=now - 1)],
        "signature_from_the_future": [program.describe("GET", "/teams", created=now + 1000)],
        "wrong_algorithm": [program.describe("GET", "/teams", alg="hmac-sha256")],
        "unknown_key": [program.describe("GET", "/teams", keyid="sgk_" + "0" * 26)],
    }
    requests = [one for group in wanted.values() for one in group]
    signed = iter(library({"sign": requests}))
    for code, group in wanted.items():
        for request in group:
            assert refusal(program.send(request, next(signed))) == code
    # Somebody else's signature says nothing of whose the request is: as without a credential.
    foreign = program.describe("GET", "/teams", keyid="a-proxy")
    [headers] = library({"sign": [foreign]})
    assert program.send(foreign, headers).status == 401


def test_fields_that_cannot_be_read_are_refused(program):
    for fields in ({"Signature-Input": "sig=(", "Signature": "sig=:YQ==:"},
                   {"Signature-Input": "sig=()", "Signature": "sig=YQ"},
                   {"Signature-Input": f'a=();keyid="{program.key["id"]}"'},
                   {"Signature-Input": "a=(), " * 200 + "b=()", "Signature": "a=:YQ==:"}):
        reply = program.client.raw("GET", API + "/teams", headers=fields)
        assert refusal(reply) == "unreadable_signature", fields
    request = program.describe("GET", "/teams")
    [headers] = library({"sign": [request]})
    both = program.send(request, headers | {"Authorization": "Bearer " + program.tenant.key["secret"]})
    assert refusal(both) == "several_credentials"
    twice = {"Signature-Input": headers["Signature-Input"] + ", " + headers["Signature-Input"].replace("sig=", "two="),
             "Signature": headers["Signature"] + ", " + headers["Signature"].replace("sig=", "two=")}
    assert refusal(program.send(request, twice)) == "several_signatures"


def test_keys_are_rotated_and_revoked(tenant):
    program = Program(tenant)
    owner, keys = tenant.owner, f"/api-keys/{program.api_key['id']}/signing-keys"
    new = library({"make": "ed25519"})
    with pytest.raises(Problem) as same:
        owner.request("POST", f"{keys}/{program.key['id']}/rotate", body={"public_key": program.pair["public"]})
    assert same.value.status == 400
    replaced = owner.request("POST", f"{keys}/{program.key['id']}/rotate",
                             body={"public_key": new["public"], "overlap_seconds": 600})
    assert program.ask("GET", "/teams").status == 200
    assert program.ask("GET", "/teams", pair=new, key=replaced).status == 200
    last = library({"make": "ed25519"})
    at_once = owner.request("POST", f"{keys}/{replaced['id']}/rotate",
                            body={"public_key": last["public"], "overlap_seconds": 0})
    assert refusal(program.ask("GET", "/teams", pair=new, key=replaced)) == "unknown_key"
    assert program.ask("GET", "/teams", pair=last, key=at_once).status == 200
    owner.request("DELETE", f"{keys}/{at_once['id']}")
    assert refusal(program.ask("GET", "/teams", pair=last, key=at_once)) == "unknown_key"
    assert program.ask("GET", "/teams").status == 200
    owner.request("DELETE", f"/api-keys/{program.api_key['id']}")
    assert refusal(program.ask("GET", "/teams")) == "unknown_key"


def test_a_signing_key_may_do_what_its_api_key_may(tenant):
    reader = Program(tenant, scopes=["teams:read"], role=None)
    assert reader.ask("GET", "/teams").status == 200
    assert reader.ask("POST", "/teams", {"name": "No", "description": ""}).status == 403


def test_public_keys_are_for_api_keys_that_sign(tenant, operator):
    from bank import Tenant

    public = library({"make": "ed25519"})
    program = Program(tenant)

    def refused(path, body, owner=tenant.owner):
        with pytest.raises(Problem) as problem:
            owner.request("POST", path, body=body)
        return problem.value.status, problem.value.document

    mine = f"/api-keys/{program.api_key['id']}/signing-keys"
    body = {"name": "x", "public_key": public["public"]}
    assert refused(f"/api-keys/{tenant.key['id']}/signing-keys", body)[0] == 422
    assert refused(mine, body, Tenant(operator).owner)[0] == 404
    status, document = refused(mine, body | {"public_key": public["private"]})
    assert status == 400 and document["errors"][0]["pointer"] == "/public_key"
    assert "private key" in document["errors"][0]["detail"]
    assert refused(mine, body | {"public_key": "nonsense"})[0] == 400
    assert refused(mine, body | {"ends_at": "2020-01-01T00:00:00Z"})[0] == 400
    # It has no secret that could be rotated.
    assert refused(f"/api-keys/{program.api_key['id']}/rotate", {})[0] == 422


def test_a_signature_is_good_from_the_keys_addresses_only(tenant):
    elsewhere = Program(tenant, networks=["192.0.2.0/24"])
    assert elsewhere.ask("GET", "/teams").status == 401
