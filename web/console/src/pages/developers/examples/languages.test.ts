import { describe, expect, it } from "vitest";
import type { OpenApi } from "@/api/openapi";
import { operationsOf } from "@/api/operations";
import { exampleCall, targetOf } from "./call";
import { cliOf } from "./cli";
import { graphqlField, graphqlOf } from "./graphql";
import { languagesFor } from "./languages";
import { mcpOf } from "./mcp";
import { pythonOf, pythonValue } from "./python";
import { typescriptOf, typescriptValue } from "./typescript";

const json = (schema: object) => ({ content: { "application/json": { schema } } });
const account = {
  type: "object",
  properties: {
    id: { type: "string" },
    balance_limit: { type: "string" },
    held: { type: "object", properties: { amount: { type: "string" } } },
  },
};
const path = (name: string) => ({
  name,
  in: "path" as const,
  required: true,
  schema: { type: "string", examples: ["acct_1"] },
});
const key = { name: "Idempotency-Key", in: "header" as const };

const api: OpenApi = {
  openapi: "3.1.0",
  info: { title: "Sangam", version: "1" },
  servers: [{ url: "/api/v1" }],
  paths: {
    "/accounts": {
      get: {
        operationId: "ledger.accounts.list",
        "x-kind": "query",
        parameters: [
          { name: "cursor", in: "query" },
          { name: "ids", in: "query", schema: { type: "array", items: { type: "string" } } },
        ],
        responses: {
          "200": {
            description: "",
            ...json({
              type: "object",
              properties: { items: { type: "array", items: account }, next: { type: "string" } },
            }),
          },
        },
      },
      post: {
        operationId: "ledger.accounts.open_many",
        "x-kind": "command",
        parameters: [key],
        requestBody: json({
          type: "object",
          required: ["from", "amount", "tags", "parts"],
          properties: {
            from: { type: "string", examples: ["it's"] },
            amount: {
              type: "object",
              required: ["amount", "asset"],
              properties: {
                amount: { type: "string", examples: ["12.50"] },
                asset: { type: "string", examples: ["INR"] },
              },
            },
            tags: { type: "array", items: { type: "string", examples: ["a"] } },
            parts: {
              type: "array",
              items: {
                type: "object",
                required: ["whole"],
                properties: { whole: { type: "boolean" } },
              },
            },
          },
        }),
        responses: { "201": { description: "", ...json(account) } },
      },
    },
    "/accounts/{id}": {
      delete: {
        operationId: "ledger.accounts.close",
        "x-kind": "command",
        parameters: [path("id")],
        responses: { "204": { description: "" } },
      },
    },
    "/file": {
      post: {
        operationId: "ledger.import",
        "x-kind": "upload",
        requestBody: { content: { "application/x-ndjson": { schema: { type: "string" } } } },
        responses: { "200": { description: "", ...json(account) } },
      },
    },
    "/tail": {
      get: {
        operationId: "events.tail",
        "x-kind": "stream",
        responses: {
          "200": {
            description: "",
            content: {
              "text/event-stream": { schema: { type: "string" }, "x-item-schema": account },
            },
          },
        },
      },
    },
  },
};

function callOf(id: string) {
  const operation = operationsOf(api).find((one) => one.id === id);
  if (operation === undefined) throw new Error(id);
  return exampleCall(api, operation, "https://bank.example");
}

describe("a call", () => {
  it("names what the path and the query need", () => {
    expect(targetOf(callOf("ledger.accounts.close"))).toBe("/accounts/acct_1");
    expect(targetOf(callOf("ledger.accounts.list"))).toBe("/accounts?ids=Example+ids");
  });
});

