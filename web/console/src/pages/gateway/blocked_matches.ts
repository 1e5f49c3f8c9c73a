import type { BlockedRequest } from "@/api/gateway";
import type { BlockedSearch } from "@/app/operations_search";

/** Whether a blocked request is among those looked for: the server tells all it kept at once. */
export function matches(one: BlockedRequest, { q = "", step, outcome }: BlockedSearch): boolean {
  if (step !== undefined && one.step !== step) return false;
  if (outcome !== undefined && one.outcome !== outcome) return false;
  const told = `${one.method} ${one.path} ${one.operation} ${one.address} ${one.country} ${one.rule} ${one.request_id}`;
  return told.toLowerCase().includes(q.toLowerCase());
}
