"""A WebSocket at /ws, spoken by Debian's python3-websockets, for tests that wait for one message
after another."""

import asyncio
import json

import websockets

PATIENCE_SECONDS = 10


class Refused(Exception):
    """The handshake was answered with another status than 101."""

    def __init__(self, status):
        super().__init__(f"the handshake was answered with {status}")
        self.status = status


class Subscriber:
    """One connection. `key` goes as a bearer token, `cookie` and `origin` as a browser sends them.

    Without any of them the connection has to authenticate by a message. `address` is whom a proxy
    says it is of.
    """

    PATH = "/ws"
    PROTOCOL = "sangam.v1"

    def __init__(self, url, key=None, cookie=None, origin=None, address=None):
        headers = {"X-Forwarded-For": address} if address else {}
        if key:
            headers["Authorization"] = f"Bearer {key}"
        if cookie:
            headers["Cookie"] = cookie
        self._loop = asyncio.new_event_loop()
        opening = self._open(url.replace("http", "ws", 1) + self.PATH, headers, origin)
        try:
            self.connection = self._run(opening)
        except websockets.exceptions.InvalidStatusCode as refused:
            self._loop.close()
            raise Refused(refused.status_code) from None
        if key or cookie:
            self.ready = self.receive("ready")

    async def _open(self, url, headers, origin):
        # Within a coroutine, because the connection belongs to the loop that runs. It proposes
        # permessage-deflate, which the server declines.
        return await websockets.connect(url, extra_headers=headers, origin=origin,
                                        subprotocols=[self.PROTOCOL], ping_interval=None,
                                        max_queue=None, close_timeout=2)

    def _run(self, work):
        return self._loop.run_until_complete(asyncio.wait_for(work, PATIENCE_SECONDS))

    def send(self, type, **members):
        self._run(self.connection.send(json.dumps({"type": type} | members)))

    def send_raw(self, data):
        self._run(self.connection.send(data))

    def receive(self, expected=None):
        """The next message; of another type than expected it is an error."""
        message = json.loads(self._run(self.connection.recv()))
        assert expected in (None, message["type"]), message
        return message

    def subscribe(self, operation, id="1", **members):
        """What was answered: subscribed, or error."""
        self.send("subscribe", id=id, operation=operation, **members)
        return self.receive()

    def ping(self):
        """A control frame, and the wait for its pong."""
        async def wait_for_pong():
            await (await self.connection.ping())
        self._run(wait_for_pong())

    def close_code(self):
        """The code that the server closes with, after whatever else it sends."""
        async def read_to_the_end():
            try:
                while True:
                    await self.connection.recv()
            except websockets.exceptions.ConnectionClosed:
                return self.connection.close_code
        return self._run(read_to_the_end())

    def cut(self):
        """Gone without a word."""
        self.connection.transport.abort()
        self._run(self.connection.wait_closed())
        self._loop.close()

    def close(self):
        self._run(self.connection.close())
        self._loop.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if not self._loop.is_closed():
            self.close()


class GraphqlSubscriber(Subscriber):
    """One at /graphql, which authenticates by its connection_init."""

    PATH = "/graphql"
    PROTOCOL = "graphql-transport-ws"
