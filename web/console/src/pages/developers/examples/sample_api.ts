import type { OpenApi } from "@/api/openapi";
import { operationsOf } from "@/api/operations";
import { exampleCall } from "./call";

const json = (schema: object) => ({ content: { "application/json": { schema } } });
const account = {
  type: "object",
  properties: {
    id: { type: "string" },
    balance_limit: { type: "string" },
    ledger: { type: "string", format: "id", pattern: "^ledg_" },
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

/** A small description for tests: each kind of operation once. */
export const api: OpenApi = {
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
          required: ["from", "amount", "tags", "parts", "kind"],
          properties: {
            kind: { type: "string", enum: ["in_doubt", "sure"] },
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

export function callOf(id: string) {
  const operation = operationsOf(api).find((one) => one.id === id);
  if (operation === undefined) throw new Error(id);
  return exampleCall(api, operation, "https://bank.example");
}
