import { queryOptions } from "@tanstack/react-query";
import { apiBase, get, pathWith, write } from "./http";
import { pagesQuery, rowsOf } from "./page";
import { problemFromText, ProblemError } from "./problem";

export interface Import {
  id: string;
  name: string;
  kind: "transfers" | "pain001";
  /** "uploading" until the whole body has come, and for good when it broke off. */
  state: "uploading" | "running" | "paused" | "done" | "failed" | "cancelled";
  lines_total: number;
  lines_done: number;
  created: number;
  exists: number;
  refused: number;
  /** What was let pass; only in the reply to the upload. */
  warnings: string[];
  /** Why it failed. */
  failure?: string;
  started_at: string;
  finished_at?: string;
}

export interface RejectedLine {
  line: number;
  reason: string;
  /** A ledger status, or the code of a field's fault. */
  status: string;
  /** The line as it came. */
  content: string;
}

const pollMs = 1000;
/** Where something may happen, but only when somebody asks for it: here, or at another place. */
const restPollMs = 5000;

/** True while there is progress to wait for. */
export function isMoving(item: Import): boolean {
  return item.state === "running";
}

/** How soon an import may look different; false when it never will. */
export function refreshAfter({ state }: Pick<Import, "state">): number | false {
  if (state === "running" || state === "uploading") return pollMs;
  return state === "paused" || state === "failed" ? restPollMs : false;
}

function soonest(times: (number | false)[]): number | false {
  const known = times.filter((time) => time !== false);
  return known.length === 0 ? false : Math.min(...known);
}

/** The share done in percent, or undefined while the total is unknown. */
export function percentDone(item: Import): number | undefined {
  if (item.state === "done") return 100;
  if (item.lines_total === 0) return undefined;
  return Math.min(100, Math.floor((item.lines_done / item.lines_total) * 100));
}

export const importsPages = (sort?: string) => ({
  ...pagesQuery<Import>("imports", "/ledger/imports", { sort }),
  refetchInterval: (query: { state: { data?: Parameters<typeof rowsOf<Import>>[0] } }) =>
    soonest(rowsOf(query.state.data).map(refreshAfter)),
});

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ["imports", id],
    queryFn: ({ signal }) => get<Import>(`/ledger/imports/${id}`, {}, signal),
    refetchInterval: (query) =>
      query.state.data === undefined ? pollMs : refreshAfter(query.state.data),
  });

export type ImportMove = "pause" | "resume" | "cancel";

export const moveImport = (id: string, move: ImportMove, idempotencyKey: string) =>
  write<Import>("POST", `/ledger/imports/${id}/${move}`, {}, { idempotencyKey });

/** What one can do with an import in its state. */
export function movesOf(item: Import): ImportMove[] {
  if (item.state === "running") return ["pause", "cancel"];
  if (item.state === "paused" || item.state === "failed") return ["resume", "cancel"];
  return item.state === "uploading" ? ["cancel"] : [];
}

export const rejectedPath = (id: string) => `${apiBase}/ledger/imports/${id}/rejected`;

/** How a payment message is taken; transfers in NDJSON have no such choice. */
export interface MessageOptions {
  /** Open missing ledgers and accounts, named by their IBANs. */
  open_accounts: boolean;
  /** Let invented IBANs and a wrong count pass, with a warning. */
  specimen: boolean;
}

/** Which operation takes a file: XML is a payment message, anything else transfers in NDJSON. */
export function destinationOf(name: string): { path: string; type: string } {
  return /\.xml$/i.test(name)
    ? { path: "/ledger/imports/pain001", type: "application/xml" }
    : { path: "/ledger/imports", type: "application/x-ndjson" };
}

/**
 * Sends a file as the body of an import. XMLHttpRequest, because fetch does not tell how much of
 * an upload has left.
 */
export function uploadImport(
  file: File,
  options: MessageOptions,
  idempotencyKey: string,
  progress: (fraction: number) => void,
): Promise<Import> {
  return new Promise((resolve, reject) => {
    const { path, type } = destinationOf(file.name);
    const request = new XMLHttpRequest();
    const query =
      type === "application/xml" ? { name: file.name, ...options } : { name: file.name };
    request.open("POST", apiBase + pathWith(path, query));
    request.setRequestHeader("Content-Type", type);
    request.setRequestHeader("Idempotency-Key", idempotencyKey);
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
