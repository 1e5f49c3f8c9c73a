import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { sessionQuery, type Session } from "@/api/session";
import { setPreferences } from "@/app/preferences";
import { renderPage } from "@/components/test_page";
import { en } from "@/messages/en";
import { SetUp } from "./set_up";

vi.mock("@tanstack/react-router", () => ({
  Link: ({ children, className }: { children: React.ReactNode; className?: string }) => (
    <a href="#there" className={className}>
      {children}
    </a>
  ),
}));

const answers = (users: number, factor: string, enabled: boolean): Record<string, unknown> => ({
  "/api/v1/tenant/usage": { plan: "", limits: [{ limit: "users", used: users }] },
  "/api/v1/sign-in-policy": { second_factor: factor },
  "/api/v1/sign-on/connections": { items: [{ id: "sso_1", enabled }] },
});

function show(permissions: string[], replies: Record<string, unknown>) {
  const fetched = vi.fn((path: string) =>
    Promise.resolve(new Response(JSON.stringify(replies[path]))),
  );
  vi.stubGlobal("fetch", fetched);
  const client = new QueryClient();
  const tenant = { slug: "acme" };
  client.setQueryData(sessionQuery.queryKey, { permissions, tenant } as Session);
  renderPage(
    <QueryClientProvider client={client}>
      <SetUp />
    </QueryClientProvider>,
  );
  return { fetched, client };
}

const owner = ["*"];
beforeEach(() => setPreferences({ setUpHidden: [] }));
afterEach(() => vi.unstubAllGlobals());

it("ticks the steps that are taken and leads to the others", async () => {
  show(owner, answers(2, "optional", false));
  const [people, passkeys, signOn] = await screen.findAllByRole("listitem");
  expect(within(people!).getByText(en["set_up.done"], { exact: false })).toBeDefined();
  expect(within(people!).queryByRole("link")).toBeNull();
  expect(within(passkeys!).getByText(en["set_up.passkeys_action"])).toBeDefined();
  expect(within(signOn!).getByText(en["set_up.sign_on_action"])).toBeDefined();
});

it("is gone when all is done, and for who may not do it", async () => {
  const { client } = show(owner, answers(2, "passkey", true));
  await vi.waitFor(() => expect(client.getQueryData(["usage"])).toBeDefined());
  await vi.waitFor(() => expect(client.isFetching()).toBe(0));
  expect(screen.queryByText(en["set_up.title"])).toBeNull();
  const { fetched } = show(["users:read"], {});
  expect(fetched).not.toHaveBeenCalled();
});

it("can be put off", async () => {
  show(owner, answers(1, "optional", false));
  await userEvent.click(await screen.findByRole("button", { name: en["set_up.hide"] }));
  expect(screen.queryByText(en["set_up.title"])).toBeNull();
});
