import { follow, type OpenApi, type Schema } from "@/api/openapi";
import type { Samples } from "./samples";

/** References nest; beyond this depth an example helps nobody. */
const deepest = 8;

/** Objects that require nothing, because they serve several purposes, by their commonest one. */
const commonFields: Record<string, string[]> = {
  CreateTransfer: ["debit_account", "credit_account", "amount", "reference"],
};

/** Values that fields of these names believably have, where the description gives no example. */
const byName: Record<string, string> = {
  client_id: "sangam",
  code: "123456",
  cron: "0 9 * * 1",
  description: "For the weekly run",
  domain: "example.com",
  event_types: "ledger.transfers.posted",
  issuer: "https://login.example.com",
  name: "Till",
  object: "document:budget",
  password: "correct horse battery staple",
  payload: "{}",
  permission: "ledger.accounts:read",
  permissions: "ledger.accounts:read",
  reason: "Asked for by the customer",
  relation: "viewer",
  scopes: "openid",
  slug: "north-branch",
  subject: "team:finance#member",
  tenant: "north-branch",
  types: "ledger.transfers.posted",
  url: "https://example.com/hooks",
  user_code: "BCDF-GHJK",
  zone: "Asia/Kolkata",
};

function ofFormat(format: string | undefined, name: string | undefined): string {
  if (format === "date-time") return "2026-11-21T09:00:00Z";
  if (format === "date") return "2026-11-21";
  if (format === "email") return "someone@example.com";
  if (format === "uuid") return "01890a5d-ac96-774b-bcce-b302099a8057";
  const known = byName[name ?? ""];
  if (known !== undefined) return known;
  if (/_ur[il]s?$/.test(name ?? "")) return "https://app.example.com/callback";
  return name === undefined ? "text" : `Example ${name.replaceAll("_", " ")}`;
}

/** "acct_", where the pattern is that of an id. */
function prefixOf(pattern: string | undefined): string | undefined {
  return /^\^([a-z]+_)/.exec(pattern ?? "")?.[1];
}

function typeOf(schema: Schema): string | undefined {
  const type = Array.isArray(schema.type)
    ? schema.type.find((name) => name !== "null")
    : schema.type;
  return type ?? (schema.properties === undefined ? undefined : "object");
}

/** Makes one example; each sample serves once, the last of its kind as often as needed. */
class Example {
  private readonly samples: Samples;

  constructor(
    private readonly api: OpenApi,
    samples: Samples,
  ) {
    this.samples = Object.fromEntries(
      Object.entries(samples).map(([key, values]) => [key, [...values]]),
    );
  }

  of(schema: Schema | undefined, name?: string, shown?: string[], depth = 0): unknown {
    if (schema === undefined || depth > deepest) return null;
    if (schema.$ref !== undefined) {
      const fields = commonFields[schema.$ref.split("/").at(-1) ?? ""];
      return this.of(follow<Schema>(this.api, schema.$ref), name, fields, depth + 1);
    }
    const sample = this.take(name) ?? this.take(prefixOf(schema.pattern));
    const given =
      schema.example ?? schema.examples?.[0] ?? schema.const ?? schema.default ?? schema.enum?.[0];
    if (sample !== undefined || given !== undefined) return sample ?? given;
    const choice = schema.oneOf?.[0] ?? schema.anyOf?.[0];
    if (choice !== undefined) return this.of(choice, name, shown, depth + 1);
    if (schema.allOf !== undefined) {
      return Object.assign(
        {},
        ...schema.allOf.map((part) => this.of(part, name, shown, depth + 1)),
      );
    }
    switch (typeOf(schema)) {
      case "object":
        return this.object(schema, shown, depth);
      case "array":
        return [this.of(schema.items, name, undefined, depth + 1)];
      case "integer":
      case "number":
        return schema.minimum ?? 1;
      case "boolean":
        return false;
      case "string": {
        const prefix = prefixOf(schema.pattern);
        return prefix === undefined ? ofFormat(schema.format, name) : prefix + "0".repeat(26);
      }
      default:
        return null;
    }
  }

  private object(schema: Schema, shown: string[] | undefined, depth: number): unknown {
    const { properties = {}, required = [] } = schema;
    const names =
      shown ??
      (required.length > 0 ? required : Object.keys(properties).filter((name) => name !== "id"));
    return Object.fromEntries(
      names.map((name) => [name, this.of(properties[name], name, undefined, depth + 1)]),
    );
  }

  private take(key: string | undefined): string | undefined {
    const left = key === undefined ? undefined : this.samples[key];
    return left !== undefined && left.length > 1 ? left.shift() : left?.[0];
  }
}

/**
 * A value the schema allows: a sample of the tenant's own or the schema's example where there is
 * one, else made from types. Of an object only what is required is shown; when nothing is, all but
 * an id, which the server makes.
 */
export function exampleOf(
  api: OpenApi,
  schema: Schema | undefined,
  samples: Samples = {},
  name?: string,
): unknown {
  return new Example(api, samples).of(schema, name);
}
