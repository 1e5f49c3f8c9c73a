// The parts that need no server: events in pieces, pauses, paths.
import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf, segment } from "../dist/call.js";
import { EventParser, EventTooLarge } from "../dist/event_parser.js";
import { backoffMs, retryAfterSeconds } from "../dist/retry.js";

function events(pieces: string[], most = 1000) {
  const parser = new EventParser(most);
  return pieces.flatMap((piece) => [...parser.push(piece)]);
}

const text =
  ": hello\n\nid: 1\ndata: a\n\ndata: b\r\ndata:c\r\n\r\nevent: problem\rdata: d\r\rid\n\n";
const wanted = [
  { type: "message", data: "a", id: "1" },
  { type: "message", data: "b\nc", id: "1" },
  { type: "problem", data: "d", id: "1" },
];

test("a stream is the same however it is cut", () => {
  assert.deepEqual(events([text]), wanted);
  assert.deepEqual(events([...text]), wanted);
  for (let cut = 0; cut <= text.length; cut += 1)
    assert.deepEqual(events([text.slice(0, cut), text.slice(cut)]), wanted, `cut at ${cut}`);
});

test("fields that are none are passed over", () => {
  assert.deepEqual(events(["nonsense\nretry: soon\nid: a\0b\ndata\n\n"]), [
    { type: "message", data: "", id: "" },
  ]);
  const parser = new EventParser(100);
  assert.deepEqual([...parser.push("retry: 1500\n\n")], []);
  assert.equal(parser.retryMs, 1500);
});

test("an event has a greatest size, in one line or in many", () => {
  assert.throws(() => events(["data: ".padEnd(2000, "x")]), EventTooLarge);
  assert.throws(() => events(Array.from({ length: 300 }, () => "data: x\n")), EventTooLarge);
  assert.equal(events(Array.from({ length: 300 }, () => "data: x\n\n")).length, 300);
});

test("pauses double up to a bound, by chance within it", () => {
  assert.deepEqual(
    [1, 2, 3, 9].map((failed) => backoffMs(failed, () => 1)),
    [500, 1000, 2000, 8000],
  );
  assert.equal(
    backoffMs(3, () => 0),
    0,
  );
});

test("Retry-After is seconds or a date", () => {
  const now = Date.parse("2026-01-01T00:00:00Z");
  assert.equal(retryAfterSeconds("7"), 7);
  assert.equal(retryAfterSeconds("Thu, 01 Jan 2026 00:00:09 GMT", now), 9);
  assert.equal(retryAfterSeconds("Thu, 01 Jan 2025 00:00:00 GMT", now), 0);
  for (const none of [null, "", "soon", "-1", "1.5", "9".repeat(12)])
    assert.equal(retryAfterSeconds(none, now), undefined, String(none));
});

test("arguments stay within their place of the address", () => {
  const texts = ["../x", "a/b", "a?b#c", "%2e%2e", "é"];
  for (const argument of texts) {
    const call = { operation: "x", method: "GET", path: `/a/${segment(argument)}/b` } as const;
    const url = new URL(addressOf("http://h/api/v1", { ...call, repeatable: "always" }));
    assert.match(url.pathname, /^\/api\/v1\/a\/[^/]+\/b$/, argument);
  }
  for (const none of ["", ".", ".."]) assert.throws(() => segment(none), TypeError);
  const query = { type: ["a", "b"], after: 0, none: undefined, yes: true };
  const call = { operation: "x", method: "GET", path: "/p", query, repeatable: "always" } as const;
  assert.equal(addressOf("", call), "/p?type=a&type=b&after=0&yes=true");
});
