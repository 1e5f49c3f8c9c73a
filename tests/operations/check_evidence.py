"""Checks evidence of an audit without any code of the server: chain, tree and signature.

check_evidence.py FILE KEY_FILE prints the root, or says at which number it does not hold."""

import base64
import datetime
import hashlib
import json
import subprocess
import sys
import tempfile

BASE32 = "0123456789abcdefghjkmnpqrstvwxyz"
DER_OF_ED25519 = bytes.fromhex("302a300506032b6570032100")  # RFC 8410


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def nanoseconds(text):
    seconds, _, fraction = text.removesuffix("Z").partition(".")
    moment = datetime.datetime.fromisoformat(seconds + "+00:00")
    return int(moment.timestamp()) * 10**9 + int(fraction.ljust(9, "0") or 0)


def field(text):
    if text is None:
        return b"\xff" * 4
    return len(text.encode()).to_bytes(4, "big") + text.encode()


def encoded(entry):
    number = sum(BASE32.index(digit) << 5 * place
                 for place, digit in enumerate(reversed(entry["id"].partition("_")[2])))
    texts = (entry.get(name) for name in ("actor", "actor_kind", "operation", "request_id", "target",
                                          "outcome", "detail"))
    return b"".join((entry["number"].to_bytes(8, "big"), number.to_bytes(16, "big"),
                     nanoseconds(entry["at"]).to_bytes(8, "big"), *map(field, texts)))


def cover(begin, end):
    """The sizes of the complete subtrees that make up the leaves from begin to end."""
    while begin < end:
        size = 1 << (end - begin).bit_length() - 1
        if begin:
            size = min(size, begin & -begin)
        yield size
        begin += size


def root_of(nodes):
    """Of (size, root) of complete subtrees from left to right."""
    stack = []
    for size, node in nodes:
        while stack and stack[-1][0] == size:
            size, node = 2 * size, sha256(b"\x01", stack.pop()[1], node)
        stack.append((size, node))
    root = stack.pop()[1]
    while stack:
        root = sha256(b"\x01", stack.pop()[1], root)
    return root


def verify_signature(key, body, signature):
    with tempfile.NamedTemporaryFile() as public, tempfile.NamedTemporaryFile() as message, \
            tempfile.NamedTemporaryFile() as signed:
        for file, contents in ((public, DER_OF_ED25519 + key), (message, body), (signed, signature)):
            file.write(contents)
            file.flush()
        subprocess.run(["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-rawin",
                        "-inkey", public.name, "-in", message.name, "-sigfile", signed.name],
                       check=True, stdout=subprocess.DEVNULL)


def check(path, key_path):
    with open(path, encoding="utf-8") as file:
        heading, *entries = (json.loads(line) for line in file)
    with open(key_path, encoding="ascii") as file:
        key = base64.b64decode(file.read().split("+", 2)[2])[1:]
    body, _, signature_line = heading["checkpoint"].partition("\n\n")
    verify_signature(key, body.encode() + b"\n",
                     base64.b64decode(signature_line.split(" ")[2])[4:])
    _, size, root, _ = body.split("\n")
    first, last, previous = heading["first"], heading["last"], bytes.fromhex(heading["previous"])
    assert [entry["number"] for entry in entries] == list(range(first, last + 1))
    leaves = []
    for entry in entries:
        previous = sha256(previous, encoded(entry))
        assert previous.hex() == entry["hash"], f"entry {entry['number']} is not what was sealed"
        leaves.append((1, sha256(b"\x00", previous)))
    left = zip(cover(0, first - 1), map(bytes.fromhex, heading["left"]), strict=True)
    right = zip(cover(last, int(size)), map(bytes.fromhex, heading["right"]), strict=True)
    computed = base64.b64encode(root_of([*left, *leaves, *right])).decode()
    assert computed == root, "the entries are not those that were signed"
    return computed


if __name__ == "__main__":
    print(check(sys.argv[1], sys.argv[2]))
