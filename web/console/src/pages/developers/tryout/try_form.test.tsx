import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createMemoryHistory,
  createRootRoute,
  createRouter,
  RouterProvider,
} from "@tanstack/react-router";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { OpenApi } from "@/api/openapi";
import { operationsOf } from "@/api/operations";
import { sessionQuery, type Session } from "@/api/session";
import { renderPage } from "@/components/test_page";
import { exampleCall } from "../examples/call";
import { forgetTries } from "./tries";
import { TriesPage } from "./tries_page";
import { TryForm } from "./try_form";

const key = { name: "Idempotency-Key", in: "header" as const };
const api: OpenApi = {
  openapi: "3.1.0",
  info: { title: "Sangam", version: "1" },
  paths: {
    "/teams": {
      post: {
        operationId: "teams.create",
        summary: "Make a team",
        parameters: [key],
        requestBody: {
          content: {
            "application/json": {
              schema: {
                type: "object",
                required: ["name"],
                properties: { name: { type: "string" }, description: { type: "string" } },
              },
            },
          },
        },
        responses: { "201": { description: "Created" } },
      },
    },
    "/teams/{id}": {
      delete: {
        operationId: "teams.delete",
        summary: "Delete a team",
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
        responses: { "204": { description: "Done" } },
      },
    },
  },
};

const session: Session = {
  user: { id: "usr_1", name: "Owner" },
  tenant: { id: "tnt_1", slug: "demo", name: "Demo", sandbox: true },
  role: "owner",
  permissions: ["*"],
  methods: [],
  must_enrol: false,
};

function serve(text: string, status: number, headers: Record<string, string> = {}) {
  const fetched = vi.fn<typeof fetch>(() =>
    Promise.resolve(new Response(text, { status, headers })),
  );
  vi.stubGlobal("fetch", fetched);
  return fetched;
}

function show(id: string, real = false) {
  const operation = operationsOf(api).find((one) => one.id === id);
  if (operation === undefined) throw new Error(id);
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(sessionQuery.queryKey, session);
  client.setQueryData(["openapi"], api);
  const example = exampleCall(api, operation, "http://x");
  const root = createRootRoute({
    component: () => (
      <>
        <TryForm api={api} operation={operation} example={example} real={real} />
        <TriesPage />
      </>
    ),
  });
  const router = createRouter({ routeTree: root, history: createMemoryHistory() });
  return renderPage(
    <QueryClientProvider client={client}>
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  );
}

/** The form, without the list of tries that repeats what came. */
const form = () => within(screen.getByRole("form"));
const sentOf = (fetched: ReturnType<typeof serve>) => fetched.mock.calls.at(-1);
const keyOf = (fetched: ReturnType<typeof serve>) =>
  (sentOf(fetched)?.[1]?.headers as Record<string, string>)["Idempotency-Key"];

afterEach(() => {
  forgetTries();
  vi.unstubAllGlobals();
});

describe("TryForm", () => {
  it("sends what is in the form under a key, and shows everything that came", async () => {
    const fetched = serve('{"id":"team_1"}', 201, {
      "Content-Type": "application/json",
      "X-Request-Id": "req_7",
    });
    show("teams.create");
    const shown = await screen.findByLabelText<HTMLInputElement>("Idempotency-Key");
    const before = shown.value;
    expect(before).toMatch(/^[0-9a-f]{32}$/);
    await userEvent.click(screen.getByRole("button", { name: "Send" }));
    expect(
      (await form().findByLabelText("Body of the reply", { selector: "pre" })).textContent,
    ).toContain('"team_1"');
    expect(form().getByLabelText("Headers of the reply").textContent).toContain("req_7");
    expect(form().getByLabelText("The request that was sent").textContent).toContain(before);
    expect(sentOf(fetched)?.[0]).toBe("/api/v1/teams");
    expect(JSON.parse(String(sentOf(fetched)?.[1]?.body))).toEqual({ name: "Till" });
    expect(keyOf(fetched)).toBe(before);
    // What was answered is over: the next request is another one.
    expect(shown.value).not.toBe(before);
    expect(screen.getByText("POST /teams")).toBeDefined();
  });

  it("keeps the key while nobody knows what happened", async () => {
    serve('{"title":"x","status":503,"code":"unavailable"}', 503);
    show("teams.create");
    const shown = await screen.findByLabelText<HTMLInputElement>("Idempotency-Key");
    const before = shown.value;
    await userEvent.click(screen.getByRole("button", { name: "Send" }));
    await form().findByText("503");
    expect(shown.value).toBe(before);
  });

  it("says at the field what the server refuses", async () => {
    const errors = [{ pointer: "/name", code: "too_long", detail: "is too long" }];
    serve(JSON.stringify({ title: "Invalid", status: 400, code: "invalid", errors }), 400);
    show("teams.create");
    await userEvent.click(await screen.findByRole("button", { name: "Send" }));
    expect(await screen.findByText("Is too long.")).toBeDefined();
  });

  it("explains that somebody else decides first", async () => {
    serve('{"approval":{"id":"apr_1"}}', 202, { "Content-Type": "application/json" });
    show("teams.create");
    await userEvent.click(await screen.findByRole("button", { name: "Send" }));
    expect(await screen.findByText("Held for approval (202)")).toBeDefined();
    expect(screen.getByRole("link", { name: "Follow it" }).getAttribute("href")).toContain("apr_1");
  });

  it("asks before something is taken away, and sends nothing until then", async () => {
    const fetched = serve("", 204);
    show("teams.delete");
    await userEvent.type(await screen.findByLabelText(/^id/), "team_1");
    await userEvent.click(screen.getByRole("button", { name: "Send" }));
    const typed = await screen.findByLabelText("To confirm, type");
    expect(fetched).not.toHaveBeenCalled();
    await userEvent.type(typed, "teams.delete");
    await userEvent.click(screen.getAllByRole("button", { name: "Send" }).at(-1)!);
    await waitFor(() => expect(sentOf(fetched)?.[1]?.method).toBe("DELETE"));
    expect(sentOf(fetched)?.[0]).toBe("/api/v1/teams/team_1");
  });

  it("says where writes are real, and which fields are missing", async () => {
    const fetched = serve("", 204);
    show("teams.delete", true);
    expect(await screen.findByText(/This tenant is no sandbox/)).toBeDefined();
    await userEvent.click(screen.getByRole("button", { name: "Send" }));
    expect(await screen.findByText("This is required.")).toBeDefined();
    expect(fetched).not.toHaveBeenCalled();
  });
});
