import { describe, expect, it } from "vitest";
import type { OpenApi } from "@/api/openapi";
import { operationsOf } from "@/api/operations";
import { fieldsOf, splitFields } from "./fields";
import { missing, requestOf } from "./request";

const api: OpenApi = {
  openapi: "3.1.0",
  info: { title: "Sangam", version: "1" },
  paths: {
    "/things/{id}/move": {
      post: {
        operationId: "things.move",
        parameters: [
          { name: "id", in: "path", required: true, schema: { type: "string" } },
          { name: "kind", in: "query", schema: { type: "array", items: { type: "string" } } },
          { name: "Idempotency-Key", in: "header", schema: { type: "string" } },
        ],
        requestBody: {
          content: { "application/json": { schema: { $ref: "#/components/schemas/Move" } } },
        },
      },
    },
  },
  components: {
    schemas: {
      Amount: {
        type: "object",
        required: ["amount"],
        properties: { amount: { type: "string", examples: ["1.50"] }, asset: { type: "string" } },
      },
      Move: {
        type: "object",
        required: ["amount"],
        properties: {
          amount: { $ref: "#/components/schemas/Amount", description: "What moves" },
          number: { type: "integer" },
          open: { type: "boolean" },
          flags: { type: "array", items: { type: "string", enum: ["linked", "pending"] } },
          mode: { type: "string", enum: ["now", "later"] },
          note: { type: "string", maxLength: 2000 },
          payload: {},
        },
      },
    },
  },
};
const operation = operationsOf(api)[0]!;
const fields = fieldsOf(api, operation);

describe("fieldsOf", () => {
  it("has a field for what goes into path, query and body, and none for headers", () => {
    expect(fields.map(({ pointer, kind, required }) => [pointer, kind, required])).toEqual([
      ["{id}", "text", true],
      ["?kind", "list", false],
      ["/amount/amount", "text", true],
      ["/amount/asset", "text", false],
      ["/number", "whole", false],
      ["/open", "switch", false],
      ["/flags", "choices", false],
      ["/mode", "choice", false],
      ["/note", "long", false],
      ["/payload", "json", false],
    ]);
  });

  it("shows of many fields those first that must be filled", () => {
    const { first, more } = splitFields(fields);
    expect(first.map(({ pointer }) => pointer)).toEqual(["{id}", "/amount/amount"]);
    expect(first.length + more.length).toBe(fields.length);
    expect(splitFields(fields.slice(0, 3)).more).toEqual([]);
  });
});

describe("requestOf", () => {
  it("writes what was filled, and numbers as they were typed", () => {
    const values = {
      "{id}": "a/b",
      "?kind": ["x", "y"],
      "/amount/amount": "2.50",
      "/number": "12345678901234567890",
      "/open": false,
      "/flags": ["linked"],
      "/note": "",
      "/payload": '{"n": 1}',
    };
    expect(requestOf(operation, fields, values)).toEqual({
      path: "/things/a%2Fb/move?kind=x&kind=y",
      body: '{"amount":{"amount":"2.50"},"number":12345678901234567890,"open":false,"flags":["linked"],"payload":{"n": 1}}',
    });
  });

  it("leaves to the server to say what is wrong with a value", () => {
    const values = { "{id}": "a", "/number": "many", "/payload": "{" };
    expect(requestOf(operation, fields, values).body).toBe('{"number":"many","payload":"{"}');
  });

  it("knows what is missing", () => {
    expect(missing(fields, {})).toEqual(["{id}", "/amount/amount"]);
    expect(missing(fields, { "{id}": "a", "/amount/amount": "1" })).toEqual([]);
  });
});
