"""Uploads in pieces that go on where they broke off (tus 1.0)."""

import base64
import json
import re
import time
from dataclasses import dataclass
from typing import Any, BinaryIO, Callable, Mapping

from .call import Call
from .caller import Caller
from .errors import ConnectionFailed, Problem, SangamError, TimedOut, UnexpectedReply
from .replies import ResponseInfo
from .retry import backoff

CHUNK_BYTES = 8 * 1024 * 1024
ATTEMPTS = 10
POLL_SECONDS = 0.5
_VERSION = {"Tus-Resumable": "1.0.0"}
_PASSING = (408, 409, 429, 460, 502, 503, 504)


@dataclass(frozen=True)
class Uploaded:
    """What the operation answered, and the upload as the server has it."""

    reply: Any
    upload: Mapping[str, Any]


class ResumableUpload:
    """One file on its way. `content` can be read from any place (a file, io.BytesIO)."""

    def __init__(self, caller: Caller, content: BinaryIO, operation: str,
                 parameters: Mapping[str, Any] | None, chunk_bytes: int,
                 on_progress: Callable[[int, int], None] | None,
                 on_begun: Callable[[str], None] | None) -> None:
        self._caller = caller
        self._content = content
        self._operation = operation
        self._parameters = parameters or {}
        self._chunk_bytes = chunk_bytes
        self._on_progress = on_progress
        self._on_begun = on_begun
        self._length = content.seek(0, 2)

    def run(self, resume: str | None = None) -> Uploaded:
        id = resume or self._begin()
        if self._on_begun:
            self._on_begun(id)
        offset = self._offset(id) if resume else 0
        failed = 0
        while offset < self._length:
            try:
                offset = self._send(id, offset)
                failed = 0
            except SangamError as error:
                failed += 1
                if failed >= ATTEMPTS or not _goes_on(error):
                    raise
                time.sleep(backoff(failed))
                offset = self._offset(id)
            if self._on_progress:
                self._on_progress(offset, self._length)
        return self._ended(id)

    def _ask(self, method: str, path: str, headers: Mapping[str, str],
             content: bytes | None = None) -> ResponseInfo:
        repeatable = {"POST": "by_key", "HEAD": "always"}.get(method, "never")
        return self._caller.info(Call(
            operation=self._operation, method=method, path="/uploads" + path,
            repeatable=repeatable,  # type: ignore[arg-type]
            content=content, headers={**_VERSION, **headers},
            media_type="application/offset+octet-stream" if content is not None else None))

    def _begin(self) -> str:
        """Begun twice under the same key it is the same upload: a lost answer is asked for again."""
        pairs = {"operation": self._operation, "parameters": json.dumps(self._parameters)}
        metadata = ",".join(f"{key} {base64.b64encode(text.encode()).decode()}"
                            for key, text in pairs.items())
        reply = self._ask("POST", "", {"Upload-Length": str(self._length),
                                       "Upload-Metadata": metadata})
        found = re.search(r"/(upl_[0-9a-z]{26})$", reply.headers.get("Location", ""))
        if not found:
            raise UnexpectedReply(self._operation, "malformed", reply.status,
                                  "the reply has no Location")
        return found[1]

    def _offset(self, id: str) -> int:
        return self._offset_in(self._ask("HEAD", f"/{id}", {}))

    def _send(self, id: str, offset: int) -> int:
        self._content.seek(offset)
        return self._offset_in(self._ask("PATCH", f"/{id}", {"Upload-Offset": str(offset)},
                                         self._content.read(self._chunk_bytes)))

    def _offset_in(self, reply: ResponseInfo) -> int:
        text = reply.headers.get("Upload-Offset", "")
        if not re.fullmatch(r"[0-9]{1,15}", text):
            raise UnexpectedReply(self._operation, "malformed", reply.status,
                                  "the reply has no Upload-Offset")
        return int(text)

    def _ended(self, id: str) -> Uploaded:
        while True:
            upload = self._caller.json(Call(operation=self._operation, method="GET",
                                            path=f"/uploads/{id}", repeatable="always"))
            reply = json.loads(upload["reply"]) if upload.get("reply") else {}
            if upload["state"] == "done":
                return Uploaded(reply, upload)
            if upload["state"] == "failed":
                raise Problem(self._operation, upload["reply_status"], reply)
            time.sleep(POLL_SECONDS)


def _goes_on(error: SangamError) -> bool:
    """What was lost on the way, or sent by two at once, goes on from where the server is."""
    if isinstance(error, (ConnectionFailed, TimedOut)):
        return True
    if isinstance(error, UnexpectedReply):
        return error.status >= 500
    return isinstance(error, Problem) and error.status in _PASSING