describe("TypeScript", () => {
  it("iterates lists and streams, awaits the rest", () => {
    expect(typescriptOf(callOf("ledger.accounts.list"))).toContain(
      'for await (const item of sangam.ledger.accounts.list({ ids: ["Example ids"] }))',
    );
    expect(typescriptOf(callOf("events.tail"))).toContain("for await (const event of sangam.events.tail())");
    expect(typescriptOf(callOf("ledger.accounts.close"))).toContain(
      'await sangam.ledger.accounts.close("acct_1");',
    );
  });

  it("has names without underscores, bodies without needless quotes, files read first", () => {
    const text = typescriptOf(callOf("ledger.accounts.open_many"));
    expect(text).toContain("sangam.ledger.accounts.openMany({");
    expect(text).toContain('amount: { amount: "12.50", asset: "INR" }');
    const upload = typescriptOf(callOf("ledger.import"));
    expect(upload).toContain('const content = await readFile("FILE");');
    expect(upload).toContain("sangam.ledger.import(content)");
  });

  it("quotes names that are no names", () => {
    expect(typescriptValue({ "a-b": 1, c: null, d: [] })).toBe('{ "a-b": 1, c: null, d: [] }');
  });
});

describe("Python", () => {
  it("puts an underscore behind what Python keeps for itself", () => {
    const text = pythonOf(callOf("ledger.accounts.open_many"));
    expect(text).toContain(`from_="it's"`);
    expect(text).toContain('parts=[{"whole": False}]');
    expect(pythonOf(callOf("ledger.import"))).toContain("client.ledger.import_(content)");
  });

  it("writes what Python calls true, false and nothing", () => {
    expect(pythonValue({ a: true, b: null, c: 1.5 })).toBe('{"a": True, "b": None, "c": 1.5}');
  });
});

describe("the command line", () => {
  it("takes amounts as texts, lists as repeated options, the rest as JSON", () => {
    const command = cliOf(callOf("ledger.accounts.open_many"));
    expect(command).toContain("--amount '12.50 INR'");
    expect(command).toContain("--tags a");
    expect(command).toContain(`--json '{"parts":[{"whole":false}]}'`);
    expect(command).toContain("--from 'it'\\''s'");
    expect(cliOf(callOf("ledger.import"))).toContain("--file FILE");
    const call = { ...callOf("ledger.import"), upload: undefined, body: { url: "https://x.example" } };
    expect(cliOf(call)).toContain(`--json '{"url":"https://x.example"}'`);
  });
});

describe("GraphQL", () => {
  it("has fields in camel case and connections for lists", () => {
    const list = callOf("ledger.accounts.list");
    expect(graphqlField(list.operation)).toBe("ledgerAccountsList");
    const text = graphqlOf(api, list);
    expect(text).toContain("query {\n  ledgerAccountsList(");
    expect(text).toContain("edges {\n      node {\n        id\n        balanceLimit\n        held {\n          amount");
    expect(graphqlOf(api, callOf("ledger.accounts.open_many"))).toContain(
      'amount: {amount: "12.50", asset: "INR"}',
    );
    expect(graphqlOf(api, callOf("events.tail"))).toMatch(/^subscription \{\n {2}eventsTail \{/);
  });
});

describe("MCP", () => {
  it("calls the tool with everything as arguments", () => {
    const text = mcpOf(callOf("ledger.accounts.close"), "/mcp");
    expect(text).toContain("curl -X POST https://bank.example/mcp");
    const body = /-d '(.*)'$/s.exec(text)?.[1] ?? "";
    expect(JSON.parse(body)).toMatchObject({
      method: "tools/call",
      params: { name: "ledger.accounts.close", arguments: { id: "acct_1" } },
    });
  });
});

it("offers the doors that the server says it has, and those an operation goes through", () => {
  const [list] = operationsOf(api);
  const upload = callOf("ledger.import").operation;
  expect(languagesFor(api, list!)).toEqual(["curl", "typescript", "python", "cli"]);
  const open = { ...api, "x-doors": { graphql: "/graphql", mcp: "/mcp" } };
  expect(languagesFor(open, list!)).toContain("graphql");
  expect(languagesFor(open, list!)).toContain("mcp");
  expect(languagesFor(open, upload)).toEqual(["curl", "typescript", "python", "cli"]);
});
