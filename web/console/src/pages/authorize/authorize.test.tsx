import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { OpenedAuthorization } from "@/api/oauth";
import { renderPage } from "@/components/test_page";
import { AuthorizeCard } from "./authorize_card";
import { nextMove } from "./next_move";

const opened: OpenedAuthorization = {
  client_name: "Reports",
  tenant_name: "Acme",
  tenant_slug: "acme",
  scopes: ["openid", "users:read"],
  withheld: [],
  next: "consent",
  silent: false,
  expires_at: "2026-01-01T00:00:00Z",
};

/** Renders the card, with the server answering `location`; returns what was asked of it. */
function render(changes: Partial<OpenedAuthorization>) {
  const asked: { path: string; body: unknown }[] = [];
  vi.stubGlobal("fetch", (path: string, init: RequestInit) => {
    asked.push({ path, body: JSON.parse((init.body as string | null) ?? "null") });
    return Promise.resolve(new Response(JSON.stringify({ location: "https://app.example/cb" })));
  });
  const leave = vi.fn();
  renderPage(
    <QueryClientProvider client={new QueryClient()}>
      <AuthorizeCard request="handle" opened={{ ...opened, ...changes }} leave={leave} />
    </QueryClientProvider>,
  );
  return { asked, leave };
}

afterEach(() => vi.unstubAllGlobals());

describe("nextMove", () => {
  it("asks nobody when the client says so", () => {
    expect(nextMove({ next: "none", silent: true })).toEqual({ kind: "approve" });
    expect(nextMove({ next: "consent", silent: true })).toEqual({
      kind: "deny",
      reason: "consent_required",
    });
    for (const next of ["sign_in", "sign_in_again", "other_tenant"] as const) {
      expect(nextMove({ next, silent: true })).toEqual({ kind: "deny", reason: "login_required" });
      expect(nextMove({ next, silent: false })).toEqual({ kind: "ask" });
    }
  });
});

describe("AuthorizeCard", () => {
  it("says who asks for what, and lets it", async () => {
    const { asked, leave } = render({ withheld: ["users:write"] });
    expect(screen.getByRole("heading").textContent).toContain("Reports");
    expect(screen.getByText("users:read")).toBeTruthy();
    expect(screen.getByText(/users:write/)).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Allow" }));
    await waitFor(() => expect(leave).toHaveBeenCalledWith("https://app.example/cb"));
    expect(asked).toEqual([
      {
        path: "/api/v1/oauth/authorizations/approve",
        body: { request: "handle", consents: true },
      },
    ]);
  });

  it("refuses", async () => {
    const { asked, leave } = render({});
    await userEvent.click(screen.getByRole("button", { name: "Do not allow" }));
    await waitFor(() => expect(leave).toHaveBeenCalled());
    expect(asked[0]?.body).toEqual({ request: "handle", reason: "access_denied" });
  });

  it("does at once, and once, what needs nobody", async () => {
    const { asked, leave } = render({ next: "none" });
    await waitFor(() => expect(leave).toHaveBeenCalledTimes(1));
    expect(asked).toHaveLength(1);
    expect(asked[0]?.body).toEqual({ request: "handle", consents: false });
  });

  it("leads to the sign-in and back", async () => {
    const { asked, leave } = render({ next: "sign_in", login_hint: "ann@acme.example" });
    expect(screen.getByText(/ann@acme.example/)).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Sign in" }));
    await waitFor(() =>
      expect(leave).toHaveBeenCalledWith("/sign-in?then=%2Fauthorize%3Frequest%3Dhandle"),
    );
    expect(asked).toEqual([]);
  });

  it("signs out first where somebody else, or a fresh sign-in, is wanted", async () => {
    const { asked, leave } = render({ next: "other_tenant" });
    await userEvent.click(screen.getByRole("button", { name: "Sign in" }));
    await waitFor(() => expect(leave).toHaveBeenCalled());
    expect(asked.map((one) => one.path)).toEqual(["/api/v1/session"]);
  });
});
