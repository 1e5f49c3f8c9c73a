import type { OpenApi } from "@/api/openapi";
import { exampleOf } from "./example";
import type { Operation } from "./operations";

/** Quotes a text for a POSIX shell. */
export function shellQuote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function exampleParameter(api: OpenApi, operation: Operation, name: string): string {
  const parameter = operation.parameters.find((item) => item.in === "path" && item.name === name);
  const example = exampleOf(api, parameter?.schema);
  return typeof example === "string" && example !== "text" ? example : name.toUpperCase();
}

/** The request body's example as text, or undefined where there is no JSON body. */
export function exampleBody(api: OpenApi, operation: Operation): string | undefined {
  const { request } = operation;
  if (request === undefined || !request.type.includes("json")) return undefined;
  if (request.type.includes("ndjson")) return undefined;
  const value = request.media.example ?? exampleOf(api, request.media.schema);
  return JSON.stringify(value, null, 2);
}

/** A command that calls the operation at this server, ready to paste. */
export function curlOf(api: OpenApi, operation: Operation, origin: string): string {
  const base = api.servers?.[0]?.url ?? "";
  const prefix = base.startsWith("/") && base !== "/" ? base.replace(/\/$/, "") : "";
  const path = operation.path.replace(/\{([^}]+)\}/g, (_, name: string) =>
    exampleParameter(api, operation, name),
  );
  const query = operation.parameters
    .filter((parameter) => parameter.in === "query" && parameter.required)
    .map((parameter) => `${parameter.name}=${parameter.name.toUpperCase()}`)
    .join("&");
  const url = `${origin}${prefix}${path}${query === "" ? "" : `?${query}`}`;
  const lines = [
    operation.method === "GET"
      ? `curl ${shellQuote(url)}`
      : `curl -X ${operation.method} ${shellQuote(url)}`,
    `-H "Authorization: Bearer $SANGAM_API_KEY"`,
  ];
  const body = exampleBody(api, operation);
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
