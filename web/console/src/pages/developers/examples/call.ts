import type { OpenApi } from "@/api/openapi";
import type { Operation, OperationReply } from "@/api/operations";
import { exampleOf } from "./example";
import type { Samples } from "./samples";

/** A value that a call names: of the path or the query. */
export interface Named {
  name: string;
  value: string;
  /** Whether it is a number, which typed languages write without quotes. */
  whole: boolean;
  /** Whether it may be given several times: a list where there are lists. */
  list: boolean;
}

/** One believable call of an operation, as every language writes it. */
export interface ExampleCall {
  operation: Operation;
  /** Of the server: "https://bank.example". */
  origin: string;
  /** With what lies before the paths: "https://bank.example/api/v1". */
  base: string;
  path: Named[];
  query: Named[];
  /** JSON; undefined: there is none. */
  body: unknown;
  /** The media type of a file that is sent. */
  upload: string | undefined;
}

const isWhole = (schema: { type?: string | string[] } | undefined) => schema?.type === "integer";

/** The body's example; undefined where there is no JSON body. */
function bodyOf(api: OpenApi, { request }: Operation, samples: Samples): unknown {
  if (request === undefined || !request.type.includes("json") || request.type.includes("ndjson")) {
    return undefined;
  }
  return request.media.example ?? exampleOf(api, request.media.schema, samples);
}

function pathOf(
  api: OpenApi,
  operation: Operation,
  samples: Samples,
  member: string | null,
): Named[] {
  return [...operation.path.matchAll(/\{([^}]+)\}/g)].map(([, name = ""], index) => {
    const parameter = operation.parameters.find((one) => one.in === "path" && one.name === name);
    const example = parameter && exampleOf(api, parameter.schema, samples, name);
    const known = typeof example === "string" || typeof example === "number";
    const value = (index === 0 ? member : null) ?? (known ? String(example) : name.toUpperCase());
    return { name, value, whole: isWhole(parameter?.schema), list: false };
  });
}

/** What the query must name; a repeatable parameter is one too, for without it nothing comes. */
function queryOf(api: OpenApi, operation: Operation, samples: Samples): Named[] {
  return operation.parameters
    .filter(({ in: place, required, schema }) => {
      return place === "query" && (required === true || schema?.type === "array");
    })
    .map(({ name, schema }) => {
      const example = exampleOf(api, schema, samples, name);
      const [first] = (Array.isArray(example) ? example : [example]) as unknown[];
      const id = name === "id" ? samples["acct_"]?.[0] : undefined;
      const value =
        id ??
        (typeof first === "string" || typeof first === "number" || typeof first === "boolean"
          ? String(first)
          : name.toUpperCase());
      return { name, value, whole: isWhole(schema), list: schema?.type === "array" };
    });
}

/** `member`: what the path names first, where one is known that the tenant has. */
export function exampleCall(
  api: OpenApi,
  operation: Operation,
  origin: string,
  samples: Samples = {},
  member: string | null = null,
): ExampleCall {
  const server = api.servers?.[0]?.url ?? "";
  const prefix = server.startsWith("/") && server !== "/" ? server.replace(/\/$/, "") : "";
  const body = bodyOf(api, operation, samples);
  return {
    operation,
    origin,
    base: origin + prefix,
    path: pathOf(api, operation, samples, member),
    query: queryOf(api, operation, samples),
    body,
    upload: body === undefined ? operation.request?.type : undefined,
  };
}

/** The path with its values, and the query behind it. */
export function targetOf({ operation, path, query }: ExampleCall): string {
  const filled = path.reduce(
    (text, { name, value }) => text.replace(`{${name}}`, value),
    operation.path,
  );
  const text = new URLSearchParams(query.map(({ name, value }) => [name, value])).toString();
  return text === "" ? filled : `${filled}?${text}`;
}

/** How clients see what comes back. */
export type ReplyKind = "page" | "json" | "nothing" | "download" | "stream";

/** What comes when it was done; what was kept for somebody's approval is answered with 202. */
export function ownReply(operation: Operation): OperationReply | undefined {
  const successes = operation.replies.filter(({ status }) => status.startsWith("2"));
  return successes.find(({ status }) => status !== "202") ?? successes[0];
}

export function replyKind(operation: Operation): ReplyKind {
  const success = ownReply(operation);
  if (success?.type === undefined) return "nothing";
  if (success.type === "text/event-stream") return "stream";
  if (success.type !== "application/json") return "download";
  const paged = operation.parameters.some(({ in: place, name }) => {
    return place === "query" && name === "cursor";
  });
  return paged ? "page" : "json";
}
