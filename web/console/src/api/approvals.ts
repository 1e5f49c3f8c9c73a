import { queryOptions } from "@tanstack/react-query";
import { get, write } from "./http";
import { pagesQuery } from "./page";

export type ApprovalStatus = "pending" | "approved" | "done" | "failed" | "rejected" | "expired";

/** A call that waits for somebody else, or did. */
export interface Approval {
  id: string;
  operation: string;
  status: ApprovalStatus;
  maker: string;
  maker_name: string;
  own: boolean;
  rule: string;
  created_at: string;
  expires_at: string;
  decided_by_name?: string;
  decided_at?: string;
  reason?: string;
  /** JSON texts, of one approval only. */
  request?: string;
  reply?: string;
  reply_status?: number;
}

export const approvalsPages = (status?: ApprovalStatus) =>
  pagesQuery<Approval>("approvals", "/approvals", { status, sort: "-created_at" });

export const approvalQuery = (id: string) =>
  queryOptions({
    queryKey: ["approvals", id],
    queryFn: ({ signal }) => get<Approval>(`/approvals/${id}`, {}, signal),
  });

export function approve(id: string, reason: string) {
  const body = reason === "" ? {} : { reason };
  return write<Approval>("POST", `/approvals/${id}/approve`, body);
}

export function reject(id: string, reason: string) {
  return write<Approval>("POST", `/approvals/${id}/reject`, { reason });
}

export interface ApprovalRule {
  operation: string;
  condition: string;
  built_in: boolean;
}

export const approvalRulesQuery = queryOptions({
  queryKey: ["approval-rules"],
  queryFn: ({ signal }) =>
    get<{ items: ApprovalRule[]; operations: string[] }>("/approval-rules", {}, signal),
});

export function setApprovalRule(operation: string, condition: string) {
  const body = condition === "" ? {} : { condition };
  return write<ApprovalRule>("PUT", `/approval-rules/${operation}`, body);
}

export function removeApprovalRule(operation: string) {
  return write<void>("DELETE", `/approval-rules/${operation}`);
}
