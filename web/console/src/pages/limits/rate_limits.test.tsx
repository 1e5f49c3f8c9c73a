import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { EffectiveLimits } from "@/api/limits";
import { renderPage } from "@/components/test_page";
import type { Plot } from "@/pages/usage/usage_chart";
import { RateLimits } from "./rate_limits";

const drawn: Plot[] = [];
vi.mock("@/pages/usage/usage_chart", () => ({
  drawUsageChart: () => ({
    show: (plot: Plot) => drawn.push(plot),
    resize: () => {},
    dispose: () => {},
  }),
}));

const calls = {
  from: "2026-03-04T09:00:00Z",
  to: "2026-03-04T09:12:00Z",
  slot_seconds: 300,
  operations: [],
  callers: [],
  slots: [{ at: "2026-03-04T09:05:00Z", calls: 420, refused: 1, failed: 0, p50_us: 1, p99_us: 1 }],
};

function show(limits: EffectiveLimits) {
  drawn.length = 0;
  vi.stubGlobal("fetch", (path: string) => {
    const reply = path.startsWith("/api/v1/tenant/calls") ? calls : limits;
    return Promise.resolve(new Response(JSON.stringify(reply)));
  });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return renderPage(
    <QueryClientProvider client={client}>
      <RateLimits />
    </QueryClientProvider>,
  );
}

afterEach(() => vi.unstubAllGlobals());

describe("RateLimits", () => {
  it("says that nothing is limited", async () => {
    show({ plan: "default", limits: [], shared: false });
    expect(await screen.findByText("Nothing is limited.")).toBeTruthy();
  });

  it("shows what is left of each limit", async () => {
    show({
      plan: "default",
      limits: [
        { limit: "tenant", quota: 1_000, window_seconds: 60, remaining: 250 },
        { limit: "user", quota: 10, window_seconds: 1, remaining: 0 },
      ],
      calls_a_month: { used: 900, allowed: 1_000 },
      shared: true,
    });
    expect(await screen.findByText("250 left of 1,000 in 60 s")).toBeTruthy();
    expect(screen.getByText("0 left of 10 in 1 s")).toBeTruthy();
    expect(screen.getByText("100 calls left of 1,000 this month")).toBeTruthy();
    const bar = screen.getByRole("progressbar", { name: "Your tenant" });
    expect(bar.getAttribute("aria-valuenow")).toBe("75");
  });

  it("draws the tenant's calls against its limit", async () => {
    const rate = { limit: "tenant" as const, quota: 100, window_seconds: 60, remaining: 99 };
    show({ plan: "large", limits: [rate], at_work: 8, shared: true });
    const words = "At most 420 calls in 5 minutes; the limit lets 500 through in the long run.";
    await screen.findByRole("img", { name: words });
    await vi.waitFor(() => expect(drawn.length).toBeGreaterThan(0));
    expect(drawn.at(-1)?.limits).toEqual([{ value: 500, text: "Limit: 500" }]);
    expect(drawn.at(-1)?.days.map(({ values }) => values)).toEqual([
      [0, 0, 0],
      [419, 1, 0],
      [0, 0, 0],
    ]);
    expect(
      screen.getByText(/plan of limits named large\. Each event loop works on 8/),
    ).toBeTruthy();
  });
});
