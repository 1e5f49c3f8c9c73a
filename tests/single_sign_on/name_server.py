"""A name server that knows the TXT records it is given, over UDP and TCP."""

import socketserver
import struct
import threading

TRUNCATED = 0x8380
FOUND = 0x8180
UNKNOWN = 0x8183


def question_of(message):
    """The name that is asked for, and the question as it was written."""
    labels, at = [], 12
    while message[at]:
        labels.append(message[at + 1:at + 1 + message[at]].decode())
        at += 1 + message[at]
    return ".".join(labels).lower(), message[12:at + 5]


def record(text):
    data = text.encode()
    data = b"".join(bytes([len(part)]) + part
                    for part in (data[i:i + 255] for i in range(0, len(data), 255)))
    return b"\xc0\x0c" + struct.pack("!HHIH", 16, 1, 60, len(data)) + data


class NameServer:
    """`texts` is {name: [text, …]}; a name in `silent` gets no answer at all."""

    def __init__(self):
        self.texts = {}
        self.silent = set()
        self.by_tcp = 0
        handlers = self._handlers()
        self.udp = socketserver.ThreadingUDPServer(("127.0.0.1", 0), handlers[0])
        self.address = "127.0.0.1:%d" % self.udp.server_address[1]
        self.tcp = socketserver.ThreadingTCPServer(self.udp.server_address, handlers[1])
        for server in (self.udp, self.tcp):
            threading.Thread(target=server.serve_forever, daemon=True).start()

    def answer(self, message, most):
        name, question = question_of(message)
        if name in self.silent:
            return None
        texts = self.texts.get(name, [])
        body = b"".join(record(text) for text in texts)
        flags, count = (FOUND, len(texts)) if texts else (UNKNOWN, 0)
        if 12 + len(question) + len(body) > most:
            flags, count, body = TRUNCATED, 0, b""
        return message[:2] + struct.pack("!HHHHH", flags, 1, count, 0, 0) + question + body

    def _handlers(owner):
        class Datagram(socketserver.BaseRequestHandler):
            def handle(self):
                answer = owner.answer(self.request[0], 512)
                if answer:
                    self.request[1].sendto(answer, self.client_address)

        class Stream(socketserver.StreamRequestHandler):
            def handle(self):
                owner.by_tcp += 1
                length = struct.unpack("!H", self.rfile.read(2))[0]
                answer = owner.answer(self.rfile.read(length), 65535)
                self.wfile.write(struct.pack("!H", len(answer)) + answer)

        return Datagram, Stream

    def stop(self):
        for server in (self.udp, self.tcp):
            server.shutdown()
            server.server_close()
