import { follow, type OpenApi, type Schema } from "@/api/openapi";
import type { Operation } from "@/api/operations";

export type FieldKind =
  "text" | "long" | "whole" | "switch" | "choice" | "choices" | "list" | "json";

/** One field of a form that is made from an operation's description. */
export interface FormField {
  /** Where its value goes: "/amount/asset" in the body, "?limit" in the query, "{id}" in the path. */
  pointer: string;
  label: string;
  description: string;
  required: boolean;
  kind: FieldKind;
  choices: string[];
  /** An example that the description gives. */
  example: string;
}

/** References nest; deeper than this a form helps nobody, and the field takes JSON. */
const deepest = 3;
/** A text that may be longer than this gets more than one line. */
const longText = 200;

function resolved(api: OpenApi, schema: Schema | undefined): Schema {
  let at = schema ?? {};
  for (let depth = 0; at.$ref !== undefined && depth < 8; depth++) {
    const { $ref, ...own } = at;
    at = { ...follow<Schema>(api, $ref), ...own };
  }
  return at;
}

function typeOf(schema: Schema): string | undefined {
  return Array.isArray(schema.type) ? schema.type.find((one) => one !== "null") : schema.type;
}

function kindOf(api: OpenApi, schema: Schema): FieldKind {
  if (schema.enum !== undefined) return "choice";
  switch (typeOf(schema)) {
    case "boolean":
      return "switch";
    case "integer":
      return "whole";
    case "string":
      return (schema.maxLength ?? 0) > longText ? "long" : "text";
    case "array": {
      const item = resolved(api, schema.items);
      if (item.enum !== undefined) return "choices";
      return typeOf(item) === "string" ? "list" : "json";
    }
    default:
      return "json";
  }
}

function fieldOf(
  api: OpenApi,
  pointer: string,
  label: string,
  schema: Schema,
  required: boolean,
): FormField {
  const choices = schema.enum ?? resolved(api, schema.items).enum ?? [];
  const example = schema.example ?? schema.examples?.[0];
  return {
    pointer,
    label,
    description: schema.description ?? "",
    required,
    kind: kindOf(api, schema),
    choices: choices.map(String),
    example: typeof example === "string" || typeof example === "number" ? String(example) : "",
  };
}

function bodyFields(
  api: OpenApi,
  schema: Schema,
  within: { pointer: string; label: string; required: boolean },
  depth: number,
): FormField[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, raw]) => {
    const field = resolved(api, raw);
    const pointer = `${within.pointer}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    const label = within.label === "" ? name : `${within.label} · ${name}`;
    const required = within.required && (schema.required?.includes(name) ?? false);
    return field.properties !== undefined && depth < deepest
      ? bodyFields(api, field, { pointer, label, required }, depth + 1)
      : [fieldOf(api, pointer, label, field, required)];
  });
}

/** The fields of an operation: path, query, body. What can be chosen freely of headers has none. */
export function fieldsOf(api: OpenApi, operation: Operation): FormField[] {
  const parameters = operation.parameters
    .filter((one) => one.in === "path" || one.in === "query")
    .map((one) => {
      const schema = resolved(api, one.schema);
      const pointer = one.in === "path" ? `{${one.name}}` : `?${one.name}`;
      const described = { ...schema, description: one.description ?? schema.description ?? "" };
      return fieldOf(api, pointer, one.name, described, one.required === true);
    });
  const body = resolved(api, operation.request?.media.schema);
  const within = { pointer: "", label: "", required: true };
  return [...parameters, ...bodyFields(api, body, within, 0)];
}

/** So many fields at once are no trouble to look through. */
const few = 7;
const fewOfMany = 5;

/**
 * Which fields are shown at once, the required ones first, and which when somebody asks. Where nothing
 * is required because an operation serves several purposes, its first fields are those of the
 * commonest; an id for a new thing is made by the server.
 */
export function splitFields(fields: FormField[]): { first: FormField[]; more: FormField[] } {
  const required = fields.filter((field) => field.required);
  const rest = fields.filter((field) => !field.required);
  if (fields.length <= few) return { first: [...required, ...rest], more: [] };
  const first =
    required.length > 0
      ? required
      : fields.filter((field) => field.pointer !== "/id").slice(0, fewOfMany);
  return { first, more: fields.filter((field) => !first.includes(field)) };
}
