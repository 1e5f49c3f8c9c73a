"""A tus 1.0 client for tests: every request by hand, so that what goes wrong can be tried too."""

import base64
import hashlib
import json

from client import API

PATH = API + "/uploads"
CHUNK = "application/offset+octet-stream"


def metadata(**pairs):
    """Upload-Metadata of these pairs; what is no text is sent as JSON."""
    texts = {key: value if isinstance(value, str) else json.dumps(value)
             for key, value in pairs.items()}
    return ",".join(f"{key} {base64.b64encode(text.encode()).decode()}"
                    for key, text in texts.items())


def checksum(content, algorithm="sha1"):
    digest = hashlib.new(algorithm, content).digest()
    return f"{algorithm} {base64.b64encode(digest).decode()}"


class Tus:
    def __init__(self, client):
        self.client = client

    def ask(self, method, target=PATH, body=None, **fields):
        """Fields with underscores for hyphens; the version is sent unless one is given."""
        headers = {"Tus-Resumable": "1.0.0"}
        headers |= {name.replace("_", "-").title(): str(value) for name, value in fields.items()
                    if value is not None}
        if "Authorization" not in headers and self.client.api_key:
            headers["Authorization"] = f"Bearer {self.client.api_key}"
        return self.client.raw(method, target, body, headers)

    def begin(self, length, operation="ledger.imports.upload_transfers", parameters=None, body=None,
              **fields):
        if body is not None:
            fields.setdefault("content_type", CHUNK)
        return self.ask("POST", body=body, upload_length=length, upload_metadata=metadata(
            operation=operation, parameters=parameters or {"name": "day"}), **fields)

    def append(self, location, offset, content, **fields):
        return self.ask("PATCH", location, content, upload_offset=offset,
                        **({"content_type": CHUNK} | fields))

    def head(self, location):
        return self.ask("HEAD", location)
