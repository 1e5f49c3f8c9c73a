"""Servers that do what no Sangam does: each gives a typed error, in bounded time and memory, to
clients of both kinds."""

import asyncio
import contextlib
import json
import socket
import threading
import time

import pytest
from sangam import AsyncSangam, ConnectionFailed, Problem, Sangam, TimedOut, UnexpectedReply

JSON = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
PROBLEM = "HTTP/1.1 {} X\r\nContent-Type: application/problem+json\r\n"


def sized(head, body):
    return head + b"Content-Length: %d\r\n\r\n" % len(body) + body


def problem(code, status, *headers):
    document = {"type": "/", "title": "t", "detail": "d", "code": code, "status": status}
    head = PROBLEM.format(status) + "".join(header + "\r\n" for header in headers)
    return sized(head.encode(), json.dumps(document).encode())


class Hostile:
    """Answers each connection's first request by answer(socket, head, number of the connection)."""

    def __init__(self, answer):
        self.answer = answer
        self.heads = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self.listener.accept()
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        with connection, contextlib.suppress(OSError):
            head = b""
            while b"\r\n\r\n" not in head:
                piece = connection.recv(65536)
                if not piece:
                    return
                head += piece
            self.heads.append(head.decode("latin-1"))
            self.answer(connection, len(self.heads))

    def close(self):
        self.listener.close()


@pytest.fixture
def hostile():
    servers = []

    def start(answer):
        if isinstance(answer, bytes):
            text = answer
            answer = lambda connection, _: connection.sendall(text)  # noqa: E731
        servers.append(Hostile(answer))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


class Sync:
    def __init__(self, url, **options):
        self.client = Sangam(url, api_key="sk_test", **{"retries": 0} | options)

    def do(self, use):
        with self.client:
            return use(self.client)

    def all(self, use):
        return self.do(lambda client: list(use(client)))


class Async:
    def __init__(self, url, **options):
        self.settings = (url, {"api_key": "sk_test", "retries": 0} | options)

    def do(self, use):
        async def main():
            async with AsyncSangam(self.settings[0], **self.settings[1]) as client:
                return await use(client)

        return asyncio.run(main())

    def all(self, use):
        async def listed(client):
            return [item async for item in use(client)]

        return self.do(listed)


@pytest.fixture(params=[Sync, Async])
def kind(request):
    if request.param is Async:
        pytest.importorskip("httpx")
    return request.param


def get(client):
    return client.tenant.get()


def fails(kind, server, error, reason=None, use=get, **options):
    began = time.monotonic()
    with pytest.raises(error) as raised:
        kind(server.url, **options).do(use)
    assert time.monotonic() - began < 5
    assert reason is None or raised.value.reason == reason
    return raised.value


@pytest.mark.parametrize("body", [b"{", b"[]", b"null", b"<html>", b'{"a":1}x', b"", b"\xff",
                                  b"[" * 100_000])
def test_what_is_no_object_is_not_taken_for_one(hostile, kind, body):
    fails(kind, hostile(sized(JSON, body)), UnexpectedReply, "malformed")


def test_other_media_types_and_compression_are_refused(hostile, kind):
    html = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
    fails(kind, hostile(sized(html, b"<html>")), UnexpectedReply, "media_type")
    packed = JSON + b"Content-Encoding: gzip\r\n"
    fails(kind, hostile(sized(packed, b"\x1f\x8b")), UnexpectedReply, "media_type")


def test_what_is_no_page_is_not_taken_for_one(hostile, kind):
    for body in (b"{}", b'{"items": 7}', b'{"items": [], "next": 7}'):
        server = hostile(sized(JSON, body))
        with pytest.raises(UnexpectedReply):
            kind(server.url).all(lambda client: client.ledger.accounts.list())


def test_a_body_without_end_is_not_read_to_its_end(hostile, kind):
    sent = []

    def endless(connection, _):
        connection.sendall(JSON + b"Transfer-Encoding: chunked\r\n\r\n")
        while True:
            sent.append(connection.send(b"10000\r\n" + b" " * 65536 + b"\r\n"))

    class Small(kind):
        def do(self, use):
            return super().do(lambda client: use(client.with_options(reply_bytes_most=100_000)))

    fails(Small, hostile(endless), UnexpectedReply, "too_large")
    assert sum(sent) < 20_000_000
    declared = JSON + b"Content-Length: 99999999999\r\n\r\n{"
    fails(kind, hostile(declared), UnexpectedReply, "too_large")


def test_redirects_are_not_followed(hostile, kind):
    def loop(connection, _):
        connection.sendall(b"HTTP/1.1 302 X\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n")

    server = hostile(loop)
    fails(kind, server, UnexpectedReply, "redirect")
    fails(kind, server, UnexpectedReply, "redirect", use=lambda client: client.tenant.reopen())
    assert len(server.heads) == 2


def drip(*pieces):
    def answer(connection, _):
        for piece in pieces:
            connection.sendall(piece)
        while True:
            connection.sendall(b"x" if pieces == () else b" ")
            time.sleep(0.02)

    return answer


@pytest.mark.parametrize("answer", [
    lambda *_: time.sleep(3), drip(), drip(b"HTTP/1.1 200 OK\r\nX-A:"),
    drip(JSON + b"Content-Length: 100000\r\n\r\n"),
    drip(b"HTTP/1.1 500 X\r\nContent-Length: 100000\r\n\r\n")])
def test_a_server_that_is_silent_or_slow_is_not_waited_for(hostile, kind, answer):
    fails(kind, hostile(answer), TimedOut, timeout=0.3)


