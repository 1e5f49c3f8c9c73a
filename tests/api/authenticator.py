"""A passkey for tests: it makes a credential and answers challenges as a browser would."""

import base64
import hashlib
import json
import os
import struct

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

PRESENT, VERIFIED, BACKED_UP, CREDENTIAL = 0x01, 0x04, 0x10, 0x40


def text(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Authenticator:
    def __init__(self, origin, flags=PRESENT | VERIFIED):
        self.origin = origin
        self.flags = flags
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = os.urandom(16)
        self.count = 0

    def _client_data(self, kind, challenge):
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin,
                           "crossOrigin": False}).encode()

    def _data(self, site, more_flags=0):
        return (hashlib.sha256(site.encode()).digest() + bytes([self.flags | more_flags])
                + struct.pack(">I", self.count))

    def create(self, options):
        """What navigator.credentials.create() would reply, as the operation takes it."""
        numbers = self.key.public_key().public_numbers()
        key = (b"\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20" + numbers.x.to_bytes(32, "big")
               + b"\x22\x58\x20" + numbers.y.to_bytes(32, "big"))
        data = self._data(options["site_id"], CREDENTIAL) + bytes(16) + struct.pack(
            ">H", len(self.id)) + self.id + key
        return {"client_data": text(self._client_data("webauthn.create", options["challenge"])),
                "authenticator_data": text(data)}

    def get(self, options, site=None):
        """What navigator.credentials.get() would reply."""
        client_data = self._client_data("webauthn.get", options["challenge"])
        data = self._data(site or options["site_id"])
        signature = self.key.sign(data + hashlib.sha256(client_data).digest(),
                                  ec.ECDSA(hashes.SHA256()))
        return {"credential_id": text(self.id), "client_data": text(client_data),
                "authenticator_data": text(data), "signature": text(signature)}
