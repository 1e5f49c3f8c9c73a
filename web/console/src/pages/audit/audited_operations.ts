import type { AuditKind } from "@/api/audit_kinds";
import type { OpenApi } from "@/api/openapi";

export interface AuditedOperation {
  summary: string;
  kind: AuditKind;
}

/** What the server says of each of its operations, by name: a GET is a look. */
export function auditedOperations(api: OpenApi | undefined): Map<string, AuditedOperation> {
  const found = new Map<string, AuditedOperation>();
  for (const item of Object.values(api?.paths ?? {})) {
    for (const [method, operation] of Object.entries(item)) {
      if (Array.isArray(operation) || operation.operationId === undefined) continue;
      found.set(operation.operationId, {
        summary: operation.summary ?? operation.operationId,
        kind: method === "get" ? "look" : "change",
      });
    }
  }
  return found;
}
