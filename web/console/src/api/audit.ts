import { queryOptions } from "@tanstack/react-query";
import type { ChainedEntry } from "@/proof/chain";
import type { AuditKind, AuditOutcome } from "./audit_kinds";
import { apiBase, get, pathWith, write } from "./http";
import { pagesQuery, type Page } from "./page";
import { problemFromText } from "./problem";

/** An entry of the audit; `detail` is JSON. */
export type AuditEntry = ChainedEntry;

export interface AuditFilters {
  actor?: string | undefined;
  operation?: string | undefined;
  target?: string | undefined;
  outcome?: AuditOutcome | undefined;
  kind?: AuditKind | undefined;
  from?: string | undefined;
  to?: string | undefined;
  sort?: string | undefined;
}

export interface AuditRecord {
  entry: AuditEntry;
  state: "waiting" | "sealed" | "covered";
  seal?: { number: number; previous: string; hash: string };
  inclusion?: { checkpoint: string; path: string[] };
}

export interface AuditCheckpoint {
  size: number;
  signed_at: string;
  note: string;
}

export interface AuditFinding {
  kind: string;
  number?: number;
  entry?: string;
  detail: string;
}

export interface AuditVerification {
  complete: boolean;
  whole: boolean;
  checked: number;
  length: number;
  checkpoints: number;
  found: number;
  findings: AuditFinding[];
  resume?: string;
}

export const auditPages = (filters: AuditFilters) =>
  pagesQuery<AuditEntry>("audit", "/audit", { ...filters });

export const auditEntryQuery = (id: string) =>
  queryOptions({
    queryKey: ["audit", "entry", id],
    queryFn: ({ signal }) => get<AuditRecord>(`/audit/${id}`, {}, signal),
    // Each look leaves an entry: not again for having been away from the window.
    refetchOnWindowFocus: false,
  });

export const newestCheckpointQuery = queryOptions({
  queryKey: ["audit", "checkpoint"],
  queryFn: async ({ signal }) => {
    const page = await get<Page<AuditCheckpoint>>("/audit-checkpoints", { limit: 1 }, signal);
    return page.items[0] ?? null;
  },
});

export const auditKeyQuery = queryOptions({
  queryKey: ["audit", "key"],
  queryFn: ({ signal }) => get<{ key: string }>("/audit-key", {}, signal),
  staleTime: Infinity,
});

export function makeCheckpoint() {
  return write<AuditCheckpoint>("POST", "/audit-checkpoints", {});
}

/** One part of the check; `resume` is the answer's before. */
export function verifyPart(resume: string | undefined) {
  return write<AuditVerification>(
    "POST",
    "/audit-verification",
    resume === undefined ? {} : { resume },
  );
}

/** The proof that the tree of `second` entries begins with the one of `first`. */
export function consistencyProof(first: number, second: number) {
  return get<{ path: string[] }>("/audit-consistency", { first, second });
}

export interface AuditRange {
  from?: string | undefined;
  to?: string | undefined;
}

export const auditExports = ["csv", "jsonl", "cef", "ocsf.jsonl"] as const;
export type AuditExport = (typeof auditExports)[number];

/** Where the browser downloads an export. */
export function auditExportPath(format: AuditExport, { from, to }: AuditRange): string {
  return apiBase + pathWith(`/audit-export.${format}`, { from, to });
}

/** The lines of a range's evidence as they arrive. */
export async function* evidenceLines(
  range: AuditRange,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const path = auditExportPath("jsonl", range);
  const response = await fetch(path, { credentials: "same-origin", signal });
  if (!response.ok) throw problemFromText(response.status, await response.text());
  if (response.body === null) return;
  const decoder = new TextDecoderStream() as TransformStream<Uint8Array, string>;
  const reader = response.body.pipeThrough(decoder).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    const lines = (rest + (value ?? "")).split("\n");
    rest = done ? "" : (lines.pop() ?? "");
    for (const line of lines) if (line !== "") yield line;
    if (done) return;
  }
}
