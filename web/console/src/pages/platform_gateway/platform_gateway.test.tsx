import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactElement } from "react";
import { afterEach, expect, it, vi } from "vitest";
import { sessionQuery, type Session } from "@/api/session";
import { renderPage } from "@/components/test_page";
import { MaintenanceTab } from "./maintenance_tab";
import { PolicyTab } from "./policy_tab";

const policy = {
  rules: {
    allowed_networks: [],
    denied_networks: [],
    allowed_countries: [],
    denied_countries: [],
    firewall: "block",
    firewall_scope: "open_routes",
    firewall_body: "headers",
    cors_origins: [],
    cors_credentials: false,
    agent_confirmation: "inherit",
  },
  trusted_proxies: [],
  forwarding_field: "x_forwarded_for",
  limits: [],
  upstreams: [],
};
const serving = { on: false, message: "", retry_after_seconds: 300 };

afterEach(() => vi.unstubAllGlobals());

/** Shows a tab to an operator; `replies` are given in turn, the last for good. */
function show(element: ReactElement, permissions: string[], ...replies: [number, unknown][]) {
  const fetched = vi.fn<typeof fetch>(() => {
    const [status, body] = (replies.length > 1 ? replies.shift() : replies[0]) as [number, unknown];
    const headers = { ETag: '"seen"' };
    return Promise.resolve(new Response(JSON.stringify(body), { status, headers }));
  });
  vi.stubGlobal("fetch", fetched);
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(sessionQuery.queryKey, { permissions } as Session);
  renderPage(<QueryClientProvider client={client}>{element}</QueryClientProvider>);
  return fetched;
}

/** At once: a form of this size takes long over single keys in jsdom. */
async function fill(field: HTMLElement, text: string) {
  await userEvent.click(field);
  await userEvent.paste(text);
}

const writer = ["platform.gateway:read", "platform.gateway:write"];

it("changes the rules for all requests, naming the version that was seen", async () => {
  const fetched = show(<PolicyTab />, writer, [200, policy]);
  await fill(await screen.findByLabelText("Denied networks"), "203.0.113.0/24");
  await fill(screen.getByLabelText("OAuth, SAML and SCIM: Header fields"), "40");
  await userEvent.click(screen.getByRole("button", { name: "Add a rule" }));
  const rule = within(screen.getByRole("group", { name: "Rule 1" }));
  await fill(rule.getByLabelText("Name *"), "canary");
  await fill(rule.getByLabelText("Server *"), "http://10.0.0.7:8080");
  await userEvent.click(screen.getByRole("button", { name: "Save rules" }));
  await waitFor(() => expect(fetched.mock.calls.length).toBeGreaterThan(1));
  const [path, init] = fetched.mock.calls[1] as [string, RequestInit];
  expect(path).toBe("/api/v1/platform/gateway");
  expect(init.headers).toMatchObject({ "If-Match": '"seen"' });
  expect(JSON.parse(init.body as string)).toMatchObject({
    rules: { denied_networks: ["203.0.113.0/24"], firewall: "block" },
    limits: [{ route: "door", fields: 40 }],
    upstreams: [{ name: "canary", path: "/", upstream: "http://10.0.0.7:8080", use: "forward" }],
    no_tenant_domain: true,
  });
});

it("tells when somebody else was faster", async () => {
  const refusal = { title: "Changed", code: "precondition_failed" };
  show(<PolicyTab />, writer, [200, policy], [412, refusal]);
  await userEvent.click(await screen.findByRole("button", { name: "Save rules" }));
  await screen.findByText("Somebody else has changed this meanwhile.");
});

it("shows the rules to whoever may only read them", async () => {
  show(<PolicyTab />, ["platform.gateway:read"], [200, policy]);
  const field = await screen.findByLabelText("Denied networks");
  expect((field as HTMLTextAreaElement).disabled).toBe(true);
  expect(screen.queryByRole("button", { name: "Save rules" })).toBeNull();
  expect(screen.queryByRole("button", { name: "Add a rule" })).toBeNull();
});

it("turns requests away once the server's name was typed", async () => {
  const fetched = show(<MaintenanceTab />, writer, [200, serving]);
  await screen.findByText("Off: everything is served");
  await userEvent.click(screen.getByRole("button", { name: "Turn requests away" }));
  const dialog = within(await screen.findByRole("dialog"));
  await userEvent.type(dialog.getByLabelText("What callers are told"), "Back at noon.");
  const confirm = dialog.getByRole("button", { name: "Turn requests away" });
  expect((confirm as HTMLButtonElement).disabled).toBe(true);
  await userEvent.type(
    dialog.getByRole("textbox", { name: "To confirm, type" }),
    window.location.host,
  );
  await userEvent.click(confirm);
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  const [path, init] = fetched.mock.calls[1] as [string, RequestInit];
  expect(path).toBe("/api/v1/platform/gateway/maintenance");
  expect(init.method).toBe("PUT");
  expect(init.headers).toMatchObject({ "If-Match": '"seen"' });
  expect(JSON.parse(init.body as string)).toEqual({
    on: true,
    message: "Back at noon.",
    retry_after_seconds: 300,
  });
});

it("serves again at once", async () => {
  const fetched = show(<MaintenanceTab />, writer, [200, { ...serving, on: true }]);
  await screen.findByText("On: requests are turned away");
  await userEvent.click(screen.getByRole("button", { name: "Serve again" }));
  await waitFor(() => expect(fetched.mock.calls.length).toBeGreaterThan(1));
  expect(JSON.parse((fetched.mock.calls[1]?.[1] as RequestInit).body as string)).toEqual({
    on: false,
  });
});

it("leads nobody into maintenance who may not begin it", async () => {
  show(<MaintenanceTab />, ["platform.gateway:read"], [200, serving]);
  await screen.findByText("Off: everything is served");
  expect(screen.queryByRole("button", { name: "Turn requests away" })).toBeNull();
});
