import { follow, type OpenApi, type Schema } from "@/api/openapi";
import type { Operation } from "@/api/operations";
import { ownReply, replyKind, type ExampleCall } from "./call";

/** "ledger.accounts.balance_history" is the field ledgerAccountsBalanceHistory. */
export function graphqlField({ id, graphqlField: said }: Operation): string {
  if (said !== undefined) return said;
  const [first = "", ...rest] = id.split(/[._]/);
  return first + rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

/** Files do not go through GraphQL. */
export function isField({ kind }: Operation): boolean {
  return kind !== "upload" && kind !== "download";
}

function rootOf({ kind }: Operation): "query" | "mutation" | "subscription" {
  if (kind === "query") return "query";
  return kind === "stream" ? "subscription" : "mutation";
}

function camel(name: string): string {
  return name.replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function resolved(api: OpenApi, schema: Schema | undefined): Schema | undefined {
  let at = schema;
  for (let steps = 0; at?.$ref !== undefined && steps < 8; steps++) {
    at = follow<Schema>(api, at.$ref);
  }
  return at;
}

/** An amount is one text there, not an object. */
function isAmount(schema: Schema | undefined): boolean {
  return schema?.$ref?.endsWith("/Amount") === true;
}

/** A JSON value as a literal of GraphQL: names without quotes, enumerators in capitals. */
export function graphqlValue(api: OpenApi, value: unknown, schema?: Schema): string {
  if (isAmount(schema) && typeof value === "object") {
    const { amount, asset } = value as { amount: string; asset: string };
    return JSON.stringify(`${amount} ${asset}`);
  }
  const known = resolved(api, schema);
  if (Array.isArray(value)) {
    return `[${value.map((one) => graphqlValue(api, one, known?.items)).join(", ")}]`;
  }
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).map(
      ([name, one]) => `${camel(name)}: ${graphqlValue(api, one, known?.properties?.[name])}`,
    );
    return `{${members.join(", ")}}`;
  }
  const names = known?.enum?.every((one) => /^[A-Za-z_]\w*$/.test(String(one))) === true;
  return names && typeof value === "string" ? value.toUpperCase() : JSON.stringify(value ?? null);
}

/** More fields than these make an example nobody reads. */
const mostFields = 8;
const deepest = 2;

function objectOf(api: OpenApi, schema: Schema | undefined, steps = 0): Schema | undefined {
  if (schema === undefined || isAmount(schema) || steps > 8) return undefined;
  if (schema.$ref !== undefined) return objectOf(api, follow<Schema>(api, schema.$ref), steps + 1);
  if (schema.items !== undefined) return objectOf(api, schema.items, steps + 1);
  // One of what was made, and what is kept until somebody approves.
  if (schema.oneOf !== undefined) return objectOf(api, schema.oneOf[0], steps + 1);
  return schema.properties === undefined ? undefined : schema;
}

/** The lines of a selection of an object's fields; "" for what has none. */
function selection(api: OpenApi, schema: Schema | undefined, indent: string, depth = 0): string {
  const object = objectOf(api, schema);
  if (object === undefined) return "";
  const lines = Object.entries(object.properties ?? {})
    .flatMap(([name, field]) => {
      if (objectOf(api, field) === undefined) {
        // Behind an id stands the thing itself, whose fields would have to be chosen.
        const link = name !== "id" && resolved(api, field)?.format === "id";
        return link ? [] : [`${indent}  ${camel(name)}`];
      }
      if (depth >= deepest) return [];
      const inner = selection(api, field, `${indent}  `, depth + 1);
      return inner === "" ? [] : [`${indent}  ${camel(name)}${inner}`];
    })
    .slice(0, mostFields);
  // Of an object something has to be chosen.
  if (lines.length === 0 && depth === 0) lines.push(`${indent}  __typename`);
  return lines.length === 0 ? "" : ` {\n${lines.join("\n")}\n${indent}}`;
}

/** What goes in: of a write one object with everything, else an argument each. */
function argumentsOf(api: OpenApi, call: ExampleCall, page: boolean): string {
  const { operation, path, query, body } = call;
  const schemaOf = (name: string) =>
    operation.parameters.find((parameter) => parameter.name === name)?.schema;
  const given = [...path, ...query].map(({ name, value, whole, list }) => {
    const one = whole ? Number(value) : value;
    return [name, graphqlValue(api, list ? [one] : one, schemaOf(name))] as const;
  });
  const fields = resolved(api, operation.request?.media.schema)?.properties ?? {};
  for (const [name, value] of Object.entries(typeof body === "object" ? (body ?? {}) : {})) {
    given.push([name, graphqlValue(api, value, fields[name])]);
  }
  const texts = given.map(([name, value]) => `${camel(name)}: ${value}`);
  if (rootOf(operation) === "mutation" && texts.length > 0) {
    const line = `(input: {${texts.join(", ")}})`;
    const lines = texts.map((one) => `    ${one}`).join("\n");
    return line.length <= 70 ? line : `(input: {\n${lines}\n  })`;
  }
  if (page) texts.push("first: 20");
  if (texts.length === 0) return "";
  const line = `(${texts.join(", ")})`;
  return line.length <= 70 ? line : `(\n${texts.map((one) => `    ${one}`).join("\n")}\n  )`;
}

/** What a page holds; undefined: it is none. */
function nodesOf(api: OpenApi, schema: Schema | undefined): Schema | undefined {
  const { items, next } = resolved(api, schema)?.properties ?? {};
  return next === undefined || items?.items === undefined ? undefined : items;
}

/** A document with the one field that is this operation; lists are connections. */
export function graphqlOf(api: OpenApi, call: ExampleCall): string {
  const { operation } = call;
  const paged = replyKind(operation) === "page";
  const success = ownReply(operation);
  const head = `${rootOf(operation)} {\n  ${graphqlField(operation)}${argumentsOf(api, call, paged)}`;
  const nodes = nodesOf(api, success?.schema);
  if (nodes === undefined) {
    return `${head}${selection(api, success?.item ?? success?.schema, "  ")}\n}`;
  }
  const node = selection(api, nodes, "      ");
  const edges = `    edges {\n      node${node}\n    }`;
  return `${head} {\n${edges}\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}`;
}
