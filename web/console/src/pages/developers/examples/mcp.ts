import type { ExampleCall } from "./call";
import { shellQuote } from "./curl";

/** What the tool is called: the operation's name, unless the server says otherwise. */
export function toolName({ id, mcpTool }: ExampleCall["operation"]): string {
  return mcpTool ?? id;
}

/** Streams, files and sign-in are no tools. */
export function isTool({ kind, audience }: ExampleCall["operation"]): boolean {
  return !["stream", "upload", "download"].includes(kind) && audience !== "everyone";
}

/** What a tool is given: the fields of the operation, wherever they travel over REST. */
export function toolArguments({ path, query, body }: ExampleCall): Record<string, unknown> {
  const given = [...path, ...query].map(({ name, value, whole, list }) => {
    const one = whole ? Number(value) : value;
    return [name, list ? [one] : one] as const;
  });
  return { ...Object.fromEntries(given), ...(typeof body === "object" ? body : {}) };
}

/** The message that an agent's client sends, as a command that sends it. */
export function mcpOf(call: ExampleCall, door: string): string {
  const { operation, origin } = call;
  const message = {
    jsonrpc: "2.0",
    id: 1,
    method: "tools/call",
    params: { name: toolName(operation), arguments: toolArguments(call) },
  };
  return [
    `curl -X POST ${shellQuote(origin + door)}`,
    `-H "Authorization: Bearer $SANGAM_API_KEY"`,
    "-H 'Content-Type: application/json'",
    "-H 'Accept: application/json, text/event-stream'",
    "-H 'MCP-Protocol-Version: 2025-11-25'",
    `-d ${shellQuote(JSON.stringify(message, null, 2))}`,
  ].join(" \\\n  ");
}
