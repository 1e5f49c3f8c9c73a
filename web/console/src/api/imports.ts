import { queryOptions } from "@tanstack/react-query";
import { apiBase, get, pathWith } from "./http";
import { pagesQuery, rowsOf } from "./page";
import { problemFromText, ProblemError } from "./problem";

export interface Import {
  id: string;
  name: string;
  kind: string;
  state: "running" | "paused" | "done" | "failed";
  lines_total?: number;
  lines_done: number;
  created: number;
  exists: number;
  refused: number;
  started_at: string;
  finished_at?: string;
}

export interface RejectedLine {
  line: number;
  reason: string;
  status?: string;
  text?: string;
}

const pollMs = 1000;

/** True while there is progress to wait for. */
export function isMoving(item: Import): boolean {
  return item.state === "running";
}

/** The share done in percent, or undefined while the total is unknown. */
export function percentDone(item: Import): number | undefined {
  if (item.state === "done") return 100;
  if (item.lines_total === undefined || item.lines_total === 0) return undefined;
  return Math.min(100, Math.floor((item.lines_done / item.lines_total) * 100));
}

export const importsPages = () => ({
  ...pagesQuery<Import>("imports", "/ledger/imports", {}),
  refetchInterval: (query: { state: { data?: Parameters<typeof rowsOf<Import>>[0] } }) =>
    rowsOf(query.state.data).some(isMoving) ? pollMs : (false as const),
});

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ["imports", id],
    queryFn: ({ signal }) => get<Import>(`/ledger/imports/${id}`, {}, signal),
    refetchInterval: (query) =>
      query.state.data === undefined || isMoving(query.state.data) ? pollMs : false,
  });

export const rejectedPath = (id: string) => `${apiBase}/ledger/imports/${id}/rejected`;

/**
 * Sends a file as the body of an import. XMLHttpRequest, because fetch does not tell how much of
 * an upload has left.
 */
export function uploadImport(file: File, progress: (fraction: number) => void): Promise<Import> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", apiBase + pathWith("/ledger/imports", { name: file.name }));
    request.setRequestHeader("Content-Type", "application/x-ndjson");
    request.upload.onprogress = (event) => {
      if (event.lengthComputable && event.total > 0) progress(event.loaded / event.total);
    };
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) {
        resolve(JSON.parse(request.responseText) as Import);
      } else reject(problemFromText(request.status, request.responseText));
    };
    request.onerror = () =>
      reject(new ProblemError({ title: "No reply", status: 0, code: "unreachable" }));
    request.send(file);
  });
}
