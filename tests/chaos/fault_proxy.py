"""A proxy between a server and its database whose faults are switched while it runs.

    pass     bytes go through
    refuse   new connections are reset at once; open ones live
    stall    no byte moves either way; connections stay, new ones are taken and kept waiting
    slice    bytes go through in pieces of a few
    delay    every read waits before it is passed on

cut() resets all open connections, after a while in which requests still arrive and answers do not:
whoever sent a COMMIT just then cannot know what became of it.
"""

import asyncio
import random
import socket
import struct
import threading

MODES = ("pass", "refuse", "stall", "slice", "delay")
READ_BYTES = 64 * 1024
LONGEST_PIECE = 48
DELAY_SECONDS = 0.01
LOST_ANSWERS_SECONDS = 0.03
END_SECONDS = 5
RESET = struct.pack("ii", 1, 0)  # SO_LINGER without patience: closing sends RST


class FaultProxy:
    """Listens on a loopback port of its own until close(). `target` is a Unix socket's path."""

    def __init__(self, target, seed=0):
        self._target = target
        self._random = random.Random(seed)
        self._mode = "pass"
        self._open = set()  # transports, both ends
        self.accepted = 0
        self.refused = 0
        self._loop = asyncio.new_event_loop()
        self._requests_flow = asyncio.Event()
        self._answers_flow = asyncio.Event()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._listener = self._call(self._listen())
        self.port = self._listener.sockets[0].getsockname()[1]

    def set(self, mode):
        """From now on, for open connections too."""
        assert mode in MODES
        self._call(self._set(mode))

    def cut(self):
        """Returns how many ends of connections were reset."""
        return self._call(self._cut())

    def close(self):
        """Idempotent."""
        if self._loop.is_closed():
            return
        self._call(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _call(self, coroutine):
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(30)

    async def _listen(self):
        await self._set("pass")
        return await asyncio.start_server(self._connect, "127.0.0.1", 0)

    async def _set(self, mode):
        self._mode = mode
        for flow in (self._requests_flow, self._answers_flow):
            flow.clear() if mode == "stall" else flow.set()

    async def _cut(self):
        self._answers_flow.clear()
        await asyncio.sleep(LOST_ANSWERS_SECONDS)
        count = len(self._open)
        for transport in list(self._open):
            reset(transport)
        await self._set(self._mode)
        return count

    async def _end(self):
        self._listener.close()
        await self._set("pass")
        for transport in list(self._open):
            reset(transport)
        # Each ends by itself, now that its connection is gone.
        if others := asyncio.all_tasks() - {asyncio.current_task()}:
            await asyncio.wait(others, timeout=END_SECONDS)

    async def _connect(self, reader, writer):
        if self._mode == "refuse":
            self.refused += 1
            return reset(writer.transport)
        try:
            there, back = await asyncio.open_unix_connection(self._target)
        except OSError:  # the database is away
            return reset(writer.transport)
        self.accepted += 1
        writer.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        ends = (writer.transport, back.transport)
        self._open.update(ends)
        try:
            await asyncio.gather(self._pump(reader, back, self._requests_flow),
                                 self._pump(there, writer, self._answers_flow))
        finally:
            self._open.difference_update(ends)
            for transport in ends:
                transport.abort()

    async def _pump(self, reader, writer, flow):
        """Until one end is gone; then the other end goes too."""
        try:
            while data := await reader.read(READ_BYTES):
                await flow.wait()
                if self._mode == "delay":
                    await asyncio.sleep(DELAY_SECONDS)
                for piece in self._pieces(data):
                    writer.write(piece)
                    await writer.drain()
            writer.write_eof()
        except (OSError, RuntimeError):  # reset by either side, or by us
            writer.transport.abort()

    def _pieces(self, data):
        if self._mode != "slice":
            return [data]
        pieces = []
        while data:
            length = self._random.randint(1, LONGEST_PIECE)
            pieces.append(data[:length])
            data = data[length:]
        return pieces


def reset(transport):
    end = transport.get_extra_info("socket")
    if end is not None and end.family == socket.AF_INET:
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    transport.abort()
