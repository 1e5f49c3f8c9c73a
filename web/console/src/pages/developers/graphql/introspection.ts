/** The parts of GraphQL's introspection (October 2021, §4) that the explorer reads. */
export interface TypeRef {
  kind: string;
  name: string | null;
  ofType?: TypeRef | null;
}

export interface GraphqlArgument {
  name: string;
  description: string | null;
  type: TypeRef;
}

export interface GraphqlField {
  name: string;
  description: string | null;
  args: GraphqlArgument[];
  type: TypeRef;
  isDeprecated: boolean;
}

export interface GraphqlType {
  kind: string;
  name: string;
  fields: GraphqlField[] | null;
}

export interface GraphqlSchema {
  queryType: { name: string } | null;
  mutationType: { name: string } | null;
  subscriptionType: { name: string } | null;
  types: GraphqlType[];
}

const reference = "kind name ofType { kind name ofType { kind name ofType { kind name } } }";

export const introspection = `query Explorer {
  __schema {
    queryType { name }
    mutationType { name }
    subscriptionType { name }
    types {
      kind
      name
      fields(includeDeprecated: true) {
        name
        description
        isDeprecated
        args { name description type { ${reference} } }
        type { ${reference} }
      }
    }
  }
}`;

/** "[Account!]!": a type as the schema language writes it. */
export function typeName(type: TypeRef | null | undefined): string {
  if (type === null || type === undefined) return "…";
  if (type.kind === "NON_NULL") return `${typeName(type.ofType)}!`;
  if (type.kind === "LIST") return `[${typeName(type.ofType)}]`;
  return type.name ?? "…";
}

function named(type: TypeRef | null | undefined): string | null {
  return type === null || type === undefined ? null : (type.name ?? named(type.ofType));
}

export type Root = "query" | "mutation" | "subscription";

export interface RootField {
  root: Root;
  field: GraphqlField;
}

/** The fields of the roots that have every word of the search. */
export function rootFields(schema: GraphqlSchema, search: string): RootField[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return (["query", "mutation", "subscription"] as const).flatMap((root) => {
    const name = schema[`${root}Type`]?.name;
    const fields = schema.types.find((type) => type.name === name)?.fields ?? [];
    return fields
      .filter((field) => {
        const text = `${field.name} ${field.description ?? ""}`.toLowerCase();
        return words.every((word) => text.includes(word));
      })
      .map((field) => ({ root, field }));
  });
}

/** A selection of what has no fields of its own, and of connections what lies in their edges. */
function selection(schema: GraphqlSchema, type: TypeRef, indent: string, depth = 0): string {
  const found = schema.types.find(({ name }) => name === named(type));
  const fields = found?.fields;
  if (fields === null || fields === undefined) return "";
  const lines = fields.flatMap((field) => {
    if (field.args.some((argument) => argument.type.kind === "NON_NULL")) return [];
    const inner = schema.types.find(({ name }) => name === named(field.type));
    if ((inner?.fields ?? null) === null) return [`${indent}  ${field.name}`];
    const goesOn = ["edges", "node", "pageInfo"].includes(field.name) || depth < 1;
    const nested = goesOn ? selection(schema, field.type, `${indent}  `, depth + 1) : "";
    return nested === "" ? [] : [`${indent}  ${field.name}${nested}`];
  });
  return lines.length === 0 ? "" : ` {\n${lines.join("\n")}\n${indent}}`;
}

/** A document that asks for one field, with the arguments that must be given as variables. */
export function documentFor(schema: GraphqlSchema, { root, field }: RootField): string {
  const needed = field.args.filter(({ type }) => type.kind === "NON_NULL");
  const declared = needed.map(({ name, type }) => `$${name}: ${typeName(type)}`).join(", ");
  const given = needed.map(({ name }) => `${name}: $${name}`).join(", ");
  const head = needed.length === 0 ? root : `${root} (${declared})`;
  const call = needed.length === 0 ? field.name : `${field.name}(${given})`;
  return `${head} {\n  ${call}${selection(schema, field.type, "  ")}\n}`;
}

/** The variables of such a document, to be filled. */
export function variablesFor({ field }: RootField): string {
  const needed = field.args.filter(({ type }) => type.kind === "NON_NULL");
  return JSON.stringify(Object.fromEntries(needed.map(({ name }) => [name, null])), null, 2);
}
