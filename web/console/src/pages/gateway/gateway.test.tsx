import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { renderPage } from "@/components/test_page";
import { linesOf, textOf } from "./lines";
import { TesterTab } from "./tester_tab";

afterEach(() => vi.unstubAllGlobals());

it("reads lists as people write them", () => {
  expect(linesOf(" 192.0.2.0/24 \n\n2001:db8::/32\n")).toEqual(["192.0.2.0/24", "2001:db8::/32"]);
  expect(linesOf("")).toEqual([]);
  expect(linesOf(textOf(["IN", "DE"]))).toEqual(["IN", "DE"]);
});

it("tells what would happen to a request", async () => {
  const reply = {
    address: "203.0.113.9",
    country: "ZZ",
    route: "operation",
    operation: "tenant.get",
    served: false,
    status: 403,
    upstream: "",
    allowed_origin: "",
    steps: [
      {
        stage: "admission",
        step: "addresses",
        verdict: "refuses",
        rule: "deny 203.0.113.0/24",
        detail: "Requests from this address are refused.",
      },
    ],
  };
  const fetched = vi.fn<typeof fetch>(() =>
    Promise.resolve(new Response(JSON.stringify(reply), { status: 200 })),
  );
  vi.stubGlobal("fetch", fetched);
  renderPage(
    <QueryClientProvider client={new QueryClient()}>
      <TesterTab scope="own" />
    </QueryClientProvider>,
  );
  await userEvent.type(screen.getByLabelText("From address"), "203.0.113.9");
  await userEvent.click(screen.getByRole("button", { name: "What would happen?" }));
  await waitFor(() => screen.getByText("It would be refused with 403."));
  screen.getByText("deny 203.0.113.0/24");
  const [path, init] = fetched.mock.calls[0] as [string, RequestInit];
  expect(path).toBe("/api/v1/gateway/explain");
  expect(JSON.parse(init.body as string)).toEqual({
    method: "GET",
    path: "/api/v1/tenant",
    address: "203.0.113.9",
  });
});
