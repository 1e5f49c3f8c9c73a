import type { Approval } from "@/api/approvals";

/**
 * What somebody may do about an approval. One that stays approved was interrupted before it was
 * done: whoever may decide may go on with it.
 */
export function nextMove(approval: Approval, mayDecide: boolean) {
  if (approval.own) return approval.status === "pending" ? "wait" : undefined;
  if (!mayDecide) return undefined;
  if (approval.status === "pending") return "decide";
  return approval.status === "approved" ? "go_on" : undefined;
}
