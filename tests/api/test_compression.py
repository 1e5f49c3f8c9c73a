"""gzip and Brotli, both ways, over the operations and pages of a real server."""

import ctypes.util
import ctypes
import gzip
import http.client
import json
import zlib

import pytest

from bank import money, new_id
from client import API


def brotli_decoded(content, most=1 << 22):
    """By libbrotli, which the server is linked with; Python has none of its own."""
    library = ctypes.CDLL(ctypes.util.find_library("brotlidec") or "libbrotlidec.so.1")
    size = ctypes.c_size_t(most)
    buffer = ctypes.create_string_buffer(most)
    done = library.BrotliDecoderDecompress(ctypes.c_size_t(len(content)), content,
                                           ctypes.byref(size), buffer)
    assert done == 1
    return buffer.raw[:size.value]


def get(client, target, **fields):
    headers = {"Authorization": f"Bearer {client.api_key}"} if client.api_key else {}
    headers |= {name.replace("_", "-").title(): value for name, value in fields.items()}
    reply = client.raw("GET", target, headers=headers)
    return reply, reply.content


@pytest.fixture
def long_list(bank):
    for _ in range(30):
        bank.fund(bank.cash, "1.00")
    return API + "/ledger/accounts?limit=100"


def test_a_list_comes_as_the_client_accepts_it(bank, long_list):
    plain, text = get(bank.api, long_list)
    assert "Content-Encoding" not in plain.headers
    assert plain.headers["Vary"] == "Accept-Encoding"
    coded, content = get(bank.api, long_list, accept_encoding="gzip;q=0.8, br")
    assert coded.headers["Content-Encoding"] == "br"
    assert len(content) < len(text) and brotli_decoded(content) == text
    coded, content = get(bank.api, long_list, accept_encoding="gzip, br;q=0")
    assert coded.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(content) == text
    coded, content = get(bank.api, long_list, accept_encoding="identity, gzip;q=0.5")
    assert "Content-Encoding" not in coded.headers and content == text


def test_a_small_reply_is_not_worth_it(bank):
    reply, _ = get(bank.api, f"{API}/ledger/accounts/{bank.cash}", accept_encoding="gzip")
    assert "Content-Encoding" not in reply.headers


def test_what_was_read_compressed_is_known_when_it_is_asked_for_again(bank):
    endpoint = bank.api.webhooks_endpoints_create(url="https://shop.example/hook",
                                                  description="\u65e5" * 400)["endpoint"]
    target = f"{API}/webhooks/endpoints/{endpoint['id']}"
    coded, content = get(bank.api, target, accept_encoding="gzip")
    assert coded.headers["Content-Encoding"] == "gzip"
    tag = coded.headers["ETag"]
    assert tag.endswith('.gzip"')
    again, _ = get(bank.api, target, accept_encoding="gzip", if_none_match=tag)
    assert (again.status, again.headers["ETag"]) == (304, tag)
    plain, text = get(bank.api, target)
    assert plain.headers["ETag"] == tag.replace(".gzip", "")
    assert gzip.decompress(content) == text
    # And a write may insist on it.
    changed = bank.api.request("PATCH", f"/webhooks/endpoints/{endpoint['id']}",
                               body={"description": "short"}, headers={"If-Match": tag})
    assert changed["description"] == "short"


def test_secrets_are_not_compressed(bank):
    """A key is shown once; its length must tell nothing of it, however much stands beside it."""
    scopes = bank.owner.session["permissions"]
    body = json.dumps({"name": "k" * 120, "networks": ["192.0.2.0/24"] * 2, "scopes": scopes}).encode()
    reply = bank.owner.raw("POST", API + "/api-keys", body, {
        "Cookie": bank.owner.cookie, "Origin": bank.owner.url, "Content-Type": "application/json",
        "Accept-Encoding": "gzip, br"})
    assert reply.status == 201 and len(reply.content) > 1024
    assert "Content-Encoding" not in reply.headers and "Vary" not in reply.headers


def test_descriptions_and_figures_are_compressed(anonymous):
    for target in ("/api/openapi.json", "/metrics"):
        plain, text = get(anonymous, target)
        coded, content = get(anonymous, target, accept_encoding="br")
        assert coded.headers["Content-Encoding"] == "br", target
        assert len(content) < len(text) / 4
    assert json.loads(brotli_decoded(
        get(anonymous, "/api/openapi.json", accept_encoding="br")[1]))["openapi"]


def test_a_download_is_compressed_while_it_is_made(bank):
    for _ in range(50):
        bank.fund(bank.cash, "1.00")
    target = f"{API}/ledger/accounts/{bank.cash}/statement.csv"
    plain, text = get(bank.api, target)
    coded, content = get(bank.api, target, accept_encoding="gzip")
    assert coded.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(content) == text


def test_events_are_readable_one_by_one(bank):
    connection = http.client.HTTPConnection(bank.api.url.removeprefix("http://"), timeout=30)
    connection.request("GET", API + "/event-tail", headers={
        "Authorization": f"Bearer {bank.key['secret']}", "Accept": "text/event-stream",
        "Accept-Encoding": "gzip, br"})
    response = connection.getresponse()
    assert response.headers["Content-Encoding"] == "gzip"
    decoder = zlib.decompressobj(31)
    text = b""
    for number in range(3):
        bank.fund(bank.cash, "1.00")
        before = text.count(b"data: ")
        while text.count(b"data: ") == before:
            text += decoder.decompress(response.read1(4096))
    connection.close()


def transfer(bank):
    return {"id": new_id("trf"), "debit_account": bank.source, "credit_account": bank.cash,
            "amount": money("1.00")}


def send(bank, body, coding):
    return bank.api.raw("POST", API + "/ledger/transfers", body, {
        "Authorization": f"Bearer {bank.key['secret']}", "Content-Type": "application/json",
        "Content-Encoding": coding})


def test_a_compressed_request_is_read(bank):
    reply = send(bank, gzip.compress(json.dumps(transfer(bank)).encode()), "gzip")
    assert reply.status == 201, reply.text
    assert bank.balance(bank.cash) == "1.00"


def test_a_bomb_changes_nothing(bank):
    body = gzip.compress(json.dumps(transfer(bank)).encode() + b" " * 50_000_000)
    assert len(body) < 100_000
    reply = send(bank, body, "gzip")
    assert (reply.status, reply["code"]) == (413, "too_large")
    assert "decoded" in reply["detail"]
    assert bank.balance(bank.cash) == "0.00"


def test_what_we_do_not_read_is_refused_with_what_we_do(bank):
    for coding in ("zstd", "gzip, gzip", "deflate"):
        reply = send(bank, b"x", coding)
        assert (reply.status, reply["code"]) == (415, "unsupported_media")
        assert reply.headers["Accept-Encoding"] == "br, gzip"
    reply = send(bank, b"{}", "gzip")
    assert (reply.status, reply["code"]) == (400, "malformed")
