"""HTTP/1.1 by the standard library: connections that are kept, deadlines that hold."""

import http.client
import io
import select
import socket
import ssl
import threading
import time
import urllib.parse
from typing import Any, Iterator

from .call import Content, Message
from .errors import ConnectionFailed, TimedOut
from .headers import Headers
from .replies import ResponseInfo
from .settings import Settings

PIECE = 64 * 1024
IDLE_MOST = 32


class _TimedReader(io.RawIOBase):
    """Reads of a socket that end at one moment together: a timeout of its own for each would let a
    server go on for ever, one byte at a time."""

    def __init__(self, connection: "Connection", source: socket.socket) -> None:
        self._connection = connection
        self._socket = source
        # Keeps the socket open until this is closed, though http.client may let go of it before.
        self._reader = source.makefile("rb", buffering=0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        left = self._connection.deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError("the time is over")
        self._socket.settimeout(left)
        return self._reader.readinto(buffer) or 0

    def close(self) -> None:
        self._reader.close()
        super().close()


class _Socket:
    """As much of a socket as http.client's replies want."""

    def __init__(self, connection: "Connection", source: socket.socket) -> None:
        self._reader = _TimedReader(connection, source)

    def makefile(self, *_: Any) -> io.BufferedReader:
        return io.BufferedReader(self._reader, PIECE)


class Connection:
    """One keep-alive connection, and at most one reply that is being read from it."""

    def __init__(self, url: str, tls: ssl.SSLContext | None) -> None:
        parts = urllib.parse.urlsplit(url)
        self.deadline = 0.0
        host = parts.hostname or ""
        self._http = (http.client.HTTPSConnection(host, parts.port, context=tls)
                      if parts.scheme == "https" else http.client.HTTPConnection(host, parts.port))
        self._http.response_class = self._response  # type: ignore[assignment]
        self.fresh = True

    def _response(self, source: socket.socket, *arguments: Any,
                  **named: Any) -> http.client.HTTPResponse:
        return http.client.HTTPResponse(_Socket(self, source), *arguments, **named)  # type: ignore[arg-type]

    def close(self) -> None:
        self._http.close()

    def was_closed(self) -> bool:
        """Whether the server ended it, as it does with those that are idle for long."""
        if self._http.sock is None:
            return True
        readable, _, _ = select.select([self._http.sock], [], [], 0)
        return bool(readable)

    def send(self, method: str, message: Message, headers: dict[str, str],
             timeout: float) -> http.client.HTTPResponse:
        self._http.timeout = timeout
        if self._http.sock is not None:
            self._http.sock.settimeout(timeout)
        body = pieces(message.body)
        chunked = not isinstance(body, bytes) and body is not None
        if chunked:
            headers = {**headers, "Transfer-Encoding": "chunked"}
        self._http.request(method, message.target, body=body, headers=headers,
                           encode_chunked=chunked)
        self.deadline = time.monotonic() + timeout
        self.fresh = False
        return self._http.getresponse()


def pieces(content: Content | None) -> bytes | Iterator[bytes] | None:
    """A body as http.client sends it: whole, or piece by piece."""
    if content is None or isinstance(content, (bytes, bytearray, memoryview)):
        return None if content is None else bytes(content)
    read: Any = getattr(content, "read", None)
    return iter(lambda: read(PIECE), b"") if read else iter(content)


class Pool:
    """Connections that wait for their next request. Any thread may use it."""

    def __init__(self, settings: Settings) -> None:
        self._url, self._tls = settings.url, settings.tls
        self._idle: list[Connection] = []
        self._lock = threading.Lock()

    def take(self) -> Connection:
        while True:
            with self._lock:
                connection = self._idle.pop() if self._idle else None
            if connection is None:
                return Connection(self._url, self._tls)
            if not connection.was_closed():
                return connection
            connection.close()

    def give_back(self, connection: Connection) -> None:
        with self._lock:
            if len(self._idle) < IDLE_MOST:
                self._idle.append(connection)
                return
        connection.close()

    def close(self) -> None:
        with self._lock:
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()


class Exchange:
    """A reply whose head has come. Its connection goes back to the pool at the end of its body,
    and is closed when close() comes before that."""

    def __init__(self, operation: str, pool: Pool, connection: Connection,
                 response: http.client.HTTPResponse, timeout: float) -> None:
        self.info = ResponseInfo(response.status, Headers(response.getheaders()))
        self._operation = operation
        self._pool = pool
        self._connection: Connection | None = connection
        self._response = response
        self._timeout = timeout

    def pieces(self, each: float | None = None) -> Iterator[bytes]:
        """The body. With `each`, that many seconds are allowed for each piece, and not the time of
        the request for the whole."""
        while self._connection is not None:
            if each is not None:
                self._timeout = each
                self._connection.deadline = time.monotonic() + each
            with translated(self._operation, self._timeout):
                piece = self._response.read1(PIECE)
                if not piece and self._response.length:
                    raise http.client.IncompleteRead(b"", self._response.length)
            if not piece:
                self._ended()
                return
            yield piece

    def _ended(self) -> None:
        if self._connection is None:
            return
        # Which http.client does by itself only for replies that are read in one go.
        self._response.close()
        if self._response.will_close:
            self._connection.close()
        else:
            self._pool.give_back(self._connection)
        self._connection = None

    def close(self) -> None:
        if self._connection is not None:
            self._response.close()
            self._connection.close()
        self._connection = None


class translated:
    """What sockets and http.client raise, as one of ours."""

    def __init__(self, operation: str, timeout: float) -> None:
        self._operation = operation
        self._timeout = timeout

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, TimeoutError):
            raise TimedOut(self._operation, f"no reply within {self._timeout} s") from error
        if isinstance(error, (OSError, http.client.HTTPException)):
            raise ConnectionFailed(self._operation, str(error) or repr(error)) from error


def exchange(operation: str, pool: Pool, method: str, message: Message, headers: dict[str, str],
             timeout: float) -> Exchange:
    """Sends a request and reads the head of its reply."""
    connection = pool.take()
    try:
        with translated(operation, timeout):
            response = connection.send(method, message, headers, timeout)
    except BaseException:
        connection.close()
        raise
    return Exchange(operation, pool, connection, response, timeout)
