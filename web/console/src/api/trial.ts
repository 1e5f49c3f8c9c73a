import { heldFromText } from "./held";
import { apiBase } from "./http";
import { problemFromText, ProblemError } from "./problem";
import { proveAgain } from "./proof";

/** A request as somebody put it together; `path` with its query. */
export interface TrialRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | undefined;
}

/** What came of it, whatever it was. */
export interface TrialReply {
  status: number;
  headers: [string, string][];
  text: string;
  /** The text is only the beginning. */
  cut: boolean;
  /** Until the head of the reply was there, and until all of it was. */
  headMs: number;
  totalMs: number;
}

/** More letters than these are a file, not something to read beside a form. */
export const mostLetters = 200_000;

/** Reads up to `mostLetters`; `onText` is told of what came so far. */
async function readText(
  response: Response,
  onText: ((text: string) => void) | undefined,
): Promise<{ text: string; cut: boolean }> {
  if (response.body === null) return { text: "", cut: false };
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      text += decoder.decode(value, { stream: !done });
      onText?.(text);
      if (done) return { text, cut: false };
      if (text.length > mostLetters) break;
    }
  } catch (error) {
    // Whoever stops a stream keeps what has come.
    if (!(error instanceof DOMException) || error.name !== "AbortError") throw error;
    return { text, cut: true };
  }
  await reader.cancel();
  return { text: text.slice(0, mostLetters), cut: true };
}

async function sendOnce(
  request: TrialRequest,
  signal: AbortSignal,
  onText: ((text: string) => void) | undefined,
): Promise<TrialReply> {
  const began = performance.now();
  let response: Response;
  try {
    response = await fetch(apiBase + request.path, {
      method: request.method,
      credentials: "same-origin",
      headers: request.headers,
      body: request.body ?? null,
      signal,
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ProblemError({ title: "No reply", status: 0, code: "unreachable" });
  }
  const headMs = performance.now() - began;
  const { text, cut } = await readText(response, onText);
  return {
    status: response.status,
    headers: [...response.headers],
    text,
    cut,
    headMs,
    totalMs: performance.now() - began,
  };
}

/** The problem that a reply tells of; undefined: it is none. Being held for approval is one, too. */
export function problemIn({ status, text, headers }: TrialReply): ProblemError | undefined {
  if (status === 202) return heldFromText(text);
  if (status < 400) return undefined;
  const after = headers.find(([name]) => name.toLowerCase() === "retry-after")?.[1] ?? null;
  return problemFromText(status, text, after);
}

/**
 * Sends it as the person who is signed in, and gives back whatever came. Where a fresh proof of who
 * one is is asked for, that is asked first. Throws ProblemError without a reply, AbortError when
 * `signal` stops it before one.
 */
export async function sendTrial(
  request: TrialRequest,
  signal: AbortSignal,
  onText?: (text: string) => void,
): Promise<TrialReply> {
  const reply = await sendOnce(request, signal, onText);
  if (problemIn(reply)?.problem.code !== "step_up_needed" || !(await proveAgain())) return reply;
  return sendOnce(request, signal, onText);
}
