import { describe, expect, it } from "vitest";
import type { OpenApi } from "@/api/openapi";
import { curlOf, exampleBody, shellQuote } from "./curl";
import { exampleOf } from "./example";
import { groupOperations, operationsOf } from "./operations";

const api: OpenApi = {
  openapi: "3.1.0",
  info: { title: "Sangam", version: "1" },
  servers: [{ url: "/api/v1" }],
  paths: {
    "/ledger/accounts/{id}": {
      get: {
        operationId: "accounts.get",
        tags: ["ledger"],
        summary: "One account",
        "x-permission": "accounts:read",
        parameters: [
          {
            name: "id",
            in: "path",
            required: true,
            schema: { type: "string", examples: ["acct_01"] },
          },
        ],
      },
    },
    "/ledger/transfers": {
      post: {
        operationId: "transfers.create",
        tags: ["ledger"],
        summary: "Move money",
        requestBody: {
          content: { "application/json": { schema: { $ref: "#/components/schemas/NewTransfer" } } },
        },
      },
    },
    "/ledger/imports": {
      post: {
        tags: ["ledger"],
        parameters: [{ name: "name", in: "query", required: true }],
        requestBody: { content: { "application/x-ndjson": { schema: { type: "string" } } } },
      },
    },
  },
  components: {
    schemas: {
      Amount: {
        type: "object",
        required: ["amount"],
        properties: { amount: { type: "string", examples: ["1.50"] } },
      },
      NewTransfer: {
        type: "object",
        required: ["amount", "note"],
        properties: {
          amount: { $ref: "#/components/schemas/Amount" },
          note: { type: "string", example: "it's" },
          code: { type: "integer" },
        },
      },
    },
  },
};

const [get, post, upload] = operationsOf(api);

it("makes ids of the right shape", () => {
  const schema = { type: "string", format: "id", pattern: "^acct_[0-7][0-9a-z]{25}$" };
  expect(exampleOf(api, schema)).toMatch(new RegExp(schema.pattern));
});

describe("curlOf", () => {
  it("calls this server with the key from the environment", () => {
    expect(curlOf(api, get!, "https://bank.example")).toBe(
      'curl https://bank.example/api/v1/ledger/accounts/acct_01 \\\n  -H "Authorization: Bearer $SANGAM_API_KEY"',
    );
  });

  it("has an example body of what is required, quoted for the shell", () => {
    expect(JSON.parse(exampleBody(api, post!) ?? "")).toEqual({
      amount: { amount: "1.50" },
      note: "it's",
    });
    expect(curlOf(api, post!, "http://x")).toContain("it'\\''s");
  });

  it("sends a file where the body is not JSON", () => {
    const command = curlOf(api, upload!, "http://x");
    expect(command).toContain("--data-binary @FILE");
    expect(command).toContain("imports?name=NAME");
  });

  it("quotes what a shell would read", () => {
    expect(shellQuote("a b")).toBe("'a b'");
    expect(shellQuote("$(id)")).toBe("'$(id)'");
    expect(shellQuote("plain/text-1")).toBe("plain/text-1");
  });
});

it("finds operations by every word", () => {
  const found = groupOperations(operationsOf(api), "POST move");
  expect(found.map((group) => [group.module, group.operations.map((o) => o.id)])).toEqual([
    ["ledger", ["transfers.create"]],
  ]);
  expect(groupOperations(operationsOf(api), "accounts:read")[0]?.operations[0]?.id).toBe(
    "accounts.get",
  );
  expect(groupOperations(operationsOf(api), "nothing like it")).toEqual([]);
});
