"""The Core Rule Set's own regression tests, judged by our firewall program.

Every request is judged as it is written, so a server's own checks take no part. A test passes when
the rule that it names matched, or did not, as it says.
"""

import base64
import glob
import os
import struct
import subprocess
import urllib.parse

import yaml

ROOT = os.path.realpath(os.path.join(os.path.dirname(__file__), "..", ".."))
FIXTURES = os.path.join(os.environ.get(
    "SANGAM_FIXTURES", os.path.join(ROOT, "..", "shared", "fixtures")), "crs")
PROGRAM = os.path.join(os.path.dirname(os.environ.get(
    "SANGAM_PROGRAM", os.path.join(ROOT, "build", "dev", "sangam"))), "sangam_firewall")
RULES = "/usr/share/modsecurity-crs"


def text(value):
    data = value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogateescape")
    return struct.pack(">I", len(data)) + data


def message(method, target, version, headers, body):
    """A request as kernel/gateway/firewall/codec.cpp writes it."""
    fields = b"".join(text(name) + text(value) for name, value in headers)
    return (text("127.0.0.1") + text(method) + text(target) + text(version)
            + struct.pack(">I", len(headers)) + fields + text(body) + struct.pack(">II", 1, 0))


class Firewall:
    """The program; answers one message after the other."""

    def __init__(self, *options, program=PROGRAM):
        self.process = subprocess.Popen([program, RULES, *options], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE)

    def judge(self, asked):
        """Whether it is hostile, and the rules that matched."""
        self.process.stdin.write(text(asked))
        self.process.stdin.flush()
        answer = self.read(struct.unpack(">I", self.read(4))[0])
        hostile, count = struct.unpack_from(">II", answer)
        rules, place = [], 8
        for _ in range(count):
            values = []
            for _ in range(2):
                size = struct.unpack_from(">I", answer, place)[0]
                values.append(answer[place + 4:place + 4 + size].decode("utf-8", "replace"))
                place += 4 + size
            rules.append(values[0])
        return bool(hostile), rules

    def read(self, size):
        data = self.process.stdout.read(size)
        assert len(data) == size, f"the firewall ended: {self.process.wait(5)}"
        return data

    def close(self):
        self.process.stdin.close()
        assert self.process.wait(10) == 0


def raw_parts(raw):
    """Method, target, version, headers, body of a request that is given as bytes."""
    head, _, body = raw.replace(b"\r\n", b"\n").partition(b"\n\n")
    first, *lines = head.split(b"\n")
    words = first.split(b" ")
    version = words[2].removeprefix(b"HTTP/") if len(words) > 2 else b"1.0"
    headers = [tuple(part.strip() for part in line.split(b":", 1)) for line in lines if b":" in line]
    return words[0], words[1] if len(words) > 1 else b"/", version, headers, body


def encoded(body, headers):
    """A form as the rule set's own runner sends it: encoded unless it is already."""
    kinds = [str(value) for name, value in headers if str(name).lower() == "content-type"]
    if kinds and kinds != ["application/x-www-form-urlencoded"]:
        return body
    if urllib.parse.unquote_plus(body) != body:
        return body
    pairs = urllib.parse.parse_qsl(body, keep_blank_values=True, separator="&")
    return urllib.parse.urlencode(pairs) if pairs else body


def parts_of(asked):
    for name in ("encoded_request", "raw_request"):
        if name in asked:
            raw = asked[name]
            return raw_parts(base64.b64decode(raw) if name == "encoded_request" else raw.encode())
    headers = [(name, "" if value is None else value)
               for name, value in (asked.get("headers") or {}).items()]
    data = asked.get("data") or ""
    body = "\r\n".join(map(str, data)) if isinstance(data, list) else str(data)
    if not asked.get("stop_magic"):
        body = encoded(body, headers)
    body = body.encode("utf-8", "surrogateescape")
    names = {str(name).lower() for name, _ in headers}
    # What the rule set's own runner adds where it is not told to stop.
    if not asked.get("stop_magic"):
        if body and "content-type" not in names:
            headers.append(("Content-Type", "application/x-www-form-urlencoded"))
        if body and "content-length" not in names:
            headers.append(("Content-Length", len(body)))
    version = str(asked.get("version", "HTTP/1.1")).removeprefix("HTTP/")
    return asked.get("method", "GET"), asked.get("uri", "/"), version, headers, body


def cases():
    for path in sorted(glob.glob(os.path.join(FIXTURES, "*", "*.yaml"))):
        with open(path, encoding="utf-8") as file:
            document = yaml.safe_load(file)
        if not document["meta"].get("enabled", True):
            continue
        for test in document["tests"]:
            yield test["test_title"], test["stages"][0]["stage"]


def rule_of(condition):
    """942100 of `id "942100"`."""
    return condition.replace('id "', "").replace("id:", "").strip().strip('"')


def run_all(firewall):
    """How many pass, and the titles of those that do not."""
    passed, failed = 0, []
    for title, stage in cases():
        wanted = stage["output"]
        hostile, rules = firewall.judge(message(*parts_of(stage["input"])))
        if "log_contains" in wanted:
            good = rule_of(wanted["log_contains"]) in rules
        elif "no_log_contains" in wanted:
            good = rule_of(wanted["no_log_contains"]) not in rules
        elif "status" in wanted:
            # A refusal, where one is wanted at all.
            good = hostile == (403 in wanted["status"] if isinstance(wanted["status"], list)
                               else wanted["status"] == 403)
        else:
            continue
        passed += good
        failed += [] if good else [title]
    return passed, failed
