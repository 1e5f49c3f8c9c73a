"""Requests that are signed (RFC 9421) instead of carrying a secret. Needs the extra `signing`.

    signer = RequestSigner("sgk_01…", open("private.pem").read())
    client = Sangam("https://api.example.com", signer=signer)
"""

import base64
import hashlib
import secrets
import time
from typing import Any

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature


class RequestSigner:
    """Signs with a private key whose public key is registered: Ed25519, P-256, or RSA.

    `key_id` is the id of the public key (sgk_…), `private_key` PEM or a key of `cryptography`. Any
    thread may use it.
    """

    def __init__(self, key_id: str, private_key: Any) -> None:
        if isinstance(private_key, (str, bytes)):
            pem = private_key.encode() if isinstance(private_key, str) else private_key
            private_key = serialization.load_pem_private_key(pem, None)
        self.key_id = key_id
        self._key = private_key
        p256 = isinstance(private_key, ec.EllipticCurvePrivateKey) and private_key.key_size == 256
        if not p256 and not isinstance(private_key, (ed25519.Ed25519PrivateKey, rsa.RSAPrivateKey)):
            raise ValueError("the key is not Ed25519, P-256 or RSA")

    def headers(self, method: str, url: str, body: bytes | None) -> dict[str, str]:
        """What a request sends beside its own headers. `url` is the whole address, as it is sent."""
        covered, sent = ['"@method"', '"@target-uri"'], {}
        lines = [f'"@method": {method}', f'"@target-uri": {url}']
        if body:
            digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
            sent["Content-Digest"] = f"sha-256=:{digest}:"
            covered.append('"content-digest"')
            lines.append(f'"content-digest": {sent["Content-Digest"]}')
        said = (f'({" ".join(covered)});created={int(time.time())}'
                f';nonce="{secrets.token_urlsafe(18)}";keyid="{self.key_id}"')
        lines.append(f'"@signature-params": {said}')
        signature = base64.b64encode(self._sign("\n".join(lines).encode())).decode()
        return sent | {"Signature-Input": f"sig={said}", "Signature": f"sig=:{signature}:"}

    def _sign(self, base: bytes) -> bytes:
        if isinstance(self._key, ed25519.Ed25519PrivateKey):
            return self._key.sign(base)
        if isinstance(self._key, rsa.RSAPrivateKey):
            pss = padding.PSS(padding.MGF1(hashes.SHA512()), 64)
            return self._key.sign(base, pss, hashes.SHA512())
        # The two numbers one behind the other, not DER (RFC 9421 §3.3.4).
        r, s = decode_dss_signature(self._key.sign(base, ec.ECDSA(hashes.SHA256())))
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")