@pytest.mark.parametrize("answer", [
    b"SSH-2.0-OpenSSH\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", b"", JSON + b"Content-Length: 9\r\n\r\n{",
    JSON + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}",
    JSON + b"".join(b"X-%d: y\r\n" % number for number in range(70_000)) + b"\r\n",
    JSON + b"X: " + b"y" * 1_000_000 + b"\r\n\r\n"])
def test_what_is_no_http_or_breaks_off_is_no_reply(hostile, kind, answer):
    fails(kind, hostile(answer), ConnectionFailed)


def test_nobody_is_there(kind):
    with pytest.raises(ConnectionFailed):
        kind("http://127.0.0.1:1").do(get)


def test_errors_that_are_no_problem_documents_say_so(hostile, kind):
    for head, body in ((b"HTTP/1.1 502 X\r\nContent-Type: text/html\r\n", b"<h1>Bad gateway</h1>"),
                       (PROBLEM.format(502).encode(), b"{"),
                       (PROBLEM.format(502).encode(), b'{"code": 7}'),
                       (PROBLEM.format(502).encode(),
                        b'{"code": "x", "title": "t", "detail": "d", "errors": 5}')):
        error = fails(kind, hostile(sized(head, body)), UnexpectedReply, "no_problem_document")
        assert error.status == 502


def test_what_passes_is_tried_again_under_the_same_key(hostile, kind):
    def busy(connection, number):
        connection.sendall(problem("unavailable", 503, "Retry-After: 0", "Connection: close")
                           if number < 3 else sized(JSON, b"{}"))

    server, told = hostile(busy), []
    kind(server.url, retries=3, on_retry=told.append).do(lambda client: client.tenant.reopen())
    keys = {line for head in server.heads for line in head.split("\r\n")
            if line.lower().startswith("idempotency-key")}
    assert (len(server.heads), len(keys), [retry.failed for retry in told]) == (3, 1, [1, 2])


def test_what_nobody_remembers_is_sent_once(hostile, kind):
    server = hostile(b"")
    fails(kind, server, ConnectionFailed, retries=3,
          use=lambda client: client.session.sign_in(email="ann@example.com", password="secret"))
    assert len(server.heads) == 1
    fails(kind, server, ConnectionFailed, retries=1)
    assert len(server.heads) == 3


def test_a_pause_that_is_too_long_is_the_callers_to_decide(hostile, kind):
    server = hostile(problem("too_many_requests", 429, "Retry-After: 3600"))
    error = fails(kind, server, Problem, retries=3)
    assert (error.retry_after, len(server.heads)) == (3600, 1)


def test_a_list_that_never_ends_is_noticed(hostile, kind):
    page = json.dumps({"items": [{}], "next": "again"}).encode()
    server = hostile(sized(JSON + b"Connection: close\r\n", page))
    with pytest.raises(UnexpectedReply) as endless:
        kind(server.url).all(lambda client: client.ledger.accounts.list())
    assert endless.value.reason == "endless_list"


EVENTS = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"


def follow(client):
    return client.events.tail()


def test_streams_that_are_none(hostile, kind):
    def endless(connection, _):
        connection.sendall(EVENTS + b"data: ")
        while True:
            connection.sendall(b"x" * 65536)

    refusal = problem("forbidden", 403).split(b"\r\n\r\n", 1)[1]
    for answer, error, reason in (
            (endless, UnexpectedReply, "event_too_large"),
            (EVENTS + b"data: {\n\n", UnexpectedReply, "malformed"),
            (EVENTS + b"event: problem\ndata: {}\n\n", UnexpectedReply, "malformed"),
            (sized(JSON, b"{}"), UnexpectedReply, "media_type"),
            (EVENTS + b"id: 1\ndata: {}\n\nevent: problem\ndata: " + refusal + b"\n\n", Problem,
             None),
            (EVENTS + b"data: {}\n\n", ConnectionFailed, None)):
        with pytest.raises(error) as raised:
            kind(hostile(answer).url).all(follow)
        assert reason is None or raised.value.reason == reason


def test_a_stream_that_went_quiet_is_taken_up_behind_its_last_event(hostile, kind):
    def quiet(connection, number):
        if number == 1:
            connection.sendall(EVENTS + b"id: 7\ndata: {}\n\n")
            time.sleep(3)
        connection.sendall(problem("unauthenticated", 401))

    server = hostile(quiet)
    with pytest.raises(Problem):
        kind(server.url).all(lambda client: client.with_options(stream_idle=0.2).events.tail())
    assert ["last-event-id: 7" in head.lower() for head in server.heads] == [False, True]


def test_a_stream_is_come_back_to_as_long_as_it_lives_and_not_for_ever(hostile, kind):
    def cutting(connection, number):
        connection.sendall(EVENTS + b": \n\n" if number < 5 else problem("unauthenticated", 401))

    def patient(client):
        return client.with_options(reconnects=2).events.tail()

    server = hostile(cutting)
    with pytest.raises(Problem):
        kind(server.url).all(patient)
    assert len(server.heads) == 5
    empty = hostile(EVENTS)
    with pytest.raises(ConnectionFailed):
        kind(empty.url).all(patient)
    assert len(empty.heads) == 3


def test_many_callers_do_not_make_trouble_many_times_worse(hostile):
    server = hostile(problem("unavailable", 503, "Retry-After: 0", "Connection: close"))
    client = Sangam(server.url, retries=3)

    def call():
        with contextlib.suppress(Problem):
            client.tenant.get()

    threads = [threading.Thread(target=call) for _ in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 40 < len(server.heads) <= 60
