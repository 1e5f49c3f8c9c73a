import { InfiniteQueryObserver, QueryClient } from "@tanstack/react-query";
import { afterEach, describe, expect, it, vi } from "vitest";
import { fetchAll, pagesQuery, rowsOf } from "./page";

afterEach(() => vi.unstubAllGlobals());

/** Serves numbers from 0 in pages, with the cursor naming the first of the next page. */
function stubPages(total: number, size: number): string[] {
  const asked: string[] = [];
  vi.stubGlobal("fetch", (url: string) => {
    asked.push(url);
    const at = Number(new URL(url, "http://x").searchParams.get("cursor") ?? 0);
    const items = Array.from({ length: Math.min(size, total - at) }, (_, index) => at + index);
    const next = at + size < total ? { next: String(at + size) } : {};
    return Promise.resolve(new Response(JSON.stringify({ items, ...next })));
  });
  return asked;
}

describe("fetchAll", () => {
  it("follows the cursors to the end", async () => {
    const asked = stubPages(25, 10);
    const { rows, complete } = await fetchAll<number>("/list", { ledger: "l", name: "" }, 1000);
    expect(rows).toEqual(Array.from({ length: 25 }, (_, index) => index));
    expect(complete).toBe(true);
    expect(asked[0]).toBe("/api/v1/list?ledger=l&limit=1000");
    expect(asked[2]).toContain("cursor=20");
  });

  it("stops at the most rows and says so", async () => {
    const asked = stubPages(100, 10);
    const { rows, complete } = await fetchAll<number>("/list", {}, 20);
    expect([rows.length, complete, asked.length]).toEqual([20, false, 2]);
  });
});

describe("pagesQuery", () => {
  it("asks for the page its predecessor named, and none after the last", () => {
    const options = pagesQuery<number>("n", "/list");
    expect(options.getNextPageParam({ items: [1], next: "c" }, [], undefined, [])).toBe("c");
    expect(options.getNextPageParam({ items: [1] }, [], undefined, [])).toBeUndefined();
  });

  it("keeps the rows of other filters of the same list while its own come", async () => {
    stubPages(1, 1);
    const client = new QueryClient();
    const observer = new InfiniteQueryObserver(client, pagesQuery<number>("n", "/list"));
    const stop = observer.subscribe(() => {});
    await vi.waitFor(() => expect(rowsOf(observer.getCurrentResult().data)).toEqual([0]));
    observer.setOptions(pagesQuery<number>("n", "/list", { q: "x" }));
    expect(rowsOf(observer.getCurrentResult().data)).toEqual([0]);
    expect(observer.getCurrentResult().isPlaceholderData).toBe(true);
    observer.setOptions(pagesQuery<number>("n", "/elsewhere"));
    expect(observer.getCurrentResult().data).toBeUndefined();
    stop();
  });

  it("lists the rows of all pages in order", () => {
    expect(rowsOf({ pages: [{ items: [1, 2] }, { items: [3] }], pageParams: [] })).toEqual([
      1, 2, 3,
    ]);
    expect(rowsOf(undefined)).toEqual([]);
  });
});
