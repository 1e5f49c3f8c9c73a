import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { renderPage } from "@/components/test_page";
import { SignOutPage } from "./sign_out_page";

vi.mock("@tanstack/react-router", () => ({
  getRouteApi: () => ({ useSearch: () => ({ request: "handle" }) }),
}));

afterEach(() => vi.unstubAllGlobals());

it("ends what clients have before the session, and goes back", async () => {
  const asked: string[] = [];
  const assign = vi.fn();
  vi.stubGlobal("location", { assign });
  vi.stubGlobal("fetch", (path: string, init: RequestInit) => {
    asked.push(`${init.method} ${path}`);
    return Promise.resolve(new Response(JSON.stringify({ location: "https://app.example/bye" })));
  });
  renderPage(
    <QueryClientProvider client={new QueryClient()}>
      <SignOutPage />
    </QueryClientProvider>,
  );
  await userEvent.click(screen.getByRole("button", { name: "Sign out" }));
  await waitFor(() => expect(assign).toHaveBeenCalledWith("https://app.example/bye"));
  expect(asked).toEqual(["POST /api/v1/oauth/sessions/end", "DELETE /api/v1/session"]);
});
