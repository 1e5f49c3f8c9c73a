import type { OpenApi } from "@/api/openapi";
import { exampleOf } from "./example";
import type { Operation } from "@/api/operations";
import type { Samples } from "./samples";

/** Quotes a text for a POSIX shell. */
export function shellQuote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function pathOf(
  api: OpenApi,
  operation: Operation,
  samples: Samples,
  member: string | null,
): string {
  const path = operation.path.replace(/\{[^}]+\}/, (parameter) => member ?? parameter);
  return path.replace(/\{([^}]+)\}/g, (_, name: string) => {
    const parameter = operation.parameters.find((item) => item.in === "path" && item.name === name);
    const example = parameter && exampleOf(api, parameter.schema, samples, name);
    return typeof example === "string" ? example : name.toUpperCase();
  });
}

/** What the query must name; a repeatable parameter is one too, for without it nothing comes. */
function queryOf(api: OpenApi, operation: Operation, samples: Samples): string {
  const query = new URLSearchParams();
  for (const { in: place, name, required, schema } of operation.parameters) {
    if (place !== "query" || !(required || schema?.type === "array")) continue;
    const example = exampleOf(api, schema, samples, name);
    const [first] = Array.isArray(example) ? example : [example];
    const id = name === "id" ? samples["acct_"]?.[0] : undefined;
    query.set(name, id ?? (first === null ? name.toUpperCase() : String(first)));
  }
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}

/** The request body's example as text, or undefined where there is no JSON body. */
export function exampleBody(
  api: OpenApi,
  operation: Operation,
  samples: Samples = {},
): string | undefined {
  const { request } = operation;
  if (request === undefined || !request.type.includes("json")) return undefined;
  if (request.type.includes("ndjson")) return undefined;
  const value = request.media.example ?? exampleOf(api, request.media.schema, samples);
  return JSON.stringify(value, null, 2);
}

/** A command that calls the operation at this server, ready to paste; it reads the `member`. */
export function curlOf(
  api: OpenApi,
  operation: Operation,
  origin: string,
  samples: Samples = {},
  member: string | null = null,
): string {
  const base = api.servers?.[0]?.url ?? "";
  const prefix = base.startsWith("/") && base !== "/" ? base.replace(/\/$/, "") : "";
  const path = pathOf(api, operation, samples, member);
  const url = `${origin}${prefix}${path}${queryOf(api, operation, samples)}`;
  const lines = [
    operation.method === "GET"
      ? `curl ${shellQuote(url)}`
      : `curl -X ${operation.method} ${shellQuote(url)}`,
  ];
  if (operation.secured) lines.push(`-H "Authorization: Bearer $SANGAM_API_KEY"`);
  const body = exampleBody(api, operation, samples);
  if (body !== undefined) {
    lines.push(`-H 'Content-Type: application/json'`, `-d ${shellQuote(body)}`);
  } else if (operation.request !== undefined) {
    lines.push(
      `-H ${shellQuote(`Content-Type: ${operation.request.type}`)}`,
      "--data-binary @FILE",
    );
  }
  return lines.join(" \\\n  ");
}
