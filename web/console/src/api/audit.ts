import { pagesQuery } from "./page";

export interface AuditEntry {
  id: string;
  at: string;
  actor: string;
  operation: string;
  request_id: string;
  target?: string;
  outcome: string;
}

export const auditPages = () => pagesQuery<AuditEntry>("audit", "/audit");
