import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { buildSchema, introspectionFromSchema } from "graphql";
import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { renderPage } from "@/components/test_page";
import { Workbench } from "./workbench";

const schema = buildSchema("type Query { account(id: ID!): Account } type Account { id: ID! }");

/** A door that shows its schema, or none, and answers everything else with an account. */
function serve(shown: boolean) {
  const fetched = vi.fn<typeof fetch>((_, init) => {
    const { query } = JSON.parse(String(init?.body)) as { query: string };
    const asked = query.includes("__schema");
    const data = asked
      ? shown
        ? introspectionFromSchema(schema)
        : null
      : { account: { id: "a" } };
    return Promise.resolve(new Response(JSON.stringify({ data }), { status: 200 }));
  });
  vi.stubGlobal("fetch", fetched);
  return fetched;
}

function show() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return renderPage(
    <QueryClientProvider client={client}>
      <Workbench door="/graphql" />
    </QueryClientProvider>,
  );
}

beforeAll(() => {
  // jsdom has no layout; the editor measures its lines.
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
});
afterEach(() => vi.unstubAllGlobals());

it("writes a document for a chosen field, sends it and shows the answer", async () => {
  const fetched = serve(true);
  show();
  await userEvent.click(await screen.findByRole("button", { name: "account" }));
  const document = screen.getByRole("textbox", { name: "Document" });
  expect(document.textContent).toContain("account(id: $id)");
  await userEvent.click(screen.getByRole("button", { name: "Send" }));
  expect((await screen.findByLabelText("Body of the reply")).textContent).toContain('"a"');
  const [door, init] = fetched.mock.calls.at(-1) ?? [];
  expect(door).toBe("/graphql");
  expect(JSON.parse(String(init?.body))).toEqual({
    query: "query ($id: ID!) {\n  account(id: $id) {\n    id\n  }\n}",
    variables: { id: null },
  });
});

it("says that the schema may not be read", async () => {
  serve(false);
  show();
  expect(await screen.findByText("This server does not show its GraphQL schema.")).toBeDefined();
});
