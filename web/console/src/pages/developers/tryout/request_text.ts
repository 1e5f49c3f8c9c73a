import { indentJson } from "@/format/json_text";
import { apiBase } from "@/api/http";
import type { TrialReply, TrialRequest } from "@/api/trial";

/** The head of the request and its body, as they go over the wire. */
export function requestText({ method, path, headers, body }: TrialRequest): string {
  const head = [
    `${method} ${apiBase}${path}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ].join("\n");
  if (body === undefined) return head;
  return `${head}\n\n${headers["Content-Type"] === "application/json" ? indentJson(body) : body}`;
}

export function headersText({ headers }: TrialReply): string {
  return headers.map(([name, value]) => `${name}: ${value}`).join("\n");
}

/** The body as people read it: JSON is indented, otherwise as it was sent. */
export function bodyText({ headers, text, cut }: TrialReply): string {
  const type = headers.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";
  return type.includes("json") && !type.includes("ndjson") && !cut ? indentJson(text) : text;
}

/** How many bytes the text is in UTF-8. */
export function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
