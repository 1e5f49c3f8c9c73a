import { replyKind, type ExampleCall, type Named } from "./call";

/** As the generator of the TypeScript client writes names: trial_balance becomes trialBalance. */
export function camel(name: string): string {
  const [first = "", ...rest] = name.split("_");
  return first + rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

/** The method of the client that is this operation: "ledger.ledgers.trialBalance". */
export function typescriptMethod(name: string): string {
  return name.split(".").map(camel).join(".");
}

const isName = /^[A-Za-z_$][\w$]*$/;

/** A JSON value as people write it in TypeScript: names without quotes, short ones on one line. */
export function typescriptValue(value: unknown, indent = ""): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "undefined";
  const inner = `${indent}  `;
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  const parts = Array.isArray(value)
    ? value.map((one) => typescriptValue(one, inner))
    : Object.entries(value).map(
        ([name, one]) =>
          `${isName.test(name) ? name : JSON.stringify(name)}: ${typescriptValue(one, inner)}`,
      );
  if (parts.length === 0) return open + close;
  const space = Array.isArray(value) ? "" : " ";
  const line = open + space + parts.join(", ") + space + close;
  return line.length + indent.length <= 76 && !line.includes("\n")
    ? line
    : `${open}\n${parts.map((part) => `${inner}${part},\n`).join("")}${indent}${close}`;
}

function plain({ value, whole, list }: Named): unknown {
  const one = whole
    ? Number(value)
    : value === "true" || value === "false"
      ? value === "true"
      : value;
  return list ? [one] : one;
}

function argumentsOf(call: ExampleCall): string {
  const { path, query, body, upload, operation } = call;
  const given = path.map((one) => (one.whole ? one.value : JSON.stringify(one.value)));
  if (upload !== undefined) given.push("content");
  const needed = query.length > 0;
  const empty = typeof body === "object" && body !== null && Object.keys(body).length === 0;
  // A body that needs nothing may be left out, unless something stands behind it.
  if (body !== undefined && (!empty || needed)) given.push(typescriptValue(body));
  if (needed) {
    given.push(typescriptValue(Object.fromEntries(query.map((one) => [one.name, plain(one)]))));
  }
  return `sangam.${typescriptMethod(operation.id)}(${given.join(", ")})`;
}

/** A program for Node that makes the call with the TypeScript SDK. */
export function typescriptOf(call: ExampleCall): string {
  const { operation, origin, upload } = call;
  const head = ['import { Sangam } from "@sangam/sdk";'];
  if (upload !== undefined) head.unshift('import { readFile } from "node:fs/promises";');
  const key = operation.secured ? ", apiKey: process.env.SANGAM_API_KEY!" : "";
  const lines = [...head, "", `const sangam = new Sangam({ url: "${origin}"${key} });`];
  if (upload !== undefined) lines.push('const content = await readFile("FILE");');
  const send = argumentsOf(call);
  switch (replyKind(operation)) {
    case "page":
      lines.push(`for await (const item of ${send}) console.log(item);`);
      break;
    case "stream":
      lines.push(`for await (const event of ${send}) console.log(event);`);
      break;
    case "download":
      lines.push(`const file = await ${send};`, "console.log(await file.text());");
      break;
    case "nothing":
      lines.push(`await ${send};`);
      break;
    case "json":
      lines.push(`const reply = await ${send};`, "console.log(reply);");
  }
  return lines.join("\n");
}
