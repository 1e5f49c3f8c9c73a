import { expect, it } from "vitest";
import type { Schema, SchemaRoot } from "@/api/openapi";
import { schemaRows, visibleRows } from "./schema_rows";

const root: SchemaRoot = {
  components: {
    schemas: {
      Amount: {
        type: "object",
        required: ["amount"],
        properties: {
          amount: { type: "string", description: "How much" },
          asset: { type: "string", enum: ["INR", "USD"] },
        },
      },
      Node: {
        type: "object",
        properties: {
          children: { type: "array", items: { $ref: "#/components/schemas/Node" } },
        },
      },
    },
  },
};
const schema: Schema = {
  type: "object",
  required: ["name"],
  properties: {
    name: { type: "string", minLength: 1, maxLength: 80 },
    limits: { type: "array", items: { $ref: "#/components/schemas/Amount" } },
    code: { type: "integer", minimum: 0 },
  },
};
const rows = schemaRows(root, schema);

it("lists fields with those within behind them", () => {
  expect(rows.map(({ path, depth, type }) => [path, depth, type])).toEqual([
    ["name", 0, "string"],
    ["limits", 0, "Amount[]"],
    ["limits[].amount", 1, "string"],
    ["limits[].asset", 1, "string"],
    ["code", 0, "integer"],
  ]);
  expect(rows[0]).toMatchObject({ required: true, rules: ["length 1–80"], nested: false });
  expect(rows[3]?.rules).toEqual(["INR | USD"]);
});

it("shows what is open, and while somebody searches what matches with what it lies in", () => {
  const paths = (open: string[], search = "") =>
    visibleRows(rows, new Set(open), search).map(({ path }) => path);
  expect(paths([])).toEqual(["name", "limits", "code"]);
  expect(paths(["limits"])).toHaveLength(5);
  expect(paths([], "how much")).toEqual(["limits", "limits[].amount"]);
  expect(paths([], "nothing like it")).toEqual([]);
});

it("ends where schemas contain themselves", () => {
  const nested = schemaRows(root, { $ref: "#/components/schemas/Node" });
  expect(nested.length).toBeGreaterThan(1);
  expect(nested.length).toBeLessThan(20);
});

it("has no rows for what is no object", () => {
  expect(schemaRows(root, { type: "string" })).toEqual([]);
  expect(schemaRows(root, undefined)).toEqual([]);
});
