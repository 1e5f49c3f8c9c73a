import { each, joined } from "./bytes.ts";
import { HeldForApproval, Problem, UnexpectedReply, type ProblemDocument } from "./errors.ts";
import { retryAfterSeconds } from "./retry.ts";

/** How a reply came. */
export interface ResponseInfo {
  status: number;
  headers: Headers;
  /** The server's id of the request. */
  requestId: string | undefined;
  /** The version of the resource, for `ifMatch`. */
  etag: string | undefined;
  /** Whether this is the stored reply of an earlier request with the same key. */
  replayed: boolean;
}

const responses = new WeakMap<object, ResponseInfo>();

/** How an object that a call resolved to came; undefined for anything else. */
export function responseOf(reply: object): ResponseInfo | undefined {
  return responses.get(reply);
}

export function remember(reply: object, response: Response): void {
  const { status, headers } = response;
  responses.set(reply, {
    status,
    headers,
    requestId: headers.get("X-Request-Id") ?? undefined,
    etag: headers.get("ETag") ?? undefined,
    replayed: headers.get("Idempotent-Replayed") === "true",
  });
}

/** The body as text, unless it is longer than `most` bytes. */
export async function boundedText(
  operation: string,
  response: Response,
  most: number,
): Promise<string> {
  const tooLarge = () =>
    new UnexpectedReply(
      operation,
      "too_large",
      response.status,
      `the reply has over ${most} bytes`,
    );
  if (Number(response.headers.get("Content-Length") ?? 0) > most) {
    await response.body?.cancel();
    throw tooLarge();
  }
  const pieces: Uint8Array[] = [];
  let read = 0;
  for await (const piece of response.body ? each(response.body) : []) {
    read += piece.byteLength;
    if (read > most) throw tooLarge();
    pieces.push(piece);
  }
  return decoded(operation, response, joined(pieces, read));
}

function decoded(operation: string, response: Response, bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw malformed(operation, response, "the reply is not UTF-8");
  }
}

function malformed(operation: string, response: Response, message: string): UnexpectedReply {
  return new UnexpectedReply(operation, "malformed", response.status, message);
}

function isType(response: Response, type: string): boolean {
  return (response.headers.get("Content-Type") ?? "").split(";")[0]?.trim().toLowerCase() === type;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a reply with a status from 400 on says. */
export function problemFrom(
  operation: string,
  response: Response,
  text: string,
): Problem | UnexpectedReply {
  const document = isType(response, "application/problem+json") ? parsed(text) : undefined;
  if (!isProblemDocument(document))
    return new UnexpectedReply(
      operation,
      "no_problem_document",
      response.status,
      `${response.status} without a problem document: ${text.slice(0, 200)}`,
    );
  const retryAfter = retryAfterSeconds(response.headers.get("Retry-After"));
  return new Problem(operation, document, response.status, retryAfter);
}

export function isProblemDocument(value: unknown): value is ProblemDocument {
  return (
    isObject(value) &&
    typeof value["code"] === "string" &&
    typeof value["title"] === "string" &&
    typeof value["detail"] === "string" &&
    (value["errors"] === undefined || Array.isArray(value["errors"]))
  );
}

/** The reply of a successful call: an object, or undefined for an empty one. */
export function replyFrom(operation: string, response: Response, text: string): unknown {
  if (text === "" && (response.status === 204 || !response.headers.get("Content-Type")))
    return undefined;
  if (!isType(response, "application/json"))
    throw new UnexpectedReply(
      operation,
      "media_type",
      response.status,
      `the reply is not JSON but ${response.headers.get("Content-Type") ?? "of no type"}`,
    );
  const reply = parsed(text);
  if (!isObject(reply)) throw malformed(operation, response, "the reply is no JSON object");
  if (response.status === 202 && isObject(reply["approval"]) && Object.keys(reply).length === 1)
    throw new HeldForApproval(operation, reply["approval"] as { id: string });
  remember(reply, response);
  return reply;
}
