import type { OpenApi, Schema } from "@/api/openapi";
import { follow } from "./operations";

/** References nest; beyond this depth an example helps nobody. */
const deepest = 8;

function ofFormat(format: string | undefined): string {
  if (format === "date-time") return "2026-11-21T09:00:00Z";
  if (format === "date") return "2026-11-21";
  if (format === "email") return "someone@example.com";
  return "text";
}

/** An id of the right shape, where the pattern begins with a prefix such as "acct_". */
function idOf(pattern: string | undefined): string | undefined {
  const prefix = /^\^([a-z]+_)/.exec(pattern ?? "")?.[1];
  return prefix === undefined ? undefined : prefix + "0".repeat(26);
}

function typeOf(schema: Schema): string | undefined {
  const type = Array.isArray(schema.type)
    ? schema.type.find((name) => name !== "null")
    : schema.type;
  return type ?? (schema.properties === undefined ? undefined : "object");
}

/**
 * A value the schema allows: its own example where it has one, else made from types.
 * Of an object only what is required is shown, or everything when nothing is.
 */
export function exampleOf(api: OpenApi, schema: Schema | undefined, depth = 0): unknown {
  if (schema === undefined || depth > deepest) return null;
  if (schema.$ref !== undefined) return exampleOf(api, follow<Schema>(api, schema.$ref), depth + 1);
  const given =
    schema.example ?? schema.examples?.[0] ?? schema.const ?? schema.default ?? schema.enum?.[0];
  if (given !== undefined) return given;
  const choice = schema.oneOf?.[0] ?? schema.anyOf?.[0];
  if (choice !== undefined) return exampleOf(api, choice, depth + 1);
  if (schema.allOf !== undefined) {
    return Object.assign({}, ...schema.allOf.map((part) => exampleOf(api, part, depth + 1)));
  }
  switch (typeOf(schema)) {
    case "object": {
      const required = schema.required ?? [];
      const names = Object.keys(schema.properties ?? {}).filter(
        (name) => required.length === 0 || required.includes(name),
      );
      return Object.fromEntries(
        names.map((name) => [name, exampleOf(api, schema.properties?.[name], depth + 1)]),
      );
    }
    case "array":
      return [exampleOf(api, schema.items, depth + 1)];
    case "integer":
    case "number":
      return schema.minimum ?? 1;
    case "boolean":
      return false;
    case "string":
      return idOf(schema.pattern) ?? ofFormat(schema.format);
    default:
      return null;
  }
}
