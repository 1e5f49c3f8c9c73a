import { buildSchema, parse, validate } from "graphql";
import { expect, it } from "vitest";
import { documentFor, rootFields, variablesFor } from "./documents";

const schema = buildSchema(`
  type Query {
    account(id: ID!): Account
    accounts(first: Int): AccountConnection!
    version: Int
  }
  type Mutation { "Open it" open(input: OpenInput!): Account }
  input OpenInput { name: String! }
  type Account { id: ID! parent: Account owned(by: ID!): Int }
  type AccountConnection { edges: [Edge!]! pageInfo: PageInfo! }
  type Edge { node: Account cursor: String! }
  type PageInfo { hasNextPage: Boolean! }
`);
const named = (name: string) => {
  const found = rootFields(schema, "").find(({ field }) => field.name === name);
  if (found === undefined) throw new Error(name);
  return found;
};

it("finds the roots' fields by name and description", () => {
  const names = (search: string) => rootFields(schema, search).map(({ field: { name } }) => name);
  expect(names("")).toEqual(["account", "accounts", "version", "open"]);
  expect(names("ACC")).toEqual(["account", "accounts"]);
  expect(names("open it")).toEqual(["open"]);
});

it("writes documents that the schema allows", () => {
  for (const one of rootFields(schema, "")) {
    expect(validate(schema, parse(documentFor(one))), one.field.name).toEqual([]);
  }
});

it("takes what must be given as variables, and goes into connections", () => {
  expect(documentFor(named("account"))).toBe(
    "query ($id: ID!) {\n  account(id: $id) {\n    id\n    parent {\n      id\n    }\n  }\n}",
  );
  expect(JSON.parse(variablesFor(named("open")))).toEqual({ input: null });
  const list = documentFor(named("accounts"));
  expect(list).toContain("edges {\n      node {\n        id\n        parent {\n          id");
  expect(list).toContain("pageInfo {\n      hasNextPage");
});
