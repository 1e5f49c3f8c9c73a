"""The Python SDK as tests want it: operations by one name, replies whose head is at hand, nothing
tried again, and requests that no SDK would make."""

import http.client
import json
import os
import select
import sys
import urllib.parse

ROOT = os.path.realpath(os.path.join(os.path.dirname(__file__), "..", ".."))
sys.path.insert(0, os.path.join(ROOT, "sdk", "python", "src"))

from sangam import Download, Headers, HeldForApproval, Page, Problem, Sangam  # noqa: E402
from sangam.call import query_text  # noqa: E402

__all__ = ["API", "Client", "Problem", "Reply"]

API = "/api/v1"


class Reply(dict):
    """A JSON object that also knows how it came; `content` holds the bytes of any reply."""

    def __init__(self, status, headers, content, document=None):
        is_json = headers.get("Content-Type", "").startswith(("application/json",
                                                              "application/problem+json"))
        if document is None and is_json and content and "Content-Encoding" not in headers:
            document = json.loads(content)
        super().__init__(document if isinstance(document, dict) else {})
        self.status = status
        self.headers = headers
        self.content = content

    def __bool__(self):
        """A reply is one, whether it has members or not."""
        return True

    @property
    def text(self):
        return self.content.decode()


def reply_of(result):
    """What a method of the SDK returns, as a Reply."""
    response, document, content = result.response, None, None
    if isinstance(result, Download):
        content = result.read()
    elif isinstance(result, Page):
        document = {"items": result.items} | ({"next": result.next} if result.next else {})
    else:
        document = dict(result)
    if content is None:
        written = json.dumps(document, ensure_ascii=False).encode()
        content = b"" if response.status == 204 else written
    return Reply(response.status, response.headers, content, document)


class Client:
    """ledger_accounts_list(…) calls ledger.accounts.list(…) of the SDK. Not for several threads:
    copy() gives another one. `tls` is the ssl.SSLContext for an https address; None takes the
    system's authorities."""

    def __init__(self, url, api_key=None, cookie=None, timeout=30, tls=None):
        self.url = url
        self.api_key = api_key
        self.cookie = cookie
        self.timeout = timeout
        self.tls = tls
        self._sangam = None
        self._connection = None

    def copy(self, **changes):
        kept = {"api_key": self.api_key, "cookie": self.cookie, "timeout": self.timeout,
                "tls": self.tls}
        return type(self)(self.url, **(kept | changes))

    def close(self):
        if self._connection:
            self._connection.close()
        if self._sangam:
            self._sangam.close()
        self._connection = self._sangam = None

    @property
    def sangam(self):
        """The SDK's client with the present credentials."""
        given = {"api_key": self.api_key, "cookie": self.cookie, "timeout": self.timeout}
        if self._sangam is None:
            self._sangam = Sangam(self.url, tls=self.tls, retries=0, **given)
        elif any(getattr(self._sangam.settings, name) != value for name, value in given.items()):
            self._sangam = self._sangam.with_options(**given)
        return self._sangam

    def __getattr__(self, name):
        if name.startswith("_") or find(self.sangam, name.split("_")) is None:
            raise AttributeError(name)

        def call(**arguments):
            try:
                return reply_of(find(self.sangam, name.split("_"))(**arguments))
            except HeldForApproval as held:
                return Reply(202, Headers(), None, {"approval": held.approval})

        return call

    def raw(self, method, target, body=None, headers=None):
        """One request exactly as told; returns a Reply whatever its status."""
        if self._connection is not None and self._was_closed():
            self.close()
        if self._connection is None:
            self._connection = self._connect()
        try:
            self._connection.request(method, target, body=body, headers=headers or {})
            response = self._connection.getresponse()
            reply = Reply(response.status, response.headers, response.read())
        except BaseException:
            self.close()
            raise
        if response.will_close:
            self.close()
        return reply

    def _was_closed(self):
        """Whether the server ended the connection, as it does with those that are idle for long."""
        readable, _, _ = select.select([self._connection.sock], [], [], 0)
        return bool(readable)

    def _connect(self):
        parts = urllib.parse.urlsplit(self.url)
        if parts.scheme == "https":
            return http.client.HTTPSConnection(parts.hostname, parts.port, timeout=self.timeout,
                                               context=self.tls)
        return http.client.HTTPConnection(parts.hostname, parts.port, timeout=self.timeout)

    def request(self, method, path, query=None, body=None, headers=None):
        """A request below /api/v1 with this client's credential; `body` is made JSON unless it is
        bytes. Returns a Reply or raises Problem."""
        sent = self.sangam.settings.credentials(method) | (headers or {})
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
            sent.setdefault("Content-Type", "application/json")
        reply = self.raw(method, API + path + query_text(query), body, sent)
        if reply.status >= 400:
            raise Problem(f"{method} {path}", reply.status, reply, Headers(reply.headers.items()))
        return reply

    def each(self, operation, /, **arguments):
        """Every item of all pages of a list operation of this client."""
        cursor = None
        while True:
            page = operation(**arguments, cursor=cursor)
            yield from page["items"]
            cursor = page.get("next")
            if cursor is None:
                return


def find(group, words):
    """The operation whose name has these words, however they are parted."""
    for count in range(len(words), 0, -1):
        inner = getattr(group, "_".join(words[:count]), None)
        if inner is None:
            continue
        found = inner if count == len(words) else find(inner, words[count:])
        if callable(found):
            return found
    return None
