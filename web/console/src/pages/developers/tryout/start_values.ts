import type { FormField } from "@/app/palette/form/fields";
import type { Values } from "@/app/palette/form/request";
import type { ExampleCall } from "../examples/call";

function at(body: unknown, pointer: string): unknown {
  let found = body;
  for (const step of pointer.slice(1).split("/")) {
    if (typeof found !== "object" || found === null) return undefined;
    found = (found as Record<string, unknown>)[step.replaceAll("~1", "/").replaceAll("~0", "~")];
  }
  return found;
}

/** A value as the field of a form takes it; undefined: it stays empty. */
function fieldValue(field: FormField, value: unknown): Values[string] | undefined {
  if (value === undefined || value === null) return undefined;
  switch (field.kind) {
    case "switch":
      return value === true;
    case "choices":
    case "list":
      return Array.isArray(value) ? value.map(String) : undefined;
    case "json":
      return JSON.stringify(value, null, 2);
    default:
      return typeof value === "object" ? undefined : String(value as string | number | boolean);
  }
}

/**
 * What a form begins with: the example's values, so that sending it does something that can be seen.
 * What nobody knows, an id or a text that only shows its place, is left to whoever fills it in.
 */
export function startValues(fields: FormField[], call: ExampleCall): Values {
  const named = new Map<string, string>([
    ...call.path.map(({ name, value }) => [`{${name}}`, value] as const),
    ...call.query.map(({ name, value }) => [`?${name}`, value] as const),
  ]);
  const unknown = (value: unknown) =>
    typeof value === "string" &&
    /_0{26}$|^Example |^[A-Z][A-Z_]*$/.test(value) &&
    !/^[A-Z]{3}$/.test(value);
  const values: Values = {};
  for (const field of fields) {
    const given = field.pointer.startsWith("/")
      ? at(call.body, field.pointer)
      : named.get(field.pointer);
    const one = Array.isArray(given) || field.kind !== "list" ? given : given && [given];
    if (unknown(given)) continue;
    const value = fieldValue(field, one);
    if (value !== undefined) values[field.pointer] = value;
  }
  return values;
}
