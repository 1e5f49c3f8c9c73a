import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { EffectiveLimits } from "@/api/limits";
import { renderPage } from "@/components/test_page";
import { RateLimits } from "./rate_limits";

function show(limits: EffectiveLimits) {
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(JSON.stringify(limits))));
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
    expect(bar.getAttribute("aria-valuenow")).toBe("25");
  });
});
