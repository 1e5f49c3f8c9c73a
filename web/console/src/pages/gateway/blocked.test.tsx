import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { BlockedRequest } from "@/api/gateway";
import { sessionQuery, type Session } from "@/api/session";
import { renderPage } from "@/components/test_page";
import type { BlockedSearch } from "@/app/operations_search";
import { matches } from "./blocked_matches";
import { BlockedTab } from "./blocked_tab";

const denied: BlockedRequest = {
  at: "2026-01-31T09:30:00Z",
  request_id: "req_1",
  address: "203.0.113.9",
  country: "DE",
  method: "GET",
  path: "/api/v1/tenant",
  operation: "tenant.get",
  step: "addresses",
  outcome: "refused",
  rule: "deny 203.0.113.0/24",
};
const hostile: BlockedRequest = {
  ...denied,
  request_id: "req_2",
  address: "198.51.100.7",
  path: "/hooks/payments",
  operation: "",
  step: "firewall",
  outcome: "detected",
  rule: "942100",
};

beforeEach(() => localStorage.clear());
afterEach(() => vi.unstubAllGlobals());

function show(items: BlockedRequest[], search: BlockedSearch = {}, leftOut = 0) {
  const fetched = vi.fn<typeof fetch>(() =>
    Promise.resolve(new Response(JSON.stringify({ items, left_out: leftOut }))),
  );
  vi.stubGlobal("fetch", fetched);
  const client = new QueryClient();
  client.setQueryData(sessionQuery.queryKey, { user: { id: "usr_1" } } as Session);
  const onSearch = vi.fn();
  renderPage(
    <QueryClientProvider client={client}>
      <BlockedTab scope="platform" search={{ tab: "blocked", ...search }} onSearch={onSearch} />
    </QueryClientProvider>,
  );
  return { fetched, onSearch };
}

it("finds requests by any word that is told of them", () => {
  expect(matches(denied, {})).toBe(true);
  expect(matches(denied, { q: "DENY 203" })).toBe(true);
  expect(matches(denied, { q: "post" })).toBe(false);
  expect(matches(denied, { step: "addresses", outcome: "refused" })).toBe(true);
  expect(matches(denied, { step: "firewall" })).toBe(false);
  expect(matches(hostile, { outcome: "refused" })).toBe(false);
});

it("lists requests of all tenants with the rule that blocked them, and asks again", async () => {
  const { fetched } = show([hostile, denied], {}, 3);
  await screen.findByText("deny 203.0.113.0/24");
  screen.getByRole("cell", { name: "Only detected" });
  screen.getByText("3 requests came too fast to be kept.");
  expect(fetched.mock.calls[0]?.[0]).toBe("/api/v1/platform/gateway/blocked?limit=500");
  await userEvent.click(screen.getByRole("button", { name: "Refresh" }));
  await waitFor(() => expect(fetched).toHaveBeenCalledTimes(2));
});

it("shows the ones of a step only, and the way back to all", async () => {
  const { onSearch } = show([denied], { step: "firewall" });
  await screen.findByText("Nothing matches");
  await userEvent.click(screen.getByRole("button", { name: "Clear the filters" }));
  expect(onSearch).toHaveBeenCalledWith({ tab: "blocked" });
});

it("says that nothing was blocked", async () => {
  show([]);
  await screen.findByText("No request was blocked lately.");
});

it("shows what limits turned away by what was asked for, as far as it is known", async () => {
  const late = { ...denied, step: "rates", rule: "tenant: 5 requests in 60 s" };
  show([
    { ...late, request_id: "req_3", operation: "ledger.transfers.post", path: "" },
    { ...late, request_id: "req_4", operation: "", path: "" },
  ]);
  await screen.findByText("ledger.transfers.post");
  await screen.findByText("–");
  expect(screen.getAllByText("Rate")).not.toHaveLength(0);
});
