import { queryOptions } from "@tanstack/react-query";
import { apiBase, get } from "./http";
import { pagesQuery, rowsOf } from "./page";
import { problemFromText, ProblemError } from "./problem";
import type { UploadState } from "./upload_states";

export interface Upload {
  id: string;
  /** A part is joined with others into a final one, and runs nothing itself. */
  kind: "whole" | "partial" | "final";
  operation?: string;
  state: UploadState;
  /** Bytes it will have, and has. */
  length: number;
  received: number;
  /** What came of it; the reply, as JSON, of one upload only. */
  reply_status?: number;
  reply?: string;
  created_at: string;
  expires_at: string;
  finished_at?: string;
}

export interface UploadFilters {
  state?: UploadState | undefined;
  sort?: string | undefined;
}

const soonMs = 2000;
const seldomMs = 15_000;

/** True while it goes on without anybody here. */
function isMoving({ state }: Upload): boolean {
  return state === "receiving" || state === "received" || state === "running";
}

/** How much of it the server has, in percent. */
export function percentReceived({ length, received }: Upload): number {
  return length === 0 ? 100 : Math.floor((100 * received) / length);
}

/** Others may send meanwhile, and new ones are begun by programs. */
export const uploadsPages = (filters: UploadFilters) => ({
  ...pagesQuery<Upload>("uploads", "/uploads", { ...filters }),
  refetchInterval: (query: { state: { data?: Parameters<typeof rowsOf<Upload>>[0] } }) =>
    rowsOf(query.state.data).some(isMoving) ? soonMs : seldomMs,
});

export const uploadQuery = (id: string) =>
  queryOptions({
    queryKey: ["uploads", id],
    queryFn: ({ signal }) => get<Upload>(`/uploads/${id}`, {}, signal),
    refetchInterval: (query) =>
      query.state.data === undefined || isMoving(query.state.data) ? soonMs : false,
  });

/** A request of tus 1.0, which says in headers what others say in bodies. */
async function tus(method: string, id: string, init: RequestInit = {}): Promise<Response> {
  const headers = { ...(init.headers as Record<string, string>), "Tus-Resumable": "1.0.0" };
  let response: Response;
  try {
    response = await fetch(`${apiBase}/uploads/${id}`, {
      ...init,
      method,
      credentials: "same-origin",
      headers,
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ProblemError({ title: "No reply", status: 0, code: "unreachable" });
  }
  if (!response.ok) throw problemFromText(response.status, await response.text());
  return response;
}

const offsetOf = (response: Response) => Number(response.headers.get("Upload-Offset") ?? 0);

/** Gives an upload up: what has come of it is dropped. */
export async function giveUpUpload(id: string): Promise<void> {
  await tus("DELETE", id);
}

/** From where to go on. */
export async function readOffset(id: string, signal: AbortSignal): Promise<number> {
  return offsetOf(await tus("HEAD", id, { signal }));
}

/** Sends what comes next; resolves to how much the server has then. The last byte runs the operation. */
export async function sendChunk(
  id: string,
  offset: number,
  chunk: Blob,
  signal: AbortSignal,
): Promise<number> {
  const headers = {
    "Content-Type": "application/offset+octet-stream",
    "Upload-Offset": String(offset),
  };
  return offsetOf(await tus("PATCH", id, { headers, body: chunk, signal }));
}
