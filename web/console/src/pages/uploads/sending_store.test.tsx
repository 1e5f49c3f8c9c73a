import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Upload } from "@/api/uploads";
import {
  chunkBytes,
  currentSending,
  endSending,
  pauseSending,
  sendRest,
  subscribe,
} from "./sending_store";

const length = 2 * chunkBytes + 10;
const upload: Upload = {
  id: "upl_1",
  kind: "whole",
  operation: "ledger.imports.upload_transfers",
  state: "receiving",
  length,
  received: 100,
  created_at: "2026-03-04T10:00:00Z",
  expires_at: "2026-03-05T10:00:00Z",
};
const file = new File([new Uint8Array(length)], "march.ndjson");

let asked: string[] = [];
let seen: (number | undefined)[] = [];
let unsubscribe = () => {};

/** Keeps what is sent; `refuse` answers a chunk from this offset otherwise. */
function serve(refuse: (offset: number) => Response | undefined = () => undefined) {
  asked = [];
  vi.stubGlobal("fetch", (path: string, init: RequestInit) => {
    const headers = init.headers as Record<string, string>;
    const offset = Number(headers["Upload-Offset"] ?? 100);
    const size = (init.body as Blob | undefined)?.size ?? 0;
    asked.push(`${init.method} ${path.slice(-5)} ${offset}+${size}`);
    const kept = new Response(null, {
      status: 204,
      headers: { "Upload-Offset": String(offset + size) },
    });
    return Promise.resolve(init.method === "PATCH" ? (refuse(offset) ?? kept) : kept);
  });
}

beforeEach(() => {
  seen = [];
  unsubscribe = subscribe(() => seen.push(currentSending()?.sent));
});
afterEach(() => {
  unsubscribe();
  vi.unstubAllGlobals();
});

describe("sendRest", () => {
  it("goes on from what the server has, in chunks", async () => {
    serve();
    await sendRest(upload, file);
    expect(asked).toEqual([
      "HEAD upl_1 100+0",
      `PATCH upl_1 100+${chunkBytes}`,
      `PATCH upl_1 ${100 + chunkBytes}+${length - 100 - chunkBytes}`,
    ]);
    expect(seen).toEqual([100, 100 + chunkBytes, length, undefined]);
  });

  it("stops when it is paused, and sends nothing more", async () => {
    serve((offset) => {
      if (offset === 100) pauseSending("upl_1");
      return undefined;
    });
    await sendRest(upload, file);
    expect(asked).toHaveLength(2);
    expect(currentSending()).toMatchObject({ paused: true, sent: 100 });
    endSending("upl_1");
    expect(currentSending()).toBeUndefined();
  });

  it("says why it broke off, and goes on when asked again", async () => {
    const problem = JSON.stringify({ title: "Too many", code: "too_many_requests" });
    serve((offset) => (offset > 100 ? new Response(problem, { status: 429 }) : undefined));
    await sendRest(upload, file);
    expect(currentSending()?.error).toMatchObject({ problem: { code: "too_many_requests" } });
    expect(currentSending()?.sent).toBe(100 + chunkBytes);
    serve();
    await sendRest(upload, file);
    expect(currentSending()).toBeUndefined();
  });
});
