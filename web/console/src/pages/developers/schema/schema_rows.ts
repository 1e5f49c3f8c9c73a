import { follow, type Schema, type SchemaRoot } from "@/api/openapi";

/** One field of a schema, wherever it lies. */
export interface SchemaRow {
  /** "amount.asset", "items[].id". */
  path: string;
  name: string;
  /** Of the object it lies in; "" at the top. */
  parent: string;
  depth: number;
  /** "text", "Amount", "list of Transfer". */
  type: string;
  /** "1–80 characters", "pattern …", the values it may have. */
  rules: string[];
  description: string;
  required: boolean;
  /** Whether there are fields within. */
  nested: boolean;
}

const deepest = 6;
/** A schema with more fields than these is cut: it would not be read. */
const mostRows = 600;

function resolved(root: SchemaRoot, schema: Schema): Schema {
  let at = schema;
  for (let steps = 0; at.$ref !== undefined && steps < 8; steps++) {
    const { $ref, ...own } = at;
    at = { ...follow<Schema>(root, $ref), ...own };
  }
  return at;
}

const nameOf = (schema: Schema): string | undefined => schema.$ref?.split("/").at(-1);

export function typeText(root: SchemaRoot, schema: Schema): string {
  const name = nameOf(schema);
  const known = resolved(root, schema);
  if (name !== undefined && known.properties !== undefined) return name;
  if (known.items !== undefined) return `${typeText(root, known.items)}[]`;
  const choices = known.oneOf ?? known.anyOf;
  if (choices !== undefined) return choices.map((one) => typeText(root, one)).join(" | ");
  const type = Array.isArray(known.type) ? known.type.join(" | ") : known.type;
  if (known.format !== undefined && type === "string") return known.format;
  return type ?? (known.properties === undefined ? "any" : "object");
}

/** What a value must be, beside its type. */
function rulesOf(schema: Schema): string[] {
  const rules: string[] = [];
  if (schema.enum !== undefined) rules.push(schema.enum.map(String).join(" | "));
  const { minLength, maxLength, minimum, maximum, pattern } = schema;
  if (minLength !== undefined || maxLength !== undefined) {
    rules.push(`length ${minLength ?? 0}–${maxLength ?? "∞"}`);
  }
  if (minimum !== undefined || maximum !== undefined) {
    rules.push(`${minimum ?? "−∞"} … ${maximum ?? "∞"}`);
  }
  if (pattern !== undefined) rules.push(pattern);
  if (schema.default !== undefined) rules.push(`= ${JSON.stringify(schema.default)}`);
  return rules;
}

/** The object a field holds, directly or in a list. */
function objectIn(root: SchemaRoot, schema: Schema): { schema: Schema; list: boolean } | undefined {
  const known = resolved(root, schema);
  if (known.properties !== undefined) return { schema: known, list: false };
  if (known.items !== undefined) {
    const inner = objectIn(root, known.items);
    return inner === undefined ? undefined : { schema: inner.schema, list: true };
  }
  const choice = known.oneOf?.[0] ?? known.anyOf?.[0] ?? known.allOf?.[0];
  return choice === undefined ? undefined : objectIn(root, choice);
}

/** All fields of a schema, those within others behind them; empty for what is no object. */
export function schemaRows(root: SchemaRoot, schema: Schema | undefined): SchemaRow[] {
  const rows: SchemaRow[] = [];
  const walk = (object: Schema, parent: string, prefix: string, depth: number) => {
    for (const [name, field] of Object.entries(object.properties ?? {})) {
      if (rows.length >= mostRows) return;
      const known = resolved(root, field);
      const inner = depth < deepest ? objectIn(root, field) : undefined;
      const path = prefix + name;
      rows.push({
        path,
        name,
        parent,
        depth,
        type: typeText(root, field),
        rules: [
          ...rulesOf(known),
          ...(known.items === undefined ? [] : rulesOf(resolved(root, known.items))),
        ],
        description: field.description ?? known.description ?? "",
        required: object.required?.includes(name) ?? false,
        nested: inner !== undefined && Object.keys(inner.schema.properties ?? {}).length > 0,
      });
      if (inner !== undefined) {
        walk(inner.schema, path, `${path}${inner.list ? "[]" : ""}.`, depth + 1);
      }
    }
  };
  const top = schema === undefined ? undefined : objectIn(root, schema);
  if (top !== undefined) walk(top.schema, "", top.list ? "[]." : "", 0);
  return rows;
}

/**
 * The rows to show: those whose objects are all open, or, while somebody searches, those that have
 * every word, with what they lie in.
 */
export function visibleRows(
  rows: SchemaRow[],
  open: ReadonlySet<string>,
  search: string,
): SchemaRow[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) {
    const seen = new Set([""]);
    return rows.filter(({ parent, path }) => {
      const shown = seen.has(parent);
      if (shown && open.has(path)) seen.add(path);
      return shown;
    });
  }
  const wanted = new Set<string>();
  const parents = new Map(rows.map(({ path, parent }) => [path, parent]));
  for (const { path, type, description } of rows) {
    const text = `${path} ${type} ${description}`.toLowerCase();
    if (!words.every((word) => text.includes(word))) continue;
    for (let at: string | undefined = path; at !== undefined && at !== ""; at = parents.get(at)) {
      wanted.add(at);
    }
  }
  return rows.filter(({ path }) => wanted.has(path));
}
