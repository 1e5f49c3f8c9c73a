"""Uploads in pieces that go on where they broke off (tus 1.0)."""

import asyncio
import base64
import io
import json
import re
import time
from dataclasses import dataclass
from typing import Any, Awaitable, BinaryIO, Callable, Generator, Mapping

from .call import Call
from .errors import ConnectionFailed, Problem, SangamError, TimedOut, UnexpectedReply
from .replies import Reply
from .retry import backoff

CHUNK_BYTES = 8 * 1024 * 1024
ATTEMPTS = 10
POLL_SECONDS = 0.5
_VERSION = {"Tus-Resumable": "1.0.0"}
_MEDIA_TYPE = "application/offset+octet-stream"
_PASSING = (408, 409, 429, 460, 502, 503, 504)

# What is to be done next: a call, whose reply is sent back, or a pause in seconds.
Step = Call | float
Steps = Generator[Step, Any, "Uploaded"]


@dataclass(frozen=True)
class Uploaded:
    """What the operation answered, and the upload as the server has it."""

    reply: Any
    upload: Mapping[str, Any]


class ResumableUpload:
    """One file on its way. `content` can be read from any place (a file, io.BytesIO)."""

    def __init__(self, content: BinaryIO | bytes, operation: str,
                 parameters: Mapping[str, Any] | None, chunk_bytes: int,
                 on_progress: Callable[[int, int], None] | None,
                 on_begun: Callable[[str], None] | None) -> None:
        self._content = io.BytesIO(content) if isinstance(content, bytes) else content
        self._operation = operation
        self._parameters = parameters or {}
        self._chunk_bytes = chunk_bytes
        self._on_progress = on_progress
        self._on_begun = on_begun
        self._length = self._content.seek(0, 2)

    def steps(self, resume: str | None) -> Steps:
        id = resume or (yield from self._begin())
        if self._on_begun:
            self._on_begun(id)
        offset = (yield from self._offset(id)) if resume else 0
        failed = 0
        while offset < self._length:
            try:
                offset = yield from self._send(id, offset)
                failed = 0
            except SangamError as error:
                failed += 1
                if failed >= ATTEMPTS or not _goes_on(error):
                    raise
                yield backoff(failed)
                offset = yield from self._offset(id)
            if self._on_progress:
                self._on_progress(offset, self._length)
        return (yield from self._ended(id))

    def _begin(self) -> Generator[Step, Reply, str]:
        """Begun twice under the same key it is the same upload: a lost answer is asked for again."""
        pairs = {"operation": self._operation, "parameters": json.dumps(self._parameters)}
        metadata = ",".join(f"{key} {base64.b64encode(text.encode()).decode()}"
                            for key, text in pairs.items())
        reply = yield Call(self._operation, "POST", "/uploads", "by_key", headers={
            **_VERSION, "Upload-Length": str(self._length), "Upload-Metadata": metadata})
        found = re.search(r"/(upl_[0-9a-z]{26})$", reply.response.headers.get("Location", ""))
        if not found:
            raise UnexpectedReply(self._operation, "malformed", reply.response.status,
                                  "the reply has no Location")
        return found[1]

    def _offset(self, id: str) -> Generator[Step, Reply, int]:
        reply = yield Call(self._operation, "HEAD", f"/uploads/{id}", "always", headers=_VERSION)
        return self._offset_in(reply)

    def _send(self, id: str, offset: int) -> Generator[Step, Reply, int]:
        self._content.seek(offset)
        reply = yield Call(self._operation, "PATCH", f"/uploads/{id}", "never",
                           content=self._content.read(self._chunk_bytes), media_type=_MEDIA_TYPE,
                           headers={**_VERSION, "Upload-Offset": str(offset)})
        return self._offset_in(reply)

    def _offset_in(self, reply: Reply) -> int:
        text = reply.response.headers.get("Upload-Offset", "")
        if not re.fullmatch(r"[0-9]{1,15}", text):
            raise UnexpectedReply(self._operation, "malformed", reply.response.status,
                                  "the reply has no Upload-Offset")
        return int(text)

    def _ended(self, id: str) -> Steps:
        while True:
            upload = yield Call(self._operation, "GET", f"/uploads/{id}", "always")
            reply = json.loads(upload["reply"]) if upload.get("reply") else {}
            if upload["state"] == "done":
                return Uploaded(reply, upload)
            if upload["state"] == "failed":
                raise Problem(self._operation, upload["reply_status"], reply)
            yield POLL_SECONDS


def _goes_on(error: SangamError) -> bool:
    """What was lost on the way, or sent by two at once, goes on from where the server is."""
    if isinstance(error, (ConnectionFailed, TimedOut)):
        return True
    if isinstance(error, UnexpectedReply):
        return error.status >= 500
    return isinstance(error, Problem) and error.status in _PASSING


def run(steps: Steps, json_of: Callable[[Call], Any]) -> Uploaded:
    """Takes the steps, in a thread."""
    step = next(steps)
    while True:
        try:
            if isinstance(step, Call):
                try:
                    reply = json_of(step)
                except SangamError as error:
                    step = steps.throw(error)
                else:
                    step = steps.send(reply)
            else:
                time.sleep(step)
                step = next(steps)
        except StopIteration as end:
            return end.value


async def run_async(steps: Steps, json_of: Callable[[Call], Awaitable[Any]]) -> Uploaded:
    """Takes the steps, in an event loop."""
    step = next(steps)
    while True:
        try:
            if isinstance(step, Call):
                try:
                    reply = await json_of(step)
                except SangamError as error:
                    step = steps.throw(error)
                else:
                    step = steps.send(reply)
            else:
                await asyncio.sleep(step)
                step = next(steps)
        except StopIteration as end:
            return end.value
