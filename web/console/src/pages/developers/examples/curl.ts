import type { OpenApi } from "@/api/openapi";
import type { Operation } from "@/api/operations";
import { exampleCall, targetOf, type ExampleCall } from "./call";
import type { Samples } from "./samples";

/** Quotes a text for a POSIX shell. */
export function shellQuote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** The request body's example as text, or undefined where there is no JSON body. */
export function exampleBody(
  api: OpenApi,
  operation: Operation,
  samples: Samples = {},
): string | undefined {
  const { body } = exampleCall(api, operation, "", samples);
  return body === undefined ? undefined : JSON.stringify(body, null, 2);
}

/** A command that makes the call, ready to paste. */
export function curlOf(call: ExampleCall): string {
  const { operation, body, upload } = call;
  const url = shellQuote(call.base + targetOf(call));
  const lines = [operation.method === "GET" ? `curl ${url}` : `curl -X ${operation.method} ${url}`];
  if (operation.kind === "stream") lines[0] = lines[0]?.replace("curl ", "curl -N ") ?? "";
  if (operation.secured) lines.push(`-H "Authorization: Bearer $SANGAM_API_KEY"`);
  if (body !== undefined) {
    const text = JSON.stringify(body, null, 2);
    lines.push(`-H 'Content-Type: application/json'`, `-d ${shellQuote(text)}`);
  } else if (upload !== undefined) {
    lines.push(`-H ${shellQuote(`Content-Type: ${upload}`)}`, "--data-binary @FILE");
  }
  return lines.join(" \\\n  ");
}
