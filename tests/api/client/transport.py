"""What the generated client stands on: one connection, replies, problems, pages."""

import http.client
import json
import select
import urllib.parse

API = "/api/v1"


class Problem(Exception):
    """A problem document (RFC 9457) that the server answered with."""

    def __init__(self, status, headers, document):
        super().__init__(f"{status} {document.get('code')}: {document.get('detail')} "
                         f"{document.get('errors', '')}")
        self.status = status
        self.headers = headers
        self.document = document
        self.code = document.get("code")
        self.detail = document.get("detail")
        self.errors = document.get("errors", [])
        self.ledger_status = document.get("ledger_status", {}).get("name")

    @property
    def faults(self):
        """(pointer, code) of every field at fault."""
        return [(error["pointer"], error["code"]) for error in self.errors]


class Reply(dict):
    """A JSON object that also knows how it came; `content` holds the bytes of any reply."""

    def __init__(self, status, headers, content):
        is_json = headers.get("Content-Type", "").startswith(("application/json",
                                                              "application/problem+json"))
        document = json.loads(content) if is_json and content else {}
        super().__init__(document if isinstance(document, dict) else {})
        self.status = status
        self.headers = headers
        self.content = content

    @property
    def text(self):
        return self.content.decode()


class Transport:
    """One keep-alive connection. Not for several threads: copy() gives another one. `tls` is the
    ssl.SSLContext for an https address; None takes the system's authorities."""

    def __init__(self, url, api_key=None, cookie=None, timeout=30, tls=None):
        parts = urllib.parse.urlsplit(url)
        self.url = url
        self.host, self.port = parts.hostname, parts.port
        self.api_key = api_key
        self.cookie = cookie
        self.timeout = timeout
        self.tls = tls
        self._connection = None

    def copy(self, **changes):
        kept = {"api_key": self.api_key, "cookie": self.cookie, "timeout": self.timeout,
                "tls": self.tls}
        return type(self)(self.url, **(kept | changes))

    def close(self):
        if self._connection:
            self._connection.close()
        self._connection = None

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
        if self.url.startswith("https:"):
            return http.client.HTTPSConnection(self.host, self.port, timeout=self.timeout,
                                               context=self.tls)
        return http.client.HTTPConnection(self.host, self.port, timeout=self.timeout)

    def request(self, method, path, query=None, body=None, headers=None):
        """A request below /api/v1 with this client's credential; `body` is made JSON unless it is
        bytes. Returns a Reply or raises Problem."""
        sent = self._credentials(method) | (headers or {})
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
            sent.setdefault("Content-Type", "application/json")
        reply = self.raw(method, API + path + query_text(query), body, sent)
        if reply.status >= 400:
            raise Problem(reply.status, reply.headers, reply)
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

    def _credentials(self, method):
        headers = {}
        if self.api_key:
            headers["Authorization"] = f"Bearer {self.api_key}"
        if self.cookie:
            headers["Cookie"] = self.cookie
            if method != "GET":
                headers["Origin"] = self.url
        return headers


def segment(value):
    """A value as one segment of a path."""
    return urllib.parse.quote(str(value), safe="")


def query_text(query):
    pairs = []
    for name, value in (query or {}).items():
        for item in value if isinstance(value, list) else [value]:
            if item is not None:
                pairs.append((name, str(item).lower() if isinstance(item, bool) else item))
    return "?" + urllib.parse.urlencode(pairs) if pairs else ""


def given(fields):
    """The fields that are not None: what is absent takes its default on the server."""
    return {name: value for name, value in fields.items() if value is not None}


def keyed(idempotency_key=None, if_match=None):
    headers = {}
    if idempotency_key is not None:
        headers["Idempotency-Key"] = idempotency_key
    if if_match is not None:
        headers["If-Match"] = if_match
    return headers
