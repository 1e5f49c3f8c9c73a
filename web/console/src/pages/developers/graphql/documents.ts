import {
  getNamedType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
} from "graphql";

export type Root = "query" | "mutation" | "subscription";

export interface RootField {
  root: Root;
  field: GraphQLField<unknown, unknown>;
}

function rootsOf(schema: GraphQLSchema) {
  return [
    ["query", schema.getQueryType()],
    ["mutation", schema.getMutationType()],
    ["subscription", schema.getSubscriptionType()],
  ] as const;
}

/** The fields of the roots that have every word of the search. */
export function rootFields(schema: GraphQLSchema, search: string): RootField[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return rootsOf(schema).flatMap(([root, type]) =>
    Object.values(type?.getFields() ?? {})
      .filter(({ name, description }) => {
        const text = `${name} ${description ?? ""}`.toLowerCase();
        return words.every((word) => text.includes(word));
      })
      .map((field) => ({ root, field })),
  );
}

/** Fields of a connection lead to what is asked for, however deep. */
const ofConnections = new Set(["edges", "node", "pageInfo"]);

/** A selection of what has no fields of its own, and of what lies one step further. */
function selection(type: GraphQLOutputType, indent: string, depth = 0): string {
  const named = getNamedType(type);
  if (!isObjectType(named) && !isInterfaceType(named)) return "";
  const lines = Object.values(named.getFields()).flatMap((field) => {
    if (field.args.some((argument) => isNonNullType(argument.type))) return [];
    const inner = getNamedType(field.type);
    if (!isObjectType(inner) && !isInterfaceType(inner)) return [`${indent}  ${field.name}`];
    if (depth > 0 && !ofConnections.has(field.name)) return [];
    const connects = ofConnections.has(field.name);
    const nested = selection(field.type, `${indent}  `, connects ? depth : depth + 1);
    return nested === "" ? [] : [`${indent}  ${field.name}${nested}`];
  });
  return lines.length === 0 ? "" : ` {\n${lines.join("\n")}\n${indent}}`;
}

const neededBy = ({ field }: RootField) =>
  field.args.filter((argument) => isNonNullType(argument.type));

/** A document that asks for one field, with the arguments that must be given as variables. */
export function documentFor(one: RootField): string {
  const needed = neededBy(one);
  const declared = needed.map(({ name, type }) => `$${name}: ${type.toString()}`).join(", ");
  const given = needed.map(({ name }) => `${name}: $${name}`).join(", ");
  const head = needed.length === 0 ? one.root : `${one.root} (${declared})`;
  const call = needed.length === 0 ? one.field.name : `${one.field.name}(${given})`;
  return `${head} {\n  ${call}${selection(one.field.type, "  ")}\n}`;
}

/** The variables of such a document, to be filled in. */
export function variablesFor(one: RootField): string {
  return JSON.stringify(Object.fromEntries(neededBy(one).map(({ name }) => [name, null])), null, 2);
}
