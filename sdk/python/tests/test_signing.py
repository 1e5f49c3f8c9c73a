"""What a signature covers, with each kind of key; a server takes them in tests/api."""

import base64
import hashlib
import re

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from sangam import RequestSigner, Settings

URL = "https://api.example.com/api/v1/teams?limit=5"


def verify(key, signature, base):
    if isinstance(key, ed25519.Ed25519PublicKey):
        key.verify(signature, base)
    elif isinstance(key, rsa.RSAPublicKey):
        key.verify(signature, base, padding.PSS(padding.MGF1(hashes.SHA512()), 64), hashes.SHA512())
    else:
        numbers = (int.from_bytes(half, "big") for half in (signature[:32], signature[32:]))
        key.verify(encode_dss_signature(*numbers), base, ec.ECDSA(hashes.SHA256()))


@pytest.mark.parametrize("key", [ed25519.Ed25519PrivateKey.generate(), ec.generate_private_key(ec.SECP256R1()),
                                 rsa.generate_private_key(65537, 2048)], ids=["ed25519", "p256", "rsa"])
def test_method_address_and_body_are_covered(key):
    sent = RequestSigner("sgk_1", key).headers("POST", URL, b"{}")
    digest = base64.b64encode(hashlib.sha256(b"{}").digest()).decode()
    assert sent["Content-Digest"] == f"sha-256=:{digest}:"
    said = sent["Signature-Input"].removeprefix("sig=")
    assert re.fullmatch(r'\("@method" "@target-uri" "content-digest"\);created=\d+;nonce="[\w-]{24}";keyid="sgk_1"',
                        said)
    base = (f'"@method": POST\n"@target-uri": {URL}\n"content-digest": sha-256=:{digest}:\n'
            f'"@signature-params": {said}')
    signature = base64.b64decode(sent["Signature"][len("sig=:"):-1])
    verify(key.public_key(), signature, base.encode())
    with pytest.raises(InvalidSignature):
        verify(key.public_key(), signature, base.replace("POST", "PUT").encode())


def test_keys_are_read_from_pem_and_others_are_refused():
    key = ed25519.Ed25519PrivateKey.generate()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
                            serialization.NoEncryption())
    sent = RequestSigner("sgk_1", pem.decode()).headers("GET", URL, None)
    assert "Content-Digest" not in sent and "content-digest" not in sent["Signature-Input"]
    assert RequestSigner("sgk_1", pem).headers("GET", URL, None) != sent
    with pytest.raises(ValueError, match="P-256"):
        RequestSigner("sgk_1", ec.generate_private_key(ec.SECP384R1()))


def test_what_has_no_digest_beforehand_is_not_signed():
    settings = Settings("https://api.example.com", signer=RequestSigner("k", ed25519.Ed25519PrivateKey.generate()))
    with pytest.raises(ValueError, match="bytes"):
        settings.signature("POST", "/x", iter([b"a"]))
    assert Settings("https://api.example.com").signature("POST", "/x", b"a") == {}
