"""A sink for webhooks in a process of its own: answers 200 as fast as Python can, and counts."""

import asyncio
import multiprocessing

REPLY = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"


class _Protocol(asyncio.Protocol):
    def __init__(self, count):
        self.count = count
        self.buffer = b""

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.buffer += data
        while True:
            head = self.buffer.find(b"\r\n\r\n")
            if head < 0:
                return
            at = self.buffer.find(b"Content-Length: ", 0, head)
            length = int(self.buffer[at + 16:self.buffer.find(b"\r", at)])
            if len(self.buffer) < head + 4 + length:
                return
            self.buffer = self.buffer[head + 4 + length:]
            self.count.value += 1
            self.transport.write(REPLY)


def _serve(count, port):
    async def run():
        server = await asyncio.get_running_loop().create_server(lambda: _Protocol(count),
                                                                "127.0.0.1", 0)
        port.value = server.sockets[0].getsockname()[1]
        await server.serve_forever()
    asyncio.run(run())


class Sink:
    """Serves until the `with` block ends; `url` and `count` of requests so far."""

    def __enter__(self):
        self._count = multiprocessing.Value("q", 0, lock=False)
        self._port = multiprocessing.Value("i", 0, lock=False)
        self._process = multiprocessing.Process(target=_serve, args=(self._count, self._port),
                                                daemon=True)
        self._process.start()
        while not self._port.value:
            if not self._process.is_alive():
                raise RuntimeError("the sink did not start")
        self.url = f"http://127.0.0.1:{self._port.value}/"
        return self

    def __exit__(self, *_):
        self._process.terminate()
        self._process.join()

    @property
    def count(self):
        return self._count.value
