import { expect, it } from "vitest";
import {
  documentFor,
  rootFields,
  typeName,
  variablesFor,
  type GraphqlSchema,
} from "./introspection";

const named = (name: string, kind = "SCALAR") => ({ kind, name });
const nonNull = (name: string) => ({ kind: "NON_NULL", name: null, ofType: named(name) });
const field = (name: string, type: ReturnType<typeof named>, args: string[] = []) => ({
  name,
  description: null,
  isDeprecated: false,
  type,
  args: args.map((argument) => ({ name: argument, description: null, type: nonNull("ID") })),
});

const schema: GraphqlSchema = {
  queryType: { name: "Query" },
  mutationType: null,
  subscriptionType: null,
  types: [
    {
      kind: "OBJECT",
      name: "Query",
      fields: [
        field("account", named("Account", "OBJECT"), ["id"]),
        field("version", named("Int")),
      ],
    },
    {
      kind: "OBJECT",
      name: "Account",
      fields: [field("id", named("ID")), field("parent", named("Account", "OBJECT"))],
    },
    { kind: "SCALAR", name: "ID", fields: null },
    { kind: "SCALAR", name: "Int", fields: null },
  ],
};

it("finds the roots' fields", () => {
  const names = (search: string) => rootFields(schema, search).map(({ field: { name } }) => name);
  expect(names("")).toEqual(["account", "version"]);
  expect(names("ACC")).toEqual(["account"]);
});

it("writes types as the schema language does", () => {
  expect(typeName({ kind: "LIST", name: null, ofType: nonNull("ID") })).toBe("[ID!]");
});

it("writes a document that asks for a field, with what it needs as variables", () => {
  const [account, version] = rootFields(schema, "");
  expect(documentFor(schema, account!)).toBe(
    "query ($id: ID!) {\n  account(id: $id) {\n    id\n    parent {\n      id\n    }\n  }\n}",
  );
  expect(JSON.parse(variablesFor(account!))).toEqual({ id: null });
  expect(documentFor(schema, version!)).toBe("query {\n  version\n}");
});
