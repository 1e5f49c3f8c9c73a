import { describe, expect, it } from "vitest";
import { destinationOf, isMoving, percentDone, refreshAfter, type Import } from "./imports";
import { readLines } from "./rejected";

function item(change: Partial<Import>): Import {
  return {
    id: "imp_1",
    name: "day.ndjson",
    kind: "transfers",
    state: "running",
    lines_total: 0,
    lines_done: 0,
    created: 0,
    exists: 0,
    refused: 0,
    warnings: [],
    started_at: "2026-11-21T09:00:00Z",
    ...change,
  };
}

describe("percentDone", () => {
  it("is unknown without a total", () => {
    expect(percentDone(item({ lines_total: 0, lines_done: 500 }))).toBeUndefined();
  });

  it("never says 100 before the end", () => {
    expect(percentDone(item({ lines_total: 1000, lines_done: 999 }))).toBe(99);
    expect(percentDone(item({ state: "done", lines_done: 3 }))).toBe(100);
  });
});

it("looks often at what runs, now and then at what somebody may go on with", () => {
  expect(isMoving(item({}))).toBe(true);
  expect(isMoving(item({ state: "failed" }))).toBe(false);
  expect(refreshAfter({ state: "running" })).toBe(refreshAfter({ state: "uploading" }));
  expect(Number(refreshAfter({ state: "paused" }))).toBeGreaterThan(
    Number(refreshAfter({ state: "running" })),
  );
  expect(refreshAfter({ state: "done" })).toBe(false);
});

it("sends payment messages and transfers each to their own operation", () => {
  expect(destinationOf("salaries.XML").path).toBe("/ledger/imports/pain001");
  expect(destinationOf("day.ndjson")).toEqual({
    path: "/ledger/imports",
    type: "application/x-ndjson",
  });
});

/** A stream that cuts its text at the given places, as a network does. */
function streamOf(...parts: string[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start(controller) {
      for (const part of parts) controller.enqueue(encoder.encode(part));
      controller.close();
    },
  });
}

describe("readLines", () => {
  it("joins lines that arrive in pieces, the last without a line end", async () => {
    const { lines, more } = await readLines(
      streamOf('{"line":1,"rea', 'son":"a"}\n\n{"line":2,"reason":"b"}'),
      10,
    );
    expect(lines).toEqual([
      { line: 1, reason: "a" },
      { line: 2, reason: "b" },
    ]);
    expect(more).toBe(false);
  });

  it("stops after the most lines and says that there are more", async () => {
    const { lines, more } = await readLines(
      streamOf('{"line":1,"reason":"a"}\n{"line":2,"reason":"b"}\n'),
      1,
    );
    expect([lines.length, more]).toEqual([1, true]);
  });
});
