import { heldFromText } from "./held";
import { problemFromText, ProblemError } from "./problem";
import { proveAgain } from "./proof";

export const apiBase = "/api/v1";

export type QueryValue = string | number | boolean | undefined;

/** A path with its query; undefined and empty values are left out. */
export function pathWith(path: string, query: Record<string, QueryValue> = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== "") parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text === "" ? path : `${path}?${text}`;
}

export interface WriteOptions {
  /** Repeating a write with the same key and body cannot take effect twice. */
  idempotencyKey?: string;
  /** The entity tag of the version this changes; the server refuses when it is another by now. */
  ifMatch?: string;
}

async function send(method: string, path: string, init: RequestInit): Promise<Response> {
  try {
    return await sendOnce(method, path, init);
  } catch (error) {
    const asksForProof = error instanceof ProblemError && error.problem.code === "step_up_needed";
    if (!asksForProof || !(await proveAgain())) throw error;
    return sendOnce(method, path, init);
  }
}

async function sendOnce(method: string, path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(apiBase + path, { method, credentials: "same-origin", ...init });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ProblemError({ title: "No reply", status: 0, code: "unreachable" });
  }
  if (!response.ok) {
    const retryAfter = response.headers.get("Retry-After");
    throw problemFromText(response.status, await response.text(), retryAfter);
  }
  return response;
}

export async function get<T>(
  path: string,
  query: Record<string, QueryValue> = {},
  signal?: AbortSignal,
): Promise<T> {
  const response = await send("GET", pathWith(path, query), {
    headers: { Accept: "application/json" },
    signal: signal ?? null,
  });
  return (await response.json()) as T;
}

/** The reply as it was written: where reading numbers into doubles would change them. */
export async function getText(path: string, signal?: AbortSignal): Promise<string> {
  const response = await send("GET", path, {
    headers: { Accept: "application/json" },
    signal: signal ?? null,
  });
  return response.text();
}

/** A resource with its entity tag, to be changed with `ifMatch`. */
export async function getTagged<T>(path: string): Promise<{ value: T; tag: string | undefined }> {
  const response = await send("GET", path, { headers: { Accept: "application/json" } });
  const tag = response.headers.get("ETag") ?? undefined;
  return { value: (await response.json()) as T, tag };
}

export async function write<T>(
  method: "POST" | "PATCH" | "PUT" | "DELETE",
  path: string,
  body?: unknown,
  options: WriteOptions = {},
): Promise<T> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (options.idempotencyKey !== undefined) headers["Idempotency-Key"] = options.idempotencyKey;
  if (options.ifMatch !== undefined) headers["If-Match"] = options.ifMatch;
  const response = await send(method, path, {
    headers,
    body: body === undefined ? null : JSON.stringify(body),
  });
  const text = await response.text();
  const held = response.status === 202 ? heldFromText(text) : undefined;
  if (held !== undefined) throw held;
  return (text === "" ? undefined : JSON.parse(text)) as T;
}

/** What came of a request, as it was written. */
export interface Exchange {
  status: number;
  type: string;
  text: string;
}

/** Any request, for forms made from the API's description; `path` with its query. */
export async function exchange(
  method: string,
  path: string,
  body: string | undefined,
  idempotencyKey: string | undefined,
): Promise<Exchange> {
  const headers: Record<string, string> = { Accept: "application/json, text/*;q=0.8, */*;q=0.5" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (idempotencyKey !== undefined) headers["Idempotency-Key"] = idempotencyKey;
  const response = await send(method, path, { headers, body: body ?? null });
  const type = response.headers.get("Content-Type") ?? "";
  return { status: response.status, type, text: await response.text() };
}
